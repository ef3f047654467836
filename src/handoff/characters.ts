/**
 * Whether a text is ASCII, as most headings and labels are. Classes of Unicode take a quarter of a millisecond each to
 * build at their first use, so a text that does not need them is not asked by them.
 */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false
  return true
}

/** Whether a character is an ASCII letter. */
export const isAsciiLetter = (character: number): boolean =>
  (character >= 97 && character <= 122) || (character >= 65 && character <= 90)

/** Whether a character is an ASCII letter or digit. */
export const isAsciiWord = (character: number): boolean =>
  isAsciiLetter(character) || (character >= 48 && character <= 57)

/** A class of characters, and the part of it that is ASCII. */
export interface CharacterClass {
  ascii: RegExp
  /** Made when a character asks it: V8 looks its letters up. */
  any: () => RegExp
}

/** What is taken off the ends of texts and headings. */
export const classes = {
  foldedStart: {ascii: /[!-#%-*,-/:;?@[-\]_`{}\s]/, any: () => /[\p{P}\p{M}\s`]/u},
  foldedEnd: {ascii: /[!-#%-*,-/:;?@[-\]_`{}\s]/, any: () => /[\p{P}\s`]/u},
  edge: {ascii: /[!-/:-@[-`{-~\s]/, any: () => /[\p{P}\p{S}\p{M}\s]/u},
  leftEdge: {ascii: /[^A-Za-z0-9([]/, any: () => /[^\p{L}\p{N}([【〔「『]/u},
  rightEdge: {ascii: /[^A-Za-z0-9)\]]/, any: () => /[^\p{L}\p{N}\p{M})\]】〕」』]/u}
} satisfies Record<string, CharacterClass>

/** Whether a character, one or two units long, is of a class. */
export const isOf = ({ascii, any}: CharacterClass, character: string): boolean =>
  (character < '\u0080' ? ascii : any()).test(character)

const wordCharacter = /[\p{L}\p{N}]/u

/** Whether a text holds a letter or a digit of any script. */
export function hasWord(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isAsciiWord(text.charCodeAt(at))) return true
  return !isAscii(text) && wordCharacter.test(text)
}

/** Whether a letter stands at an offset. */
export function isLetterAt(text: string, at: number): boolean {
  const character = text.charCodeAt(at)
  return character < 128 ? isAsciiLetter(character) : anyLetter.test(characterAt(text, at))
}

const anyLetter = /^\p{L}/u

/** Whether a letter or a digit of any script stands at an offset. */
export function isWordAt(text: string, at: number): boolean {
  const character = text.charCodeAt(at)
  return character < 128 ? isAsciiWord(character) : wordCharacter.test(characterAt(text, at))
}

/** A whole character, also where it takes two units; empty behind the end. */
const characterAt = (text: string, at: number): string =>
  at < text.length ? String.fromCodePoint(text.codePointAt(at) ?? 0) : ''
