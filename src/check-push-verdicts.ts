import {secondsOf, toBranchReport, withUncommitted} from './check-branch.ts'
import {settleAll} from './check-commit.ts'
import type {LightPlan} from './check-light-plan.ts'
import type {PushedBranch} from './check-push-branches.ts'
import type {CheckEnvironment} from './check-request.ts'
import {type BranchStatus, judgeBranch} from './core/freshness.ts'
import type {BranchHistory, CommitFact} from './core/freshness-facts.ts'
import {graphOf, reachableFrom} from './core/freshness-graph.ts'
import {touchesOf} from './core/freshness-touches.ts'
import type {BranchReport} from './core/report.ts'
import {commitOf} from './git/base.ts'
import {blobsOf, readTexts} from './git/history.ts'
import type {Commits} from './git/port.ts'
import type {CommitRange} from './git/ranges.ts'
import type {GitPlace} from './git/start-git.ts'

/** A branch of the push with what decides for its paths. */
export interface JudgedBranch extends PushedBranch {
  whole: LightPlan
}

interface Judging {
  branches: readonly JudgedBranch[]
  ranges: readonly CommitRange[]
  place: GitPlace
  commits: Commits
}

/** Judge the branches of a push: is their work covered by a handoff? */
export async function judgePushed(judging: Judging, environment: CheckEnvironment): Promise<BranchReport[]> {
  const statuses = await judgeBranches(judging, environment)
  const {branches, commits} = judging
  return settleAll(
    statuses.map((status, index) => toReport(status, branches[index] as JudgedBranch, commits, environment))
  )
}

/** What is said of branches without commits of their own. */
export const reportIdle = (branches: readonly PushedBranch[], {now}: CheckEnvironment): BranchReport[] =>
  branches.map((branch) => toBranchReport(nothingNew(branch, now), branch))

/** A verdict for each branch; what a handoff of another branch of the same push covers is covered. */
async function judgeBranches(
  {branches, ranges, place, commits}: Judging,
  {now}: CheckEnvironment
): Promise<BranchStatus[]> {
  const blobs = branches.flatMap(({whole}, index) => [
    ...blobsOf(
      (ranges[index]?.own ?? []).flatMap(({changes}) => changes),
      whole.isHandoff
    )
  ])
  const textOf = await readTexts(place, new Set(blobs), commits.catFile)
  const histories = branches.map(({branch, base, whole}, index): BranchHistory => {
    const {own, problem} = ranges[index] as CommitRange
    if ('known' in base) return base
    if (problem) return problem
    const {isIgnored} = whole.branches.policyFor(branch)
    const kinds = {isHandoff: whole.isHandoff, isIgnored}
    return {
      known: true,
      commits: own.map(({changes, ...commit}) => ({...commit, touches: touchesOf(changes, kinds, textOf)}))
    }
  })
  const judge = (index: number, history: BranchHistory) => judgeOne(branches[index] as JudgedBranch, history, now)
  const statuses = histories.map((history, index) =>
    isNothingNew(ranges[index] as CommitRange)
      ? nothingNew(branches[index] as JudgedBranch, now)
      : judge(index, history)
  )
  return statuses.some(isWanting) ? coverByOthers(statuses, histories, judge) : statuses
}

const isNothingNew = ({fresh, problem}: CommitRange): boolean => fresh.length === 0 && problem?.code !== 'too-many'

const reason = 'nothing that the remote does not have'

const nothingNew = (branch: PushedBranch, now: Date): BranchStatus => ({
  ...judgeOne(branch, {known: true, commits: []}, now),
  exemption: {kind: 'no-work', reason},
  explanation: `exempt: ${reason}`
})

const judgeOne = ({branch, head, branches}: PushedBranch, history: BranchHistory, now: Date): BranchStatus =>
  judgeBranch({branch, head, history, policy: branches.policyFor(branch), now: secondsOf(now)})

const isWanting = ({verdict}: BranchStatus): boolean =>
  verdict === 'missing' || verdict === 'stale' || verdict === 'due'

/** Judge the branches that want a handoff again, each together with what leads to the handoff of another on top of it. */
function coverByOthers(
  statuses: readonly BranchStatus[],
  histories: readonly BranchHistory[],
  judge: (index: number, history: BranchHistory) => BranchStatus
): BranchStatus[] {
  const leading = statuses.map(({handoff}, index) => leadingTo(handoff, histories[index]))
  // Which branches have a commit among what leads to their handoff.
  const led = new Map<string, number[]>()
  for (const [index, commits] of leading.entries()) {
    for (const {oid} of commits) {
      const indexes = led.get(oid)
      if (indexes) indexes.push(index)
      else led.set(oid, [index])
    }
  }
  return statuses.map((status, index) => {
    const own = histories[index]
    if (!isWanting(status) || !own?.known) return status
    const others = new Set(own.commits.flatMap(({oid}) => led.get(oid) ?? []))
    const known = new Set(own.commits.map(({oid}) => oid))
    for (const other of [...others].sort((a, b) => a - b)) {
      if (other === index) continue
      const more = leading[other]?.filter(({oid}) => !known.has(oid)) ?? []
      const together = judge(index, {known: true, commits: [...own.commits, ...more]})
      if (together.verdict === 'covered') return together
    }
    return status
  })
}

/** The commits of a branch that its handoff comes after, and its own. */
function leadingTo(handoff: BranchStatus['handoff'], history: BranchHistory | undefined): CommitFact[] {
  if (handoff === null || !history?.known) return []
  const leading = reachableFrom(graphOf(history.commits), [handoff.oid])
  return history.commits.filter(({oid}) => leading.has(oid))
}

/** The verdict on a branch as a report has it. */
async function toReport(
  status: BranchStatus,
  {whole, head}: JudgedBranch,
  {catFile}: Commits,
  {git, env}: CheckEnvironment
): Promise<BranchReport> {
  if (!isWanting(status)) return toBranchReport(status, whole)
  const root = await git.root()
  // What lies in the work tree belongs to the branch that is checked out.
  const isHere = root !== null && (await commitOf(catFile, 'HEAD')) === head
  return toBranchReport(isHere ? await withUncommitted(status, root, whole, env) : status, whole)
}
