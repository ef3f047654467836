import {readBlob} from './check-blob.ts'
import {short} from './check-commit.ts'
import type {ChangedFile} from './check-push-files.ts'
import type {CheckEnvironment} from './check-request.ts'
import {judgeText} from './check-text.ts'
import type {Message} from './core/report.ts'
import type {Commits} from './git/port.ts'
import type {Parsers} from './parse/choose.ts'
import {irregularFile, textOf} from './read-file.ts'
import type {Result} from './verdicts.ts'

/** So many blobs are asked for ahead: judging does not wait for git, and not all of them are kept at once. */
const ahead = 16

/** Judge files as they are committed. */
export async function judgeFiles(
  files: readonly ChangedFile[],
  commits: Commits,
  {loadParse, debug, progress}: CheckEnvironment
): Promise<Result[]> {
  const asked: (Promise<Uint8Array> | null)[] = []
  const ask = ({entry}: ChangedFile) => {
    const bytes = problemOf(entry.mode) ? null : readBlob(commits, entry.oid)
    // Whoever waits for it hears of a failure.
    bytes?.catch(() => {})
    asked.push(bytes)
  }
  for (const file of files.slice(0, ahead)) ask(file)
  const results: Result[] = []
  let parsers: Parsers | undefined
  for (const [index, file] of files.entries()) {
    const next = files[index + ahead]
    if (next) ask(next)
    const bytes = await asked.shift()
    // No parser is loaded for what cannot be read.
    if (bytes) parsers ??= await loadParse(files.length)
    results.push(parsers && bytes ? await judge(file, bytes, parsers, debug) : unread(file))
    progress(index + 1, files.length)
  }
  return results
}

const unread = ({path, entry, commit, whole: {plan}}: ChangedFile): Result => {
  const problem = problemOf(entry.mode)
  return {path, profile: plan.expected(path), messages: problem ? [problem] : [], sections: [], commit}
}

/** What a tree can hold in the place of a file. */
function problemOf(mode: string): Message | null {
  if (mode === '120000') return irregularFile('symbolic link')
  return mode === '160000' ? irregularFile('submodule') : null
}

async function judge(
  {path, commit, whole}: ChangedFile,
  bytes: Uint8Array,
  parsers: Parsers,
  debug: (line: string) => void
): Promise<Result> {
  const told = (line: string) => debug(`${short(commit)}: ${line}`)
  const result = await judgeText({path, given: false}, textOf(bytes), {
    plan: await whole.loadPlan(),
    parsers,
    debug: told
  })
  return 'reason' in result ? result : {...result, commit}
}
