import {distance} from 'fastest-levenshtein'
import type {ExpectedSection} from './expected.ts'
import type {Handoff, HandoffDocument, Section} from './handoff.ts'
import {headingPattern, isPattern} from './heading-pattern.ts'
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
    .find((section) =>
      keys.some((key) => {
        const limit = key.length < 5 ? 0 : key.length < 9 ? 1 : 2
        return section !== undefined && limit > 0 && distance(section.key, key) <= limit
      })
    )
}

/** Line of a heading inside a code block that would have been the section. */
export function fencedLine({tree}: HandoffDocument, {heading, aliases}: ExpectedSection): number | null {
  const tests = [heading, ...aliases].map(headingPattern)
  for (const node of tree.children) {
    if (node.type !== 'code') continue
    const lines = node.value.split('\n')
    const at = lines.findIndex((line) => {
      const text = /^#{1,6}\s+(.*)$/u.exec(line)?.[1]
      return text !== undefined && tests.some((test) => test(text))
    })
    if (at !== -1) return (node.position?.start.line ?? 0) + at + 1
  }
  return null
}
