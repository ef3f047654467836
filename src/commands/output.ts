import {dirname, resolve} from 'node:path'
import type {Report} from '../core/report.ts'
import {FileError, UsageError} from '../errors.ts'
import {loadReporter} from '../reporters/index.ts'
import {type ReporterName, reporterNames} from '../reporters/names.ts'
import {neutralise} from '../reporters/workflow-command.ts'
import {statsOf} from '../stats.ts'
import {instead} from '../suggest.ts'
import {makePaint} from '../terminal.ts'
import type {Io} from './io.ts'
import {findPackage} from './package-root.ts'

/** A report that goes to a file. */
export interface Output {
  format: ReporterName
  path: string
}

/** GitHub drops a longer job summary whole. */
const longestSummary = 1_000_000

/** Read `--output format=file`, any number of times; what cannot be written is refused before anything is checked. */
export function readOutputs(given: readonly string[], io: Io): Output[] {
  const outputs = given.map((text) => readOutput(text, io.cwd))
  for (const [index, {path}] of outputs.entries()) {
    if (outputs.findIndex((one) => one.path === path) < index) {
      throw new UsageError(`Two reports for one file in --output: ${path}`, {hint: 'Give each a file of its own.'})
    }
    refuseUnwritable(path)
  }
  return outputs
}

function readOutput(text: string, cwd: string): Output {
  const at = text.indexOf('=')
  const name = at === -1 ? text : text.slice(0, at)
  const format = reporterNames.find((one) => one === name)
  if (!format && at === -1) {
    throw new UsageError(`No format in --output ${text}`, {hint: `Write \`--output json=${text}\`.`})
  }
  if (!format) throw new UsageError(`Unknown format \`${name}\` in --output`, {hint: instead(name, reporterNames)})
  const file = at === -1 ? '' : text.slice(at + 1)
  if (file === '') {
    throw new UsageError(`No file in --output ${text}`, {hint: `Write \`--output ${format}=path/of/the/report\`.`})
  }
  return {format, path: resolve(cwd, file)}
}

function refuseUnwritable(path: string): void {
  if (!tryStats(dirname(path), {follow: true})?.isDirectory()) {
    throw new FileError(`No folder ${dirname(path)} for a report`, {hint: 'Make the folder first.'})
  }
  const there = tryStats(path)
  if (there && !there.isFile()) {
    throw new FileError(`${path} is no regular file`, {
      hint: 'Name a file; --format says what goes to standard output.'
    })
  }
}

function tryStats(path: string, options?: {follow: boolean}): ReturnType<typeof statsOf> {
  try {
    return statsOf(path, options)
  } catch {
    return null
  }
}

/** Write the reports; each file is the old one or the new one, whenever it is read. */
export async function writeOutputs(outputs: readonly Output[], report: Report, io: Io): Promise<void> {
  if (outputs.length === 0) return
  // What writes files loads more of Node than all else does.
  const {createFile, replaceFile} = await import('../write-file.ts')
  const paint = makePaint(false)
  for (const {format, path} of outputs) {
    const isSummary = path === io.env['GITHUB_STEP_SUMMARY']
    const reporter = await loadReporter(format)
    const text = reporter(report, {
      paint,
      version: versionFor(format),
      maxBytes: isSummary ? longestSummary : undefined
    })
    if (!(await createFile(path, text))) await replaceFile(path, text)
    io.debug(`${path}: ${format} report written`)
  }
}

/** Most reports do not name the version, and looking it up costs a read. */
export const versionFor = (format: ReporterName): string | undefined =>
  format === 'sarif' ? findPackage().version : undefined

const jsonFormats: readonly ReporterName[] = ['json', 'sarif', 'gitlab']

/** A report as a log may hold it: the runner of GitHub Actions obeys commands wherever in an output it finds them. */
export function forLog(text: string, format: ReporterName, env: Io['env']): string {
  if (env['GITHUB_ACTIONS'] !== 'true' || format === 'github') return text
  return jsonFormats.includes(format) ? text.replace(/#(\p{DI}*)#(\p{DI}*)\[/gu, '#$1#$2\\u005b') : neutralise(text)
}
