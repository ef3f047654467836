import {spawnSync} from 'node:child_process'
import {chmodSync, existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, it, vi} from 'vitest'
import {deepen} from '../src/git/deepen.ts'
import type {OwnCommits} from '../src/git/port.ts'
import {openRepository} from '../src/git/repository.ts'
import {isSettled} from '../src/git/settled.ts'
import {type ActionOptions, pullPayload, runAction} from './helpers/action.ts'
import {serve} from './helpers/github.ts'
import {play, script} from './helpers/history-model.ts'
import {importModel} from './helpers/import-model.ts'
import {handoff, place} from './helpers/push.ts'
import {createFolder, createRepository, gitEnvironment, type Repository, runGit} from './helpers/repository.ts'

vi.setConfig({testTimeout: 60_000})

/** A git that writes down what it is asked. */
function recordGit() {
  const real = spawnSync('sh', ['-c', 'command -v git'], {encoding: 'utf8'}).stdout.trim()
  const {root, path, write} = createFolder()
  write({git: `#!/bin/sh\necho "$@" >> '${path('log')}'\nexec '${real}' "$@"\n`})
  chmodSync(path('git'), 0o755)
  const log = () => (existsSync(path('log')) ? readFileSync(path('log'), 'utf8').split('\n') : [])
  return {
    PATH: `${root}:${process.env['PATH']}`,
    fetches: () => log().flatMap((line) => / fetch (--\S+)/u.exec(line)?.[1] ?? [])
  }
}

/** A branch that merged its base once, with a handoff that more work came after. */
function makeBranch(repository: Repository): void {
  const {git, commit} = repository
  for (const name of ['b', 'c', 'd']) commit({[`src/${name}.ts`]: name})
  git('switch', '--quiet', '-c', 'topic')
  commit({'src/1.ts': '1'})
  git('switch', '--quiet', 'main')
  commit({'src/e.ts': 'e'})
  git('switch', '--quiet', 'topic')
  git('merge', '--quiet', '--no-edit', 'main')
  commit({[place]: handoff().replace('- Retries', '- {what was done}\n- Retries')})
  for (let index = 2; index < 9; index++) commit({[`src/${index}.ts`]: String(index)})
  git('switch', '--quiet', 'main')
  commit({'src/f.ts': 'f'})
}

const addWork = (count: number) => (repository: Repository) => {
  repository.git('branch', '--quiet', 'topic')
  const lines = Array.from({length: count}, (_, index) => {
    const text = String(index)
    const from = index === 0 ? `from ${repository.git('rev-parse', 'main')}\n` : ''
    return `commit refs/heads/topic\ncommitter Ada <a@b.c> ${1_700_000_000 + index * 60} +0000\ndata 1\nx\n${from}M 644 inline src/${index}.ts\ndata ${text.length}\n${text}\n`
  })
  spawnSync('git', ['fast-import', '--quiet', '--force'], {cwd: repository.root, input: lines.join('\n')})
}

