import type {CommitFact, UnknownHistory} from '../core/freshness-facts.ts'
import type {TreeChange, TreeEntry} from '../core/freshness-touches.ts'

// Types alone, and none of Node: whoever uses the package gets them with it.

/** An object of the repository. */
export interface GitObject {
  oid: string
  type: 'blob' | 'tree' | 'commit' | 'tag'
  size: number
  /** Null when the object is larger than the limit: nothing of it was kept. */
  bytes: Uint8Array | null
}

/** One long-lived git that reads objects; it has to be closed, or the process does not end. */
export interface CatFile {
  /**
   * Read what a revision names: an object id, `ref^{commit}`, `oid:path`. Null when there is no such object. Any number
   * may be asked at once.
   */
  read: (revision: string) => Promise<GitObject | null>
  close: () => Promise<void>
}

/** Look up what stands at a path (`/` between folders) of a commit; null for nothing. */
export type ReadEntry = (commit: string, path: string) => Promise<TreeEntry | null>

/** A commit as the log has it. */
export interface LoggedCommit extends Omit<CommitFact, 'touches'> {
  changes: TreeChange[]
}

export interface OwnRequest {
  head: string
  /** What is reachable from it is not the branch’s own. */
  base: string
  /** Paths whose modes and older contents have to be known; of others only that they changed. */
  isWanted: (path: string) => boolean
}

/** The own commits of a branch with what they change, newest first; none when there is a problem. */
export interface OwnCommits {
  commits: readonly LoggedCommit[]
  problem: UnknownHistory | null
}

/** The content of a repository at its commits; nothing of it comes from the work tree. */
export interface Commits {
  catFile: CatFile
  entryAt: ReadEntry
}

/** Commits and their content, by object ids: out of a clone, or out of GitHub’s API. */
export interface Repository extends Commits {
  own: (request: OwnRequest) => Promise<OwnCommits>
}

/** What git knows of the files of a work tree at one moment. Each part is made when it is asked for. */
export interface Listing {
  /** Tracked files, and those neither tracked nor ignored; paths are from the root, with `/` between folders. */
  paths: () => readonly string[]
  /** The blob of every regular file that is on the disk as it is in the index. */
  oids: () => ReadonlyMap<string, string>
  /** What git said: where it is the same, so are the paths, the blobs and the files. */
  answers: readonly Uint8Array[]
}
