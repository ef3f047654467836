import type {Nodes, Root} from 'mdast'

/**
 * Why the trees of the two engines could differ for a text, or null when they do not. Found by comparing them over
 * generated texts; all are rare in handoffs, so that asking the reference costs little.
 */
export function whyUnsure(tree: Root, source: string): string | null {
  if (/^(?:---|\+\+\+)/u.test(source) && !isFrontMatter(tree.children[0])) return 'front matter that does not end'
  if (/\r(?!\n)/u.test(source)) return 'an old line end'
  if (escapedRun.test(source)) return 'an escaped mark before another mark'
  if (besideEmoji.test(source)) return 'a mark between a word and an emoji'
  return null
}

/** The same for one node. */
export function whyUnsureOf(node: Nodes, source: string): string | null {
  const start = node.position?.start.offset ?? 0
  const end = node.position?.end.offset ?? 0
  if (node.type === 'code' && !/[`~]/u.test(source[start] ?? '')) return 'indented code'
  if (node.type === 'html' && node.value.startsWith('<!--') && !node.value.includes('-->')) return 'an open comment'
  if (node.type === 'html' && node.value.endsWith('\n')) return 'HTML that takes its line end along'
  if (node.type === 'definition' && tableBelow.test(source.slice(end, end + 400))) {
    return 'a table below a definition'
  }
  return null
}

const isFrontMatter = (node: Nodes | undefined): boolean => node?.type === 'yaml' || (node?.type as string) === 'toml'

const tableBelow = /^[^\n]*\n(?:[^\n]*\n){0,2}[ \t>]*[|:-]/u
const escapedRun = /\\[*_][*_]/u
// The reference looks at UTF-16 units: an emoji is no punctuation to it.
const besideEmoji = /[\u{10000}-\u{10ffff}][*_]+[^\s\p{P}\p{S}]|[^\s\p{P}\p{S}][*_]+[\u{10000}-\u{10ffff}]/u
