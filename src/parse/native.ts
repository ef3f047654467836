import type {Link, ListItem, Nodes, PhrasingContent, Root, Text} from 'mdast'
import type {Parse} from '../parse.ts'
import type {Survey} from './arena.ts'
import {isTooDeep, noteDepth} from './depth.ts'
import {loadSatteri} from './satteri.ts'
import {whyUnsure, whyUnsureOf} from './unsure.ts'

/**
 * The native engine, or null where no binary of it runs. Its trees mean the same as those of the reference; where it
 * cannot be sure of that it throws, and the caller asks the reference. A tree that is too deep to be judged comes as it is.
 */
export function loadNativeParse(): Parse | null {
  try {
    const toTree = loadSatteri()
    return (markdown) => deepTreeOf(markdown, toTree) ?? normalize(toTree(markdown), markdown)
  } catch {
    return null
  }
}

const longText = 20_000
const crowdedLine = /^((?:[ \t]*(?:[-+*>]|\d{1,9}[.)])){300})(.*)$/gmu

/**
 * The tree of a text that is too deep by lines that open hundreds of containers, each cut short; null for any other text.
 * The engine’s time grows by the cube of what a line opens, and no clock stops it.
 */
function deepTreeOf(markdown: string, toTree: (markdown: string) => Survey): Root | null {
  if (markdown.length < longText) return null
  // Of nothing but dashes or stars a line is a rule, which opens nothing, and has to stay one.
  const short = markdown.replace(crowdedLine, (_, head, rest) => (/[^-*_\s]/u.test(rest) ? `${head} a` : head))
  if (short.length === markdown.length) return null
  const {root, depth} = toTree(short)
  noteDepth(root, depth)
  return isTooDeep(root) ? root : null
}

function normalize({root, nodes, depth}: Survey, source: string): Root {
  noteDepth(root, depth)
  if (isTooDeep(root)) return root
  refuse(whyUnsure(root, source))
  const items: ListItem[] = []
  let hasExtras = false
  for (const node of nodes) {
    // Every other node is one, and there is nothing to ask of it.
    if (node.type === 'text') continue
    refuse(whyUnsureOf(node, source))
    if (node.type === 'listItem') items.push(node)
    else if (isExtra(node, source)) hasExtras = true
  }
  if (hasExtras) takeBack(nodes, source)
  for (const item of items) startAtBox(item, source)
  return root
}

/** Take back what the engine knows beyond our syntax: strikethrough and bare addresses are text for the reference. */
function takeBack(nodes: readonly Nodes[], source: string): void {
  // Parents stand before their children, so walking back meets the innermost first.
  for (let at = nodes.length - 1; at >= 0; at--) {
    const parent = nodes[at] as Nodes
    if (!('children' in parent) || !parent.children.some((child) => isExtra(child, source))) continue
    const children = parent.children as PhrasingContent[]
    parent.children = join(children.flatMap((child) => asText(child, source))) as typeof parent.children
  }
}

function refuse(why: string | null): void {
  if (why !== null) throw new Error(`unsure of ${why}`)
}

// A box, and whether words follow on its line: only then both engines always agree on it.
const box = /(?:[-*+]|\d{1,9}[.)])[ \t]+(\[[ \txX]\])([ \t]+\S)?/uy

/** The paragraph of a task starts at its box for the reference, unless its first words are plain text. */
function startAtBox({checked, children: [head], position}: ListItem, source: string): void {
  box.lastIndex = position?.start.offset ?? 0
  const [all = '', mark, rest = ''] = box.exec(source) ?? []
  const isTask = typeof checked === 'boolean'
  const isLong = head?.position?.start.line !== head?.position?.end.line
  if (isTask ? !mark || !rest || head?.type !== 'paragraph' : mark && isLong) refuse('a box without words')
  const start = head?.position?.start
  if (!isTask || !start || head.type !== 'paragraph' || head.children[0]?.type === 'text') return
  const offset = (position?.start.offset ?? 0) + all.length - rest.length - (mark?.length ?? 0)
  start.column -= (start.offset ?? offset) - offset
  start.offset = offset
}

const isExtra = (node: Nodes, source: string): node is PhrasingContent =>
  node.type === 'delete' || (node.type === 'link' && isBareAddress(node, source))

function isBareAddress(node: Link, source: string): boolean {
  const first = source[node.position?.start.offset ?? -1]
  return first !== undefined && first !== '[' && first !== '<'
}

/** What a node is without the extensions; throws where its inside could have meant something else. */
function asText(node: PhrasingContent, source: string): PhrasingContent[] {
  if (!isExtra(node, source) || !('children' in node) || !node.position) return [node]
  const {start, end} = node.position
  const text = source.slice(start.offset, end.offset)
  if (hasOpenMarks(text, node.type)) refuse(`marks inside a ${node.type}`)
  if (node.type === 'link') return [{type: 'text', value: text, position: {start, end}}]
  const first = node.children[0]?.position?.start
  const last = node.children.at(-1)?.position?.end
  if (!first || !last) return [node]
  return [
    {type: 'text', value: source.slice(start.offset, first.offset), position: {start, end: first}},
    ...node.children,
    {type: 'text', value: source.slice(last.offset, end.offset), position: {start: last, end}}
  ]
}

/** Whether a mark in there could pair with another one outside, or stands for another character. */
function hasOpenMarks(text: string, type: Nodes['type']): boolean {
  const plain = text.replace(/(?<=[A-Za-z0-9])_+(?=[A-Za-z0-9])/gu, '')
  return type === 'delete' ? /[*_]/u.test(plain) : /[*_\\`<>[\]!]|&[#A-Za-z0-9]+;/u.test(plain)
}

/** The reference knows no two texts side by side. */
function join(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.type !== 'text' || last?.type !== 'text') joined.push(node)
    else joined[joined.length - 1] = joinTexts(last, node)
  }
  return joined
}

function joinTexts(left: Text, right: Text): Text {
  const text: Text = {type: 'text', value: left.value + right.value}
  if (left.position && right.position) text.position = {start: left.position.start, end: right.position.end}
  return text
}
