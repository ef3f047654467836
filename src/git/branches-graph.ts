import type {Identity} from '../core/freshness-facts.ts'
import {GitError} from '../errors.ts'
import {checked} from './checked.ts'
import {readSkips, skipFormat} from './history-log.ts'
import {type GitPlace, streamGit} from './start-git.ts'

/**
 * The commits that a base does not have, and the first ones below them, each a number. There may be hundreds of
 * thousands, so that nothing here is an object for each.
 */
export interface Graph {
  /** How many commits the base does not have: the own ones. */
  count: number
  /** Object ids by number. */
  ids: readonly string[]
  numbers: ReadonlyMap<string, number>
  /** The tree of an own commit; git finds a path in it sooner than in the commit. */
  trees: readonly string[]
  /** 1 for an own commit; of the others nothing but the id is known. */
  own: readonly number[]
  /** The first parents; `none` for a root. */
  first: readonly number[]
  /** The other parents of those that have some. */
  others: ReadonlyMap<number, readonly number[]>
  /** Seconds since 1970. */
  authored: readonly number[]
  committed: readonly number[]
  /** Who wrote a commit, by name alone. */
  authorOf: (commit: number) => Identity
  /** The values of `Handoff-Skip` trailers, where there are some. */
  skips: ReadonlyMap<number, readonly string[]>
}

/** The parent of a commit that has none. */
export const none = -1

/** As many as memory holds in any case. */
const mostCommits = 400_000

const format = `%H%x00%T%x00%P%x00%at%x00%ct%x00%an%x00${skipFormat}`

const command = [
  ...['log', '--stdin', '-z', `--max-count=${mostCommits + 1}`, '--encoding=UTF-8', '--no-show-signature'],
  ...['--no-mailmap', '--no-notes', '--no-decorate', '--no-color', `--format=tformat:${format}`]
]

/** Start the git that walks from the tips to the base, before it is known which ones they are. */
export function openGraph(place: GitPlace): {
  read: (tips: readonly string[], bases: readonly string[]) => Promise<Graph>
  stop: () => void
} {
  const reader = createReader()
  const git = streamGit(place, command, (chunk) => reader.take(chunk.toString('latin1')))
  return {
    read: async (tips, bases) => {
      const revisions = [...new Set(tips), ...bases.map((base) => `^${base}`)].map(checked)
      await git.end(`${revisions.join('\n')}\n`)
      const graph = reader.finish()
      if (graph.count > mostCommits) throw tooLarge()
      return graph
    },
    stop: git.stop
  }
}

/** Reads the answer of the log, which is bytes for us: only names and trailers are more than ASCII. */
function createReader(): {take: (more: string) => void; finish: () => Graph} {
  const ids: string[] = []
  const numbers = new Map<string, number>()
  const trees: string[] = []
  const own: number[] = []
  const first: number[] = []
  const others = new Map<number, number[]>()
  const authored: number[] = []
  const committed: number[] = []
  const authors: string[] = []
  const skips = new Map<number, string[]>()
  let count = 0
  let rest = ''

  // Children come before their parents, so that most are numbered as such.
  const numberOf = (oid: string): number => {
    const known = numbers.get(oid)
    if (known !== undefined) return known
    numbers.set(oid, ids.length)
    return ids.push(oid) - 1
  }
  const takeParents = (commit: number, oids: string, length: number) => {
    first[commit] = oids === '' ? none : numberOf(oids.slice(0, length))
    if (oids.length <= length) return
    const more = oids.slice(length + 1).split(' ')
    others.set(commit, more.map(numberOf))
  }
  return {
    take: (more) => {
      const text = rest + more
      let at = 0
      for (;;) {
        const afterId = text.indexOf('\0', at)
        const afterTree = nextEnd(text, afterId)
        const afterParents = nextEnd(text, afterTree)
        const afterAuthored = nextEnd(text, afterParents)
        const afterCommitted = nextEnd(text, afterAuthored)
        const afterAuthor = nextEnd(text, afterCommitted)
        const end = nextEnd(text, afterAuthor)
        if (end === -1) break
        const oid = text.slice(at, afterId)
        if (oid.length !== 40 && oid.length !== 64) throw unreadable(oid)
        const commit = numberOf(oid)
        count++
        own[commit] = 1
        trees[commit] = text.slice(afterId + 1, afterTree)
        takeParents(commit, text.slice(afterTree + 1, afterParents), oid.length)
        authored[commit] = readSeconds(text, afterParents + 1, afterAuthored)
        committed[commit] = readSeconds(text, afterAuthored + 1, afterCommitted)
        authors[commit] = text.slice(afterCommitted + 1, afterAuthor)
        if (end > afterAuthor + 1) skips.set(commit, readSkips(fromBytes(text.slice(afterAuthor + 1, end))))
        at = end + 1
      }
      rest = text.slice(at)
    },
    finish: () => {
      const bad = rest === '' ? ids.find((oid) => oid.length !== ids[0]?.length) : rest
      if (bad !== undefined) throw unreadable(bad)
      return {count, ids, numbers, trees, own, first, others, authored, committed, skips, authorOf: nameReader(authors)}
    }
  }
}

/** The same few people write most commits. */
function nameReader(authors: readonly string[]): Graph['authorOf'] {
  const known = new Map<string, Identity>()
  return (commit) => {
    const bytes = authors[commit] ?? ''
    const author = known.get(bytes) ?? {name: fromBytes(bytes), email: ''}
    known.set(bytes, author)
    return author
  }
}

/** Where the next field ends; -1 when that, or an earlier one, is not there yet. */
const nextEnd = (text: string, end: number): number => (end === -1 ? -1 : text.indexOf('\0', end + 1))

/** The own commits among those given and below, each once. What `isEnd` tells is the last on its way down. */
export type Walk = (starts: readonly number[], isEnd?: (commit: number) => boolean) => number[]

/** Walk a graph; how often it is done must not matter. */
export function createWalk({ids, own, first, others}: Graph): Walk {
  const seen = new Int32Array(ids.length)
  let round = 0
  return (starts, isEnd) => {
    round++
    const found: number[] = []
    const open = [...starts]
    for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
      if (commit === none || seen[commit] === round || own[commit] !== 1) continue
      seen[commit] = round
      found.push(commit)
      if (isEnd?.(commit)) continue
      open.push(first[commit] ?? none)
      const more = others.get(commit)
      if (more) open.push(...more)
    }
    return found
  }
}

/** All parents of an own commit. */
export function parentsOf({first, others}: Graph, commit: number): number[] {
  const parent = first[commit] ?? none
  return parent === none ? [] : [parent, ...(others.get(commit) ?? [])]
}

/** Object ids of numbers. */
export const idsOf = ({ids}: Graph, commits: readonly number[]): string[] => commits.map((commit) => ids[commit] ?? '')

const fromBytes = (text: string): string => Buffer.from(text, 'latin1').toString('utf8')

/** Git gives no date, or one beyond all bounds, for a commit that is broken there. */
function readSeconds(text: string, from: number, to: number): number {
  if (to - from > 12) return 0
  let seconds = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return 0
    seconds = seconds * 10 + digit
  }
  return seconds
}

const unreadable = (text: string): GitError =>
  new GitError(`git log gave an answer that cannot be read: ${JSON.stringify(text.slice(0, 80))}`)

const tooLarge = (): GitError =>
  new GitError(`the branches have more than ${mostCommits} commits that their base does not have`, {
    exitCode: 3,
    hint: 'Name the base that they were made from with `--base`.'
  })
