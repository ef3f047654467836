import {realpathSync} from 'node:fs'
import {relative, resolve, sep} from 'node:path'
import {rules} from '../rules/index.ts'
import {makePlanOf, type PlanRequest, type WholePlan} from './check-plan.ts'
import type {CheckEnvironment, CheckRequest} from './check-request.ts'
import {isSkipped, type Judge, judgeText, type Result, stdinPath} from './check-text.ts'
import {loadConfig} from './config/load.ts'
import {type FileReport, makeReport, type Report} from './core/report.ts'
import {UsageError} from './errors.ts'
import {type FoundFile, findFiles} from './find-files.ts'
import {loadProfile} from './profiles/load.ts'
import {readText, textOf, vanished} from './read-file.ts'
import {instead} from './suggest.ts'
import type {VerdictsRequest} from './verdicts.ts'

export type {CheckEnvironment, CheckRequest} from './check-request.ts'
export {stdinPath} from './check-text.ts'

/** Judge what the request names. Findings are in the report; only what keeps the run from happening is thrown. */
export async function check(request: CheckRequest, environment: CheckEnvironment): Promise<Report> {
  refuseUnknownRules([...Object.keys(request.severity ?? {}), ...(request.only ?? [])])
  if (request.push) {
    const {checkPush} = await import('./check-push.ts')
    return checkPush(request.push, request, environment)
  }
  if (request.range) {
    const {repository} = environment
    if (!repository) throw new TypeError('a range needs a repository to be read from')
    const {checkRange} = await import('./check-range.ts')
    return checkRange(request.range, request, {...environment, repository})
  }
  const whole = await makePlan(request, environment)
  const branches = request.branch ? await judgeBranches(request.branch, whole, environment) : []
  const results = await judgeFiles(request, whole, environment)
  const isJudged = (result: Result): result is FileReport => !isSkipped(result)
  return makeReport(results.filter(isJudged), results.filter(isSkipped), branches)
}

async function judgeBranches(
  branch: NonNullable<CheckRequest['branch']>,
  whole: WholePlan,
  environment: CheckEnvironment
) {
  const {checkBranch} = await import('./check-branch.ts')
  const report = await checkBranch(branch, whole, environment)
  return report ? [report] : []
}

/** Below this git takes longer to say what has changed than the files take to be judged. */
const fewFiles = 10

async function judgeFiles(
  {stdin, paths, cache}: CheckRequest,
  {plan, cwd, base, settings}: Places & WholePlan,
  {debug, env, explain, git, loadParse, progress}: CheckEnvironment
): Promise<Result[]> {
  let loaded: Judge | undefined
  const load = async () => {
    loaded ??= {plan, parsers: await loadParse(), debug, explain}
    return loaded
  }
  const results: Result[] = []
  if (stdin) results.push(await judgeStdin(stdin, await load(), {cwd, base}))
  if (stdin && paths.length === 0) return results
  const {files, skipped} = await findFiles({...plan, paths, cwd, base, git, debug})
  results.push(...skipped)
  const known = cache && files.length >= fewFiles ? await open({base, env, settings: settings(), debug}) : null
  for (const [index, file] of files.entries()) {
    const before = known?.find(file) ?? null
    const result = before ?? (await judgeFile(file, loaded ?? (await load())))
    if (before === null) known?.keep(file, result)
    results.push(result)
    progress(index + 1, files.length)
  }
  known?.save()
  return results
}

const open = async (request: VerdictsRequest) => (await import('./verdicts.ts')).openVerdicts(request)

function refuseUnknownRules(ids: readonly string[]): void {
  const known = Object.keys(rules)
  const id = ids.find((one) => !known.includes(one))
  if (id !== undefined) throw new UsageError(`Unknown rule \`${id}\``, {hint: instead(id, known)})
}

/** Where paths start. */
interface Places {
  cwd: string
  base: string
}

/** Load what the request and the configuration name, and make of it what decides for each file. */
export async function makePlan(
  request: PlanRequest,
  {cwd: given, git, debug}: Pick<CheckEnvironment, 'cwd' | 'git' | 'debug'>
): Promise<Places & WholePlan> {
  const cwd = realpathSync(given)
  const base = (await git.root()) ?? cwd
  const {config, path} = await loadConfig({root: base, cwd, given: request.config})
  debug(path === null ? `no configuration in ${base}` : `configuration: ${path}`)
  const forced = request.profile === undefined ? null : await loadProfile(request.profile, {cwd, root: base})
  const load = (name: string) => loadProfile(name, {cwd: base, root: base, confined: true})
  return {...(await makePlanOf(config, request, forced, load)), cwd, base}
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

async function judgeFile(file: FoundFile, judge: Judge): Promise<Result> {
  const read = readText(file.absolute)
  if (!('gone' in read)) return judgeText(file, read, judge)
  // Git lists what is deleted and not yet staged.
  return file.given ? judgeText(file, {message: vanished()}, judge) : {path: file.path, reason: 'it is no longer there'}
}
