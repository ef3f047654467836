import {readFile} from 'node:fs/promises'
import {dirname, join, relative, resolve} from 'node:path'
import {decode} from '../decode.ts'
import {FileError, UsageError} from '../errors.ts'
import {createGit} from '../git/client.ts'
import {slugify} from '../handoff/filename.ts'
import {readDocument} from '../handoff/read.ts'
import {parse} from '../parse.ts'
import {fill, knownKeys} from '../profiles/fill.ts'
import {openHandoff} from '../profiles/growing-file.ts'
import type {Profile} from '../profiles/profile.ts'
import {type Known, scaffold} from '../profiles/scaffold.ts'
import {escapeLines} from '../terminal.ts'
import {createFile, exists, makeFolder, replaceFile} from '../write-file.ts'
import {type Io, readAll} from './io.ts'
import {findPlace, type Place} from './new-path.ts'
import {profileForNew} from './new-profile.ts'

/** The options of the command line, as commander hands them over. */
export interface NewOptions {
  profile?: string
  config?: string
  from?: string
  dryRun?: true
}

type Values = Record<string, unknown>

/** Write the next handoff, or a new part of one that holds many; only its path goes to stdout. */
export async function newHandoff(description: string, options: NewOptions, io: Io): Promise<number> {
  const git = createGit(io.cwd)
  const {profile, reason, own, cwd, base: root} = await profileForNew(options, git, io)
  io.debug(`profile ${profile.name}: ${reason}`)
  const values = options.from === undefined ? null : await readValues(options.from, io)
  const {date, time} = localClock(io.now)
  const title = description.replace(/\s+/gu, ' ').trim() || titleOf(values)
  const known: Known = {
    date,
    time,
    branch: (await git.branch()) ?? undefined,
    author: (await git.author()) ?? undefined,
    title
  }
  const text = writeText(profile, known, values, io)
  const hhmm = time.slice(0, 5).replace(':', '')
  const place = findPlace(profile, own, {date, time: hhmm, slug: slugify(title ?? '') || 'session'})
  const target = await makeTarget(profile, place, text, root)
  const fromHere = (path: string) => relative(cwd, join(root, path))
  if (!options.dryRun) {
    io.out(`${fromHere(await write(target, root))}\n`)
    return 0
  }
  io.say(`would ${target.grows ? 'change' : 'write'} ${fromHere(await firstFree(target, root))}`)
  io.out(escapeLines(target.text))
  return 0
}

async function firstFree({paths, grows}: Target, root: string): Promise<string> {
  for (const path of paths) if (grows || !(await exists(join(root, path)))) return path
  return paths[0] ?? ''
}

const two = (number: number): string => String(number).padStart(2, '0')

