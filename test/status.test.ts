import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {makeProgress} from '../src/commands/status-progress.ts'
import type {StatusReport} from '../src/core/scan.ts'
import {invoke} from './helpers/invoke.ts'
import {createFolder, createRepository, type Repository, runGit} from './helpers/repository.ts'

const handoff = (next: string) => `# Session Handoff: queue

**Date**: 2026-03-14

## Session Summary

The queue retries failed jobs with a growing delay.

## Next Priorities

${next}
`

const day = (date: number) => `2026-03-${date}T10:00:00Z`

/** `main`, a covered branch, a stale one that is checked out, one without a handoff, and one without work. */
function start(): Repository {
  const repository = createRepository()
  const {git, commit} = repository
  commit({'src/a.ts': '0'}, {date: day(10)})
  git('branch', 'idle')
  const topic = (name: string) => git('switch', '--quiet', '-c', name, 'main')
  topic('covered')
  commit({'src/a.ts': '1'}, {date: day(11)})
  commit({'session-handoffs/one.md': handoff('1. Read the delay from the configuration')}, {date: day(12)})
  topic('bare')
  for (let index = 0; index < 4; index++) commit({'src/b.ts': `${index}`}, {date: day(13)})
  topic('feature/stale')
  commit({'session-handoffs/two.md': handoff('- [x] Done\n- [ ] **Measure** `it`\n')}, {date: day(14)})
  for (let index = 0; index < 7; index++) commit({'src/c.ts': `${index}`}, {date: day(16)})
  return repository
}

const repository = start()
const status = async (...argv: string[]) => {
  const {code, stdout, stderr} = await invoke(repository.root, ['status', ...argv])
  expect([code, stderr]).toEqual([0, ''])
  return stdout
}
const json = async (...argv: string[]) => JSON.parse(await status('--format', 'json', ...argv)) as StatusReport

describe('the branches of a repository', () => {
  it('are those with work, the current one first and then the newest', async () => {
    const {branches, counts, leftOut, base} = await json()
    const short = branches.map(({name, isCurrent, verdict, own, since, uncovered, nextStep, handoff}) => ({
      ...{name, isCurrent, verdict, own, since, work: uncovered.commits, nextStep, path: handoff?.path ?? null}
    }))
    expect(short).toEqual([
      {
        ...{name: 'feature/stale', isCurrent: true, verdict: 'stale', own: 8, since: 7, work: 7},
        ...{nextStep: 'Measure it', path: 'session-handoffs/two.md'}
      },
      {...{name: 'bare', isCurrent: false, verdict: 'missing', own: 4, since: 4, work: 4}, nextStep: null, path: null},
      {
        ...{name: 'covered', isCurrent: false, verdict: 'covered', own: 2, since: 0, work: 0},
        ...{nextStep: 'Read the delay from the configuration', path: 'session-handoffs/one.md'}
      }
    ])
    expect(counts).toMatchObject({covered: 1, stale: 1, missing: 1, due: 0})
    expect(leftOut).toEqual({older: 0, withoutWork: 2})
    expect(base).toEqual({name: 'main', oid: repository.git('rev-parse', 'main')})
  })

  it('are shown with age, work, handoff and next step, and what to do about the current one', async () => {
    const text = await status()
    const lines = text.split('\n')
    expect(lines[0]).toBe('3 branches with work that main does not have')
    expect(lines[2]).toMatch(
      /^\* {2}feature\/stale {2}stale {4}4 d ago {2}7 commits of work in 1 session since the handoff$/u
    )
    expect(lines[3]).toMatch(/^ {5}handoff: session-handoffs\/two\.md \([0-9a-f]{7}, 6 d ago\)$/u)
    expect(lines[4]).toBe('     next: Measure it')
    expect(lines[5]).toContain('npx handoff-lint new')
    expect(text.match(/handoff-lint new/gu)).toHaveLength(1)
    expect(text).toContain('1 covered, 1 stale, 1 missing\n')
    expect(text).not.toContain('\u001b')
  })

  it('are a table in Markdown, all foreign text as code', async () => {
    const {git, commit, root} = createRepository({a: '1'})
    git('switch', '--quiet', '-c', 'a|b@someone')
    commit({'session-handoffs/x.md': handoff('1. See #12, @someone and <img src=x>'), b: '1'})
    const {stdout} = await invoke(root, ['status', '--format', 'markdown'])
    const rows = stdout.split('\n').filter((line) => line.startsWith('|'))
    expect(rows[2]).toMatch(
      /^\| \*\*`a\\\|b@someone`\*\* \(current\) \| covered \| [^|]+ \| +\| `session-handoffs\/x\.md`, /u
    )
    expect(rows[2]).toContain('`See #12, @someone and <img src=x>`')
  })

  it('are compared with the branch that is asked for', async () => {
    const {branches} = await json('--base', 'covered')
    expect(branches.map(({name}) => name)).toEqual(['feature/stale', 'bare'])
    const {code, stderr} = await invoke(repository.root, ['status', '--base', 'coverd'])
    expect([code, stderr]).toEqual([2, 'handoff-lint: Unknown base `coverd`. Fix: Did you mean `covered`?\n'])
  })

  it('hear of a handoff that is not committed', async () => {
    repository.write({'session-handoffs/three.md': handoff('1. Go on')})
    expect(await status()).toContain('     Commit session-handoffs/three.md.')
    repository.remove('session-handoffs/three.md')
  })
})

