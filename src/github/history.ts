import type {BranchHistory, Identity, UnknownHistory} from '../core/freshness-facts.ts'
import {type PathKinds, touchesOf} from '../core/freshness-touches.ts'
import {blobsOf, readTexts} from '../git/history.ts'
import type {LoggedCommit} from '../git/history-log.ts'
import type {Commit, Comparison} from './answers.ts'
import {readChanges} from './changes.ts'
import type {Github} from './client.ts'
import {GithubError} from './github-error.ts'
import {subjectOf, trailersOf} from './message.ts'
import type {Objects} from './objects.ts'

export interface OwnRequest {
  head: string
  /** What is reachable from it is not the branch’s own. */
  base: string
  /** Paths whose modes and older contents have to be known; of others only that they changed. */
  isWanted: (path: string) => boolean
  /** Each of these takes a request. */
  limit?: number | undefined
}

export interface HistoryRequest extends PathKinds, Omit<OwnRequest, 'isWanted'> {}

/** The own commits of a branch as git’s log has them, newest first; none when there is a problem. */
export interface OwnLog {
  commits: LoggedCommit[]
  problem: UnknownHistory | null
}

/** Read the own commits of a branch from GitHub: the same facts as git gives. */
export async function readHistory(github: Github, objects: Objects, request: HistoryRequest): Promise<BranchHistory> {
  const {isHandoff} = request
  const {commits, problem} = await readOwn(github, objects, {...request, isWanted: isHandoff})
  if (problem) return problem
  const blobs = blobsOf(
    commits.flatMap(({changes}) => changes),
    isHandoff
  )
  const textOf = await readTexts(nowhere, blobs, objects.catFile)
  return {
    known: true,
    commits: commits.map(({changes, ...commit}) => ({...commit, touches: touchesOf(changes, request, textOf)}))
  }
}

/** No git is started where objects are open already. */
const nowhere = {cwd: '', env: {}}

/** Read the own commits of a branch with what they change. */
export async function readOwn(
  github: Github,
  objects: Objects,
  {head, base, isWanted, limit = 600}: OwnRequest
): Promise<OwnLog> {
  const comparison = await compare(github, base, head)
  if ('known' in comparison) return {commits: [], problem: comparison}
  const {total_commits: total, merge_base_commit: mergeBase} = comparison
  if (total > limit) return {commits: [], problem: tooMany(total, limit)}
  const own = await commitsOf(github, comparison, base, head)
  if (own.length !== total) return {commits: [], problem: truncated(own.length, total)}
  const changes = await readChanges(github, objects, {
    commits: own.map(({sha, parents, commit}) => ({
      oid: sha,
      parents: parents.map((one) => one.sha),
      tree: commit.tree.sha
    })),
    trees: new Map([[mergeBase.sha, mergeBase.commit.tree.sha]]),
    filesOf: ({parents}) => (total === 1 && parents[0] === mergeBase.sha ? filesOf(comparison) : null),
    isWanted
  })
  return {commits: own.map((commit) => loggedOf(commit, changes.get(commit.sha) ?? [])).reverse(), problem: null}
}

/** The answer, or why there is none: GitHub says “not found” to whatever it cannot compare. */
async function compare(github: Github, base: string, head: string): Promise<Comparison | UnknownHistory> {
  try {
    return await github.compare(base, head)
  } catch (error) {
    if (!isNotFound(error)) throw error
    // A head that is not there is no matter of history, and throws.
    const [hasBase] = await Promise.all([exists(github, base), github.commit(head)])
    return hasBase ? unrelated : noBase(base)
  }
}

const isNotFound = (error: unknown): boolean => error instanceof GithubError && error.status === 404

async function exists(github: Github, oid: string): Promise<boolean> {
  try {
    await github.commit(oid)
    return true
  } catch (error) {
    // A text that is the id of nothing is 422 to GitHub.
    if (isNotFound(error) || (error instanceof GithubError && error.status === 422)) return false
    throw error
  }
}

const unrelated: UnknownHistory = {
  known: false,
  code: 'unrelated',
  reason: 'the branch and its base have no commit in common',
  fix: 'Name the base that the branch was made from with the input `base`.'
}

const noBase = (base: string): UnknownHistory => ({
  known: false,
  code: 'no-base',
  reason: `GitHub does not know the base ${base.slice(0, 7)}`,
  fix: 'Name a base branch that is there with the input `base`.'
})

const tooMany = (total: number, limit: number): UnknownHistory => ({
  known: false,
  code: 'too-many',
  reason: `the branch has ${total} commits that its base does not have, and at most ${limit} are asked for`,
  fix: 'Let `actions/checkout` with `fetch-depth: 0` run before; or name the base that the branch was made from.'
})

const truncated = (found: number, total: number): UnknownHistory => ({
  known: false,
  code: 'truncated',
  reason: `GitHub lists only ${found} of the ${total} commits of the branch`,
  fix: 'Let `actions/checkout` with `fetch-depth: 0` run before.'
})

async function commitsOf(github: Github, comparison: Comparison, base: string, head: string): Promise<Commit[]> {
  const {commits, total_commits: total} = comparison
  return commits.length >= total ? commits : (await github.compareAll(base, head, total)).items
}

/** GitHub gives the first 300 files, and does not say whether there are more. */
const filesOf = ({files}: Comparison) => (files && files.length < 300 ? files : null)

function loggedOf({sha, parents, commit}: Commit, changes: LoggedCommit['changes']): LoggedCommit {
  const {message, author, committer} = commit
  return {
    oid: sha,
    parents: parents.map((parent) => parent.sha),
    authored: secondsOf(author),
    committed: secondsOf(committer),
    author: identityOf(author),
    committer: identityOf(committer),
    subject: subjectOf(message),
    skips: trailersOf(message, 'Handoff-Skip'),
    changes
  }
}

type Person = Commit['commit']['author']

const identityOf = (person: Person): Identity => ({name: person?.name ?? '', email: person?.email ?? ''})

function secondsOf(person: Person): number {
  const time = Date.parse(person?.date ?? '')
  return time > 0 ? Math.floor(time / 1000) : 0
}
