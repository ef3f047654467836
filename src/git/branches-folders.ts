import {checked} from './checked.ts'
import {askGit, type GitPlace} from './start-git.ts'

/** In a folder with fewer files than this a comparison costs nothing that one could measure. */
const manyFiles = 1000

interface Folder {
  files: number
  /** The first of them, which tell what the folder is for. */
  some: string[]
}

/**
 * Find the folders with so many handoffs that git takes longer to compare two versions of one than to do all else: a
 * flat folder of 10,000 files is 700 kB on each side.
 */
export async function findLargeFolders(
  place: GitPlace,
  commit: string,
  isHandoff: (path: string) => boolean,
  many = manyFiles
): Promise<string[]> {
  const command = ['ls-tree', '-r', '-z', '--name-only', '--full-tree', '--end-of-options', checked(commit)]
  const folders = new Map<string, Folder>()
  for (const path of (await askGit(place, command)).toString('utf8').split('\0')) {
    const name = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    const folder = folders.get(name) ?? {files: 0, some: []}
    folder.files++
    if (folder.some.length < 100) folder.some.push(path)
    folders.set(name, folder)
  }
  return [...folders].flatMap(([name, {files, some}]) => {
    // Objects are asked for by lines.
    const isLarge = name !== '' && !name.includes('\n') && files >= many
    return isLarge && some.filter(isHandoff).length > some.length / 2 ? [name] : []
  })
}

/** A commit and its only parent, if it has one. */
interface Step {
  oid: string
  parents: readonly string[]
}

/** The folders in which each commit differs from its parent, told by the ids of their trees: no folder is opened. */
export async function findChangedFolders(
  place: GitPlace,
  commits: readonly Step[],
  folders: readonly string[]
): Promise<Map<string, string[]>> {
  const asked = [...new Set(commits.flatMap(({oid, parents}) => [oid, ...parents]))].map(checked)
  const lines = asked.flatMap((oid) => folders.map((folder) => `${oid}:${folder}\n`))
  const command = ['cat-file', '--batch-check=%(objectname)']
  const answers = (await askGit(place, command, lines.join(''))).toString('utf8').split('\n')
  const at = new Map(asked.map((oid, index) => [oid, index * folders.length]))
  const treeOf = (oid: string | undefined, folder: number): string | null => {
    const answer = answers[(at.get(oid ?? '') ?? Number.NaN) + folder] ?? ''
    return answer === '' || answer.endsWith(' missing') ? null : answer
  }
  return new Map(
    commits.flatMap(({oid, parents}): [string, string[]][] => {
      const changed = folders.filter((_, index) => treeOf(oid, index) !== treeOf(parents[0], index))
      return changed.length > 0 ? [[oid, changed]] : []
    })
  )
}
