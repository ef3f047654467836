import {relative, resolve, sep} from 'node:path'
import {judgeFile} from './check-file.ts'
import type {LightPlan} from './check-light-plan.ts'
import type {Places} from './check-load-plan.ts'
import {type CheckEnvironment, type CheckRequest, stdinPath} from './check-request.ts'
import {type Judge, judgeText} from './check-text.ts'
import type {Tray} from './check-tray.ts'
import type {FoundFile} from './find-files.ts'
import {textOf} from './read-file.ts'
import type {Result} from './verdicts.ts'

interface Work {
  stdin: CheckRequest['stdin']
  /** Files that nothing is known of. */
  unknown: readonly FoundFile[]
  /** Nobody wants to know more of a clean file than that it is. */
  withoutClean: boolean
}

/** Below this one thread is enough. */
const manyFiles = 1600

/** Judge standard input and files, and put into a tray what is found. */
export async function judgeAll(
  {stdin, unknown, withoutClean}: Work,
  whole: Places & LightPlan,
  environment: CheckEnvironment,
  tray: Tray
): Promise<void> {
  const {debug, engine, explain, loadParse, progress, threadFile} = environment
  const judge: Judge = {plan: await whole.loadPlan(), parsers: await loadParse(unknown.length), debug, explain}
  if (stdin) tray.take(await judgeStdin(stdin, judge, whole), null)
  const judgeOne = async (file: FoundFile) => tray.take(await judgeFile(file, judge), file)
  // Lines for a person who searches a mistake come in the order of the files.
  if (threadFile !== undefined && unknown.length >= manyFiles && !explain) {
    const {judgeTogether} = await import('./check-threads.ts')
    const {settings} = whole
    const job = {files: unknown, settings, engine, withoutClean, judge: judgeOne, take: tray.takeHanded, progress}
    return judgeTogether(job, threadFile)
  }
  for (const [index, file] of unknown.entries()) {
    await judgeOne(file)
    progress(index + 1, unknown.length)
  }
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