describe('the choice of branches', () => {
  it('is the newest local ones, and says how many it left out', async () => {
    const {git, commit, root} = createRepository({a: '1'})
    git('switch', '--quiet', '-c', 'old')
    commit({a: '2'}, {date: day(10)})
    const head = commit({a: '3'}, {date: day(11)})
    for (let index = 0; index < 60; index++) git('update-ref', `refs/heads/n${index}`, head)
    git('switch', '--quiet', '-c', 'current', 'old~1')
    const {stdout} = await invoke(root, ['status', '--format', 'json'])
    const {branches, leftOut} = JSON.parse(stdout) as StatusReport
    expect([branches[0]?.name, branches[0]?.isCurrent, branches.length, leftOut.older]).toEqual([
      'current',
      true,
      49,
      13
    ])
    expect((await invoke(root, ['status'])).stdout).toContain('13 older branches not looked at: add --all')
    const all = await invoke(root, ['status', '--all', '--format', 'json'])
    expect((JSON.parse(all.stdout) as StatusReport).branches).toHaveLength(62)
  })

  it('takes those of remotes with --all, each once', async () => {
    const {git, commit, root} = createRepository({a: '1'})
    const {root: remote} = createFolder()
    git('init', '--quiet', '--bare', '--initial-branch=main', remote)
    git('remote', 'add', 'origin', remote)
    git('switch', '--quiet', '-c', 'same')
    commit({a: '2'})
    git('switch', '--quiet', '-c', 'gone', 'main')
    commit({a: '3'})
    git('push', '--quiet', 'origin', 'main', 'same', 'gone')
    git('remote', 'set-head', 'origin', 'main')
    git('switch', '--quiet', 'main')
    git('branch', '--quiet', '-D', 'gone')
    const names = async (...argv: string[]) => {
      const {stdout} = await invoke(root, ['status', '--format', 'json', ...argv])
      return (JSON.parse(stdout) as StatusReport).branches.map(({name}) => name).sort()
    }
    expect(await names()).toEqual(['same'])
    expect(await names('--all')).toEqual(['origin/gone', 'same'])
  })

  it('names a detached head by its commit', async () => {
    const {git, commit, root} = createRepository({a: '1'})
    git('switch', '--quiet', '--detach')
    const head = commit({a: '2'}, {date: day(18)})
    const {stdout} = await invoke(root, ['status'])
    expect(stdout).toContain(`*  (detached at ${head.slice(0, 7)})`)
    expect(stdout).toContain('2 d ago')
  })

  it('leaves out what the configuration ignores, unless it is checked out', async () => {
    const {git, commit, root, write} = createRepository({a: '1'})
    for (const name of ['tmp/a', 'tmp/b']) {
      git('switch', '--quiet', '-c', name, 'main')
      commit({a: name})
    }
    write({'.handofflintrc.json': '{"branches": {"ignore": ["tmp/**"]}}'})
    const {stdout} = await invoke(root, ['status', '--format', 'json'])
    expect((JSON.parse(stdout) as StatusReport).branches.map(({name}) => name)).toEqual(['tmp/b'])
  })
})

describe('where there is little to list', () => {
  it('says so', async () => {
    const {root} = createRepository({a: '1'})
    expect((await invoke(root, ['status'])).stdout).toBe('No branch with work that main does not have\n')
    const {git, root: fresh} = createRepository()
    expect(await invoke(fresh, ['status'])).toMatchObject({code: 0, stdout: 'Nothing to compare\n'})
    git('commit', '--quiet', '--allow-empty', '-m', 'first')
    git('branch', '--quiet', '-m', 'trunk')
    expect((await invoke(fresh, ['status'])).stderr).toContain('name one with `--base`')
    expect(await invoke(createFolder().root, ['status'])).toMatchObject({
      code: 2,
      stderr: 'handoff-lint: not inside a git repository. Fix: Run it inside one.\n'
    })
  })
})

