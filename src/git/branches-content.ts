import type {Touches} from '../core/freshness-facts.ts'
import {type PathKinds, touchesOf} from '../core/freshness-touches.ts'
import type {ChangeReader, CommitChanges} from './branches-changes.ts'
import {openChanges} from './branches-changes.ts'
import {type Graph, none, type Walk} from './branches-graph.ts'
import type {TakenFolders} from './branches-large.ts'
import {idsOf} from './branches-own.ts'
import type {CatFile} from './cat-file.ts'
import {blobsOf, readTexts} from './history.ts'
import type {GitPlace} from './start-git.ts'

/** What the commits change that were opened. */
export interface Content {
  /** Whether a commit changes a handoff that was looked at. */
  changesHandoffs: (commit: number) => boolean
  touchesOf: (commit: number, isIgnored: PathKinds['isIgnored']) => Touches
}

export interface ContentRequest {
  place: GitPlace
  graph: Graph
  walk: Walk
  taken: TakenFolders
  reader: ChangeReader
  isHandoff: (path: string) => boolean
  catFile: CatFile
}

const nothing: Touches = {handoffs: [], work: []}

/** Read what was asked for, and the texts of the handoffs in it. */
export async function readContent({place, graph, walk, taken, reader, isHandoff, catFile}: ContentRequest) {
  const found = new Map(await reader.finish())
  // What a handoff says is compared with all that was said before, also by commits that a large folder hides.
  const wrote = [...found]
    .filter(([, {handoffs}]) => handoffs.length > 0)
    .map(([oid]) => graph.numbers.get(oid) ?? none)
  if (taken.folders.length > 0 && wrote.length > 0) {
    const below = walk(wrote)
    await taken.look(below)
    const more = openChanges(place, isHandoff)
    more.ask(
      idsOf(
        graph,
        below.filter((commit) => !taken.has(commit) && !graph.others.has(commit))
      ).filter((oid) => !found.has(oid))
    )
    for (const [oid, changes] of await more.finish()) found.set(oid, changes)
  }
  const handoffs = [...found.values()].flatMap((changes) => changes.handoffs)
  const textOf = await readTexts(
    place,
    blobsOf(handoffs, () => true),
    catFile
  )
  const changesOf = (commit: number): CommitChanges | undefined => found.get(graph.ids[commit] ?? '')
  return {
    changesHandoffs: (commit) => (changesOf(commit)?.handoffs.length ?? 0) > 0,
    touchesOf: (commit, isIgnored) => {
      const changes = changesOf(commit)
      if (!changes) return nothing
      const {handoffs} = touchesOf(changes.handoffs, {isHandoff: () => true, isIgnored}, textOf)
      return {handoffs, work: changes.paths.filter((path) => !isIgnored(path))}
    }
  } satisfies Content
}
