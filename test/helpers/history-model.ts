import fc from 'fast-check'
import type {CommitFact} from '../../src/core/freshness-facts.ts'
import {type TreeEntry, touchesOf} from '../../src/core/freshness-touches.ts'

// A repository in small: each commit has a whole tree, a content is a text and its spacing, and three lines grow and
// merge at random. Tests compute from the trees what the code under test has to find.

export interface Content {
  text: number
  spacing: number
}

export type Tree = Readonly<Record<string, Content>>

export interface Node {
  parents: number[]
  tree: Tree
  authored: number
  committed: number
}

export interface Model {
  nodes: Node[]
  /** Tips of main, of the branch that is judged, and of a third line. */
  tips: [main: number, topic: number, side: number]
  texts: number
}

export const handoffPaths = ['h/1.md', 'h/2.md', 'h/3.md']
export const workPaths = ['a', 'b']
const ignored = 'gen/x'

export const kinds = {
  isHandoff: (path: string) => path.startsWith('h/'),
  isIgnored: (path: string) => path.startsWith('gen/')
}

export type Line = 0 | 1 | 2

export interface Step {
  op: (typeof ops)[number]
  line: Line
  other: Line
  path: number
  target: number
  pick: number
  authored: number
  committed: number
}

export const handoffOps = ['handoff', 'respace', 'rename', 'rewrite', 'copy', 'delete', 'restore'] as const
export const ops = [
  ...handoffOps,
  'work',
  'work',
  'both',
  'ignored',
  'empty',
  'cherry-pick',
  'revert',
  'merge',
  'octopus',
  'branch'
] as const

const line = fc.constantFrom<Line>(0, 1, 1, 1, 2)
export const small = fc.nat({max: 50})
export const time = fc.integer({min: 0, max: 400_000})
export const stepOf = (names: readonly Step['op'][]): fc.Arbitrary<Step> =>
  fc.record({
    op: fc.constantFrom(...names),
    line,
    other: line,
    path: fc.nat({max: 2}),
    target: fc.nat({max: 2}),
    pick: small,
    authored: time,
    committed: time
  })
export const script = fc.array(stepOf(ops), {maxLength: 24, size: 'max'})

function begin(): Model {
  const tree = {'h/1.md': {text: 0, spacing: 0}, a: {text: 1, spacing: 0}}
  return {nodes: [{parents: [], tree, authored: 0, committed: 0}], tips: [0, 0, 0], texts: 2}
}

export const play = (steps: readonly Step[], model = begin()): Model => steps.reduce(apply, model)

export const at = (model: Model, index: number): Node => model.nodes[index] as Node

export const parentTree = (model: Model, {parents: [parent]}: Node): Tree =>
  parent === undefined ? {} : at(model, parent).tree

function apply(model: Model, step: Step): Model {
  const {op, line: to, other, authored, committed} = step
  const tips: Model['tips'] = [...model.tips]
  if (op === 'branch') {
    tips[2] = model.tips[other]
    return {...model, tips}
  }
  const from = op === 'octopus' ? [0, 1, 2].filter((index) => index !== to) : [other]
  const isMerge = op === 'merge' || op === 'octopus'
  const heads = [model.tips[to], ...(isMerge ? from.map((index) => model.tips[index as Line]) : [])]
  const parents = [...new Set(heads)]
  if (isMerge && parents.length === 1) return model
  const tree = isMerge ? mergeTrees(model, parents, step.pick) : changeTree(model, step)
  tips[to] = model.nodes.length
  return {tips, nodes: [...model.nodes, {parents, tree, authored, committed}], texts: model.texts + 2}
}

/** Any side may win a path, as in the hands of whoever resolves the conflicts. */
function mergeTrees(model: Model, parents: readonly number[], pick: number): Tree {
  const tree: Record<string, Content> = {}
  for (const [index, path] of [...handoffPaths, ...workPaths, ignored].entries()) {
    const content = at(model, parents[(pick + index) % parents.length] as number).tree[path]
    if (content) tree[path] = content
  }
  return tree
}

function changeTree(model: Model, {op, line: to, path: p, target, pick}: Step): Tree {
  const tree: Record<string, Content> = {...at(model, model.tips[to]).tree}
  const path = handoffPaths[p] as string
  const goal = handoffPaths[target] as string
  const content = tree[path]
  const fresh = {text: model.texts, spacing: 0}
  const set = (name: string, value: Content | undefined) => {
    if (value) tree[name] = value
    else delete tree[name]
  }
  const work = () => set(workPaths[pick % 2] as string, {text: model.texts + 1, spacing: 0})
  const applied = at(model, pick % model.nodes.length)
  const undo = op === 'revert'
  switch (op) {
    case 'handoff':
      set(path, fresh)
      break
    case 'both':
      set(path, fresh)
      work()
      break
    case 'work':
      work()
      break
    case 'ignored':
      set(ignored, fresh)
      break
    case 'respace':
      if (content) set(path, {...content, spacing: content.spacing + 1})
      break
    case 'rename':
    case 'rewrite':
      if (!content || path === goal) break
      set(path, undefined)
      set(goal, op === 'rename' ? content : fresh)
      break
    case 'copy':
      set(goal, content)
      break
    case 'delete':
      set(path, undefined)
      break
    case 'restore':
      set(path, applied.tree[path])
      break
    case 'cherry-pick':
    case 'revert':
      if (applied.parents.length > 1) break
      for (const name of changedPaths(model, applied)) {
        set(name, undo ? parentTree(model, applied)[name] : applied.tree[name])
      }
  }
  return tree
}

const isSame = (a: Content | undefined, b: Content | undefined) => a?.text === b?.text && a?.spacing === b?.spacing

export function changedPaths(model: Model, node: Node): string[] {
  const before = parentTree(model, node)
  const paths = new Set([...Object.keys(before), ...Object.keys(node.tree)])
  return [...paths].filter((path) => !isSame(before[path], node.tree[path])).sort()
}

export const step = (op: Step['op'], more: Partial<Step> = {}): Step => ({
  ...{op, line: 1, other: 0, path: 0, target: 1, pick: 0, authored: 0, committed: 0},
  ...more
})

// What the code under test is given.

export const name = (index: number) => `${index}`.padStart(40, '0').replace(/^0/u, 'c')

const entry = (content: Content | undefined): TreeEntry | null =>
  content ? {mode: '100644', oid: `${content.text}.${content.spacing}`} : null

export function factOf(model: Model, index: number): CommitFact {
  const node = at(model, index)
  const before = parentTree(model, node)
  const changes = changedPaths(model, node).map((path) => ({
    path,
    before: entry(before[path]),
    after: entry(node.tree[path])
  }))
  const none = {handoffs: [], work: []}
  const person = {name: 'Ada', email: 'ada@example.org'}
  return {
    oid: name(index),
    parents: node.parents.map(name),
    authored: node.authored,
    committed: node.committed,
    author: person,
    committer: person,
    subject: '',
    skips: [],
    touches: node.parents.length > 1 ? none : touchesOf(changes, kinds, (oid) => oid.split('.')[0] as string)
  }
}