describe('the repository', () => {
  it('is the one that we stand in, whatever a hook left in the environment', async () => {
    const other = createRepository({a: '1'})
    const env = {
      PATH: process.env['PATH'],
      GIT_DIR: other.path('.git'),
      GIT_WORK_TREE: other.root,
      GIT_INDEX_FILE: other.path('index')
    }
    const {stdout} = await invoke(repository.root, ['status'], {env})
    expect(stdout).toBe(await status())
    const shown = await invoke(repository.root, ['show'], {env})
    expect(shown.stdout).toBe(handoff('- [x] Done\n- [ ] **Measure** `it`\n').trimEnd().concat('\n'))
  })

  it('may be a linked worktree, with a branch of its own', async () => {
    const {root} = createFolder()
    repository.git('worktree', 'add', '--quiet', `${root}/linked`, 'bare')
    const {stdout} = await invoke(`${root}/linked`, ['status', '--format', 'json'])
    const {branches} = JSON.parse(stdout) as StatusReport
    expect(branches.filter(({isCurrent}) => isCurrent).map(({name}) => name)).toEqual(['bare'])
    repository.git('worktree', 'remove', '--force', `${root}/linked`)
  })

  it('may name its objects by SHA-256', async () => {
    const {root} = createFolder()
    const git = (...commands: string[]) => runGit(root, ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...commands])
    git('init', '--quiet', '--object-format=sha256', '--initial-branch=main')
    git('commit', '--quiet', '--allow-empty', '-m', 'first')
    git('switch', '--quiet', '-c', 'topic')
    mkdirSync(join(root, 'session-handoffs'))
    writeFileSync(join(root, 'session-handoffs/a.md'), handoff('1. Go on'))
    git('add', '--all')
    git('commit', '--quiet', '-m', 'handoff')
    const {stdout} = await invoke(root, ['status', '--format', 'json'])
    const {branches} = JSON.parse(stdout) as StatusReport
    expect(branches.map(({verdict, head, nextStep}) => [verdict, head.length, nextStep])).toEqual([
      ['covered', 64, 'Go on']
    ])
  })

  it('may be shallow: what cannot be told is said, with the fix', async () => {
    const {root} = createFolder()
    repository.git(
      'clone',
      '--quiet',
      '--no-local',
      '--no-single-branch',
      '--depth=2',
      `file://${repository.root}`,
      root
    )
    const {stdout} = await invoke(root, ['status', '--base', 'main'])
    expect(stdout).toMatch(/unknown[\s\S]+shallow[\s\S]+git fetch --unshallow/u)
  })
})

describe('foreign text', () => {
  it('never steers the terminal', async () => {
    const {git, commit, root} = createRepository({a: '1'})
    git('switch', '--quiet', '-c', 'x\u202etxt')
    commit({'session-handoffs/e\u001b[31m.md': handoff('1. Ring \u001b]0;x\u0007 it'), b: '1'})
    for (const format of ['stylish', 'json', 'markdown']) {
      const {stdout} = await invoke(root, ['status', '--format', format])
      expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
      expect(stdout).toMatch(/x\\(?:\\?)u\{?202e/u)
    }
  })
})

describe('the progress', () => {
  const stream = (isTTY: boolean) => {
    const said: string[] = []
    return {said, stderr: {isTTY, write: (text: string) => said.push(text)}}
  }

  it('is told on a terminal when it takes long, and taken away at the end', () => {
    const {said, stderr} = stream(true)
    const progress = makeProgress({stderr}, 0)
    progress.say('reading')
    progress.count('branches judged', 100, 5000)
    progress.end()
    expect(said).toEqual(['\r\u001b[2Kreading …', '\r\u001b[2K100 of 5000 branches judged', '\r\u001b[2K'])
  })

  it('is silent when it is over soon, and elsewhere', () => {
    for (const [isTTY, after] of [
      [true, 60_000],
      [false, 0]
    ] as const) {
      const {said, stderr} = stream(isTTY)
      const progress = makeProgress({stderr}, after)
      progress.say('reading')
      progress.count('branches judged', 100, 5000)
      progress.end()
      expect(said).toEqual([])
    }
  })
})
