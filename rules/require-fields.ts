/**
 * Warn when a field is missing or has no value.
 *
 * ## Why
 *
 * `**Branch**:` with nothing behind it looks answered from afar. A field is a key of the front matter, a bold or plain
 * label at the start of a line, or a row of a table with two cells; what follows a label (a list, a code block) is its
 * value too. A day in the title or the file name serves as the date.
 *
 * ## Examples
 *
 * ```json options
 * {"fields": [{"label": "Date"}, {"label": "Branch"}]}
 * ```
 *
 * ```markdown ok.md
 * # Handoff
 *
 * **Date**: 2026-03-14
 * **Branch:** `feat/retry`
 * ```
 *
 * ```markdown not-indented.md
 * # Handoff
 *
 * - Goal: one letter for each reader
 * - Next steps (in order):
 * 1. Write the letter.
 * 2. Count the letters of each night.
 *
 * What is known:
 *
 * ## Traps
 *
 * - the job
 *   Seen twice:
 * - a reader without an address
 * ```
 *
 * ```json options
 * {"fields": [{"label": "Date", "type": "date"}, {"label": "Branch"}]}
 * ```
 *
 * ```markdown not-ok.md
 * # Handoff
 *
 * **Branch**:
 * **Author**: Mail team
 * ```
 *
 * ```text messages
 * 1:3-1:10: Missing field `Date`, expected `**Date**: …` below the title
 * 3:1-3:12: Unexpected empty field `Branch`, expected a value
 * ```
 *
 * @module require-fields
 */
import * as v from 'valibot'
import {readDate} from '../src/handoff/date.ts'
import {type ExpectedField, expectedField, expectedSections} from '../src/handoff/expected.ts'
import {findField} from '../src/handoff/find-field.ts'
import type {Field, Handoff, HandoffDocument, Range} from '../src/handoff/handoff.ts'
import {isPattern} from '../src/handoff/heading-pattern.ts'
import {matchSections} from '../src/handoff/match-sections.ts'
import {defineRule, type Finding, toPlugin} from '../src/rule.ts'

export const options = v.strictObject({
  fields: v.optional(v.pipe(v.array(expectedField), v.description('Fields of the handoff as a whole.')), []),
  sections: expectedSections,
  empty: v.optional(
    v.pipe(v.boolean(), v.description('Also report labels without a value that no list of fields names.')),
    true
  )
})

type Options = v.InferOutput<typeof options>

export const rule = defineRule({
  id: 'require-fields',
  summary: 'Every field has a value',
  severity: 'error',
  options,
  check: ({document, options, path, report}) => {
    if (document.source.trim() === '') return
    for (const handoff of document.handoffs) {
      for (const finding of [
        ...missingInHead(document, handoff, options, path),
        ...missingInSections(document, handoff, options),
        ...emptyFields(document, handoff, options)
      ]) {
        report(finding)
      }
    }
  }
})

export default /* @__PURE__ */ toPlugin(rule)

function missingInHead(document: HandoffDocument, handoff: Handoff, {fields}: Options, path: string | null): Finding[] {
  const place = document.sections.find(({headingRange}) => headingRange.start >= handoff.start)?.headingRange
  return fields
    .filter((field) => field.required && !findField(handoff.fields, field) && !isDated(field, handoff, path))
    .map((field) => missing(field, place ?? {start: handoff.start, end: handoff.start}, 'below the title'))
}

const missing = ({label}: ExpectedField, place: Range, where: string): Finding => ({
  reason: `Missing field \`${label}\`, expected \`**${label}**: …\` ${where}`,
  place,
  note: `Add the line \`**${label}**:\` and its value.`
})

/** A day in the title or the name of the file is a date as good as a line for it. */
const isDated = ({type}: ExpectedField, {title}: Handoff, path: string | null): boolean =>
  (type === 'date' || type === 'datetime') &&
  [title ?? '', path?.split('/').at(-1) ?? ''].some((text) => readDate(text)?.iso)

function missingInSections(document: HandoffDocument, handoff: Handoff, {sections}: Options): Finding[] {
  const {found} = matchSections(document, handoff, sections)
  return sections.flatMap((expected, index) => {
    if (isPattern(expected.heading)) return []
    const at = found.get(index)?.[0]
    const section = document.sections[at ?? -1]
    if (!section) return []
    const own = handoff.fields.filter(({start}) => start >= section.start && start < section.treeEnd)
    return expected.fields
      .filter((field) => field.required && !findField(own, field) && !hasHeading(document, at ?? -1, field))
      .map((field) => missing(field, section.headingRange, `in \`${section.heading}\``))
  })
}

/** A heading below the section may say what a label was to say. */
const hasHeading = ({sections}: HandoffDocument, at: number, {label, aliases}: ExpectedField): boolean =>
  sections.some(({parent, key}) => parent === at && [label, ...aliases].some((text) => text.toLowerCase() === key))

function emptyFields(document: HandoffDocument, handoff: Handoff, {fields, sections, empty}: Options): Finding[] {
  const open = handoff.fields.filter((field) => field.empty)
  if (open.length === 0) return []
  // A bold line that serves as a heading is the business of the rule for sections.
  const headings = new Set(document.sections.map(({start}) => start))
  const known = [...fields, ...sections.flatMap((section) => section.fields)]
  const isKnown = (field: Field) => known.some((expected) => findField([field], expected))
  const isOptional = (field: Field) => known.some((expected) => !expected.required && findField([field], expected))
  return open
    .filter((field) => !headings.has(field.start) && (isKnown(field) || (empty && field.origin === 'label')))
    .map((field) => ({
      reason: `Unexpected empty field \`${field.label}\`, expected a value`,
      place: {start: field.start, end: Math.max(field.end, field.start + 1)},
      level: isOptional(field) ? 'warning' : 'error',
      note: 'Write the value, or “none” and why; delete the line when it does not apply.'
    }))
}
