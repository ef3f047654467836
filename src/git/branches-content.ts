import type {Touches} from '../core/freshness-facts.ts'
import {type PathKinds, touchesOf} from '../core/freshness-touches.ts'
import type {ChangeReader, CommitChanges} from './branches-changes.ts'
import {openChanges} from './branches-changes.ts'
import {type Graph, idsOf, type Walk} from './branches-graph.ts'
import type {TakenFolders} from './branches-large.ts'
import type {CatFile} from './cat-file.ts'
import {blobsOf, readTexts} from './history.ts'
import type {GitPlace} from './start-git.ts'

/** What the commits change that were opened. */
export interface Content {
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
  await taken.settled
  await reader.finish()
  // What a handoff says is compared with all that was said before, also by commits that a large folder hides.
  const isSaying = (commit: number) => Boolean(reader.changesOf(graph.idOf(commit))?.handoffs.length)
  const below = taken.isAny && reader.handoffs.length > 0 ? walk(taken.opened.filter(isSaying)) : []
  const more = openChanges(place, isHandoff)
  if (below.length > 0) {
    await taken.look(below)
    const steps = below.filter((commit) => !taken.has(commit) && !graph.others.has(commit))
    more.askAll(idsOf(graph, steps).filter((oid) => !reader.changesOf(oid)))
    await more.finish()
  }
  const blobs = blobsOf([...reader.handoffs, ...more.handoffs], () => true)
  const textOf = await readTexts(place, blobs, catFile)
  return {
    touchesOf: (commit, isIgnored) => {
      const oid = graph.idOf(commit)
      const changes = reader.changesOf(oid) ?? more.changesOf(oid)
      const {work} = workOf(changes, isIgnored)
      if (!changes || changes.handoffs.length === 0) return {handoffs: [], work}
      return {...touchesOf(changes.handoffs, {isHandoff: () => true, isIgnored}, textOf), work}
    }
  } satisfies Content
}

/** What a commit does that changes no handoff. */
export const workOf = (changes: CommitChanges | undefined, isIgnored: PathKinds['isIgnored']): Touches =>
  changes ? {handoffs: [], work: changes.paths.filter((path) => !isIgnored(path))} : nothing
