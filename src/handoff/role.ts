import {isAscii, isAsciiWord} from './characters.ts'
import {type HeadingNames, namesOf} from './heading-pattern.ts'
import {isTemplateHeading} from './kept-template.ts'
import {
  type Entrance,
  earlierSpaced,
  earlierUnspaced,
  entrancesOf,
  exceptOf,
  hasUnspaced,
  type Index,
  type Phrase,
  spacedIndex,
  unspacedIndex
} from './lexicon-index.ts'
import {indexKey, lexiconTable, type TableEntry} from './lexicon-table.ts'
import {memoise} from './memo.ts'

export const roles = [
  'summary',
  'done',
  'next',
  'blockers',
  'decisions',
  'context',
  'files',
  'questions',
  'tests',
  'state'
] as const

/** What a section is there for, whatever it is called. */
export type Role = (typeof roles)[number]

/** A heading as the document has it. */
interface HeadingOutline {
  text: string
  /** 1–6; 7 for a bold line that stands for a heading. */
  depth: number
  /** Index of the enclosing heading, or -1. */
  parent: number
}

/**
 * The roles that each heading of a document plays, each once. A weak word (“Notes”, “Tasks”) counts only where no heading says the
 * role plainly; so does a stand-in: the current state for a summary, open questions for blockers.
 */
export function assignRoles(headings: readonly HeadingOutline[]): Role[][] {
  const plays = playsInDocument(headings)
  const isReal = (index: number) => (headings[index]?.depth ?? 0) <= 6
  const played = (counts: (play: Play, index: number) => boolean) => {
    const found = new Set<Role>()
    for (const [index, list] of plays.entries()) {
      for (const play of list) if (counts(play, index)) found.add(play.role)
    }
    return found
  }
  // A bold line inside a section is no rival to a real heading.
  const plainly = played(({weak}, index) => !weak && isReal(index))
  const atAll = played(({weak}, index) => !weak || isReal(index))
  return plays.map((list, index) => {
    const rivals = isReal(index) ? plainly : atAll
    return list.filter(({role, weak}) => !weak || !rivals.has(role)).map(({role}) => role)
  })
}

/** The roles a heading plays by its text alone, best first: at most two, and what they stand in for. */
export function rolesOf(heading: string): Role[] {
  return read(heading).plays.map(({role}) => role)
}

interface Play {
  role: Role
  weak: boolean
}

/**
 * Roles of every heading but the title and what only shows how an entry looks. Those of an earlier handoff are weak; a
 * weak word inside a section that says plainly what it is for (“Notes” under “Work completed”) only divides that section.
 */
function playsInDocument(headings: readonly HeadingOutline[]): Play[][] {
  const silent: boolean[] = []
  const past: boolean[] = []
  const plain: boolean[] = []
  return headings.map(({text, depth, parent}, index) => {
    const {plays: own, isEarlier, isTemplate} = read(text)
    const isTitle = index === 0 && depth === 1 && headings.length > 1
    silent[index] = silent[parent] === true || (depth > 1 && isTemplate)
    past[index] = past[parent] === true || (!isTitle && isEarlier)
    const inPlain = plain[parent] === true
    const plays = isTitle || silent[index] ? [] : own.filter(({weak}) => !weak || !inPlain)
    plain[index] = inPlain || (plays[0]?.weak === false && plays.every(({role, weak}) => weak || closed.has(role)))
    return past[index] ? plays.map(({role}) => ({role, weak: true})) : plays
  })
}

/** Roles whose sections hold one kind of thing; a summary or the current state may well hold the others. */
const closed: ReadonlySet<Role> = new Set(['done', 'next', 'blockers', 'decisions', 'questions', 'files', 'tests'])

function playsOf({key, folded}: HeadingNames): Play[] {
  const own = search(key)
  // “Ideas (next steps)”: what stands in brackets counts when the name itself says nothing.
  const hits = own.length > 0 || folded === key ? own : search(folded).filter(({entry}) => !entry.weak)
  if (hits.length === 0) return []
  const best = distinct(hits.map(({entry}) => ({role: entry.role, weak: entry.weak === true}))).slice(0, 2)
  const chosen = new Set(best.map(({role}) => role))
  const standIns = hits.flatMap(({entry}) =>
    entry.also && chosen.has(entry.role) ? [{role: entry.also, weak: true}] : []
  )
  return distinct([...best, ...standIns])
}

const distinct = (plays: Play[]): Play[] =>
  plays.filter(({role}, index) => plays.findIndex((play) => play.role === role) === index)

/** What a heading says by its text alone; headings come again and again, in a file and from file to file. */
const read = memoise((text) => ({
  plays: playsOf(namesOf(text)),
  isEarlier: isEarlier(namesOf(text)),
  isTemplate: isTemplateHeading(text)
}))

interface Hit {
  entry: TableEntry
  from: number
  to: number
}

