import type {BranchHistory, CommitFact, UnknownHistory} from '../core/freshness-facts.ts'
import {type PathKinds, type TextOf, type TreeChange, touchesOf} from '../core/freshness-touches.ts'
import {reach} from '../core/scan.ts'
import {GitError} from '../errors.ts'
import {readChanges} from './branches-changes.ts'
import {findChangedFolders, findLargeFolders} from './branches-folders.ts'
import type {CatFile} from './cat-file.ts'
import {checked} from './checked.ts'
import {blobsOf, findProblem, readTexts, tooMany} from './history.ts'
import {type LoggedCommit, logCommand, parseLog} from './history-log.ts'
import {areOwnKnown, readShallow} from './shallow.ts'
import {askGit, type GitPlace} from './start-git.ts'

export interface ScanRequest {
  /** Commits; for the first of them nothing is ever taken as given (see `BranchScan.folders`). */
  tips: readonly string[]
  /** How many of the tips those are. */
  exact: number
  /** What is reachable from these is no branch’s own. */
  bases: readonly string[]
  isHandoff: (path: string) => boolean
  /** Fewer commits than this are compared file by file whatever they change. */
  fewCommits?: number | undefined
  /** A folder with fewer files than this is always opened. */
  fewFiles?: number | undefined
}

/** What was read of many branches at once. */
export interface BranchScan {
  /** How many commits are not in the base. */
  commits: number
  /**
   * Folders that were not opened for every commit: where many commits change one, each of them passes for a handoff,
   * named by the folder and a slash.
   */
  folders: readonly string[]
  /** The own commits of a branch; the same that `readHistory` gives, but for `folders`. */
  historyOf: (tip: string, isIgnored: PathKinds['isIgnored']) => Promise<BranchHistory>
}

/** As many as memory holds in any case. */
const mostCommits = 400_000
/** As many as one branch may have, here as in `readHistory`. */
const mostOwn = 20_000

/**
 * Read the own commits of any number of branches by a constant number of gits: the graph, two for what the commits
 * change, one for texts, and where there is a large folder of handoffs, one to find it and one to compare its ids.
 */
export async function scanBranches(place: GitPlace, request: ScanRequest, catFile: CatFile): Promise<BranchScan> {
  const {tips, bases, isHandoff} = request
  const commits = tips.length === 0 ? new Map<string, LoggedCommit>() : await readGraph(place, tips, bases)
  const steps = [...commits.values()].filter(({parents}) => parents.length < 2)
  const taken = await takeFolders(place, request, commits, steps)
  const open = steps.filter(({oid}) => !taken.has(oid)).map(({oid}) => oid)
  for (const [oid, changes] of await readChanges(place, open)) Object.assign(commits.get(oid) ?? {}, {changes})
  const isKnown = remember((path) => path.endsWith('/') || isHandoff(path))
  const textOf = await readTexts(place, blobsIn(commits, isKnown), catFile)
  for (const [oid, folders] of taken) Object.assign(commits.get(oid) ?? {}, {changes: folders.map(pass(oid))})
  const findOwn = ownFinder(place, commits, bases)
  return {
    commits: commits.size,
    folders: [...new Set([...taken.values()].flat())],
    historyOf: async (tip, isIgnored) => {
      const own = await findOwn(tip)
      if ('known' in own) return own
      const kinds = {isHandoff: isKnown, isIgnored}
      const textIn: TextOf = (oid) => (taken.has(oid) ? oid : textOf(oid))
      return {known: true, commits: own.map((commit) => factOf(commit, kinds, textIn))}
    }
  }
}

/** Walks from a tip to the base; what a shallow clone lacks is looked up once. */
function ownFinder(place: GitPlace, commits: ReadonlyMap<string, LoggedCommit>, bases: readonly string[]) {
  let shallow: Promise<ReadonlySet<string>> | undefined
  const findShallow = () => {
    shallow ??= readShallow(place)
    return shallow
  }
  return async (tip: string): Promise<LoggedCommit[] | UnknownHistory> => {
    const own = reach(commits, [tip])
    if (own.length > mostOwn) return tooMany(mostOwn)
    const ids = new Set(own.map(({oid}) => oid))
    const below = new Set<string>()
    for (const {parents} of own) for (const parent of parents) if (!ids.has(parent)) below.add(parent)
    const problem =
      own.length === 0
        ? null
        : await findProblem(findShallow, own, below, bases.length > 0, (found) => areOwnKnown(place, found, tip, bases))
    return problem ?? own
  }
}

// Written out: to spread the rest of thirty thousand objects takes longer than to judge them.
const factOf = (commit: LoggedCommit, kinds: PathKinds, textOf: TextOf): CommitFact => ({
  oid: commit.oid,
  parents: commit.parents,
  authored: commit.authored,
  committed: commit.committed,
  author: commit.author,
  committer: commit.committer,
  subject: commit.subject,
  skips: commit.skips,
  touches: touchesOf(commit.changes, kinds, textOf)
})

async function readGraph(
  place: GitPlace,
  tips: readonly string[],
  bases: readonly string[]
): Promise<Map<string, LoggedCommit>> {
  const revisions = [...new Set(tips), ...bases.map((base) => `^${base}`)].map(checked)
  // No changes yet: they are asked of those commits that matter, by two gits at once. (`-s` would compare all the same.)
  const command = logCommand(mostCommits + 1).filter((word) => word !== '--raw' && word !== '-r')
  const commits = parseLog(await askGit(place, command, `${revisions.join('\n')}\n`))
  if (commits.length > mostCommits) {
    throw new GitError(`the branches have more than ${mostCommits} commits that their base does not have`, {
      exitCode: 3,
      hint: 'Name the base that they were made from with `--base`.'
    })
  }
  return new Map(commits.map((commit) => [commit.oid, commit]))
}

/** The commits that change a large folder and pass for handoffs therefore, when there are too many to look inside. */
async function takeFolders(
  place: GitPlace,
  {tips, exact, bases, isHandoff, fewCommits = 500, fewFiles}: ScanRequest,
  commits: ReadonlyMap<string, LoggedCommit>,
  steps: readonly LoggedCommit[]
): Promise<Map<string, string[]>> {
  const [base] = bases
  const folders =
    base !== undefined && steps.length > fewCommits ? await findLargeFolders(place, base, isHandoff, fewFiles) : []
  if (folders.length === 0) return new Map()
  const changed = await findChangedFolders(place, steps, folders)
  if (changed.size <= fewCommits) return new Map()
  for (const {oid} of reach(commits, tips.slice(0, exact))) changed.delete(oid)
  return changed
}

/** The change that stands for all that a commit changes in a folder; its text is like no other. */
const pass =
  (oid: string) =>
  (folder: string): TreeChange => ({path: `${folder}/`, before: null, after: {mode: '100644', oid}})

const blobsIn = (commits: ReadonlyMap<string, LoggedCommit>, isHandoff: (path: string) => boolean): Set<string> =>
  blobsOf(
    [...commits.values()].flatMap(({changes}) => changes),
    isHandoff
  )

/** The same paths are changed again and again, and globs are slow beside a look-up. */
function remember(test: (path: string) => boolean): (path: string) => boolean {
  const known = new Map<string, boolean>()
  return (path) => {
    const answer = known.get(path) ?? test(path)
    known.set(path, answer)
    return answer
  }
}
