import {GitError} from '../errors.ts'
import {type Graph, none} from './branches-graph.ts'
import {checkedLines} from './checked.ts'
import {readSkips, skipFormat} from './history-log.ts'
import {type GitPlace, streamGit} from './start-git.ts'

/** As many as memory holds in any case. */
const mostCommits = 400_000

const format = `%H%x00%T%x00%P%x00%at%x00%ct%x00%an%x00${skipFormat}`

const command = [
  // One line after the other, so that most parents are the next that git names.
  ...['log', '--stdin', '--topo-order', '-z', `--max-count=${mostCommits + 1}`, '--encoding=UTF-8'],
  ...['--no-show-signature', '--no-mailmap', '--no-notes', '--no-decorate', '--no-color', `--format=tformat:${format}`]
]

/** Start the git that walks from the tips to the base, before it is known which ones they are. */
export function openGraph(place: GitPlace): {
  read: (tips: readonly string[], bases: readonly string[]) => Promise<Graph>
  stop: () => void
} {
  const reader = createReader()
  const git = streamGit(place, command, reader.take)
  return {
    read: async (tips, bases) => {
      reader.expect(tips)
      await git.end(checkedLines([...new Set(tips), ...bases.map((base) => `^${base}`)]))
      const graph = reader.finish()
      if (graph.count > mostCommits) throw tooLarge()
      return graph
    },
    stop: git.stop
  }
}

/** What is kept of each commit, by number: of ids and names it is where in the text they stand. */
interface Columns {
  block: Uint32Array
  start: Uint32Array
  first: Int32Array
  authored: Float64Array
  committed: Float64Array
  nameStart: Uint32Array
  nameEnd: Uint32Array
}

const makeColumns = (length: number): Columns => ({
  block: new Uint32Array(length),
  start: new Uint32Array(length),
  first: new Int32Array(length).fill(none),
  authored: new Float64Array(length),
  committed: new Float64Array(length),
  nameStart: new Uint32Array(length),
  nameEnd: new Uint32Array(length)
})

function enlarge(columns: Columns): Columns {
  const larger = makeColumns(2 * columns.start.length)
  for (const key of Object.keys(columns) as (keyof Columns)[]) larger[key].set(columns[key])
  return larger
}

interface Reader {
  /** These will be looked up. */
  expect: (tips: readonly string[]) => void
  take: (chunk: Buffer) => void
  finish: () => Graph
}

/** Reads the answer of the log, which is bytes for us: only names and trailers are more than ASCII. */
function createReader(): Reader {
  const blocks: string[] = []
  let rest = ''
  /** Of an object id. */
  let width = 0
  let count = 0
  let columns = makeColumns(2 ** 13)
  /** Ids that are looked up: tips, and parents that are not named next. */
  const numbers = new Map<string, number>()
  const waiting: {commit: number; parent: string}[] = []
  const others = new Map<number, string[]>()
  const skips = new Map<number, string[]>()
  /** The first parent of the last commit. */
  let expected = ''

  const wait = (parent: string): string => {
    if (!numbers.has(parent)) numbers.set(parent, none)
    return parent
  }
  const takeIds = (oid: string, parents: string) => {
    if (oid === expected) columns.first[count - 1] = count
    else if (expected !== '') waiting.push({commit: count - 1, parent: wait(expected)})
    if (numbers.has(oid)) numbers.set(oid, count)
    if (parents.length <= width) expected = parents
    else {
      expected = parents.slice(0, width)
      others.set(
        count,
        parents
          .slice(width + 1)
          .split(' ')
          .map(wait)
      )
    }
  }
  return {
    expect: (tips) => {
      for (const tip of tips) numbers.set(tip, none)
    },
    take: (chunk) => {
      const text = rest + chunk.toString('latin1')
      if (width === 0) width = readWidth(text)
      const block = blocks.push(text) - 1
      let at = 0
      for (;;) {
        const parentsStart = at + 2 * (width + 1)
        const parentsEnd = text.indexOf('\0', parentsStart)
        const authoredEnd = text.indexOf('\0', parentsEnd + 1)
        const committedEnd = text.indexOf('\0', authoredEnd + 1)
        const nameEnd = text.indexOf('\0', committedEnd + 1)
        const end = text.indexOf('\0', nameEnd + 1)
        // Behind a field that is not there yet the search begins anew.
        const isWhole = parentsEnd > at && authoredEnd > at && committedEnd > at && nameEnd > at && end > nameEnd
        if (!isWhole || width === 0) break
        const parents = text.slice(parentsStart, parentsEnd)
        if (!isCommit(text, at, width, parents.length)) throw unreadable(text.slice(at, end))
        if (count === columns.start.length) columns = enlarge(columns)
        takeIds(text.slice(at, at + width), parents)
        columns.block[count] = block
        columns.start[count] = at
        columns.authored[count] = toSeconds(text.slice(parentsEnd + 1, authoredEnd))
        columns.committed[count] = toSeconds(text.slice(authoredEnd + 1, committedEnd))
        columns.nameStart[count] = committedEnd + 1
        columns.nameEnd[count] = nameEnd
        if (end > nameEnd + 1) skips.set(count, readSkips(fromBytes(text.slice(nameEnd + 1, end))))
        count++
        at = end + 1
      }
      rest = text.slice(at)
    },
    finish: () => {
      if (rest !== '') throw unreadable(rest)
      if (expected !== '') waiting.push({commit: count - 1, parent: wait(expected)})
      const below: string[] = []
      /** All that was not named is below. */
      const numberOf = (oid: string): number => {
        const known = numbers.get(oid) ?? none
        if (known !== none) return known
        numbers.set(oid, count + below.length)
        return count + below.push(oid) - 1
      }
      for (const {commit, parent} of waiting) columns.first[commit] = numberOf(parent)
      return {
        count,
        others: new Map([...others].map(([commit, parents]) => [commit, parents.map(numberOf)])),
        size: count + below.length,
        first: columns.first.subarray(0, count),
        authored: columns.authored.subarray(0, count),
        committed: columns.committed.subarray(0, count),
        skips,
        ...idReader({blocks, columns, count, below, width, numbers}),
        authorOf: nameReader(blocks, columns)
      }
    }
  }
}

