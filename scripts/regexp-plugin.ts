import {parseAst} from 'rolldown/parseAst'
import {asciiPattern} from './ascii-pattern.ts'

interface Node {
  type: string
  start: number
  end: number
  computed?: boolean
  name?: string
  regex?: {pattern: string; flags: string}
}

/**
 * Bundler plugin: make a regular expression that knows the letters of all scripts when it is first asked. V8 reads an
 * expression when it is made, and looks those letters up: the dozens of a chunk take as long as all else in it, although
 * ASCII texts ask hardly any. A short text that is ASCII asks what of the expression concerns it.
 */
export const regexpPlugin = () => ({
  name: 'handoff-regexp',
  renderChunk(code: string) {
    const program = parseAst(code) as unknown as Node & {body: Node[]}
    const constants = new Map(program.body.flatMap(costlyConstants))
    const reads = findReads(program, constants)
    if (reads.size === 0) return null
    if (/\b(?:makeLater|isShortAscii)\b/u.test(code))
      throw new Error('makeLater and isShortAscii are names of the build')
    const insertions = [...reads].flatMap(([name, found]) => {
      const {start, end, regex} = constants.get(name) as Node
      const ascii = regex && asciiPattern(regex.pattern, regex.flags)
      const plain = ascii ? `, () => /${ascii.pattern}/${ascii.flags}` : ''
      return [
        {at: start, text: 'makeLater(() => '},
        {at: end, text: `${plain})`},
        ...found.map(({node, asked}) => ({at: node.end, text: ascii && asked !== null ? `(${asked})` : '()'}))
      ]
    })
    return `${insert(code, insertions)}\n${makeLater}\n`
  }
})

// Each is made once, because an expression may remember where it stopped. To look through a long text would take time.
const makeLater = `function makeLater(make, makePlain) {
  let made, plain
  return (text) => (text !== undefined && isShortAscii(text) ? (plain ??= makePlain()) : (made ??= make()))
}
function isShortAscii(text) {
  if (text.length > 200) return false
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false
  return true
}`

/** Constants of the chunk that are such an expression: name and literal. */
function costlyConstants(statement: Node): [name: string, literal: Node][] {
  const {kind, declarations = []} = statement as {kind?: string; declarations?: {id: Node; init: Node | null}[]}
  if (kind !== 'const') return []
  return declarations.flatMap(({id, init}): [string, Node][] =>
    id.name !== undefined && init?.regex && isCostly(init.regex) ? [[id.name, init]] : []
  )
}

const isCostly = ({pattern, flags}: {pattern: string; flags: string}): boolean =>
  flags.includes('u') && (flags.includes('i') || /\\p\{/iu.test(pattern))

interface Read {
  node: Node
  /** The name of the text that is asked by it, where it stands at no other place. */
  asked: string | null
}

/** Where constants are read; one whose name is met in any other way, as of a parameter, is left out. */
function findReads(program: Node, constants: ReadonlyMap<string, Node>): Map<string, Read[]> {
  const reads = new Map<string, Read[]>()
  const others = new Set<string>()
  const visit = (node: Node, parents: readonly Node[], key: string) => {
    const parent = parents[0] ?? node
    if (node.type === 'Identifier' && node.name !== undefined && constants.has(node.name)) {
      const {init} = parent as {init?: Node}
      const asked = askedBy(parents)
      if (isRead(parent, key)) reads.set(node.name, [...(reads.get(node.name) ?? []), {node, asked}])
      else if (!isKey(parent, key) && init !== constants.get(node.name)) others.add(node.name)
    }
    for (const [inner, value] of Object.entries(node)) {
      for (const child of [value].flat()) if (isNode(child)) visit(child, [node, ...parents.slice(0, 1)], inner)
    }
  }
  visit(program, [], '')
  for (const name of others) reads.delete(name)
  return reads
}

/** The `text` of `name.test(text)` and `name.exec(text)`. */
function askedBy([member, call]: readonly Node[]): string | null {
  const {property} = member as {property?: Node}
  const {arguments: given = []} = call as {arguments?: Node[]}
  const isAsking = call?.type === 'CallExpression' && (property?.name === 'test' || property?.name === 'exec')
  return isAsking && given.length === 1 && given[0]?.type === 'Identifier' ? (given[0].name ?? null) : null
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** `x.name` and `{name: x}`, where the name is not that of the constant. */
const isKey = ({computed}: Node, key: string): boolean => (key === 'property' || key === 'key') && !computed

/** `name.x`, `f(name)`, `[name]`, `() => name`, `return name` and `x ? name : y`. */
const isRead = ({type, computed}: Node, key: string): boolean =>
  (type === 'MemberExpression' && (key === 'object' || computed === true)) ||
  key === 'arguments' ||
  (type === 'ArrowFunctionExpression' && key === 'body') ||
  ['ArrayExpression', 'ReturnStatement', 'ConditionalExpression'].includes(type)

function insert(code: string, insertions: readonly {at: number; text: string}[]): string {
  let text = ''
  let from = 0
  for (const {at, text: more} of [...insertions].sort((a, b) => a.at - b.at)) {
    text += code.slice(from, at) + more
    from = at
  }
  return text + code.slice(from)
}
