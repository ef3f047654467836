import type {ChangeReader} from './branches-changes.ts'
import {findLargeFolders} from './branches-folders.ts'
import {type Graph, idsOf, none, type Walk} from './branches-graph.ts'
import {createTaking, type Probe, probeTips} from './branches-taken.ts'
import type {CatFile} from './cat-file.ts'
import type {GitPlace} from './start-git.ts'

/** The commits that pass for handoffs, because they change a large folder and are too many to look inside. */
export interface TakenFolders {
  /** All folders that were taken as a whole. */
  folders: readonly string[]
  has: (commit: number) => boolean
  /** Those that a commit changes. */
  foldersOf: (commit: number) => readonly string[]
  /** Find out about commits that such a one hides. */
  look: (commits: readonly number[]) => Promise<void>
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

const nothing: TakenFolders = {folders: [], has: () => false, foldersOf: () => [], look: async () => {}}

/** Find the large folders, and compare those of the tips, before anything is known of the graph. */
export async function probeLarge(
  place: GitPlace,
  {tips, bases: [base], isHandoff, fewFiles}: LargeRequest,
  catFile: CatFile,
  reader: ChangeReader
): Promise<Probe> {
  const folders = base === undefined ? [] : await findLargeFolders(catFile, base, isHandoff, fewFiles)
  return folders.length === 0 || tips.length === 0
    ? {folders, states: new Map(), settle: async () => null, stop: () => {}}
    : probeTips(place, folders, [...new Set(tips)], reader.ask)
}

export interface Surroundings {
  place: GitPlace
  graph: Graph
  walk: Walk
  reader: ChangeReader
  probe: () => Promise<Probe>
}

/** Tell which commits pass for handoffs; all others that can matter are handed to the reader. */
export async function takeLarge(
  {tips, exact, whole, fewCommits}: LargeRequest,
  {place, graph, walk, reader, probe}: Surroundings
): Promise<TakenFolders> {
  const {count, ids, own, others, numbers} = graph
  const isStep = (commit: number) => own[commit] === 1 && !others.has(commit)
  const all = () => [...ids.keys()].filter((commit) => own[commit] === 1)
  const openAll = () => {
    reader.askAll(idsOf(graph, all().filter(isStep)))
    return nothing
  }
  if (count - others.size <= fewCommits) return openAll()
  const found = await probe()
  if (found.folders.length === 0) return openAll()
  const heads = [...new Set(tips)].flatMap((tip) => numbers.get(tip) ?? []).filter((tip) => own[tip] === 1)
  const flags = (commits: readonly number[]) => {
    const marked = new Uint8Array(ids.length)
    for (const commit of commits) marked[commit] = 1
    return marked
  }
  const opened = walk(chooseExact(tips, graph, exact))
  const depth = {exact: flags(opened), whole: flags(walk(heads.filter((tip) => whole?.().has(ids[tip] ?? ''))))}
  const shared = await found.settle()
  // They take longest. Where one git compares all folders there may be two for what commits change.
  const openFirst = shared ? reader.askBoth : reader.askAll
  openFirst(idsOf(graph, opened.filter(isStep)))
  const taking = createTaking(place, {graph, walk}, found, depth, (commit) => reader.ask(ids[commit] ?? ''))
  await taking.descend(heads, shared)
  if (taking.count() <= fewCommits) await taking.look(all())
  if (taking.count() <= fewCommits) return openAll()
  const has = (commit: number) => taking.isChanged(commit) && depth.exact[commit] === 0
  // Nearly always it is one folder, which the first commit tells.
  const folders = new Set<string>()
  for (const commit of all()) {
    if (folders.size < found.folders.length && has(commit))
      for (const folder of taking.foldersOf(commit)) folders.add(folder)
  }
  return {folders: [...folders], has, foldersOf: taking.foldersOf, look: taking.look}
}

/** The first of the tips, and of the others those committed last. */
function chooseExact(tips: readonly string[], {numbers, own, committed}: Graph, count: number): number[] {
  if (count === 0) return []
  const [first = none, ...others] = tips.map((tip) => numbers.get(tip) ?? none)
  const newest = others.filter((tip) => own[tip] === 1).sort((a, b) => (committed[b] ?? 0) - (committed[a] ?? 0))
  return [first, ...newest.slice(0, count - 1)]
}
