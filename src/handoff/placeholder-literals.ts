import {isBlank} from './placeholder-characters.ts'
import {innerText, isHonest, readContent} from './placeholder-content.ts'

/** The texts of a template that can be left over; an honest “none” that it offers is an answer, not a gap. */
export interface Literals {
  isEmpty: boolean
  /** Whether one of them begins with a character. */
  mayBegin(character: number): boolean
  /** Whether a stretch of source is such a text, but for the white space in it. */
  has(source: string, start: number, end: number): boolean
}

/** Collapse white space, so that a wrapped text equals one on a single line. */
export const normalise = (text: string): string => text.replace(/\s+/gu, ' ').trim()

/** Whether a text from a template is a fair answer as it stands: “None”, “Unknown”, a task box. */
const isAnswer = (text: string): boolean =>
  isHonest(innerText('marker', text)) ||
  readContent('bracket', innerText('bracket', text)).some((sign) => sign === 'honest' || sign === 'box')

const known = new WeakMap<readonly string[], Literals>()

/** Prepare a list of literals; the same list, which judges many files, is prepared once. */
export function literalsOf(list: readonly string[]): Literals {
  const before = known.get(list)
  if (before) return before
  const literals = prepare(list)
  known.set(list, literals)
  return literals
}

function prepare(list: readonly string[]): Literals {
  const texts = new Set(list.map(normalise).filter((text) => text.length > 1))
  const firsts = new Set([...texts].map((text) => text.charCodeAt(0)))
  // Whether one is an answer is only asked when it stands in a file, which is seldom.
  const answers = new Map<string, boolean>()
  const counts = (text: string): boolean => {
    const isKnown = answers.get(text) ?? isAnswer(text)
    answers.set(text, isKnown)
    return !isKnown
  }
  return {
    isEmpty: texts.size === 0,
    mayBegin: (character) => firsts.has(character),
    has: (source, start, end) => {
      const from = skipBlank(source, start, end)
      if (!firsts.has(source.charCodeAt(from))) return false
      const text = normalise(source.slice(from, end))
      return texts.has(text) && counts(text)
    }
  }
}

function skipBlank(source: string, start: number, end: number): number {
  let at = start
  while (at < end && isBlank(source.charCodeAt(at))) at++
  return at
}
