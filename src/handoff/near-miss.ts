import {distance} from 'fastest-levenshtein'
import type {ExpectedSection} from './expected.ts'
import type {Handoff, HandoffDocument, Section} from './handoff.ts'
import {headingPattern, isPattern, namesOf} from './heading-pattern.ts'
import {headingKeyOnce} from './keys.ts'
import type {Matches} from './match-sections.ts'

/** A heading that nothing else claims and that differs from the wanted one by a slip of the pen. */
export function nearMiss(
  document: HandoffDocument,
  handoff: Handoff,
  matches: Matches,
  {heading, aliases}: ExpectedSection
): Section | undefined {
  const keys = [heading, ...aliases].filter((text) => !isPattern(text)).map(headingKeyOnce)
  return handoff.sections
    .filter((index) => !matches.expected.has(index))
    .map((index) => document.sections[index])
    .find((section) => section !== undefined && keys.some((key) => isNear(section.key, key)))
}

/** Whether a key is another one but for a letter or two; short ones have to be the same. */
function isNear(key: string, wanted: string): boolean {
  const limit = wanted.length < 5 ? 0 : wanted.length < 9 ? 1 : 2
  // Texts are at least as far apart as their lengths.
  return limit > 0 && Math.abs(key.length - wanted.length) <= limit && distance(key, wanted) <= limit
}

/** Line of a heading inside a code block that would have been the section. */
export function fencedLine({tree}: HandoffDocument, {heading, aliases}: ExpectedSection): number | null {
  const tests = [heading, ...aliases].map(headingPattern)
  for (const node of tree.children) {
    if (node.type !== 'code') continue
    const lines = node.value.split('\n')
    const at = lines.findIndex((line) => {
      const text = /^#{1,6}\s+(.*)$/u.exec(line)?.[1]
      return text !== undefined && tests.some((test) => test(namesOf(text)))
    })
    if (at !== -1) return (node.position?.start.line ?? 0) + at + 1
  }
  return null
}
