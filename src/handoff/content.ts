import type {Nodes, TableRow} from 'mdast'
import {isAsciiWord} from './characters.ts'

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
  const seen = visibleHtml(allText(node))
  if (seen === '') return hasImage(node)
  // Most texts begin with a letter and end without a colon: no box, no dash and no label.
  if (isAsciiWord(seen.charCodeAt(0)) && !endsWithColon(seen)) return true
  const text = withSingleSpaces(seen)
  // A box or a dash alone holds a place; a label alone asks for a value.
  return !/^(?:[-–—*+•_.…:：|]+|\[\s?\])$/u.test(text) && !isBareLabel(text, node)
}

/** The text a reader sees: no comments, white space collapsed. */
export const visibleText = (node: Nodes): string => withSingleSpaces(visibleHtml(allText(node)))

const withSingleSpaces = (text: string): string => (otherSpace.test(text) ? text.replace(/\s+/gu, ' ') : text)

/** White space other than single spaces: a look for it is cheaper than the making of the same text. */
const otherSpace = /\s\s|[^\S ]/u

/** What `mdast-util-to-string` makes of a node with the alternatives of images and all HTML. */
function allText(node: Nodes): string {
  // Of nodes of so many shapes a property is found sooner than it is known to be there.
  const {value, alt, children} = node as {value?: string; alt?: string | null; children?: Nodes[]}
  if (value !== undefined) return value
  if (alt) return alt
  if (children === undefined) return ''
  const [only] = children
  if (only && children.length === 1) return allText(only)
  let text = ''
  for (const child of children) text += allText(child)
  return text
}

/** The character that a reader sees first in a node, where that can be told at a glance, as it most often can. */
export function firstSeen(node: Nodes): string | null {
  let first = node as {children?: Nodes[]; value?: string}
  for (let child = first.children?.[0]; child; child = first.children?.[0]) first = child as typeof first
  const character = first.value?.charAt(0) ?? ''
  return character > ' ' && character < '\u007f' && character !== '<' ? character : null
}

const hasImage = (node: Nodes): boolean =>
  node.type === 'image' ||
  node.type === 'imageReference' ||
  ('children' in node && (node.children as Nodes[]).some(hasImage))

const endsWithColon = (text: string): boolean => text.endsWith(':') || text.endsWith('：')

/** `**Status:**` or `Branch:` and the like, one or several, with no value behind any of them. */
function isBareLabel(text: string, node: Nodes): boolean {
  if (!endsWithColon(text) || !('children' in node)) return false
  const parts = (node.children as Nodes[]).filter((child) => child.type !== 'break' && child.type !== 'html')
  const isBold = (child: Nodes) =>
    child.type === 'strong' || (child.type === 'text' && /^[\s:：|·-]*$/u.test(child.value))
  return parts.every(isBold) || (parts.length === 1 && isShortLabel(text))
}

/** Up to four words: more is a sentence that introduces what follows. */
const isShortLabel = (text: string): boolean =>
  text.length <= 40 && text.split(' ').length <= 4 && !/[.!?,;，。！？；]/u.test(text)
