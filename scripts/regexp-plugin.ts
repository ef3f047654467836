import {parseAst} from 'rolldown/parseAst'

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
 * ASCII texts ask hardly any.
 */
export const regexpPlugin = () => ({
  name: 'handoff-regexp',
  renderChunk(code: string) {
    const program = parseAst(code) as unknown as Node & {body: Node[]}
    const constants = new Map(program.body.flatMap(costlyConstants))
    const reads = findReads(program, constants)
    if (reads.size === 0) return null
    const insertions = [...reads].flatMap(([name, nodes]) => {
      const {start, end} = constants.get(name) as Node
      return [
        {at: start, text: 'makeLater(() => '},
        {at: end, text: ')'},
        ...nodes.map((node) => ({at: node.end, text: '()'}))
      ]
    })
    return `${insert(code, insertions)}\n${makeLater}\n`
  }
})

// Each is made once, because an expression may remember where it stopped.
const makeLater = `function makeLater(make) {
  let made
  return () => (made ??= make())
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

/** Where constants are read; one whose name is met in any other way, as of a parameter, is left out. */
function findReads(program: Node, constants: ReadonlyMap<string, Node>): Map<string, Node[]> {
  const reads = new Map<string, Node[]>()
  const others = new Set<string>()
  const visit = (node: Node, parent: Node, key: string) => {
    if (node.type === 'Identifier' && node.name !== undefined && constants.has(node.name)) {
      const {init} = parent as {init?: Node}
      if (isRead(parent, key)) reads.set(node.name, [...(reads.get(node.name) ?? []), node])
      else if (!isKey(parent, key) && init !== constants.get(node.name)) others.add(node.name)
    }
    for (const [inner, value] of Object.entries(node)) {
      for (const child of [value].flat()) if (isNode(child)) visit(child, node, inner)
    }
  }
  visit(program, program, '')
  for (const name of others) reads.delete(name)
  return reads
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
