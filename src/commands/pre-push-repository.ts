import type {PushRequest} from '../check-request.ts'
import {packageName} from '../config/names.ts'
import {candidates, commitOf} from '../git/base.ts'
import {openCatFile, remembering} from '../git/cat-file.ts'
import type {Commits} from '../git/port.ts'
import {openCommits} from '../git/tree.ts'
import type {Io} from './io.ts'

/**
 * Start git and ask it what every push has to know first, so that the answers are there when the program is loaded.
 * Whoever asks the same later gets them at once.
 */
export function startRepository({updates, remote, base}: PushRequest, {cwd, env}: Io): Commits {
  const commits = openCommits(remembering(openCatFile({cwd, env})))
  const ask = (asked: Promise<unknown>) => void asked.catch(() => {})
  for (const {localOid, remoteOid} of updates) {
    ask(commitOf(commits.catFile, localOid))
    ask(commitOf(commits.catFile, remoteOid))
    // Whatever it is that is looked for: the answer is the whole folder.
    ask(commits.entryAt(localOid, packageName))
  }
  for (const name of base === null ? candidates(remote, null) : []) ask(commitOf(commits.catFile, name))
  return commits
}
