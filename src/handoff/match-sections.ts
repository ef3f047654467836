import type {ExpectedSection} from './expected.ts'
import type {Handoff, HandoffDocument, Section} from './handoff.ts'
import {headingPattern, isOnlySlot, isPattern} from './heading-pattern.ts'
import {type Role, rolesOf} from './role.ts'

/** Which expected section each section of a handoff is, and back. */
export interface Matches {
  /** Index into the expected sections by index into the document's sections. */
  expected: Map<number, number>
  /** Indexes into the document's sections, in order, by index into the expected sections. */
  found: Map<number, number[]>
}

const cache = new WeakMap<Handoff, WeakMap<readonly ExpectedSection[], Matches>>()

/**
 * Pair the sections of a handoff with the expected ones: by name, then by alias, then by a role that only one expected
 * section plays. Made once for a handoff and a list, however many rules ask.
 */
export function matchSections(
  document: HandoffDocument,
  handoff: Handoff,
  expected: readonly ExpectedSection[]
): Matches {
  let byList = cache.get(handoff)
  if (!byList) {
    byList = new WeakMap()
    cache.set(handoff, byList)
  }
  let matches = byList.get(expected)
  if (!matches) {
    matches = pair(document, handoff, expected)
    byList.set(expected, matches)
  }
  return matches
}

function pair(document: HandoffDocument, handoff: Handoff, expected: readonly ExpectedSection[]): Matches {
  const matches: Matches = {expected: new Map(), found: new Map()}
  const take = (section: number, index: number) => {
    matches.expected.set(section, index)
    matches.found.set(index, [...(matches.found.get(index) ?? []), section])
  }
  const passes = [byName(expected), byAlias(expected), byRole(expected, matches)]
  for (const find of passes) {
    for (const index of handoff.sections) {
      const section = document.sections[index]
      if (!section || matches.expected.has(index)) continue
      const parent = matches.expected.get(section.parent) ?? -1
      const hit = find(section, parent)
      if (hit !== -1) take(index, hit)
    }
  }
  for (const list of matches.found.values()) list.sort((a, b) => a - b)
  return matches
}

type Find = (section: Section, parent: number) => number

/** Of several expected sections with one name (`Next` under each part), the one whose parent fits goes first. */
function best(candidates: number[], expected: readonly ExpectedSection[], parent: number): number {
  return candidates.find((index) => expected[index]?.parent === parent) ?? candidates[0] ?? -1
}

type NameTest = (text: string, parent: number) => boolean

/** What can be said of a list before a handoff is seen. */
interface Tests {
  names: NameTest[]
  aliases: ((text: string) => boolean)[][]
  roles: Role[][]
  plain: boolean[]
}

const compiled = new WeakMap<readonly ExpectedSection[], Tests>()

function testsOf(expected: readonly ExpectedSection[]): Tests {
  let tests = compiled.get(expected)
  if (!tests) {
    tests = {
      names: expected.map(nameTest),
      aliases: expected.map(({aliases}) => aliases.map(headingPattern)),
      roles: expected.map((section) => (section.roles.length > 0 ? section.roles : rolesOf(section.heading))),
      plain: expected.map(({heading}) => !isPattern(heading))
    }
    compiled.set(expected, tests)
  }
  return tests
}

function nameTest({heading, parent: home}: ExpectedSection): NameTest {
  const test = headingPattern(heading)
  return isOnlySlot(heading) ? (text, parent) => parent !== -1 && parent === home && test(text) : test
}

function byName(expected: readonly ExpectedSection[]): Find {
  const tests = testsOf(expected)
  return (section, parent) => {
    const hits = tests.names.flatMap((test, index) => (test(section.heading, parent) ? [index] : []))
    const plain = hits.filter((index) => tests.plain[index])
    return best(plain.length > 0 ? plain : hits, expected, parent)
  }
}

function byAlias(expected: readonly ExpectedSection[]): Find {
  const tests = testsOf(expected).aliases
  return (section, parent) => {
    const hits = tests.flatMap((list, index) => (list.some((test) => test(section.heading)) ? [index] : []))
    return best(hits, expected, parent)
  }
}

function byRole(expected: readonly ExpectedSection[], matches: Matches): Find {
  const {roles: wanted, plain} = testsOf(expected)
  return (section, parent) => {
    const role = section.roles[0]
    if (!role) return -1
    const hits = wanted.flatMap((list, index) => (list[0] === role && plain[index] ? [index] : []))
    const [only] = hits
    if (only === undefined || hits.length > 1 || matches.found.has(only)) return -1
    // A heading within a part is no stand-in for a part of its own.
    return parent === -1 || expected[only]?.parent === parent ? only : -1
  }
}
