import {existsSync, readFileSync, statSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {isOid} from '../core/ref-update.ts'
import {askAbout} from './ask-revisions.ts'
import {askGit, type GitPlace} from './start-git.ts'

/** The commits whose parents this clone does not have. */
export async function readShallow(place: GitPlace): Promise<Set<string>> {
  const path = findCommon(place) ?? (await askForPath(place))
  try {
    return new Set(readFileSync(path, 'utf8').split('\n').filter(isOid))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Set()
    throw error
  }
}

const askForPath = async (place: GitPlace): Promise<string> => {
  const answer = (await askGit(place, ['rev-parse', '--git-path', 'shallow'])).toString('utf8')
  return resolve(place.cwd, answer.replace(/\r?\n$/u, ''))
}

/** The file where most repositories have it, found without a git; null where only git can tell. */
function findCommon({cwd, env}: GitPlace): string | null {
  if (env['GIT_COMMON_DIR'] !== undefined) return null
  const folder = env['GIT_DIR'] === undefined ? join(cwd, '.git') : resolve(cwd, env['GIT_DIR'])
  const stats = statSync(folder, {throwIfNoEntry: false})
  if (!stats?.isDirectory() || !existsSync(join(folder, 'HEAD'))) return null
  const common = join(folder, 'commondir')
  return existsSync(common)
    ? join(resolve(folder, readFileSync(common, 'utf8').trim()), 'shallow')
    : join(folder, 'shallow')
}

/** Each costs a git; who has more is better off with all of the history. */
const mostLines = 20

/**
 * What is visible here is true, but what is hidden may make more commits the base’s: a commit may lie below one where
 * the base is cut off. It cannot where that one lies below the commit itself, as nothing lies below what it is above of.
 */
export async function areOwnKnown(
  place: GitPlace,
  shallow: ReadonlySet<string>,
  head: string,
  bases: readonly string[]
): Promise<boolean> {
  const own = await readParents(place, [head, ...bases.map((base) => `^${base}`)])
  if (own.size === 0) return true
  const starts = [...own.values()].filter((parents) => parents.every((parent) => !own.has(parent)))
  const below = new Set([...own.values()].flat().filter((parent) => !own.has(parent)))
  const isCut = (oids: Iterable<string>) => [...oids].some((oid) => shallow.has(oid))
  if (isCut(own.keys()) || below.size === 0) return false
  // Whoever reads the history takes a cut below for harmless only where there is one line down.
  const isOneLine = below.size === 1 && starts.every((parents) => parents.length > 0)
  if (!isOneLine && isCut(below)) return false
  const lines = [...new Set(starts.map((parents) => parents.map((parent) => `^${parent}`).join('\n')))]
  if (lines.length > mostLines) return false
  for (const line of lines) {
    const beside = await readParents(place, [...bases, ...line.split('\n').filter((revision) => revision !== '')])
    if (isCut(beside.keys())) return false
  }
  return true
}

/** Commits with their parents, as far as the clone shows them. */
async function readParents(place: GitPlace, revisions: readonly string[]): Promise<Map<string, string[]>> {
  const answer = (await askAbout(place, ['rev-list', '--parents'], revisions)).toString('latin1')
  return new Map(
    answer.split('\n').flatMap((line): [string, string[]][] => {
      const [oid = '', ...parents] = line.split(' ')
      return isOid(oid) ? [[oid, parents]] : []
    })
  )
}
