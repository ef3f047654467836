import {readFile} from 'node:fs/promises'
import {dirname, join, posix, resolve} from 'node:path'
import {type FileReport, type Message, makeReport, type Report} from './core/report.ts'
import {isFixable} from './fixable.ts'
import type {Git} from './git/client.ts'
import {exists, moveFile, replaceFile} from './write-file.ts'

/** What was done to one file. */
interface FixedFile {
  /** As the report has it. */
  path: string
  /** The same, after a renaming. */
  newPath: string
  /** The content before, or null where only the name changed. */
  before: string | null
  /** In words, for the person. */
  edits: string[]
}

export interface FixResult {
  files: FixedFile[]
  /** What could not be done, and why. */
  refused: string[]
}

/** Where a report's paths start, and who renames what git knows. */
export interface FixPlace {
  base: string
  git: Git
}

/** What came of repairing until nothing is left to repair. */
export interface FixOutcome {
  report: Report
  /** What was done and what could not be, in words. */
  done: string[]
  refused: string[]
}

/** A repaired file can have something else to repair; rules that never agree must not keep us here. */
const mostRounds = 5

/**
 * Repair, judge again, and so on; what does not satisfy the rule that proposed it is taken back.
 *
 * @param recheck judges files by their absolute paths.
 */
export async function fixAll(
  first: Report,
  place: FixPlace,
  recheck: (paths: string[]) => Promise<Report>
): Promise<FixOutcome> {
  const outcome: FixOutcome = {report: first, done: [], refused: []}
  const givenUp = new Set<string>()
  for (let round = 0; round < mostRounds; round++) {
    const {files, refused} = await applyFixes(withoutFiles(outcome.report, givenUp), place)
    outcome.refused.push(...refused.filter((line) => !outcome.refused.includes(line)))
    if (files.length === 0) break
    const paths = files.map(({newPath}) => resolve(place.base, newPath))
    let changed = await recheck(paths)
    const failed = files.filter((file) => !hasHelped(file, outcome.report, changed))
    for (const {newPath, before} of failed) {
      if (before !== null) await replaceFile(resolve(place.base, newPath), before)
      givenUp.add(newPath)
      outcome.refused.push(`${newPath} was left as it is: what would be added does not satisfy the rule`)
    }
    if (failed.length > 0) changed = await recheck(paths)
    outcome.done.push(...files.flatMap((file) => doneLines(file, !failed.includes(file))))
    const rest = withoutFiles(outcome.report, new Set(files.map(({path}) => path)))
    outcome.report = makeReport([...rest.files, ...changed.files], [...rest.skipped, ...changed.skipped], rest.branches)
  }
  return outcome
}

const withoutFiles = (report: Report, paths: ReadonlySet<string>): Report => ({
  ...report,
  files: report.files.filter(({path}) => !paths.has(path))
})

const doneLines = ({path, newPath, edits}: FixedFile, kept: boolean): string[] => [
  ...(kept ? edits.map((edit) => `${path}: ${edit}`) : []),
  ...(newPath === path ? [] : [`${path}: renamed to ${posix.basename(newPath)}`])
]

/** Whether there are fewer messages now of every kind that was acted on. */
function hasHelped({path, newPath, before}: FixedFile, first: Report, second: Report): boolean {
  if (before === null) return true
  const keys = (report: Report, name: string) =>
    (report.files.find((file) => file.path === name)?.messages ?? [])
      .filter((message) => isFixable(message) && isEdit(message))
      .map(({ruleId, reason}) => `${ruleId} ${reason}`)
  const [old, now] = [keys(first, path), keys(second, newPath)]
  const count = (list: readonly string[], key: string) => list.filter((one) => one === key).length
  return old.every((key) => count(now, key) < count(old, key))
}

/** Do what the messages of a report propose, where there is exactly one right form; content first, then names. */
export async function applyFixes(report: Report, place: FixPlace): Promise<FixResult> {
  const result: FixResult = {files: [], refused: []}
  for (const file of report.files) {
    if (!file.messages.some(isFixable)) continue
    const fixed = await fixFile(file, place, result.refused)
    if (fixed.before !== null || fixed.newPath !== fixed.path) result.files.push(fixed)
  }
  return result
}

const isEdit = ({ruleId}: Message): boolean => ruleId !== 'valid-filename'

