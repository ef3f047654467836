import {join} from 'node:path'
import type {BranchPlan} from './check-light-plan.ts'
import type {BranchRequest, CheckEnvironment} from './check-request.ts'
import {type BranchStatus, judgeBranch} from './core/freshness.ts'
import type {BranchHistory, UnknownHistory} from './core/freshness-facts.ts'
import type {BranchReport} from './core/report.ts'
import {type Base, commitOf, findBranchBase} from './git/base.ts'
import {openCatFile} from './git/cat-file.ts'
import {readHistory} from './git/history.ts'
import {askGit, type GitPlace, placeAt} from './git/start-git.ts'
import {statsOf} from './stats.ts'

/** The verdict on a branch as a report has it. */
export function toBranchReport(status: BranchStatus, {branches}: Pick<BranchPlan, 'branches'>): BranchReport {
  const {commits, files, sessions, time} = status.uncovered
  return {
    branch: status.branch,
    head: status.head,
    verdict: status.verdict,
    handoff: status.handoff,
    breaches: status.breaches,
    exemption: status.exemption,
    warnings: status.warnings,
    explanation: status.explanation,
    remedy: status.remedy,
    severity: severityOf(status, branches),
    uncovered: {commits, files, sessions: sessions.length, time}
  }
}

function severityOf({verdict, branch}: BranchStatus, settings: BranchPlan['branches']): BranchReport['severity'] {
  if (verdict === 'covered' || verdict === 'exempt') return 'ok'
  const level = verdict === 'unknown' ? settings.onUnknown : settings.policyFor(branch).severity[verdict]
  return level === 'off' ? 'ok' : level === 'warn' ? 'warning' : 'error'
}

/** Seconds since 1970. */
export const secondsOf = (now: Date): number => Math.floor(now.getTime() / 1000)

/**
 * Judge the branch that is checked out; null where there is none to judge: outside a repository, and before the first
 * commit.
 */
export async function checkBranch(
  {base: wanted}: BranchRequest,
  whole: BranchPlan,
  {env, git, now, debug}: Pick<CheckEnvironment, 'env' | 'git' | 'now' | 'debug'>
): Promise<BranchReport | null> {
  const root = await git.root()
  if (root === null) return null
  const place = placeAt(root, env)
  const catFile = openCatFile(place)
  try {
    const head = await commitOf(catFile, 'HEAD')
    if (head === null) return null
    const branch = await git.branch()
    const request = {branch, remote: null, remoteOid: null, wanted: wanted ?? whole.branches.base}
    const base = await findBranchBase(place, request, catFile)
    debug(`branch ${branch ?? '(detached)'}: compared with ${'known' in base ? base.reason : base.label}`)
    const policy = whole.branches.policyFor(branch)
    const kinds = {isHandoff: whole.isHandoff, isIgnored: policy.isIgnored}
    const history = isAlone(base)
      ? nothingOwn
      : await historyFrom(base, (bases) => readHistory(place, {head, bases, ...kinds}, catFile))
    const status = judgeBranch({branch, head, history, policy, now: secondsOf(now)})
    return toBranchReport(await withUncommitted(status, root, whole, env), whole)
  } finally {
    await catFile.close()
  }
}

/** The only line of work there is: nobody waits for its handoff. */
const isAlone = (base: Base | UnknownHistory): boolean => 'rule' in base && base.rule === 'none'

const nothingOwn: BranchHistory = {known: true, commits: []}

const historyFrom = async (
  base: Base | UnknownHistory,
  read: (bases: readonly string[]) => Promise<BranchHistory>
): Promise<BranchHistory> => ('known' in base ? base : read(base.oids))

/** Where a handoff is wanted and one lies in the work tree or the index, say so: committing it is all there is to do. */
export async function withUncommitted(
  status: BranchStatus,
  root: string,
  {isHandoff}: BranchPlan,
  env: GitPlace['env']
): Promise<BranchStatus> {
  if (!['missing', 'stale', 'due'].includes(status.verdict)) return status
  const path = (await listUncommitted(placeAt(root, env))).find((one) => isHandoff(one) && statsOf(join(root, one)))
  if (path === undefined) return status
  const name = path.replace(/[\p{Cc}\u2028\u2029]+/gu, '\ufffd')
  return {
    ...status,
    explanation: `${status.explanation}; ${name} exists but is not committed`,
    remedy: `Commit ${name}.`
  }
}

/** Paths that differ from the last commit, staged or not, new files too. */
async function listUncommitted(place: GitPlace): Promise<string[]> {
  const command = ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames', '--ignore-submodules=all']
  const answer = await askGit(place, command)
  return answer
    .toString('utf8')
    .split('\0')
    .flatMap((line) => (line === '' ? [] : [line.slice(3)]))
}
