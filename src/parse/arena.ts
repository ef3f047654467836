import type {AlignType, Nodes, ReferenceType, Root} from 'mdast'
import {ARENA_MAGIC, FIELD, HEADER, KIND_MDAST} from '../../node_modules/satteri/dist/generated/arena-layout.js'
import {PoolOffsets} from '../../node_modules/satteri/dist/string-pool.js'

/** A tree, with what one walk over it tells. */
export interface Survey {
  root: Root
  /** Every node, parents before their children. */
  nodes: Nodes[]
  /** Most ancestors of a node; null when nobody counted. */
  depth: number | null
}

/** The tree of the native engine as it lies in memory. */
interface Arena {
  bytes: Uint8Array
  words: Uint32Array
  view: DataView
  /** Indexes into the words. */
  nodes: number
  nodeSize: number
  children: number
  /** Offset in bytes of what nodes of a type have of their own. */
  data: number
  /** The source, and behind it what texts say that do not stand in it. */
  pool: string
  /** From bytes to UTF-16 units; null when both are the same. */
  offsets: PoolOffsets | null
}

/**
 * Make the tree that lies in a buffer of the native engine. Its own way makes the same in three times the time.
 *
 * @throws when the buffer is of another kind, or has nodes that our syntax does not know.
 */
export function readArena(buffer: Uint8Array): Survey {
  const arena = openArena(buffer)
  const {words} = arena
  const root = makeNode(arena, 0) as Root
  const nodes: Nodes[] = [root]
  const ids = [0]
  let depth = 0
  let levelEnd = 1
  for (let at = 0; at < nodes.length; at++) {
    if (at === levelEnd) {
      depth++
      levelEnd = nodes.length
    }
    const node = wordOf(arena, ids[at] as number)
    const count = words[node + childrenCount] as number
    const parent = nodes[at] as Nodes
    if (count === 0 || !('children' in parent)) continue
    const children = parent.children as Nodes[]
    const first = arena.children + (words[node + childrenStart] as number)
    const end = first + count
    for (let index = first; index < end; index++) {
      const id = words[index] as number
      const child = makeNode(arena, id)
      children.push(child)
      nodes.push(child)
      ids.push(id)
    }
  }
  return {root, nodes, depth}
}

const startOffset = FIELD.start_offset / 4
const startLine = FIELD.start_line / 4
const startColumn = FIELD.start_column / 4
const endOffset = FIELD.end_offset / 4
const endLine = FIELD.end_line / 4
const endColumn = FIELD.end_column / 4
const childrenStart = FIELD.children_start / 4
const childrenCount = FIELD.children_count / 4
const dataOffset = FIELD.data_offset / 4
const dataLength = FIELD.data_len / 4

const decoder = new TextDecoder('utf-8', {ignoreBOM: true})

function openArena(buffer: Uint8Array): Arena {
  const bytes = buffer.byteOffset % 4 === 0 ? buffer : buffer.slice()
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2)
  const header = (field: number): number => words[field / 4] ?? 0
  // The words are those of the machine; on one that turns bytes around the mark is another.
  if (header(HEADER.magic) !== ARENA_MAGIC || header(HEADER.kind) !== KIND_MDAST) throw new Error('no tree')
  const start = header(HEADER.string_pool_offset)
  const poolBytes = bytes.subarray(start, start + header(HEADER.string_pool_len))
  const pool = decoder.decode(poolBytes)
  const extra = poolBytes.length - pool.length
  return {
    bytes,
    words,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    nodes: toWord(header(HEADER.nodes_offset)),
    nodeSize: toWord(header(HEADER.node_struct_size)),
    children: toWord(header(HEADER.children_offset)),
    data: header(HEADER.type_data_offset),
    pool,
    offsets: extra > 0 ? new PoolOffsets(poolBytes, extra) : null
  }
}

function toWord(offset: number): number {
  if (offset % 4 !== 0) throw new Error('a tree that does not lie on words')
  return offset / 4
}

const wordOf = (arena: Arena, id: number): number => arena.nodes + id * arena.nodeSize

function makeNode(arena: Arena, id: number): Nodes {
  const word = wordOf(arena, id)
  const type = arena.bytes[word * 4 + FIELD.node_type] as number
  const make = makers[type]
  if (!make) throw new Error(`unsure of a node of kind ${type}`)
  return make(positionAt(arena.words, word) as Position, arena, word)
}

type Position = NonNullable<Root['position']>

/** None for a node that the engine made up. */
function positionAt(words: Uint32Array, word: number): Position | undefined {
  const line = words[word + startLine] as number
  if (line === 0) return undefined
  return {
    start: {line, column: words[word + startColumn] as number, offset: words[word + startOffset] as number},
    end: {
      line: words[word + endLine] as number,
      column: words[word + endColumn] as number,
      offset: words[word + endOffset] as number
    }
  }
}

