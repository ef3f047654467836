import {readFileSync, type Stats} from 'node:fs'
import type {Message} from './core/report.ts'
import {decode} from './decode.ts'
import {FileError} from './errors.ts'
import {ruleMeta} from './rule-meta.ts'
import {codeOf, statsOf} from './stats.ts'

/** A longer file is no handoff; the parser’s time grows faster than its input. */
const mostBytes = 1024 * 1024

/** Of a mere name Node makes such an object for every file. */
const asText = {encoding: 'utf8', flag: 'r'} as const

/** What came of reading a file: its text, the one message that says why there is none, or that it is gone. */
export type FileText = {text: string} | {message: Message} | {gone: true}

/** Read one file for judging; whatever stands in the way is a message, never an exception. */
export function readText(path: string): FileText {
  try {
    const stats = statsOf(path)
    if (!stats) return {gone: true}
    if (!stats.isFile()) return {message: irregular(stats)}
    if (stats.size > mostBytes) return {message: tooLong()}
    const text = readFileSync(path, asText)
    return isPlain(text) ? whatItIs(text) : textOf(readFileSync(path))
  } catch (error) {
    const code = codeOf(error instanceof FileError ? error.cause : error)
    if (code === 'ENOENT') return {gone: true}
    const note = 'See who may read the file and its folders.'
    return {
      message: engineMessage('regular-file', `Unexpected failure to read the file (${code}), expected its text`, note)
    }
  }
}

/** Turn bytes into the text to judge, or into the message that says why not. */
export function textOf(bytes: Uint8Array): {text: string} | {message: Message} {
  if (bytes.length > mostBytes) return {message: tooLong()}
  const {text, problem} = decode(bytes)
  if (problem) return {message: engineMessage('valid-encoding', problem.reason, problem.note, problem)}
  return whatItIs(text)
}

const whatItIs = (text: string): {text: string} | {message: Message} =>
  isPointer(text) ? {message: pointer()} : {text}

/** Whether what Node made of the bytes is what `decode` would: nothing replaced, no NUL, no byte order mark. */
const isPlain = (text: string): boolean =>
  text.length <= mostBytes && !text.includes('\ufffd') && !text.includes('\0') && !text.startsWith('\ufeff')

/** What a clone without Git LFS has in the place of a file. */
const isPointer = (text: string): boolean =>
  text.startsWith('version https') && /^version https:\/\/git-lfs\.github\.com\/spec\/v\d+\r?\n/u.test(text)

const pointer = (): Message =>
  engineMessage(
    'regular-file',
    'Unexpected Git LFS pointer, expected the text of the handoff',
    'Run `git lfs pull`; better, keep handoffs out of LFS.'
  )

/** For what no handoff is as long as. */
export const tooLong = (): Message =>
  engineMessage(
    'parse-limit',
    'Unexpected length of more than 1 MiB, expected a handoff',
    'Move what is history into a file of its own, or name this one in `ignore`.'
  )

/** For what the parser’s stack does not hold. */
export const tooDeep = (): Message =>
  engineMessage(
    'parse-limit',
    'Unexpected nesting that the parser cannot follow, expected a handoff',
    'Look for a line of thousands of `>`, `-` or brackets.'
  )

/** For what the parser does not get through. */
export const tooSlow = (): Message =>
  engineMessage(
    'parse-limit',
    'Unexpected text that takes longer than 4 s to read, expected a handoff',
    'Look for lists in lists, or for thousands of `>` or backticks; or move what is history into a file of its own.'
  )

/** For what was there when it was looked for. */
export const vanished = (): Message =>
  engineMessage('regular-file', 'Unexpected loss of the file, expected it to be there still', 'Run it again.')

const irregular = (stats: Stats): Message =>
  irregularFile(stats.isSymbolicLink() ? 'symbolic link' : stats.isDirectory() ? 'folder' : 'special file')

/** For what stands where a handoff should. */
export function irregularFile(what: 'symbolic link' | 'folder' | 'special file' | 'submodule'): Message {
  const note =
    what === 'symbolic link'
      ? 'Put the handoff itself here, or name the link in `ignore`; links are not followed.'
      : 'Give the handoff a name of its own, or name this one in `ignore`.'
  return engineMessage('regular-file', `Unexpected ${what}, expected a regular file`, note)
}

/** Rules of the engine itself: what they forbid keeps every other rule from looking at the file. */
export type EngineRule = 'parse-limit' | 'regular-file' | 'valid-encoding'

function engineMessage(
  ruleId: EngineRule,
  reason: string,
  note: string,
  {line, column}: {line: number; column: number} = {line: 1, column: 1}
): Message {
  const place = {line, column, endLine: line, endColumn: column}
  return {ruleId, severity: 'error', ...place, reason, note, expected: [], url: ruleMeta(ruleId).url}
}
