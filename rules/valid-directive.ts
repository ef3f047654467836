/**
 * Warn when a comment that switches rules off does nothing.
 *
 * ## Why
 *
 * `<!-- handoff-lint ignore no-placeholder -->` covers what follows it, `disable` all from there on until `enable`
 * (`lint` in place of `handoff-lint` works as in remark). A comment that names no rule we know, or covers nothing any
 * more, hides the next real finding.
 *
 * ## Examples
 *
 * ```markdown not-ok.md
 * ## Next steps
 *
 * <!-- handoff-lint ignore no-placehodler -->
 *
 * 1. Ship it.
 * ```
 *
 * ```text messages
 * 3:1-3:44: Unexpected rule `no-placehodler` in a comment, expected `no-placeholder`
 * ```
 *
 * @module valid-directive
 */
import {closest, distance} from 'fastest-levenshtein'
import * as v from 'valibot'
import {type Suppression, suppressionsOf} from '../src/handoff/suppressions.ts'
import {defineRule, type Finding, toPlugin} from '../src/rule.ts'
import {ruleIds} from '../src/rule-ids.ts'

export const options = v.strictObject({
  unused: v.optional(v.pipe(v.boolean(), v.description('Report comments that cover no finding.')), true),
  off: v.optional(
    v.pipe(v.array(v.string()), v.description('Rules that are off: comments for them are left alone.')),
    []
  )
})

export const rule = defineRule({
  id: 'valid-directive',
  summary: 'Comments that switch rules off are right and needed',
  severity: 'warn',
  options,
  check: ({document, options, report}) => {
    for (const suppression of suppressionsOf(document)) {
      for (const finding of [...unknown(suppression), ...(options.unused ? unused(suppression, options.off) : [])]) {
        report(finding)
      }
    }
  }
})

export default /* @__PURE__ */ toPlugin(rule)

const isOurs = (id: string): boolean => ruleIds.includes(id)

/** Only in our own comments: a `lint` comment may well speak of rules of others. */
function unknown(suppression: Suppression): Finding[] {
  if (suppression.marker === 'lint') return []
  return suppression.rules
    .filter((id) => !isOurs(id))
    .map((id) => {
      const near = closest(id, [...ruleIds])
      return {
        reason: `Unexpected rule \`${id}\` in a comment, expected ${distance(id, near) <= 4 ? `\`${near}\`` : 'the id of a rule'}`,
        place: suppression,
        note: '`handoff-lint rules` lists the ids.'
      }
    })
}

function unused(suppression: Suppression, off: readonly string[]): Finding[] {
  const {rules, used, marker} = suppression
  const finding = (what: string): Finding => ({
    reason: `Unexpected comment for ${what}, expected a finding that it covers`,
    place: suppression,
    note: 'Nothing is reported there any more: delete the comment.'
  })
  if (rules.length === 0) return used.size > 0 || marker === 'lint' ? [] : [finding('all rules')]
  return rules.filter((id) => isOurs(id) && !off.includes(id) && !used.has(id)).map((id) => finding(`\`${id}\``))
}
