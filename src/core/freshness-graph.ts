import type {CommitFact} from './freshness-facts.ts'

/** The part of the commit graph that a branch owns; parents outside it are not followed. */
export interface CommitGraph {
  commits: ReadonlyMap<string, CommitFact>
  /** Children before parents. */
  order: readonly CommitFact[]
  /** Where a commit stands in `order`. */
  indexOf: ReadonlyMap<string, number>
}

// Whoever judges thousands of branches comes by here for each: `forEach` makes no garbage where V8 is told not to optimise.

/** Order own commits by topology; dates do not count. */
export function graphOf(facts: readonly CommitFact[]): CommitGraph {
  const commits = new Map<string, CommitFact>()
  const children = new Map<string, number>()
  facts.forEach((commit) => {
    commits.set(commit.oid, commit)
    for (const parent of commit.parents) children.set(parent, (children.get(parent) ?? 0) + 1)
  })
  const order = facts.filter(({oid}) => !children.has(oid))
  const indexOf = new Map<string, number>()
  // The list grows while it is walked: a commit joins when its last child has been seen.
  for (let index = 0; index < order.length; index++) {
    const {oid, parents} = order[index] as CommitFact
    indexOf.set(oid, index)
    parents.forEach((parent) => {
      const left = (children.get(parent) ?? 0) - 1
      children.set(parent, left)
      const commit = left === 0 ? commits.get(parent) : undefined
      if (commit) order.push(commit)
    })
  }
  return {commits, order, indexOf}
}

/** The given commits and all own commits below them. */
export function reachableFrom({commits}: CommitGraph, tips: Iterable<string>): Set<string> {
  const seen = new Set<string>()
  const open = [...tips]
  for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
    const commit = commits.get(oid)
    if (!commit || seen.has(oid)) continue
    seen.add(oid)
    open.push(...commit.parents)
  }
  return seen
}

/** Whether one own commit is an ancestor of another; what stands behind it in the order is not walked. */
export function isBelow({commits, indexOf}: CommitGraph, oid: string, above: string): boolean {
  const last = indexOf.get(oid) ?? -1
  const seen = new Set<string>()
  const open = [...(commits.get(above)?.parents ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === oid) return true
    if (seen.has(next) || (indexOf.get(next) ?? Number.POSITIVE_INFINITY) >= last) continue
    seen.add(next)
    open.push(...(commits.get(next)?.parents ?? []))
  }
  return false
}

export const isMerge = ({parents}: CommitFact): boolean => parents.length > 1
