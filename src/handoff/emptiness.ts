import type {Nodes} from 'mdast'
import {loneDash} from './accidental-heading.ts'
import {firstSeen, hasContent, visibleText} from './content.ts'
import type {ExpectedSection} from './expected.ts'
import {fold} from './fold.ts'
import type {Range, Section} from './handoff.ts'

/** Why a section counts as empty. */
export interface Emptiness {
  kind: 'blank' | 'template' | 'no-reason'
  /** What stands there instead of content, for the message. */
  text: string
}

const none =
  /^(?:none|n\s?\/\s?a|na|nil|nothing|not applicable|keine?r?|néant|aucune?|ninguno|ninguna|nenhum|nenhuma|нет|无|無|没有|なし|特になし|없음|-|—)$/u

/** Tell whether a section without child sections says anything; null when it does. */
export function emptiness(section: Section, expected: ExpectedSection | undefined): Emptiness | null {
  const own = new Set(expected?.text ?? [])
  const isMore = (block: Nodes): boolean => hasContent(block) && (!expected?.reason || isMoreThanNone(block))
  if (own.size === 0 && section.blocks.some(isMore)) return null
  const blocks = section.blocks.filter(hasContent)
  if (blocks.length === 0) {
    // A bold line is a heading only when it announces something.
    if (section.depth > 6 && !/[:：]$/u.test(section.heading)) return null
    // Labels that wait for their values are the business of the rule for fields.
    if (section.blocks.some((block) => visibleText(block) !== '' && block.type !== 'table')) return null
    return {kind: 'blank', text: remains(section.blocks)}
  }
  if (own.size > 0 && blocks.every((block) => isOwnText(block, own))) {
    return {kind: 'template', text: 'only the text of the template'}
  }
  if (expected?.reason) {
    const text = blocks.map(visibleText).join(' ')
    if (none.test(fold(text))) return {kind: 'no-reason', text: text.replace(/`/gu, '')}
  }
  return null
}

/** Whether the first text in a block is so long that it cannot be a “none”, whatever follows. */
function isMoreThanNone(block: Nodes): boolean {
  let first = block
  while ((first.type === 'list' || first.type === 'listItem' || first.type === 'blockquote') && first.children[0]) {
    first = first.children[0]
  }
  return moreThanNone.test(visibleText(first))
}

// More letters than any of the words for “none” has.
const moreThanNone = /(?:[A-Za-z][^A-Za-z]*){15}/u

function remains(blocks: readonly Nodes[]): string {
  const types = new Set(blocks.map(({type}) => type))
  if (types.has('table')) return 'only a table without rows'
  if (types.has('list')) return 'only an empty list'
  if (types.has('code')) return 'only an empty code block'
  return types.has('html') ? 'only a comment' : ''
}

/** Whether all that a block says stands in the template too. */
function isOwnText(block: Nodes, own: ReadonlySet<string>): boolean {
  const stack: Nodes[] = [block]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote' || node.type === 'table') {
      stack.push(...node.children)
    } else if (hasContent(node) && !own.has(fold(node.type === 'code' ? node.value : visibleText(node)))) return false
  }
  return true
}

/** Items without text in lists that have some; a list without any is an empty section. */
export function emptyItems({blocks}: Section, source: string): Range[] {
  const found: Range[] = []
  const stack: Nodes[] = [...blocks].reverse()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'heading' && loneDash(node, source))
      found.push({start: rangeOf(node).end - 1, end: rangeOf(node).end})
    if (node.type === 'list' && hasContent(node)) {
      for (const item of node.children) {
        if (firstSeen(item) === null && visibleText(item) === '' && !hasContent(item)) found.push(rangeOf(item))
      }
    }
    if (node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote') {
      for (let at = node.children.length - 1; at >= 0; at--) stack.push(node.children[at] as Nodes)
    }
  }
  return found
}

const rangeOf = ({position}: Nodes): Range => ({start: position?.start.offset ?? 0, end: position?.end.offset ?? 0})
