/**
 * Warn when a section says nothing.
 *
 * ## Why
 *
 * An empty section promises something that is not there. A section that holds only comments, a lone dash, a table
 * without rows, an empty box or the template’s own words is as empty as a blank one. “None” is an answer; where the
 * profile asks for a reason, a bare “None” is not.
 *
 * ## Examples
 *
 * ```markdown ok.md
 * ## Blockers
 *
 * None: the review is done and staging is up.
 * ```
 *
 * ```markdown not-ok.md
 * ## Done
 *
 * <!-- what was reached -->
 *
 * ## Next steps
 *
 * -
 *
 * ## Context
 *
 * The queue is in `src/queue.ts`.
 * ```
 *
 * ```text messages
 * 1:4-1:8: Unexpected empty section `Done` (only a comment), expected content
 * 5:4-5:14: Unexpected empty section `Next steps` (only an empty list), expected content
 * ```
 *
 * ```json options
 * {"sections": [{"heading": "Tests", "reason": true}]}
 * ```
 *
 * ```markdown reason.md
 * ## Tests
 *
 * N/A
 * ```
 *
 * ```text messages
 * 1:4-1:9: Unexpected `N/A` without a reason in section `Tests`, expected why
 * ```
 *
 * @module no-empty-section
 */
import * as v from 'valibot'
import {emptiness, emptyItems} from '../src/handoff/emptiness.ts'
import {expectedSections} from '../src/handoff/expected.ts'
import type {HandoffDocument} from '../src/handoff/handoff.ts'
import {matchSections} from '../src/handoff/match-sections.ts'
import {defineRule, toPlugin} from '../src/rule.ts'

export const options = v.strictObject({sections: expectedSections})

export const rule = defineRule({
  id: 'no-empty-section',
  summary: 'Every section says something',
  severity: 'error',
  options,
  check: ({document, options, report}) => {
    for (const handoff of document.handoffs) {
      const matches = matchSections(document, handoff, options.sections)
      for (const index of handoff.sections) {
        const section = document.sections[index]
        if (!section) continue
        for (const place of emptyItems(section, document.source)) {
          report({
            reason: 'Unexpected empty list item, expected text',
            place,
            level: 'warning',
            note: 'Fill it, or delete the item.'
          })
        }
        if (isTitle(document, index) || hasChild(document, index)) continue
        const expected = options.sections[matches.expected.get(index) ?? -1]
        if (!expected && isSubtitle(document, index)) continue
        const what = emptiness(section, expected)
        if (!what) continue
        const optional = expected?.level === 'optional'
        const reason =
          what.kind === 'no-reason'
            ? `Unexpected \`${what.text}\` without a reason in section \`${section.heading}\`, expected why`
            : `Unexpected empty section \`${section.heading}\`${what.text ? ` (${what.text})` : ''}, expected content`
        report({
          reason,
          place: section.headingRange,
          level: optional ? 'warning' : 'error',
          note: optional
            ? 'Say “None”, or delete the section: it is optional.'
            : 'Say what is true; if there is nothing to say, say “None” and why.'
        })
      }
    }
  }
})

export default /* @__PURE__ */ toPlugin(rule)

/** The title says what the file is; its sections come after it. */
const isTitle = ({sections}: HandoffDocument, index: number): boolean =>
  index === 0 && sections[0]?.depth === 1 && sections.length > 1

/** A second heading right below the title that names nothing a handoff has: the title goes on. */
const isSubtitle = ({sections}: HandoffDocument, index: number): boolean =>
  index === 1 && sections[0]?.depth === 1 && sections[0].blocks.length === 0 && sections[1]?.roles.length === 0

const hasChild = ({sections}: HandoffDocument, index: number): boolean => sections[index + 1]?.parent === index
