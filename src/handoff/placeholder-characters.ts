import {isAsciiLetter} from './characters.ts'

/** White space that a line can hold, and its end. */
export const isSpace = (character: number): boolean =>
  character === 32 || character === 10 || character === 13 || character === 9 || character === 0x3000

/** White space of any kind, as `\s` knows it. */
export const isBlank = (character: number): boolean =>
  character === 32 ||
  (character >= 9 && character <= 13) ||
  character === 0xa0 ||
  (character >= 0x1680 &&
    (character === 0x1680 ||
      (character >= 0x2000 && character <= 0x200a) ||
      character === 0x2028 ||
      character === 0x2029 ||
      character === 0x202f ||
      character === 0x205f ||
      character === 0x3000 ||
      character === 0xfeff))

/** ASCII letter, digit or underscore. */
export const isAsciiWord = (character: number): boolean =>
  (character >= 97 && character <= 122) ||
  (character >= 65 && character <= 90) ||
  (character >= 48 && character <= 57) ||
  character === 95

/** Whether the character at an offset is a letter or a digit of any script. */
export function isWord(source: string, at: number): boolean {
  const character = source.charCodeAt(at)
  if (character < 128) return isAsciiWord(character) && character !== 95
  // The scripts most met, without a regular expression: punctuation and symbols, Latin and Cyrillic, kana, Han, Hangul.
  if (character >= 0x2010 && character <= 0x2bff) return false
  if (character >= 0xc0 && character <= 0x24f) return character !== 0xd7 && character !== 0xf7
  if (character >= 0x400 && character <= 0x481) return true
  if (character >= 0x3041 && character <= 0x9fff) return character !== 0x30fb
  if (character >= 0xac00 && character <= 0xd7a3) return true
  return letterOrDigit.test(String.fromCodePoint(source.codePointAt(at) ?? 32))
}

const letterOrDigit = /[\p{L}\p{N}]/u

/**
 * The first word of a text in small letters, to tell at once which of many phrases it cannot begin with; null where it
 * is not plain ASCII, so that only a look at the text itself can tell.
 *
 * @param wanted what the caller knows; of any other word it only learns that it is another, by an empty text.
 */
export function firstWord(source: string, start: number, end: number, wanted: Words): string | null {
  let at = start
  while (at < end && isAsciiLetter(source.charCodeAt(at))) at++
  if (at < end && source.charCodeAt(at) > 127) return null
  if (at - start > longestWord || wanted.starts[startOf(source, start, at)] === 0) return ''
  const word = source.slice(start, at).toLowerCase()
  return wanted.all.has(word) ? word : ''
}

const longestWord = 16

/** Words to look for; most others are told from them by how they start, before they are cut out of their text. */
export interface Words {
  all: ReadonlySet<string>
  starts: Uint8Array
}

/** Prepare words to look for, in small letters. */
export function wordsOf(words: readonly string[]): Words {
  const starts = new Uint8Array(1024)
  for (const word of words) starts[startOf(word, 0, word.length)] = 1
  return {all: new Set(words), starts}
}

/** The first two letters, of any case, as a number of ten bits. */
const startOf = (source: string, start: number, end: number): number =>
  end === start ? 0 : ((source.charCodeAt(start) & 31) << 5) | (end - start > 1 ? source.charCodeAt(start + 1) & 31 : 0)
