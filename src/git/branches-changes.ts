import {availableParallelism} from 'node:os'
import {StringDecoder} from 'node:string_decoder'
import type {TreeChange, TreeEntry} from '../core/freshness-touches.ts'
import {isOid} from '../core/ref-update.ts'
import {GitError} from '../errors.ts'
import {type GitPlace, streamGit} from './start-git.ts'

/** What a commit changes. */
export interface CommitChanges {
  handoffs: TreeChange[]
  /** Of the other files only the path matters. */
  paths: string[]
}

/** Says what commits change, seen from their only parent; which ones may become clear while it is at work. */
export interface ChangeReader {
  /** Go and find out about a commit; it may be named more than once. */
  ask: (oid: string) => void
  /** The same for many: two gits share them. */
  askAll: (oids: readonly string[]) => void
  /** The same for some that take long, because they open large folders: a second git is asked. */
  askLarge: (oids: readonly string[]) => void
  /** Wait for the answers to those of the commits that were asked for; at the latest they come at the end. */
  answered: (oids: readonly string[]) => Promise<void>
  /** Whether nothing has to be waited for. */
  areAnswered: (oids: readonly string[]) => boolean
  /** What was found out of a commit so far; there is nothing for one that changes nothing, and for a merge. */
  changesOf: (oid: string) => CommitChanges | undefined
  /** Wait for all answers. */
  finish: () => Promise<void>
  /** All changes of handoffs that were found so far. */
  handoffs: readonly TreeChange[]
}

