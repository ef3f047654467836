import {askTrees} from './branches-folders.ts'
import {createWalk, type Graph, none} from './branches-graph.ts'
import type {GitPlace} from './start-git.ts'

/** A tree, or null where there is none; undefined as long as nobody asked. */
type TreeId = string | null | undefined

/** What was learned of the tips while the graph was being walked. */
export interface Probe {
  /** The large folders. */
  folders: readonly string[]
  /** By tip: the trees of all folders, then those of its first parent. */
  trees: ReadonlyMap<string, readonly TreeId[]>
}

/** Compare the large folders of each tip with those of its first parent. */
export async function probeTips(
  place: GitPlace,
  folders: readonly string[],
  tips: readonly string[],
  ask: (oids: readonly string[]) => void
): Promise<Probe> {
  const trees = new Map<string, TreeId[]>()
  const count = folders.length
  const revisions = tips.flatMap((tip) =>
    [tip, `${tip}^`].flatMap((oid) => folders.map((folder) => `${oid}:${folder}`))
  )
  let current: TreeId[] = []
  await askTrees(place, revisions, (tree, index) => {
    current.push(tree)
    if (current.length < 2 * count) return
    const tip = tips[Math.floor(index / (2 * count))] ?? ''
    trees.set(tip, current)
    if (folders.every((_, folder) => current[folder] === current[folder + count])) ask([tip])
    current = []
  })
  return {folders, trees}
}

/** How much of a graph is to be read, by its numbers. */
interface Depth {
  /** Commits that are opened whatever they change, with all below them. */
  exact: Uint8Array
  /** Commits whose work counts even below a handoff. */
  whole: Uint8Array
}

/** Which commits change a large folder; found out from the tips down to the first of them, as all below is covered. */
export interface Taking {
  /** Look at what no handoff hides from these. */
  descend: (tips: readonly number[]) => Promise<void>
  /** Look at the given commits, whatever hides them. */
  look: (commits: readonly number[]) => Promise<void>
  /** Commits known to change a large folder. */
  changed: () => number[]
  isChanged: (commit: number) => boolean
  foldersOf: (commit: number) => readonly string[]
}

/** The states of a commit. */
const unknown = 0
const unchanged = 1
const taken = 2

/**
 * @param feed told of each commit that has to be opened: no handoff in a large folder hides it, nor is it one; once.
 */
export function createTaking(
  place: GitPlace,
  graph: Graph,
  {folders, trees: known}: Probe,
  {exact, whole}: Depth,
  feed: (commit: number) => void
): Taking {
  const {size, ids, first, others, numbers} = graph
  const walk = createWalk(graph)
  const trees = folders.map(() => new Array<TreeId>(ids.length))
  const state = new Uint8Array(size)
  const reached = new Uint8Array(size)

  for (const [tip, found] of known) {
    const commit = numbers.get(tip)
    if (commit === undefined) continue
    const parent = first[commit] ?? none
    for (const [folder, column] of trees.entries()) {
      column[commit] = found[folder]
      if (parent !== none) column[parent] = found[folder + folders.length]
    }
  }

  const isKnown = (commit: number) => commit === none || trees[0]?.[commit] !== undefined
  const treeIn = (folder: number, commit: number) => (commit === none ? null : trees[folder]?.[commit])
  const isChangedIn = (folder: number, commit: number) =>
    treeIn(folder, commit) !== treeIn(folder, first[commit] ?? none)
  const isOpened = (commit: number) => state[commit] === unchanged || exact[commit] === 1

  /** Go on below a commit whose state is known, through all whose states are known. */
  const spread = (start: number) => {
    const open = [start]
    for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
      if (isOpened(commit) && !others.has(commit)) feed(commit)
      if (!isOpened(commit) && whole[commit] === 0) continue
      for (const parent of [first[commit] ?? none, ...(others.get(commit) ?? [])]) {
        if (parent < 0 || parent >= size || reached[parent] === 1) continue
        reached[parent] = 1
        if (state[parent] !== unknown) open.push(parent)
      }
    }
  }
  const settle = (commit: number) => {
    const isMerge = others.has(commit)
    state[commit] = !isMerge && folders.some((_, folder) => isChangedIn(folder, commit)) ? taken : unchanged
    if (reached[commit] === 1) spread(commit)
  }

  /** Ask for what is missing; the answers settle the commits in the order of the list. */
  const settleAll = async (commits: readonly number[]) => {
    const asked: number[] = []
    const queued = new Uint8Array(ids.length)
    const queue = (commit: number) => {
      if (isKnown(commit) || queued[commit] === 1) return
      queued[commit] = 1
      asked.push(commit)
    }
    const list = commits.filter((commit) => state[commit] === unknown)
    for (const commit of list) {
      if (others.has(commit)) continue
      queue(commit)
      queue(first[commit] ?? none)
    }
    let next = 0
    const settleKnown = () => {
      for (let commit = list[next]; commit !== undefined; commit = list[++next]) {
        if (!others.has(commit) && !(isKnown(commit) && isKnown(first[commit] ?? none))) return
        settle(commit)
      }
    }
    settleKnown()
    if (asked.length === 0) return
    const revisions = asked.flatMap((commit) => folders.map((folder) => `${ids[commit]}:${folder}`))
    await askTrees(place, revisions, (tree, index) => {
      const folder = index % folders.length
      const column = trees[folder]
      if (column) column[asked[Math.floor(index / folders.length)] ?? 0] = tree
      if (folder === folders.length - 1) settleKnown()
    })
  }
  return {
    descend: async (tips) => {
      for (const tip of tips) reached[tip] = 1
      await settleAll(tips)
      await settleAll(walk(tips, (commit) => state[commit] === taken && exact[commit] === 0 && whole[commit] === 0))
    },
    look: settleAll,
    changed: () => {
      const found: number[] = []
      for (let commit = 0; commit < size; commit++) if (state[commit] === taken) found.push(commit)
      return found
    },
    isChanged: (commit) => state[commit] === taken,
    foldersOf: (commit) => folders.filter((_, folder) => isChangedIn(folder, commit))
  }
}
