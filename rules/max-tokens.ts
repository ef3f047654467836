/**
 * Warn when a handoff is longer than its budget of tokens.
 *
 * ## Why
 *
 * A handoff is read at the start of every session, often by a model that pays for each token. What is true for long
 * belongs into the documentation, and the handoff points to it. The number is an estimate that needs no tokenizer.
 *
 * ## Examples
 *
 * ```json options
 * {"max": 8}
 * ```
 *
 * ```markdown not-ok.md
 * # Handoff
 *
 * Retries work and the queue drains within a second.
 * ```
 *
 * ```text messages
 * 1:3-1:10: Unexpected length of about 12 tokens, expected at most 8
 * ```
 *
 * @module max-tokens
 */
import * as v from 'valibot'
import {estimateTokens} from '../src/handoff/tokens.ts'
import {defineRule, toPlugin} from '../src/rule.ts'

export const options = v.strictObject({
  max: v.optional(v.pipe(v.number(), v.description('Most tokens that one handoff may take.')))
})

export const rule = defineRule({
  id: 'max-tokens',
  summary: 'A handoff stays within its budget of tokens',
  severity: 'warn',
  options,
  check: ({document, options: {max}, report}) => {
    if (max === undefined) return
    for (const handoff of document.handoffs) {
      const tokens = estimateTokens(document.source.slice(handoff.start, handoff.end))
      if (tokens <= max) continue
      const heading = document.sections.find(({headingRange}) => headingRange.start >= handoff.start)
      report({
        reason: `Unexpected length of about ${tokens} tokens, expected at most ${max}`,
        place: heading?.headingRange ?? {start: handoff.start, end: handoff.start},
        note: 'Move what stays true into the documentation and point to it; keep what the next session needs first.'
      })
    }
  }
})

export default /* @__PURE__ */ toPlugin(rule)
