import {spawnSync} from 'node:child_process'
import {gitEnvironment} from './repository.ts'

// What GitHub answers about commits and their content, computed by git from a real repository. Limits and shapes as in
// GitHub’s description of its API (https://github.com/github/rest-api-description).

export interface GitAnswers {
  /** The object that a revision names; null for none. */
  resolve: (revision: string, type?: 'commit' | 'tree' | 'blob') => string | null
  commit: (oid: string) => object
  /** All that a commit changes, or two commits differ in. */
  files: (from: string | null, to: string) => ChangedFile[]
  /** Object ids, oldest first. */
  between: (base: string, head: string) => string[]
  mergeBase: (base: string, head: string) => string | null
  log: (revision: string, path: string | null) => string[]
  tree: (oid: string, isRecursive: boolean) => TreeItem[]
  blob: (oid: string) => Buffer | null
  branches: () => {name: string; commit: {sha: string}}[]
}

export interface ChangedFile {
  sha: string | null
  filename: string
  previous_filename?: string
  status: string
}

export interface TreeItem {
  path: string
  mode: string
  type: string
  sha: string
  size?: number
}

export function createGitAnswers(repository: string): GitAnswers {
  const run = (commands: readonly string[], input?: string | Buffer): Buffer | null => {
    const {status, stdout} = spawnSync('git', ['-c', 'core.quotePath=false', ...commands], {
      cwd: repository,
      env: {...gitEnvironment(), GIT_NO_REPLACE_OBJECTS: '1'},
      maxBuffer: 2 ** 30,
      ...(input === undefined ? {} : {input})
    })
    return status === 0 ? stdout : null
  }
  const text = (...commands: string[]) => run(commands)?.toString('utf8') ?? null
  const lines = (...commands: string[]) => (text(...commands) ?? '').split('\n').filter((line) => line !== '')

  const resolve: GitAnswers['resolve'] = (revision, type = 'commit') => {
    if (revision.startsWith('-')) return null
    for (const name of [revision, `refs/heads/${revision}`]) {
      const oid = text('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{${type}}`)?.trim()
      if (oid) return oid
    }
    return null
  }

  const known = new Map<string, object>()
  const commit: GitAnswers['commit'] = (oid) => {
    const answer = known.get(oid) ?? readCommit(run(['cat-file', 'commit', oid]) ?? Buffer.alloc(0), oid)
    known.set(oid, answer)
    return answer
  }

  return {
    resolve,
    commit,
    files: (from, to) => {
      // The empty tree stands for what was before the first commit.
      const before = from ?? run(['hash-object', '-t', 'tree', '-w', '--stdin'], '')?.toString('utf8').trim() ?? ''
      const options = ['-r', '-z', '--raw', '--no-abbrev', '-M', '-l10000', '--ignore-submodules=none']
      return readRaw(text('diff-tree', ...options, before, to) ?? '')
    },
    between: (base, head) => lines('rev-list', '--topo-order', '--reverse', head, `^${base}`),
    mergeBase: (base, head) => lines('merge-base', base, head)[0] ?? null,
    log: (revision, path) => lines('rev-list', revision, ...(path === null ? [] : ['--', path])),
    tree: (oid, isRecursive) => readTree(text('ls-tree', '-z', '-l', ...(isRecursive ? ['-r', '-t'] : []), oid) ?? ''),
    blob: (oid) => run(['cat-file', 'blob', oid]),
    branches: () =>
      lines('for-each-ref', '--format=%(objectname) %(refname)', 'refs/heads/').map((line) => {
        const [sha = '', ref = ''] = line.split(' ')
        return {name: ref.slice('refs/heads/'.length), commit: {sha}}
      })
  }
}

function readCommit(bytes: Buffer, oid: string): object {
  const text = bytes.toString('utf8')
  const end = text.indexOf('\n\n')
  const [head, message] = [text.slice(0, end), text.slice(end + 2)]
  const all = (key: string) => [...head.matchAll(new RegExp(`^${key} (.*)$`, 'gmu'))].map(([, value = '']) => value)
  const person = (key: string) => {
    const [, name = '', email = '', seconds = '0'] = /^(.*?) ?<(.*)> (\d+) /u.exec(all(key)[0] ?? '') ?? []
    return {name, email, date: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z')}
  }
  const author = person('author')
  const user = {login: author.name.toLowerCase().replaceAll(' ', '-'), type: 'User'}
  return {
    sha: oid,
    commit: {
      author,
      committer: person('committer'),
      message: message.replace(/\n+$/u, ''),
      tree: {sha: all('tree')[0]},
      verification: {verified: false, reason: 'unsigned'}
    },
    author: user,
    committer: user,
    parents: all('parent').map((sha) => ({sha}))
  }
}

const statuses: Readonly<Record<string, string>> = {A: 'added', D: 'removed', M: 'modified', R: 'renamed', T: 'changed'}

function readRaw(answer: string): ChangedFile[] {
  const words = answer.split('\0')
  const files: ChangedFile[] = []
  for (let at = 0; words[at]?.startsWith(':'); ) {
    const [, , before = '', after = '', letter = ''] = (words[at] ?? '').split(' ')
    const status = statuses[letter.charAt(0)] ?? 'changed'
    const isMove = letter.startsWith('R')
    const [first = '', second = ''] = words.slice(at + 1)
    const sha = status === 'removed' ? before : after
    files.push(isMove ? {sha, filename: second, previous_filename: first, status} : {sha, filename: first, status})
    at += isMove ? 3 : 2
  }
  return files
}

const readTree = (answer: string): TreeItem[] =>
  answer
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const tab = line.indexOf('\t')
      const [mode = '', type = '', sha = '', size = '-'] = line.slice(0, tab).split(/ +/u)
      const item = {path: line.slice(tab + 1), mode, type, sha}
      return size === '-' ? item : {...item, size: Number(size)}
    })
