import {settleAll} from './check-commit.ts'
import {findBranches, findOnRemote, isAtBase, type PushedBranch} from './check-push-branches.ts'
import type {CheckEnvironment, PushRequest} from './check-request.ts'
import type {PlanRequest} from './check-settings.ts'
import {branchOf, isDelete} from './core/ref-update.ts'
import {makeReport, type Report} from './core/report.ts'
import {readRemoteRefs} from './git/base.ts'
import {openCatFile} from './git/cat-file.ts'
import {prepareLog, readRanges} from './git/ranges.ts'
import {openCommits} from './git/tree.ts'
import {once} from './handoff/memo.ts'

/**
 * Judge every branch of a push, and the handoffs that it changes, as they are committed. However many refs there are,
 * git is started three times: for objects, for the log, and for what the remote has or for its refs. It takes a fourth
 * to tell whether a remote has refs at all, where none of those has a usual name, and another where a handoff is missing.
 */
export async function checkPush(push: PushRequest, plan: PlanRequest, environment: CheckEnvironment): Promise<Report> {
  const place = {cwd: environment.cwd, env: environment.env}
  const {debug} = environment
  const updates = push.updates.filter((update) => !isDelete(update))
  for (const update of push.updates) if (isDelete(update)) debug(`${update.remoteRef}: deleted, nothing to judge`)
  if (updates.length === 0) return makeReport([])
  const commits = environment.commits ?? openCommits(openCatFile(place))
  // It gets ready while the first answers come, unless there may be nothing to ask it.
  const log = updates.some(({remoteRef}) => branchOf(remoteRef) !== null) ? prepareLog(place) : undefined
  try {
    const search = {push, updates, plan, commits, place, refs: once(() => readRemoteRefs(place))}
    const branches = await findBranches(search, environment)
    if (branches.length === 0) return makeReport([])
    if (branches.every(isAtBase)) {
      const {reportIdle} = await import('./check-push-verdicts.ts')
      return makeReport([], [], reportIdle(branches, environment))
    }
    const onRemote = await findOnRemote(search, branches)
    const requests = branches.map(({head, base}) => ({head, bases: 'known' in base ? null : base.oids}))
    // What decides is loaded while git walks.
    const [ranges, {judgePushed, judgeChanged, openKnown, judged}] = await settleBoth(
      readRanges(place, requests, onRemote, {log}),
      loadJudges(branches)
    )
    // Whoever reads the debug output wants to see how a file is judged.
    const root = environment.commits && !environment.explain ? await environment.git.root() : null
    const [reports, {files, skipped}] = await settleBoth(
      judgePushed({branches: judged, ranges, place, commits}, environment),
      judgeChanged(judged, ranges, commits, environment, openKnown(root, environment.engine))
    )
    return makeReport(files, skipped, reports)
  } finally {
    log?.stop()
    if (!environment.commits) await commits.catFile.close()
  }
}

/** Load what decides about branches and files, and what their configurations say of paths. */
async function loadJudges(branches: readonly PushedBranch[]) {
  const [{judgePushed}, {judgeChanged}, {openKnown}] = await Promise.all([
    import('./check-push-verdicts.ts'),
    import('./check-push-files.ts'),
    import('./check-push-known.ts')
  ])
  const judged = await settleAll(branches.map(async (branch) => ({...branch, whole: await branch.loadWhole()})))
  return {judgePushed, judgeChanged, openKnown, judged}
}

/** Wait for both, whatever becomes of each; then the failure of the first, or of the second. */
async function settleBoth<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second])
  return [await first, await second]
}
