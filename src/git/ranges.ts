import type {UnknownHistory} from '../core/freshness-facts.ts'
import {isOid} from '../core/ref-update.ts'
import {askAbout} from './ask-revisions.ts'
import {isRemoteName} from './base.ts'
import {findProblem, tooMany} from './history.ts'
import {type LoggedCommit, logCommand, parseLog} from './history-log.ts'
import {areOwnKnown, readShallow} from './shallow.ts'
import type {GitPlace} from './start-git.ts'

/** One branch of a push. */
export interface RangeRequest {
  /** A commit. */
  head: string
  /** What is reachable from these is not the branch’s own; null when they are not known. */
  bases: readonly string[] | null
}

/** The commits of one branch of a push. */
export interface CommitRange {
  own: readonly LoggedCommit[]
  /** Those of them that the remote does not have. */
  fresh: readonly LoggedCommit[]
  /** Why the own commits cannot be told; those given are then what is known. */
  problem: UnknownHistory | null
}

/** What the remote has: commits by their ids, and all that some of the refs that were fetched from it lead to. */
export interface OnRemote {
  oids: readonly string[]
  /** The remote whose tracking refs count; the empty string: those of all remotes. */
  refs: string
}

interface ReadOptions {
  /** With more own commits than this the base is probably wrong. */
  limit?: number
  /** Takes what the log says, when git is still to tell what of it is new. */
  onLogged?: (commits: readonly LoggedCommit[]) => void
}

/**
 * Read the commits of all branches of a push at once: by one log, and by one list of what is new where the log does not
 * tell that as well. A third git is asked only where lines met or a history began.
 *
 * @param onRemote what the remote has; ids alone, where all of them are known.
 */
export async function readRanges(
  place: GitPlace,
  requests: readonly RangeRequest[],
  onRemote: readonly string[] | OnRemote,
  {limit = 20_000, onLogged = () => {}}: ReadOptions = {}
): Promise<CommitRange[]> {
  const known = 'refs' in onRemote ? onRemote.oids : onRemote
  const limits = requests.map(({bases}) => bases ?? known)
  const bases = new Set(limits.flat())
  const beside = 'refs' in onRemote ? [] : onRemote.filter((oid) => !bases.has(oid))
  const tips = heads(requests)
  // What a branch was before is near to what it is: to walk it as well takes less than to ask another git.
  const isNear = !('refs' in onRemote) && beside.length <= requests.length
  if (isNear) {
    const logged = await readLog(place, [...tips, ...beside], limits, limit)
    if (logged !== null) {
      const old = reach(logged, known)
      return tellApart(place, requests, limits, logged, (oid) => !old.has(oid))
    }
  }
  const [logged, fresh] = await Promise.all([
    readLog(place, tips, limits, limit).then((logged) => {
      if (logged !== null) onLogged([...logged.values()])
      return logged
    }),
    readFresh(place, tips, onRemote)
  ])
  if (logged === null) return requests.map(() => ({own: [], fresh: [], problem: tooMany(limit)}))
  return tellApart(place, requests, limits, logged, (oid) => fresh === null || fresh.has(oid))
}

/** Tell which of the commits are whose. */
function tellApart(
  place: GitPlace,
  requests: readonly RangeRequest[],
  limits: readonly (readonly string[])[],
  logged: ReadonlyMap<string, LoggedCommit>,
  isFresh: (oid: string) => boolean
): Promise<CommitRange[]> {
  let shallow: Promise<ReadonlySet<string>> | undefined
  const findShallow = () => {
    shallow ??= readShallow(place)
    return shallow
  }
  return Promise.all(
    requests.map(async ({head, bases}, index) => {
      const notOwn = reach(logged, limits[index] ?? [])
      const own = [...reach(logged, [head], notOwn)].flatMap((oid) => logged.get(oid) ?? [])
      const ids = new Set(own.map(({oid}) => oid))
      const below = new Set(own.flatMap(({parents}) => parents.filter((parent) => !ids.has(parent))))
      const problem =
        own.length === 0
          ? null
          : await findProblem(findShallow, own, below, (bases ?? []).length > 0, (found) =>
              areOwnKnown(place, found, head, limits[index] ?? [])
            )
      return {own, fresh: own.filter(({oid}) => isFresh(oid)), problem}
    })
  )
}

const heads = (requests: readonly RangeRequest[]): string[] => [...new Set(requests.map(({head}) => head))]

/** The commits that are some branch’s own, and what is needed to tell whose; null when they are too many. */
async function readLog(
  place: GitPlace,
  tips: readonly string[],
  limits: readonly (readonly string[])[],
  limit: number
): Promise<Map<string, LoggedCommit> | null> {
  const [first = [], ...others] = limits.map((oids) => new Set(oids))
  const shared = new Set([...first].filter((oid) => others.every((oids) => oids.has(oid))))
  // A base of only some branches is walked as well: what lies below it is told apart afterwards.
  const tops = new Set([...tips, ...limits.flat().filter((oid) => !shared.has(oid))])
  const revisions = [...tops, ...[...shared].map((oid) => `^${oid}`)]
  const commits = parseLog(await askAbout(place, logCommand(limit + 1), revisions))
  return commits.length > limit ? null : new Map(commits.map((commit) => [commit.oid, commit]))
}

/** The commits that the remote does not have; null for all of them. */
async function readFresh(
  place: GitPlace,
  tips: readonly string[],
  onRemote: readonly string[] | OnRemote
): Promise<ReadonlySet<string> | null> {
  const {oids, refs} = 'refs' in onRemote ? onRemote : {oids: onRemote, refs: null}
  if (oids.length === 0 && refs === null) return null
  const revisions = [...tips, ...oids.map((oid) => `^${oid}`)]
  // A clone can have refs to what it has not fetched.
  const command = ['rev-list', '--ignore-missing', ...(refs === null ? [] : ['--not', trackingOf(refs), '--not'])]
  const answer = await askAbout(place, command, revisions)
  return new Set(answer.toString('latin1').split('\n').filter(isOid))
}

function trackingOf(remote: string): string {
  if (remote !== '' && !isRemoteName(remote)) throw new TypeError(`not the name of a remote: ${remote}`)
  return remote === '' ? '--remotes' : `--remotes=${remote}`
}

/** What is reachable in the part of the graph that was read, short of some commits. */
function reach(
  graph: ReadonlyMap<string, LoggedCommit>,
  tips: readonly string[],
  except: ReadonlySet<string> = new Set()
): Set<string> {
  const seen = new Set<string>()
  const open = [...tips]
  for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
    const commit = graph.get(oid)
    if (!commit || seen.has(oid) || except.has(oid)) continue
    seen.add(oid)
    open.push(...commit.parents)
  }
  return seen
}
