import {isOid, type RefUpdate} from '../core/ref-update.ts'
import {UsageError} from '../errors.ts'
import {commitOf} from '../git/base.ts'
import {type CatFile, openCatFile} from '../git/cat-file.ts'
import {createGit} from '../git/client.ts'
import type {Io} from './io.ts'

/** The commit that a revision of the command line names. */
export async function resolveRevision(revision: string, io: Io): Promise<string> {
  const oid = await withObjects(io, (catFile) => commitOf(catFile, revision))
  if (oid !== null) return oid
  // What is only known to the remote is still a name for “not here”.
  if (isOid(revision)) return revision
  throw new UsageError(`no commit \`${revision}\``, {hint: 'Name a branch, a tag or an object id of this clone.'})
}

/**
 * The branch that is checked out as if it were pushed; null without a branch or a commit. What its upstream has is told
 * by the remote-tracking refs.
 *
 * @param detached what to call a head that is on no branch.
 */
export async function readHead(io: Io, detached: string | null = null): Promise<RefUpdate | null> {
  const branch = (await createGit(io.cwd).branch()) ?? detached
  if (branch === null) return null
  const localOid = await withObjects(io, (catFile) => commitOf(catFile, 'HEAD'))
  if (localOid === null) return null
  return {localRef: 'HEAD', localOid, remoteRef: `refs/heads/${branch}`, remoteOid: '0'.repeat(localOid.length)}
}

async function withObjects<Value>({cwd, env}: Io, use: (catFile: CatFile) => Promise<Value>): Promise<Value> {
  const catFile = openCatFile({cwd, env})
  try {
    return await use(catFile)
  } finally {
    await catFile.close()
  }
}
