import {availableParallelism} from 'node:os'
import {StringDecoder} from 'node:string_decoder'
import type {TreeChange, TreeEntry} from '../core/freshness-touches.ts'
import {isOid} from '../core/ref-update.ts'
import {GitError} from '../errors.ts'
import {checked} from './checked.ts'
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
  /** The same for some that take long: a second git begins with them, and shares in all that is asked for later. */
  askBoth: (oids: readonly string[]) => void
  /** All that was found; there is nothing for a commit that changes nothing, and for a merge. */
  finish: () => Promise<Map<string, CommitChanges>>
}

const command = [
  ...['diff-tree', '--stdin', '--root', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', '--no-relative'],
  ...['-O/dev/null', '--ignore-submodules=none', '--no-ext-diff', '--no-textconv', '--no-color']
]

/** So many are handed over at once. */
const handful = 100

/** What takes long takes so much longer than the rest. */
const longer = 30

/** Fewer commits than this are not worth a second git. */
const worthTwo = 2000

/** Start a git when the first commit is asked for, and a second one when there are many at once. */
export function openChanges(place: GitPlace, isHandoff: (path: string) => boolean): ChangeReader {
  const changes = new Map<string, CommitChanges>()
  const asked = new Set<string>()
  const gits = [createFeeder(place, changes, isHandoff), createFeeder(place, changes, isHandoff)] as const
  const [usual, helper] = gits
  let isShared = false
  let next = usual
  const ask = (oid: string, feeder?: Feeder) => {
    if (asked.has(oid)) return
    asked.add(oid)
    // Neighbours have much in common, so that they stay together.
    if (isShared && next.isIdle()) next = usual.load() <= helper.load() ? usual : helper
    const chosen = feeder ?? next
    chosen.feed(checked(oid))
  }
  return {
    ask: (oid) => ask(oid),
    askAll: (oids) => {
      const half = oids.length < worthTwo || availableParallelism() < 2 ? oids.length : Math.ceil(oids.length / 2)
      for (const [index, oid] of oids.entries()) ask(oid, index < half ? usual : helper)
    },
    askBoth: (oids) => {
      isShared = availableParallelism() > 1
      usual.begin(0)
      helper.begin(oids.length * longer)
      for (const oid of oids) ask(oid, isShared ? helper : usual)
      helper.hand()
    },
    finish: async () => {
      await Promise.all(gits.map(({finish}) => finish()))
      return changes
    }
  }
}

interface Feeder {
  feed: (oid: string) => void
  /** Hand over what waits. */
  hand: () => void
  /** How much it was given since it began. */
  load: () => number
  begin: (load: number) => void
  isIdle: () => boolean
  finish: () => Promise<void>
}

/** One git and what it was not told yet. */
function createFeeder(
  place: GitPlace,
  changes: Map<string, CommitChanges>,
  isHandoff: (path: string) => boolean
): Feeder {
  let git: ReturnType<typeof streamGit> | undefined
  let waiting: string[] = []
  let load = 0
  const hand = () => {
    if (waiting.length === 0) return
    git ??= streamGit(place, command, createReader(changes, isHandoff))
    git.feed(`${waiting.join('\n')}\n`)
    waiting = []
  }
  return {
    feed: (oid) => {
      load++
      if (waiting.push(oid) >= handful) hand()
    },
    hand,
    load: () => load,
    begin: (start) => {
      load = start
    },
    isIdle: () => waiting.length === 0,
    finish: async () => {
      hand()
      await git?.end()
    }
  }
}

const colon = 58

/** An object id opens the changes of a commit; each is a raw line and a path. */
function createReader(
  changes: Map<string, CommitChanges>,
  isHandoff: (path: string) => boolean
): (chunk: Buffer) => void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let line = ''
  let current: CommitChanges = {handoffs: [], paths: []}
  const takeWord = (word: string) => {
    if (line !== '') {
      if (isHandoff(word)) current.handoffs.push(readChange(line, word))
      else current.paths.push(word)
      line = ''
    } else if (word.charCodeAt(0) === colon) line = word
    else if (isOid(word)) {
      current = {handoffs: [], paths: []}
      changes.set(word, current)
    } else throw unreadable(word)
  }
  return (chunk) => {
    const text = rest + decoder.write(chunk)
    let at = 0
    for (let end = text.indexOf('\0'); end !== -1; end = text.indexOf('\0', at)) {
      takeWord(text.slice(at, end))
      at = end + 1
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
