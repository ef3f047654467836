/**
 * Warn when the name of a handoff does not follow its format.
 *
 * ## Why
 *
 * Names that start with day and time sort by themselves, and the newest handoff is found without opening one.
 *
 * `pattern` takes `{date}` (a day of the calendar), `{time}` (`HHMM`, a time of the clock), `{slug}` (lower-case words
 * joined by hyphens) and `[…]` around an optional part.
 *
 * ## Fix
 *
 * `--fix` renames the file where the right name follows from the old one (with `git mv` if git knows the file).
 *
 * ## Examples
 *
 * ```json options
 * {"pattern": "{date}-{time}-{slug}.md"}
 * ```
 *
 * ```markdown 2026-03-14-1630-retry-queue.md
 * # Handoff
 * ```
 *
 * ```json options
 * {"pattern": "{date}-{time}-{slug}.md"}
 * ```
 *
 * ```markdown 2025-02-30-0915-retry-queue.md
 * # Handoff
 * ```
 *
 * ```text messages
 * 1:1: Unexpected file name `2025-02-30-0915-retry-queue.md`: there is no day `2025-02-30`, expected a calendar date
 * ```
 *
 * @module valid-filename
 */
import * as v from 'valibot'
import {parseFilename} from '../src/handoff/filename.ts'
import {defineRule, toPlugin} from '../src/rule.ts'

export const options = v.strictObject({
  pattern: v.optional(
    v.pipe(v.string(), v.description('The name, with `{date}`, `{time}`, `{slug}` and `[…]` for an optional part.'))
  )
})

export const rule = defineRule({
  id: 'valid-filename',
  summary: 'The file name follows the format',
  severity: 'error',
  options,
  check: ({options: {pattern}, path, report}) => {
    const name = path?.slice(path.lastIndexOf('/') + 1)
    if (pattern === undefined || !name) return
    const parsed = parseFilename(pattern, name)
    if (parsed.ok) return
    report({
      reason: parsed.reason,
      place: {start: 0, end: 0},
      note: parsed.note,
      ...(parsed.expected === null ? {} : {expected: [parsed.expected], renames: true})
    })
  }
})

export default /* @__PURE__ */ toPlugin(rule)
