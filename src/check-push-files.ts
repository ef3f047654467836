import {settleAll} from './check-commit.ts'
import type {LightPlan} from './check-light-plan.ts'
import {type KnownFiles, openKnown} from './check-push-known.ts'
import type {CheckEnvironment} from './check-request.ts'
import type {TreeEntry} from './core/freshness-touches.ts'
import type {FileReport, SkippedFile} from './core/report.ts'
import type {LoggedCommit} from './git/history-log.ts'
import type {Commits} from './git/port.ts'
import type {CommitRange} from './git/ranges.ts'

/** A handoff as it is committed at the tip of a branch. */
export interface ChangedFile {
  path: string
  entry: TreeEntry
  commit: string
  whole: LightPlan
}

/** The part of a branch that decides what is judged in it. */
interface JudgedBranch {
  head: string
  whole: LightPlan
}

/** Judge the handoffs that the new commits of a push add or change, as they are at the tips; what is the same, once. */
export async function judgeChanged(
  branches: readonly JudgedBranch[],
  ranges: readonly CommitRange[],
  commits: Commits,
  environment: CheckEnvironment,
  known: KnownFiles = openKnown(null)
): Promise<{files: FileReport[]; skipped: SkippedFile[]}> {
  const touched = branches.map(({whole}, index) => touchedPaths(judgedCommits(ranges[index] as CommitRange), whole))
  if (touched.every(({size}) => size === 0)) return {files: [], skipped: []}
  const finding = settleAll(
    branches.map((branch, index) =>
      findChanged(branch, ranges[index] as CommitRange, touched[index] ?? new Set(), commits)
    )
  )
  const changed = withoutTwins((await finding).flat())
  const results = await judgeUnknown(changed, commits, environment, known)
  return {
    files: results.filter((result): result is FileReport => !('reason' in result)),
    skipped: results.filter((result) => 'reason' in result)
  }
}

/** The verdicts of earlier pushes, and new ones on the rest; what judges is loaded only for that. */
async function judgeUnknown(
  files: readonly ChangedFile[],
  commits: Commits,
  environment: CheckEnvironment,
  known: KnownFiles
): Promise<(FileReport | SkippedFile)[]> {
  const results = new Map(files.map((file) => [file, known.find(file)]))
  const unknown = files.filter((file) => results.get(file) === null)
  if (unknown.length > 0) {
    const {judgeFiles} = await import('./check-push-judge.ts')
    for (const [index, result] of (await judgeFiles(unknown, commits, environment)).entries()) {
      const file = unknown[index] as ChangedFile
      results.set(file, result)
      known.keep(file, result)
    }
    known.save()
  }
  return [...results.values()].filter((result) => result !== null)
}

/** Where a shallow clone ends, a commit seems to add all there is. */
const judgedCommits = ({fresh, problem}: CommitRange): readonly LoggedCommit[] =>
  problem?.code === 'shallow' ? fresh.filter(({parents}) => parents.length > 0) : fresh

/** More would only matter to a branch that merged its base very often. */
const mostBases = 16

async function findChanged(
  {head, whole}: JudgedBranch,
  range: CommitRange,
  touched: ReadonlySet<string>,
  {entryAt}: Commits
): Promise<ChangedFile[]> {
  const commits = judgedCommits(range)
  const line = isLine(head, commits) ? endsOf(commits) : null
  const bases = belowOf(commits).slice(0, mostBases)
  const found = await Promise.all(
    [...touched].map(async (path): Promise<ChangedFile[]> => {
      const [entry = null, ...before] =
        line?.get(path) ?? (await Promise.all([head, ...bases].map((commit) => entryAt(commit, path))))
      if (entry === null || entry.mode === '40000') return []
      // Taken back, or as the base has it.
      if (before.some((old) => old?.oid === entry.oid && old.mode === entry.mode)) return []
      return [{path, entry, commit: head, whole}]
    })
  )
  return found.flat()
}

/** Whether the commits are one line, newest first: then what they change tells what there is at both ends. */
const isLine = (head: string, commits: readonly LoggedCommit[]): boolean =>
  commits[0]?.oid === head &&
  commits.every(({parents}, index) => {
    const [parent, second] = parents
    return second === undefined && (index === commits.length - 1 || parent === commits[index + 1]?.oid)
  })

/** What stands at each path at the top of a line of commits, and below it. */
function endsOf(commits: readonly LoggedCommit[]): Map<string, [top: TreeEntry | null, below: TreeEntry | null]> {
  const ends = new Map<string, [TreeEntry | null, TreeEntry | null]>()
  for (const {path, before, after} of commits.flatMap(({changes}) => changes)) {
    const [top] = ends.get(path) ?? [after]
    ends.set(path, [top, before])
  }
  return ends
}

function touchedPaths(commits: readonly LoggedCommit[], {isHandoff, plan}: LightPlan): Set<string> {
  const changes = commits.flatMap((commit) => (commit.parents.length > 1 ? [] : commit.changes))
  const isWanted = ({path, after}: (typeof changes)[number]) =>
    isHandoff(path) || (isNoFile(after) && isHandoffFolder(path, plan.isClaimed))
  return new Set(changes.filter(isWanted).map(({path}) => path))
}

const isNoFile = (entry: TreeEntry | null): boolean => entry?.mode === '160000' || entry?.mode === '120000'

/** Whether handoffs would be looked for in a folder of this name, and not in any other. */
export function isHandoffFolder(path: string, isClaimed: (path: string) => boolean): boolean {
  const name = '2000-01-01-0000-session.md'
  return isClaimed(`${path}/${name}`) && !isClaimed(`other/folder/${name}`)
}

/** The commits right below some others: what these started from. */
function belowOf(commits: readonly LoggedCommit[]): string[] {
  const own = new Set(commits.map(({oid}) => oid))
  return [...new Set(commits.flatMap(({parents}) => parents.filter((parent) => !own.has(parent))))]
}

/** The same text at the same path, judged alike, is judged once. */
function withoutTwins(files: readonly ChangedFile[]): ChangedFile[] {
  const plans = new Map<LightPlan, Set<string>>()
  return files.filter(({path, entry, whole}) => {
    const known = plans.get(whole) ?? new Set()
    plans.set(whole, known)
    const key = `${entry.mode} ${entry.oid} ${path}`
    return known.has(key) ? false : known.add(key)
  })
}
