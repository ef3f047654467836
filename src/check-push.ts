import {settleAll} from './check-commit.ts'
import type {BranchPlan} from './check-light-plan.ts'
import {findBranches, findOnRemote, isAtBase, type PushedBranch} from './check-push-branches.ts'
import type {CheckEnvironment, PushRequest} from './check-request.ts'
import type {PlanRequest} from './check-settings.ts'
import {isDelete} from './core/ref-update.ts'
import {makeReport, type Report} from './core/report.ts'
import {readRemoteRefs} from './git/base.ts'
import {openCatFile, remembering} from './git/cat-file.ts'
import {blobsOf} from './git/history.ts'
import type {Commits, LoggedCommit} from './git/port.ts'
import {readRanges} from './git/ranges.ts'
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
  const commits = environment.commits ?? openCommits(remembering(openCatFile(place)))
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
    // What decides is loaded while git walks, and the handoffs are read while it still tells which commits are new.
    const onLogged = (logged: readonly LoggedCommit[]) =>
      void loading.then(({judged}) => askForTexts(logged, judged, commits)).catch(() => {})
    const reading = readRanges(place, requests, onRemote, {onLogged})
    const loading = loadJudges(branches, environment)
    const [ranges, {judgePushed, judgeChanged, known, judged}] = await settleBoth(reading, loading)
    const [reports, {files, skipped}] = await settleBoth(
      judgePushed({branches: judged, ranges, place, commits}, environment),
      judgeChanged(judged, ranges, commits, environment, known)
    )
    return makeReport(files, skipped, reports)
  } finally {
    if (!environment.commits) await commits.catFile.close()
  }
}

/** Load what decides about branches and files, and what their configurations say of paths. */
async function loadJudges(branches: readonly PushedBranch[], {commits, explain, git, engine}: CheckEnvironment) {
  const [{judgePushed}, {judgeChanged}, {openKnown}] = await Promise.all([
    import('./check-push-verdicts.ts'),
    import('./check-push-files.ts'),
    import('./check-push-known.ts')
  ])
  const judged = await settleAll(branches.map(async (branch) => ({...branch, whole: await branch.loadWhole()})))
  // Whoever reads the debug output wants to see how a file is judged.
  const known = openKnown(commits && !explain ? await git.root() : null, engine)
  return {judgePushed, judgeChanged, known, judged}
}

/** Ask for the texts of all handoffs among some commits; whoever wants one later has it at once. */
function askForTexts(
  logged: readonly LoggedCommit[],
  judged: readonly {whole: BranchPlan}[],
  {catFile}: Commits
): void {
  const changes = logged.flatMap((commit) => commit.changes)
  for (const isHandoff of new Set(judged.map(({whole}) => whole.isHandoff))) {
    for (const oid of blobsOf(changes, isHandoff)) catFile.read(oid).catch(() => {})
  }
}

/** Wait for both, whatever becomes of each; then the failure of the first, or of the second. */
async function settleBoth<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second])
  return [await first, await second]
}
