import type {Code, Nodes, Root} from 'mdast'

/** Where a piece of text stands; a `line` is one line of a fence, front matter or a metadata comment. */
type LeafKind = 'heading' | 'item' | 'cell' | 'paragraph' | 'html' | 'meta' | 'comment' | 'fence'

/** A stretch of source in which spans are looked for: the inline content of one block. */
export interface Leaf {
  kind: LeafKind
  start: number
  end: number
  /** Inline nodes that are not text: code may hold a placeholder, the rest (links, images, notes) never does. */
  inlines: Inline[]
  quoted: boolean
  /** Number of the heading above; leaves of one section share it. */
  section: number
  /** The text of that heading. */
  heading: Stretch | null
  /** Is all that its section holds. */
  alone: boolean
}

interface Stretch {
  start: number
  end: number
}

interface Inline {
  type: 'code' | 'opaque'
  start: number
  end: number
}

/** A fence that may hold a template. */
export interface Fence {
  lang: string
  start: number
  end: number
  section: number
  heading: Stretch | null
}

export interface Leaves {
  leaves: Leaf[]
  fences: Fence[]
}

interface Walk extends Leaves {
  source: string
  section: number
  heading: Stretch | null
}

/** Every stretch of text of a tree in document order, in one walk. Nodes without a position are passed over. */
export function findLeaves(tree: Root, source: string): Leaves {
  const walk: Walk = {leaves: [], fences: [], source, section: 0, heading: null}
  for (const node of tree.children) visit(node, 'paragraph', false, walk)
  markAlone(walk.leaves)
  return {leaves: walk.leaves, fences: walk.fences}
}

function markAlone(leaves: readonly Leaf[]): void {
  const counts: number[] = []
  for (const {kind, section} of leaves) if (kind !== 'heading') counts[section] = (counts[section] ?? 0) + 1
  for (const leaf of leaves) leaf.alone = leaf.kind !== 'heading' && leaf.section > 0 && counts[leaf.section] === 1
}

