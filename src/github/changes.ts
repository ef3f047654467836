import type {TreeChange, TreeEntry} from '../core/freshness-touches.ts'
import type {ReadEntry} from '../git/tree.ts'
import type {ChangedFile} from './answers.ts'
import type {Github} from './client.ts'
import {diffTrees} from './diff-trees.ts'
import {GithubError} from './github-error.ts'
import type {Objects} from './objects.ts'

/** A commit of the branch. */
export interface OwnCommit {
  oid: string
  parents: readonly string[]
  tree: string
}

export interface ChangesRequest {
  commits: readonly OwnCommit[]
  /** Trees by commit, of some that are not own. */
  trees: ReadonlyMap<string, string>
  /** The files of a commit, where they are known already. */
  filesOf: (commit: OwnCommit) => readonly ChangedFile[] | null
  /** Paths whose modes and older contents have to be known. */
  isWanted: (path: string) => boolean
}

type Changes = ReadonlyMap<string, TreeChange>

/**
 * Find out what commits change, each seen from its only parent; merges change nothing. It takes a request a commit, and
 * some more where a wanted path changes, since GitHub’s lists of files tell neither modes nor what was before.
 */
export async function readChanges(
  github: Github,
  objects: Objects,
  request: ChangesRequest
): Promise<Map<string, TreeChange[]>> {
  const own = new Map(request.commits.map(({oid, tree}) => [oid, tree]))
  const treeOf = (commit: string) => own.get(commit) ?? request.trees.get(commit)
  const known = new Map<string, Changes>()
  await Promise.all(
    request.commits.map(async (commit) =>
      known.set(commit.oid, await changesOf(commit, treeOf, {github, objects, request}))
    )
  )
  const entryAt: ReadEntry = (commit, path) => objects.entryAt(treeOf(commit) ?? commit, path)
  const entryBefore = olderReader(request.commits, known, entryAt)
  const complete = async ({oid, parents: [parent]}: OwnCommit, change: TreeChange): Promise<TreeChange> => {
    const {path, before, after} = change
    const isKnown = [before, after].every((entry) => entry === null || entry.mode !== unknown)
    if (isKnown || !request.isWanted(path)) return change
    const [old, young] = await Promise.all([
      before && parent !== undefined ? entryBefore(parent, path) : null,
      after && entryAt(oid, path)
    ])
    return {path, before: old, after: young}
  }
  const completed = request.commits.map(async (commit): Promise<[string, TreeChange[]]> => {
    const changes = [...(known.get(commit.oid)?.values() ?? [])].sort(byPath)
    return [commit.oid, await Promise.all(changes.map((change) => complete(commit, change)))]
  })
  return new Map(await Promise.all(completed))
}

/** Stands for the mode of what GitHub lists without one. */
const unknown = ''

/** As git sorts: by bytes. */
const byPath = (a: TreeChange, b: TreeChange): number => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))

interface Sources {
  github: Github
  objects: Objects
  request: ChangesRequest
}

async function changesOf(
  commit: OwnCommit,
  treeOf: (commit: string) => string | undefined,
  {github, objects, request}: Sources
): Promise<Changes> {
  const [parent, another] = commit.parents
  const isEmpty = parent !== undefined && treeOf(parent) === commit.tree
  if (another !== undefined || isEmpty) return new Map()
  const files = request.filesOf(commit) ?? (await readFiles(github, commit.oid))
  if (files !== null) return changesIn(files)
  const before = parent === undefined ? null : (treeOf(parent) ?? (await github.commit(parent)).commit.tree.sha)
  const changes = await diffTrees(objects, before, commit.tree)
  return new Map(changes.map((change) => [change.path, change]))
}

/** All files of a commit; null when there are more than GitHub lists, or so many that it fails. */
async function readFiles(github: Github, oid: string): Promise<readonly ChangedFile[] | null> {
  try {
    const {items, truncated} = await github.commitFiles(oid)
    return truncated ? null : items
  } catch (error) {
    const status = error instanceof GithubError ? error.status : null
    if (status === 422 || (status !== null && status >= 500)) return null
    throw error
  }
}

/** Undo the renames that GitHub finds: an equal blob tells one, and then no content has to be compared. */
function changesIn(files: readonly ChangedFile[]): Changes {
  const changes = new Map<string, TreeChange>()
  const add = (path: string, before: TreeEntry | null, after: TreeEntry | null) => {
    const {before: had = null, after: has = null} = changes.get(path) ?? {}
    changes.set(path, {path, before: before ?? had, after: after ?? has})
  }
  for (const {filename, previous_filename: previous, status, sha} of files) {
    const some = {mode: unknown, oid: sha ?? ''}
    if (status === 'unchanged') continue
    if (status === 'renamed' && previous !== undefined) add(previous, {mode: unknown, oid: ''}, null)
    const isNew = status === 'added' || status === 'copied' || status === 'renamed'
    add(filename, isNew ? null : some, status === 'removed' ? null : some)
  }
  return changes
}

/** Look up what stood at a path below a commit, in as few trees as possible: most commits do not change it. */
function olderReader(
  commits: readonly OwnCommit[],
  known: ReadonlyMap<string, Changes>,
  entryAt: ReadEntry
): ReadEntry {
  const own = new Map(commits.map((commit) => [commit.oid, commit]))
  return async (commit, path) => {
    let oid = commit
    for (;;) {
      const {parents} = own.get(oid) ?? {}
      const change = known.get(oid)?.get(path)
      if (change) return change.after && entryAt(oid, path)
      // Below the branch, and in merges, nothing is known of the path.
      if (parents === undefined || parents.length > 1) return entryAt(oid, path)
      const [parent] = parents
      if (parent === undefined) return null
      oid = parent
    }
  }
}
