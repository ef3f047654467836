import type {ActionContext} from './action-context.ts'
import type {RangeRequest} from './check-request.ts'
import {ExpectedError, GitError} from './errors.ts'
import {deepen, findProtocol} from './git/deepen.ts'
import type {Repository} from './git/port.ts'
import {openRepository} from './git/repository.ts'
import {isSettled, type Span} from './git/settled.ts'
import {readShallow} from './git/shallow.ts'
import type {GitPlace} from './git/start-git.ts'
import {placeAt} from './git/start-git.ts'

type Source = Pick<ActionContext, 'inputs' | 'env' | 'github' | 'debug'>

/** The clone that a step before ours has left; whoever gets it has to close its `catFile`. */
export interface Workspace {
  /** Null where no git or no clone is, where it belongs to another user, and where it lacks history or a commit. */
  open: (range: RangeRequest) => Promise<Repository | null>
  /** Fetch what a shallow clone lacks; null where that must not or cannot be. */
  openDeepened: (range: RangeRequest) => Promise<Repository | null>
  /** A shallow clone as it is, with the history unknown; null where there is none. */
  openCut: (range: RangeRequest) => Promise<Repository | null>
}

export function createWorkspace(source: Source): Workspace {
  const {env, debug} = source
  const tryToOpen = tryIn(source)
  // Two at once would wait for each other’s lock, and a remote that refused once does so again.
  let turn: Promise<unknown> = Promise.resolve()
  let isRefused = false
  const deepenOnce = (range: RangeRequest) =>
    tryToOpen(async (place, repository) => {
      if (isRefused) return false
      isRefused = true
      const isThere = await deepenFor(source, place, repository, range)
      isRefused = false
      return isThere
    })
  return {
    open: (range) =>
      tryToOpen(async (place, {catFile}) => {
        const isThere = await isSettled(place, catFile, spanOf(range))
        if (!isThere) debug('the clone in the workspace lacks commits')
        return isThere
      }),
    openDeepened: (range) => {
      if (source.inputs.deepen === 'never' || !env['GITHUB_WORKSPACE']) return Promise.resolve(null)
      const opened = turn.then(() => deepenOnce(range))
      turn = opened.catch(() => {})
      return opened
    },
    openCut: async (range) => {
      const repository = await tryToOpen(async (place) => (await readShallow(place)).size > 0)
      return repository && cutOff(repository, range)
    }
  }
}

const spanOf = ({facts: {head}, base, configAt}: RangeRequest): Span => ({head, base, also: [configAt]})

type Test = (place: GitPlace, repository: Repository) => Promise<boolean>

/** Open the clone where it passes a test; that git is missing, or refuses, is no failure of ours. */
const tryIn =
  ({env, debug}: Source) =>
  async (test: Test): Promise<Repository | null> => {
    const cwd = env['GITHUB_WORKSPACE']
    if (!cwd) return null
    const place = placeAt(cwd, env)
    const repository = openRepository(place)
    try {
      if (await test(place, repository)) return repository
    } catch (error) {
      const {code, message} = error as NodeJS.ErrnoException
      if (!(error instanceof ExpectedError) && code === undefined) throw error
      // A remote may have a password in its URL.
      debug(`the workspace is not read: ${message.replace(/\/\/[^/@\s]*@/gu, '//')}`)
    }
    await repository.catFile.close()
    return null
  }

/** Fetch only into a shallow clone of the repository that is judged. */
async function deepenFor(
  {env, github, debug}: Source,
  place: GitPlace,
  {catFile}: Repository,
  range: RangeRequest
): Promise<boolean> {
  if ((await readShallow(place)).size === 0) return false
  const server = (env['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/u, '')
  const protocol = await findProtocol(place, `${server}/${github.repository}`)
  if (protocol === null) {
    debug('nothing is fetched: `origin` in the workspace is not the repository that is judged')
    return false
  }
  return deepen(place, catFile, {...spanOf(range), protocol, debug})
}

const reason = 'the clone in the workspace is shallow, and the history of the branch is cut off'
const fix = 'Give `actions/checkout` the input `fetch-depth: 0`, or the Action a `github-token`.'

/** Where not even the configuration is there, there is nothing to make a report of. */
async function cutOff(repository: Repository, {facts: {head}, configAt}: RangeRequest): Promise<Repository> {
  const found = await Promise.all([head, configAt].map((oid) => repository.catFile.read(`${oid}^{commit}`)))
  if (found.includes(null)) {
    await repository.catFile.close()
    throw new GitError(reason, {exitCode: 3, hint: fix})
  }
  return {...repository, own: async () => ({commits: [], problem: {known: false, code: 'shallow', reason, fix}})}
}
