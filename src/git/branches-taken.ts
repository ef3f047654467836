import {askFolders, differingFolders, noFolders} from './branches-folders.ts'
import {type Graph, none, parentsOf, type Walk} from './branches-graph.ts'
import type {GitPlace} from './start-git.ts'

/** What was learned of the tips while the graph was being walked. */
export interface Probe {
  /** The large folders. */
  folders: readonly string[]
  /** What `askFolders` said of tips, and of `tip^`. */
  states: ReadonlyMap<string, string>
}

/** Compare the large folders of each tip with those of its first parent; those that leave them alone are told. */
export async function probeTips(
  place: GitPlace,
  folders: readonly string[],
  tips: readonly string[],
  takeUnchanged: (tip: string) => void
): Promise<Probe> {
  const states = new Map<string, string>()
  const revisions = tips.flatMap((tip) => [tip, `${tip}^`])
  let last = ''
  await askFolders(place, folders, revisions, (state, index) => {
    states.set(revisions[index] ?? '', state)
    if (index % 2 === 1 && state === last) takeUnchanged(revisions[index - 1] ?? '')
    last = state
  })
  return {folders, states}
}

/** How much of a graph is to be read, by its numbers. */
export interface Depth {
  /** 1 for a commit that is opened whatever it changes, with all below it. */
  exact: Uint8Array
  /** 1 for a commit that is opened even below a handoff. */
  whole: Uint8Array
}

/** Tells which commits change a large folder. */
export interface Taking {
  /** Find out from some tips down to the first of them, which hides all below. */
  descend: (tips: readonly number[]) => Promise<void>
  /** Find out about commits whatever hides them. */
  look: (commits: readonly number[]) => Promise<void>
  /** How many are known to change one. */
  count: () => number
  isChanged: (commit: number) => boolean
  /** The folders that a commit changes. */
  foldersOf: (commit: number) => string[]
}

// What is known of a commit.
const unknown = 0
const unchanged = 1
const changed = 2

/**
 * @param open told of the commits that have to be opened: no handoff in a large folder hides them, and they are none;
 * each once, and as soon as it is known.
 */
export function createTaking(
  place: GitPlace,
  {graph, walk}: {graph: Graph; walk: Walk},
  {folders, states: probed}: Probe,
  {exact, whole}: Depth,
  open: (commit: number) => void
): Taking {
  const {ids, trees, own, first, others, numbers} = graph
  const rootState = noFolders(folders)
  const states = new Array<string | undefined>(ids.length)
  const known = new Uint8Array(ids.length)
  const reached = new Uint8Array(ids.length)
  let count = 0

  for (const [revision, state] of probed) {
    const commit = numbers.get(revision.endsWith('^') ? revision.slice(0, -1) : revision) ?? none
    const meant = revision.endsWith('^') ? (first[commit] ?? none) : commit
    if (meant !== none) states[meant] = state
  }
  const stateOf = (commit: number) => (commit === none ? rootState : states[commit])
  const parentState = (commit: number) => stateOf(first[commit] ?? none)
  const isOpened = (commit: number) => known[commit] === unchanged || exact[commit] === 1

  /** Go on below a commit of which all is known, as far as that is so. */
  const spread = (start: number) => {
    const waiting = [start]
    for (let commit = waiting.pop(); commit !== undefined; commit = waiting.pop()) {
      if (isOpened(commit) && !others.has(commit)) open(commit)
      if (!isOpened(commit) && whole[commit] === 0) continue
      for (const parent of parentsOf(graph, commit)) {
        if (own[parent] !== 1 || reached[parent] === 1) continue
        reached[parent] = 1
        if (known[parent] !== unknown) waiting.push(parent)
      }
    }
  }
  const settle = (commit: number) => {
    const isChanged = !others.has(commit) && stateOf(commit) !== parentState(commit)
    known[commit] = isChanged ? changed : unchanged
    if (isChanged) count++
    if (reached[commit] === 1) spread(commit)
  }

  /** Ask for what is missing; each answer settles all commits up to the first one that waits for another. */
  const look = async (commits: readonly number[]) => {
    const list = commits.filter((commit) => known[commit] === unknown)
    const asked: number[] = []
    const queued = new Uint8Array(ids.length)
    const queue = (commit: number) => {
      if (stateOf(commit) !== undefined || queued[commit] === 1) return
      queued[commit] = 1
      asked.push(commit)
    }
    for (const commit of list) {
      if (others.has(commit)) continue
      queue(commit)
      queue(first[commit] ?? none)
    }
    let next = 0
    const settleNext = () => {
      for (let commit = list[next]; commit !== undefined; commit = list[++next]) {
        const isReady = stateOf(commit) !== undefined && parentState(commit) !== undefined
        if (!isReady && !others.has(commit)) return
        settle(commit)
      }
    }
    settleNext()
    if (asked.length === 0) return
    const revisions = asked.map((commit) => trees[commit] || (ids[commit] ?? ''))
    await askFolders(place, folders, revisions, (state, index) => {
      states[asked[index] ?? 0] = state
      settleNext()
    })
  }
  return {
    descend: async (tips) => {
      for (const tip of tips) reached[tip] = 1
      await look(tips)
      await look(walk(tips, (commit) => known[commit] === changed && exact[commit] === 0 && whole[commit] === 0))
    },
    look,
    count: () => count,
    isChanged: (commit) => known[commit] === changed,
    foldersOf: (commit) => differingFolders(folders, stateOf(commit) ?? rootState, parentState(commit) ?? rootState)
  }
}
