import {realpathSync} from 'node:fs'
import {type CommitPlan, commitPlanReader, settleAll, short} from './check-commit.ts'
import type {CheckEnvironment, PushRequest} from './check-request.ts'
import type {PlanRequest} from './check-settings.ts'
import {loadConfig} from './config/load.ts'
import type {UnknownHistory} from './core/freshness-facts.ts'
import {branchOf, isZeroOid, type RefUpdate} from './core/ref-update.ts'
import {type Base, commitOf, findBranchBase, forRemote, isRemoteName, type RemoteRef} from './git/base.ts'
import type {Commits} from './git/port.ts'
import type {OnRemote} from './git/ranges.ts'
import type {GitPlace} from './git/start-git.ts'

/** A branch of the push that is judged, with what the configuration at its commit says. */
export interface PushedBranch extends CommitPlan {
  /** Name of the branch on the remote; of any other ref, the whole. */
  branch: string
  head: string
  update: RefUpdate
  base: Base | UnknownHistory
}

/** All that finding the branches of a push takes. */
export interface Search {
  push: PushRequest
  /** Without deletions. */
  updates: readonly RefUpdate[]
  plan: PlanRequest
  commits: Commits
  place: GitPlace
  /** The branches of all remotes; git is only asked for them where they are needed. */
  refs: () => Promise<readonly RemoteRef[]>
}

/** The refs to judge, each with the configuration at its commit and with what it is compared with. */
export async function findBranches(search: Search, environment: CheckEnvironment): Promise<PushedBranch[]> {
  const {updates, plan, commits} = search
  const overrides = await loadOverrides(plan, environment)
  const planAt = commitPlanReader(commits, plan, overrides, environment.debug)
  const found = await settleAll(updates.map((update) => findBranch(update, search, planAt, environment.debug)))
  return found.filter((one) => one !== null)
}

/** What was named on the command line is read from the disk: whoever named it means what is there. */
async function loadOverrides({profile, config}: PlanRequest, {cwd: given, git}: CheckEnvironment) {
  if (profile === undefined && config === undefined) return {config: null, forced: null}
  const cwd = realpathSync(given)
  const root = (await git.root()) ?? cwd
  const {loadProfile} = await import('./profiles/load.ts')
  return {
    config: config === undefined ? null : (await loadConfig({root, cwd, given: config})).config,
    forced: profile === undefined ? null : await loadProfile(profile, {cwd, root})
  }
}

async function findBranch(
  update: RefUpdate,
  {push, commits, place, refs}: Search,
  planAt: (commit: string) => Promise<CommitPlan>,
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
  const plan = await planAt(head)
  const {branches} = plan
  if (named === null && !branches.isJudged(remoteRef)) {
    debug(`${remoteRef}: not a branch, not judged`)
    return null
  }
  const branch = named ?? remoteRef
  if (branches.isIgnored(branch)) {
    debug(`${remoteRef}: ignored by the configuration (\`branches.ignore\`)`)
    return null
  }
  const wanted = push.base ?? branches.base
  const request = {branch, remote: push.remote, remoteOid: update.remoteOid, wanted}
  const base = await findBranchBase(place, request, commits.catFile, async () => [...(await refs())])
  debug(`${remoteRef}: ${short(head)} compared with ${'known' in base ? base.reason : base.label}`)
  return {branch, head, update, base, ...plan}
}

/** All that the remote is known to have. */
export async function findOnRemote(
  {push: {remote, ignoreTracking}, updates, commits: {catFile}, refs}: Search,
  branches: readonly PushedBranch[]
): Promise<readonly string[] | OnRemote> {
  // After a forced push by somebody else the remote’s commit may be one that was never fetched.
  const old = await Promise.all(
    updates.map(({remoteOid}) => (isZeroOid(remoteOid) ? null : commitOf(catFile, remoteOid)))
  )
  const oids = [...new Set(old.filter((oid) => oid !== null))]
  if (ignoreTracking) return oids
  const tracked = await trackedRemote(remote, branches, {catFile})
  if (tracked !== null) return {oids, refs: tracked}
  return [...new Set([...oids, ...forRemote(await refs(), remote).map(({oid}) => oid)])]
}

/**
 * Whose tracking refs count, in the words of `OnRemote`, where that is known without a list of them all. The list is
 * needed to tell whether a remote has any, and where branches are compared with what is in it.
 */
async function trackedRemote(
  remote: string | null,
  branches: readonly PushedBranch[],
  {catFile}: Pick<Commits, 'catFile'>
): Promise<string | null> {
  if (branches.some(({base}) => 'known' in base || base.rule !== 'base-branch')) return null
  // No ref has such a name.
  if (remote === null || /^[/.]|:/u.test(remote)) return ''
  if (!isRemoteName(remote)) return null
  const own = `refs/remotes/${remote}/`
  if (branches.some(({base}) => 'label' in base && base.label.startsWith(own))) return remote
  const pushed = await Promise.all(branches.map(({branch}) => commitOf(catFile, `${own}${branch}`)))
  return pushed.some((oid) => oid !== null) ? remote : null
}

/** Whether the head of a branch is where its base is: it has no commits of its own, and nobody has to look for any. */
export const isAtBase = ({head, base}: PushedBranch): boolean => 'oids' in base && base.oids.includes(head)
