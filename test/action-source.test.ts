import {spawnSync} from 'node:child_process'
import {symlinkSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {openGithubRepository} from '../src/action-source.ts'
import {check} from '../src/check.ts'
import type {CheckEnvironment, CheckRequest} from '../src/check-request.ts'
import type {Report} from '../src/core/report.ts'
import {createGit} from '../src/git/client.ts'
import type {Repository} from '../src/git/port.ts'
import {openRepository, within} from '../src/git/repository.ts'
import {parse} from '../src/parse.ts'
import {serve} from './helpers/github.ts'
import {play, script} from './helpers/history-model.ts'
import {importModel} from './helpers/import-model.ts'
import {broken, handoff, place} from './helpers/push.ts'
import {createFolder, createRepository, gitEnvironment, runGit} from './helpers/repository.ts'

const environmentAt = (cwd: string): CheckEnvironment => ({
  ...{cwd, env: gitEnvironment(), now: new Date('2026-06-01T00:00:00Z'), git: createGit(cwd)},
  ...{loadParse: async () => ({native: null, loadReference: async () => parse}), debug: () => {}, progress: () => {}}
})

interface Case {
  root: string
  head: string
  base: string
  configAt?: string
  /** The same configuration, as the hook is given it. */
  config?: string
}

/** The report on a branch by the Action out of the API and out of git, and by the hook. */
async function judge({
  root,
  head,
  base,
  configAt = head,
  config
}: Case): Promise<Record<'api' | 'git' | 'hook', Report>> {
  const range = {facts: {branch: 'topic', head}, base, configAt}
  const {github} = await serve(root)
  const request: CheckRequest = {paths: [], range}
  const api = await check(request, {...environmentAt(root), repository: openGithubRepository(github)})
  const local = openRepository({cwd: root, env: gitEnvironment()})
  const git = await check(request, {...environmentAt(root), repository: local})
  await local.catFile.close()
  const update = {localRef: 'topic', localOid: head, remoteRef: 'refs/heads/topic', remoteOid: '0'.repeat(40)}
  const push = {updates: [update], remote: null, ignoreTracking: true, base}
  const hook = await check({paths: [], push, config}, environmentAt(root))
  return {api, git, hook}
}

/** The hook knows that nothing is new before it knows that there is no work: the verdict is the same. */
const withoutReason = (report: Report): Report => ({
  ...report,
  branches: report.branches.map((branch) =>
    branch.exemption?.kind === 'no-work'
      ? {...branch, explanation: '', exemption: {kind: 'no-work', reason: ''}}
      : branch
  )
})

async function expectSame(one: Case): Promise<Report> {
  const {api, git, hook} = await judge(one)
  expect(api).toEqual(git)
  expect(withoutReason(hook)).toEqual(withoutReason(git))
  return git
}

/** The branch `topic` of a repository, made by steps. */
function fixture(steps: (repository: ReturnType<typeof createRepository>) => void): Case {
  const repository = createRepository({'src/a.ts': '0', 'HANDOFF.md': handoff('old')})
  const base = repository.git('rev-parse', 'HEAD')
  repository.git('switch', '--quiet', '-c', 'topic')
  steps(repository)
  // What lies in the work tree is known to the hook alone.
  repository.git('checkout', '--quiet', '--detach', base)
  return {root: repository.root, base: repository.git('rev-parse', 'main'), head: repository.git('rev-parse', 'topic')}
}

const work = (repository: ReturnType<typeof createRepository>, from = 0, count = 3) => {
  for (let index = from; index < from + count; index++) repository.commit({[`src/${index}.ts`]: String(index)})
}

describe('the Action out of the API, out of git, and the hook say the same', () => {
  it.each<[string, string, (repository: ReturnType<typeof createRepository>) => void]>([
    ['of work without a handoff', 'missing', (repository) => work(repository)],
    ['of nothing at all', 'exempt', () => {}],
    [
      'of a handoff with errors after the work',
      'covered',
      (repository) => {
        work(repository)
        repository.commit({[place]: broken})
      }
    ],
    [
      'of work after the handoff',
      'stale',
      (repository) => {
        repository.commit({[place]: handoff()})
        work(repository, 0, 7)
      }
    ],
    [
      'of renames, deletions and white space',
      'missing',
      (repository) => {
        work(repository)
        repository.git('mv', 'HANDOFF.md', 'HANDOFF-2.md')
        repository.commit({'HANDOFF-3.md': ''})
        repository.remove('HANDOFF-3.md')
        repository.commit()
      }
    ],
    [
      'of a handoff that only came by merging the base',
      'missing',
      (repository) => {
        work(repository)
        repository.git('switch', '--quiet', 'main')
        repository.commit({[place]: handoff()})
        repository.git('switch', '--quiet', 'topic')
        repository.git('merge', '--quiet', '--no-edit', 'main')
      }
    ],
    [
      'of links, broken encodings, LFS pointers and strange names',
      'covered',
      (repository) => {
        work(repository)
        symlinkSync('../src/a.ts', repository.path('HANDOFF-link.md'))
        const bytes = new Uint8Array([0xff, 0xfe, 0, 1])
        const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'
        repository.commit({
          ...{'session-handoffs/a "b" é.md': handoff(), 'session-handoffs/2026-01-01-0000-x.md': bytes},
          ...{'session-handoffs/2026-01-02-0000-y.md': pointer, [place]: `\ufeff${handoff().replaceAll('\n', '\r\n')}`}
        })
      }
    ],
    [
      'by a configuration with a template of its own',
      'covered',
      (repository) => {
        work(repository)
        repository.commit({
          '.handofflintrc.yaml': 'profile: team/NOTE.md\n',
          'team/NOTE.md': '---\nfiles: [notes/*.md]\n---\n# Note\n\n## What was done\n\n{What was reached}\n',
          'notes/1.md': '# Note\n\n## What was done\n\n{What was reached}\n'
        })
      }
    ],
    [
      'of a reason not to write one',
      'exempt',
      (repository) => {
        work(repository)
        repository.commit({'src/z.ts': '1'}, {message: 'feat: z\n\nHandoff-Skip: nothing to hand over'})
      }
    ]
  ])('%s', async (_, verdict, steps) => {
    const {branches} = await expectSame(fixture(steps))
    expect(branches[0]?.verdict).toBe(verdict)
  })

  it('of branches at random', async () => {
    const config = {
      ...{files: ['h/*.md'], profile: 'generic'},
      freshness: {ignore: ['gen/**'], maxCommits: 2, exempt: {minCommits: 0, docsOnly: false}}
    }
    const {path} = createFolder({'config.json': JSON.stringify(config)})
    const verdicts = new Set<string | undefined>()
    for (const model of fc.sample(script, {numRuns: 25, seed: 5}).map((steps) => play(steps))) {
      const {root, oids} = importModel(model)
      const [base = '', head = ''] = [oids[model.tips[0]], oids[model.tips[1]]]
      const configAt = commitConfig(root, JSON.stringify(config))
      const {branches} = await expectSame({root, base, head, configAt, config: path('config.json')})
      verdicts.add(branches[0]?.verdict)
    }
    expect(verdicts.size).toBeGreaterThan(2)
  })

  it('of a base that has nothing in common: unknown, and no success', async () => {
    const {root, base, git, commit} = (() => {
      const repository = createRepository({'src/a.ts': '0'})
      return {...repository, base: repository.git('rev-parse', 'HEAD')}
    })()
    git('switch', '--quiet', '--orphan', 'topic')
    const head = commit({'src/b.ts': '1'})
    const {api, git: local} = await judge({root, base, head})
    expect(local.branches).toEqual(api.branches)
    expect(api.branches[0]).toMatchObject({verdict: 'unknown', remedy: expect.stringContaining('the input `base`')})
  })

  it('within a folder, where the rest does not count', async () => {
    const {root, base, head} = fixture((repository) => {
      work(repository)
      repository.commit({'app/src/a.ts': '1', 'app/HANDOFF.md': handoff()})
    })
    const {github} = await serve(root)
    const local = openRepository({cwd: root, env: gitEnvironment()})
    const range = {facts: {branch: 'topic', head}, base, configAt: head}
    const [api, git] = await Promise.all(
      [openGithubRepository(github), local].map((repository: Repository) =>
        check({paths: [], range}, {...environmentAt(root), repository: within(repository, 'app')})
      )
    )
    await local.catFile.close()
    expect(api).toEqual(git)
    expect(api?.branches[0]).toMatchObject({verdict: 'covered', handoff: {path: 'HANDOFF.md'}})
    expect(api?.files.map(({path}) => path)).toEqual(['HANDOFF.md'])
  })
})

/** A commit of its own that holds nothing but a configuration. */
function commitConfig(root: string, text: string): string {
  const stream = `commit refs/heads/config\ncommitter Ada <ada@example.org> 0 +0000\ndata 0\nM 100644 inline .handofflintrc.json\ndata ${text.length}\n${text}\n`
  spawnSync('git', ['fast-import', '--quiet'], {cwd: root, env: gitEnvironment(), input: stream})
  return runGit(root, ['rev-parse', 'refs/heads/config'])
}
