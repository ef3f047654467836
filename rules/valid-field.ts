/**
 * Warn when the value of a field cannot be true.
 *
 * ## Why
 *
 * A date that no calendar has, a choice nobody made or a score of 12 out of 10 was not read by whoever wrote it, and
 * tools that sort or count by it go wrong. Broken front matter is reported here too.
 *
 * ## Fix
 *
 * `--fix` writes a date that can be read in one way only, such as `2026/3/14`, as ISO has it.
 *
 * ## Examples
 *
 * ```json options
 * {"fields": [{"label": "Date", "type": "date"}, {"label": "Status", "type": "choice", "values": ["Done", "Paused"]}]}
 * ```
 *
 * ```markdown ok.md
 * # Handoff
 *
 * **Date**: 14 March 2026
 * **Status**: ✅ Done (all tests pass)
 * ```
 *
 * ```json options
 * {"fields": [{"label": "Date", "type": "date"}, {"label": "Progress", "type": "percent"}]}
 * ```
 *
 * ```markdown not-ok.md
 * # Handoff
 *
 * **Date**: 2025-02-30
 * **Progress**: 140%
 * ```
 *
 * ```text messages
 * 3:11-3:21: Unexpected date `2025-02-30`, expected a day that the calendar has
 * 4:15-4:19: Unexpected percentage `140%`, expected 0 to 100
 * ```
 *
 * @module valid-field
 */
import * as v from 'valibot'
import {readDate} from '../src/handoff/date.ts'
import {expectedField, expectedSections} from '../src/handoff/expected.ts'
import {checkFieldValue} from '../src/handoff/field-value.ts'
import {findField} from '../src/handoff/find-field.ts'
import {frontMatterProblem} from '../src/handoff/front-matter.ts'
import type {Handoff, HandoffDocument} from '../src/handoff/handoff.ts'
import {matchSections} from '../src/handoff/match-sections.ts'
import {leaveOutUnfilled} from '../src/handoff/unfilled.ts'
import {defineRule, type Finding, toPlugin} from '../src/rule.ts'

export const options = v.strictObject({
  fields: v.optional(v.pipe(v.array(expectedField), v.description('Fields of the handoff as a whole.')), []),
  sections: expectedSections,
  literals: v.optional(
    v.pipe(v.array(v.string()), v.description('Placeholders of your template: not judged here.')),
    []
  )
})

type Options = v.InferOutput<typeof options>

export const rule = defineRule({
  id: 'valid-field',
  summary: 'Values of fields can be true: real dates, one choice, a score on its scale',
  severity: 'error',
  options,
  check: ({document, options, report}) => {
    const problem = frontMatterProblem(document.tree, document.source)
    if (problem) {
      report({
        reason: `Unexpected front matter (${problem.reason}), expected YAML`,
        place: problem,
        note: 'Correct the YAML between the `---` lines; quote values that hold a colon.'
      })
    }
    for (const handoff of document.handoffs) {
      for (const finding of wrongTitle(document, handoff)) report(finding)
      for (const finding of wrongValues(document, handoff, options)) report(finding)
    }
  }
})

export default /* @__PURE__ */ toPlugin(rule)

/** `## Session: 2026-04-31`: the day in a title dates the handoff like a field does. */
function wrongTitle({sections}: HandoffDocument, {title, start}: Handoff): Finding[] {
  const date = /(?<![\d.])\d{4}-\d{2}-\d{2}(?![\d.])/u.exec(title ?? '')?.[0]
  const section = sections.find(({heading, treeEnd}) => heading === title && treeEnd > start)
  if (!date || !section || readDate(date)?.iso) return []
  return [
    {
      reason: `Unexpected date \`${date}\` in the heading, expected a day that the calendar has`,
      place: section.headingRange,
      note: 'Give the day on which the session ended.'
    }
  ]
}

function wrongValues(document: HandoffDocument, handoff: Handoff, options: Options): Finding[] {
  const wrong = [...options.fields.flatMap((expected) => check(findField(handoff.fields, expected), expected))]
  const {expected: bySection} = matchSections(document, handoff, options.sections)
  for (const [at, index] of bySection) {
    const section = document.sections[at]
    // Any text will do for most fields.
    const fields = options.sections[index]?.fields.filter(({type}) => type !== 'text') ?? []
    if (!section || fields.length === 0) continue
    const own = handoff.fields.filter(({start}) => start >= section.start && start < section.end)
    for (const expected of fields) wrong.push(...check(findField(own, expected), expected))
  }
  return leaveOutUnfilled(wrong, document, options.literals)
}

const check = (...[field, expected]: Parameters<typeof checkFieldValue>): Finding[] => {
  const finding = checkFieldValue(field, expected)
  return finding ? [finding] : []
}
