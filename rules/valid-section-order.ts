/**
 * Warn when sections stand in another order than the format’s.
 *
 * ## Why
 *
 * A reader who knows the format finds a section by where it stands. Extra sections may stand anywhere; only the fewest
 * sections that would have to move are reported.
 *
 * ## Examples
 *
 * ```json options
 * {"sections": ["Summary", "Done", "Next Steps"]}
 * ```
 *
 * ```markdown not-ok.md
 * ## Next Steps
 *
 * Ship it.
 *
 * ## Summary
 *
 * Retries work.
 *
 * ## Done
 *
 * Tests.
 * ```
 *
 * ```text messages
 * 1:4-1:14: Unexpected section `Next Steps` here, expected it after `Done`
 * ```
 *
 * @module valid-section-order
 */
import * as v from 'valibot'
import {type ExpectedSection, expectedSections} from '../src/handoff/expected.ts'
import type {Handoff, HandoffDocument} from '../src/handoff/handoff.ts'
import {matchSections} from '../src/handoff/match-sections.ts'
import {defineRule, type Finding, toPlugin} from '../src/rule.ts'

export const options = v.strictObject({sections: expectedSections})

export const rule = defineRule({
  id: 'valid-section-order',
  summary: 'Sections stand in the order of the format',
  severity: 'warn',
  options,
  check: ({document, options: {sections}, report}) => {
    for (const handoff of document.handoffs) {
      for (const finding of misplaced(document, handoff, sections)) report(finding)
    }
  }
})

export default /* @__PURE__ */ toPlugin(rule)

function misplaced(document: HandoffDocument, handoff: Handoff, sections: readonly ExpectedSection[]): Finding[] {
  const {found} = matchSections(document, handoff, sections)
  const parents = new Set(sections.map(({parent}) => parent))
  return [...parents].flatMap((parent) => {
    const placed = [...found]
      .filter(([index]) => sections[index]?.parent === parent && !sections[index]?.repeat)
      .map(([index, [at = -1]]) => ({index, at}))
      .sort((a, b) => a.at - b.at)
    // As they mostly do.
    if (placed.every(({index}, at) => index > (placed[at - 1]?.index ?? -1))) return []
    const kept = longestRising(placed.map(({index}) => index))
    return placed
      .filter(({index}) => !kept.has(index))
      .flatMap(({index, at}) => {
        const section = document.sections[at]
        const before = [...kept].filter((one) => one < index).at(-1)
        const after = [...kept].find((one) => one > index)
        const neighbour = document.sections[found.get(before ?? after ?? -1)?.[0] ?? -1]
        if (!section || !neighbour) return []
        const where = before === undefined ? 'before' : 'after'
        return {
          reason: `Unexpected section \`${section.heading}\` here, expected it ${where} \`${neighbour.heading}\``,
          place: section.headingRange,
          note: `Move the section ${where} \`${neighbour.heading}\`.`
        }
      })
  })
}

/** The members of a longest rising subsequence: what can stay where it is. */
function longestRising(values: readonly number[]): Set<number> {
  const best: number[][] = []
  for (const value of values) {
    const base = best
      .filter((run) => (run.at(-1) ?? -1) < value)
      .reduce<number[]>((a, b) => (b.length > a.length ? b : a), [])
    best.push([...base, value])
  }
  return new Set(best.reduce<number[]>((a, b) => (b.length > a.length ? b : a), []))
}
