import {isAscii} from './characters.ts'
import {type Drawers, lexiconTable, star, type TableEntry} from './lexicon-table.ts'
import {once} from './memo.ts'

const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** Whether a text has letters that are not spaced, or Korean, which the lexicon reads without its spaces. */
export const hasUnspaced = (text: string): boolean => !isAscii(text) && cjk.test(text)

/** Units, each whole or the beginning of one. */
export type Phrase = {unit: string; open: boolean}[]

/** One phrase of an entry. */
export interface Entrance {
  /** Number of the entry in the lexicon. */
  entry: number
  phrase: Phrase
}

/** Phrases by what their first unit begins with; taken apart when a heading asks for that key, which few ever do. */
export interface Index {
  drawers: Drawers
  isSpaced: boolean
  opened: Map<string, Entrance[]>
}

/** The phrases of languages that space their words, by the first three letters. */
export const spacedIndex = once(() => toIndex(lexiconTable.spaced(), true))
/** The phrases of the others, by the first character. */
export const unspacedIndex = once(() => toIndex(lexiconTable.unspaced(), false))
/** Words of an earlier handoff. */
export const earlierSpaced = once(() => toIndex(lexiconTable.earlierSpaced(), true))
export const earlierUnspaced = once(() => toIndex(lexiconTable.earlierUnspaced(), false))

const toIndex = (drawers: Drawers, isSpaced: boolean): Index => ({drawers, isSpaced, opened: new Map()})

const none: Entrance[] = []

/** The phrases of a key; what no phrase begins with is not remembered, for headings may begin with anything. */
export function entrancesOf({drawers, isSpaced, opened}: Index, key: string): Entrance[] {
  const known = opened.get(key)
  if (known) return known
  if (!Object.hasOwn(drawers, key)) return none
  const entrances = (drawers[key] ?? '').split(';').flatMap((drawer) => {
    const [entry, phrases = ''] = drawer.split(':')
    return phrases.split(',').map((phrase) => ({entry: Number(entry), phrase: toPhrase(phrase, isSpaced)}))
  })
  opened.set(key, entrances)
  return entrances
}

const excepts = new Map<TableEntry, Phrase[]>()

/** What a heading must not hold to be meant by an entry. */
export function exceptOf(entry: TableEntry): Phrase[] {
  const known = excepts.get(entry)
  if (known) return known
  const phrases = entry.except === '' ? [] : entry.except.split(', ').map((phrase) => toPhrase(phrase, entry.isSpaced))
  excepts.set(entry, phrases)
  return phrases
}

const toPhrase = (phrase: string, isSpaced: boolean): Phrase =>
  (isSpaced ? phrase.split(' ') : phrase.replaceAll(' ', '').split('')).map((unit) =>
    unit.endsWith(star) ? {unit: unit.slice(0, -1), open: true} : {unit, open: false}
  )
