import {once} from '../handoff/memo.ts'
import type {CommitFact} from './freshness-facts.ts'

/** The part of the commit graph that a branch owns; parents outside it are not followed. */
export interface CommitGraph {
  /** Children before parents. */
  order: readonly CommitFact[]
  /** Whether each commit but the last has the next one as its only parent, as on most branches. */
  isLine: boolean
  /** Where commits stand in `order`. */
  places: () => ReadonlyMap<string, number>
}

// Whoever judges thousands of branches comes by here for each: `forEach` makes no garbage where V8 is told not to optimise.

/** Order own commits by topology; dates do not count. */
export function graphOf(facts: readonly CommitFact[]): CommitGraph {
  const isLine = facts.every(({parents}, index) => {
    const next = facts[index + 1]
    return next === undefined || (parents.length === 1 && parents[0] === next.oid)
  })
  const order = isLine ? facts : sort(facts)
  return {order, isLine, places: once(() => new Map(order.map(({oid}, index) => [oid, index])))}
}

function sort(facts: readonly CommitFact[]): CommitFact[] {
  const commits = new Map<string, CommitFact>()
  const children = new Map<string, number>()
  facts.forEach((commit) => {
    commits.set(commit.oid, commit)
    for (const parent of commit.parents) children.set(parent, (children.get(parent) ?? 0) + 1)
  })
  const order = facts.filter(({oid}) => !children.has(oid))
  // The list grows while it is walked: a commit joins when its last child has been seen.
  for (let index = 0; index < order.length; index++) {
    order[index]?.parents.forEach((parent) => {
      const left = (children.get(parent) ?? 0) - 1
      children.set(parent, left)
      const commit = left === 0 ? commits.get(parent) : undefined
      if (commit) order.push(commit)
    })
  }
  return order
}

const commitOf = ({order, places}: CommitGraph, oid: string): CommitFact | undefined => order[places().get(oid) ?? -1]

/** The given commits and all own commits below them. */
export function reachableFrom(graph: CommitGraph, tips: readonly string[]): Set<string> {
  const seen = new Set<string>()
  if (graph.isLine) {
    const wanted = new Set(tips)
    const first = graph.order.findIndex(({oid}) => wanted.has(oid))
    if (first !== -1) graph.order.slice(first).forEach(({oid}) => void seen.add(oid))
    return seen
  }
  const open = [...tips]
  for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
    const commit = commitOf(graph, oid)
    if (!commit || seen.has(oid)) continue
    seen.add(oid)
    open.push(...commit.parents)
  }
  return seen
}

/** Whether one own commit is an ancestor of another; what stands behind it in the order is not walked. */
export function isBelow(graph: CommitGraph, oid: string, above: string): boolean {
  const places = graph.places()
  const last = places.get(oid) ?? -1
  if (graph.isLine) return last > (places.get(above) ?? Number.POSITIVE_INFINITY)
  const seen = new Set<string>()
  const open = [...(commitOf(graph, above)?.parents ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === oid) return true
    if (seen.has(next) || (places.get(next) ?? Number.POSITIVE_INFINITY) >= last) continue
    seen.add(next)
    open.push(...(commitOf(graph, next)?.parents ?? []))
  }
  return false
}

export const isMerge = ({parents}: CommitFact): boolean => parents.length > 1