/** A bare repository with the pull request #7, and what `actions/checkout` makes of it. */
async function world(steps: (repository: Repository) => void = makeBranch) {
  const repository = createRepository({'src/a.ts': '0', 'README.md': '# Demo\n'})
  steps(repository)
  const {git} = repository
  git('switch', '--quiet', '--detach', 'main')
  git('merge', '--quiet', '--no-edit', '--no-ff', 'topic')
  git('update-ref', 'refs/pull/7/merge', 'HEAD')
  const [base, head] = [git('rev-parse', 'main'), git('rev-parse', 'topic')]
  const bare = createFolder().path('demo.git')
  runGit('/', ['clone', '--quiet', '--mirror', repository.root, bare])
  runGit(bare, ['config', 'uploadpack.allowAnySHA1InWant', 'true'])
  /** As `actions/checkout` does it: at depth 1 one commit, and nothing of the base. */
  const checkOut = (what: string, depth = 1) => {
    const clone = createRepository()
    clone.git('remote', 'add', 'origin', `file://${bare}`)
    clone.git('fetch', '--quiet', '--no-tags', `--depth=${depth}`, 'origin', what, ...(depth > 1 ? [base] : []))
    clone.git('checkout', '--quiet', '--detach', what === 'topic' ? head : 'FETCH_HEAD')
    return clone
  }
  const {server} = await serve(repository.root)
  server.state.pulls.push({number: 7, base: 'main', head: 'topic'})
  const run = async (clone: Repository, {inputs = {}, ...more}: ActionOptions = {}) => {
    const {PATH, fetches} = recordGit()
    const ran = await runAction(server, {
      ...{payload: pullPayload({base, head}), workspace: clone.root, inProcess: true, env: {PATH, RUNNER_DEBUG: '1'}},
      ...more,
      inputs: {'report-file': 'out/report.json', comment: 'never', ...inputs}
    })
    const file = clone.path('out/report.json')
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
    return {...ran, report, fetches: fetches()}
  }
  const whole = () => {
    const clone = createRepository()
    clone.git('remote', 'add', 'origin', `file://${bare}`)
    clone.git('fetch', '--quiet', 'origin', 'main', 'topic', 'refs/pull/7/merge')
    return clone
  }
  return {base, head, bare, server, run, whole, checkOut}
}

const noToken = {'github-token': ''}

describe('a shallow clone, and no token', () => {
  it.each([
    ['of the merge commit', 'refs/pull/7/merge'],
    ['of the head', 'topic']
  ])('%s is deepened: the report is that of a whole clone and of the API', async (_, what) => {
    const {run, whole, checkOut} = await world()
    const clone = checkOut(what)
    const before = [clone.git('for-each-ref'), clone.git('rev-parse', 'HEAD', 'FETCH_HEAD'), clone.git('status', '-s')]
    const deepened = await run(clone, {inputs: noToken})
    expect(deepened.fetches).toEqual(['--depth=32'])
    expect([deepened.code, deepened.outputs['verdict']]).toEqual([1, 'stale'])
    expect(deepened.requests).toEqual([])
    const full = await run(whole(), {inputs: noToken})
    expect(full.fetches).toEqual([])
    expect(deepened.report).toEqual(full.report)
    const api = await run(createRepository())
    expect(api.stdout).toContain('from the API of GitHub')
    expect(deepened.report).toEqual(api.report)
    clone.remove('out')
    expect([
      clone.git('for-each-ref'),
      clone.git('rev-parse', 'HEAD', 'FETCH_HEAD'),
      clone.git('status', '-s')
    ]).toEqual(before)
  })

  it('takes several rounds for 300 commits', async () => {
    const {run, whole, checkOut} = await world(addWork(300))
    const {fetches, report, errors} = await run(checkOut('refs/pull/7/merge'), {inputs: noToken})
    expect(fetches).toEqual(['--depth=32', '--depth=64', '--depth=128', '--depth=256', '--depth=512'])
    expect(errors.join()).toContain('300 commits')
    expect(report).toEqual((await run(whole(), {inputs: noToken})).report)
  })

  it('runs no hook, gets no tag and no submodule, and speaks no other protocol', async () => {
    const {run, bare, head, checkOut} = await world()
    runGit(bare, ['tag', 'v1', head])
    const clone = checkOut('topic')
    const hook = `#!/bin/sh\ntouch '${clone.path('trace')}'\n`
    clone.write({'.git/hooks/reference-transaction': hook, '.git/hooks/post-rewrite': hook})
    chmodSync(clone.path('.git/hooks/reference-transaction'), 0o755)
    expect((await run(clone, {inputs: noToken})).fetches).toHaveLength(1)
    expect([existsSync(clone.path('trace')), clone.git('tag')]).toEqual([false, ''])
    const other = checkOut('topic')
    other.git('remote', 'set-url', 'origin', `ext::sh -c touch% ${other.path('trace')}`)
    other.git('config', 'protocol.ext.allow', 'always')
    expect((await run(other, {inputs: noToken})).fetches).toEqual([])
    expect(existsSync(other.path('trace'))).toBe(false)
  })

  it.each([
    ['refuses', {}],
    ['is not to be asked', {deepen: 'never'}]
  ])('is unknown where the remote %s, and the remedy is named', async (_, inputs) => {
    const {run, checkOut} = await world()
    const clone = checkOut('topic')
    clone.git('remote', 'set-url', 'origin', 'file:///nowhere/demo.git')
    const {code, outputs, report, fetches} = await run(clone, {inputs: {...noToken, ...inputs}})
    expect([code, outputs['verdict'], outputs['status']]).toEqual([3, 'unknown', 'undetermined'])
    expect(report.branches[0].remedy).toContain('fetch-depth: 0')
    expect(fetches).toHaveLength('deepen' in inputs ? 0 : 1)
    const merge = checkOut('refs/pull/7/merge')
    merge.git('remote', 'set-url', 'origin', 'file:///nowhere/demo.git')
    const nothing = await run(merge, {inputs: {...noToken, ...inputs}})
    expect([nothing.code, nothing.outputs['status']]).toEqual([3, 'undetermined'])
    expect(nothing.errors.join()).toContain('fetch-depth: 0')
  })

  it('has nothing fetched from another repository', async () => {
    const {run, checkOut, server} = await world()
    const clone = checkOut('topic')
    for (const url of [`${server.url}/octo/other`, 'https://example.org/octo/demo', 'ssh://git@github.com/octo/demo']) {
      clone.git('remote', 'set-url', 'origin', url)
      expect((await run(clone, {inputs: noToken})).fetches).toEqual([])
    }
    clone.git('remote', 'set-url', 'origin', `${server.url}/Octo/demo.git`)
    expect((await run(clone, {inputs: noToken})).fetches).toEqual(['--depth=32'])
  })
})

