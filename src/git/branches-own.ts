import type {UnknownHistory} from '../core/freshness-facts.ts'
import {type Graph, idsOf, none, parentsOf, type Walk} from './branches-graph.ts'
import {findProblem, tooMany} from './history.ts'
import {areOwnKnown, readShallow} from './shallow.ts'
import type {GitPlace} from './start-git.ts'

/** As many as one branch may have, here as in `readHistory`. */
const mostOwn = 20_000

/** Walks from a tip to the base; what a shallow clone lacks is looked up once. */
export function ownFinder(place: GitPlace, graph: Graph, walk: Walk, bases: readonly string[]) {
  let shallow: Promise<ReadonlySet<string>> | undefined
  const findShallow = () => {
    shallow ??= readShallow(place)
    return shallow
  }
  const isBelow = (commit: number) => commit !== none && graph.own[commit] !== 1
  /** Whether there is anything that `findProblem` could find in a clone that is not shallow. */
  const isPlain = (own: readonly number[]): boolean => {
    if (bases.length === 0) return true
    for (const commit of own) {
      if (isBelow(graph.first[commit] ?? none) || graph.others.get(commit)?.some(isBelow)) return true
    }
    return own.length === 0
  }
  return async (tip: string): Promise<number[] | UnknownHistory> => {
    const own = walk([graph.numbers.get(tip) ?? none])
    if (own.length > mostOwn) return tooMany(mostOwn)
    if (isPlain(own) && (await findShallow()).size === 0) return own
    const commits = own.map((commit) => ({
      oid: graph.ids[commit] ?? '',
      parents: idsOf(graph, parentsOf(graph, commit))
    }))
    const below = own.flatMap((commit) => parentsOf(graph, commit)).filter(isBelow)
    const isKnown = (found: ReadonlySet<string>) => areOwnKnown(place, found, tip, bases)
    return (await findProblem(findShallow, commits, new Set(idsOf(graph, below)), bases.length > 0, isKnown)) ?? own
  }
}
