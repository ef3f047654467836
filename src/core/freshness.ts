import type {FreshnessPolicy} from '../config/freshness-policy.ts'
import {
  type Exemption,
  exemptionOfBot,
  exemptionOfBranch,
  exemptionOfWork,
  filesOf,
  isReason
} from './freshness-exemptions.ts'
import {explain, type Wording} from './freshness-explain.ts'
import type {BranchFacts, BranchHistory, CommitFact, OwnHistory, UnknownHistory} from './freshness-facts.ts'
import {type CommitGraph, graphOf, isMerge, reachableFrom} from './freshness-graph.ts'
import {findHandoffCommits, type HandoffCommit, newestHandoff} from './freshness-handoffs.ts'
import {type Session, sessionsOf, workTime} from './freshness-sessions.ts'
import {findWarnings} from './freshness-warnings.ts'

export type Verdict = 'covered' | 'due' | 'stale' | 'missing' | 'exempt' | 'unknown'

/** A limit of the policy that the uncovered work is over. */
export interface Breach {
  limit: 'maxCommits' | 'maxAge' | 'maxWork' | 'maxFiles'
  /** A number of commits or files, or seconds. */
  value: number
  max: number
}

/** The work that neither a handoff covers nor a trailer excuses. */
export interface UncoveredWork {
  commits: number
  files: number
  sessions: Session[]
  /** Seconds of work that the sessions show at least. */
  time: number
  /** Commit dates of the oldest and the newest, in seconds since 1970; null when there is none. */
  from: number | null
  to: number | null
}

/** The verdict on a branch, with all that a reporter needs to explain it. */
export interface BranchStatus {
  branch: string | null
  head: string
  verdict: Verdict
  /** One line; foreign text in it has no control characters left. */
  explanation: string
  /** What to do, as one imperative sentence; null when there is nothing to do. */
  remedy: string | null
  /** The newest handoff of the branch, whether or not it covers all. */
  handoff: {oid: string; path: string; committed: number} | null
  uncovered: UncoveredWork
  breaches: Breach[]
  exemption: Exemption | null
  warnings: string[]
}

export interface FreshnessInput extends BranchFacts {
  history: BranchHistory
  policy: FreshnessPolicy
  /** Seconds since 1970; it only tells dates in the future, so that a verdict does not change with the day. */
  now: number
}

/** Judge whether the work of a branch is covered by a handoff. */
export const judgeBranch = (input: FreshnessInput): BranchStatus =>
  input.history.known ? judgeKnown(input, input.history) : judgeUnknown(input, input.history)

function judgeUnknown(input: FreshnessInput, history: UnknownHistory): BranchStatus {
  const exemption = exemptionOfBranch(input, input.policy)
  const verdict = exemption ? 'exempt' : 'unknown'
  return describe(
    input,
    {verdict, handoff: null, work: [], files: new Set(), sessions: [], breaches: [], exemption, history},
    []
  )
}

function judgeKnown(input: FreshnessInput, history: OwnHistory): BranchStatus {
  const {policy} = input
  const graph = graphOf(history.commits)
  const handoffs = findHandoffCommits(graph)
  const handoff = newestHandoff(handoffs, graph)
  const own = history.commits.filter((commit) => !isMerge(commit) && commit.touches.work.length > 0)
  const uncovered = without(own, graph, handoffs)
  const excuses = policy.exempt.trailer ? history.commits.filter(({skips}) => skips.some(isReason)) : []
  const work = without(
    uncovered,
    graph,
    excuses.map((commit) => ({commit}))
  )
  const files = filesOf(work)
  const sessions = sessionsOf(work, policy.sessionGap)
  const warnings = findWarnings(history.commits, policy, input.now)
  const settle = (verdict: Verdict, exemption: Exemption | null = null, breaches: Breach[] = []) =>
    describe(input, {handoff, work, files, sessions, history, verdict, exemption, breaches}, warnings)

  // A handoff that covers all is worth more than any excuse.
  if (handoff && uncovered.length === 0) return settle('covered')
  const exemption =
    (own.length === 0 ? noWork : null) ??
    exemptionOfBranch(input, policy) ??
    exemptionOfBot(own, input, policy) ??
    (work.length === 0 ? excusedBy(excuses, graph, uncovered) : exemptionOfWork(work, files, sessions, policy))
  if (exemption) return settle('exempt', exemption)
  if (!handoff) return settle('missing')
  const breaches = findBreaches(work, files, sessions, handoff, input)
  return settle(breaches.length > 0 ? 'stale' : 'due', null, breaches)
}

const noWork: Exemption = {kind: 'no-work', reason: 'no work on the branch'}

/** The commits that are neither one of those given nor below one. */
function without(
  work: readonly CommitFact[],
  graph: CommitGraph,
  tips: readonly {commit: CommitFact}[]
): readonly CommitFact[] {
  if (work.length === 0 || tips.length === 0) return work
  const below = reachableFrom(
    graph,
    tips.map(({commit}) => commit.oid)
  )
  return work.filter(({oid}) => !below.has(oid))
}

/** The reasons of all trailers that excuse something, each once. */
function excusedBy(excuses: readonly CommitFact[], graph: CommitGraph, work: readonly CommitFact[]): Exemption {
  const useful = excuses.filter((commit) => without(work, graph, [{commit}]).length < work.length)
  const reasons = new Set(useful.flatMap(({skips}) => skips.filter(isReason)))
  return {kind: 'trailer', reason: `Handoff-Skip: ${[...reasons].sort().join('; ')}`}
}

function findBreaches(
  work: readonly CommitFact[],
  files: ReadonlySet<string>,
  sessions: readonly Session[],
  {commit}: HandoffCommit,
  {policy, now}: FreshnessInput
): Breach[] {
  // A clock that is ahead must make nothing old.
  const newest = Math.min(
    now,
    work.reduce((latest, {committed}) => Math.max(latest, committed), 0)
  )
  const age = Math.max(0, newest - commit.committed)
  const values = {maxCommits: work.length, maxAge: age, maxWork: workTime(sessions), maxFiles: files.size}
  return (['maxCommits', 'maxAge', 'maxWork', 'maxFiles'] as const).flatMap((limit) => {
    const max = policy[limit]
    return max !== null && values[limit] > max ? [{limit, value: values[limit], max}] : []
  })
}

interface Judged extends Pick<BranchStatus, 'verdict' | 'exemption' | 'breaches'> {
  handoff: HandoffCommit | null
  work: readonly CommitFact[]
  /** All that the work changes. */
  files: ReadonlySet<string>
  sessions: Session[]
  history: BranchHistory
}

function describe({branch, head}: FreshnessInput, judged: Judged, warnings: string[]): BranchStatus {
  const {verdict, handoff, work, files, sessions, breaches, exemption, history} = judged
  const dates = work.map(({committed}) => committed)
  const status: Omit<BranchStatus, keyof Wording> = {
    branch,
    head,
    verdict,
    handoff: handoff && {oid: handoff.commit.oid, path: handoff.path, committed: handoff.commit.committed},
    uncovered: {
      commits: work.length,
      files: files.size,
      sessions,
      time: workTime(sessions),
      from: work.length === 0 ? null : dates.reduce((a, b) => Math.min(a, b)),
      to: work.length === 0 ? null : dates.reduce((a, b) => Math.max(a, b))
    },
    breaches,
    exemption,
    warnings
  }
  return Object.assign(status, explain(status, history))
}