describe('a shallow clone, and a token', () => {
  it('is not deepened while the API can tell', async () => {
    const {run, checkOut} = await world()
    const {fetches, stdout, outputs} = await run(checkOut('refs/pull/7/merge'))
    expect([fetches, outputs['verdict']]).toEqual([[], 'stale'])
    expect(stdout).toContain('from the API of GitHub')
  })

  it('is read where it is deep enough', async () => {
    const {run, checkOut, whole} = await world()
    const {fetches, stdout, report} = await run(checkOut('topic', 12), {inputs: {deepen: 'never'}})
    expect(fetches).toEqual([])
    expect(stdout).toContain('from git in the workspace')
    expect(report).toEqual((await run(whole())).report)
  })

  it('is deepened where the API cannot tell, unless that is not wanted or not possible', async () => {
    const {run, checkOut, whole} = await world(addWork(620))
    const deepened = await run(checkOut('refs/pull/7/merge'))
    expect(deepened.fetches.at(-1)).toBe('--depth=1024')
    expect(deepened.outputs['verdict']).toBe('missing')
    expect(deepened.report).toEqual((await run(whole())).report)
    const never = await run(checkOut('refs/pull/7/merge'), {inputs: {deepen: 'never'}})
    expect([never.fetches, never.code, never.outputs['verdict']]).toEqual([[], 3, 'unknown'])
    const clone = checkOut('refs/pull/7/merge')
    clone.git('remote', 'set-url', 'origin', 'file:///nowhere/demo.git')
    const refused = await run(clone)
    expect(refused.fetches).toEqual(['--depth=32'])
    expect(refused.report).toEqual(never.report)
    expect(refused.stdout).toContain('git fetch failed')
  })
})

/** A repository that is cut off at a depth. */
function cut(root: string, oids: readonly string[], depth: number): string {
  const clone = createFolder().root
  runGit(clone, ['init', '--quiet'])
  runGit(clone, ['remote', 'add', 'origin', `file://${root}`])
  runGit(clone, ['fetch', '--quiet', `--depth=${depth}`, 'origin', ...oids])
  return clone
}

