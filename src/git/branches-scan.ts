import type {BranchHistory, UnknownHistory} from '../core/freshness-facts.ts'
import type {PathKinds} from '../core/freshness-touches.ts'
import {openChanges} from './branches-changes.ts'
import {readContent} from './branches-content.ts'
import {createWalk, type Graph} from './branches-graph.ts'
import {historyReader} from './branches-history.ts'
import {type LargeRequest, probeLarge, type Surroundings, takeLarge} from './branches-large.ts'
import {openGraph} from './branches-log.ts'
import {ownFinder, ownWalk} from './branches-own.ts'
import type {CatFile} from './cat-file.ts'
import type {GitPlace} from './start-git.ts'

export interface ScanRequest {
  /** Commits. */
  tips: readonly string[]
  /** For so many of the tips nothing is ever taken as given (see `BranchScan.folders`): the first, and the newest. */
  exact: number
  /** Tips whose covered commits are looked at as well; not asked before git walks. */
  whole?: (() => ReadonlySet<string>) | undefined
  /** What is reachable from these is no branch’s own. */
  bases: readonly string[]
  isHandoff: (path: string) => boolean
  /** Seconds since 1970. */
  now: number
  /** Fewer commits than this are compared file by file whatever they change. */
  fewCommits?: number | undefined
  /** A folder with fewer files than this is always opened. */
  fewFiles?: number | undefined
}

/** What was read of many branches at once. */
export interface BranchScan {
  /** How many commits are not in the base. */
  commits: number
  /**
   * Folders that were not opened for every commit: where many commits change one, each of them passes for a handoff,
   * named by the folder and a slash.
   */
  folders: () => Promise<readonly string[]>
  /**
   * The own commits of a branch, as far as its verdict depends on them: the same that `readHistory` gives, but for
   * `folders`. Of those below a commit that passes for a handoff only the odd ones are there, without what they change.
   */
  historyOf: (tip: string, isIgnored: PathKinds['isIgnored']) => BranchHistory | Promise<BranchHistory>
  /** What the history of a tip waits for: nothing, what its own commits change, or all that is read. */
  waitsFor: (tip: string) => 'nothing' | 'own' | 'all'
  /** How many own commits a branch has, and how many of them are not reachable from a given one. */
  countOf: (tip: string, covering: string | null) => {own: number; since: number}
  /** When a tip was committed; 0 for one that is not a branch’s own. */
  committedAt: (tip: string) => number
}

/** Scans with what was started for it before it was known what to look at. */
export interface Scanner {
  scan: (request: ScanRequest, catFile: CatFile) => Promise<BranchScan>
  /** It is not wanted any more. */
  stop: () => void
}

/** Start the git that takes longest. */
export function openScanner(place: GitPlace): Scanner {
  const graph = openGraph(place)
  return {scan: (request, catFile) => scan(place, request, {graph, catFile}), stop: graph.stop}
}

/**
 * Read the own commits of any number of branches by a constant number of gits: the graph, one or two for what the
 * commits change, one for content, and where there is a large folder of handoffs, one that compares its ids, or two when
 * the first has not come far enough to be asked again; then one has to say what the commits change.
 */
export const scanBranches = (place: GitPlace, request: ScanRequest, catFile: CatFile): Promise<BranchScan> =>
  openScanner(place).scan(request, catFile)

const nothing: BranchScan = {
  commits: 0,
  folders: async () => [],
  historyOf: () => ({known: true, commits: []}),
  waitsFor: () => 'nothing',
  countOf: () => ({own: 0, since: 0}),
  committedAt: () => 0
}

async function scan(
  place: GitPlace,
  request: ScanRequest,
  {graph: opened, catFile}: {graph: ReturnType<typeof openGraph>; catFile: CatFile}
): Promise<BranchScan> {
  const {tips, bases, fewCommits = 500} = request
  if (tips.length === 0) {
    opened.stop()
    return nothing
  }
  const isHandoff = remember((path) => path.endsWith('/') || request.isHandoff(path))
  const large = {...request, isHandoff, fewCommits}
  const reader = openChanges(place, isHandoff)
  const reading = opened.read(tips, bases)
  // Who has so many tips has more commits than that: what the tips change is found out while git still walks.
  const probing = tips.length > fewCommits ? probeLarge(place, large, catFile, reader) : null
  const probe = async () => probing ?? probeLarge(place, {...large, tips: []}, catFile, reader)
  const taking = take(reading, large, {place, reader, probe})
  // Else they would wait for questions for ever.
  const stop = () => void probing?.then((found) => found.stop()).catch(() => {})
  const stopAll = () => {
    stop()
    reader.finish().catch(() => {})
  }
  taking.then(({taken}) => taken.settled).then(stop, stopAll)
  const {graph, walk, taken} = await taking
  const content = readContent({place, graph, walk, taken, reader, isHandoff, catFile})
  content.catch(() => {})
  const {numberOf} = graph
  const ownOf = ownWalk(graph, walk)
  const findOwn = ownFinder(place, graph, ownOf, bases)
  const isWhole = (tip: number) => request.whole?.().has(graph.idOf(tip)) === true
  const readHistory = historyReader({graph, walk, taken, reader, content, isWhole, now: request.now})
  return {
    commits: graph.count,
    folders: async () => {
      await taken.settled
      return taken.folders()
    },
    historyOf: (tip, isIgnored) => {
      const read = (own: number[] | UnknownHistory) =>
        'known' in own ? own : readHistory(numberOf(tip), own, isIgnored)
      const own = findOwn(tip)
      return own instanceof Promise ? own.then(read) : read(own)
    },
    waitsFor: (tip) => {
      const commit = numberOf(tip)
      return taken.has(commit) ? 'nothing' : taken.isAny && !taken.isExact(commit) ? 'own' : 'all'
    },
    countOf: (tip, covering) => {
      const own = ownOf(tip)
      const cover = covering === null ? undefined : own.find((commit) => graph.isNamed(commit, covering))
      if (cover === undefined) return {own: own.length, since: own.length}
      return {own: own.length, since: cover === own[0] ? 0 : own.length - walk([cover]).length}
    },
    committedAt: (tip) => graph.committed[numberOf(tip)] ?? 0
  }
}

async function take(
  reading: Promise<Graph>,
  large: LargeRequest,
  parts: Pick<Surroundings, 'place' | 'reader' | 'probe'>
) {
  const graph = await reading
  const walk = createWalk(graph)
  return {graph, walk, taken: await takeLarge(large, {...parts, graph, walk})}
}

/** The same paths are changed again and again, and globs are slow beside a look-up. */
function remember(test: (path: string) => boolean): (path: string) => boolean {
  const known = new Map<string, boolean>()
  return (path) => {
    const answer = known.get(path) ?? test(path)
    known.set(path, answer)
    return answer
  }
}
