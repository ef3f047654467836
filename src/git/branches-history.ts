import type {BranchHistory, CommitFact, Touches} from '../core/freshness-facts.ts'
import type {PathKinds} from '../core/freshness-touches.ts'
import {areOdd} from '../core/freshness-warnings.ts'
import type {ChangeReader} from './branches-changes.ts'
import {type Content, workOf} from './branches-content.ts'
import {type Graph, idsOf, parentsOf, type Walk} from './branches-graph.ts'
import type {TakenFolders} from './branches-large.ts'

/** What the history of a branch is put together from. */
interface Sources {
  graph: Graph
  walk: Walk
  taken: TakenFolders
  reader: ChangeReader
  content: Promise<Content>
  /** Whether of a tip the covered commits are looked at as well. */
  isWhole: (tip: number) => boolean
  /** Seconds since 1970. */
  now: number
}

/** Tells what the own commits of a tip do, as far as its verdict depends on them; at once where git has said it all. */
type HistoryReader = (
  tip: number,
  own: readonly number[],
  isIgnored: PathKinds['isIgnored']
) => BranchHistory | Promise<BranchHistory>

/** Put histories together, of which there may be thousands: only those that git has still to say something of wait. */
export function historyReader({graph, walk, taken, reader, content, isWhole, now}: Sources): HistoryReader {
  const odd = taken.isAny ? findOdd(graph, now) : new Set<number>()
  let isSettled = false
  const settled = taken.settled.then(() => {
    isSettled = true
  })
  settled.catch(() => {})

  const tell = (shown: readonly number[], own: readonly number[], touchesOf: (commit: number) => Touches) => {
    const commits = shown.map((commit) =>
      factOf(graph, commit, taken.has(commit) ? passing(graph, taken, commit) : touchesOf(commit))
    )
    const hidden = odd.size === 0 ? [] : own.filter((commit) => odd.has(commit) && !shown.includes(commit))
    hidden.forEach((commit) => void commits.push(factOf(graph, commit, noTouches)))
    return {known: true, commits} as const
  }
  const says = (oid: string) => Boolean(reader.changesOf(oid)?.handoffs.length)
  const readOpened = (
    shown: readonly number[],
    own: readonly number[],
    isIgnored: PathKinds['isIgnored']
  ): BranchHistory | Promise<BranchHistory> => {
    const opened = idsOf(
      graph,
      shown.filter((commit) => !taken.has(commit))
    )
    const read = () =>
      // What other commits said matters only to one that says something.
      opened.some(says)
        ? content.then(({touchesOf}) => tell(own, own, (commit) => touchesOf(commit, isIgnored)))
        : tell(shown, own, (commit) => workOf(reader.changesOf(graph.idOf(commit)), isIgnored))
    return reader.areAnswered(opened) ? read() : reader.answered(opened).then(read)
  }
  return (tip, own, isIgnored) => {
    if (!taken.isAny || isWhole(tip)) return settled.then(() => readOpened(own, own, isIgnored))
    if (taken.has(tip)) return tell([tip], own, () => noTouches)
    const read = () => readOpened(notHidden(graph, walk, tip, taken.has), own, isIgnored)
    return isSettled ? read() : settled.then(read)
  }
}

/** What is not below a handoff, on whatever way: what a merge brings may be below one of its other sides, too. */
function notHidden(graph: Graph, walk: Walk, tip: number, isTaken: (commit: number) => boolean): number[] {
  if (isTaken(tip)) return [tip]
  const shown = walk([tip], isTaken)
  const ends = shown.filter(isTaken)
  if (ends.length === 0 || ends.length === shown.length) return shown
  const hidden = new Set(walk(ends.flatMap((commit) => parentsOf(graph, commit))))
  return shown.filter((commit) => !hidden.has(commit))
}

const noTouches: Touches = {handoffs: [], work: []}

/** Commits of which a warning says something, or which excuse something. */
function findOdd({count, authored, committed, skips}: Graph, now: number): ReadonlySet<number> {
  const odd = new Set(skips.keys())
  for (let commit = 0; commit < count; commit++) {
    if (areOdd(authored[commit] ?? 0, committed[commit] ?? 0, now)) odd.add(commit)
  }
  return odd
}

/** What stands for all that a commit changes in the large folders; its text is like no other. */
function passing({idOf}: Graph, {foldersOf}: TakenFolders, commit: number): Touches {
  const oid = idOf(commit)
  return {handoffs: foldersOf(commit).map((folder) => ({path: `${folder}/`, oid, before: null, after: oid})), work: []}
}

const nobody = {name: '', email: ''}
const noSkips: readonly string[] = []

function factOf(graph: Graph, commit: number, touches: Touches): CommitFact {
  return {
    oid: graph.idOf(commit),
    parents: idsOf(graph, parentsOf(graph, commit)),
    authored: graph.authored[commit] ?? 0,
    committed: graph.committed[commit] ?? 0,
    author: graph.authorOf(commit),
    // No verdict depends on these.
    committer: nobody,
    subject: '',
    skips: graph.skips.get(commit) ?? noSkips,
    touches
  }
}
