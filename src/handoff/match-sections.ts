import type {ExpectedSection} from './expected.ts'
import type {Handoff, HandoffDocument, Section} from './handoff.ts'
import {type HeadingNames, headingPattern, isOnlySlot, isPattern} from './heading-pattern.ts'
import {headingKeyOnce} from './keys.ts'
import {perDocument} from './per-document.ts'
import {type Role, rolesOf} from './role.ts'

/** Which expected section each section of a handoff is, and back. */
export interface Matches {
  /** Index into the expected sections by index into the document's sections. */
  expected: Map<number, number>
  /** Indexes into the document's sections, in order, by index into the expected sections. */
  found: Map<number, number[]>
}

/** By handoff and list. */
const known = perDocument(() => new Map<Handoff, Map<readonly ExpectedSection[], Matches>>())

/**
 * Pair the sections of a handoff with the expected ones: by name, then by alias, then by a role that only one expected
 * section plays. Made once for a handoff and a list, however many rules ask.
 */
export function matchSections(
  document: HandoffDocument,
  handoff: Handoff,
  expected: readonly ExpectedSection[]
): Matches {
  const byHandoff = known(document)
  let byList = byHandoff.get(handoff)
  if (!byList) {
    byList = new Map()
    byHandoff.set(handoff, byList)
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
function best(candidates: readonly number[], expected: readonly ExpectedSection[], parent: number): number {
  return candidates.find((index) => expected[index]?.parent === parent) ?? candidates[0] ?? -1
}

type NameTest = (actual: HeadingNames, parent: number) => boolean

/** Names that stand for themselves by their keys, and those with a slot as tests; each with where it is expected. */
interface Names {
  plain: Map<string, number[]>
  patterns: {index: number; test: NameTest}[]
}

/** What can be said of a list before a handoff is seen. */
interface Tests {
  names: Names
  aliases: Names
  /** The sections without a slot, by the role they play first. */
  roles: Map<Role, number[]>
}

const compiled = new WeakMap<readonly ExpectedSection[], Tests>()

function testsOf(expected: readonly ExpectedSection[]): Tests {
  let tests = compiled.get(expected)
  if (!tests) {
    tests = {names: emptyNames(), aliases: emptyNames(), roles: new Map()}
    for (const [index, section] of expected.entries()) {
      const {heading, aliases, roles} = section
      if (isPattern(heading)) tests.names.patterns.push({index, test: nameTest(section)})
      else {
        addTo(tests.names.plain, headingKeyOnce(heading), index)
        const role = (roles.length > 0 ? roles : rolesOf(heading))[0]
        if (role) addTo(tests.roles, role, index)
      }
      for (const alias of aliases) {
        if (isPattern(alias)) tests.aliases.patterns.push({index, test: headingPattern(alias)})
        else addTo(tests.aliases.plain, headingKeyOnce(alias), index)
      }
    }
    compiled.set(expected, tests)
  }
  return tests
}

const emptyNames = (): Names => ({plain: new Map(), patterns: []})

function addTo<Key>(map: Map<Key, number[]>, key: Key, index: number): void {
  const list = map.get(key)
  if (!list) map.set(key, [index])
  else if (!list.includes(index)) list.push(index)
}

function nameTest({heading, parent: home}: ExpectedSection): NameTest {
  const test = headingPattern(heading)
  return isOnlySlot(heading) ? (actual, parent) => parent !== -1 && parent === home && test(actual) : test
}

const none: number[] = []

const patternHits = ({patterns}: Names, section: Section, parent: number): number[] =>
  patterns.length === 0 ? none : patterns.flatMap(({index, test}) => (test(section, parent) ? [index] : []))

function byName(expected: readonly ExpectedSection[]): Find {
  const {names} = testsOf(expected)
  return (section, parent) =>
    best(names.plain.get(section.key) ?? patternHits(names, section, parent), expected, parent)
}

function byAlias(expected: readonly ExpectedSection[]): Find {
  const {aliases} = testsOf(expected)
  return (section, parent) => {
    const plain = aliases.plain.get(section.key) ?? none
    const others = patternHits(aliases, section, parent)
    return best(others.length === 0 ? plain : [...plain, ...others].sort((a, b) => a - b), expected, parent)
  }
}

function byRole(expected: readonly ExpectedSection[], matches: Matches): Find {
  const {roles} = testsOf(expected)
  return (section, parent) => {
    const role = section.roles[0]
    if (!role) return -1
    const hits = roles.get(role) ?? none
    const [only] = hits
    if (only === undefined || hits.length > 1 || matches.found.has(only)) return -1
    // A heading within a part is no stand-in for a part of its own.
    return parent === -1 || expected[only]?.parent === parent ? only : -1
  }
}
