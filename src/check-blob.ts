import {GitError} from './errors.ts'
import type {Commits} from './git/port.ts'

/** Longer than anything that is read to be judged. */
const mostBytes = 8 * 2 ** 20

/** The bytes of a blob; of one beyond the limit as many as show that it is too long. */
export async function readBlob({catFile}: Commits, oid: string): Promise<Uint8Array> {
  const blob = await catFile.read(oid)
  if (blob === null) {
    throw new GitError(`the content of a file is missing from this clone (blob ${oid})`, {
      exitCode: 3,
      hint: 'Run `git fetch --refetch`.'
    })
  }
  return blob.bytes ?? new Uint8Array(mostBytes)
}
