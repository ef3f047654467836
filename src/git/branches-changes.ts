import {availableParallelism} from 'node:os'
import type {TreeChange, TreeEntry} from '../core/freshness-touches.ts'
import {isOid} from '../core/ref-update.ts'
import {GitError} from '../errors.ts'
import {checked} from './checked.ts'
import {askGit, type GitPlace} from './start-git.ts'

const command = [
  ...['diff-tree', '--stdin', '--root', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', '--no-relative'],
  ...['-O/dev/null', '--ignore-submodules=none', '--no-ext-diff', '--no-textconv', '--no-color']
]

/** Fewer commits than this are not worth a second git. */
const worthTwo = 2000

/** What each commit changes, seen from its only parent, by at most two gits; one that changes nothing is left out. */
export async function readChanges(place: GitPlace, commits: readonly string[]): Promise<Map<string, TreeChange[]>> {
  const gits = commits.length < worthTwo ? 1 : Math.min(2, availableParallelism())
  const size = Math.ceil(commits.length / gits)
  const changes = new Map<string, TreeChange[]>()
  const parts = Array.from({length: gits}, (_, index) => commits.slice(index * size, (index + 1) * size))
  await Promise.all(
    parts.map(async (part) => {
      if (part.length > 0) parse(await askGit(place, command, `${part.map(checked).join('\n')}\n`), changes)
    })
  )
  return changes
}

/** An object id opens the changes of a commit; each is a raw line and a path. */
function parse(answer: Buffer, changes: Map<string, TreeChange[]>): void {
  const words = answer.toString('utf8').split('\0')
  let current: TreeChange[] = []
  for (let at = 0; at < words.length - 1; at++) {
    const word = words[at] ?? ''
    if (word.startsWith(':')) current.push(readChange(word, words[++at]))
    else if (isOid(word)) {
      current = []
      changes.set(word, current)
    } else throw unreadable(word)
  }
}

function readChange(line: string, path: string | undefined): TreeChange {
  const [mode = '', newMode = '', oid = '', newOid = ''] = line.slice(1).split(' ')
  if (!path || !isOid(oid) || !isOid(newOid)) throw unreadable(line)
  return {path, before: entry(mode, oid), after: entry(newMode, newOid)}
}

const entry = (mode: string, oid: string): TreeEntry | null => (/^0+$/u.test(mode) ? null : {mode, oid})

const unreadable = (text: string): GitError =>
  new GitError(`git diff-tree gave an answer that cannot be read: ${JSON.stringify(text.slice(0, 80))}`)
