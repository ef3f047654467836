import {isAscii} from './characters.ts'
import {once} from './memo.ts'
import type {Candidate} from './placeholder-candidates.ts'
import {isWord} from './placeholder-characters.ts'
import type {ContentSign} from './placeholder-content.ts'

const telling = new Set<ContentSign>(['instruction', 'generic', 'snake', 'mask', 'options', 'fill-word', 'example'])
const neutral = new Set<ContentSign>(['words', 'numbered', 'capitals', 'weak'])
const delimited = new Set(['bracket', 'brace', 'double-brace', 'angle', 'wide-bracket'])
const fromShare = 0.55

/** Whether the spans of one line are most of it, with only little words between them: `{step}, with {command}`. */
export function fillLine(source: string, spans: readonly Candidate[], line: {start: number; end: number}): boolean {
  if (spans.length < 2 || !spans.every(isOpen) || !spans.some(({signs}) => signs.some((sign) => telling.has(sign)))) {
    return false
  }
  const inside = spans.reduce((sum, {start, end}) => sum + wordsIn(source, start, end), 0)
  // Without a word between them they are tags, buttons or columns in a row.
  const isJoined = wordsIn(source, spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0) > inside
  return isJoined && inside >= fromShare * wordsIn(source, line.start, line.end)
}

const isOpen = ({form, code, inQuotes, signs, placement: {place}}: Candidate): boolean =>
  delimited.has(form) &&
  !code &&
  !inQuotes &&
  place !== 'attached' &&
  place !== 'path' &&
  signs.every((sign) => telling.has(sign) || neutral.has(sign))

/** Letters and digits, of which a line is measured: marks of emphasis and brackets weigh nothing. */
function wordsIn(source: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if (isWord(source, at)) count++
  return count
}

/** Whether a span only names its label or the section that it stands in again: `Score: [SCORE]`. */
export function echoes(inner: string, ...names: string[]): boolean {
  const words = stems(inner)
  return words.length > 0 && words.length <= 3 && names.some((name) => isEcho(words, name))
}

function isEcho(words: readonly string[], name: string): boolean {
  if (name.length > 60) return false
  const named = new Set(stems(name))
  return words.every((word) => named.has(word))
}

/** The words of a text in small letters, without what makes them plurals. */
function stems(text: string): string[] {
  const [word, ending] = isAscii(text) ? plainStems : stemsOfAnyScript()
  return (text.toLowerCase().match(word) ?? []).map((one) => one.replace(ending, ''))
}

const plainStems = [/[a-z\d]+/g, /(?<=[a-z]{3})e?s$/] as const
// Made when a text asks for them: V8 looks the letters up.
const stemsOfAnyScript = once(() => [/[\p{L}\p{N}]+/gu, /(?<=\p{L}{3})e?s$/u] as const)
