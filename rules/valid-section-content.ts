/**
 * Warn when a section holds another kind of content than the format asks for.
 *
 * ## Why
 *
 * Priorities are numbered because their order matters; criteria are boxes because somebody will tick them. A section
 * that is empty or says “None” is not judged here.
 *
 * ## Examples
 *
 * ```json options
 * {"sections": [{"heading": "Next Priorities", "kind": "ordered"}]}
 * ```
 *
 * ```markdown not-ok.md
 * ## Next Priorities
 *
 * - Ship it.
 * - Measure it.
 * ```
 *
 * ```text messages
 * 3:1-4:14: Unexpected bulleted list in `Next Priorities`, expected a numbered list
 * ```
 *
 * ```json options
 * {"sections": [{"heading": "Summary", "kind": "prose", "max": 3}]}
 * ```
 *
 * ```markdown long.md
 * ## Summary
 *
 * Retries work. The queue drains. Metrics are in. Alerts are not.
 * ```
 *
 * ```text messages
 * 3:1-3:64: Unexpected 4 sentences in `Summary`, expected at most 3
 * ```
 *
 * @module valid-section-content
 */
import type {Nodes, RootContent} from 'mdast'
import * as v from 'valibot'
import {firstSeen, hasContent, visibleText} from '../src/handoff/content.ts'
import {type ContentKind, type ExpectedSection, expectedSections} from '../src/handoff/expected.ts'
import type {HandoffDocument, Range, Section} from '../src/handoff/handoff.ts'
import {matchSections} from '../src/handoff/match-sections.ts'
import {countSentences} from '../src/handoff/sentences.ts'
import {leaveOutUnfilled} from '../src/handoff/unfilled.ts'
import {defineRule, type Finding, toPlugin} from '../src/rule.ts'

export const options = v.strictObject({
  sections: expectedSections,
  literals: v.optional(
    v.pipe(v.array(v.string()), v.description('Placeholders of your template: not judged here.')),
    []
  )
})

export const rule = defineRule({
  id: 'valid-section-content',
  summary: 'Sections hold what they are for: numbered steps, boxes, a few sentences',
  severity: 'warn',
  options,
  check: ({document, options: {sections, literals}, report}) => {
    for (const handoff of document.handoffs) {
      for (const [at, index] of matchSections(document, handoff, sections).expected) {
        const section = document.sections[at]
        const wanted = sections[index]
        if (!section || !wanted || !hasDemand(wanted)) continue
        const blocks = blocksOf(document, section).filter(hasContent)
        if (blocks.length === 0 || saysNone(blocks)) continue
        const finding = checkKind(section, wanted, blocks)
        if (finding) report(finding)
        else for (const one of leaveOutUnfilled(checkNumber(section, wanted, blocks), document, literals)) report(one)
      }
    }
  }
})

export default /* @__PURE__ */ toPlugin(rule)

/** Most sections may hold whatever they like. */
const hasDemand = ({kind, min, max}: ExpectedSection): boolean =>
  kind !== undefined || min !== undefined || max !== undefined

const names: Record<ContentKind, string> = {
  prose: 'prose',
  list: 'bulleted list',
  ordered: 'numbered list',
  tasks: 'list of boxes (`- [ ]`)',
  code: 'code block',
  table: 'table'
}

function checkKind(section: Section, {kind}: ExpectedSection, blocks: readonly RootContent[]): Finding | null {
  const kinds = blocks.map(kindOf)
  const [first] = blocks
  if (!first || kind === undefined || kinds.some((one) => fits(one, kind))) return null
  return {
    reason: `Unexpected ${names[kindOf(first)]} in \`${section.heading}\`, expected ${withArticle(kind)}`,
    place: rangeOf(first),
    note: `Write the section as ${withArticle(kind)}.`
  }
}

const withArticle = (kind: ContentKind): string => (kind === 'prose' ? names.prose : `a ${names[kind]}`)

/** A bulleted list asked for may as well be numbered or ticked; prose may carry a list below it. */
const fits = (actual: ContentKind, wanted: ContentKind): boolean =>
  actual === wanted || (wanted === 'list' && (actual === 'ordered' || actual === 'tasks'))

/** The section’s own blocks, with those under its bold lines. */
function blocksOf({sections}: HandoffDocument, section: Section): RootContent[] {
  const blocks = [...section.blocks]
  for (const child of sections) {
    if (child.depth > 6 && child.start > section.start && child.start < section.treeEnd) blocks.push(...child.blocks)
  }
  return blocks
}

const saysNone = ([block, ...others]: readonly Nodes[]): boolean => {
  if (!block || others.length > 0 || !'Nn'.includes(firstSeen(block) ?? 'n')) return false
  const text = visibleText(block)
  return text.length > 0 && text.length < 300 && /^(?:none|n\/a|nothing|no |not )/iu.test(text)
}

function kindOf(node: RootContent): ContentKind {
  if (node.type === 'code') return 'code'
  if (node.type === 'table') return 'table'
  if (node.type !== 'list') return 'prose'
  if (node.children.some(({checked}) => typeof checked === 'boolean')) return 'tasks'
  return node.ordered ? 'ordered' : 'list'
}

function checkNumber(section: Section, wanted: ExpectedSection, blocks: readonly RootContent[]): Finding[] {
  const {kind = 'prose', min, max} = wanted
  const counted = blocks.filter((block) => fits(kindOf(block), kind))
  const [first] = counted
  const last = counted.at(-1)
  if (!first || !last || (min === undefined && max === undefined)) return []
  const number = counted.reduce((sum, block) => sum + count(block, kind), 0)
  const tooFew = min !== undefined && number < min
  if (!tooFew && (max === undefined || number <= max)) return []
  const unit = kind === 'prose' ? 'sentence' : kind === 'table' ? 'row' : kind === 'code' ? 'line' : 'item'
  return [
    {
      reason: `Unexpected ${number} ${unit}${number === 1 ? '' : 's'} in \`${section.heading}\`, expected ${tooFew ? `at least ${min}` : `at most ${max}`}`,
      place: {start: rangeOf(first).start, end: rangeOf(last).end},
      note: tooFew ? 'Say a little more: the reader was not there.' : 'Shorten it; details have sections of their own.'
    }
  ]
}

function count(node: RootContent, kind: ContentKind): number {
  if (node.type === 'list') return node.children.length
  if (node.type === 'table') return node.children.length - 1
  if (node.type === 'code') return node.value.split('\n').length
  if (kind !== 'prose') return 1
  return countSentences(visibleText(node))
}

const rangeOf = (node: RootContent): Range => ({
  start: node.position?.start.offset ?? 0,
  end: node.position?.end.offset ?? 0
})
