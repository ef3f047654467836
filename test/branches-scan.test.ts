import {spawnSync} from 'node:child_process'
import {chmodSync, existsSync, readFileSync} from 'node:fs'
import fc from 'fast-check'
import {afterEach, describe, expect, it, vi} from 'vitest'
import {makeRepository} from '../scripts/bench/repository.mjs'
import {resolvePolicy} from '../src/config/freshness-policy.ts'
import {judgeBranch} from '../src/core/freshness.ts'
import type {BranchHistory} from '../src/core/freshness-facts.ts'
import type {StatusReport} from '../src/core/scan.ts'
import {type ScanRequest, scanBranches} from '../src/git/branches-scan.ts'
import {type CatFile, openCatFile} from '../src/git/cat-file.ts'
import {readHistory} from '../src/git/history.ts'
import type {GitPlace} from '../src/git/start-git.ts'
import {kinds, type Model, play, type Step, script, stepOf} from './helpers/history-model.ts'
import {invoke} from './helpers/invoke.ts'
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

/** Texts are read after the scan, while one asks for histories. */
const opened: CatFile[] = []

afterEach(async () => {
  for (const catFile of opened.splice(0)) await catFile.close()
})

function scan(root: string, request: Omit<ScanRequest, 'isHandoff' | 'now'>) {
  const catFile = openCatFile(placeOf(root))
  opened.push(catFile)
  return scanBranches(placeOf(root), {...request, isHandoff: kinds.isHandoff, now}, catFile)
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
        taken += (await quick.folders()).length
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
    const status = async (head: string) => judge(head, await found.historyOf(head, isIgnored))
    const paths = (await Promise.all(tips.map(status))).map((one) => one.handoff?.path)
    await catFile.close()
    return {folders: await found.folders(), paths}
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

describe('a scan that opens only what no handoff hides', () => {
  const {root, git, commit} = createRepository({'h/0.md': handoff('0'), 'src/a': '0'})
  const base = git('rev-parse', 'main')
  const today = Date.UTC(2030, 0, 1) / 1000
  const isEither = (path: string) => path.startsWith('h/') || path === 'HANDOFF.md'
  const compare = async (tip: string, request: Partial<ScanRequest> = {}) => {
    const catFile = openCatFile(placeOf(root))
    const both = {tips: [tip], exact: 0, bases: [base], isHandoff: isEither, now: today, ...request}
    const whole = await scanBranches(placeOf(root), both, catFile)
    const quick = await scanBranches(placeOf(root), {...both, fewFiles: 1, fewCommits: 0}, catFile)
    const verdicts = [whole, quick].map(async ({historyOf, countOf}) => {
      const history = await historyOf(tip, isIgnored)
      const status = judgeBranch({branch: 'topic', head: tip, history, policy, now: today})
      const {verdict, handoff, uncovered, warnings} = status
      return {verdict, oid: handoff?.oid, uncovered, warnings, counts: countOf(tip, handoff?.oid ?? null)}
    })
    const [exact, seen] = await Promise.all(verdicts)
    await catFile.close()
    expect(await quick.folders()).toEqual(['h'])
    expect(seen).toEqual(exact)
    return exact
  }

  it('knows a text again that stood elsewhere before, below a handoff', async () => {
    git('switch', '--quiet', '-c', 'again', 'main')
    commit({'HANDOFF.md': handoff('first')})
    commit({'HANDOFF.md': handoff('second')})
    const covering = commit({'h/1.md': handoff('1')})
    commit({'src/a': '1'})
    const tip = commit({'HANDOFF.md': handoff('first')})
    expect(await compare(tip)).toMatchObject({oid: covering, uncovered: {commits: 1}, counts: {own: 5, since: 2}})
  })

  it('warns of what is odd below a handoff', async () => {
    git('switch', '--quiet', '-c', 'odd', 'main')
    commit({'src/a': '2'}, {date: '2037-01-01T00:00:00Z'})
    commit({'src/a': '3'}, {message: 'skip\n\nHandoff-Skip:'})
    const tip = commit({'h/2.md': handoff('2')})
    const {warnings, verdict} = (await compare(tip)) ?? {}
    expect([verdict, warnings?.length]).toEqual(['covered', 2])
  })

  it('goes on below a merge, and below a handoff where that is asked for', async () => {
    git('switch', '--quiet', '-c', 'side', 'main')
    commit({'src/b': '1'})
    git('switch', '--quiet', '-c', 'merged', 'main')
    commit({'h/3.md': handoff('3')})
    git('merge', '--quiet', '--no-edit', 'side')
    const tip = commit({'src/a': '4'})
    expect(await compare(tip)).toMatchObject({uncovered: {commits: 2}})
    expect(await compare(tip, {whole: () => new Set([tip])})).toMatchObject({uncovered: {commits: 2}})
  })

  it('counts no work that a merge brings again from below the handoff', async () => {
    git('switch', '--quiet', '-c', 'forked', 'main')
    commit({'src/a': '5'})
    git('switch', '--quiet', '-c', 'twin')
    commit({'src/b': '5'})
    git('switch', '--quiet', 'forked')
    commit({'src/c': '5'})
    commit({'h/4.md': handoff('4')})
    git('merge', '--quiet', '--no-edit', 'twin')
    expect(await compare(git('rev-parse', 'HEAD'))).toMatchObject({uncovered: {commits: 1}})
  })
})

describe('thousands of commits', () => {
  it('are told by the same few gits, as they were made', {timeout: 120_000}, async () => {
    const folder = createFolder()
    const root = folder.path('big')
    const made = await makeRepository(root, {commits: 5000, branches: 700, handoffs: 1100})
    const shim = createFolder({git: `#!/bin/sh\necho "$*" >> "${root}/.git/calls"\nPATH="$REAL_PATH" exec git "$@"\n`})
    chmodSync(shim.path('git'), 0o755)
    const path = process.env['PATH'] ?? ''
    const env = {REAL_PATH: path, PATH: `${shim.root}:${path}`}
    const {stdout} = await invoke(root, ['status', '--all', '--format', 'json'], {env})
    const {branches, folders} = JSON.parse(stdout) as StatusReport
    expect(folders).toEqual(['docs/handoffs'])
    const seen = branches.map(({name, own, since, handoff}) => ({name, own, since, oid: handoff?.oid}))
    const names = made.map(({name, own, since}) => (since === own ? name : `${name}~${since}`))
    const oids = runGit(root, ['rev-parse', ...names]).split('\n')
    const truth = made.map((one, index) => ({...one, oid: one.since === one.own ? undefined : oids[index]}))
    const byName = (a: {name: string | null}, b: {name: string | null}) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)
    expect(seen.sort(byName)).toEqual(truth.sort(byName))
    expect(readFileSync(`${root}/.git/calls`, 'utf8').trim().split('\n').length).toBeLessThanOrEqual(6)
  })
})