/** Day and time of day by the clock on the wall of whoever writes. */
function localClock(now: Date): {date: string; time: string} {
  const date = `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  return {date, time: `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`}
}

function titleOf(values: Values | null): string | undefined {
  const {title} = values ?? {}
  return typeof title === 'string' && title.trim() !== '' ? title.replace(/\s+/gu, ' ').trim() : undefined
}

/** Read the values to fill in: one JSON object. */
async function readValues(from: string, io: Io): Promise<Values> {
  const name = from === '-' ? 'standard input' : from
  const bytes = await (from === '-' ? readAll(io.stdin) : readFile(resolve(io.cwd, from))).catch((cause: unknown) => {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unreadable'
    throw new UsageError(`cannot read ${name}: ${code}`, {cause, hint: 'Name a file with a JSON object.'})
  })
  const {text, problem} = decode(bytes)
  if (problem)
    throw new UsageError(`${name}:${problem.line}:${problem.column}: ${problem.reason}`, {hint: problem.note})
  const values = parseJson(text, name)
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) return values as Values
  throw new UsageError(`${name} holds no object`, {hint: 'Write `{"Section": "text", "Field": "value"}`.'})
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new UsageError(`${name} is no JSON: ${why}`, {cause, hint: 'Write one JSON object.'})
  }
}

/** The whole text of a new file in the format. */
function writeText(profile: Profile, known: Known, values: Values | null, io: Io): string {
  if (values === null) return scaffold(profile, known)
  const {text, unknown, unfilled} = fill(profile, known, values)
  if (unknown.length > 0) {
    const listed = unknown.map(
      ({key, suggestion}) => `\`${key}\`${suggestion ? ` (did you mean \`${suggestion}\`?)` : ''}`
    )
    const what = `Unknown ${unknown.length === 1 ? 'key' : 'keys'} ${listed.join(', ')}`
    throw new UsageError(what, {hint: `Use the keys of the profile ${profile.name}: ${knownKeys(profile).join(', ')}.`})
  }
  for (const slot of unfilled) io.say(`still to fill in: ${slot}`)
  return text
}

/** What will be written where. */
interface Target {
  /** From the root, best first; more than one only for a new file. */
  paths: string[]
  text: string
  /** Whether the file is there and gets a new part. */
  grows: boolean
}

/** As many handoffs of one name in one minute as anybody can mean. */
const mostNumbered = 99

async function makeTarget(profile: Profile, {path, numbered}: Place, text: string, root: string): Promise<Target> {
  if (numbered) {
    const more = Array.from({length: mostNumbered - 1}, (_, index) => numbered(index + 2))
    return {paths: [path, ...more], text, grows: false}
  }
  if (!(await exists(join(root, path)))) return {paths: [path], text, grows: false}
  if (!profile.model.scope) {
    const hint = 'Move it out of the way, or write a file for each session: `--profile timestamped`.'
    throw new FileError(`${path} is there already, and in the profile ${profile.name} a handoff is a whole file`, {
      hint
    })
  }
  return {paths: [path], text: openIn(profile, path, await readFile(join(root, path)), text), grows: true}
}

/** The file’s text with the new handoff opened in it; its line ends and its byte order mark stay. */
function openIn(profile: Profile, path: string, bytes: Uint8Array, whole: string): string {
  const {text, problem} = decode(bytes)
  if (problem) throw new FileError(`${path}:${problem.line}:${problem.column}: ${problem.reason}`, {hint: problem.note})
  const mark = bytes[0] === 0xef ? '\uFEFF' : ''
  const isCrlf = text.includes('\r\n') && !/(?<!\r)\n/u.test(text)
  const plain = isCrlf ? text.replaceAll('\r\n', '\n') : text
  const opened = open(profile, path, plain, whole)
  if (opened === null) {
    const heading = profile.model.scope?.heading ?? ''
    throw new FileError(`${path} has no section \`${heading}\` and is no handoff of the profile ${profile.name}`, {
      hint: `Add the section, or take the profile that the file follows (\`handoff-lint inspect ${path}\`).`
    })
  }
  return mark + (isCrlf ? opened.replaceAll('\n', '\r\n') : opened)
}

function open(profile: Profile, path: string, text: string, whole: string): string | null {
  try {
    return holdsOther(profile, text) ? null : openHandoff(profile, text, whole)
  } catch (cause) {
    // The parser’s stack, see the rule `parse-limit`.
    if (!(cause instanceof RangeError)) throw cause
    throw new FileError(`${path} is nested too deeply to be read`, {cause, hint: 'Flatten its lists and quotes.'})
  }
}

/** Whether a file of one current handoff has none, but something else. */
function holdsOther({model}: Profile, text: string): boolean {
  if (model.scope?.kind !== 'section' || text.trim() === '') return false
  return readDocument(parse(text), text, model).missingScope !== null
}

/** Write the target; its path from the root. */
async function write({paths, text, grows}: Target, root: string): Promise<string> {
  const [first = ''] = paths
  await makeFolder(dirname(join(root, first)), root)
  if (grows) {
    await replaceFile(join(root, first), text)
    return first
  }
  for (const path of paths) if (await createFile(join(root, path), text)) return path
  throw new FileError(`${first} is there already`, {hint: 'Describe the session in other words.'})
}