const command = [
  ...['diff-tree', '--stdin', '--root', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', '--no-relative'],
  ...['-O/dev/null', '--ignore-submodules=none', '--no-ext-diff', '--no-textconv', '--no-color']
]

/**
 * For what opens large folders. By default git keeps 96 MB of trees to apply deltas to; where each is some hundred
 * kilobytes, the system takes longer to hand out so much memory than git takes to compare them.
 */
const largeCommand = ['-c', 'core.deltaBaseCacheLimit=8m', ...command]

/** So many are handed over at once. */
const handful = 100

/** Fewer commits than this are not worth a second git. */
const worthTwo = 2000

/** Start a git when the first commit is asked for, and a second one when there are many at once. */
export function openChanges(place: GitPlace, isHandoff: (path: string) => boolean): ChangeReader {
  const asked = new Map<string, Question>()
  const handoffs: TreeChange[] = []
  const take = createTaker(isHandoff, handoffs)
  const gits = [createFeeder(place, take), createFeeder(place, take)] as const
  const [usual, helper] = gits
  const ask = (oid: string, feeder = usual) => {
    if (!asked.has(oid)) asked.set(oid, feeder.feed(oid))
  }
  const isOpen = (question: Question | undefined) => question !== undefined && !question.feeder.isPast(question)
  return {
    ask: (oid) => ask(oid),
    askAll: (oids) => {
      const half = oids.length < worthTwo || availableParallelism() < 2 ? oids.length : Math.ceil(oids.length / 2)
      for (const [index, oid] of oids.entries()) ask(oid, index < half ? usual : helper)
    },
    askLarge: (oids) => {
      helper.use(largeCommand)
      for (const oid of oids) ask(oid, helper)
      helper.hand()
    },
    answered: async (oids) => {
      for (const oid of oids) {
        const question = asked.get(oid)
        while (question && isOpen(question)) await question.feeder.more()
      }
    },
    areAnswered: (oids) => !oids.some((oid) => isOpen(asked.get(oid))),
    changesOf: (oid) => asked.get(oid)?.changes,
    finish: async () => {
      await Promise.all(gits.map(({finish}) => finish()))
    },
    handoffs
  }
}

/** A commit that a git is asked about. */
interface Question {
  oid: string
  feeder: Feeder
  /** Its place among all that this git is asked. */
  place: number
  changes: CommitChanges | undefined
}

interface Feeder {
  feed: (oid: string) => Question
  /** Hand over what waits. */
  hand: () => void
  /** Take a command, unless it is at work. */
  use: (command: readonly string[]) => void
  /** Whether a question is answered: git goes by their order. */
  isPast: (question: Question) => boolean
  /** Wait for more answers. */
  more: () => Promise<void>
  finish: () => Promise<void>
}

/** One git and what it was not told yet. */
function createFeeder(place: GitPlace, take: Taker): Feeder {
  let git: ReturnType<typeof streamGit> | undefined
  let waiting: string[] = []
  let chosen: readonly string[] = command
  const questions: Question[] = []
  let answered = 0
  let said = signal()
  const begin = (oid: string): CommitChanges => {
    // Git says nothing of those that change nothing. What it says of this one is complete when it names the next.
    while (answered < questions.length && questions[answered]?.oid !== oid) answered++
    const handoffs: TreeChange[] = []
    const paths: string[] = []
    const changes = {handoffs, paths}
    const question = questions[answered]
    if (question) question.changes = changes
    return changes
  }
  const read = createReader(begin, take)
  const start = () => {
    const started = streamGit(place, chosen, (chunk) => {
      read(chunk)
      said.give()
      said = signal()
    })
    started.yield()
    return started
  }
  const hand = () => {
    if (waiting.length === 0) return
    git ??= start()
    git.feed(`${waiting.join('\n')}\n`)
    waiting = []
  }
  const feeder: Feeder = {
    feed: (oid) => {
      if (waiting.push(oid) >= handful) hand()
      const question = {oid, feeder, place: questions.length, changes: undefined}
      questions.push(question)
      return question
    },
    hand,
    use: (command) => {
      chosen = command
    },
    isPast: ({place}) => place < answered,
    more: () => said.given,
    finish: async () => {
      hand()
      try {
        await git?.end()
      } catch (error) {
        said.fail(error)
        throw error
      }
      answered = questions.length
      said.give()
    }
  }
  return feeder
}

/** Something that others wait for. */
function signal(): {given: Promise<void>; give: () => void; fail: (reason: unknown) => void} {
  let give = () => {}
  let fail = (_: unknown) => {}
  const given = new Promise<void>((resolve, reject) => {
    give = resolve
    fail = reject
  })
  // Perhaps nobody waits.
  given.catch(() => {})
  return {given, give, fail}
}

/** Takes a raw line and its path. */
type Taker = (line: string, path: string, commit: CommitChanges) => void

/** Sorts what is read into what matters of it. */
function createTaker(isHandoff: (path: string) => boolean, all: TreeChange[]): Taker {
  /** Most paths are changed again and again: one text for each, whose test is not repeated. */
  const work = new Map<string, string>()
  return (line, path, {handoffs, paths}) => {
    const known = work.get(path)
    if (known !== undefined) paths.push(known)
    else if (isHandoff(path)) {
      const change = readChange(line, path)
      handoffs.push(change)
      all.push(change)
    } else {
      work.set(path, path)
      paths.push(path)
    }
  }
}

const colon = 58

/** An object id opens the changes of a commit; each is a raw line and a path. */
function createReader(begin: (oid: string) => CommitChanges, take: Taker): (chunk: Buffer) => void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let commit: CommitChanges = {handoffs: [], paths: []}
  return (chunk) => {
    const text = rest + decoder.write(chunk)
    let at = 0
    for (let end = text.indexOf('\0'); end !== -1; end = text.indexOf('\0', at)) {
      const word = text.slice(at, end)
      if (word.charCodeAt(0) === colon) {
        const pathEnd = text.indexOf('\0', end + 1)
        if (pathEnd === -1) break
        take(word, text.slice(end + 1, pathEnd), commit)
        at = pathEnd + 1
      } else {
        if (word.length !== 40 && word.length !== 64) throw unreadable(word)
        commit = begin(word)
        at = end + 1
      }
    }
    rest = text.slice(at)
  }
}

function readChange(line: string, path: string): TreeChange {
  const [mode = '', newMode = '', oid = '', newOid = ''] = line.slice(1).split(' ')
  if (path === '' || !isOid(oid) || !isOid(newOid)) throw unreadable(line)
  return {path, before: entry(mode, oid), after: entry(newMode, newOid)}
}

const entry = (mode: string, oid: string): TreeEntry | null => (/^0+$/u.test(mode) ? null : {mode, oid})

const unreadable = (text: string): GitError =>
  new GitError(`git diff-tree gave an answer that cannot be read: ${JSON.stringify(text.slice(0, 80))}`)