describe('what cannot be told', () => {
  it('is nothing where there is no branch', async () => {
    const {root, git} = createRepository({a: '1'})
    const found = await scan(root, {tips: [], exact: 0, bases: [git('rev-parse', 'HEAD')]})
    expect([found.commits, await found.folders()]).toEqual([0, []])
  })

  it('leaves no git behind where one fails', async () => {
    const {root, git} = createRepository({'h/1.md': '1', 'h/2.md': '2', a: '1'})
    const base = git('rev-parse', 'main')
    // So many that git writes answers before it is asked for more.
    const input = Array.from({length: 500}, (_, index) => {
      const head = `commit refs/heads/n${index}\nmark :${index + 1}\ncommitter Ada <ada@example.org> ${index} +0000\n`
      return `${head}data 0\nfrom ${base}\nM 100644 inline a\ndata 4\n${1000 + index}\n`
    }).join('')
    spawnSync('git', ['fast-import', '--quiet', '--export-marks=marks'], {cwd: root, env: gitEnvironment(), input})
    const tips = readFileSync(`${root}/marks`, 'utf8').match(/[0-9a-f]{40}/gu) ?? []
    const shim = createFolder({
      git: `#!/bin/sh
PATH="$REAL_PATH"
case "$*" in
*' log '*) while [ ! -e '${root}/.git/began' ]; do sleep 0.02; done; exit 128 ;;
*diff-tree*) touch '${root}/.git/began'; git "$@"; touch '${root}/.git/ended' ;;
*) exec git "$@" ;;
esac
`
    })
    chmodSync(shim.path('git'), 0o755)
    const path = process.env['PATH'] ?? ''
    const place = {cwd: root, env: {...gitEnvironment(), REAL_PATH: path, PATH: `${shim.root}:${path}`}}
    const catFile = openCatFile(place)
    opened.push(catFile)
    const request = {tips, exact: 0, bases: [base], fewCommits: 0, fewFiles: 2}
    await expect(scanBranches(place, {...request, isHandoff: kinds.isHandoff, now}, catFile)).rejects.toThrow('git log')
    await vi.waitFor(() => expect(existsSync(`${root}/.git/ended`)).toBe(true), 5000)
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
