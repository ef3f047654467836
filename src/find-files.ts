import {readdirSync, realpathSync} from 'node:fs'
import {basename, dirname, isAbsolute, join, relative, resolve, sep} from 'node:path'
import type {SkippedFile} from './core/report.ts'
import {UsageError} from './errors.ts'
import type {Git} from './git/client.ts'
import {compileGlobs, isGlob} from './glob.ts'
import {isTemplateName} from './profiles/claims.ts'
import {statsOf} from './stats.ts'
import {suggest} from './suggest.ts'
import {walk} from './walk.ts'

/** A file to judge. */
export interface FoundFile {
  /** From the base, with `/` between folders. */
  path: string
  absolute: string
  /** Somebody named it, so it is judged whatever it looks like. */
  given: boolean
}

export interface FoundFiles {
  files: FoundFile[]
  skipped: SkippedFile[]
  /** Something was looked for on the disk that git does not list. */
  isWalked: boolean
}

/** What is asked for, and what the configuration and the profiles say of paths from the base. */
export interface FindRequest {
  /** As typed, relative to `cwd`; none: all that is claimed. */
  paths: readonly string[]
  cwd: string
  /** The repository root, or the current folder outside a repository. */
  base: string
  git: Git
  /** Whether a profile or the configuration takes a path for a handoff. */
  isClaimed: (path: string) => boolean
  isIgnored: (path: string) => boolean
  /** Paths of the templates in use. */
  templates: ReadonlySet<string>
  debug: (line: string) => void
}

/** Find the files to judge. A path that leads nowhere is a `UsageError`; a failing git is never “no files”. */
export async function findFiles(request: FindRequest): Promise<FoundFiles> {
  const found: Found = {files: new Map(), skipped: new Map()}
  const lister = makeLister(request)
  if (request.paths.length === 0) {
    const claimed = (await lister.all()).filter((path) => request.isClaimed(path) && !request.isIgnored(path))
    addAll(found, claimed, request, false)
  }
  for (const path of request.paths) await addPath(found, path, request, lister)
  return {
    files: [...found.files.values()],
    skipped: [...found.skipped].filter(([path]) => !found.files.has(path)).map(([path, reason]) => ({path, reason})),
    isWalked: lister.isWalked()
  }
}

interface Found {
  files: Map<string, FoundFile>
  skipped: Map<string, string>
}

interface Lister {
  /** What git lists below the base, asked once; nothing outside a repository, where all of it could be a whole disk. */
  list: () => Promise<readonly string[]>
  /** All files below the base: what git lists; outside a repository, what lies on the disk. */
  all: () => Promise<readonly string[]>
  /** All below a folder that lie on the disk, as paths from it. */
  walk: (folder: string) => string[]
  isWalked: () => boolean
}

function makeLister({git, base, debug}: FindRequest): Lister {
  let listed: Promise<readonly string[]> | undefined
  let isWalked = false
  const isOutside = async () => (await git.root()) === null
  const make = async () => ((await isOutside()) ? [] : await git.listFiles())
  const list = () => {
    listed ??= make()
    return listed
  }
  const walkIt = (folder: string) => {
    isWalked = true
    const found = walk(folder, (path) => debug(`${path || '.'}: the folder cannot be read`))
    debug(`${toPath(base, folder) || '.'}: files on the disk: ${found.length}`)
    return found
  }
  return {
    list,
    all: async () => ((await isOutside()) ? walkIt(base) : await list()),
    walk: walkIt,
    isWalked: () => isWalked
  }
}

/** Add what was found by a search: templates are left out, and told. */
function addAll(found: Found, paths: readonly string[], {base, templates}: FindRequest, given: boolean): void {
  for (const path of paths) {
    if (templates.has(path)) found.skipped.set(path, 'it is the template of a profile')
    else if (isTemplateName(path)) found.skipped.set(path, 'its name says that it is a template')
    else add(found, {path, absolute: join(base, path), given})
  }
}

function add({files}: Found, file: FoundFile): void {
  const known = files.get(file.path)
  if (!known || (file.given && !known.given)) files.set(file.path, file)
}

