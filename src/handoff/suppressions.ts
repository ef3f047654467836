import type {Nodes, Parents, Root} from 'mdast'
import {readDirective} from './directive.ts'
import type {HandoffDocument, Range} from './handoff.ts'
import {perDocument} from './per-document.ts'

/** A comment that switches rules off: `<!-- handoff-lint disable no-placeholder -->`, or `lint` for remark’s own habit. */
export interface Suppression extends Range {
  marker: 'handoff-lint' | 'lint'
  action: 'disable' | 'ignore'
  /** Rules named, without the `handoff-lint:` before them; none named means all. */
  rules: string[]
  /** What it covers. */
  scope: Range
  /** Rules whose findings it has covered. */
  used: Set<string>
}

/** The suppressing comments of a document, in order; the same objects every time, so that their use can be counted. */
export const suppressionsOf = perDocument(({tree, source}) =>
  source.includes('<!--') ? readSuppressions(tree, source.length) : []
)

/** Whether a comment covers a finding of a rule there; notes the use. */
export function suppress(document: HandoffDocument, rule: string, offset: number): boolean {
  let covered = false
  for (const suppression of suppressionsOf(document)) {
    const {rules, scope, used} = suppression
    if (offset < scope.start || offset >= scope.end) continue
    if (rules.length > 0 && !rules.includes(rule)) continue
    used.add(rule)
    covered = true
  }
  return covered
}

function readSuppressions(tree: Root, length: number): Suppression[] {
  const list: Suppression[] = []
  const stack: {node: Parents; index: number}[] = [{node: tree, index: 0}]
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const {node} = top
    const child = node.children[top.index++] as Nodes | undefined
    if (!child) stack.pop()
    else if (child.type === 'html') add(child, node, top.index)
    else if ('children' in child) stack.push({node: child, index: 0})
  }
  return list

  function add(node: Nodes, parent: Parents, next: number): void {
    const marker = (['handoff-lint', 'lint'] as const).find((name) => readDirective(node, name))
    const directive = marker && readDirective(node, marker)
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (!directive || start === undefined || end === undefined) return
    const [action, ...named] = directive.words
    const rules = named.map((name) => name.replace(/^handoff-lint:/u, ''))
    if (action === 'enable') close(rules, start)
    if (action !== 'disable' && action !== 'ignore') return
    const sibling = parent.children[next] as Nodes | undefined
    // Within a line the comment speaks of that line’s block; else of what follows it.
    const inline = parent.type !== 'root' && parent.type !== 'listItem' && parent.type !== 'blockquote'
    const block = inline ? parent : sibling
    const scope =
      action === 'disable'
        ? {start: end, end: length + 1}
        : {start: inline ? (parent.position?.start.offset ?? end) : end, end: block?.position?.end.offset ?? end}
    list.push({marker, action, rules, start, end, scope, used: new Set()})
  }

  function close(rules: string[], at: number): void {
    for (const suppression of list) {
      if (suppression.action !== 'disable' || suppression.scope.end <= length) continue
      const same = rules.length === 0 || suppression.rules.some((rule) => rules.includes(rule))
      if (same) suppression.scope.end = at
    }
  }
}
