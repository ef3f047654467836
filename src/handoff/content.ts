import type {Nodes, TableRow} from 'mdast'

const comment = /<!--[\s\S]*?(?:-->|$)/gu
const lineBreak = /<br\s*\/?>/giu

/** The text of some HTML without comments and line breaks: what a reader would see of it. */
export const visibleHtml = (html: string): string =>
  (html.includes('<') ? html.replace(comment, '').replace(lineBreak, '') : html).trim()

/**
 * Whether a node says anything: comments, blank items, empty boxes, rows without a value, rules and labels without a
 * value say nothing.
 */
export function hasContent(node: Nodes): boolean {
  switch (node.type) {
    case 'html':
      return visibleHtml(node.value) !== ''
    case 'code':
      return node.value.trim() !== ''
    case 'thematicBreak':
    case 'definition':
    case 'yaml':
      return false
    case 'table':
      return node.children.slice(1).some(hasRowContent)
    case 'list':
    case 'listItem':
    case 'blockquote':
      return node.children.some(hasContent)
    default:
      return saysSomething(node)
  }
}

/** A number in front of nothing but blanks and dashes only counts the rows. */
function hasRowContent({children}: TableRow): boolean {
  const [first, ...others] = children
  if (others.some((cell) => saysSomething(cell))) return true
  if (!first || !saysSomething(first)) return false
  return others.length < 2 || !/^#?\d{1,3}[.)]?$/u.test(visibleText(first))
}

function saysSomething(node: Nodes): boolean {
  const text = visibleText(node)
  if (text === '') return hasImage(node)
  // A box or a dash alone holds a place; a label alone asks for a value.
  return !/^(?:[-–—*+•_.…:：|]+|\[\s?\])$/u.test(text) && !isBareLabel(text, node)
}

/** The text a reader sees: no comments, white space collapsed. */
export function visibleText(node: Nodes): string {
  const text = visibleHtml(allText(node))
  return otherSpace.test(text) ? text.replace(/\s+/gu, ' ') : text
}

/** White space other than single spaces: a look for it is cheaper than the making of the same text. */
const otherSpace = /\s\s|[^\S ]/u

/** What `mdast-util-to-string` makes of a node with the alternatives of images and all HTML. */
function allText(node: Nodes): string {
  if ('value' in node) return node.value
  if ('alt' in node && node.alt) return node.alt
  if (!('children' in node)) return ''
  const [only] = node.children
  if (only && node.children.length === 1) return allText(only)
  let text = ''
  for (const child of node.children) text += allText(child)
  return text
}

const hasImage = (node: Nodes): boolean =>
  node.type === 'image' ||
  node.type === 'imageReference' ||
  ('children' in node && (node.children as Nodes[]).some(hasImage))

/** `**Status:**` or `Branch:` and the like, one or several, with no value behind any of them. */
function isBareLabel(text: string, node: Nodes): boolean {
  if (!/[:：]$/u.test(text) || !('children' in node)) return false
  const parts = (node.children as Nodes[]).filter((child) => child.type !== 'break' && child.type !== 'html')
  const isBold = (child: Nodes) =>
    child.type === 'strong' || (child.type === 'text' && /^[\s:：|·-]*$/u.test(child.value))
  return parts.every(isBold) || (parts.length === 1 && isShortLabel(text))
}

/** Up to four words: more is a sentence that introduces what follows. */
const isShortLabel = (text: string): boolean =>
  text.length <= 40 && text.split(' ').length <= 4 && !/[.!?,;，。！？；]/u.test(text)