function visit(node: Nodes, kind: LeafKind, quoted: boolean, walk: Walk): void {
  switch (node.type) {
    case 'heading':
      walk.section++
      addInline(node, 'heading', quoted, walk)
      walk.heading = lastHeading(walk)
      break
    case 'paragraph':
      addInline(node, kind, quoted, walk)
      break
    case 'tableCell':
      addInline(node, 'cell', quoted, walk)
      break
    case 'html':
      addHtml(node, kind, quoted, walk)
      break
    case 'yaml':
      addLines(node, 'meta', walk)
      break
    case 'code':
      addFence(node, walk)
      break
    case 'thematicBreak':
      // `- ____` is a rule to write on in an item of its own; elsewhere a rule parts sections.
      if (kind === 'item') addRange(node, 'item', quoted, walk)
      break
    case 'definition':
      // `[Risk]: [Plan]` is a definition by CommonMark, and a placeholder by its looks.
      if (/^[[{【]/u.test(node.url)) addRange(node, 'paragraph', quoted, walk)
      break
    default:
      visitChildren(node, quoted || node.type === 'blockquote', walk)
  }
}

function lastHeading({leaves, section}: Walk): Stretch | null {
  const last = leaves.at(-1)
  return last?.kind === 'heading' && last.section === section ? last : null
}

function visitChildren(node: Nodes, quoted: boolean, walk: Walk): void {
  if (!('children' in node)) return
  let kind: LeafKind = node.type === 'listItem' ? 'item' : 'paragraph'
  for (const child of node.children) {
    visit(child, kind, quoted, walk)
    kind = 'paragraph'
  }
}

function addInline({children}: {children: Nodes[]}, kind: LeafKind, quoted: boolean, walk: Walk): void {
  const start = children[0]?.position?.start.offset
  const end = children[children.length - 1]?.position?.end.offset
  if (start === undefined || end === undefined) return
  // A task box belongs to the item; some parsers leave it in the text.
  const hasBox =
    kind === 'item' && walk.source.charCodeAt(start) === 91 && /^\[[ xX]\]\s/u.test(walk.source.slice(start, start + 4))
  const inlines: Inline[] = []
  for (const child of children) if (child.type !== 'text') collect(child, inlines, walk.source)
  walk.leaves.push(leafOf(walk, kind, hasBox ? start + 4 : start, end, quoted, inlines))
}

const leafOf = (
  {section, heading}: Pick<Walk, 'section' | 'heading'>,
  kind: LeafKind,
  start: number,
  end: number,
  quoted = false,
  inlines: Inline[] = []
): Leaf => ({kind, start, end, inlines, quoted, section, heading, alone: false})

function addRange(node: Nodes, kind: LeafKind, quoted: boolean, walk: Walk): void {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  if (start === undefined || end === undefined) return
  walk.leaves.push(leafOf(walk, kind, start, end, quoted))
}

const transparent = new Set(['text', 'emphasis', 'strong', 'delete', 'html', 'break'])

function collect(node: Nodes, into: Inline[], source: string): void {
  if (transparent.has(node.type)) {
    if ('children' in node) for (const child of node.children as Nodes[]) collect(child, into, source)
    return
  }
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  if (start === undefined || end === undefined) return
  // A bare address is a link to some parsers and text to others: both must come to the same.
  if (node.type === 'link' && !/[[<]/u.test(source.charAt(start))) return
  into.push({type: node.type === 'inlineCode' ? 'code' : 'opaque', start, end})
}

const metadataLine = /^[ \t]*[\w.-]+:[ \t]+\S/u

function addHtml(node: Nodes & {value: string}, kind: LeafKind, quoted: boolean, walk: Walk): void {
  const isComment = node.value.startsWith('<!--')
  // `key: value` lines in a comment are front matter by another name; other comments are guidance and not judged.
  if (kind === 'item') addRange(node, 'item', quoted, walk)
  else if (!isComment) addRange(node, 'html', quoted, walk)
  else if (node.value.split('\n').filter((line) => metadataLine.test(line)).length >= 2) addLines(node, 'comment', walk)
}

function addLines(node: Nodes, kind: 'meta' | 'comment', walk: Walk): void {
  const {source} = walk
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  if (start === undefined || end === undefined) return
  for (const line of linesOf(source, start, end)) {
    if (metadataLine.test(source.slice(line.start, line.end))) {
      walk.leaves.push(leafOf(walk, kind, line.start, line.end))
    }
  }
}

function addFence(node: Code, walk: Walk): void {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  if (start === undefined || end === undefined || !/[`~]/u.test(walk.source.charAt(start))) return
  const {section, heading} = walk
  walk.fences.push({lang: (node.lang ?? '').toLowerCase(), start, end, section, heading})
}

// Heading, list, box, quote and table marks at the start of a line that no parser has looked at.
const blockMark = /^[ \t]*(?:(#{1,6})[ \t]+|(?:[-*+>]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?/u

/** The lines of a fence as leaves, with the marks of Markdown stripped by sight. */
export function fenceLeaves(fence: Fence, source: string): Leaf[] {
  const leaves: Leaf[] = []
  const [, ...lines] = linesOf(source, fence.start, fence.end)
  for (const line of lines) {
    const text = source.slice(line.start, line.end)
    const mark = blockMark.exec(text)
    const start = line.start + (mark?.[0].length ?? 0)
    if (start >= line.end || /^[ \t]*[`~]{3}/u.test(text)) continue
    leaves.push(leafOf(fence, 'fence', start, line.end))
  }
  return leaves
}

function linesOf(source: string, from: number, to: number): {start: number; end: number}[] {
  const lines: {start: number; end: number}[] = []
  let start = from
  while (start <= to) {
    const found = source.indexOf('\n', start)
    const end = found === -1 || found > to ? to : found
    lines.push({start, end: source.charAt(end - 1) === '\r' && end > start ? end - 1 : end})
    start = end + 1
  }
  return lines
}
