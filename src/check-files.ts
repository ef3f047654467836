import {relative, resolve, sep} from 'node:path'
import {judgeFile} from './check-file.ts'
import type {Earlier} from './check-known.ts'
import {makePlan, type Places, type WholePlan} from './check-plan.ts'
import {type CheckEnvironment, type CheckRequest, stdinPath} from './check-request.ts'
import {type Judge, judgeText, type Result} from './check-text.ts'
import {makeTray, type Tray} from './check-tray.ts'
import {makeReport, type Report} from './core/report.ts'
import {type FoundFile, type FoundFiles, findFiles} from './find-files.ts'
import type {Listing} from './git/port.ts'
import {builtinProfiles} from './profiles/index.ts'
import {textOf} from './read-file.ts'
import {openVerdicts} from './verdicts.ts'

type Plan = Places & WholePlan

/** Judge the files that a request names, and the branch, where it is asked for. */
export async function checkFiles(
  request: CheckRequest,
  environment: CheckEnvironment,
  earlier: Earlier
): Promise<Report> {
  const whole = await makePlan(request, environment)
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

/** Below this one thread is enough. */
const manyFiles = 1600

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
  const known = isKept ? openVerdicts(root, listing, JSON.stringify(whole.settings)) : null
  const tray = makeTray(known, brief)
  tray.found.skipped.push(...list.skipped)
  const unknown = known ? list.files.filter((file) => !tray.takeKnown(file)) : list.files
  if (known) environment.debug(`verdicts: ${list.files.length - unknown.length} known of ${list.files.length}`)
  if (stdin || unknown.length > 0)
    await judge({stdin, unknown, withoutClean: brief && !known}, whole, environment, tray)
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

interface Work {
  stdin: CheckRequest['stdin']
  unknown: readonly FoundFile[]
  withoutClean: boolean
}

async function judge(
  {stdin, unknown, withoutClean}: Work,
  whole: Plan,
  environment: CheckEnvironment,
  tray: Tray
): Promise<void> {
  const {debug, explain, helpers, loadParse, progress} = environment
  const judge: Judge = {plan: whole.plan, parsers: await loadParse(unknown.length), debug, explain}
  if (stdin) tray.take(await judgeStdin(stdin, judge, whole), null)
  const judgeOne = async (file: FoundFile) => tray.take(await judgeFile(file, judge), file)
  // Lines for a person who searches a mistake come in the order of the files.
  if (helpers && unknown.length >= manyFiles && !explain) {
    const {judgeTogether} = await import('./check-threads.ts')
    const {settings} = whole
    const job = {files: unknown, settings, withoutClean, judge: judgeOne, take: tray.takeHanded, progress}
    return judgeTogether(job, helpers)
  }
  for (const [index, file] of unknown.entries()) {
    await judgeOne(file)
    progress(index + 1, unknown.length)
  }
}

/** The templates that were read for a plan. */
function templatesOf({profile}: CheckRequest, {settings, cwd, base}: Plan): string[] {
  const isBuiltin = (name: string) => builtinProfiles.some((one) => one.name === name)
  const own = settings.profiles.flatMap(([name]) => (isBuiltin(name) ? [] : [resolve(base, name)]))
  return profile === undefined || isBuiltin(profile) ? own : [...own, resolve(cwd, profile)]
}

async function judgeStdin(
  {bytes, filename}: NonNullable<CheckRequest['stdin']>,
  judge: Judge,
  places: Places
): Promise<Result> {
  const path = filename === null ? '' : relative(places.base, resolve(places.cwd, filename)).split(sep).join('/')
  const result = await judgeText({path, given: true}, textOf(bytes), judge)
  return path === '' ? {...result, path: stdinPath} : result
}