async function fixFile(file: FileReport, {base, git}: FixPlace, refused: string[]): Promise<FixedFile> {
  const fixed: FixedFile = {path: file.path, newPath: file.path, before: null, edits: []}
  const messages = file.messages.filter(isFixable)
  if (messages.some(isEdit)) {
    const path = resolve(base, file.path)
    const before = await readFile(path, 'utf8')
    const {text, done} = fixText(before, messages.filter(isEdit))
    if (text !== before) {
      await replaceFile(path, text)
      fixed.before = before
      fixed.edits = done
    }
  }
  const name = messages.find((message) => !isEdit(message))?.expected[0]
  if (name !== undefined) await renameFile(fixed, name, {base, git}, refused)
  return fixed
}

async function renameFile(fixed: FixedFile, name: string, {base, git}: FixPlace, refused: string[]): Promise<void> {
  if (name === posix.basename(fixed.path) || !isPlainName(name)) return
  const from = resolve(base, fixed.path)
  const to = join(dirname(from), name)
  const newPath = posix.join(posix.dirname(fixed.path), name)
  const taken = `${fixed.path} was not renamed: there is a ${name} already`
  if (await exists(to)) return void refused.push(taken)
  if (await git.isTracked(fixed.path)) await git.move(fixed.path, newPath)
  else if (!(await moveFile(from, to))) return void refused.push(taken)
  fixed.newPath = newPath
}

/** A name for the same folder, whatever the text it was derived from. */
const isPlainName = (name: string): boolean => name !== '' && !name.startsWith('.') && !/[/\\\p{Cc}]/u.test(name)

interface Edit {
  start: number
  end: number
  text: string
  done: string
}

/** The text with every fixable message acted on; line ends and a byte order mark stay as they are. */
export function fixText(source: string, messages: readonly Message[]): {text: string; done: string[]} {
  const mark = source.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = source.slice(mark.length)
  const edits = withoutOverlaps(messages.flatMap((message) => editOf(text, lineStarts(text), message)))
  let fixed = text
  // From the end, so that the places before an edit stay true; of several at one place the first stays the first.
  for (const edit of edits.toReversed()) {
    const insert = edit.start === edit.end
    fixed = insert ? insertBlock(fixed, edit.start, edit.text) : splice(fixed, edit.start, edit.end, edit.text)
  }
  return {text: mark + fixed, done: edits.map(({done}) => done)}
}

function editOf(text: string, starts: readonly number[], message: Message): Edit[] {
  const wanted = message.expected[0]
  const start = offsetOf(starts, message.line, message.column)
  const end = offsetOf(starts, message.endLine, message.endColumn)
  if (wanted === undefined || start === null || end === null || end < start || end > text.length) return []
  const done = start === end ? `added ${firstLine(wanted)}` : `wrote ${wanted} for ${text.slice(start, end)}`
  return text.slice(start, end) === wanted ? [] : [{start, end, text: wanted, done}]
}

const firstLine = (text: string): string => text.trim().split('\n', 1)[0] ?? ''

function withoutOverlaps(edits: readonly Edit[]): Edit[] {
  const kept: Edit[] = []
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start >= (kept.at(-1)?.end ?? 0)) kept.push(edit)
  }
  return kept
}

const splice = (text: string, start: number, end: number, insert: string): string =>
  text.slice(0, start) + insert + text.slice(end)

/** Put a block between blank lines, with the line ends of the text. */
function insertBlock(text: string, at: number, block: string): string {
  const eol = /\r\n?|\n/u.exec(text)?.[0] ?? '\n'
  const before = text.slice(0, at)
  const breaks = /[\r\n]*$/u.exec(before)?.[0].replace(/\r\n?/gu, '\n').length ?? 0
  const after = text.slice(at).replace(/^[\r\n]+/u, '')
  const lines = block.trim().replace(/\r\n?|\n/gu, eol)
  const gap = before === '' ? '' : eol.repeat(Math.max(0, 2 - breaks))
  return before + gap + lines + eol + (after === '' ? '' : eol + after)
}

/** Offsets at which the lines of a text start, by the line ends that Markdown knows. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n?|\n/gu)].map((match) => match.index + match[0].length)]
}

function offsetOf(starts: readonly number[], line: number, column: number): number | null {
  const start = starts[line - 1]
  return start === undefined ? null : start + column - 1
}
