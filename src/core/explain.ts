import {location} from 'vfile-location'
import type {ResolvedConfig} from '../config/resolve.ts'
import type {HandoffDocument} from '../handoff/handoff.ts'
import {findPlaceholders} from '../handoff/placeholders.ts'

/** Why each span that looks like a placeholder was or was not taken for one: a line for each, `line:column` first. */
export function explainPlaceholders({tree, source, skipped}: HandoffDocument, {rules}: ResolvedConfig): string[] {
  const options = rules.find(({rule}) => rule.id === 'no-placeholder')?.options as
    | {literals?: string[]; allow?: string[]}
    | undefined
  if (!options) return []
  const {literals = [], allow = []} = options
  const {toPoint} = location(source)
  return findPlaceholders(tree, source, {literals, allow, skip: skipped, explain: true}).map((found) => {
    const point = toPoint(found.start)
    const evidence = found.evidence.map(({reason, weight}) => `${reason} ${weight > 0 ? '+' : ''}${weight}`).join(', ')
    return `${point?.line}:${point?.column}: ${found.level}: ${found.text.replace(/\s+/gu, ' ').slice(0, 80)}: ${evidence}`
  })
}
