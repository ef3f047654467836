import type {TreeEntry} from '../core/freshness-touches.ts'
import type {CatFile, GitObject} from '../git/cat-file.ts'
import type {ReadEntry} from '../git/tree.ts'
import type {Tree} from './answers.ts'
import type {Github} from './client.ts'
import {GithubError} from './github-error.ts'

/** What stands in a folder, by name, or by path where all below it is listed as well. */
export type Entries = ReadonlyMap<string, TreeEntry>

/** The content of a repository at its commits, asked of GitHub; it stands where an open git stands. */
export interface Objects {
  /** Reads blobs, by their object ids. */
  catFile: CatFile
  entryAt: ReadEntry
  /** One folder, by its object id or that of a commit. */
  list: (oid: string) => Promise<Entries>
  /** All files of a folder and below it; null when GitHub does not give them all. */
  listAll: (oid: string) => Promise<Entries | null>
}

/** Larger blobs are known by their id alone, as they are to git. */
const maxBytes = 16 * 2 ** 20

/** Whatever was read is kept: what has an object id does not change. */
export function openObjects(github: Github): Objects {
  const list = keep(async (oid) => {
    const tree = await github.tree(oid)
    if (tree.truncated) throw new GithubError(`GitHub does not list all of the folder ${oid}`, {exitCode: 3})
    return entriesOf(tree)
  })
  const read = keep((oid) => readBlob(github, oid))
  return {
    catFile: {read, close: async () => {}},
    entryAt: (commit, path) => findEntry(list, commit, path),
    list,
    listAll: keep(async (oid) => {
      const tree = await github.wholeTree(oid)
      return tree.truncated ? null : entriesOf({...tree, tree: tree.tree.filter(({mode}) => mode !== folderMode)})
    })
  }
}

function keep<Value>(read: (oid: string) => Promise<Value>): (oid: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>()
  return (oid) => {
    const value = known.get(oid) ?? read(oid)
    known.set(oid, value)
    return value
  }
}

const folderMode = '040000'

/** Modes as git itself writes them. */
const entriesOf = ({tree}: Tree): Entries =>
  new Map(tree.map(({path, mode, sha}) => [path, {mode: mode.replace(/^0+/u, ''), oid: sha}]))

async function findEntry(list: Objects['list'], commit: string, path: string): Promise<TreeEntry | null> {
  let entry: TreeEntry = {mode: '40000', oid: commit}
  for (const name of path.split('/')) {
    const next: TreeEntry | undefined = entry.mode === '40000' ? (await list(entry.oid)).get(name) : undefined
    if (!next) return null
    entry = next
  }
  return entry
}

async function readBlob(github: Github, oid: string): Promise<GitObject> {
  try {
    const {size, content, encoding} = await github.blob(oid)
    if (encoding !== 'base64' && encoding !== 'utf-8') {
      throw new GithubError(`GitHub gave a file in an unknown encoding: ${encoding}`, {exitCode: 3})
    }
    const bytes = Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8')
    if (size <= maxBytes && bytes.length !== size)
      throw new GithubError('GitHub gave only a part of a file', {exitCode: 3})
    return {oid, type: 'blob', size, bytes: size > maxBytes ? null : bytes}
  } catch (error) {
    if (isTooLarge(error)) return {oid, type: 'blob', size: Number.MAX_SAFE_INTEGER, bytes: null}
    throw error
  }
}

/** GitHub refuses to give out more than 100 MB. */
const isTooLarge = (error: unknown): boolean =>
  error instanceof GithubError && error.status === 403 && /too[ _]large/iu.test(error.message)
