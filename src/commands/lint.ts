import {realpathSync} from 'node:fs'
import {resolve} from 'node:path'
import {type CheckEnvironment, type CheckRequest, check} from '../check.ts'
import {askEarlier} from '../check-known.ts'
import {exitCodeOf, type Report} from '../core/report.ts'
import {UsageError} from '../errors.ts'
import type {ReporterName} from '../reporters/names.ts'
import {ruleIds} from '../rule-ids.ts'
import {statsOf} from '../stats.ts'
import {instead, suggest} from '../suggest.ts'
import {plural} from '../terminal.ts'
import {makeEnvironment} from './environment.ts'
import {type Io, readAll} from './io.ts'

/** The options of the command line, as commander hands them over. */
export interface LintOptions {
  profile?: string
  config?: string
  format: ReporterName
  output?: string[]
  quiet?: true
  maxWarnings?: number
  severity?: string[]
  fix?: true
  stdinFilename?: string
  exitZero?: true
  cache: boolean
  branch?: true
  base?: string
  since?: string
}

/** What the command line means by paths alone. */
export const plainOptions: LintOptions = {format: 'stylish', cache: true}

/** Check handoffs and print what was found. */
export async function lint(paths: readonly string[], options: LintOptions, io: Io): Promise<number> {
  const outputs = options.output ? (await import('./output.ts')).readOutputs(options.output, io) : []
  const request = await makeRequest(paths, options, io)
  const environment = makeEnvironment(io)
  const earlier = await askEarlier(request, environment)
  // Git has started before the rest is loaded.
  const [{forLog, versionFor, writeOutputs}, {loadReporter, withoutWarnings}] = await Promise.all([
    import('./output.ts'),
    import('../reporters/index.ts')
  ])
  const checked = check(request, environment, earlier)
  const report = await (options.fix ? fixWhat(await checked, request, environment, io) : checked)
  for (const {path, reason} of report.skipped) io.debug(`${path} skipped: ${reason}`)
  const shown = options.quiet ? withoutWarnings(report) : report
  const hiddenWarnings = report.counts.warnings - shown.counts.warnings
  const reporter = await loadReporter(options.format)
  io.out(
    forLog(
      reporter(shown, {paint: io.paint, hiddenWarnings, version: versionFor(options.format)}),
      options.format,
      io.env
    )
  )
  await writeOutputs(outputs, shown, io)
  const {warnings} = report.counts
  if (options.maxWarnings !== undefined && warnings > options.maxWarnings) {
    io.say(`handoff-lint: ${plural(warnings, 'warning')}, at most ${options.maxWarnings} allowed by --max-warnings`)
  }
  return options.exitZero ? 0 : exitCodeOf(report, options.maxWarnings)
}

async function makeRequest(paths: readonly string[], options: LintOptions, io: Io): Promise<CheckRequest> {
  const {profile, config, stdinFilename} = options
  const severity = readSeverities(options.severity ?? [])
  const brief = options.format === 'stylish' && !options.output && !options.fix
  const shared = {profile, config, severity, cache: options.cache, brief}
  if (!paths.includes('-')) {
    if (stdinFilename !== undefined) {
      throw new UsageError('--stdin-filename without standard input', {hint: 'Add `-` to read standard input.'})
    }
    refuseCommandName(paths[0], io)
    return {...shared, paths, ...(await branchRequest(paths, options, io))}
  }
  if (paths.length > 1) throw new UsageError('`-` stands with other paths', {hint: 'Check standard input alone.'})
  if (options.fix) throw new UsageError('--fix cannot change standard input', {hint: 'Give the path of the file.'})
  if (io.stdin.isTTY) io.say('Reading standard input; end it with Ctrl-D.')
  return {...shared, paths: [], stdin: {bytes: await readAll(io.stdin), filename: stdinFilename ?? null}}
}

/** Without paths the branch is judged, too; of `--since` only what changed is, as it is committed. */
async function branchRequest(
  paths: readonly string[],
  {branch, base, since, fix}: LintOptions,
  io: Io
): Promise<Pick<CheckRequest, 'branch' | 'push'>> {
  if (since === undefined || paths.length > 0 || fix) {
    const isWanted = paths.length === 0 || branch || base !== undefined || since !== undefined
    return isWanted ? {branch: {base: since ?? base ?? null}} : {}
  }
  const {readHead} = await import('./pre-push-revisions.ts')
  const update = await readHead(io, 'HEAD')
  if (update === null) throw new UsageError('--since outside of a repository', {hint: 'Give paths instead.'})
  return {push: {updates: [update], remote: null, base: since, ignoreTracking: true}}
}

/** A word that is no path was perhaps meant as a command, which has to come first and be spelt right. */
function refuseCommandName(path: string | undefined, {cwd, commands}: Io): void {
  if (path === undefined || !/^[A-Za-z-]+$/.test(path) || statsOf(resolve(cwd, path)) !== null) return
  const near = suggest(path, commands)
  if (near === null) return
  const hint = near === path ? `Put the command first: \`handoff-lint ${path} …\`.` : `Did you mean \`${near}\`?`
  throw new UsageError(`No command, file or folder \`${path}\``, {hint})
}

const levels = ['error', 'warn', 'off'] as const

type Severities = Record<string, (typeof levels)[number]>

function readSeverities(given: readonly string[]): Severities {
  const severities: Severities = {}
  for (const text of given) {
    const at = text.indexOf('=')
    if (at === -1) {
      throw new UsageError(`No level in --severity ${text}`, {hint: `Write \`--severity ${text}=warn\`.`})
    }
    const id = text.slice(0, at)
    const word = text.slice(at + 1)
    if (!ruleIds.includes(id)) {
      throw new UsageError(`Unknown rule \`${id}\` in --severity`, {hint: instead(id, ruleIds)})
    }
    const level = levels.find((one) => one === word || (one === 'warn' && word === 'warning'))
    if (!level) throw new UsageError(`Unknown level \`${word}\` in --severity`, {hint: instead(word, levels)})
    severities[id] = level
  }
  return severities
}

/** Repair what a first report names; what is left is checked anew. */
async function fixWhat(first: Report, request: CheckRequest, environment: CheckEnvironment, io: Io): Promise<Report> {
  const {fixAll} = await import('../fix.ts')
  const {cwd, git} = environment
  const place = {base: (await git.root()) ?? realpathSync(cwd), git}
  const {report, done, refused} = await fixAll(first, place, (paths) =>
    check({...request, branch: undefined, paths}, environment)
  )
  for (const line of done) io.say(`fixed ${line}`)
  for (const line of refused) io.say(line)
  return report
}
