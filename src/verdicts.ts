import {createHash} from 'node:crypto'
import {mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {basename, join, resolve} from 'node:path'
import type {FileReport, SkippedFile} from './core/report.ts'
import type {FoundFile} from './find-files.ts'
import {askGit} from './git/start-git.ts'

type Result = FileReport | SkippedFile

/** What earlier runs found of files that have not changed since, and a place for what this one finds. */
export interface Verdicts {
  find: (file: FoundFile) => Result | null
  keep: (file: FoundFile, result: Result) => void
  /** Write them down; where that cannot be, the next run judges again. */
  save: () => void
}

export interface VerdictsRequest {
  /** The repository root. */
  base: string
  env: Readonly<Record<string, string | undefined>>
  /** All that a verdict depends on but the file itself, as text. */
  settings: string
  debug: (line: string) => void
}

/** Verdicts under so many different settings are kept; the oldest go. */
const mostFiles = 8
const mostBytes = 64 * 2 ** 20

/**
 * Open the verdicts of a repository. A file is known by what git has in its index: its content is neither read nor
 * hashed, and where git says that it may have changed it is judged anew.
 *
 * @returns null where there is no index to ask.
 */
export async function openVerdicts({base, env, settings, debug}: VerdictsRequest): Promise<Verdicts | null> {
  const folder = findFolder(base)
  if (folder === null) return null
  // The name of this file has a hash of the program in it, once it is built.
  const key = createHash('sha1')
    .update(`${basename(import.meta.url)}\n${settings}`)
    .digest('hex')
  const path = join(folder, `${key}.json`)
  const [oids, known] = await Promise.all([readOids(base, env), readKnown(path)])
  if (oids === null) return null
  debug(`verdicts: ${known.size} known, in ${path}`)
  const kept = new Map<string, Result>()
  let isNew = false
  const keyOf = ({path, given}: FoundFile) => {
    const oid = oids.get(path)
    return oid === undefined ? null : `${oid} ${given ? 1 : 0} ${path}`
  }
  return {
    find: (file) => {
      const name = keyOf(file)
      const result = name === null ? undefined : known.get(name)
      if (name === null || result === undefined) return null
      kept.set(name, result)
      return result
    },
    keep: (file, result) => {
      const name = keyOf(file)
      if (name === null || !isLasting(result)) return
      kept.set(name, result)
      isNew = true
    },
    save: () => {
      if (isNew) write(folder, path, [...known, ...kept])
    }
  }
}

/** The engine’s own findings are about the file on this disk, which may be another next time, or about our patience. */
const isLasting = (result: Result): boolean =>
  'reason' in result ||
  result.messages.every(({ruleId}) => !['parse-limit', 'regular-file', 'valid-encoding'].includes(ruleId))

/** Where git keeps what belongs to one work tree. */
function findFolder(base: string): string | null {
  try {
    const git = join(base, '.git')
    if (statSync(git).isDirectory()) return join(git, 'handoff-lint')
    const target = /^gitdir: (.+)$/mu.exec(readFileSync(git, 'utf8'))?.[1]
    return target === undefined ? null : join(resolve(base, target), 'handoff-lint')
  } catch {
    return null
  }
}

/** The blob of every regular file that is on the disk as it is in the index. */
async function readOids(base: string, env: VerdictsRequest['env']): Promise<Map<string, string> | null> {
  const place = {
    cwd: base,
    env: Object.fromEntries(Object.entries(env).filter(([name]) => !name.toUpperCase().startsWith('GIT_')))
  }
  try {
    const [listed, changed] = await Promise.all([
      askGit(place, ['ls-files', '-s', '-v', '-z']),
      askGit(place, ['diff-files', '--name-only', '--ignore-submodules', '-z'])
    ])
    const oids = parseIndex(listed.toString('utf8'))
    for (const path of changed.toString('utf8').split('\0')) oids.delete(path)
    return oids
  } catch {
    return null
  }
}

/** `H`: in the index and to be compared with the disk, which somebody may have told git not to do. */
function parseIndex(listed: string): Map<string, string> {
  const oids = new Map<string, string>()
  for (let at = 0, end = listed.indexOf('\0'); end !== -1; at = end + 1, end = listed.indexOf('\0', at)) {
    if (!listed.startsWith('H 100', at)) continue
    const tab = listed.indexOf('\t', at)
    if (listed[tab - 1] === '0') oids.set(listed.slice(tab + 1, end), listed.slice(at + 9, tab - 2))
  }
  return oids
}

/** What was kept; what is damaged is nothing. */
function readKnown(path: string): Map<string, Result> {
  try {
    const entries = JSON.parse(readFileSync(path, 'utf8')) as [string, Result][]
    const isSound = Array.isArray(entries) && entries.every(([name, result]) => name.endsWith(` ${result.path}`))
    return new Map(isSound ? entries : [])
  } catch {
    return new Map()
  }
}

function write(folder: string, path: string, entries: [string, Result][]): void {
  try {
    const text = JSON.stringify(latest(entries))
    if (text.length > mostBytes) return
    mkdirSync(folder, {recursive: true})
    const draft = `${path}.${process.pid}`
    writeFileSync(draft, text)
    renameSync(draft, path)
    removeOld(folder)
  } catch {
    // Read-only, full, or somebody else is at it: it costs time, no verdict.
  }
}

/** One verdict for each path: the last. */
function latest(entries: [string, Result][]): [string, Result][] {
  const byPath = new Map<string, [string, Result]>()
  for (const entry of entries) byPath.set(entry[0].slice(entry[0].indexOf(' ') + 1), entry)
  return [...byPath.values()]
}

function removeOld(folder: string): void {
  const aged = readdirSync(folder).map((name) => ({name, time: statSync(join(folder, name)).mtimeMs}))
  for (const {name} of aged.sort((a, b) => b.time - a.time).slice(mostFiles)) rmSync(join(folder, name), {force: true})
}
