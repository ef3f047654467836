import {fold} from './fold.ts'
import {type Entry, earlier, lexicon} from './lexicon.ts'
import {once} from './memo.ts'

/** An entry of the lexicon without its phrases, which stand in the drawers. */
export interface TableEntry extends Pick<Entry, 'role' | 'also' | 'match' | 'weak'> {
  isSpaced: boolean
  /** Folded, comma-separated. */
  except: string
}

/** Folded phrases by their key, entry by entry in the order of the lexicon: `3:next step=,next action=;7:next`. */
export type Drawers = Readonly<Record<string, string>>

/** The lexicon as headings look things up in it: plain data. */
export interface LexiconTable {
  entries: TableEntry[]
  /** The phrases of languages that space their words, by the first three letters. */
  spaced: Drawers
  /** The phrases of the others, by the first character. */
  unspaced: Drawers
  /** Words of an earlier handoff, as the one entry 0. */
  earlierSpaced: Drawers
  earlierUnspaced: Drawers
}

/** Stands for the star in folded phrases: a symbol, no letter, and no punctuation that folding would take off. */
export const star = '='

/** As short as the shortest stem that may open a phrase. */
export const indexKey = (unit: string): string => unit.slice(0, 3)

// Marked as pure, the build leaves it out, and with it the lists.
const table = /* @__PURE__ */ once(makeTable)
const partOf = <Part extends keyof LexiconTable>(part: Part): (() => LexiconTable[Part]) => once(() => table()[part])

/**
 * The parts, each made at the first question for it; by the build (see `scripts/lexicon-plugin.ts`), because sorting takes
 * longer than judging a file.
 */
export const lexiconTable = {
  entries: partOf('entries'),
  spaced: partOf('spaced'),
  unspaced: partOf('unspaced'),
  earlierSpaced: partOf('earlierSpaced'),
  earlierUnspaced: partOf('earlierUnspaced')
}

function makeTable(): LexiconTable {
  const lists = lexicon.map(({phrases}) => phrases)
  const isSpaced = lexicon.map(({lang}) => !/^(?:zh|ja|ko)/u.test(lang))
  return {
    entries: lexicon.map(({role, also, match, weak, except = ''}, index) => ({
      role,
      ...(also ? {also} : {}),
      match,
      ...(weak ? {weak} : {}),
      isSpaced: isSpaced[index] === true,
      except: foldList(except)
    })),
    spaced: sortPhrases(lists.map((list, index) => (isSpaced[index] ? list : ''))),
    unspaced: sortPhrases(
      lists.map((list, index) => (isSpaced[index] ? '' : list)),
      1
    ),
    earlierSpaced: sortPhrases([earlier.spaced]),
    earlierUnspaced: sortPhrases([earlier.unspaced], 1)
  }
}

/** Lay lists of phrases into drawers. */
function sortPhrases(lists: readonly string[], keyLength?: 1): Drawers {
  const drawers = new Map<string, Map<number, string[]>>()
  for (const [entry, list] of lists.entries()) {
    if (list === '') continue
    for (const phrase of foldList(list).split(', ')) {
      const key = keyLength ? phrase.charAt(0) : indexKey(phrase.split(/[ =]/u, 1)[0] ?? '')
      const drawer = drawers.get(key) ?? new Map<number, string[]>()
      drawers.set(key, drawer.set(entry, [...(drawer.get(entry) ?? []), phrase]))
    }
  }
  return Object.fromEntries([...drawers].map(([key, drawer]) => [key, writeDrawer(drawer)]))
}

const writeDrawer = (drawer: ReadonlyMap<number, string[]>): string =>
  [...drawer].map(([entry, phrases]) => `${entry}:${phrases.join(',')}`).join(';')

/** The star must not be trimmed as punctuation. */
const foldList = (list: string): string => fold(list.replaceAll('*', star))
