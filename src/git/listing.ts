import type {Listing} from './port.ts'
import {askGit, type GitPlace} from './start-git.ts'

/** Ask git; both processes run at once, and have started when this returns. A git that fails throws. */
export async function readListing(place: GitPlace): Promise<Listing> {
  const [listed, changed] = await Promise.all([
    askGit(place, ['ls-files', '-z', '-s', '-v', '--cached', '--others', '--exclude-standard']),
    askGit(place, ['diff-files', '-z', '--name-only', '--ignore-submodules'])
  ])
  return listingOf(listed, changed)
}

/** Make sense of the answers of `ls-files` and `diff-files`. */
export function listingOf(listed: Buffer, changed: Buffer): Listing {
  let entries: Entries | undefined
  const read = () => {
    entries ??= parseEntries(listed.toString('utf8'), changed.toString('utf8'))
    return entries
  }
  return {
    paths: () => read().paths,
    oids: () => read().oids,
    answers: [listed, changed]
  }
}

interface Entries {
  paths: string[]
  oids: Map<string, string>
}

/** `? path` is untracked; else `<tag> <mode> <object id> <stage>\tpath`. */
function parseEntries(listed: string, changed: string): Entries {
  const paths = new Set<string>()
  const oids = new Map<string, string>()
  for (let at = 0, end = listed.indexOf('\0'); end !== -1; at = end + 1, end = listed.indexOf('\0', at)) {
    const tab = listed.startsWith('?', at) ? at + 1 : listed.indexOf('\t', at)
    const path = listed.slice(tab + 1, end)
    // A nested repository ends with `/`; a path in conflict is listed once a stage.
    if (!path.endsWith('/')) paths.add(path)
    // `H`: to be compared with the disk, which somebody may have told git not to do.
    if (listed.startsWith('H 100', at) && listed[tab - 1] === '0') oids.set(path, listed.slice(at + 9, tab - 2))
  }
  for (const path of changed.split('\0')) oids.delete(path)
  return {paths: [...paths], oids}
}
