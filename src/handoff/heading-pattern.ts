import {isAscii, isLetterAt, isWordAt} from './characters.ts'
import {fold, headingKey} from './fold.ts'
import {foldOnce, headingKeyOnce} from './keys.ts'
import {memoise} from './memo.ts'

const slot = /\{[^{}]*\}/u

/** Whether a heading of a profile has a `{…}` slot, so that one entry of the profile stands for many headings. */
export const isPattern = (heading: string): boolean => slot.test(heading)

/** Whether the heading is nothing but a slot (`{Component}`): it names no section by itself, only by where it stands. */
export const isOnlySlot = (heading: string): boolean => isPattern(heading) && foldOnce(heading.replace(slot, '')) === ''

/** What a heading is compared by: see `fold` and `headingKey`. */
export interface HeadingNames {
  key: string
  folded: string
}

/** What a heading is compared by. */
export const namesOf: (heading: string) => HeadingNames = memoise((heading) => ({
  key: headingKey(heading),
  folded: fold(heading)
}))

/** A test for one heading of a profile; it takes the names of an actual one. */
export type HeadingTest = (actual: HeadingNames) => boolean

/**
 * Make the test for one heading of a profile: spelling, numbering, emoji and case do not matter; `{…}` takes any text,
 * also none. Linear in the heading: the literal parts are sought from left to right.
 */
export const headingPattern: (heading: string) => HeadingTest = memoise(makePattern)

function makePattern(heading: string): HeadingTest {
  if (!isPattern(heading)) {
    const key = headingKeyOnce(heading)
    return (actual) => actual.key === key
  }
  const parts = heading.split(new RegExp(slot, 'gu')).map((raw) => ({text: foldOnce(raw), apart: endsApart(raw)}))
  return ({folded, key}) => matchesParts(folded, parts) || (key !== folded && matchesParts(key, parts))
}

/** With a mark, which sets what follows apart. */
function endsApart(raw: string): boolean {
  const text = raw.trimEnd()
  const isPair = (text.codePointAt(text.length - 2) ?? 0) > 0xffff
  return text !== '' && !isWordAt(text, text.length - (isPair ? 2 : 1))
}

function matchesParts(text: string, parts: readonly {text: string; apart: boolean}[]): boolean {
  let from = 0
  for (const [index, part] of parts.entries()) {
    if (part.text === '') continue
    const at = index === 0 ? (text.startsWith(part.text) ? 0 : -1) : text.indexOf(part.text, from)
    if (at === -1) return false
    from = at + part.text.length
    // “Decisions” is no “Decision: {name}”, and “Decision log” is none either: something stands between name and slot.
    const rest = text.slice(from)
    if (isWordAt(rest.charAt(0), 0) && isSpaced(part.text)) return false
    if (part.apart && isLetterAt(rest.trimStart(), 0)) return false
  }
  return true
}

/** Scripts without spaces between words have no word ends to look for. */
const isSpaced = (text: string): boolean =>
  isAscii(text) ? /[A-Za-z0-9]$/.test(text) : /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]$/u.test(text)
