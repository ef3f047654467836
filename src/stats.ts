import {lstatSync, type Stats, statSync} from 'node:fs'
import {FileError} from './errors.ts'

/** What stands at a path, or null when nothing can; a link itself, unless it is to be followed. */
export function statsOf(path: string, {follow = false} = {}): Stats | null {
  try {
    return (follow ? statSync : lstatSync)(path)
  } catch (cause) {
    const code = codeOf(cause)
    if (absent.has(code)) return null
    throw new FileError(`cannot look at ${path} (${code})`, {cause, hint: 'See who may read its folder.'})
  }
}

// A name that no file can have is the name of no file, and links in a ring lead to none.
const absent = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'])

/** The code of a failure of `node:fs`. */
export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | null)?.code ?? String(error)
