import type {UnknownHistory} from '../core/freshness-facts.ts'
import {isOid} from '../core/ref-update.ts'
import {checked} from './checked.ts'
import {findProblem, tooMany} from './history.ts'
import {type LoggedCommit, logCommand, parseLog} from './history-log.ts'
import {areOwnKnown, readShallow} from './shallow.ts'
import {askGit, type GitPlace} from './start-git.ts'

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

/**
 * Read the commits of all branches of a push at once: by one log, one list of what is new, and a third git only where
 * lines met or a history began.
 *
 * @param onRemote commits that the remote has.
 */
export async function readRanges(
  place: GitPlace,
  requests: readonly RangeRequest[],
  onRemote: readonly string[],
  limit = 20_000
): Promise<CommitRange[]> {
  const limits = requests.map(({bases}) => bases ?? onRemote)
  const [logged, fresh] = await Promise.all([
    readLog(place, heads(requests), limits, limit),
    readFresh(place, heads(requests), onRemote)
  ])
  if (logged === null) return requests.map(() => ({own: [], fresh: [], problem: tooMany(limit)}))
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
      return {own, fresh: own.filter(({oid}) => fresh === null || fresh.has(oid)), problem}
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
  const revisions = [...tops, ...[...shared].map((oid) => `^${oid}`)].map(checked)
  const commits = parseLog(await askGit(place, logCommand(limit + 1), `${revisions.join('\n')}\n`))
  return commits.length > limit ? null : new Map(commits.map((commit) => [commit.oid, commit]))
}

/** The commits that the remote does not have; null for all of them. */
async function readFresh(
  place: GitPlace,
  tips: readonly string[],
  onRemote: readonly string[]
): Promise<ReadonlySet<string> | null> {
  if (onRemote.length === 0) return null
  const revisions = [...tips, ...onRemote.map((oid) => `^${oid}`)].map(checked)
  // A clone can have refs to what it has not fetched.
  const answer = await askGit(place, ['rev-list', '--ignore-missing', '--stdin'], `${revisions.join('\n')}\n`)
  return new Set(answer.toString('latin1').split('\n').filter(isOid))
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
