import {spawnSync} from 'node:child_process'
import {chmodSync, symlinkSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {BranchHistory} from '../src/core/freshness-facts.ts'
import {readHistory as readFromGit} from '../src/git/history.ts'
import {GithubError} from '../src/github/github-error.ts'
import {readHistory} from '../src/github/history.ts'
import {openObjects} from '../src/github/objects.ts'
import {serve} from './helpers/github.ts'
import type {GithubServer} from './helpers/github-server.ts'
import {kinds as modelKinds, play, script} from './helpers/history-model.ts'
import {importModel} from './helpers/import-model.ts'
import {createRepository, gitEnvironment, type Repository, runGit} from './helpers/repository.ts'

const handoff = (text: string) => `# Handoff\n\n${text}\n`

const kinds = {
  isHandoff: (path: string) => /^(?:handoffs\/[^/]*\.md|HANDOFF\.md|deep\/.*handoff\.md)$/u.test(path),
  isIgnored: (path: string): boolean => path === 'package-lock.json'
}

/** A repository with handoffs on its main branch, and `topic` checked out. */
function start(): Repository {
  const repository = createRepository({'src/a.ts': '1', 'handoffs/old.md': handoff('old'), 'HANDOFF.md': handoff('0')})
  repository.git('switch', '--quiet', '-c', 'topic')
  return repository
}

const sorted = (history: BranchHistory) =>
  history.known
    ? {...history, commits: [...history.commits].sort((a, b) => (a.oid < b.oid ? -1 : 1))}
    : {known: false, code: history.code}

interface Both {
  root: string
  head?: string
  base?: string
  prepare?: (server: GithubServer) => void
}

/** Read a branch from git and from GitHub, which have to agree; what that took of GitHub. */
async function readBoth({root, head = 'topic', base = 'main', prepare}: Both, use = kinds) {
  const oid = (revision: string) => runGit(root, ['rev-parse', '--verify', revision])
  const place = {cwd: root, env: gitEnvironment()}
  const fromGit = await readFromGit(place, {head: oid(head), bases: [oid(base)], ...use})
  const {server, github} = await serve(root)
  prepare?.(server)
  const history = await readHistory(github, openObjects(github), {head: oid(head), base: oid(base), ...use})
  expect(sorted(history)).toEqual(sorted(fromGit))
  return {history, requests: server.requests.map(({path}) => path.replace(/^\/repos\/octo\/demo/u, ''))}
}

const touchesOf = (history: BranchHistory) => (history.known ? history.commits.map(({touches}) => touches) : [])

const count = (requests: readonly string[], part: string) => requests.filter((path) => path.startsWith(part)).length

describe('a history read from GitHub is the one that git reads', () => {
  it('of commits with people, dates, subjects, trailers and strange paths', async () => {
    const {root, commit} = start()
    const message = 'fix: étude\nand more\n\nBody.\n\nhandoff-skip: one\nHandoff-Skip: two\n  folded\n'
    commit({'handoffs/a b#?%.md': handoff('new'), 'src/é\n"x".ts': '2', '-x': '3', '😀': '', '\uffee': ''}, {message})
    commit({'src/a.ts': '2'}, {message: 'x', date: '1700000000 +0900'})
    const {history} = await readBoth({root})
    expect(history).toMatchObject({
      commits: [{authored: 1_700_000_000}, {subject: 'fix: étude and more', skips: ['one', 'two folded']}]
    })
  })

  it('of one commit, by one request and those for its handoffs', async () => {
    const {root, commit} = start()
    commit({'src/b.ts': '1'})
    expect((await readBoth({root})).requests).toHaveLength(1)
    commit({'src/b.ts': '2'})
    expect((await readBoth({root})).requests).toHaveLength(3)
  })

  it('of merges of the base, and of side lines that start anywhere', async () => {
    const {root, commit, git} = start()
    commit({'src/b.ts': '1', 'HANDOFF.md': handoff('mine')})
    git('switch', '--quiet', 'main')
    commit({'handoffs/theirs.md': handoff('theirs'), 'src/theirs.ts': '1', 'handoffs/old.md': handoff('theirs')})
    git('switch', '--quiet', '-c', 'side')
    commit({'handoffs/old.md': handoff('side')})
    git('switch', '--quiet', 'main')
    commit({'src/later.ts': '1'})
    git('switch', '--quiet', 'topic')
    git('merge', '--quiet', '--no-edit', 'side')
    commit({'handoffs/old.md': handoff('after the merge'), 'handoffs/theirs.md': handoff('changed')})
    const {history, requests} = await readBoth({root})
    expect(touchesOf(history).map(({handoffs}) => handoffs.length)).toEqual([2, 0, 1, 1])
    expect(count(requests, '/commits/')).toBe(3)
  })

  it('of renames, copies, white space, modes, deletions and empty commits', async () => {
    const {root, commit, git, path, remove} = start()
    const long = handoff('a text that is long enough to be found again\n'.repeat(20))
    commit({'handoffs/long.md': long, 'src/long.ts': long})
    git('mv', 'handoffs/long.md', 'handoffs/moved.md')
    git('mv', 'src/long.ts', 'handoffs/work-becomes-handoff.md')
    commit({})
    git('mv', 'handoffs/moved.md', 'elsewhere.md')
    commit({'elsewhere.md': `${long}more\n`, 'handoffs/copy.md': long})
    commit({'HANDOFF.md': '# Handoff  \n\n\n0\n'})
    commit({})
    chmodSync(path('HANDOFF.md'), 0o755)
    commit({})
    remove('HANDOFF.md', 'handoffs/old.md')
    commit({})
    commit({'HANDOFF.md': handoff('0')})
    const {history, requests} = await readBoth({root})
    expect(touchesOf(history)[0]?.handoffs).toMatchObject([{before: null}])
    expect(count(requests, '/commits/')).toBe(7)
  })

  it('of symlinks, submodules, folders, binary and empty files in the place of handoffs', async () => {
    const {root, commit, git, path, remove} = start()
    commit({'HANDOFF.md': new Uint8Array([255, 254, 0, 1]), 'handoffs/empty.md': ''})
    remove('HANDOFF.md', 'handoffs/old.md')
    symlinkSync('src/a.ts', path('HANDOFF.md'))
    git('update-index', '--add', '--cacheinfo', `160000,${git('rev-parse', 'HEAD')},handoffs/sub.md`)
    git('add', 'HANDOFF.md')
    git('commit', '--quiet', '-m', 'link')
    remove('HANDOFF.md')
    commit({'HANDOFF.md/handoff.md': 'x', 'handoffs/old.md': handoff('again')})
    remove('HANDOFF.md')
    commit({'HANDOFF.md': handoff('file again')})
    const {history} = await readBoth({root})
    const link = touchesOf(history)[2]?.handoffs.find((change) => change.path === 'HANDOFF.md')
    expect(link).toMatchObject({after: null})
    expect(link?.before).not.toBeNull()
  })

  it('of a first commit that the base does not have', async () => {
    const {root, commit, git} = start()
    git('switch', '--quiet', '--orphan', 'other')
    commit({'src/o.ts': '1', 'handoffs/o.md': handoff('o')})
    git('switch', '--quiet', 'topic')
    git('merge', '--quiet', '--no-edit', '--allow-unrelated-histories', 'other')
    const {history} = await readBoth({root})
    expect(touchesOf(history)).toHaveLength(2)
  })

  it('of criss-cross merges', async () => {
    const {root, commit, git} = start()
    commit({'src/b.ts': '1', 'handoffs/mine.md': handoff('mine')})
    const first = git('rev-parse', 'HEAD')
    git('switch', '--quiet', 'main')
    commit({'handoffs/theirs.md': handoff('theirs')})
    const second = git('rev-parse', 'HEAD')
    git('merge', '--quiet', '--no-edit', first)
    git('switch', '--quiet', 'topic')
    git('merge', '--quiet', '--no-edit', second)
    commit({'handoffs/mine.md': handoff('more')})
    await readBoth({root})
  })

  it('of nothing new', async () => {
    const {root, commit, git} = start()
    expect((await readBoth({root})).history).toEqual({known: true, commits: []})
    git('switch', '--quiet', 'main')
    commit({'src/m.ts': '1'})
    expect((await readBoth({root})).history).toEqual({known: true, commits: []})
  })

  it('at random', async () => {
    for (const model of fc.sample(script, {numRuns: 12, seed: 11}).map((steps) => play(steps))) {
      const {root, oids} = importModel(model)
      const [base = '', head = ''] = [oids[model.tips[0]], oids[model.tips[1]]]
      await readBoth({root, head, base}, modelKinds)
    }
  })
})

const many = (amount: number, text: string, folder = 'src') =>
  Object.fromEntries(
    Array.from({length: amount}, (_, index) => [`${folder}/${index % 7}/f${index}.ts`, `${text}${index}`])
  )

describe('beyond the limits of GitHub', () => {
  it('reads more than 300 files of a commit, in all pages', async () => {
    const {root, commit} = start()
    commit({...many(650, 'a'), 'zz/b.ts': '1', 'handoffs/z.md': handoff('z')})
    const {history, requests} = await readBoth({root})
    expect(touchesOf(history)[0]?.work).toHaveLength(651)
    expect(count(requests, '/commits/') + count(requests, '/repositories/1/commits/')).toBe(3)
  })

  it('compares trees where a commit changes more than 3,000 files', async () => {
    const {root, commit} = start()
    commit({...many(3100, 'a'), 'zz/b.ts': '1'})
    // The last path of all: a list that is cut would not have it.
    commit({...many(3100, 'b'), 'handoffs/z.md': handoff('z'), 'zz/c.ts': '1'})
    const {history} = await readBoth({root})
    expect(touchesOf(history)[0]).toMatchObject({handoffs: [{path: 'handoffs/z.md', before: null}]})
    expect(touchesOf(history)[0]?.work).toHaveLength(3101)
  })

  it('goes into the folders that differ where a whole tree is cut', async () => {
    const {root, commit, git, remove, path} = start()
    git('switch', '--quiet', 'main')
    commit(many(90, 'same', 'lib'))
    git('switch', '--quiet', 'topic')
    git('reset', '--quiet', '--hard', 'main')
    commit({'src/first.ts': '1'})
    remove('lib')
    chmodSync(path('src/a.ts'), 0o755)
    commit({...many(120, 'a'), 'handoffs/z.md': handoff('z'), 'deep/er/handoff.md': handoff('d'), lib: ''})
    const {requests} = await readBoth({
      root,
      prepare: ({state, fail}) => {
        state.mostTreeItems = 40
        fail({match: /\/commits\//u, status: 422, message: 'this diff is taking too long to generate'})
      }
    })
    expect(requests.filter((path) => path.startsWith('/git/trees/')).length).toBeGreaterThan(10)
  })

  it('reads all of more than 250 commits', async () => {
    const {root, path, git} = start()
    const stream = Array.from({length: 270}, (_, index) => {
      const handoffs = index === 3 ? `M 100644 inline handoffs/n.md\ndata 2\nn\n\n` : ''
      const from = index === 0 ? `from ${git('rev-parse', 'main')}\n` : ''
      return `commit refs/heads/topic\ncommitter Ada <a@example.org> ${1.7e9 + index} +0000\ndata 1\nx\n${from}M 100644 inline src/b.ts\ndata ${`${index}`.length}\n${index}\n${handoffs}`
    })
    const {status} = spawnSync('git', ['fast-import', '--quiet', '--force'], {
      cwd: path(),
      env: gitEnvironment(),
      input: stream.join('')
    })
    expect(status).toBe(0)
    const {history, requests} = await readBoth({root})
    expect(touchesOf(history)).toHaveLength(270)
    expect(touchesOf(history)[266]?.handoffs).toHaveLength(1)
    // Two comparisons, of which the second has three pages, a request a commit, and trees for the one with a handoff.
    expect(requests.length).toBeLessThan(1 + 3 + 270 + 4)
  })
})

describe('a history that cannot be told', () => {
  const ask = async (
    root: string,
    request: {head: string; base: string; limit?: number},
    prepare?: Both['prepare']
  ) => {
    const {server, github} = await serve(root)
    prepare?.(server)
    return readHistory(github, openObjects(github), {...request, ...kinds})
  }

  it('has nothing in common with its base', async () => {
    const {root, commit, git} = start()
    git('switch', '--quiet', '--orphan', 'other')
    commit({'src/o.ts': '1'})
    expect((await readBoth({root, head: 'other'})).history).toMatchObject({known: false, code: 'unrelated'})
  })

  it('has a base that is gone, or too many commits', async () => {
    const {root, commit, git} = start()
    const head = commit({'src/b.ts': '1'})
    expect(await ask(root, {head, base: '1'.repeat(40)})).toMatchObject({known: false, code: 'no-base'})
    commit({'src/b.ts': '2'})
    const oids = {head: git('rev-parse', 'HEAD'), base: git('rev-parse', 'main')}
    expect(await ask(root, {...oids, limit: 1})).toMatchObject({known: false, code: 'too-many'})
    expect(await ask(root, {...oids, limit: 2})).toMatchObject({known: true})
  })

  it('throws where the head, a commit or a handoff is missing: never “no handoff”', async () => {
    const {root, commit, git} = start()
    commit({'src/b.ts': '1'})
    const head = commit({'HANDOFF.md': handoff('1')})
    const base = git('rev-parse', 'main')
    await expect(ask(root, {head: '1'.repeat(40), base})).rejects.toThrow(GithubError)
    for (const match of [/\/compare\//u, /\/commits\//u, /\/trees\//u, /\/blobs\//u]) {
      const broken = ask(root, {head, base}, ({fail}) => fail({match, status: 403, message: 'no'}))
      await expect(broken).rejects.toMatchObject({status: 403, hint: 'Add `permissions: contents: read` to the job.'})
    }
    const cut = ask(root, {head, base}, ({state}) => {
      state.mostTreeItems = 1
    })
    await expect(cut).rejects.toMatchObject({exitCode: 3})
  })

  it('knows files that are too large by their ids, as git does', async () => {
    const {root, commit, git} = start()
    const head = commit({'HANDOFF.md': 'x'.repeat(100)})
    const request = {head, base: git('rev-parse', 'main')}
    const oid = git('rev-parse', 'HEAD:HANDOFF.md')
    const match = new RegExp(`/blobs/${oid}`, 'u')
    const history = await ask(root, request, ({fail}) => fail({match, status: 403, message: 'This file is too_large'}))
    expect(touchesOf(history)).toMatchObject([{handoffs: [{after: oid}]}])
  })
})
