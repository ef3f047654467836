import type {PlanRequest} from './check-light-plan.ts'
import {findBranches, findOnRemote} from './check-push-branches.ts'
import {judgeChanged} from './check-push-files.ts'
import {openKnown} from './check-push-known.ts'
import type {CheckEnvironment, PushRequest} from './check-request.ts'
import {isDelete} from './core/ref-update.ts'
import {makeReport, type Report} from './core/report.ts'
import {readRemoteRefs} from './git/base.ts'
import {openCatFile} from './git/cat-file.ts'
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
  const commits = environment.commits ?? openCommits(openCatFile(place))
  try {
    const search = {push, updates, plan, commits, place, refs: once(() => readRemoteRefs(place))}
    const branches = await findBranches(search, environment)
    if (branches.length === 0) return makeReport([])
    const onRemote = await findOnRemote(search, branches)
    const requests = branches.map(({head, base}) => ({head, bases: 'known' in base ? null : base.oids}))
    // Whoever reads the debug output wants to see how a file is judged.
    const root = environment.commits && !environment.explain ? await environment.git.root() : null
    const reading = readRanges(place, requests, onRemote)
    // It loads while git walks.
    const loading = import('./check-push-verdicts.ts')
    const ranges = await reading
    const verdicts = await loading
    const [reports, judged] = await settleBoth(
      verdicts.judgePushed({branches, ranges, place, commits}, environment),
      judgeChanged(branches, ranges, commits, environment, openKnown(root, environment.engine))
    )
    return makeReport(judged.files, judged.skipped, reports)
  } finally {
    if (!environment.commits) await commits.catFile.close()
  }
}

/** Wait for both, whatever becomes of each; then the failure of the first, or of the second. */
async function settleBoth<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second])
  return [await first, await second]
}
