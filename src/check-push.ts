import {realpathSync} from 'node:fs'
import {secondsOf, toBranchReport, withUncommitted} from './check-branch.ts'
import {type Commits, openCommits, planReader, settleAll, short} from './check-commit.ts'
import type {PlanRequest, WholePlan} from './check-plan.ts'
import {judgeChanged} from './check-push-files.ts'
import type {CheckEnvironment, PushRequest} from './check-request.ts'
import {loadConfig} from './config/load.ts'
import {type BranchStatus, judgeBranch} from './core/freshness.ts'
import type {BranchHistory, UnknownHistory} from './core/freshness-facts.ts'
import {graphOf, reachableFrom} from './core/freshness-graph.ts'
import {type PathKinds, touchesOf} from './core/freshness-touches.ts'
import {branchOf, isDelete, isZeroOid, type RefUpdate} from './core/ref-update.ts'
import {type BranchReport, makeReport, type Report} from './core/report.ts'
import {type Base, commitOf, findBranchBase, forRemote, type RemoteRef, readRemoteRefs} from './git/base.ts'
import {openCatFile} from './git/cat-file.ts'
import {blobsOf, readTexts} from './git/history.ts'
import {type CommitRange, readRanges} from './git/ranges.ts'
import type {GitPlace} from './git/start-git.ts'
import {loadProfile} from './profiles/load.ts'

/** A branch of the push that is judged. */
export interface PushedBranch {
  /** Name of the branch on the remote; of any other ref, the whole. */
  branch: string
  head: string
  update: RefUpdate
  whole: WholePlan
  kinds: PathKinds
  base: Base | UnknownHistory
}

/**
 * Judge every branch of a push, and the handoffs that it changes, as they are committed. However many refs there are,
 * git is started at most five times, and once more where a handoff is missing.
 */
export async function checkPush(push: PushRequest, plan: PlanRequest, environment: CheckEnvironment): Promise<Report> {
  const place = {cwd: environment.cwd, env: environment.env}
  const {debug} = environment
  const updates = push.updates.filter((update) => !isDelete(update))
  for (const update of push.updates) if (isDelete(update)) debug(`${update.remoteRef}: deleted, nothing to judge`)
  if (updates.length === 0) return makeReport([])
  const commits = openCommits(openCatFile(place))
  try {
    const refs = once(() => readRemoteRefs(place))
    const branches = await findBranches({push, updates, plan, commits, place, refs}, environment)
    if (branches.length === 0) return makeReport([])
    const onRemote = await findOnRemote(push, updates, commits, refs)
    const requests = branches.map(({head, base}) => ({head, bases: 'known' in base ? null : base.oids}))
    const ranges = await readRanges(place, requests, onRemote)
    const statuses = await judgeBranches({branches, ranges, place, commits}, environment)
    const reports = await settleAll(
      statuses.map((status, index) => toReport(status, branches[index] as PushedBranch, commits, environment))
    )
    const {files, skipped} = await judgeChanged(branches, ranges, commits, environment)
    return makeReport(files, skipped, reports)
  } finally {
    await commits.catFile.close()
  }
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => {
    made ??= make()
    return made
  }
}

interface Search {
  push: PushRequest
  updates: readonly RefUpdate[]
  plan: PlanRequest
  commits: Commits
  place: GitPlace
  refs: () => Promise<readonly RemoteRef[]>
}

/** The refs to judge, each with the configuration at its commit and with what it is compared with. */
async function findBranches(search: Search, environment: CheckEnvironment): Promise<PushedBranch[]> {
  const {updates, plan, commits} = search
  const overrides = await loadOverrides(plan, environment)
  const planAt = planReader(commits, plan, overrides, environment.debug)
  const found = await settleAll(updates.map((update) => findBranch(update, search, planAt, environment.debug)))
  return found.filter((one) => one !== null)
}

/** What was named on the command line is read from the disk: whoever named it means what is there. */
async function loadOverrides({profile, config}: PlanRequest, {cwd: given, git}: CheckEnvironment) {
  if (profile === undefined && config === undefined) return {config: null, forced: null}
  const cwd = realpathSync(given)
  const root = (await git.root()) ?? cwd
  return {
    config: config === undefined ? null : (await loadConfig({root, cwd, given: config})).config,
    forced: profile === undefined ? null : await loadProfile(profile, {cwd, root})
  }
}

