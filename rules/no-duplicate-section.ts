/**
 * Warn when a section stands twice.
 *
 * ## Why
 *
 * Two sections of one name answer one question twice, and the reader cannot tell which is the newer answer. Entries that
 * may repeat (`Decision: …`) and sections under different parents are no duplicates.
 *
 * ## Examples
 *
 * ```markdown not-ok.md
 * ## Next steps
 *
 * Ship it.
 *
 * ## Done
 *
 * Tests.
 *
 * ## Next Steps
 *
 * Do not ship it.
 * ```
 *
 * ```text messages
 * 9:4-9:14: Unexpected second section `Next Steps`, expected one (the first is on line 1)
 * ```
 *
 * @module no-duplicate-section
 */
import * as v from 'valibot'
import {expectedSections} from '../src/handoff/expected.ts'
import {matchSections} from '../src/handoff/match-sections.ts'
import {defineRule, toPlugin} from '../src/rule.ts'

export const options = v.strictObject({sections: expectedSections})

export const rule = defineRule({
  id: 'no-duplicate-section',
  summary: 'No section stands twice',
  severity: 'warn',
  options,
  check: ({document, options: {sections}, report}) => {
    for (const handoff of document.handoffs) {
      const {expected} = matchSections(document, handoff, sections)
      const seen = new Map<string, number>()
      for (const index of handoff.sections) {
        const section = document.sections[index]
        // Bold lines and small headings label what stands around them and may well recur.
        if (!section || section.depth > 3 || sections[expected.get(index) ?? -1]?.repeat) continue
        const key = `${section.parent} ${section.depth} ${section.folded}`
        const first = seen.get(key)
        if (first === undefined) seen.set(key, section.line)
        else {
          report({
            reason: `Unexpected second section \`${section.heading}\`, expected one (the first is on line ${first})`,
            place: section.headingRange,
            note: 'Join the two, or give one a name of its own.'
          })
        }
      }
    }
  }
})

export default /* @__PURE__ */ toPlugin(rule)
