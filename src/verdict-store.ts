import {mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'

/** What is put in by the build: a hash of all that the program is made of. */
declare const PROGRAM_HASH: string | undefined

/** One verdict as it is kept, and as one thread hands it to another. */
export interface Verdict {
  /** A result without any message. */
  isClean: boolean
  /** The result as JSON. */
  json: string
}

/** What one verdict is about; a text of another name, or one that nobody named, may be judged otherwise. */
export interface VerdictKey {
  oid: string
  path: string
  given: boolean
}

/** Verdicts that earlier runs kept under the same settings, and a place for new ones. */
export interface VerdictStore {
  find: (key: VerdictKey) => Verdict | null
  keep: (key: VerdictKey, verdict: Verdict) => void
  /** Write them down; where that cannot be, the next run judges again. */
  save: () => void
}

const mostBytes = 64 * 2 ** 20

/** So many of each kind of file are kept; the oldest go. */
const mostFiles = 8

const program = typeof PROGRAM_HASH === 'string' ? PROGRAM_HASH : 'sources'

/** Name for what depends on the program and on some texts. */
export const nameFor = (...texts: readonly string[]): string =>
  [1, 2, 3, 4].map((seed) => hash32(JSON.stringify([program, ...texts]), seed)).join('')

/** Eight digits; four rows of them tell a few files apart as well as what Node takes milliseconds to load. */
function hash32(text: string, seed: number): string {
  let hash = Math.imul(seed, 0x9e3779b1)
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x85ebca6b)
    hash = (hash << 13) | (hash >>> 19)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35)
  return ((hash ^ (hash >>> 15)) >>> 0).toString(16).padStart(8, '0')
}

/** Where git keeps what belongs to one work tree, without asking it; null where there is no such place. */
export function findStoreFolder(root: string): string | null {
  try {
    const git = join(root, '.git')
    if (statSync(git).isDirectory()) return join(git, 'handoff-lint')
    const target = /^gitdir: (.+)$/mu.exec(readFileSync(git, 'utf8'))?.[1]
    return target === undefined ? null : join(resolve(root, target), 'handoff-lint')
  } catch {
    return null
  }
}

const headerFor = (length: number): string => `handoff-lint verdicts ${length}\n`

/**
 * Open the verdicts under some settings.
 *
 * @param settings all that a verdict depends on but the text itself and its path.
 */
export function openVerdictStore(folder: string, settings: string): VerdictStore {
  const name = `${nameFor(settings)}.json`
  let known: Lines | undefined
  const fresh = new Map<string, string>()
  const old = () => {
    known ??= readLines(join(folder, name))
    return known
  }
  return {
    find: (key) => {
      const start = startOf(key)
      const line = start === null ? null : (fresh.get(start) ?? old().find(start))
      return line === null ? null : {isClean: line.startsWith('1'), json: line.slice(2)}
    },
    keep: (key, {isClean, json}) => {
      const start = startOf(key)
      if (start !== null) fresh.set(start, `${isClean ? 1 : 0}\t${json}`)
    },
    save: () => {
      if (fresh.size > 0) writeStored(folder, name, latest(old().all(), fresh))
    }
  }
}

/** What the line of a verdict begins with; a path that would break the line is judged each time. */
const startOf = ({oid, path, given}: VerdictKey): string | null =>
  /[\n\t]/u.test(path) ? null : `${oid} ${given ? 1 : 0} ${path}\t`

/** The lines of a kept file: `<oid> <given> <path>\t<clean>\t<json>`. */
interface Lines {
  /** What follows such a start. */
  find: (start: string) => string | null
  all: () => string[]
}

/** What was kept; what is damaged is nothing. */
function readLines(path: string): Lines {
  const body = readBody(path)
  let index: Map<string, number> | undefined
  return {
    find: (start) => {
      index ??= indexLines(body)
      const at = index.get(start)
      return at === undefined ? null : body.toString('utf8', at, body.indexOf(10, at))
    },
    all: () => body.toString('utf8').split('\n').slice(0, -1)
  }
}

function readBody(path: string): Buffer {
  const nothing = Buffer.alloc(0)
  try {
    const bytes = readFileSync(path)
    const end = bytes.indexOf(10) + 1
    const isWhole = bytes.toString('latin1', 0, end) === headerFor(bytes.length - end)
    return isWhole && bytes.at(-1) === 10 ? bytes.subarray(end) : nothing
  } catch {
    return nothing
  }
}

/** Where the verdict of each line begins, by what stands before it. */
function indexLines(body: Buffer): Map<string, number> {
  const index = new Map<string, number>()
  for (let at = 0; at < body.length; at = body.indexOf(10, at) + 1) {
    const tab = body.indexOf(9, at) + 1
    if (tab === 0) break
    index.set(body.toString('utf8', at, tab), tab)
    at = tab
  }
  return index
}

/** One line for each path: the last. */
function latest(old: readonly string[], fresh: ReadonlyMap<string, string>): string {
  const byPath = new Map<string, string>()
  const add = (line: string) => byPath.set(line.slice(line.indexOf(' ') + 1, line.indexOf('\t')), line)
  for (const line of old) add(line)
  for (const [start, rest] of fresh) add(start + rest)
  const body = [...byPath.values(), ''].join('\n')
  return headerFor(Buffer.byteLength(body)) + body
}

/** Write a file of the store: whole or not at all, whoever else is writing. */
export function writeStored(folder: string, name: string, text: string): void {
  try {
    if (text.length > mostBytes) return
    mkdirSync(folder, {recursive: true})
    const draft = join(folder, `${name}.${process.pid}`)
    writeFileSync(draft, text)
    renameSync(draft, join(folder, name))
    removeOld(folder, name)
  } catch {
    // Read-only, full, or somebody else is at it: it costs time, no verdict.
  }
}

/** Of the files of one kind, which is what their names have before a dash, the newest stay. */
function removeOld(folder: string, like: string): void {
  const kindOf = (name: string) => name.slice(0, name.indexOf('-') + 1)
  const aged = readdirSync(folder)
    .filter((name) => kindOf(name) === kindOf(like))
    .map((name) => ({name, time: statSync(join(folder, name)).mtimeMs}))
  for (const {name} of aged.sort((a, b) => b.time - a.time).slice(mostFiles)) rmSync(join(folder, name), {force: true})
}
