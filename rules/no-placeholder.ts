/**
 * Warn when a handoff still contains a placeholder.
 *
 * ## Why
 *
 * The next session cannot tell “nothing to report” from “forgot to report”.
 *
 * What counts is evidence, not a list of words: a span that fills its whole item, cell, heading or value, the style
 * that a template uses, the exact text of the profile’s own template. Task boxes, links, code, JSON, generics, tags and
 * a `TODO` in a sentence are left alone. What is sure is an error, what is likely a warning; `possible` adds the rest.
 *
 * ## Examples
 *
 * ```markdown ok.md
 * # Handoff: retry queue
 *
 * ## Next steps
 *
 * 1. Remove the `TODO` in `src/queue.ts`; see [the plan](plan.md).
 * - [ ] Ask for `Array<Job>` in the review.
 * ```
 *
 * ```markdown not-ok.md
 * # Handoff: [Topic of the session]
 *
 * ## Next steps
 *
 * 1. {What to do first}
 * ```
 *
 * ```text messages
 * 1:12-1:34: Unexpected placeholder `[Topic of the session]`, expected a fact or an explicit “none”
 * 5:4-5:22: Unexpected placeholder `{What to do first}`, expected a fact or an explicit “none”
 * ```
 *
 * @module no-placeholder
 */
import * as v from 'valibot'
import {findPlaceholders, type Placeholder} from '../src/handoff/placeholders.ts'
import {placeholdersOf} from '../src/handoff/unfilled.ts'
import {defineRule, toPlugin} from '../src/rule.ts'

export const options = v.strictObject({
  literals: v.optional(
    v.pipe(v.array(v.string()), v.description('Placeholders of your template, as they stand in it.')),
    []
  ),
  allow: v.optional(v.pipe(v.array(v.string()), v.description('Texts that are no placeholders here.')), []),
  possible: v.optional(
    v.pipe(v.boolean(), v.description('Also report what is only possibly a placeholder, as a warning.')),
    false
  )
})

export const rule = defineRule({
  id: 'no-placeholder',
  summary: 'No placeholder of the template is left',
  severity: 'error',
  options,
  check: ({document, options, report}) => {
    const {literals, allow, possible} = options
    const {tree, source, skipped} = document
    const found =
      allow.length > 0
        ? findPlaceholders(tree, source, {literals, allow, skip: skipped})
        : placeholdersOf(document, literals)
    for (const placeholder of found) {
      if (placeholder.level === 'possible' && !possible) continue
      if (!document.handoffs.some(({start, end}) => placeholder.start >= start && placeholder.start < end)) continue
      report({
        reason: `Unexpected placeholder \`${shown(placeholder)}\`, expected a fact or an explicit “none”`,
        place: placeholder,
        level: placeholder.level === 'sure' ? 'error' : 'warning',
        note: noteFor(placeholder)
      })
    }
  }
})

export default /* @__PURE__ */ toPlugin(rule)

function shown({text}: Placeholder): string {
  const line = text.replace(/\s+/gu, ' ').replace(/`/gu, '')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

const noteFor = ({kind}: Placeholder): string =>
  kind === 'choice'
    ? 'Keep the one that is true and delete the others.'
    : 'Write what is true now, or say “None” and why; delete the line when it does not apply.'
