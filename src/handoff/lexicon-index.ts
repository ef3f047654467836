import {fold} from './fold.ts'
import {type Entry, earlier, lexicon} from './lexicon.ts'

/** Scripts that do not space their words, and Korean, which the lexicon reads without its spaces. */
export const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** Units, each whole or the beginning of one. */
export type Phrase = {unit: string; open: boolean}[]

/** One phrase of an entry. */
export interface Entrance {
  entry: Entry
  phrase: Phrase
}

/** The phrases of one key as they are written, entry by entry. */
interface Drawer {
  entry: Entry
  phrases: string[]
}

/** Phrases by what their first unit begins with; folded when a heading asks for that key, which few ever do. */
export interface Index {
  drawers: Map<string, Drawer[]>
  opened: Map<string, Entrance[]>
}

// Each is made at the first question that needs it: most runs of the program never ask, and few headings are Chinese.
/** The phrases of languages that space their words, by the first three letters. */
export const spacedIndex = once(() => sortPhrases(lexicon.filter(isSpaced), firstKeys))
/** The phrases of the others, by the first character. */
export const unspacedIndex = once(() =>
  sortPhrases(
    lexicon.filter((entry) => !isSpaced(entry)),
    firstCharacters
  )
)
/** Words of an earlier handoff. */
export const pastPhrases = once(() => ({
  spaced: toPhrases(earlier.spaced, true),
  unspaced: toPhrases(earlier.unspaced, false)
}))

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined
  return () => {
    made ??= make()
    return made
  }
}

function isSpaced({lang}: Entry): boolean {
  return !/^(?:zh|ja|ko)/u.test(lang)
}

/** Lay the phrases of entries into drawers by their keys, in order. */
function sortPhrases(entries: readonly Entry[], keysOf: (phrases: readonly string[]) => string[]): Index {
  const drawers: Index['drawers'] = new Map()
  const lists = entries.map(({phrases}) => phrases.split(', '))
  const keys = keysOf(lists.flat())
  let at = 0
  for (const [index, phrases] of lists.entries()) {
    const entry = entries[index] as Entry
    for (const phrase of phrases) layInto(drawers, keys[at++] ?? '', entry, phrase)
  }
  return {drawers, opened: new Map()}
}

function layInto(drawers: Index['drawers'], key: string, entry: Entry, phrase: string): void {
  const own = drawers.get(key)
  const last = own?.at(-1)
  if (last?.entry === entry) last.phrases.push(phrase)
  else if (own) own.push({entry, phrases: [phrase]})
  else drawers.set(key, [{entry, phrases: [phrase]}])
}

/** The keys of phrases in words; one fold for all that folding may change is several times faster than one for each. */
function firstKeys(phrases: readonly string[]): string[] {
  const words = phrases.map((phrase) => phrase.split(/[ *]/u, 1)[0] ?? '')
  const isPlain = (word: string): boolean => /^[a-zабвгджзиклмнопрстуфхцчшщъыьэюяієґ]*$/u.test(word)
  const changed = words.filter((word) => !isPlain(word))
  const folded = new Map(
    fold(changed.join(', '))
      .split(', ')
      .map((word, index) => [changed[index], word])
  )
  return words.map((word) => indexKey(folded.get(word) ?? word))
}

/** The keys of phrases whose words are not spaced: one character. */
const firstCharacters = (phrases: readonly string[]): string[] =>
  phrases.map((phrase) => (cjk.test(phrase.charAt(0)) ? phrase : fold(phrase)).charAt(0))

/** The phrases of a key, folded. */
export function entrancesOf({drawers, opened}: Index, key: string): Entrance[] {
  const known = opened.get(key)
  if (known) return known
  const entrances = (drawers.get(key) ?? []).flatMap(({entry, phrases}) =>
    toPhrases(phrases.join(', '), isSpaced(entry)).map((phrase) => ({entry, phrase}))
  )
  // What no phrase begins with is not worth remembering: headings may begin with anything.
  if (entrances.length > 0) opened.set(key, entrances)
  return entrances
}

const excepts = new Map<Entry, Phrase[]>()

/** What a heading must not hold to be meant by an entry. */
export function exceptOf(entry: Entry): Phrase[] {
  const known = excepts.get(entry)
  if (known) return known
  const phrases = toPhrases(entry.except ?? '', isSpaced(entry))
  excepts.set(entry, phrases)
  return phrases
}

/** As short as the shortest stem that may open a phrase. */
export const indexKey = (unit: string): string => unit.slice(0, 3)

const toPhrases = (list: string, isSpaced: boolean): Phrase[] =>
  // One fold for the whole list is several times faster; the star must not be trimmed as punctuation.
  fold(list.replaceAll('*', star))
    .split(', ')
    .filter((phrase) => phrase !== '')
    .map((phrase) =>
      (isSpaced ? phrase.split(' ') : phrase.replaceAll(' ', '').split('')).map((unit) =>
        unit.endsWith(star) ? {unit: unit.slice(0, -1), open: true} : {unit, open: false}
      )
    )

/** A symbol: no letter, and no punctuation that folding would take off. */
const star = '='