type Maker = (position: Position, arena: Arena, word: number) => Nodes

const references: readonly ReferenceType[] = ['shortcut', 'collapsed', 'full']
const aligns: readonly AlignType[] = [null, 'left', 'right', 'center']

/** By the engine's number of the type; what a node has of its own lies at fixed places. */
const makers: Readonly<Record<number, Maker>> = {
  0: (position) => ({type: 'root', children: [], position}),
  1: (position) => ({type: 'paragraph', children: [], position}),
  2: (position, arena, word) => ({
    type: 'heading',
    depth: byteAt(arena, word, 0, 1) as 1,
    children: [],
    position
  }),
  3: (position) => ({type: 'thematicBreak', position}),
  4: (position) => ({type: 'blockquote', children: [], position}),
  5: (position, arena, word) => {
    const ordered = byteAt(arena, word, 4) !== 0
    const start = ordered ? arena.view.getUint32(dataAt(arena, word), true) : null
    return {type: 'list', ordered, start, spread: byteAt(arena, word, 5) !== 0, children: [], position}
  },
  6: (position, arena, word) => {
    const box = byteAt(arena, word, 0)
    const checked = box === 2 ? null : box === 1
    return {type: 'listItem', spread: byteAt(arena, word, 1) !== 0, checked, children: [], position}
  },
  7: (position, arena, word) => ({type: 'html', value: textAt(arena, word, 0), position}),
  8: (position, arena, word) => ({
    type: 'code',
    lang: textAt(arena, word, 0) || null,
    meta: textAt(arena, word, 8) || null,
    value: textAt(arena, word, 16),
    position
  }),
  9: (position, arena, word) => ({
    type: 'definition',
    url: textAt(arena, word, 0),
    title: textAt(arena, word, 8) || null,
    identifier: textAt(arena, word, 16),
    label: textAt(arena, word, 24),
    position
  }),
  10: (position, arena, word) => ({type: 'text', value: textAt(arena, word, 0), position}),
  11: (position) => ({type: 'emphasis', children: [], position}),
  12: (position) => ({type: 'strong', children: [], position}),
  13: (position, arena, word) => ({type: 'inlineCode', value: textAt(arena, word, 0), position}),
  14: (position) => ({type: 'break', position}),
  15: (position, arena, word) => ({
    type: 'link',
    url: textAt(arena, word, 0),
    title: textAt(arena, word, 8) || null,
    children: [],
    position
  }),
  16: (position, arena, word) => ({
    type: 'image',
    url: textAt(arena, word, 0),
    alt: textAt(arena, word, 8),
    title: textAt(arena, word, 16) || null,
    position
  }),
  17: (position, arena, word) => ({
    type: 'linkReference',
    identifier: textAt(arena, word, 0),
    label: textAt(arena, word, 8),
    referenceType: references[byteAt(arena, word, 16)] ?? 'shortcut',
    children: [],
    position
  }),
  18: (position, arena, word) => ({
    type: 'imageReference',
    identifier: textAt(arena, word, 0),
    label: textAt(arena, word, 8),
    referenceType: references[byteAt(arena, word, 16)] ?? 'shortcut',
    alt: textAt(arena, word, 20),
    position
  }),
  21: (position, arena, word) => {
    const count = lengthOf(arena, word) < 4 ? 0 : arena.view.getUint32(dataAt(arena, word), true)
    const align = Array.from({length: count}, (_, index) => aligns[byteAt(arena, word, 4 + index)] ?? null)
    return {type: 'table', align, children: [], position}
  },
  22: (position) => ({type: 'tableRow', children: [], position}),
  23: (position) => ({type: 'tableCell', children: [], position}),
  24: (position) => ({type: 'delete', children: [], position}),
  25: (position, arena, word) => ({type: 'yaml', value: textAt(arena, word, 0), position}),
  26: (position, arena, word) => ({type: 'toml', value: textAt(arena, word, 0), position}) as never
}

const lengthOf = ({words}: Arena, word: number): number => words[word + dataLength] as number

const dataAt = ({words, data}: Arena, word: number): number => data + (words[word + dataOffset] as number)

const byteAt = (arena: Arena, word: number, offset: number, missing = 0): number =>
  offset < lengthOf(arena, word) ? (arena.bytes[dataAt(arena, word) + offset] as number) : missing

/** A text is kept as its place in the pool. */
function textAt(arena: Arena, word: number, offset: number): string {
  if (offset + 8 > lengthOf(arena, word)) return ''
  const at = dataAt(arena, word) + offset
  const start = arena.view.getUint32(at, true)
  const length = arena.view.getUint32(at + 4, true)
  if (length === 0) return ''
  return arena.offsets ? arena.offsets.slice(arena.pool, start, length) : arena.pool.substring(start, start + length)
}
