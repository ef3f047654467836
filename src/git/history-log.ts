import type {TreeChange, TreeEntry} from '../core/freshness-touches.ts'
import {isOid} from '../core/ref-update.ts'
import {GitError} from '../errors.ts'
import type {LoggedCommit} from './port.ts'

export type {LoggedCommit} from './port.ts'

// No renames: an equal blob tells one, and then no content has to be compared. The rest undoes what a configuration may
// have changed.
const rawOptions = [
  '-r',
  '-z',
  '--raw',
  '--no-abbrev',
  '--no-renames',
  '--no-relative',
  // No order file: one that is gone would end git.
  '-O/dev/null',
  '--ignore-submodules=none',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color'
]

/** One trailer a line, with its key: a value alone may be empty. */
export const skipFormat = '%(trailers:key=Handoff-Skip,unfold,separator=%x0A)'

// The first character marks a commit.
const format = `%x01%H%x00%P%x00%at%x00%ct%x00%an%x00%ae%x00%cn%x00%ce%x00%s%x00${skipFormat}`

/** Arguments of a `git log` whose answer `parseLog` reads; revisions come after it. Merges have no changes. */
export const logCommand = (limit: number): string[] => [
  ...['log', `--max-count=${limit}`, '--encoding=UTF-8', '--root', '--diff-merges=off'],
  ...['--no-show-signature', '--no-mailmap', '--no-notes', '--no-decorate', `--format=tformat:${format}`],
  ...rawOptions
]

/** Read the answer of `logCommand`. */
export function parseLog(answer: Buffer): LoggedCommit[] {
  const words = answer.toString('utf8').split('\0')
  const commits: LoggedCommit[] = []
  let at = 0
  while (at < words.length - 1) {
    commits.push(readCommit(words.slice(at, at + fields)))
    at += fields
    at = readChanges(words, at, commits.at(-1)?.changes ?? [])
  }
  return commits
}

const fields = 10

function readCommit(words: readonly string[]): LoggedCommit {
  const [mark = '', parents = '', authored, committed, ...rest] = words
  const [author = '', authorEmail = '', committer = '', committerEmail = '', subject = '', skips = ''] = rest
  const oid = mark.slice(1)
  if (words.length !== fields || !mark.startsWith('\x01') || !isOid(oid)) throw unreadable(mark)
  return {
    oid,
    parents: parents === '' ? [] : parents.split(' '),
    authored: toSeconds(authored),
    committed: toSeconds(committed),
    author: {name: author, email: authorEmail},
    committer: {name: committer, email: committerEmail},
    subject,
    skips: readSkips(skips),
    changes: []
  }
}

/** The reasons in what `skipFormat` gives. */
export const readSkips = (trailers: string): string[] => (trailers === '' ? [] : trailers.split('\n').map(reasonOf))

/** The key ends with one of the separators that git can be told to use. */
const reasonOf = (trailer: string): string =>
  trailer
    .slice('Handoff-Skip'.length)
    .replace(/^\s*[:=#]/u, '')
    .trim()

/** Git gives no date, or one beyond all bounds, for a commit that is broken there. */
const toSeconds = (text: string | undefined): number => (/^\d{1,12}$/u.test(text ?? '') ? Number(text) : 0)

/** Read pairs of a raw line and a path; where they end. */
function readChanges(words: readonly string[], from: number, changes: TreeChange[]): number {
  let at = from
  for (let line = words[at]; line?.startsWith(':') || line?.startsWith('\n:'); line = words[at]) {
    const [mode = '', newMode = '', oid = '', newOid = ''] = line.slice(line.indexOf(':') + 1).split(' ')
    const path = words[at + 1]
    if (!path || !isOid(oid) || !isOid(newOid)) throw unreadable(line)
    changes.push({path, before: entry(mode, oid), after: entry(newMode, newOid)})
    at += 2
  }
  return at
}

const entry = (mode: string, oid: string): TreeEntry | null => (/^0+$/u.test(mode) ? null : {mode, oid})

const unreadable = (text = ''): GitError =>
  new GitError(`git gave an answer that cannot be read: ${JSON.stringify(text.slice(0, 80))}`)
