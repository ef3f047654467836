import type {CommitFact, HandoffChange} from './freshness-facts.ts'
import {type CommitGraph, isBelow, isMerge, reachableFrom} from './freshness-graph.ts'

/** A commit that wrote a handoff, and where. */
export interface HandoffCommit {
  commit: CommitFact
  /** The first of its handoffs, by path. */
  path: string
}

/** The commits that have each text before them, and those that have it after them. */
interface TextIndex {
  before: ReadonlyMap<string, readonly string[]>
  after: ReadonlyMap<string, readonly string[]>
}

/**
 * The own commits that wrote a handoff which is still there. Neither a rename, a change of white space, a copy within the
 * commit nor going back to an older text of the branch writes one; and a later commit of the branch that takes the text
 * away undoes it, be it that another handoff takes its place, which covers as much and more. Merges are not asked, so
 * that merging the base changes nothing.
 */
export function findHandoffCommits(graph: CommitGraph): HandoffCommit[] {
  const changed = graph.order.filter((commit) => commit.touches.handoffs.length > 0 && !isMerge(commit))
  // Where one commit alone changes handoffs there is nothing to compare it with.
  const index = changed.length > 1 ? {before: indexBy(changed, 'before'), after: indexBy(changed, 'after')} : null
  const found: HandoffCommit[] = []
  changed.forEach((commit) => {
    const isLeft = (text: string) => index === null || isStillNew(text, commit.oid, index, graph)
    const paths = newTexts(commit).flatMap(({path, after}) => (after !== null && isLeft(after) ? [path] : []))
    const [path] = paths.sort()
    if (path !== undefined) found.push({commit, path})
  })
  return found
}

function indexBy(commits: readonly CommitFact[], side: 'before' | 'after'): Map<string, string[]> {
  const index = new Map<string, string[]>()
  for (const {oid, touches} of commits) {
    for (const text of new Set(touches.handoffs.map((change) => change[side]))) {
      if (text === null) continue
      const known = index.get(text)
      if (known) known.push(oid)
      else index.set(text, [oid])
    }
  }
  return index
}

/** The changes of a commit that bring a text which it did not have. */
function newTexts({touches: {handoffs}}: CommitFact): HandoffChange[] {
  const old = new Set(handoffs.map(({before}) => before))
  return handoffs.filter(({after}) => !old.has(after))
}

/** Whether the branch below a commit did not have its text yet, and nothing above takes it away for good. */
function isStillNew(text: string, oid: string, {before, after}: TextIndex, graph: CommitGraph): boolean {
  const had = before.get(text) ?? []
  const has = after.get(text) ?? []
  if ([...had, ...has].some((other) => other !== oid && isBelow(graph, other, oid))) return false
  const removers = had.filter((commit) => !has.includes(commit) && isBelow(graph, oid, commit))
  const restorers = has.filter((commit) => !had.includes(commit))
  return !removers.some((remover) => !restorers.some((restorer) => isBelow(graph, remover, restorer)))
}

/**
 * The handoff to name, and to measure age from: of those that no other handoff follows, the one committed last. Only
 * parallel lines leave more than one; which work is covered never depends on this choice.
 */
export function newestHandoff(handoffs: readonly HandoffCommit[], graph: CommitGraph): HandoffCommit | null {
  const [only = null] = handoffs
  if (handoffs.length < 2) return only
  const followed = reachableFrom(
    graph,
    handoffs.flatMap(({commit}) => commit.parents)
  )
  const [newest = null] = handoffs
    .filter(({commit}) => !followed.has(commit.oid))
    .sort((a, b) => b.commit.committed - a.commit.committed || (a.commit.oid < b.commit.oid ? -1 : 1))
  return newest
}
