import type {Nodes, Root} from 'mdast'
import type {Reference} from './handoff.ts'

const path = /^(@)?((?:\.{1,2}\/|\/)?(?:[\w.@+-]+\/)*[\w.@+-]+)(?::(\d{1,6})(?:[-:]\d{1,6})?)?$/u
const extension = /\.[a-z][a-z0-9]{0,9}$/iu
const oid = /^(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}$/u
const branch =
  /^(?:feature|feat|fix|bugfix|hotfix|chore|docs|refactor|release|test|ci|build|perf|dependabot|renovate)\/[\w./-]+$/u

/** Find what points into the repository: inline code that is a path, an oid or a branch, and `@path` loads in text. */
export function readReferences(tree: Root): Reference[] {
  const found: Reference[] = []
  const stack: Nodes[] = [tree]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'inlineCode') found.push(...codeReference(node.value, node))
    else if (node.type === 'text') found.push(...loads(node.value, node))
    else if ('children' in node) stack.push(...[...node.children].reverse())
  }
  return found
}

const rangeOf = (node: Nodes): {start: number; end: number; line: number} => ({
  start: node.position?.start.offset ?? 0,
  end: node.position?.end.offset ?? 0,
  line: node.position?.start.line ?? 1
})

function codeReference(text: string, node: Nodes): Reference[] {
  if (oid.test(text)) return [{kind: 'commit', target: text, at: null, ...rangeOf(node)}]
  const match = path.exec(text)
  if (!match?.[2]) return []
  if (match[1]) return [{kind: 'load', target: match[2], at: null, ...rangeOf(node)}]
  if (branch.test(match[2]) && !extension.test(match[2])) {
    return [{kind: 'branch', target: match[2], at: null, ...rangeOf(node)}]
  }
  if (!match[2].includes('/') || !extension.test(match[2])) return []
  return [{kind: 'path', target: match[2], at: match[3] ? Number(match[3]) : null, ...rangeOf(node)}]
}

function loads(text: string, node: Nodes): Reference[] {
  return [...text.matchAll(/(?<![\w@])@((?:[\w.+-]+\/)+[\w.+-]+|[\w+-]+\.[a-z]{1,5})(?![\w@])/gu)].map((match) => ({
    kind: 'load',
    target: match[1] ?? '',
    at: null,
    ...rangeOf(node)
  }))
}
