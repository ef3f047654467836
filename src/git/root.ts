import {existsSync, readFileSync, realpathSync, statSync} from 'node:fs'
import {dirname, join} from 'node:path'

/** The nearest folder, upward, that holds a repository; null where there is none. Git is not asked. */
export function findRoot(cwd: string): string | null {
  let folder: string
  try {
    folder = realpathSync(cwd)
  } catch {
    return null
  }
  for (;;) {
    if (holdsRepository(join(folder, '.git'))) return folder
    const parent = dirname(folder)
    if (parent === folder) return null
    folder = parent
  }
}

/** A folder with a HEAD, or the file that a linked worktree or a submodule has instead; git ignores any other `.git`. */
function holdsRepository(path: string): boolean {
  const stats = statSync(path, {throwIfNoEntry: false})
  if (stats?.isDirectory()) return existsSync(join(path, 'HEAD'))
  return stats?.isFile() === true && readFileSync(path, 'utf8').startsWith('gitdir:')
}
