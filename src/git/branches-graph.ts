import {isOid} from '../core/ref-update.ts'
import {GitError} from '../errors.ts'
import {checked} from './checked.ts'
import {readSkips, skipFormat} from './history-log.ts'
import {type GitPlace, streamGit} from './start-git.ts'

/**
 * The commits that a base does not have, and the first ones below them, each a number: own commits come first, as the
 * log has them. There may be hundreds of thousands, so that nothing here is an object for each.
 */
export interface Graph {
  /** How many of the numbers are own commits. */
  size: number
  /** Object ids by number. */
  ids: readonly string[]
  /** The number of an own commit. */
  numbers: ReadonlyMap<string, number>
  /** The first parent of each own commit; `none` for a root. */
  first: Int32Array
  /** The other parents of those that have some. */
  others: ReadonlyMap<number, readonly number[]>
  /** Seconds since 1970. */
  authored: readonly number[]
  committed: readonly number[]
  /** Who wrote each, by name. */
  authors: readonly string[]
  /** The values of `Handoff-Skip` trailers, where there are some. */
  skips: ReadonlyMap<number, readonly string[]>
}

/** The parent of a commit that has none. */
export const none = -1

/** As many as memory holds in any case. */
const mostCommits = 400_000

const format = `%H%x00%P%x00%at%x00%ct%x00%an%x00${skipFormat}`
const fields = 6

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
      reader.finish()
      if (reader.records.ids.length > mostCommits) throw tooLarge()
      return link(reader.records)
    },
    stop: git.stop
  }
}

/** What is known of each commit before all have been read. */
interface Records {
  ids: string[]
  /** As git writes them. */
  parents: string[]
  authored: number[]
  committed: number[]
  authors: string[]
  skips: Map<number, string[]>
}

/** Reads the answer of the log, which is bytes for us: only names and trailers are more than ASCII. */
function createReader() {
  const records: Records = {ids: [], parents: [], authored: [], committed: [], authors: [], skips: new Map()}
  const names = new Map<string, string>()
  const nameOf = (bytes: string): string => {
    const name = names.get(bytes) ?? fromBytes(bytes)
    names.set(bytes, name)
    return name
  }
  const ends = new Int32Array(fields)
  let rest = ''
  return {
    records,
    take: (more: string) => {
      const text = rest + more
      let at = 0
      for (; findEnds(text, at, ends); at = (ends[5] ?? 0) + 1) {
        const [afterId = 0, afterParents = 0, afterAuthored = 0, afterCommitted = 0, afterAuthor = 0, end = 0] = ends
        const skips = text.slice(afterAuthor + 1, end)
        if (skips !== '') records.skips.set(records.ids.length, readSkips(fromBytes(skips)))
        records.ids.push(text.slice(at, afterId))
        records.parents.push(text.slice(afterId + 1, afterParents))
        records.authored.push(readSeconds(text, afterParents + 1, afterAuthored))
        records.committed.push(readSeconds(text, afterAuthored + 1, afterCommitted))
        records.authors.push(nameOf(text.slice(afterCommitted + 1, afterAuthor)))
      }
      rest = text.slice(at)
    },
    finish: () => {
      const bad = rest === '' ? records.ids.find((oid) => !isOid(oid)) : rest
      if (bad !== undefined) throw unreadable(bad)
    }
  }
}

/** Find where the fields of a record end; false when it is not all there yet. */
function findEnds(text: string, from: number, ends: Int32Array): boolean {
  let at = from
  for (let field = 0; field < fields; field++) {
    const end = text.indexOf('\0', at)
    if (end === -1) return false
    ends[field] = end
    at = end + 1
  }
  return true
}

/** Number the parents, when all own commits have their numbers. */
function link({parents, ...records}: Records): Graph {
  const size = records.ids.length
  const ids = [...records.ids]
  const numbers = new Map<string, number>()
  for (let commit = 0; commit < size; commit++) numbers.set(ids[commit] ?? '', commit)
  const below = new Map<string, number>()
  const numberOf = (oid: string): number => {
    const known = numbers.get(oid) ?? below.get(oid)
    if (known !== undefined) return known
    below.set(oid, ids.length)
    return ids.push(oid) - 1
  }
  const first = new Int32Array(size).fill(none)
  const others = new Map<number, number[]>()
  const length = ids[0]?.length ?? 0
  for (let commit = 0; commit < size; commit++) {
    const text = parents[commit] ?? ''
    if (text === '') continue
    first[commit] = numberOf(text.slice(0, length))
    if (text.length > length)
      others.set(
        commit,
        text
          .slice(length + 1)
          .split(' ')
          .map(numberOf)
      )
  }
  return {...records, size, ids, numbers, first, others}
}

/** The own commits among those given and below, each once. What `isEnd` tells is the last on its way down. */
export type Walk = (starts: readonly number[], isEnd?: (commit: number) => boolean) => number[]

/** Walk a graph; how often it is done must not matter. */
export function createWalk({size, first, others}: Graph): Walk {
  const seen = new Int32Array(size)
  let round = 0
  return (starts, isEnd) => {
    round++
    const found: number[] = []
    const open = [...starts]
    for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
      if (commit < 0 || commit >= size || seen[commit] === round) continue
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
