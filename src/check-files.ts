import {resolve} from 'node:path'
import type {Earlier} from './check-known.ts'
import type {LightPlan} from './check-light-plan.ts'
import {loadLightPlan, type Places} from './check-load-plan.ts'
import type {CheckEnvironment, CheckRequest} from './check-request.ts'
import {makeTray, type Tray} from './check-tray.ts'
import {makeReport, type Report} from './core/report.ts'
import {type FoundFiles, findFiles} from './find-files.ts'
import type {Listing} from './git/port.ts'
import {builtinNames} from './profiles/names.ts'
import {keySettings, openVerdicts} from './verdicts.ts'

type Plan = Places & LightPlan

/** Judge the files that a request names, and the branch, where it is asked for. */
export async function checkFiles(
  request: CheckRequest,
  environment: CheckEnvironment,
  earlier: Earlier
): Promise<Report> {
  const whole = await loadLightPlan(request, environment)
  const [branches, summary] = await Promise.all([judgeBranches(request, whole, environment), earlier.summary()])
  if (summary) return makeReport(summary.files, [], branches, summary.clean)
  const {files, skipped, clean} = await judgeFiles(request, whole, environment, earlier)
  return makeReport(files, skipped, branches, clean)
}

async function judgeBranches({branch}: CheckRequest, whole: Plan, environment: CheckEnvironment) {
  if (!branch) return []
  const {checkBranch} = await import('./check-branch.ts')
  const report = await checkBranch(branch, whole, environment)
  return report ? [report] : []
}

/** Below this to look verdicts up takes longer than to judge. */
const fewFiles = 10

async function judgeFiles(
  request: CheckRequest,
  whole: Plan,
  environment: CheckEnvironment,
  {listing: asked, root, keep}: Earlier
): Promise<Tray['found']> {
  const {stdin, paths, brief = false} = request
  const listing = await asked
  const list = stdin && paths.length === 0 ? noFiles : await find(paths, whole, environment, listing)
  const isKept = listing !== null && root !== null && list.files.length >= fewFiles
  const known = isKept ? openVerdicts(root, listing, keySettings(whole.settings, environment.engine)) : null
  const tray = makeTray(known, brief)
  for (const file of list.skipped) tray.found.skipped.push(file)
  const unknown = known ? list.files.filter((file) => !tray.takeKnown(file)) : list.files
  if (known) environment.debug(`verdicts: ${list.files.length - unknown.length} known of ${list.files.length}`)
  if (stdin || unknown.length > 0) {
    // What judges is loaded where there is something to judge.
    const {judgeAll} = await import('./check-judge.ts')
    await judgeAll({stdin, unknown, withoutClean: brief && !known}, whole, environment, tray)
  }
  known?.save()
  const isLasting = tray.isLasting() && !list.isWalked
  if (isLasting && listing && list.files.every(({path}) => listing.oids().has(path))) {
    keep({clean: tray.found.clean, files: tray.found.files}, listing, templatesOf(request, whole))
  }
  return tray.found
}

const noFiles: FoundFiles = {files: [], skipped: [], isWalked: false}

const find = (
  paths: readonly string[],
  {plan, cwd, base}: Plan,
  {git, debug}: CheckEnvironment,
  listing: Listing | null
): Promise<FoundFiles> => {
  const listFiles = listing ? async () => [...listing.paths()] : git.listFiles
  return findFiles({...plan, paths, cwd, base, git: {...git, listFiles}, debug})
}

/** The templates that were read for a plan. */
function templatesOf({profile}: CheckRequest, {settings, cwd, base}: Plan): string[] {
  const isBuiltin = (name: string) => builtinNames.some((one) => one === name)
  const own = settings.profiles.flatMap(([name]) => (isBuiltin(name) ? [] : [resolve(base, name)]))
  return profile === undefined || isBuiltin(profile) ? own : [...own, resolve(cwd, profile)]
}
