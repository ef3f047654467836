import type {Identity} from '../core/freshness-facts.ts'

/**
 * The commits that a base does not have, the own ones, and the first ones below them, each a number. There may be
 * hundreds of thousands, so that nothing here is an object, or even a text, for each.
 */
export interface Graph {
  /** How many own commits there are; theirs are the first numbers. */
  count: number
  /** How many numbers there are; of the commits that are not own nothing but the id is known. */
  size: number
  idOf: (commit: number) => string
  /** Whether an own commit has an id. */
  isNamed: (commit: number, oid: string) => boolean
  /** The number of a tip that was asked for; `none` for any other commit. */
  numberOf: (oid: string) => number
  /** The tree of an own commit; git finds a path in it sooner than in the commit. */
  treeOf: (commit: number) => string
  /** The first parents of own commits; `none` for a root. */
  first: Int32Array
  /** The other parents of those that have some. */
  others: ReadonlyMap<number, readonly number[]>
  /** Seconds since 1970, of own commits. */
  authored: Float64Array
  committed: Float64Array
  /** Who wrote an own commit, by name alone. */
  authorOf: (commit: number) => Identity
  /** The values of `Handoff-Skip` trailers, where there are some. */
  skips: ReadonlyMap<number, readonly string[]>
}

/** The parent of a commit that has none. */
export const none = -1

export const isOwn = ({count}: Graph, commit: number): boolean => commit !== none && commit < count

/** The own commits among those given and below, each once. What `isEnd` tells is the last on its way down. */
export type Walk = (starts: readonly number[], isEnd?: (commit: number) => boolean) => number[]

/** Walk a graph; how often it is done must not matter. */
export function createWalk({count, first, others}: Graph): Walk {
  const seen = new Int32Array(count)
  const isMerge = new Uint8Array(count)
  for (const commit of others.keys()) isMerge[commit] = 1
  let round = 0
  return (starts, isEnd) => {
    round++
    const found: number[] = []
    const open = [...starts]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      // Nearly all have one parent, to go on with at once.
      for (
        let commit = next;
        commit !== none && commit < count && seen[commit] !== round;
        commit = first[commit] ?? none
      ) {
        seen[commit] = round
        found.push(commit)
        if (isEnd?.(commit)) break
        if (isMerge[commit] === 1) open.push(...(others.get(commit) ?? []))
      }
    }
    return found
  }
}

/** All parents of an own commit. */
export function parentsOf({first, others}: Graph, commit: number): number[] {
  const parent = first[commit] ?? none
  if (parent === none) return []
  const more = others.get(commit)
  return more ? [parent, ...more] : [parent]
}

/** Object ids of numbers. */
export const idsOf = ({idOf}: Graph, commits: readonly number[]): string[] => commits.map(idOf)
