import {spawnSync} from 'node:child_process'
import {chmodSync, readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {resolvePolicy} from '../src/config/freshness-policy.ts'
import {judgeBranch} from '../src/core/freshness.ts'
import type {BranchHistory} from '../src/core/freshness-facts.ts'
import {type ScanRequest, scanBranches} from '../src/git/branches-scan.ts'
import {openCatFile} from '../src/git/cat-file.ts'
import {readHistory} from '../src/git/history.ts'
import type {GitPlace} from '../src/git/start-git.ts'
import {kinds, type Model, play, type Step, script, stepOf} from './helpers/history-model.ts'
import {createFolder, createRepository, gitEnvironment, type Repository, runGit} from './helpers/repository.ts'

const placeOf = (cwd: string): GitPlace => ({cwd, env: gitEnvironment()})
const policy = resolvePolicy([{exempt: {minCommits: 0, branches: []}, ignore: ['gen/**']}], null)
const now = 500_000
const judge = (head: string, history: BranchHistory) => judgeBranch({branch: 'topic', head, history, policy, now})

/**
 * Make a real repository of a model: each of its commits is the tip of a branch. Committer dates run forward: where they
 * run backwards for more than five commits, git itself may list a commit that the base has.
 */
function build({nodes, tips}: Model): {root: string; oids: string[]; base: string} {
  const {root} = createFolder()
  runGit(root, ['init', '--quiet', '--initial-branch=main'])
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`
  const stream = nodes.map(({parents, tree, authored}, index) =>
    [
      `commit refs/heads/n${index}\nmark :${index + 1}\n`,
      `author Ada <ada@example.org> ${authored} +0000\ncommitter Ada <ada@example.org> ${index * 7200} +0000\n`,
      data(`commit ${index}`),
      ...parents.map((parent, order) => `${order === 0 ? 'from' : 'merge'} :${parent + 1}\n`),
      'deleteall\n',
      ...Object.entries(tree).map(
        ([path, {text, spacing}]) => `M 100644 inline ${path}\n${data(`text ${text}${'\n'.repeat(spacing)}`)}`
      )
    ].join('')
  )
  const input = `${stream.join('')}done\n`
  const {status, stderr} = spawnSync('git', ['fast-import', '--quiet', '--done'], {
    cwd: root,
    env: gitEnvironment(),
    input
  })
  if (status !== 0) throw new Error(stderr.toString())
  const oids = nodes.map((_, index) => runGit(root, ['rev-parse', `refs/heads/n${index}`]))
  return {root, oids, base: oids[tips[0]] as string}
}

async function scan(root: string, request: Omit<ScanRequest, 'isHandoff' | 'now'>) {
  const catFile = openCatFile(placeOf(root))
  try {
    return await scanBranches(placeOf(root), {...request, isHandoff: kinds.isHandoff, now}, catFile)
  } finally {
    await catFile.close()
  }
}

describe('the scan of many branches', () => {
  it('gives for each branch what its own history gives', {timeout: 120_000}, async () => {
    await fc.assert(
      fc.asyncProperty(script, async (steps) => {
        const {root, oids, base} = build(play(steps))
        const place = placeOf(root)
        const {historyOf} = await scan(root, {tips: oids, exact: 0, bases: [base]})
        const catFile = openCatFile(place)
        for (const head of oids) {
          const alone = await readHistory(place, {head, bases: [base], ...kinds}, catFile)
          expect(judge(head, await historyOf(head, kinds.isIgnored))).toEqual(judge(head, alone))
        }
        await catFile.close()
      }),
      {numRuns: 30}
    )
  })

  const plainOps = ['handoff', 'work', 'work', 'both', 'ignored', 'merge', 'octopus', 'branch'] as const
  const plain: fc.Arbitrary<Step[]> = fc.array(stepOf(plainOps), {maxLength: 24, size: 'max'})

  it('gives the same without a look into a large folder, where handoffs are only written', {
    timeout: 120_000
  }, async () => {
    let taken = 0
    await fc.assert(
      fc.asyncProperty(plain, async (steps) => {
        const {root, oids, base} = build(play(steps))
        const request = {tips: oids, exact: 0, bases: [base]}
        const whole = await scan(root, request)
        const quick = await scan(root, {...request, fewCommits: 0, fewFiles: 1})
        taken += quick.folders.length
        for (const head of oids) {
          const exact = judge(head, await whole.historyOf(head, kinds.isIgnored))
          const {verdict, handoff, uncovered} = judge(head, await quick.historyOf(head, kinds.isIgnored))
          expect([verdict, handoff?.oid, uncovered]).toEqual([exact.verdict, exact.handoff?.oid, exact.uncovered])
        }
      }),
      {numRuns: 20}
    )
    expect(taken).toBeGreaterThan(0)
  })
})

const handoff = (text: string) => `# Handoff\n\n${text}\n`

/** Branches of one commit of work and one handoff, in folders of any depth, beside a base that goes on. */
function many(count: number): Repository {
  const repository = createRepository({'docs/team/h/0.md': handoff('0'), 'src/a': '0'})
  for (let index = 0; index < count; index++) {
    repository.git('switch', '--quiet', '-c', `b${index}`, 'main')
    repository.commit({'src/a': `${index}`})
    repository.commit({[`docs/team/h/${index + 1}.md`]: handoff(`${index}`)})
  }
  return repository
}

const isHandoff = (path: string) => path.startsWith('docs/team/h/')
const isIgnored = () => false

describe('a large folder', () => {
  const repository = many(3)
  const {root, git, commit} = repository
  git('switch', '--quiet', 'b2')
  git('mv', 'docs/team/h/3.md', 'docs/team/h/4.md')
  commit({}, {message: 'rename'})
  const tips = ['b2', 'b1', 'b0'].map((name) => git('rev-parse', name))
  const bases = [git('rev-parse', 'main')]
  const handoffs = async (request: Partial<ScanRequest>) => {
    const catFile = openCatFile(placeOf(root))
    const found = await scanBranches(placeOf(root), {tips, exact: 0, bases, isHandoff, now, ...request}, catFile)
    await catFile.close()
    const status = async (head: string) => judge(head, await found.historyOf(head, isIgnored))
    return {folders: found.folders, paths: (await Promise.all(tips.map(status))).map((one) => one.handoff?.path)}
  }
  const exact = ['docs/team/h/3.md', 'docs/team/h/2.md', 'docs/team/h/1.md']

  it('is opened as long as few commits change it', async () => {
    expect(await handoffs({fewFiles: 1})).toEqual({folders: [], paths: exact})
  })

  it('stands for its handoffs, at any depth, where many do', async () => {
    const folder = 'docs/team/h/'
    expect(await handoffs({fewFiles: 1, fewCommits: 0})).toEqual({
      folders: ['docs/team/h'],
      paths: [folder, folder, folder]
    })
  })

  it('is opened for the first branches all the same', async () => {
    const {folders, paths} = await handoffs({fewFiles: 1, fewCommits: 0, exact: 2})
    expect([folders, paths]).toEqual([['docs/team/h'], [exact[0], exact[1], 'docs/team/h/']])
  })
})

describe('how much it takes', () => {
  it('is a number of gits that does not depend on the number of branches', {timeout: 60_000}, async () => {
    const gits = async (count: number) => {
      const {root, git} = many(count)
      const shim = createFolder({
        git: `#!/bin/sh\necho "$*" >> "${root}/.git/calls"\nPATH="$REAL_PATH" exec git "$@"\n`
      })
      chmodSync(shim.path('git'), 0o755)
      const env = {
        ...gitEnvironment(),
        REAL_PATH: process.env['PATH'] ?? '',
        PATH: `${shim.root}:${process.env['PATH']}`
      }
      const place = {cwd: root, env}
      const tips = git('for-each-ref', '--format=%(objectname)', 'refs/heads/b*').split('\n')
      const bases = [git('rev-parse', 'main')]
      const catFile = openCatFile(place)
      const found = await scanBranches(
        place,
        {tips, exact: 0, bases, isHandoff, now, fewFiles: 1, fewCommits: 0},
        catFile
      )
      for (const tip of tips) expect(judge(tip, await found.historyOf(tip, isIgnored)).verdict).toBe('covered')
      await catFile.close()
      return readFileSync(`${root}/.git/calls`, 'utf8').trim().split('\n').length
    }
    const few = await gits(2)
    expect(few).toBeLessThanOrEqual(6)
    expect(await gits(24)).toBe(few)
  })
})

describe('what cannot be told', () => {
  it('is nothing where there is no branch', async () => {
    const {root, git} = createRepository({a: '1'})
    const found = await scan(root, {tips: [], exact: 0, bases: [git('rev-parse', 'HEAD')]})
    expect([found.commits, found.folders]).toEqual([0, []])
  })

  it('is unknown for the branch that has no commit in common with the base, and for that one only', async () => {
    const {root, git, commit} = createRepository({a: '1'})
    git('switch', '--quiet', '-c', 'topic')
    const topic = commit({b: '1'})
    git('switch', '--quiet', '--orphan', 'alone')
    const alone = commit({c: '1'})
    const {historyOf} = await scan(root, {tips: [topic, alone], exact: 0, bases: [git('rev-parse', 'main')]})
    expect(await historyOf(alone, isIgnored)).toMatchObject({known: false, code: 'unrelated'})
    expect(judge(topic, await historyOf(topic, isIgnored)).verdict).toBe('missing')
  })
})
