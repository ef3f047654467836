import {checked} from './checked.ts'
import {askGit, type GitPlace} from './start-git.ts'

/** Far fewer than fit on a command line anywhere. */
const mostArguments = 100

/** Ask git about revisions, in its arguments where they are few: a pipe for its input takes a third of its start. */
export function askAbout(place: GitPlace, command: readonly string[], revisions: readonly string[]): Promise<Buffer> {
  const safe = revisions.map(checked)
  return safe.length <= mostArguments
    ? askGit(place, [...command, ...safe, '--'])
    : askGit(place, [...command, '--stdin'], `${safe.join('\n')}\n`)
}
