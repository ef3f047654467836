import {differingFolders, type FolderReader, noFolders, openFolders} from './branches-folders.ts'
import {type Graph, isOwn, none, parentsOf, type Walk} from './branches-graph.ts'
import type {GitPlace} from './start-git.ts'

/** What was learned of the tips while the graph was being walked. */
export interface Probe {
  /** The large folders. */
  folders: readonly string[]
  /** What a `FolderReader` said of tips, and of the commits before them. */
  states: readonly TipState[]
  /** What can be asked for more: git has answered, but for what it has not written yet. Null when it had to end. */
  settle: () => Promise<FolderReader | null>
  stop: () => void
}

interface TipState {
  tip: string
  state: string
  before: string
}

/** The C library writes when it has 4 kB, or what a pipe takes; with more than this git is still at work. */
const unwritten = 100

/** Compare the large folders of each tip with those of its first parent; those that leave them alone are told. */
export function probeTips(
  place: GitPlace,
  folders: readonly string[],
  tips: readonly string[],
  takeUnchanged: (tip: string) => void
): Probe {
  const states: TipState[] = []
  const reader = openFolders(place, folders)
  // On two processors a third git would only slow down the one that walks, which all else waits for.
  let held: string[] | null = []
  const letGo = () => {
    held?.forEach(takeUnchanged)
    held = null
  }
  const isNearlyDone = () => tips.length - states.length <= unwritten
  let state = ''
  reader.ask(
    tips.flatMap((tip) => [tip, `${tip}^`]),
    (answer, index) => {
      if (index % 2 === 0) {
        state = answer
        return
      }
      const tip = tips[(index - 1) / 2] ?? ''
      states.push({tip, state, before: answer})
      if (isNearlyDone()) letGo()
      if (state !== answer) return
      if (held) held.push(tip)
      else takeUnchanged(tip)
    }
  )
  const settle = async () => {
    letGo()
    if (isNearlyDone()) return reader
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
  foldersOf: (commit: number) => readonly string[]
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
  const {count: own, size, first, others} = graph
  const rootState = noFolders(folders)
  const states = new Array<string | undefined>(size)
  const known = new Uint8Array(own)
  const reached = new Uint8Array(own)
  let count = 0

  probed.forEach(({tip, state, before}) => {
    const commit = graph.numberOf(tip)
    if (commit === none) return
    states[commit] = state
    const parent = first[commit] ?? none
    if (parent !== none) states[parent] = before
  })
  const stateOf = (commit: number) => (commit === none ? rootState : states[commit])
  const parentState = (commit: number) => stateOf(first[commit] ?? none)
  const isOpened = (commit: number) => known[commit] === unchanged || exact[commit] === 1

  /** Go on below a commit of which all is known, as far as that is so. */
  const spread = (start: number) => {
    const waiting = [start]
    for (let commit = waiting.pop(); commit !== undefined; commit = waiting.pop()) {
      if (isOpened(commit) && !others.has(commit)) open(commit)
      if (!isOpened(commit) && whole[commit] === 0) continue
      const more = others.get(commit)
      for (const parent of more ? parentsOf(graph, commit) : [first[commit] ?? none]) {
        if (!isOwn(graph, parent) || reached[parent] === 1) continue
        reached[parent] = 1
        if (known[parent] !== unknown) waiting.push(parent)
      }
    }
  }
  /** Returns whether what it needs is there. */
  const settle = (commit: number): boolean => {
    const isMerge = others.has(commit)
    const state = isMerge ? rootState : states[commit]
    const before = isMerge ? rootState : parentState(commit)
    if (state === undefined || before === undefined) return false
    known[commit] = state === before ? unchanged : changed
    if (state !== before) count++
    if (reached[commit] === 1) spread(commit)
    return true
  }

  /** Ask for what is missing; each answer settles all commits up to the first one that waits for another. */
  const look = async (commits: readonly number[], opened: FolderReader | null = null) => {
    const list = commits.filter((commit) => known[commit] === unknown)
    const asked: number[] = []
    const queued = new Uint8Array(size)
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
      for (let commit = list[next]; commit !== undefined && settle(commit); commit = list[next]) next++
    }
    settleNext()
    if (asked.length === 0 && opened === null) return
    const reader = opened ?? openFolders(place, folders)
    const revisions = asked.map((commit) => (isOwn(graph, commit) ? graph.treeOf(commit) : graph.idOf(commit)))
    reader.ask(revisions, (state, index) => {
      states[asked[index] ?? 0] = state
      settleNext()
    })
    await reader.finish()
  }
  const isEnd = (commit: number) => known[commit] === changed && exact[commit] === 0 && whole[commit] === 0

  /** Drop what was asked for only because a tip that hides it was not known yet: no answer may depend on who is faster. */
  const dropHidden = (asked: readonly number[], tips: readonly number[]) => {
    const isTip = new Uint8Array(own)
    for (const tip of tips) isTip[tip] = 1
    const kept = new Uint8Array(own)
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
      else for (const tip of tips) settle(tip)
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
