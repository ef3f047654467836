import type {UnknownHistory} from '../core/freshness-facts.ts'
import {once} from '../handoff/memo.ts'
import {type Graph, idsOf, isOwn, none, parentsOf, type Walk} from './branches-graph.ts'
import {findProblem, tooMany} from './history.ts'
import {areOwnKnown, readShallow} from './shallow.ts'
import type {GitPlace} from './start-git.ts'

/** As many as one branch may have, here as in `readHistory`. */
const mostOwn = 20_000

/** Walks from a tip to the base; of a branch one asks more than one thing. */
export function ownWalk({numberOf}: Graph, walk: Walk): (tip: string) => number[] {
  let last: {tip: string; own: number[]} | undefined
  return (tip) => {
    if (last?.tip !== tip) last = {tip, own: walk([numberOf(tip)])}
    return last.own
  }
}

/** Tells the own commits of a tip; what a shallow clone lacks is looked up once. */
export function ownFinder(
  place: GitPlace,
  graph: Graph,
  ownOf: (tip: string) => number[],
  bases: readonly string[]
): (tip: string) => number[] | UnknownHistory | Promise<number[] | UnknownHistory> {
  let isComplete = false
  const findShallow = once(async () => {
    const shallow = await readShallow(place)
    isComplete = shallow.size === 0
    return shallow
  })
  const isBelow = (commit: number) => commit !== none && !isOwn(graph, commit)
  /** Whether there is anything that `findProblem` could find in a clone that is not shallow. */
  const isPlain = (own: readonly number[]): boolean => {
    if (bases.length === 0) return true
    // The last of a walk is where it ended.
    const standsBelow = (commit: number) =>
      isBelow(graph.first[commit] ?? none) || graph.others.get(commit)?.some(isBelow) === true
    return own.length === 0 || own.findLast(standsBelow) !== undefined
  }
  const check = async (tip: string, own: number[]): Promise<number[] | UnknownHistory> => {
    if ((await findShallow()).size === 0 && isPlain(own)) return own
    const commits = own.map((commit) => ({
      oid: graph.idOf(commit),
      parents: idsOf(graph, parentsOf(graph, commit))
    }))
    const below = own.flatMap((commit) => parentsOf(graph, commit)).filter(isBelow)
    const isKnown = (found: ReadonlySet<string>) => areOwnKnown(place, found, tip, bases)
    return (await findProblem(findShallow, commits, new Set(idsOf(graph, below)), bases.length > 0, isKnown)) ?? own
  }
  return (tip) => {
    const own = ownOf(tip)
    if (own.length > mostOwn) return tooMany(mostOwn)
    // There may be thousands, for which one need not wait one by one.
    return isComplete && isPlain(own) ? own : check(tip, own)
  }
}
