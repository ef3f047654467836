import type {CatFile} from './port.ts'
import {isSettled, oidsOf, type Span} from './settled.ts'
import {readShallow} from './shallow.ts'
import {askGit, type GitPlace} from './start-git.ts'

export type Protocol = 'https' | 'http' | 'file'

export interface DeepenRequest extends Span {
  /** The only one that may be spoken. */
  protocol: Protocol
  debug: (line: string) => void
}

const firstDepth = 32
const mostRounds = 8

/**
 * Fetch from `origin` until the own commits of a branch can be told: each time twice as deep, in the end all there is.
 * Neither refs nor the work tree change. Throws where the remote refuses.
 *
 * @returns whether they can be told now.
 */
export async function deepen(place: GitPlace, catFile: CatFile, request: DeepenRequest): Promise<boolean> {
  let depth = await startDepth(place)
  for (let round = 0; round < mostRounds; round++, depth *= 2) {
    await fetchMore(place, request, `--depth=${depth}`)
    if (await isSettled(place, catFile, request)) return true
    if ((await readShallow(place)).size === 0) return false
  }
  await fetchMore(place, request, '--unshallow')
  return isSettled(place, catFile, request)
}

/** More than any line in the clone has: a fetch that asks for less would take history away. */
async function startDepth(place: GitPlace): Promise<number> {
  const count = Number((await askGit(place, ['rev-list', '--count', '--all'])).toString('latin1'))
  let depth = firstDepth
  while (depth <= count) depth *= 2
  return depth
}

async function fetchMore(place: GitPlace, request: DeepenRequest, how: string): Promise<void> {
  request.debug(`git fetch ${how}: the clone in the workspace lacks history`)
  const settings = settingsFor(request.protocol).flatMap((setting) => ['-c', setting])
  await askGit(place, [...settings, 'fetch', how, ...options, '--end-of-options', 'origin', ...oidsOf(request)])
}

// Objects alone: whatever runs after us finds its refs, its `FETCH_HEAD` and its submodules as they were.
const options = [
  ...['--quiet', '--no-tags', '--no-prune', '--no-recurse-submodules', '--no-auto-maintenance', '--refmap='],
  ...['--no-write-fetch-head', '--no-show-forced-updates', '--upload-pack=git-upload-pack']
]

/** Nothing is run, nobody is asked for a password, and a server that has gone silent is left. */
const settingsFor = (protocol: Protocol): string[] => [
  ...['core.hooksPath=/dev/null', 'core.askPass=', 'credential.interactive=false'],
  ...['maintenance.auto=false', 'gc.auto=0', 'fetch.recurseSubmodules=false', 'fetch.writeCommitGraph=false'],
  ...['http.lowSpeedLimit=1000', 'http.lowSpeedTime=30'],
  ...['protocol.allow=never', 'protocol.ext.allow=never', `protocol.${protocol}.allow=always`]
]

/**
 * How to reach `origin`; null where there is none, and where it is another repository than the one that is judged.
 *
 * @param home the page of the repository that is judged.
 */
export async function findProtocol(place: GitPlace, home: string): Promise<Protocol | null> {
  const answer = await askGit(place, ['remote', 'get-url', 'origin'], '', [0, 2])
  return protocolOf(answer.toString('utf8').replace(/\r?\n$/u, ''), home)
}

function protocolOf(url: string, home: string): Protocol | null {
  // A mirror on the runner’s own disk has no name to compare; what has other commits cannot give ours.
  if (/^(?:file:\/\/)?\//u.test(url)) return 'file'
  if (!URL.canParse(url) || !URL.canParse(home)) return null
  const [given, ours] = [new URL(url), new URL(home)]
  const isSame = given.protocol === ours.protocol && given.host === ours.host && pathOf(given) === pathOf(ours)
  if (!isSame) return null
  return given.protocol === 'https:' ? 'https' : given.protocol === 'http:' ? 'http' : null
}

const pathOf = ({pathname}: URL): string =>
  pathname
    .toLowerCase()
    .replace(/\/$/u, '')
    .replace(/\.git$/u, '')
