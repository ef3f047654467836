import {realpathSync} from 'node:fs'
import {chmod, readFile} from 'node:fs/promises'
import {dirname, isAbsolute, join, relative, sep} from 'node:path'
import {FileError} from '../errors.ts'
import {createFile, makeFolder, replaceFile} from '../write-file.ts'
import type {Change} from './change.ts'
import {isThere} from './surroundings.ts'

/**
 * Make one change; each file is written whole or not at all. A file that is not as it was when the change was planned is
 * left alone.
 */
export async function applyChange({path, before, after, executable}: Change, root: string): Promise<void> {
  const place = join(root, path)
  await makeFolder(dirname(place), root)
  if (before === null) {
    if (!(await createFile(place, after))) throw changed(path)
  } else if (before !== after) {
    if ((await readFile(place, 'utf8')) !== before) throw changed(path)
    await replaceFile(place, after)
  }
  // A run that ends before this leaves a hook that git skips; the next run sees that and goes on here.
  if (executable) await chmod(place, 0o755)
}

/** Refuse changes below a link that leads out of the repository, before the first of them is made. */
export function refuseOutside(changes: readonly Change[], root: string): void {
  for (const {path} of changes) {
    let folder = dirname(join(root, path))
    while (!isThere(folder)) folder = dirname(folder)
    const way = relative(realpathSync(root), realpathSync(folder))
    if (!isAbsolute(way) && way.split(sep)[0] !== '..') continue
    throw new FileError(`${path} lies outside of the repository`, {hint: 'Replace the link by a folder.'})
  }
}

const changed = (path: string): FileError =>
  new FileError(`${path} was changed by somebody else meanwhile`, {hint: 'Run `handoff-lint init` again.'})
