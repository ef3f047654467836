import type {Nodes, Root} from 'mdast'

/**
 * Why the trees of the two engines could differ for a text, or null when they do not. Found by comparing them over
 * generated texts; all are rare in handoffs, so that asking the reference costs little.
 */
export function whyUnsure(tree: Root, source: string): string | null {
  if (/^(?:---|\+\+\+)/u.test(source) && !isFrontMatter(tree.children[0])) return 'front matter that does not end'
  if (source.includes('\r') && /\r(?!\n)/u.test(source)) return 'an old line end'
  if (source.includes('\\') && escapedRun.test(source)) return 'an escaped mark before another mark'
  // What those look for is slow to look for.
  if (surrogate.test(source)) {
    if (halfCharacter.test(source)) return 'half a character'
    if (besideEmoji.test(source)) return 'a mark between a word and an emoji'
  }
  if (source.includes('_*') && mixedRun.test(source)) return 'stars and underscores in turn'
  if (source.includes('&#') && blankReference.test(source)) return 'a blank by its number'
  if (source.includes('~') && tildeBesideMark.test(source)) return 'a tilde beside a mark'
  return null
}

/** The same for one node. */
export function whyUnsureOf(node: Nodes, source: string): string | null {
  const start = node.position?.start.offset ?? 0
  const end = node.position?.end.offset ?? 0
  switch (node.type) {
    case 'code':
      return whyUnsureOfCode(source.slice(start, end), source.slice(end).trim() === '')
    case 'html':
      if (openComment.test(node.value)) return 'an open comment'
      if (node.value.endsWith('\n') || /\s/u.test(source[end - 1] ?? '')) return 'where HTML ends'
      return blankBelow.test(source.slice(end, end + 80)) ? 'where HTML ends' : null
    case 'yaml':
      return source[end - 1] === '.' ? 'front matter that ends with dots' : null
    case 'table':
      return oddRow.test(source.slice(start, endOfLine(source, end + 2))) ? 'an odd row' : null
    case 'blockquote':
      return quoteInside.test(source.slice(start, start + 8)) && bareQuote.test(source.slice(start, end + 80))
        ? 'a quote that ends with bare marks'
        : null
    case 'tableCell':
      return pipeInCell(source.slice(start, end)) ? 'a pipe inside a cell' : null
    case 'paragraph':
      return whyUnsureOfParagraph(source.slice(start, end), source, start)
    case 'definition':
      if (lineBelow.test(source.slice(end, end + 80))) return 'a line right below a definition'
      return tableBelow.test(source.slice(end, end + 400)) ? 'a table below a definition' : null
    default:
      return null
  }
}

// A look for the mark that a pattern needs costs less than the pattern.
function whyUnsureOfParagraph(text: string, source: string, start: number): string | null {
  if (text.includes('|') && delimiterRow.test(text)) return 'a table that is none'
  if (source[start] !== '[' || !box.test(source.slice(start, start + 80))) return null
  return /[\r\n]/u.test(source[start + 1] ?? '') || bareMarkerAbove.test(source.slice(Math.max(0, start - 80), start))
    ? 'a box below its item'
    : null
}

const pipeInCell = (text: string): boolean => text.includes('|', 1) && pipeInside.test(text.replace(edges, ''))

const isFrontMatter = (node: Nodes | undefined): boolean => node?.type === 'yaml' || (node?.type as string) === 'toml'

/** A fence that its container ends, and not the text, and what is no fence at all. */
function whyUnsureOfCode(text: string, isLast: boolean): string | null {
  const fence = /^(?:`{3,}|~{3,})/u.exec(text)?.[0]
  if (fence === undefined) return 'indented code'
  const last = text.slice(text.lastIndexOf('\n') + 1)
  return isLast || (text.includes('\n') && last.trimEnd().endsWith(fence)) ? null : 'an open fence'
}

const openComment = /^[ \t]*<!--(?![\s\S]*-->)/u
const endOfLine = (source: string, from: number): number => {
  const end = source.indexOf('\n', from)
  return end === -1 ? source.length : end
}

// A tag ends a table for one engine only, and an address takes a pipe along.
const oddRow = /(?:www\.|:\/\/)[^\s|`]*\||\n[ \t>]*<[A-Za-z/]/u
const edges = /^\||\|[ \t]*$/gu
const bareQuote = /\n[ \t]*>[> \t]*(?:\r?\n|$)/u
const quoteInside = /^>[ \t]*>/u
const pipeInside = /(?<!\\)\|/u
const delimiterRow = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*\|/mu
const bareMarkerAbove = /(?:^|[ \t>\n])(?:[-+*]|\d{1,9}[.)])[ \t]*\r?\n[ \t>]*$/u
const lineBelow = /^[ \t]*\r?\n[ \t>]*[^\s>[]/u
const tableBelow = /^[^\n]*\n(?:[^\n]*\n){0,2}[ \t>]*[|:-]/u
const escapedRun = /\\[*_][*_]/u
// The reference looks at UTF-16 units: an emoji is no punctuation to it.
const besideEmoji = /[\u{10000}-\u{10ffff}][*_]+[^\s\p{P}\p{S}]|[^\s\p{P}\p{S}][*_]+[\u{10000}-\u{10ffff}]/u
const blankBelow = /^\r?\n[ \t]+(?:\r?\n|$)/u
const box = /^\[(?:[ \txX]|\r?\n)\]\s+\S/u
const mixedRun = /\*_\*|_\*_/u
const blankReference = /&#(?:0*(?:9|10|13|32)|x0*(?:9|a|d|20));/iu
const tildeBesideMark = /~[*_]|[*_]~/u
const surrogate = /[\uD800-\uDFFF]/
const halfCharacter = /\p{Cs}/u
