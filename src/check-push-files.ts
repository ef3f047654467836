import {type Commits, readBlob, settleAll, short} from './check-commit.ts'
import type {WholePlan} from './check-plan.ts'
import type {PushedBranch} from './check-push.ts'
import type {CheckEnvironment} from './check-request.ts'
import {isSkipped, judgeText, type Result} from './check-text.ts'
import type {TreeEntry} from './core/freshness-touches.ts'
import type {FileReport, Message, SkippedFile} from './core/report.ts'
import type {LoggedCommit} from './git/history-log.ts'
import type {CommitRange} from './git/ranges.ts'
import type {Parsers} from './parse/choose.ts'
import {irregularFile, textOf} from './read-file.ts'

/** A handoff as it is committed at the tip of a branch. */
interface ChangedFile {
  path: string
  entry: TreeEntry
  commit: string
  whole: WholePlan
}

/** The part of a branch that decides what is judged in it. */
type JudgedBranch = Pick<PushedBranch, 'head' | 'whole'>

/** Judge the handoffs that the new commits of a push add or change, as they are at the tips; what is the same, once. */
export async function judgeChanged(
  branches: readonly JudgedBranch[],
  ranges: readonly CommitRange[],
  commits: Commits,
  environment: CheckEnvironment
): Promise<{files: FileReport[]; skipped: SkippedFile[]}> {
  const found = await settleAll(
    branches.map((branch, index) => findChanged(branch, ranges[index] as CommitRange, commits))
  )
  const changed = withoutTwins(found.flat())
  const results: Result[] = []
  let parsers: Parsers | undefined
  for (const [index, file] of changed.entries()) {
    // No parser is loaded for what cannot be read.
    const problem = problemOf(file.entry)
    if (!problem) parsers ??= await environment.loadParse()
    results.push(problem || !parsers ? unread(file, problem) : await judge(file, commits, parsers, environment.debug))
    environment.progress(index + 1, changed.length)
  }
  const isJudged = (result: Result): result is FileReport => !isSkipped(result)
  return {files: results.filter(isJudged), skipped: results.filter(isSkipped)}
}

const unread = ({path, commit, whole: {plan}}: ChangedFile, problem: Message | null): FileReport => ({
  path,
  profile: plan.expected(path),
  messages: problem ? [problem] : [],
  sections: [],
  commit
})

async function judge(
  {path, entry, commit, whole: {plan}}: ChangedFile,
  commits: Commits,
  parsers: Parsers,
  debug: (line: string) => void
): Promise<Result> {
  const read = textOf(await readBlob(commits, entry.oid))
  const told = (line: string) => debug(`${short(commit)}: ${line}`)
  const result = await judgeText({path, given: false}, read, {plan, parsers, debug: told})
  return isSkipped(result) ? result : {...result, commit}
}

/** What a tree can hold in the place of a file. */
function problemOf({mode}: TreeEntry): Message | null {
  if (mode === '120000') return irregularFile('symbolic link')
  return mode === '160000' ? irregularFile('submodule') : null
}

/** More would only matter to a branch that merged its base very often. */
const mostBases = 16

async function findChanged(
  {head, whole}: JudgedBranch,
  {fresh, problem}: CommitRange,
  {entryAt}: Commits
): Promise<ChangedFile[]> {
  // Where a shallow clone ends, a commit seems to add all there is.
  const commits = problem?.code === 'shallow' ? fresh.filter(({parents}) => parents.length > 0) : fresh
  const bases = belowOf(commits).slice(0, mostBases)
  const found = await Promise.all(
    [...touchedPaths(commits, whole)].map(async (path): Promise<ChangedFile[]> => {
      const entry = await entryAt(head, path)
      if (entry === null || entry.mode === '40000') return []
      const before = await Promise.all(bases.map((base) => entryAt(base, path)))
      // Taken back, or as the base has it.
      if (before.some((old) => old?.oid === entry.oid && old.mode === entry.mode)) return []
      return [{path, entry, commit: head, whole}]
    })
  )
  return found.flat()
}

function touchedPaths(commits: readonly LoggedCommit[], {isHandoff, plan}: WholePlan): Set<string> {
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
  const plans = new Map<WholePlan, Set<string>>()
  return files.filter(({path, entry, whole}) => {
    const known = plans.get(whole) ?? new Set()
    plans.set(whole, known)
    const key = `${entry.mode} ${entry.oid} ${path}`
    return known.has(key) ? false : known.add(key)
  })
}
