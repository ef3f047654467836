import {constants} from 'node:fs'
import {chmod, copyFile, link, lstat, mkdir, realpath, rename, rm, unlink, writeFile} from 'node:fs/promises'
import {basename, dirname, join, relative, sep} from 'node:path'
import {FileError} from './errors.ts'

/** Write a file that must not exist yet: all of it or nothing, and never over another. False when there is one. */
export async function createFile(path: string, content: string | Uint8Array): Promise<boolean> {
  return withTemporary(path, content, async (temporary) => {
    try {
      await link(temporary, path)
    } catch (error) {
      if (isCode(error, 'EEXIST')) return false
      return copyExclusively(temporary, path)
    }
    return true
  })
}

/** For file systems without hard links. */
async function copyExclusively(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

/** Put new content into a file that is there: a reader sees the old or the new, never a half. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const stats = await lstat(path)
  if (!stats.isFile()) throw new FileError(`${path} is no regular file`, {hint: 'Write to the file it stands for.'})
  await withTemporary(path, content, async (temporary) => {
    await chmod(temporary, stats.mode)
    await rename(temporary, path)
    return true
  })
}

/** Rename a file, never over another. False when there is one. */
export async function moveFile(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    if (!(await copyExclusively(from, to))) return false
  }
  await unlink(from)
  return true
}

/** Whether something, be it a broken link, has this name. */
export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return false
    throw error
  }
}

/** Make a folder within a root; a link that leads out of the root is refused. */
export async function makeFolder(folder: string, root: string): Promise<void> {
  await mkdir(folder, {recursive: true}).catch((cause: unknown) => {
    throw new FileError(`cannot make the folder ${folder}`, {cause, hint: 'See what stands in its way.'})
  })
  const inside = relative(await realpath(root), await realpath(folder))
  if (inside !== '..' && !inside.startsWith(`..${sep}`)) return
  throw new FileError(`${folder} lies outside of ${root}`, {hint: 'Replace the link by a folder.'})
}

async function withTemporary(
  path: string,
  content: string | Uint8Array,
  use: (temporary: string) => Promise<boolean>
): Promise<boolean> {
  const temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${process.pid}.tmp`)
  try {
    await writeFile(temporary, content, {flag: 'wx'})
    return await use(temporary)
  } catch (cause) {
    if (cause instanceof FileError) throw cause
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new FileError(`cannot write ${path}: ${code}`, {cause, hint: 'See who owns the file and its folder.'})
  } finally {
    await rm(temporary, {force: true})
  }
}

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException | null)?.code === code
