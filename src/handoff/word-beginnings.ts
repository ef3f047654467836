import {isAscii} from './characters.ts'

/** What some words begin with. */
export interface Beginnings {
  whole: ReadonlySet<string>
  stems: readonly string[]
}

/**
 * What the ASCII ones among some words begin with: without one of these no ASCII text holds any of them.
 *
 * @param words in small letters, parted by bars; a star stands for any letters that follow.
 */
export function beginningsOf(words: string): Beginnings {
  const found = words
    .split('|')
    .filter(isAscii)
    .map((word) => /^[a-z]+\*?/.exec(word)?.[0] ?? '')
  return {
    whole: new Set(found.filter((word) => !word.endsWith('*'))),
    stems: found.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1))
  }
}

/** Whether an ASCII text has a word that begins like one of some words, whatever stands beside its letters. */
export const mayHold = (text: string, {whole, stems}: Beginnings): boolean =>
  text
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => whole.has(word) || stems.some((stem) => word.startsWith(stem)))
