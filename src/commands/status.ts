import {GitError} from '../errors.ts'
import {listBranches} from '../git/branches.ts'
import {openScanner} from '../git/branches-scan.ts'
import {openCatFile} from '../git/cat-file.ts'
import {createGit} from '../git/client.ts'
import {placeAt} from '../git/start-git.ts'
import type {Io} from './io.ts'
import type {StatusOptions} from './status-report.ts'

/** What the command line means by `status` alone. */
export const plainStatus: StatusOptions = {format: 'stylish'}

/** Print how the branches stand. What is found does not change the exit code: `lint` and the hook judge. */
export async function status(options: StatusOptions, io: Io): Promise<number> {
  const git = createGit(io.cwd)
  const root = await git.root()
  if (root === null) throw new GitError('not inside a git repository', {hint: 'Run it inside one.'})
  const place = placeAt(root, io.env)
  // The gits are on their way before most of the program is loaded.
  const all = options.all === true
  const listing = listBranches(place, {remotes: all, dates: !all})
  listing.catch(() => {})
  const scanner = openScanner(place)
  const catFile = openCatFile(place)
  try {
    const {reportStatus} = await import('./status-report.ts')
    await reportStatus(options, {io, git, root, place, catFile, scanner, listing})
    return 0
  } finally {
    scanner.stop()
    await catFile.close()
  }
}
