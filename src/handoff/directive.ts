import type {Nodes} from 'mdast'
import {commentMarker} from 'mdast-comment-marker'

/** A comment that speaks to a tool: `<!-- name word key="value" -->`. */
export interface Directive {
  /** The words in order, without the `key=value` pairs. */
  words: string[]
  options: Record<string, string>
}

/**
 * Read `<!-- handoff: … -->`, `<!-- handoff-lint … -->` or `<!-- lint … -->`; null for any other node or comment.
 * The grammar is that of remark's message control, with the colon allowed.
 */
export function readDirective(node: Nodes, name: 'handoff' | 'handoff-lint' | 'lint'): Directive | null {
  if (node.type !== 'html' || !node.value.startsWith('<!--')) return null
  const marker = commentMarker({type: 'html', value: node.value.replace(/^(<!--\s*handoff):/, '$1 ')})
  if (marker?.name !== name) return null
  const directive: Directive = {words: [], options: {}}
  for (const [key, value] of Object.entries(marker.parameters)) {
    if (value === true) directive.words.push(key)
    else directive.options[key] = String(value)
  }
  return directive
}
