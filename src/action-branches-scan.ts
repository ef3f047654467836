import {isTheEnd} from './action-branches-budget.ts'
import type {Candidate} from './action-branches-list.ts'
import type {ActionContext} from './action-context.ts'
import type {BranchReport, FileReport} from './core/report.ts'
import {ExpectedError} from './errors.ts'
import type {Comparison} from './github/answers.ts'
import {GithubError} from './github/github-error.ts'
import {createQueue} from './github/queue.ts'

/** A judged branch, with what a table tells beside the verdict. */
export interface ScannedBranch {
  candidate: Candidate
  report: BranchReport
  /** The handoffs that it changes. */
  files: readonly FileReport[]
  /** Of its newest commit, in seconds since 1970; null when it is not known. */
  lastCommit: number | null
  /** Why nothing could be found out about it, which says nothing of the branch. */
  untold?: string | undefined
}

export interface Scanned {
  branches: ScannedBranch[]
  /** Branches with nothing that their base does not have. */
  withoutWork: number
  /** Branches that the configuration leaves out. */
  ignored: number
  /** What could not be looked at, one line each. */
  untold: string[]
}

export type ScanContext = Pick<ActionContext, 'check' | 'debug' | 'github' | 'inputs'>

/** So many at once: each makes several requests, of which eight at once are allowed. */
const mostAtOnce = 4

/**
 * Judge branches one by one; whatever happens to one of them, the others are judged, and it is not forgotten. Short ones
 * come first: a long one must not use up the requests that many others need.
 */
export async function scanCandidates(candidates: readonly Candidate[], context: ScanContext): Promise<Scanned> {
  const attempt = makeAttempt(context)
  const compared = await Promise.all(
    candidates.map((candidate) => attempt(candidate, () => compareWithBase(candidate, context)))
  )
  const withWork = compared.filter((one) => typeof one !== 'string' && 'commits' in one)
  withWork.sort((a, b) => a.commits - b.commits)
  const judged = await Promise.all(withWork.map((one) => attempt(one.candidate, () => judge(one, context))))
  const early = compared.filter((one) => typeof one !== 'string' && 'report' in one)
  const branches = [...early, ...judged.filter((one) => one !== 'ignored')]
  return {
    branches,
    withoutWork: compared.filter((one) => one === 'no work').length,
    ignored: judged.filter((one) => one === 'ignored').length,
    untold: branches.flatMap(({untold}) => (untold === undefined ? [] : [untold]))
  }
}

/** Runs steps, a few at a time, until it is clear that none will succeed; a failure becomes the report on a branch. */
function makeAttempt(context: ScanContext) {
  const enqueue = createQueue(mostAtOnce)
  let end: unknown = null
  return <Result>(candidate: Candidate, step: () => Promise<Result>): Promise<Result | ScannedBranch> =>
    enqueue(async () => {
      try {
        if (end !== null) throw end
        return await step()
      } catch (error) {
        if (isTheEnd(error)) end ??= error
        return missed(candidate, error, context)
      }
    })
}

/** A branch with commits of its own. */
interface Compared {
  candidate: Candidate
  base: string
  commits: number
  lastCommit: number | null
}

/** Most branches of an old repository are merged: this one request tells. */
async function compareWithBase(
  candidate: Candidate,
  context: ScanContext
): Promise<Compared | ScannedBranch | 'no work'> {
  const {facts, base} = candidate
  if (base.oid === null) return withoutBase(candidate, context)
  if (base.oid === facts.head) return 'no work'
  try {
    const comparison = await context.github.compare(base.oid, facts.head)
    const {total_commits: commits} = comparison
    return commits === 0 ? 'no work' : {candidate, base: base.oid, commits, lastCommit: dateIn(comparison, facts.head)}
  } catch (error) {
    if (!(error instanceof GithubError) || error.status !== 404) throw error
    // Why they cannot be compared is found out by the one who reads the history.
    return {candidate, base: base.oid, commits: 1, lastCommit: null}
  }
}

async function judge(
  {candidate, base, lastCommit}: Compared,
  context: ScanContext
): Promise<ScannedBranch | 'ignored'> {
  const {facts, isForeign, name} = candidate
  const configAt = isForeign ? base : facts.head
  const {branches, files} = await context.check({facts, base, configAt})
  const [report] = branches
  if (!report) return 'ignored'
  context.debug(`${name}: ${report.verdict}, compared with ${candidate.base.name}`)
  return {candidate, report: {...report, branch: name}, files, lastCommit}
}

function dateIn({commits}: Comparison, head: string): number | null {
  const date = Date.parse(commits.find(({sha}) => sha === head)?.commit.committer?.date ?? '')
  return Number.isNaN(date) ? null : Math.floor(date / 1000)
}

function withoutBase(candidate: Candidate, context: ScanContext): ScannedBranch {
  return untoldBranch(candidate, context, {
    explanation: `unknown: there is no branch ${candidate.base.name} to compare it with`,
    remedy: 'Name a base branch that is there with the input `base`.'
  })
}

/** A branch that could not be looked at is neither good nor bad, and never left out. */
function missed(candidate: Candidate, error: unknown, context: ScanContext): ScannedBranch {
  const isExpected = error instanceof ExpectedError
  const said = error instanceof Error ? error.message : String(error)
  context.debug(`${candidate.name}: ${isExpected || !(error instanceof Error) ? said : error.stack}`)
  const branch = untoldBranch(candidate, context, {
    explanation: `unknown: could not be looked at: ${said}`,
    remedy: isExpected ? error.hint : 'Report it as a mistake of handoff-lint, please.'
  })
  // A configuration that is wrong is a property of the branch; the rest says nothing of it.
  const isTheirs = isExpected && !(error instanceof GithubError)
  return isTheirs ? branch : {...branch, untold: `${candidate.name}: ${said}`}
}

function untoldBranch(
  candidate: Candidate,
  {inputs}: ScanContext,
  {explanation, remedy}: Pick<BranchReport, 'explanation' | 'remedy'>
): ScannedBranch {
  const {name, facts} = candidate
  return {
    ...{candidate, files: [], lastCommit: null},
    report: {
      ...{branch: name, head: facts.head, verdict: 'unknown', severity: inputs.onUnknown, remedy},
      explanation: explanation.replace(/[\p{Cc}\u2028\u2029]+/gu, ' '),
      ...{handoff: null, breaches: [], exemption: null, warnings: []},
      uncovered: {commits: 0, files: 0, sessions: 0, time: 0}
    }
  }
}