async function addPath(found: Found, given: string, request: FindRequest, lister: Lister): Promise<void> {
  const {cwd, base} = request
  const absolute = locate(resolve(cwd, given))
  const path = toPath(base, absolute)
  const stats = given === '' ? null : statsOf(absolute)
  const isFolder = stats !== null && statsOf(absolute, {follow: true})?.isDirectory() === true
  if (isFolder) return addAll(found, ...(await folderFiles(realpathSync(absolute), request, lister)))
  if (stats) return add(found, {path, absolute, given: true})
  // Only for a better hint: a git that fails here is no reason to hide what is wrong.
  if (!isGlob(given)) throw missing(given, request, await lister.all().catch(() => []))
  const matching = await globFiles(path, request, lister)
  if (matching.length === 0)
    throw new UsageError(`No Markdown file matches ${given}`, {hint: 'Check the glob, and where you stand.'})
  addAll(found, matching, request, true)
}

/** Resolve links on the way to a path, but not the last name: a link that is named is told, not followed. */
function locate(path: string): string {
  try {
    return join(realpathSync(dirname(path)), basename(path))
  } catch {
    return path
  }
}

const toPath = (base: string, absolute: string): string => relative(base, absolute).split(sep).join('/')

const isMarkdown = (path: string): boolean => /\.(?:md|markdown)$/iu.test(path)

/** The claimed files of a folder; where none is claimed, all its Markdown. */
async function folderFiles(
  folder: string,
  request: FindRequest,
  lister: Lister
): Promise<[paths: string[], request: FindRequest, given: boolean]> {
  const paths = (await inFolder(folder, request, lister)).filter((path) => !request.isIgnored(path))
  const claimed = paths.filter(request.isClaimed)
  return claimed.length > 0 ? [claimed, request, false] : [paths.filter(isMarkdown), request, true]
}

/** What the listing has of a folder; what it does not know (ignored, in a submodule, elsewhere) is walked. */
async function inFolder(folder: string, {base}: FindRequest, lister: Lister): Promise<string[]> {
  const prefix = toPath(base, folder)
  if (!isAbsolute(prefix) && prefix.split('/')[0] !== '..') {
    const all = await lister.list()
    const known = prefix === '' ? [...all] : all.filter((path) => path.startsWith(`${prefix}/`))
    if (known.length > 0) return known
  }
  return lister.walk(folder).map((path) => toPath(base, join(folder, path)))
}

/** The Markdown that a glob matches; where the listing has none (it may be ignored by git), what lies on the disk. */
async function globFiles(pattern: string, {base, isIgnored}: FindRequest, lister: Lister): Promise<string[]> {
  const matches = compileGlobs([pattern])
  const among = (paths: readonly string[]) =>
    paths.filter((path) => isMarkdown(path) && matches(path) && !isIgnored(path))
  const listed = among(await lister.list())
  if (listed.length > 0) return listed
  const parts = pattern.split('/')
  const fixed = parts.slice(0, parts.findIndex(isGlob)).join('/')
  return among(lister.walk(join(base, fixed)).map((path) => (fixed === '' ? path : `${fixed}/${path}`)))
}

function missing(given: string, {cwd, base}: FindRequest, listed: readonly string[]): UsageError {
  const near = nearPath(given, cwd) ?? elsewhere(given, cwd, base, listed)
  const hint = near === null ? 'Run it without paths to check every handoff.' : `Did you mean \`${near}\`?`
  return new UsageError(given === '' ? 'An empty path' : `No such file or folder: ${given}`, {hint})
}

/** The neighbour whose name is almost the one given. */
function nearPath(given: string, cwd: string): string | null {
  try {
    const near = suggest(basename(given), readdirSync(resolve(cwd, dirname(given))))
    return near === null ? null : join(dirname(given), near).split(sep).join('/')
  } catch {
    return null
  }
}

/** A file of the same name in another folder. */
function elsewhere(given: string, cwd: string, base: string, listed: readonly string[]): string | null {
  const name = basename(given)
  const found = name === '' ? undefined : listed.find((path) => path.split('/').at(-1) === name)
  return found === undefined ? null : toPath(cwd, join(base, found))
}
