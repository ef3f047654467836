import {readdir, readFile, stat} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import * as v from 'valibot'
import {exitCodeOf, makeReport, type Report} from '../core/report.ts'
import {ExpectedError, FileError, UsageError} from '../errors.ts'
import {loadReporter, withoutWarnings} from '../reporters/index.ts'
import type {ReporterName} from '../reporters/names.ts'
import {reportSchema} from '../reporters/report-schema.ts'
import {codeOf} from '../stats.ts'
import {plural} from '../terminal.ts'
import type {Io} from './io.ts'
import {forLog, readOutputs, versionFor, writeOutputs} from './output.ts'

/** The options of the command line, as commander hands them over. */
export interface MergeReportsOptions {
  format: ReporterName
  output?: string[]
  quiet?: true
  expect?: number
  exitZero?: true
}

/** Join reports that several runs wrote as JSON, print the one that they make, and judge it as `lint` judges its own. */
export async function mergeReports(paths: readonly string[], options: MergeReportsOptions, io: Io): Promise<number> {
  const outputs = await readOutputs(options.output ?? [], io)
  const files = [...new Set((await Promise.all(paths.map((path) => filesAt(path, io.cwd)))).flat())]
  refuseTooFew(files, options.expect)
  const reports: Report[] = []
  for (const file of files) reports.push(await readReport(file, io.cwd))
  const report = joinReports(reports)
  io.debug(`${plural(files.length, 'report')} joined: ${files.join(', ')}`)
  const shown = options.quiet ? withoutWarnings(report) : report
  const reporter = await loadReporter(options.format)
  const hiddenWarnings = report.counts.warnings - shown.counts.warnings
  const text = reporter(shown, {paint: io.paint, hiddenWarnings, version: versionFor(options.format)})
  io.out(forLog(text, options.format, io.env))
  await writeOutputs(outputs, shown, io)
  return options.exitZero ? 0 : exitCodeOf(report)
}

/** A report that is missing is a part that nobody looked at. */
function refuseTooFew(files: readonly string[], expected: number | undefined): void {
  if (expected === undefined || files.length === expected) return
  throw new ExpectedError(`${plural(files.length, 'report')} instead of ${expected}`, {
    exitCode: 3,
    hint: 'Look which run wrote none; without its report nothing can be said of its part.'
  })
}

/** A file, or the reports in a folder and below it. */
async function filesAt(path: string, cwd: string): Promise<string[]> {
  const there = await stat(resolve(cwd, path)).catch(() => null)
  if (!there) throw new UsageError(`No report ${path}`, {hint: 'Give files that `--format json` wrote, or a folder.'})
  if (!there.isDirectory()) return [path]
  const names = await readdir(resolve(cwd, path), {recursive: true})
  const found = names.filter((name) => name.endsWith('.json')).sort()
  if (found.length > 0) return found.map((name) => join(path, name))
  throw new UsageError(`No report (.json) in the folder ${path}`, {hint: 'Name the folder that the reports are in.'})
}

/** More than any run writes. */
const mostBytes = 256 * 2 ** 20

async function readReport(path: string, cwd: string): Promise<Report> {
  const absolute = resolve(cwd, path)
  try {
    if ((await stat(absolute)).size > mostBytes) throw new FileError(`${path}: longer than any report`)
    return parseReport(await readFile(absolute, 'utf8'), path)
  } catch (cause) {
    if (cause instanceof ExpectedError) throw cause
    throw new FileError(`cannot read ${path} (${codeOf(cause)})`, {cause, hint: 'Give a file that you may read.'})
  }
}

const hint = 'Give files that `--format json` or the input `report-file` of the Action wrote.'

function parseReport(text: string, path: string): Report {
  const data = parseJson(text, path)
  const version = typeof data === 'object' && data !== null ? (data as {version?: unknown}).version : undefined
  if (typeof version === 'number' && version > 1) {
    throw new FileError(`${path}: a report of version ${version}`, {
      hint: 'Use a handoff-lint as new as the one that wrote it.'
    })
  }
  const result = v.safeParse(reportSchema, data)
  if (result.success) return result.output
  const [problem] = result.issues
  const where = v.getDotPath(problem)
  throw new FileError(`${path}: not a report: ${where === null ? '' : `\`${where}\`: `}${problem.message}`, {hint})
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/u, ''))
  } catch (cause) {
    throw new FileError(`${path}: not JSON${text.trim() === '' ? ', but empty' : ''}`, {cause, hint})
  }
}

/** One report of many, counted anew; what two of them say alike is said once. */
export function joinReports(reports: readonly Report[]): Report {
  return makeReport(
    distinct(reports.flatMap(({files}) => files)),
    distinct(reports.flatMap(({skipped}) => skipped)),
    distinct(reports.flatMap(({branches}) => branches))
  )
}

const distinct = <Item>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values()
]
