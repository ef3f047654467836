import {resolve} from 'node:path'
import type {CheckEnvironment, CheckRequest} from './check-request.ts'
import type {FileReport} from './core/report.ts'
import {readListing} from './git/listing.ts'
import type {Listing} from './git/port.ts'
import {placeAt} from './git/start-git.ts'
import {statsOf} from './stats.ts'

/** What a run found, without the files that it found nothing in. */
export interface Summary {
  /** Files without a message. */
  clean: number
  files: FileReport[]
}

/** What git and earlier runs know of the files that a request names, before anything is loaded that could judge them. */
export interface Earlier {
  /** Null where there is no git to ask, where it failed, and where there is no need. */
  listing: Promise<Listing | null>
  /** The root of the repository that verdicts are kept for; null where none are. */
  root: string | null
  /** What the same request found when all was as it is now. */
  summary: () => Promise<Summary | null>
  /**
   * Keep what this run found.
   *
   * @param templates paths of what was read beside the files and the configuration.
   */
  keep: (summary: Summary, listing: Listing, templates: readonly string[]) => void
}

/** Ask git what has changed, and look up what the same request found before; git runs while we go on. */
export async function askEarlier(
  request: CheckRequest,
  {cwd, env, git, engine, explain}: Pick<CheckEnvironment, 'cwd' | 'env' | 'git' | 'engine' | 'explain'>
): Promise<Earlier> {
  const root = request.cache && needsListing(request, cwd) ? await git.root() : null
  const nothing = {summary: async () => null, keep: () => {}}
  if (root === null) return {...nothing, root, listing: Promise.resolve(null)}
  // A git that fails is asked again by those who cannot do without it, and say why.
  const listing = readListing(placeAt(root, env)).catch(() => null)
  if (!request.brief || request.stdin || explain) return {...nothing, root, listing}
  // Git has started before this is loaded.
  const {openRun} = await import('./check-run.ts')
  const {find, keep} = openRun({...request, engine}, cwd, root)
  return {root, listing, summary: () => find(listing), keep}
}

/** A handful of files that are named is read sooner than git tells whether they have changed. */
const handful = 10

function needsListing({paths, stdin, push, range}: CheckRequest, cwd: string): boolean {
  if (push || range) return false
  if (paths.length === 0) return !stdin
  return paths.length >= handful || paths.some((path) => statsOf(resolve(cwd, path))?.isFile() !== true)
}