async function ownAt(cwd: string, head: string, base: string): Promise<OwnCommits> {
  const local = openRepository({cwd, env: gitEnvironment()})
  const own = await local.own({head, base, isWanted: () => true})
  await local.catFile.close()
  return own
}

async function isSettledAt(cwd: string, head: string, base: string): Promise<boolean> {
  const gitPlace = {cwd, env: gitEnvironment()}
  const {catFile} = openRepository(gitPlace)
  const isThere = await isSettled(gitPlace, catFile, {head, base, also: []})
  await catFile.close()
  return isThere
}

describe('what is deep enough', () => {
  it('is never a clone whose base has more of the branch than can be seen', async () => {
    const {root, git, commit} = createRepository({'a.ts': '0'})
    git('switch', '--quiet', '-c', 'topic')
    const head = commit({'b.ts': '1'})
    for (let index = 0; index < 6; index++) commit({'b.ts': `more ${index}`})
    git('switch', '--quiet', 'main')
    git('merge', '--quiet', '--no-ff', '--no-edit', 'topic')
    git('update-ref', 'refs/heads/old', head)
    git('switch', '--quiet', 'old')
    const tip = commit({'c.ts': '1'})
    const base = git('rev-parse', 'main')
    const shallow = cut(root, [tip, base], 3)
    expect((await ownAt(shallow, tip, base)).problem).toMatchObject({code: 'shallow'})
    expect(await ownAt(root, tip, base)).toMatchObject({commits: {length: 1}, problem: null})
    expect(await isSettledAt(shallow, tip, base)).toBe(false)
    expect(await isSettledAt(root, tip, base)).toBe(true)
  })

  it('tells the own commits as the whole history does, in histories at random', async () => {
    const seen = {settled: 0, not: 0}
    for (const model of fc.sample(script, {numRuns: 20, seed: 7}).map((steps) => play(steps))) {
      const {root, oids} = importModel(model)
      const [base = '', head = ''] = [oids[model.tips[0]], oids[model.tips[1]]]
      const expected = await ownAt(root, head, base)
      for (const depth of [1, 2, 4]) {
        const clone = cut(root, [head, base], depth)
        const isThere = await isSettledAt(clone, head, base)
        seen[isThere ? 'settled' : 'not']++
        if (isThere) expect(await ownAt(clone, head, base)).toEqual(expected)
      }
      const gitPlace = {cwd: cut(root, [head], 1), env: gitEnvironment()}
      const {catFile} = openRepository(gitPlace)
      const request = {head, base, also: [], protocol: 'file', debug: () => {}} as const
      expect(await deepen(gitPlace, catFile, request)).toBe(true)
      await catFile.close()
      expect(await ownAt(gitPlace.cwd, head, base)).toEqual(expected)
    }
    expect(seen.settled).toBeGreaterThan(5)
    expect(seen.not).toBeGreaterThan(5)
  })

  it('takes no history away from a clone that has much of it', async () => {
    const repository = createRepository({'a.ts': '0'})
    addWork(200)(repository)
    const {root} = repository
    const [base, head] = [runGit(root, ['rev-parse', 'main']), runGit(root, ['rev-parse', 'topic'])]
    const clone = cut(root, [head], 90)
    runGit(clone, ['update-ref', 'refs/heads/kept', head])
    const asked: string[] = []
    const gitPlace = {cwd: clone, env: gitEnvironment()}
    const {catFile} = openRepository(gitPlace)
    const request = {head, base, also: [], protocol: 'file', debug: (line: string) => void asked.push(line)} as const
    expect(await deepen(gitPlace, catFile, request)).toBe(true)
    await catFile.close()
    expect(asked.map((line) => /--\S+/u.exec(line)?.[0])).toEqual(['--depth=128:', '--depth=256:'])
    expect(existsSync(join(clone, '.git/shallow'))).toBe(false)
  })
})
