import {differingFolders, type FolderReader, noFolders, openFolders} from './branches-folders.ts'
import {type Graph, none, parentsOf, type Walk} from './branches-graph.ts'
import type {GitPlace} from './start-git.ts'

/** What was learned of the tips while the graph was being walked. */
export interface Probe {
  /** The large folders. */
  folders: readonly string[]
  /** What a `FolderReader` said of tips, and of `tip^`. */
  states: ReadonlyMap<string, string>
  /** What can be asked for more: git has answered, but for what it has not written yet. Null when it had to end. */
  settle: () => Promise<FolderReader | null>
  stop: () => void
}

/** The C library writes when it has 4 kB, or what a pipe takes; with more than this git is still at work. */
const unwritten = 200

/** Compare the large folders of each tip with those of its first parent; those that leave them alone are told. */
export function probeTips(
  place: GitPlace,
  folders: readonly string[],
  tips: readonly string[],
  takeUnchanged: (tip: string) => void
): Probe {
  const states = new Map<string, string>()
  const revisions = tips.flatMap((tip) => [tip, `${tip}^`])
  const reader = openFolders(place, folders)
  let last = ''
  reader.ask(revisions, (state, index) => {
    states.set(revisions[index] ?? '', state)
    if (index % 2 === 1 && state === last) takeUnchanged(revisions[index - 1] ?? '')
    last = state
  })
  const settle = async () => {
    if (revisions.length - states.size <= unwritten) return reader
    await reader.finish()
    return null
  }
  return {folders, states, settle, stop: reader.stop}
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
  /** Find out from some tips down to the first of them, which hides all below; of a reader that is open, if there is one. */
  descend: (tips: readonly number[], opened: FolderReader | null) => Promise<void>
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
  {folders, states: probed}: Pick<Probe, 'folders' | 'states'>,
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
  const isReady = (commit: number) =>
    others.has(commit) || (stateOf(commit) !== undefined && parentState(commit) !== undefined)
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
  const look = async (commits: readonly number[], opened: FolderReader | null = null) => {
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
        if (!isReady(commit)) return
        settle(commit)
      }
    }
    settleNext()
    if (asked.length === 0 && opened === null) return
    const reader = opened ?? openFolders(place, folders)
    const revisions = asked.map((commit) => trees[commit] || (ids[commit] ?? ''))
    reader.ask(revisions, (state, index) => {
      states[asked[index] ?? 0] = state
      settleNext()
    })
    await reader.finish()
  }
  const isEnd = (commit: number) => known[commit] === changed && exact[commit] === 0 && whole[commit] === 0

  /** Drop what was asked for only because a tip that hides it was not known yet: no answer may depend on who is faster. */
  const dropHidden = (asked: readonly number[], tips: readonly number[]) => {
    const isTip = new Uint8Array(ids.length)
    for (const tip of tips) isTip[tip] = 1
    const kept = new Uint8Array(ids.length)
    for (const commit of walk(tips, (commit) => isTip[commit] === 1 && isEnd(commit))) kept[commit] = 1
    for (const commit of asked) {
      if (kept[commit] === 1) continue
      if (known[commit] === changed) count--
      known[commit] = unknown
    }
  }
  return {
    descend: async (tips, opened) => {
      for (const tip of tips) reached[tip] = 1
      if (opened === null) await look(tips)
      else for (const tip of tips) if (isReady(tip)) settle(tip)
      const asked = walk(tips, isEnd)
      await look(asked, opened)
      if (opened !== null) dropHidden(asked, tips)
    },
    look,
    count: () => count,
    isChanged: (commit) => known[commit] === changed,
    foldersOf: (commit) => differingFolders(folders, stateOf(commit) ?? rootState, parentState(commit) ?? rootState)
  }
}
