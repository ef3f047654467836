/**
 * Warn when an entry lacks one of its fields.
 *
 * ## Why
 *
 * A decision without its reason is taken again by the next session; an issue without its cause comes back. An entry is a
 * section whose heading follows a pattern (`Decision: {name}`); its fields are labels or headings below it.
 *
 * ## Examples
 *
 * ```json options
 * {"sections": [{"heading": "Decision: {name}", "repeat": true, "fields": [{"label": "What"}, {"label": "Why"}, {"label": "Impact"}]}]}
 * ```
 *
 * ```markdown not-ok.md
 * ### Decision: retry in the queue
 *
 * - **What**: the queue retries, not the caller.
 * - **Why**: one place to tune.
 * ```
 *
 * ```text messages
 * 1:5-1:33: Unexpected entry `Decision: retry in the queue` without `Impact`, expected `What`, `Why`, `Impact`
 * ```
 *
 * @module require-entry-fields
 */
import * as v from 'valibot'
import {type ExpectedSection, expectedSections} from '../src/handoff/expected.ts'
import {findField} from '../src/handoff/find-field.ts'
import {fold} from '../src/handoff/fold.ts'
import type {Handoff, HandoffDocument, Section} from '../src/handoff/handoff.ts'
import {isPattern} from '../src/handoff/heading-pattern.ts'
import {matchSections} from '../src/handoff/match-sections.ts'
import {defineRule, toPlugin} from '../src/rule.ts'

export const options = v.strictObject({sections: expectedSections})

export const rule = defineRule({
  id: 'require-entry-fields',
  summary: 'Every entry has all its fields',
  severity: 'warn',
  options,
  check: ({document, options: {sections}, report}) => {
    for (const handoff of document.handoffs) {
      const {expected} = matchSections(document, handoff, sections)
      for (const [at, index] of expected) {
        const section = document.sections[at]
        const entry = sections[index]
        if (!section || !entry || !isPattern(entry.heading)) continue
        const missing = missingFields(document, handoff, section, at, entry)
        if (missing.length === 0) continue
        report({
          reason: `Unexpected entry \`${section.heading}\` without ${quote(missing)}, expected ${quote(required(entry))}`,
          place: section.headingRange,
          note: `Add ${missing.map((label) => `\`**${label}**: …\``).join(', ')} below the heading.`
        })
      }
    }
  }
})

export default /* @__PURE__ */ toPlugin(rule)

const quote = (labels: readonly string[]): string => labels.map((label) => `\`${label}\``).join(', ')

const required = ({fields}: ExpectedSection): string[] =>
  fields.filter((field) => field.required).map(({label}) => label)

function missingFields(
  document: HandoffDocument,
  handoff: Handoff,
  section: Section,
  at: number,
  {fields}: ExpectedSection
): string[] {
  const own = handoff.fields.filter(({start}) => start >= section.start && start < section.treeEnd)
  const headings = new Set(document.sections.filter(({parent}) => parent === at).map(({key}) => key))
  return fields
    .filter(
      (field) =>
        field.required &&
        !findField(own, field) &&
        ![field.label, ...field.aliases].some((label) => headings.has(fold(label)))
    )
    .map(({label}) => label)
}
