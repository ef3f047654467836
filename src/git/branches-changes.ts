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
  /** What was found out of a commit so far; there is nothing for one that changes nothing, and for a merge. */
  changesOf: (oid: string) => CommitChanges | undefined
  /** All that was found. */
  finish: () => Promise<Map<string, CommitChanges>>
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
  const changes = new Map<string, CommitChanges>()
  const asked = new Map<string, {feeder: Feeder; place: number}>()
  const take = createTaker(changes, isHandoff)
  const gits = [createFeeder(place, take), createFeeder(place, take)] as const
  const [usual, helper] = gits
  const ask = (oid: string, feeder = usual) => {
    if (!asked.has(oid)) asked.set(oid, {feeder, place: feeder.feed(oid)})
  }
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
        while (question && question.feeder.answered() <= question.place) await question.feeder.more()
      }
    },
    changesOf: (oid) => changes.get(oid),
    finish: async () => {
      await Promise.all(gits.map(({finish}) => finish()))
      return changes
    }
  }
}

interface Feeder {
  /** Returns its place among all that this git is asked. */
  feed: (oid: string) => number
  /** Hand over what waits. */
  hand: () => void
  /** Take a command, unless it is at work. */
  use: (command: readonly string[]) => void
  /** How many questions are answered: git goes by their order. */
  answered: () => number
  /** Wait for more answers. */
  more: () => Promise<void>
  finish: () => Promise<void>
}

/** One git and what it was not told yet. */
function createFeeder(place: GitPlace, take: Taker): Feeder {
  let git: ReturnType<typeof streamGit> | undefined
  let waiting: string[] = []
  let chosen: readonly string[] = command
  const questions: string[] = []
  let answered = 0
  let said = signal()
  const read = createReader({
    ...take,
    begin: (oid) => {
      // Git says nothing of those that change nothing. What it says of this one is complete when it names the next.
      while (answered < questions.length && questions[answered] !== oid) answered++
      return take.begin(oid)
    }
  })
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
  return {
    feed: (oid) => {
      if (waiting.push(oid) >= handful) hand()
      return questions.push(oid) - 1
    },
    hand,
    use: (command) => {
      chosen = command
    },
    answered: () => answered,
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

interface Taker {
  begin: (oid: string) => CommitChanges
  /** Take a raw line and its path. */
  take: (line: string, path: string, commit: CommitChanges) => void
}

/** Sorts what is read into what matters of it. */
function createTaker(changes: Map<string, CommitChanges>, isHandoff: (path: string) => boolean): Taker {
  /** Most paths are changed again and again: one text for each, whose test is not repeated. */
  const work = new Map<string, string>()
  return {
    begin: (oid) => {
      const commit: CommitChanges = {handoffs: [], paths: []}
      changes.set(oid, commit)
      return commit
    },
    take: (line, path, {handoffs, paths}) => {
      const known = work.get(path)
      if (known !== undefined) paths.push(known)
      else if (isHandoff(path)) handoffs.push(readChange(line, path))
      else {
        work.set(path, path)
        paths.push(path)
      }
    }
  }
}

const colon = 58

/** An object id opens the changes of a commit; each is a raw line and a path. */
function createReader({begin, take}: Taker): (chunk: Buffer) => void {
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
