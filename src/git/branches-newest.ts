import {askAbout} from './ask-revisions.ts'
import {logCommand, parseLog} from './history-log.ts'
import type {GitPlace} from './start-git.ts'

/** A handoff file, and the commit that wrote it. */
export interface WrittenHandoff {
  oid: string
  path: string
  blob: string
  committed: number
}

/** Most histories have one among the first; to look further takes longer. */
const steps = [200, 3000, 30_000]

/**
 * Find the handoff written last in all the history of a commit, whoever’s branch it came from; null when the newest
 * 30,000 commits have none that is still there.
 */
export async function findNewestHandoff(
  place: GitPlace,
  head: string,
  isHandoff: (path: string) => boolean
): Promise<WrittenHandoff | null> {
  for (const limit of steps) {
    const commits = parseLog(await askAbout(place, logCommand(limit), [head]))
    const gone = new Set<string>()
    for (const {oid, committed, changes} of commits) {
      for (const {path, after} of changes) {
        if (!isHandoff(path) || gone.has(path)) continue
        if (after?.mode.startsWith('100')) return {oid, path, blob: after.oid, committed}
        gone.add(path)
      }
    }
    if (commits.length < limit) return null
  }
  return null
}
