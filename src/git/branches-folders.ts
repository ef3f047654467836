import {GitError} from '../errors.ts'
import type {CatFile, GitObject} from './port.ts'
import {type GitPlace, streamGit} from './start-git.ts'

/** In a folder with fewer files than this a comparison costs nothing that one could measure. */
const manyFiles = 1000

/** So many of a folder’s files tell what it is for. */
const enough = 100

/** Bytes of a file in a tree: mode, a name of one letter, and an object id. */
const least = 29

interface Folder {
  files: number
  /** The first of them. */
  some: string[]
}

/**
 * Find the folders with so many handoffs that git takes longer to compare two versions of one than to do all else: a
 * flat folder of 10,000 files is 700 kB on each side.
 */
export async function findLargeFolders(
  catFile: CatFile,
  commit: string,
  isHandoff: (path: string) => boolean,
  many = manyFiles
): Promise<string[]> {
  const found: string[] = []
  const visit = async (revision: string, path: string): Promise<void> => {
    const tree = await catFile.read(revision)
    if (tree?.type !== 'tree' || !tree.bytes) return
    const below: Promise<void>[] = []
    const names = tree.size < many * least ? 0 : enough
    const take = (name: string, oid: string) => below.push(visit(oid, path === '' ? name : `${path}/${name}`))
    const {files, some} = list(tree, names, take)
    // Objects are asked for by lines.
    const isLarge = path !== '' && !path.includes('\n') && files >= many
    if (isLarge && some.filter((name) => isHandoff(`${path}/${name}`)).length > some.length / 2) found.push(path)
    await Promise.all(below)
  }
  await visit(`${commit}^{tree}`, '')
  return found.sort()
}

/** Read `<mode> <name>\0<object id in bytes>`, and so on. */
function list(
  {bytes, oid: {length}}: GitObject,
  names: number,
  takeFolder: (name: string, oid: string) => void
): Folder {
  const content = bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) : Buffer.alloc(0)
  const folder: Folder = {files: 0, some: []}
  for (let at = 0; at < content.length; ) {
    const zero = content.indexOf(0, at)
    const next = zero + 1 + length / 2
    // Of all modes a folder’s is the only one that begins so.
    if (content[at] === 52) takeFolder(content.toString('utf8', at + 6, zero), content.toString('hex', zero + 1, next))
    else {
      folder.files++
      if (folder.some.length < names) folder.some.push(content.toString('utf8', at + 7, zero))
    }
    at = next
  }
  return folder
}

/** Asks for the ids of folders in revisions; two have the same answer where none of the folders differ. */
export interface FolderReader {
  /**
   * The last answers may come only after the next question, or at the end: git writes as soon as it has a handful.
   *
   * @param take told the answers in the order of the revisions.
   */
  ask: (revisions: readonly string[], take: TakeState) => void
  /** Wait for all answers. */
  finish: () => Promise<void>
  stop: () => void
}

type TakeState = (state: string, index: number) => void

/** Start the git that is asked; it opens no trees but those on the way to the folders. */
export function openFolders(place: GitPlace, folders: readonly string[]): FolderReader {
  const waiting: {length: number; take: TakeState; index: number}[] = []
  let rest = ''
  let state = ''
  let missing = folders.length
  const takeState = () => {
    const [question] = waiting
    if (!question) throw new GitError('git cat-file gave more answers than it was asked for')
    question.take(state, question.index++)
    if (question.index === question.length) waiting.shift()
  }
  const git = streamGit(place, ['cat-file', '--buffer', '--batch-check=%(objectname)'], (chunk) => {
    const text = rest + chunk.toString('latin1')
    let at = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', at)) {
      const line = text.slice(at, end)
      const id = line.endsWith(' missing') ? absent : line
      state = missing === folders.length ? id : `${state} ${id}`
      at = end + 1
      if (--missing > 0) continue
      missing = folders.length
      takeState()
    }
    rest = text.slice(at)
  })
  git.yield()
  return {
    ask: (revisions, take) => {
      if (revisions.length === 0) return
      waiting.push({length: revisions.length, take, index: 0})
      git.feed(revisions.flatMap((revision) => folders.map((folder) => `${revision}:${folder}\n`)).join(''))
    },
    finish: async () => {
      await git.end()
      if (waiting.length > 0) throw new GitError('git cat-file gave fewer answers than it was asked for')
    },
    stop: git.stop
  }
}

const absent = '-'

/** The answer where there is none of the folders. */
export const noFolders = (folders: readonly string[]): string => folders.map(() => absent).join(' ')

/** The folders in which two answers differ. */
export function differingFolders(folders: readonly string[], a: string, b: string): readonly string[] {
  // Nearly always there is one.
  if (folders.length === 1) return a === b ? [] : folders
  const [ids, others] = [a.split(' '), b.split(' ')]
  return folders.filter((_, index) => ids[index] !== others[index])
}
