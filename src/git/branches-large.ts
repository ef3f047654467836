import {once} from '../handoff/memo.ts'
import type {ChangeReader} from './branches-changes.ts'
import {findLargeFolders} from './branches-folders.ts'
import {type Graph, idsOf, isOwn, none, type Walk} from './branches-graph.ts'
import {createTaking, type Probe, probeTips} from './branches-taken.ts'
import type {CatFile} from './cat-file.ts'
import type {GitPlace} from './start-git.ts'

/** The commits that pass for handoffs, because they change a large folder and are too many to look inside. */
export interface TakenFolders {
  /** Whether there are any. */
  isAny: boolean
  /** All folders that were taken as a whole, once it is settled. */
  folders: () => readonly string[]
  /** Sure of a commit that it has; that it has another one not, only once it is settled. */
  has: (commit: number) => boolean
  /** What the reader was handed. */
  opened: readonly number[]
  /** Whether a commit is looked into, whatever it changes. */
  isExact: (commit: number) => boolean
  /** Those that a commit changes. */
  foldersOf: (commit: number) => readonly string[]
  /** Find out about commits that such a one hides. */
  look: (commits: readonly number[]) => Promise<void>
  settled: Promise<void>
}

export interface LargeRequest {
  tips: readonly string[]
  exact: number
  whole?: (() => ReadonlySet<string>) | undefined
  bases: readonly string[]
  isHandoff: (path: string) => boolean
  fewCommits: number
  fewFiles?: number | undefined
}

const nothing: TakenFolders = {
  isAny: false,
  folders: () => [],
  has: () => false,
  opened: [],
  isExact: () => false,
  foldersOf: () => [],
  look: async () => {},
  settled: Promise.resolve()
}

/** Find the large folders, and compare those of the tips, before anything is known of the graph. */
export async function probeLarge(
  place: GitPlace,
  {tips, bases: [base], isHandoff, fewFiles}: LargeRequest,
  catFile: CatFile,
  reader: ChangeReader
): Promise<Probe> {
  const folders = base === undefined ? [] : await findLargeFolders(catFile, base, isHandoff, fewFiles)
  return folders.length === 0 || tips.length === 0
    ? {folders, states: [], settle: async () => null, stop: () => {}}
    : probeTips(place, folders, [...new Set(tips)], reader.ask)
}

export interface Surroundings {
  place: GitPlace
  graph: Graph
  walk: Walk
  reader: ChangeReader
  probe: () => Promise<Probe>
}

/**
 * Tell which commits pass for handoffs; all others that can matter are handed to the reader. Where it is sure that many
 * do, it says so before it is settled which ones.
 */
export async function takeLarge(
  {tips, exact, whole, fewCommits}: LargeRequest,
  {place, graph, walk, reader, probe}: Surroundings
): Promise<TakenFolders> {
  const {count, idOf, others} = graph
  const isStep = (commit: number) => isOwn(graph, commit) && !others.has(commit)
  const all = () => Array.from({length: count}, (_, commit) => commit)
  const openAll = () => {
    reader.askAll(idsOf(graph, all().filter(isStep)))
    return nothing
  }
  if (count - others.size <= fewCommits) return openAll()
  const found = await probe()
  if (found.folders.length === 0) return openAll()
  const heads = [...new Set(tips)].map(graph.numberOf).filter((tip) => isOwn(graph, tip))
  const flags = (commits: readonly number[]) => {
    const marked = new Uint8Array(count)
    for (const commit of commits) marked[commit] = 1
    return marked
  }
  const opened = walk(chooseExact(tips, graph, exact))
  const depth = {exact: flags(opened), whole: flags(walk(heads.filter((tip) => whole?.().has(idOf(tip)))))}
  const shared = await found.settle()
  // They take longest. Where one git compares all folders there may be two for what commits change.
  const openFirst = shared ? reader.askLarge : reader.askAll
  const steps = opened.filter(isStep)
  openFirst(idsOf(graph, steps))
  const open = (commit: number) => {
    steps.push(commit)
    reader.ask(idOf(commit))
  }
  const taking = createTaking(place, {graph, walk}, found, depth, open)
  const settled = taking.descend(heads, shared)
  settled.catch(() => {})
  const isExact = (commit: number) => depth.exact[commit] === 1
  const has = (commit: number) => taking.isChanged(commit) && !isExact(commit)
  // What the tips change is known before the rest, and stays.
  const isSure = taking.count() > fewCommits && heads.some(has)
  if (!isSure) {
    await settled
    if (taking.count() <= fewCommits) await taking.look(all())
    if (taking.count() <= fewCommits) return openAll()
  }
  const folders = once(() => {
    // Nearly always it is one folder, which the first commit tells.
    const named = new Set<string>()
    for (let commit = 0; commit < count && named.size < found.folders.length; commit++) {
      if (has(commit)) for (const folder of taking.foldersOf(commit)) named.add(folder)
    }
    return [...named]
  })
  const isAny = isSure || folders().length > 0
  return {isAny, folders, has, opened: steps, isExact, foldersOf: taking.foldersOf, look: taking.look, settled}
}

/** The first of the tips, and of the others those committed last. */
function chooseExact(tips: readonly string[], graph: Graph, count: number): number[] {
  if (count === 0) return []
  const {committed} = graph
  const [first = none, ...others] = tips.map(graph.numberOf)
  const newest = others.filter((tip) => isOwn(graph, tip)).sort((a, b) => (committed[b] ?? 0) - (committed[a] ?? 0))
  return [first, ...newest.slice(0, count - 1)]
}