/** Entries that match: plain ones in the order of the heading; weak ones where a part has nothing plain (“Bugs / Notes”). */
function search(key: string): Hit[] {
  const name = toName(key)
  const hits = hitsIn(name, spacedIndex())
  if (hasUnspaced(key)) hits.push(...hitsIn(toRun(name), unspacedIndex()))
  if (hits.length === 0) return hits
  const plain = hits.filter(({entry}) => !entry.weak)
  return hits
    .filter(({entry, from, to}) => {
      const isFree = entry.match === 'whole' && !plain.some((other) => other.from < to && from < other.to)
      return plain.length === 0 || !entry.weak || isFree
    })
    .sort((a, b) => Number(a.entry.weak ?? false) - Number(b.entry.weak ?? false) || a.from - b.from || b.to - a.to)
}

function hitsIn(view: View, index: Index): Hit[] {
  const hits: Hit[] = []
  eachStart(view, index, ({entry: number, phrase}, from) => {
    const entry = lexiconTable.entries()[number] as TableEntry
    const to = from + phrase.length
    if (!fits(entry.match, view, from, to)) return false
    if (!exceptOf(entry).some((one) => holds(view, one))) hits.push({entry, from, to})
    return false
  })
  return hits
}

/** Visit every phrase that stands somewhere in a view, until the visitor has seen enough. */
function eachStart(view: View, index: Index, isEnough: (entrance: Entrance, at: number) => boolean): boolean {
  return view.units.some((unit, at) =>
    entrancesOf(index, indexKey(unit)).some((entrance) => standsAt(entrance.phrase, view, at) && isEnough(entrance, at))
  )
}

const fits = (match: TableEntry['match'], {parts}: View, from: number, to: number): boolean =>
  parts.some(
    ([start, end]) =>
      (match === 'whole' || match === 'start' ? from === start : from >= start) &&
      (match === 'whole' || match === 'end' ? to === end : to <= end)
  )

const holds = (view: View, phrase: Phrase): boolean => view.units.some((_, at) => standsAt(phrase, view, at))

const standsAt = (phrase: Phrase, {units}: View, at: number): boolean =>
  phrase.every(({unit, open}, index) => {
    const actual = units[at + index]
    return actual !== undefined && (open ? actual.startsWith(unit) : actual === unit)
  })

function isEarlier({folded}: HeadingNames): boolean {
  const name = toName(folded)
  const isFound = () => true
  return (
    eachStart(name, earlierSpaced(), isFound) ||
    (hasUnspaced(folded) && eachStart(toRun(name), earlierUnspaced(), isFound))
  )
}

type Range = [from: number, to: number]

/** A heading as a row of units; its parts are what “and”, a slash, a colon or a dash divide, then the whole. */
interface View {
  units: string[]
  parts: Range[]
}

const divider = /[&/+,;:|·・、。→>]| - |[.!?] /u
const dividers = new Set('and or und oder et ou y e o и or та або і й oraz lub veya ve va 및'.split(' '))
const fillers = new Set(['the', 'my', 'our', 'your', 'all', 'any', 'some'])

/** A heading in words. */
function toName(key: string): View {
  const words = isAscii(key) ? asciiWords(key) : unicodeWords(key)
  const units = words.map(([start, end]) => key.slice(start, end))
  const parts: Range[] = []
  const close = (from: number, to: number) => {
    if (from < to) parts.push([from, to])
    if (from + 1 < to && fillers.has(units[from] ?? '')) parts.push([from + 1, to])
  }
  let from = 0
  for (const [at, unit] of units.entries()) {
    const isWord = dividers.has(unit)
    if (!isWord && !isDivided(key, words[at - 1]?.[1], words[at]?.[0])) continue
    close(from, at)
    from = isWord ? at + 1 : at
  }
  close(from, units.length)
  if (from > 0) close(0, units.length)
  return {units, parts}
}

/** Whether what stands between two words divides them; most often it is a space. */
function isDivided(key: string, from = 0, to = 0): boolean {
  const gap = from === 0 ? '' : key.slice(from, to)
  return gap !== ' ' && gap !== '' && divider.test(gap)
}

function asciiWords(key: string): Range[] {
  const words: Range[] = []
  let start = -1
  for (let at = 0; at <= key.length; at++) {
    const isWord = at < key.length && isAsciiWord(key.charCodeAt(at))
    if (isWord && start === -1) start = at
    if (isWord || start === -1) continue
    words.push([start, at])
    start = -1
  }
  return words
}

const unicodeWords = (key: string): Range[] =>
  [...key.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(({0: word, index}) => [index, index + word.length])

/** The same as a run of characters, for the scripts that do not space their words. */
function toRun({units, parts}: View): View {
  const offsets = [0]
  for (const word of units) offsets.push((offsets.at(-1) ?? 0) + word.length)
  return {units: units.join('').split(''), parts: parts.map(([from, to]) => [offsets[from] ?? 0, offsets[to] ?? 0])}
}
