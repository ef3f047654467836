import {isUtf8} from 'node:buffer'
import {createHash} from 'node:crypto'
import type {BranchHistory, OwnHistory, UnknownHistory} from '../core/freshness-facts.ts'
import {foldText, type PathKinds, type TextOf, type TreeChange, touchesOf} from '../core/freshness-touches.ts'
import {GitError} from '../errors.ts'
import {askAbout} from './ask-revisions.ts'
import {type CatFile, openCatFile} from './cat-file.ts'
import {type LoggedCommit, logCommand, parseLog} from './history-log.ts'
import {areOwnKnown, readShallow} from './shallow.ts'
import type {GitPlace} from './start-git.ts'

export interface HistoryRequest extends PathKinds {
  /** A commit, or a tag of one. */
  head: string
  /** What is reachable from these is not the branch’s own; none: all its history is. */
  bases: readonly string[]
  /** With more own commits than this the base is probably wrong. */
  limit?: number | undefined
}

/**
 * Read the own commits of a branch, however many they are, by one `git log`, and by one `git cat-file` when handoffs
 * changed, unless `catFile` is open already. A third git is asked only where lines met or a history began.
 */
export async function readHistory(
  place: GitPlace,
  {head, bases, limit = 20_000, ...kinds}: HistoryRequest,
  catFile?: CatFile
): Promise<BranchHistory> {
  const revisions = [head, ...bases.map((base) => `^${base}`)]
  const commits = parseLog(await askAbout(place, logCommand(limit + 1), revisions))
  if (commits.length > limit) return tooMany(limit)
  if (commits.length === 0) return {known: true, commits: []}
  const own = new Set(commits.map(({oid}) => oid))
  const below = new Set(commits.flatMap(({parents}) => parents.filter((parent) => !own.has(parent))))
  const problem = await findProblem(
    () => readShallow(place),
    commits,
    below,
    bases.length > 0,
    (shallow) => areOwnKnown(place, shallow, head, bases)
  )
  return problem ?? withTouches(place, commits, kinds, catFile)
}

const deepen = 'Run `git fetch --unshallow`; in a workflow give `actions/checkout` the input `fetch-depth: 0`.'

/** Whether what is missing here could change which commits are the branch’s own. */
export async function findProblem(
  findShallow: () => Promise<ReadonlySet<string>>,
  commits: readonly Pick<LoggedCommit, 'oid' | 'parents'>[],
  below: ReadonlySet<string>,
  hasBase: boolean,
  areOwnKnown: (shallow: ReadonlySet<string>) => Promise<boolean>
): Promise<UnknownHistory | null> {
  const roots = commits.filter(({parents}) => parents.length === 0)
  const shallow = await findShallow()
  // When all own commits descend from one commit below them, what is missing lies below that one, or beside it where the
  // history of the base is cut off and may hide that the base has some of them.
  if (roots.length === 0 && below.size === 1) {
    if (shallow.size === 0 || (await areOwnKnown(shallow))) return null
    const reason = 'the clone is shallow, and what is cut off may hold commits of the branch'
    return {known: false, code: 'shallow', reason, fix: deepen}
  }
  if (roots.some(({oid}) => shallow.has(oid)) || [...below].some((oid) => shallow.has(oid))) {
    const reason = 'the clone is shallow, and the history of the branch is cut off'
    return {known: false, code: 'shallow', reason, fix: deepen}
  }
  if (!hasBase || below.size > 0) return null
  if (shallow.size > 0) {
    const reason = 'the clone is shallow, and the branch and its base have no commit in common'
    return {known: false, code: 'shallow', reason, fix: deepen}
  }
  const reason = 'the branch and its base have no commit in common'
  return {known: false, code: 'unrelated', reason, fix: 'Name the base that the branch was made from with `--base`.'}
}

export const tooMany = (limit: number): UnknownHistory => ({
  known: false,
  code: 'too-many',
  reason: `the branch has more than ${limit} commits that its base does not have`,
  fix: 'Name the base that the branch was made from with `--base`.'
})

async function withTouches(
  place: GitPlace,
  logged: readonly LoggedCommit[],
  kinds: PathKinds,
  catFile?: CatFile
): Promise<OwnHistory> {
  const blobs = blobsOf(
    logged.flatMap(({changes}) => changes),
    kinds.isHandoff
  )
  const textOf = await readTexts(place, blobs, catFile)
  return {
    known: true,
    commits: logged.map(({changes, ...commit}) => ({...commit, touches: touchesOf(changes, kinds, textOf)}))
  }
}

/** The regular files among the handoffs, on both sides. */
export const blobsOf = (changes: readonly TreeChange[], isHandoff: (path: string) => boolean): Set<string> =>
  new Set(
    changes.flatMap(({path, before, after}) =>
      isHandoff(path) ? [before, after].flatMap((entry) => (entry?.mode.startsWith('100') ? [entry.oid] : [])) : []
    )
  )

/** Name the texts of blobs, all read through one git. */
export async function readTexts(place: GitPlace, oids: ReadonlySet<string>, opened?: CatFile): Promise<TextOf> {
  const texts = new Map<string, string | null>()
  if (oids.size === 0) return () => null
  const catFile = opened ?? openCatFile(place)
  try {
    const nameOf = oids.size > fewTexts ? hash : (text: string) => text
    await Promise.all([...oids].map(async (oid) => texts.set(oid, await readText(catFile, oid, nameOf))))
  } finally {
    if (!opened) await catFile.close()
  }
  return (oid) => texts.get(oid) ?? null
}

/** So many texts may be their own names: to load what hashes takes longer than to keep them. */
const fewTexts = 50

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

async function readText(catFile: CatFile, oid: string, nameOf: (text: string) => string): Promise<string | null> {
  const blob = await catFile.read(oid)
  if (blob === null) {
    throw new GitError(`the content of a handoff is missing from this clone (blob ${oid})`, {
      exitCode: 3,
      hint: 'Run `git fetch --refetch`.'
    })
  }
  // What is too large to read, or no UTF-8, is the same only when every byte is.
  if (blob.bytes === null || !isUtf8(blob.bytes)) return oid
  const text = foldText(new TextDecoder().decode(blob.bytes))
  return text === null ? null : nameOf(text)
}
