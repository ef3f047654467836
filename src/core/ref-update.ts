import {UsageError} from '../errors.ts'

/** One ref of a push, as git hands it to a pre-push hook. */
export interface RefUpdate {
  /** As the user typed it (`HEAD`, `HEAD^{/a b}`), or `(delete)`: never the name of a branch to rely on. */
  localRef: string
  localOid: string
  remoteRef: string
  remoteOid: string
}

/** Whether a text is a full object id, of SHA-1 or of SHA-256. */
export const isOid = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(text)

/** Whether an object id stands for “nothing”; its length depends on the repository’s object format. */
export const isZeroOid = (oid: string): boolean => isOid(oid) && !/[^0]/u.test(oid)

/** The update removes the remote ref: there is nothing to judge. */
export const isDelete = ({localOid}: RefUpdate): boolean => isZeroOid(localOid)

/** The remote ref does not exist yet. */
export const isCreate = (update: RefUpdate): boolean => isZeroOid(update.remoteOid) && !isDelete(update)

/** The branch that a remote ref names; null for tags, notes, `refs/for/…` and the rest. */
export function branchOf(remoteRef: string): string | null {
  const name = remoteRef.startsWith('refs/heads/') ? remoteRef.slice('refs/heads/'.length) : ''
  return name === '' ? null : name
}

/** Read what git writes to a pre-push hook: a line a ref, none when there is nothing to push. */
export function parseRefUpdates(text: string): RefUpdate[] {
  return text.split('\n').flatMap((raw, index) => {
    const line = raw.replace(/\r$/u, '')
    return line.trim() === '' ? [] : [parseLine(line, index + 1)]
  })
}

/** From the right, since only the local ref may have spaces. */
function parseLine(line: string, number: number): RefUpdate {
  const words = line.split(' ')
  const [localOid = '', remoteRef = '', remoteOid = ''] = words.slice(-3)
  const localRef = words.slice(0, -3).join(' ')
  const problem = problemOf(localRef, localOid, remoteRef, remoteOid)
  if (problem === null) return {localRef, localOid, remoteRef, remoteOid}
  throw new UsageError(`ref update in line ${number} cannot be read: ${problem}`, {
    hint: 'Pass on the standard input of the hook as git wrote it: `<local ref> <local oid> <remote ref> <remote oid>`.'
  })
}

function problemOf(localRef: string, localOid: string, remoteRef: string, remoteOid: string): string | null {
  if (localRef.trim() === '') return 'it has fewer than four words'
  if (!isOid(localOid)) return 'the local object id is not 40 or 64 hexadecimal digits'
  if (!remoteRef.startsWith('refs/')) return 'the remote ref does not begin with `refs/`'
  if (!isOid(remoteOid)) return 'the remote object id is not 40 or 64 hexadecimal digits'
  if (localOid.length !== remoteOid.length) return 'its two object ids differ in length'
  return isZeroOid(localOid) && isZeroOid(remoteOid) ? 'both object ids are zero' : null
}