async function findBranch(
  update: RefUpdate,
  {push, commits, place, refs}: Search,
  planAt: (commit: string) => Promise<WholePlan>,
  debug: (line: string) => void
): Promise<PushedBranch | null> {
  const {remoteRef, localOid} = update
  const named = branchOf(remoteRef)
  const head = await commitOf(commits.catFile, localOid)
  if (head === null) {
    debug(`${remoteRef}: not a commit, not judged`)
    return null
  }
  // What is no branch is only judged where a configuration says so, and few do.
  const whole = await planAt(head)
  if (named === null && !whole.branches.isJudged(remoteRef)) {
    debug(`${remoteRef}: not a branch, not judged`)
    return null
  }
  const branch = named ?? remoteRef
  if (whole.branches.isIgnored(branch)) {
    debug(`${remoteRef}: ignored by the configuration (\`branches.ignore\`)`)
    return null
  }
  const wanted = push.base ?? whole.branches.base
  const request = {branch, remote: push.remote, remoteOid: update.remoteOid, wanted}
  const base = await findBranchBase(place, request, commits.catFile, async () => [...(await refs())])
  debug(`${remoteRef}: ${short(head)} compared with ${'known' in base ? base.reason : base.label}`)
  const {isIgnored} = whole.branches.policyFor(branch)
  return {branch, head, update, whole, kinds: {isHandoff: whole.isHandoff, isIgnored}, base}
}

/** All that the remote is known to have. */
async function findOnRemote(
  {remote, ignoreTracking}: PushRequest,
  updates: readonly RefUpdate[],
  {catFile}: Commits,
  refs: () => Promise<readonly RemoteRef[]>
): Promise<string[]> {
  // After a forced push by somebody else the remote’s commit may be one that was never fetched.
  const old = await Promise.all(
    updates.map(({remoteOid}) => (isZeroOid(remoteOid) ? null : commitOf(catFile, remoteOid)))
  )
  const fetched = ignoreTracking ? [] : forRemote(await refs(), remote).map(({oid}) => oid)
  return [...new Set([...old.filter((oid) => oid !== null), ...fetched])]
}

interface Judging {
  branches: readonly PushedBranch[]
  ranges: readonly CommitRange[]
  place: GitPlace
  commits: Commits
}

/** A verdict for each branch; what a handoff of another branch of the same push covers is covered. */
async function judgeBranches({branches, ranges, place, commits}: Judging, {now}: CheckEnvironment) {
  const blobs = branches.flatMap(({kinds}, index) => [
    ...blobsOf(
      (ranges[index]?.own ?? []).flatMap(({changes}) => changes),
      kinds.isHandoff
    )
  ])
  const textOf = await readTexts(place, new Set(blobs), commits.catFile)
  const histories = branches.map(({base, kinds}, index): BranchHistory => {
    const {own, problem} = ranges[index] as CommitRange
    if ('known' in base) return base
    if (problem) return problem
    return {
      known: true,
      commits: own.map(({changes, ...commit}) => ({...commit, touches: touchesOf(changes, kinds, textOf)}))
    }
  })
  const judge = (index: number, history: BranchHistory): BranchStatus => {
    const {branch, head, whole} = branches[index] as PushedBranch
    return judgeBranch({branch, head, history, policy: whole.branches.policyFor(branch), now: secondsOf(now)})
  }
  const statuses = histories.map((history, index) =>
    isNothingNew(ranges[index] as CommitRange)
      ? nothingNew(judge(index, {known: true, commits: []}))
      : judge(index, history)
  )
  return statuses.map((status, index) => coveredByOther(status, index, statuses, histories, judge))
}

const isNothingNew = ({fresh, problem}: CommitRange): boolean => fresh.length === 0 && problem?.code !== 'too-many'

const reason = 'nothing that the remote does not have'

const nothingNew = (status: BranchStatus): BranchStatus => ({
  ...status,
  exemption: {kind: 'no-work', reason},
  explanation: `exempt: ${reason}`
})

const isWanting = ({verdict}: BranchStatus): boolean =>
  verdict === 'missing' || verdict === 'stale' || verdict === 'due'

/** Judge a branch again together with what leads to the handoff of another one that is built on it. */
function coveredByOther(
  status: BranchStatus,
  index: number,
  statuses: readonly BranchStatus[],
  histories: readonly BranchHistory[],
  judge: (index: number, history: BranchHistory) => BranchStatus
): BranchStatus {
  const own = histories[index]
  if (!isWanting(status) || !own?.known) return status
  for (const [at, {handoff}] of statuses.entries()) {
    const other = histories[at]
    if (at === index || handoff === null || !other?.known) continue
    const graph = graphOf(other.commits)
    const leading = reachableFrom(graph, [handoff.oid])
    if (!own.commits.some(({oid}) => leading.has(oid))) continue
    const known = new Set(own.commits.map(({oid}) => oid))
    const more = other.commits.filter(({oid}) => leading.has(oid) && !known.has(oid))
    const together = judge(index, {known: true, commits: [...own.commits, ...more]})
    if (together.verdict === 'covered') return together
  }
  return status
}

async function toReport(
  status: BranchStatus,
  {whole, head}: PushedBranch,
  {catFile}: Commits,
  {git, env}: CheckEnvironment
): Promise<BranchReport> {
  if (!isWanting(status)) return toBranchReport(status, whole)
  const root = await git.root()
  // What lies in the work tree belongs to the branch that is checked out.
  const isHere = root !== null && (await commitOf(catFile, 'HEAD')) === head
  return toBranchReport(isHere ? await withUncommitted(status, root, whole, env) : status, whole)
}