/** How long an object id is; 0 when the first is not there yet. */
function readWidth(text: string): number {
  const end = text.indexOf('\0')
  if (end === -1 && text.length <= 64) return 0
  if (end !== 40 && end !== 64) throw unreadable(text)
  return end
}

const isCommit = (text: string, at: number, width: number, parents: number): boolean =>
  text.charCodeAt(at + width) === 0 &&
  text.charCodeAt(at + 2 * width + 1) === 0 &&
  (parents === 0 || (parents + 1) % (width + 1) === 0)

interface Ids {
  blocks: readonly string[]
  columns: Columns
  count: number
  below: readonly string[]
  width: number
  numbers: Map<string, number>
}

/** Ids are taken out of the text when they are asked for. */
function idReader({blocks, columns: {block, start}, count, below, width, numbers}: Ids) {
  const ids = new Array<string | undefined>(count)
  const blockOf = (commit: number) => blocks[block[commit] ?? 0] ?? ''
  const idAt = (commit: number, offset: number) => {
    const at = (start[commit] ?? 0) + offset
    return blockOf(commit).slice(at, at + width)
  }
  const makeId = (commit: number): string => {
    const oid = idAt(commit, 0)
    ids[commit] = oid
    return oid
  }
  return {
    idOf: (commit) => (commit < count ? (ids[commit] ?? makeId(commit)) : (below[commit - count] ?? '')),
    isNamed: (commit, oid) => blockOf(commit).startsWith(oid, start[commit]),
    numberOf: (oid) => numbers.get(oid) ?? none,
    treeOf: (commit) => idAt(commit, width + 1)
  } satisfies Partial<Graph>
}

/** The same few people write most commits. */
function nameReader(blocks: readonly string[], {block, nameStart, nameEnd}: Columns): Graph['authorOf'] {
  const known = new Map<string, ReturnType<Graph['authorOf']>>()
  return (commit) => {
    const bytes = (blocks[block[commit] ?? 0] ?? '').slice(nameStart[commit], nameEnd[commit])
    const author = known.get(bytes) ?? {name: fromBytes(bytes), email: ''}
    known.set(bytes, author)
    return author
  }
}

const fromBytes = (text: string): string => Buffer.from(text, 'latin1').toString('utf8')

/** Git gives no date, or one beyond all bounds, for a commit that is broken there. */
function toSeconds(text: string): number {
  const seconds = Number(text)
  return text.length <= 12 && Number.isInteger(seconds) && seconds > 0 ? seconds : 0
}

const unreadable = (text: string): GitError =>
  new GitError(`git log gave an answer that cannot be read: ${JSON.stringify(text.slice(0, 80))}`)

const tooLarge = (): GitError =>
  new GitError(`the branches have more than ${mostCommits} commits that their base does not have`, {
    exitCode: 3,
    hint: 'Name the base that they were made from with `--base`.'
  })
