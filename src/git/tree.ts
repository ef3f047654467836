import type {TreeEntry} from '../core/freshness-touches.ts'
import type {CatFile, Commits, ReadEntry} from './port.ts'

export type {ReadEntry} from './port.ts'

/** The commits of a repository through a git that is open already. */
export const openCommits = (catFile: CatFile): Commits => ({catFile, entryAt: createTreeReader(catFile)})

type Entries = ReadonlyMap<string, TreeEntry>

/** Trees kept; those of neighbouring commits are mostly the same. */
const mostTrees = 500

/** Read trees through a git that is open already: unlike `commit:path` this tells symlinks and submodules. */
export function createTreeReader(catFile: CatFile): ReadEntry {
  const known = new Map<string, Promise<Entries>>()
  const list = (revision: string): Promise<Entries> => {
    const entries = known.get(revision) ?? readTree(catFile, revision)
    if (known.size >= mostTrees) known.clear()
    known.set(revision, entries)
    return entries
  }
  return async (commit, path) => {
    let entry: TreeEntry = {mode: '40000', oid: `${commit}^{tree}`}
    for (const name of path.split('/')) {
      const next: TreeEntry | undefined = entry.mode === '40000' ? (await list(entry.oid)).get(name) : undefined
      if (!next) return null
      entry = next
    }
    return entry
  }
}

async function readTree(catFile: CatFile, revision: string): Promise<Entries> {
  const object = await catFile.read(revision)
  return object?.type === 'tree' && object.bytes
    ? parseTree(Buffer.from(object.bytes), object.oid.length / 2)
    : new Map()
}

/** `<mode> <name>\0<object id in bytes>`, and so on. */
function parseTree(bytes: Buffer, oidLength: number): Entries {
  const entries = new Map<string, TreeEntry>()
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at)
    const zero = bytes.indexOf(0, space)
    const oid = bytes.toString('hex', zero + 1, zero + 1 + oidLength)
    entries.set(bytes.toString('utf8', space + 1, zero), {mode: bytes.toString('latin1', at, space), oid})
    at = zero + 1 + oidLength
  }
  return entries
}
