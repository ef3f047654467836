import {compileGlobs, isGlob} from '../glob.ts'
import {formatFilename} from '../handoff/filename.ts'
import type {Profile} from '../profiles/profile.ts'

/** What a name is made of. */
export interface NameParts {
  /** ISO day. */
  date: string
  /** `HHMM`. */
  time: string
  slug: string
}

/** Where the next handoff goes, `/` between folders, from the repository root. */
export interface Place {
  path: string
  /** The path for the second, third … handoff of the same name; null where the name is fixed. */
  numbered: ((number: number) => string) | null
}

/**
 * Find the place for the next handoff of a profile: beside the newest one that its globs take, else where its first
 * usable glob points.
 *
 * @param own handoffs that the profile takes, newest first.
 */
export function findPlace(profile: Profile, own: readonly string[], parts: NameParts): Place {
  const globs = profile.files.length > 0 ? profile.files : ['HANDOFF.md']
  const newest = own[0]
  const taken = newest === undefined ? undefined : globs.find((glob) => compileGlobs([glob])(newest))
  if (newest !== undefined && taken !== undefined) return placeIn(profile, folderOf(newest), newest, taken, parts)
  // A file that grows has a name of its own.
  const grown = profile.model.scope && globs.find((one) => !isGlob(one))
  const glob =
    grown ??
    globs.find((one) => !isGlob(folderOf(one))) ??
    globs.map(withoutAnyFolder).find((one) => !isGlob(folderOf(one)))
  const first = glob ?? 'HANDOFF.md'
  return placeIn(profile, folderOf(first), first, first, parts)
}

function placeIn(profile: Profile, folder: string, path: string, glob: string, parts: NameParts): Place {
  // One file for all sessions, or a name that the glob spells out.
  if (profile.model.scope && !isGlob(path)) return {path, numbered: null}
  const base = glob.slice(glob.lastIndexOf('/') + 1)
  if (!isGlob(base) && profile.filename === null) return {path: joined(folder, base), numbered: null}
  const withSlug = (slug: string) => joined(folder, nameOf(profile, base, {...parts, slug}))
  return {path: withSlug(parts.slug), numbered: (number) => withSlug(`${parts.slug}-${number}`)}
}

/** By the profile’s pattern; without one, day and slug stand where the glob has its star (`HANDOFF*.md`). */
function nameOf({filename}: Profile, base: string, parts: NameParts): string {
  if (filename !== null) return formatFilename(filename, parts)
  const [before = '', ...rest] = base.split(/\*+/u)
  const after = rest.join('')
  if (rest.length === 0 || isGlob(before + after)) return `${parts.date}-${parts.slug}.md`
  return `${before}${/[\p{L}\p{N}]$/u.test(before) ? '-' : ''}${parts.date}-${parts.slug}${after || '.md'}`
}

// “Any folders” also stands for no folder at all.
const withoutAnyFolder = (glob: string): string => glob.replace(/\*\*\//gu, '')

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

const joined = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)

/** Sort paths by the day and time in their names, newest first; `otherwise` dates a name that has none. */
export function newestFirst(paths: readonly string[], otherwise: (path: string) => string): string[] {
  const dated = paths.map((path) => ({path, moment: momentIn(path) ?? otherwise(path)}))
  return dated
    .sort((a, b) => (a.moment < b.moment ? 1 : a.moment > b.moment ? -1 : a.path < b.path ? -1 : 1))
    .map(({path}) => path)
}

/** `YYYYMMDDHHMMSS` from the last name of a path, filled up with zeros; null when it has no day. */
function momentIn(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const match = /(?<!\d)(20\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?:[-_T](\d{4}(?:\d{2})?)(?!\d))?/u.exec(name)
  return match ? `${match[1]}${match[2]}${match[3]}${match[4] ?? ''}`.padEnd(14, '0') : null
}
