import {fold, headingKey} from './fold.ts'
import {isTemplateHeading} from './kept-template.ts'
import type {Entry} from './lexicon.ts'
import {
  cjk,
  type Entrance,
  entrancesOf,
  exceptOf,
  type Index,
  indexKey,
  type Phrase,
  pastPhrases,
  spacedIndex,
  unspacedIndex
} from './lexicon-index.ts'

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
 * The roles that each heading of a document plays. A weak word (“Notes”, “Tasks”) counts only where no heading says the
 * role plainly; so does a stand-in: the current state for a summary, open questions for blockers.
 */
export function assignRoles(headings: readonly HeadingOutline[]): Role[][] {
  const plays = playsInDocument(headings)
  const isReal = (index: number) => (headings[index]?.depth ?? 0) <= 6
  const played = (counts: (play: Play, index: number) => boolean) =>
    new Set(plays.flatMap((list, index) => list.filter((play) => counts(play, index)).map(({role}) => role)))
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
  return playsOf(heading).map(({role}) => role)
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
    const isTitle = index === 0 && depth === 1 && headings.length > 1
    silent[index] = silent[parent] === true || (depth > 1 && isTemplateHeading(text))
    past[index] = past[parent] === true || (!isTitle && isEarlier(text))
    const inPlain = plain[parent] === true
    const plays = isTitle || silent[index] ? [] : playsOf(text).filter(({weak}) => !weak || !inPlain)
    plain[index] = inPlain || (plays[0]?.weak === false && plays.every(({role, weak}) => weak || closed.has(role)))
    return past[index] ? plays.map(({role}) => ({role, weak: true})) : plays
  })
}

/** Roles whose sections hold one kind of thing; a summary or the current state may well hold the others. */
const closed: ReadonlySet<Role> = new Set(['done', 'next', 'blockers', 'decisions', 'questions', 'files', 'tests'])

function playsOf(heading: string): Play[] {
  const own = search(headingKey(heading))
  // “Ideas (next steps)”: what stands in brackets counts when the name itself says nothing.
  const hits = own.length > 0 ? own : search(fold(heading)).filter(({entry}) => !entry.weak)
  const best = distinct(hits.map(({entry}) => ({role: entry.role, weak: entry.weak === true}))).slice(0, 2)
  const chosen = new Set(best.map(({role}) => role))
  const standIns = hits.flatMap(({entry}) =>
    entry.also && chosen.has(entry.role) ? [{role: entry.also, weak: true}] : []
  )
  return distinct([...best, ...standIns])
}

const distinct = (plays: Play[]): Play[] =>
  plays.filter(({role}, index) => plays.findIndex((play) => play.role === role) === index)

interface Hit extends Entrance {
  from: number
  to: number
}

/** Entries that match: plain ones in the order of the heading; weak ones where a part has nothing plain (“Bugs / Notes”). */
function search(key: string): Hit[] {
  const name = toName(key)
  const hits = [...hitsIn(name.words, spacedIndex()), ...(cjk.test(key) ? hitsIn(name.run, unspacedIndex()) : [])]
  const plain = hits.filter(({entry}) => !entry.weak)
  return hits
    .filter(({entry, from, to}) => {
      const isFree = entry.match === 'whole' && !plain.some((other) => other.from < to && from < other.to)
      return plain.length === 0 || !entry.weak || isFree
    })
    .sort((a, b) => Number(a.entry.weak ?? false) - Number(b.entry.weak ?? false) || a.from - b.from || b.to - a.to)
}

function hitsIn(view: View, index: Index): Hit[] {
  return view.units.flatMap((unit, from) =>
    entrancesOf(index, indexKey(unit)).flatMap(({entry, phrase}) => {
      const to = from + phrase.length
      const isHit = standsAt(phrase, view, from) && fits(entry.match, view, from, to)
      return isHit && !exceptOf(entry).some((one) => holds(view, one)) ? [{entry, phrase, from, to}] : []
    })
  )
}

const fits = (match: Entry['match'], {parts}: View, from: number, to: number): boolean =>
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

function isEarlier(heading: string): boolean {
  const {words, run} = toName(fold(heading))
  const {spaced, unspaced} = pastPhrases()
  return spaced.some((phrase) => holds(words, phrase)) || unspaced.some((phrase) => holds(run, phrase))
}

type Range = [from: number, to: number]

/** A heading as a row of units; its parts are what “and”, a slash, a colon or a dash divide, then the whole. */
interface View {
  units: string[]
  parts: Range[]
}

/** A heading in words, and as a run of characters for the scripts that do not space them. */
interface Name {
  words: View
  run: View
}

const divider = /[&/+,;:|·・、。→>]| - |[.!?] /u
const dividers = new Set('and or und oder et ou y e o и или та або і й oraz lub veya ve va 및'.split(' '))
const fillers = new Set(['the', 'my', 'our', 'your', 'all', 'any', 'some'])

function toName(key: string): Name {
  const matches = [...key.matchAll(/[\p{L}\p{N}\p{M}]+/gu)]
  const units = matches.map(([word]) => word)
  const parts: Range[] = []
  const close = (from: number, to: number) => {
    if (from < to) parts.push([from, to])
    if (from + 1 < to && fillers.has(units[from] ?? '')) parts.push([from + 1, to])
  }
  let from = 0
  for (const [at, match] of matches.entries()) {
    const before = matches[at - 1]
    const gap = before ? key.slice(before.index + before[0].length, match.index) : ''
    const isWord = dividers.has(match[0])
    if (!isWord && !divider.test(gap)) continue
    close(from, at)
    from = isWord ? at + 1 : at
  }
  close(from, units.length)
  if (from > 0) close(0, units.length)
  return {words: {units, parts}, run: toRun(units, parts)}
}

function toRun(words: string[], parts: Range[]): View {
  const offsets = [0]
  for (const word of words) offsets.push((offsets.at(-1) ?? 0) + word.length)
  return {units: words.join('').split(''), parts: parts.map(([from, to]) => [offsets[from] ?? 0, offsets[to] ?? 0])}
}
