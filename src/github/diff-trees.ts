import type {TreeChange, TreeEntry} from '../core/freshness-touches.ts'
import type {Entries, Objects} from './objects.ts'

/**
 * Compare two trees, however large: GitHub’s lists of changed files end at 3,000. The first may be null for nothing; what
 * is equal is not asked for.
 */
export async function diffTrees(
  objects: Objects,
  before: string | null,
  after: string | null,
  folder = ''
): Promise<TreeChange[]> {
  if (before === after) return []
  const [old, young] = await Promise.all([before, after].map((oid) => (oid === null ? none : objects.listAll(oid))))
  if (old && young) return compare(old, young, folder)
  const [oldFolder = none, youngFolder = none] = await Promise.all(
    [before, after].map((oid) => (oid === null ? none : objects.list(oid)))
  )
  const changes = compare(oldFolder, youngFolder, folder)
  return (await Promise.all(changes.map((change) => goInto(objects, change)))).flat()
}

const none: Entries = new Map()

const isSame = (a: TreeEntry | null, b: TreeEntry | null): boolean => a?.oid === b?.oid && a?.mode === b?.mode

function compare(old: Entries, young: Entries, folder: string): TreeChange[] {
  const names = new Set([...old.keys(), ...young.keys()])
  return [...names].flatMap((name) => {
    const [before, after] = [old.get(name) ?? null, young.get(name) ?? null]
    return isSame(before, after) ? [] : [{path: `${folder}${name}`, before, after}]
  })
}

/** A folder may have taken the place of a file, and the other way round. */
async function goInto(objects: Objects, {path, before, after}: TreeChange): Promise<TreeChange[]> {
  const isFolder = (entry: TreeEntry | null) => entry?.mode === '40000'
  if (!isFolder(before) && !isFolder(after)) return [{path, before, after}]
  const treeIn = (entry: TreeEntry | null) => (entry && isFolder(entry) ? entry.oid : null)
  const fileIn = (entry: TreeEntry | null) => (isFolder(entry) ? null : entry)
  const file = {path, before: fileIn(before), after: fileIn(after)}
  const below = await diffTrees(objects, treeIn(before), treeIn(after), `${path}/`)
  return [...(file.before || file.after ? [file] : []), ...below]
}
