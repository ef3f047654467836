import type {UnknownHistory} from '../core/freshness-facts.ts'
import {isOid, isZeroOid} from '../core/ref-update.ts'
import type {CatFile} from './cat-file.ts'
import {askGit, type GitPlace} from './start-git.ts'

/** What a branch is compared with: commits reachable from these are not its own. */
export interface Base {
  /** Empty for `none`: nothing to compare with, as in the first push of a repository. */
  oids: string[]
  rule: 'remote-oid' | 'remote-refs' | 'base-branch' | 'none'
  /** What was found, for a debug line. */
  label: string
}

export interface BaseRequest {
  /** Name of the branch on the remote; null when there is none. */
  branch: string | null
  /** As a hook is told: the name of a remote, or a URL; null when nothing is pushed. */
  remote: string | null
  /** What the remote ref points to, as a hook is told; null when nothing is pushed. */
  remoteOid: string | null
  /** The base branch that was asked for: `main`, `origin/main`, an object id; null for the remote’s default. */
  wanted: string | null
}

/** What is new in a push: the files that it changes are the ones to judge. */
export async function findPushBase(
  place: GitPlace,
  request: BaseRequest,
  catFile: CatFile
): Promise<Base | UnknownHistory> {
  const known = await commitOf(catFile, request.remoteOid)
  if (known !== null) return {oids: [known], rule: 'remote-oid', label: 'what the remote has'}
  const refs = forRemote(await readRemoteRefs(place), request.remote)
  return refs.length > 0 ? fromRefs(refs) : findBaseBranch(request, (revision) => commitOf(catFile, revision))
}

/**
 * What a branch started from. Unlike `findPushBase` it does not depend on what was pushed before: earlier commits of
 * the branch stay its own, and so do their handoffs.
 */
export async function findBranchBase(
  place: GitPlace,
  request: BaseRequest,
  catFile: CatFile,
  readRefs = () => readRemoteRefs(place),
  resolve: Resolve = (revision) => commitOf(catFile, revision)
): Promise<Base | UnknownHistory> {
  const base = await findBaseBranch(request, resolve)
  if ('known' in base || base.rule !== 'none') return base
  const refs = forRemote(await readRefs(), request.remote)
  const others = refs.filter(({name}) => request.branch === null || !name.endsWith(`/${request.branch}`))
  return others.length > 0 ? fromRefs(others) : base
}

/** Tells the commit that a revision names; null when there is none. */
type Resolve = (revision: string) => Promise<string | null>

async function findBaseBranch({branch, remote, wanted}: BaseRequest, resolve: Resolve): Promise<Base | UnknownHistory> {
  const itself = `refs/heads/${branch}`
  const names = wanted === null || isPlain(wanted) ? candidates(remote, wanted) : []
  const asked = names.map((name) => ({label: name, answer: name === itself ? null : resolve(name)}))
  // Nobody waits for those behind the first, whatever becomes of them.
  for (const {answer} of asked) answer?.catch(() => {})
  for (const {label, answer} of asked) {
    const oid = await answer
    if (oid !== null) return {oids: [oid], rule: 'base-branch', label}
  }
  if (wanted === null) return {oids: [], rule: 'none', label: 'nothing to compare with'}
  return {
    known: false,
    code: 'no-base',
    reason: `the base ${wanted} is not in this clone`,
    fix: 'Fetch the base branch, or name another one with `--base`.'
  }
}

/** Where a base may be, the remote’s own first: a local branch may be old. */
export function candidates(remote: string | null, wanted: string | null): string[] {
  const from = `refs/remotes/${remote !== null && isRemoteName(remote) ? remote : 'origin'}`
  if (wanted === null) {
    return [`${from}/HEAD`, `${from}/main`, `${from}/master`, 'refs/heads/main', 'refs/heads/master']
  }
  return isOid(wanted)
    ? [wanted]
    : [`${from}/${wanted}`, `refs/remotes/${wanted}`, `refs/heads/${wanted}`, `refs/tags/${wanted}`, wanted]
}

/** A name and steps back from it: a search (`:/text`) would run the regular expression of whoever wrote the setting. */
const isPlain = (revision: string): boolean => /^[^\s~^:?*[\\{}]+(?:[~^]\d*)*$/u.test(revision)

/** Pushing by URL or path gives a hook no name. */
export const isRemoteName = (remote: string): boolean =>
  /^[\w.-]+(?:\/[\w.-]+)*$/u.test(remote) && !remote.startsWith('.')

/** The commit that a revision names; null when there is none. */
export async function commitOf(catFile: CatFile, revision: string | null): Promise<string | null> {
  if (revision === null || isZeroOid(revision)) return null
  return (await catFile.read(`${revision}^{commit}`))?.oid ?? null
}

/** A branch of a remote, as it was fetched last. */
export interface RemoteRef {
  /** After `refs/remotes/`. */
  name: string
  oid: string
}

/** All branches of all remotes. */
export async function readRemoteRefs(place: GitPlace): Promise<RemoteRef[]> {
  const command = ['for-each-ref', '--format=%(objecttype) %(objectname) %(refname)', 'refs/remotes/']
  const answer = (await askGit(place, command)).toString('utf8')
  return answer.split('\n').flatMap((line) => {
    const [type, oid = '', ref = ''] = line.split(' ')
    return type === 'commit' && isOid(oid) ? [{oid, name: ref.slice('refs/remotes/'.length)}] : []
  })
}

/** The refs of one remote; of all, when it has none or is a URL. */
export function forRemote(refs: readonly RemoteRef[], remote: string | null): readonly RemoteRef[] {
  const own = refs.filter(({name}) => name.startsWith(`${remote}/`))
  return own.length > 0 ? own : refs
}

const fromRefs = (refs: readonly RemoteRef[]): Base => ({
  oids: [...new Set(refs.map(({oid}) => oid))],
  rule: 'remote-refs',
  label: `what the remote has (${refs.length} ${refs.length === 1 ? 'ref' : 'refs'})`
})
