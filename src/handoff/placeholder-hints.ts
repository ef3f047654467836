import {ofLast, once} from './memo.ts'

/** What a run may be: a marker, the name of a sample, a mask of a date or time, a mask of letters. */
export const hint = {marked: 1, named: 2, masked: 4, lettered: 8}

/** The hints that a character of a short run gives. */
const hintOf = new Uint8Array(128)
for (const character of '/-') hintOf[character.charCodeAt(0)] = hint.named
for (const character of 'XYZN') hintOf[character.charCodeAt(0)] = hint.lettered

/** The same of others: circles and triangles. */
const wideHint = (character: number): number =>
  character === 0x25cb || character === 0x3007 || character === 0x25ef || character === 0x25b3 ? hint.lettered : 0

// Letters that stand twice in a mask, and what parts it before and behind them.
const sureLetters = 'ГгЧч'
const maskLetters = 'YyAaJjRXxDdHhM'
const beforePart = '-/.:h年月'
const behindPart = '-/.:h月日'

/** Whether a letter that stands twice is one of a date or a time, set off by what parts those. */
function isMask(source: string, at: number): boolean {
  const letter = source.charAt(at)
  if (sureLetters.includes(letter)) return true
  if (!maskLetters.includes(letter)) return false
  return behindPart.includes(source.charAt(at + 1)) || beforePart.includes(source.charAt(at - 2))
}

const pairsOf = (letters: string): string => [...letters].map((letter) => letter + letter).join('|')

/** Looks for pairs first, which are rare, and then around them; that takes a third of what a reference back to a letter does. */
const maskOrYear = once(
  () =>
    new RegExp(
      `(?:${pairsOf(maskLetters)})(?:$|[${behindPart}]|(?<=(?:^|[${beforePart}])..))|${pairsOf(sureLetters)}|年`
    )
)

const yearSign = 0x5e74

/** Whether a text holds what `isMask` could take, or a year: looked for once in a text, and few have any. */
const holdsMask = ofLast((source: string): boolean => maskOrYear().test(source))

/** Begins like a marker, in letters of any case. */
function mayBeMarker(source: string, start: number): boolean {
  const first = source.charCodeAt(start) | 32
  if (first !== 116 && first !== 102 && first !== 120 && first !== 63) return false
  const head = source.slice(start, start + 5).toLowerCase()
  return markerStarts.some((marker) => head.startsWith(marker))
}

const markerStarts = ['tbd', 'tbc', 'tba', 'todo', 'to do', 'fixme', 'xxx', '???']

/** What a run may be, seen in one pass over its characters: most are nothing, and cost no regular expression. */
export function hintsOf(source: string, start: number, end: number): number {
  let hints = mayBeMarker(source, start) ? hint.marked : 0
  const last = source.charCodeAt(end - 1)
  const isShort = end - start <= 40
  if (!isShort && !holdsMask(source)) return hints
  if (isShort && last >= 48 && last <= 57) hints |= hint.named
  let before = 0
  for (let at = start; at < end; at++) {
    const character = source.charCodeAt(at)
    if (character === before ? isMask(source, at) : character === yearSign) hints |= hint.masked
    if (isShort) hints |= character < 128 ? (hintOf[character] as number) : wideHint(character)
    before = character
  }
  return end - start > 24 ? hints & ~hint.lettered : hints
}
