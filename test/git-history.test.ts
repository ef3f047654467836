import {chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {resolvePolicy} from '../src/config/freshness-policy.ts'
import {judgeBranch} from '../src/core/freshness.ts'
import type {CommitFact} from '../src/core/freshness-facts.ts'
import {GitError} from '../src/errors.ts'
import {type BaseRequest, findBranchBase, findPushBase} from '../src/git/base.ts'
import {openCatFile} from '../src/git/cat-file.ts'
import {readHistory} from '../src/git/history.ts'
import {judge, readBranch} from './helpers/branch.ts'
import {at, factOf, kinds, type Model, play, script} from './helpers/history-model.ts'
import {importModel} from './helpers/import-model.ts'
import {createFolder, createRepository, gitEnvironment, type Repository, runGit} from './helpers/repository.ts'

const handoff = (text: string) => `# Handoff\n\n${text}\n`

/** A repository with a handoff on its main branch, and `topic` checked out. */
function start(): Repository {
  const repository = createRepository({'src/a.ts': '1', 'handoffs/old.md': handoff('old'), 'HANDOFF.md': handoff('0')})
  repository.git('switch', '--quiet', '-c', 'topic')
  return repository
}

const counts = ({verdict, uncovered}: Awaited<ReturnType<typeof judge>>) => [verdict, uncovered.commits]

describe('what a commit touches', () => {
  it('is its parents, dates, people, subject, trailers and paths', async () => {
    const {root, commit, git} = start()
    const base = git('rev-parse', 'main')
    const oid = commit(
      {'handoffs/a b.md': handoff('new'), 'src/é\n"x".ts': '2', '-x': '3'},
      {message: 'fix: étude\n\nBody.\n\nhandoff-skip: one\nHandoff-Skip: two\n  folded\n', date: '1700000000 +0900'}
    )
    const history = await readBranch(root)
    const blob = git('rev-parse', 'HEAD:handoffs/a b.md')
    expect(history).toMatchObject({
      known: true,
      commits: [
        {
          oid,
          parents: [base],
          authored: 1_700_000_000,
          committed: 1_700_000_000,
          author: {name: 'Ada Example', email: 'ada@example.org'},
          committer: {name: 'Ada Example', email: 'ada@example.org'},
          subject: 'fix: étude',
          skips: ['one', 'two folded'],
          touches: {
            handoffs: [{path: 'handoffs/a b.md', oid: blob, before: null}],
            work: ['-x', 'src/é\n"x".ts']
          }
        }
      ]
    })
  })

  it('is read alike whatever the configuration says, and no program of it is started', async () => {
    const {root, commit, git, path} = start()
    commit({'HANDOFF.md': handoff('1'), 'src/b.ts': '2'})
    git('switch', '--quiet', 'main')
    commit({'src/m.ts': '2'})
    git('switch', '--quiet', 'topic')
    git('merge', '--quiet', 'main')
    const plain = await readBranch(root)
    const whole = await readBranch(root, {base: null})
    const touch = `touch ${path('.git/started')}; cat`
    const settings = {
      'log.showSignature': 'true',
      'log.showRoot': 'false',
      'log.diffMerges': 'first-parent',
      'log.follow': 'true',
      'log.decorate': 'full',
      'log.mailmap': 'true',
      'diff.renames': 'copies',
      'diff.relative': 'true',
      'diff.orderFile': '/nowhere',
      'diff.external': touch,
      'diff.x.textconv': touch,
      'color.ui': 'always',
      'core.pager': touch,
      'core.fsmonitor': touch,
      'core.quotePath': 'true',
      'core.abbrev': '5',
      'format.pretty': 'oneline',
      'i18n.logOutputEncoding': 'UTF-16'
    }
    for (const [key, value] of Object.entries(settings)) git('config', key, value)
    expect(await readBranch(root)).toEqual(plain)
    expect(await readBranch(path('src'))).toEqual(plain)
    expect(await readBranch(root, {base: null})).toEqual(whole)
    expect(existsSync(path('.git/started'))).toBe(false)
    expect(plain.known && plain.commits.map(({touches}) => touches.work)).toEqual([[], ['src/b.ts']])
  })

  it('is read without checking signatures', async () => {
    const {root, git, path} = start()
    const sign =
      'echo "[GNUPG:] SIG_CREATED D" >&2; printf -- "-----BEGIN PGP SIGNATURE-----\\nx\\n-----END PGP SIGNATURE-----\\n"'
    const tool = createFolder({
      gpg: `#!/bin/sh\ncat >/dev/null\ncase "$*" in *--verify*) touch ${path('.git/started')};; *) ${sign};; esac\n`
    })
    chmodSync(tool.path('gpg'), 0o755)
    git('config', 'gpg.program', tool.path('gpg'))
    git('config', 'log.showSignature', 'true')
    git('commit', '--quiet', '--allow-empty', '-S', '-m', 'signed')
    expect(git('cat-file', 'commit', 'HEAD')).toContain('gpgsig')
    expect(await readBranch(root)).toMatchObject({known: true, commits: [{subject: 'signed'}]})
    expect(existsSync(path('.git/started'))).toBe(false)
    git('log', '-1')
    expect(existsSync(path('.git/started'))).toBe(true)
  })

  it('leaves ignored paths out of work, and a submodule in', async () => {
    const inner = createRepository({'x.md': 'x'})
    const {root, git, commit} = start()
    git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'vendor')
    git('config', 'diff.ignoreSubmodules', 'all')
    commit({'package-lock.json': '1'})
    expect(await judge(root, {settings: {ignore: ['package-lock.json', '.gitmodules']}})).toMatchObject({
      verdict: 'missing',
      uncovered: {commits: 1, files: 1}
    })
    expect(await judge(root, {settings: {ignore: ['**/*.json', '.gitmodules', 'vendor']}})).toMatchObject({
      verdict: 'exempt',
      exemption: {kind: 'no-work'}
    })
  })
})

describe('the verdict on real history', () => {
  it('follows a branch forward', async () => {
    const {root, commit} = start()
    expect(counts(await judge(root))).toEqual(['exempt', 0])
    commit({'src/b.ts': '1'})
    expect(counts(await judge(root))).toEqual(['missing', 1])
    const oid = commit({'handoffs/new.md': handoff('new')})
    expect(await judge(root)).toMatchObject({verdict: 'covered', handoff: {oid, path: 'handoffs/new.md'}})
    for (let n = 0; n < 5; n++) commit({'src/b.ts': `${n}b`})
    expect(counts(await judge(root))).toEqual(['due', 5])
    commit({'src/b.ts': 'last'})
    expect(await judge(root)).toMatchObject({verdict: 'stale', breaches: [{limit: 'maxCommits', value: 6, max: 5}]})
  })

  it('counts a handoff together with its work, and a rolling file', async () => {
    const {root, commit} = start()
    commit({'src/b.ts': '1', 'HANDOFF.md': handoff('next: b')})
    expect(counts(await judge(root))).toEqual(['covered', 0])
  })

  it('does not count what came by merging the base, nor the merge', async () => {
    const {root, git, commit} = start()
    commit({'src/b.ts': '1'})
    git('switch', '--quiet', 'main')
    commit({'handoffs/theirs.md': handoff('theirs'), 'HANDOFF.md': handoff('theirs'), 'src/theirs.ts': '1'})
    git('switch', '--quiet', 'topic')
    git('merge', '--quiet', '--no-edit', 'main')
    expect(counts(await judge(root))).toEqual(['missing', 1])
    commit({'handoffs/mine.md': handoff('mine')})
    git('switch', '--quiet', 'main')
    commit({'handoffs/late.md': handoff('late')})
    git('switch', '--quiet', 'topic')
    git('merge', '--quiet', '--no-edit', 'main')
    expect(await judge(root)).toMatchObject({verdict: 'covered', handoff: {path: 'handoffs/mine.md'}})
  })

  it('is not fooled by a base that is merged into the branch after taking the branch in (criss-cross)', async () => {
    const {root, git, commit} = start()
    commit({'src/b.ts': '1'})
    const first = git('rev-parse', 'HEAD')
    git('switch', '--quiet', 'main')
    commit({'handoffs/theirs.md': handoff('theirs')})
    const second = git('rev-parse', 'HEAD')
    git('merge', '--quiet', '--no-edit', first)
    git('switch', '--quiet', 'topic')
    git('merge', '--quiet', '--no-edit', second)
    expect(git('merge-base', '--all', 'main', 'topic').split('\n')).toHaveLength(2)
    commit({'src/c.ts': '1'})
    expect(counts(await judge(root))).toEqual(['missing', 1])
    commit({'handoffs/mine.md': handoff('mine')})
    expect(await judge(root)).toMatchObject({verdict: 'covered', handoff: {path: 'handoffs/mine.md'}})
  })

  it('covers the lines of an octopus by the handoff of each', async () => {
    const {root, git, commit} = start()
    for (const line of ['a', 'b', 'c']) {
      git('switch', '--quiet', '-c', line, 'main')
      commit({[`src/${line}.ts`]: '1'})
      if (line !== 'c') commit({[`handoffs/${line}.md`]: handoff(line)})
    }
    git('switch', '--quiet', 'topic')
    commit({'src/t.ts': '1', 'handoffs/t.md': handoff('t')})
    git('merge', '--quiet', '--no-edit', 'a', 'b', 'c')
    expect(git('rev-list', '--parents', '-1', 'HEAD').split(' ')).toHaveLength(5)
    expect(counts(await judge(root))).toEqual(['due', 1])
    commit({'handoffs/all.md': handoff('all')})
    expect(counts(await judge(root))).toEqual(['covered', 0])
  })

  it('stays after a rebase, an amend and a squash', async () => {
    const {root, git, commit} = start()
    commit({'src/b.ts': '1'})
    commit({'handoffs/new.md': handoff('new')})
    commit({'src/c.ts': '1'})
    const before = counts(await judge(root))
    git('switch', '--quiet', 'main')
    commit({'src/theirs.ts': '1', 'handoffs/theirs.md': handoff('theirs')})
    git('switch', '--quiet', 'topic')
    git('rebase', '--quiet', 'main')
    expect([before, counts(await judge(root))]).toEqual([
      ['due', 1],
      ['due', 1]
    ])
    git('commit', '--quiet', '--amend', '-m', 'other words')
    expect(counts(await judge(root))).toEqual(['due', 1])
    git('reset', '--quiet', '--soft', 'main')
    git('commit', '--quiet', '-m', 'squashed')
    expect(counts(await judge(root))).toEqual(['covered', 0])
  })

  it('takes a handoff that was cherry-picked', async () => {
    const {root, git, commit} = start()
    const oid = commit({'src/b.ts': '1', 'handoffs/new.md': handoff('new')})
    git('switch', '--quiet', '-c', 'other', 'main')
    commit({'src/c.ts': '1'})
    git('cherry-pick', oid)
    expect(counts(await judge(root))).toEqual(['covered', 0])
  })

  it('takes no rename, no white space, no mode, no deletion and no empty file for a handoff', async () => {
    const {root, git, commit, path, write, remove} = start()
    commit({'src/b.ts': '1'})
    const steps = [
      () => git('mv', 'handoffs/old.md', 'handoffs/renamed.md'),
      () => write({'handoffs/renamed.md': `${handoff('old').replaceAll('\n', '\r\n')}\u00a0\n\u200b\n`}),
      () => {
        write({'handoffs/again.md': ` ${handoff('old')}`})
        remove('handoffs/renamed.md')
      },
      () => chmodSync(path('HANDOFF.md'), 0o755),
      () => write({'handoffs/empty.md': '\n'}),
      () => symlinkSync('../HANDOFF.md', path('handoffs/link.md')),
      () => remove('handoffs/again.md')
    ]
    for (const step of steps) {
      step()
      commit()
      expect(counts(await judge(root))).toEqual(['missing', 1])
    }
    commit({'handoffs/empty.md': handoff('written')})
    expect(counts(await judge(root))).toEqual(['covered', 0])
  })

  it('takes a handoff that is renamed and rewritten at once', async () => {
    const {root, git, commit, write} = start()
    commit({'src/b.ts': '1'})
    git('mv', 'handoffs/old.md', 'handoffs/new.md')
    write({'handoffs/new.md': handoff('old, and what comes next')})
    commit()
    expect(await judge(root)).toMatchObject({verdict: 'covered', handoff: {path: 'handoffs/new.md'}})
  })

  it('forgets a handoff that is deleted or reverted, and remembers one that only moved', async () => {
    const {root, git, commit} = start()
    commit({'src/b.ts': '1'})
    commit({'handoffs/new.md': handoff('new')})
    git('mv', 'handoffs/new.md', 'handoffs/moved.md')
    commit()
    expect(counts(await judge(root))).toEqual(['covered', 0])
    git('rm', '--quiet', 'handoffs/moved.md')
    commit()
    const status = await judge(root)
    expect(counts(status)).toEqual(['missing', 1])
    expect(status.explanation).toContain('no new text of it is left')
    commit({'HANDOFF.md': handoff('rolling')})
    expect(counts(await judge(root))).toEqual(['covered', 0])
    git('revert', '--no-edit', 'HEAD')
    expect(counts(await judge(root))).toEqual(['missing', 1])
  })

  it('does not mind dates: two commits in one minute, years ahead, or before their parents', async () => {
    const {root, commit} = start()
    commit({'src/b.ts': '1'}, {date: '4000000000 +0000'})
    commit({'handoffs/new.md': handoff('new')}, {date: '1000000000 +0000'})
    const covered = await judge(root)
    expect(counts(covered)).toEqual(['covered', 0])
    expect(covered.warnings).toEqual([expect.stringMatching(/^commit \w{7} dated in the future, by up to \d+ d/u)])
    commit({'src/c.ts': '1'}, {date: '1000000000 +0000'})
    expect(counts(await judge(root))).toEqual(['due', 1])
  })

  it('keeps two branches of one minute apart', async () => {
    const {root, git, commit} = start()
    const date = '1700000000 +0000'
    commit({'src/b.ts': '1', 'handoffs/2023-11-14-2213-b.md': handoff('b')}, {date})
    git('switch', '--quiet', '-c', 'other', 'main')
    commit({'src/c.ts': '1'}, {date})
    expect(counts(await judge(root, {head: 'topic'}))).toEqual(['covered', 0])
    expect(counts(await judge(root, {head: 'other'}))).toEqual(['missing', 1])
  })

  it('excuses what a trailer gives a reason for, on an empty commit too', async () => {
    const {root, commit} = start()
    commit({'src/b.ts': '1'})
    commit({}, {message: 'x\n\nHandoff-Skip:'})
    expect(await judge(root)).toMatchObject({verdict: 'missing', warnings: [expect.stringContaining('no reason')]})
    commit({}, {message: 'x\n\nHandoff-Skip: generated code'})
    expect(await judge(root)).toMatchObject({verdict: 'exempt', exemption: {kind: 'trailer'}})
    commit({'src/b.ts': '2'})
    expect(counts(await judge(root))).toEqual(['missing', 1])
  })
})

describe('repositories of every shape', () => {
  it('may use SHA-256', async () => {
    const folder = createFolder()
    const {root} = folder
    runGit(root, ['init', '--quiet', '--object-format=sha256', '--initial-branch=main'])
    const git = (...commands: string[]) =>
      runGit(root, ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...commands])
    git('commit', '--quiet', '--allow-empty', '-m', 'first')
    git('switch', '--quiet', '-c', 'topic')
    const write = (name: string, text: string) => {
      folder.write({[name]: text})
      git('add', '--all')
      git('commit', '--quiet', '-m', name)
    }
    write('a.ts', '1')
    expect(counts(await judge(root))).toEqual(['missing', 1])
    write('HANDOFF.md', handoff('new'))
    expect(await judge(root)).toMatchObject({verdict: 'covered', handoff: {oid: expect.stringMatching(/^\w{64}$/u)}})
    expect(counts(await judge(root, {base: null}))).toEqual(['covered', 0])
  })

  it('may be a linked worktree, with and without GIT_DIR, from a folder below', async () => {
    const {git, commit, path, root} = start()
    commit({'src/b.ts': '1', 'handoffs/new.md': handoff('new')})
    const tree = createFolder()
    git('worktree', 'add', '--quiet', '-b', 'linked', tree.path('t'), 'main')
    tree.write({'t/src/c.ts': '1'})
    runGit(tree.path('t'), ['add', '--all'])
    runGit(tree.path('t'), ['commit', '--quiet', '-m', 'c'])
    const env = {GIT_DIR: path('.git/worktrees/t')}
    for (const cwd of [tree.path('t'), tree.path('t/src')]) {
      expect(counts(await judge(cwd))).toEqual(['missing', 1])
      expect(counts(await judge(cwd, {env}))).toEqual(['missing', 1])
    }
    expect(counts(await judge(root))).toEqual(['covered', 0])
  })

  it('may be bare, with what git leaves to a hook in the environment', async () => {
    const {root, commit} = start()
    commit({'src/b.ts': '1', 'HANDOFF.md': handoff('1')})
    const bare = createFolder()
    runGit(bare.root, ['clone', '--quiet', '--bare', root, 'r.git'])
    const env = {GIT_DIR: '.', GIT_IMPLICIT_WORK_TREE: '0', GIT_PREFIX: 'src/', GIT_INDEX_FILE: '/nowhere/index'}
    expect(counts(await judge(bare.path('r.git'), {head: 'topic', env}))).toEqual(['covered', 0])
  })

  it('is not misled by settings, replacements and an index from outside', async () => {
    const {root, git, commit} = start()
    const oid = commit({'src/b.ts': '1'})
    const other = commit({'HANDOFF.md': handoff('1')})
    git('reset', '--quiet', '--hard', oid)
    git('replace', oid, other)
    const env = {
      GIT_CONFIG_PARAMETERS: "'diff.algorithm=nonsense'",
      GIT_EXTERNAL_DIFF: 'false',
      GIT_INDEX_FILE: '/nowhere',
      GIT_LITERAL_PATHSPECS: '1'
    }
    expect(counts(await judge(root, {env}))).toEqual(['missing', 1])
  })

  it('may be a partial clone: only handoffs are fetched', async () => {
    const origin = start()
    origin.git('config', 'uploadpack.allowFilter', 'true')
    origin.commit({'src/b.ts': 'work', 'HANDOFF.md': handoff('1')})
    const clone = createFolder()
    const url = `file://${origin.root}`
    runGit(clone.root, ['clone', '--quiet', '--no-checkout', '--filter=blob:none', '--branch=topic', url, 'c'])
    const missing = () =>
      runGit(clone.path('c'), ['rev-list', '--all', '--objects', '--missing=print']).match(/^\?/gmu)?.length
    expect(missing()).toBe(5)
    expect(counts(await judge(clone.path('c'), {base: 'origin/main'}))).toEqual(['covered', 0])
    expect(missing()).toBe(3)
    expect(counts(await judge(clone.path('c'), {base: 'origin/main', head: 'origin/main'}))).toEqual(['exempt', 0])
  })

  it('may lie elsewhere, where GIT_DIR says', async () => {
    const {path, commit} = start()
    commit({'src/b.ts': '1'})
    const env = {GIT_DIR: path('.git'), GIT_WORK_TREE: path()}
    expect(counts(await judge(createFolder().root, {env}))).toEqual(['missing', 1])
  })

  it('may have a detached head', async () => {
    const {root, git, commit} = start()
    git('checkout', '--quiet', '--detach')
    commit({'src/b.ts': '1'})
    expect(counts(await judge(root))).toEqual(['missing', 1])
  })

  it('may be pushed for the first time: all history is own', async () => {
    const {root, commit} = createRepository({'src/a.ts': '1'})
    expect(counts(await judge(root, {base: null}))).toEqual(['missing', 1])
    commit({'HANDOFF.md': handoff('1')})
    expect(counts(await judge(root, {base: null}))).toEqual(['covered', 0])
  })
})

describe('history that cannot be told', () => {
  /** A clone of `topic` that knows so many of its commits, and the base. */
  function cloneShallow(origin: Repository, depth: number): string {
    const folder = createFolder()
    const url = `file://${origin.root}`
    runGit(folder.root, ['clone', '--quiet', `--depth=${depth}`, '--no-single-branch', '--branch=topic', url, 'c'])
    return folder.path('c')
  }

  function prepare(): Repository {
    const origin = createRepository({'src/a.ts': '1'})
    for (let n = 0; n < 3; n++) origin.commit({'src/a.ts': `${n}`})
    origin.git('branch', 'topic')
    for (let n = 0; n < 4; n++) origin.commit({'src/m.ts': `${n}`})
    origin.git('switch', '--quiet', 'topic')
    for (let n = 0; n < 3; n++) origin.commit({'src/b.ts': `${n}`})
    return origin
  }

  it('is unknown without a merge base, whatever would be missing, and known once it is fetched', async () => {
    const origin = prepare()
    const clone = cloneShallow(origin, 1)
    const status = await judge(clone, {base: 'origin/main'})
    expect(status).toMatchObject({verdict: 'unknown', explanation: expect.stringContaining('shallow')})
    expect(status.remedy).toMatch(/git fetch --unshallow.*fetch-depth: 0/u)
    runGit(clone, ['fetch', '--quiet', '--unshallow'])
    expect(counts(await judge(clone, {base: 'origin/main'}))).toEqual(['missing', 3])
  })

  it('is known in a shallow clone that is deep enough', async () => {
    const clone = cloneShallow(prepare(), 5)
    expect(runGit(clone, ['rev-parse', '--is-shallow-repository'])).toBe('true')
    expect(counts(await judge(clone, {base: 'origin/main'}))).toEqual(['missing', 3])
  })

  it('is unknown when a catch-up merge leads around the cut', async () => {
    const origin = prepare()
    origin.git('merge', '--quiet', '--no-edit', 'main')
    const clone = cloneShallow(origin, 2)
    expect(counts(await judge(clone, {base: 'origin/main'}))[0]).toBe('unknown')
    runGit(clone, ['fetch', '--quiet', '--unshallow'])
    expect(counts(await judge(clone, {base: 'origin/main'}))).toEqual(['missing', 3])
  })

  it('is unknown when the base is cut off where the branch merged it', async () => {
    const {root, git, commit, path} = prepare()
    git('merge', '--quiet', '--no-edit', 'main')
    commit({'HANDOFF.md': handoff('1')})
    expect(counts(await judge(root))).toEqual(['covered', 0])
    writeFileSync(path('.git/shallow'), `${git('rev-parse', 'main')}\n`)
    expect(counts(await judge(root))[0]).toBe('unknown')
  })

  it('is unknown in a first push out of a shallow clone', async () => {
    expect(counts(await judge(cloneShallow(prepare(), 2), {base: null}))[0]).toBe('unknown')
  })

  it('is unknown between unrelated histories', async () => {
    const {root, git, commit} = start()
    git('switch', '--quiet', '--orphan', 'pages')
    commit({'index.html': '1'})
    expect(await judge(root)).toMatchObject({verdict: 'unknown', remedy: expect.stringContaining('--base')})
  })

  it('is unknown with far too many commits', async () => {
    const {root, git, commit} = start()
    for (let n = 0; n < 3; n++) commit({'src/b.ts': `${n}`})
    const [head, base] = [git('rev-parse', 'HEAD'), git('rev-parse', 'main')]
    const request = {head, bases: [base], isHandoff: () => false, isIgnored: () => false}
    const place = {cwd: root, env: gitEnvironment()}
    expect(await readHistory(place, {...request, limit: 2})).toMatchObject({known: false, code: 'too-many'})
    expect(await readHistory(place, {...request, limit: 3})).toMatchObject({known: true})
  })

  it('throws when git fails: never “no commits”', async () => {
    const {root, git} = start()
    const place = {cwd: root, env: gitEnvironment()}
    const kinds = {isHandoff: () => false, isIgnored: () => false}
    const head = git('rev-parse', 'HEAD')
    const gone = '1'.repeat(40)
    await expect(readHistory(place, {head: gone, bases: [], ...kinds})).rejects.toBeInstanceOf(GitError)
    await expect(readHistory(place, {head, bases: [gone], ...kinds})).rejects.toThrow(/^git log failed: bad object 1/u)
    await expect(readHistory(place, {head: '--all', bases: [], ...kinds})).rejects.toThrow('not an object id')
    await expect(readHistory(place, {head, bases: ['0'.repeat(40)], ...kinds})).rejects.toThrow('not an object id')
    const outside = {cwd: createFolder().root, env: gitEnvironment()}
    await expect(readHistory(outside, {head, bases: [], ...kinds})).rejects.toThrow(/not a git repository/u)
    const without = {cwd: root, env: {PATH: '/nowhere'}}
    await expect(readHistory(without, {head, bases: [], ...kinds})).rejects.toThrow('git was not found')
  })
})

describe('number of git processes', () => {
  it('does not grow with commits and handoffs', async () => {
    const {root, commit, git} = start()
    const log = createFolder({git: ''})
    const real = runGit(root, ['--exec-path'])
    log.write({git: `#!/bin/sh\necho "$*" >> ${log.path('calls')}\nexec ${real}/git "$@"\n`})
    chmodSync(log.path('git'), 0o755)
    const calls = async () => {
      log.write({calls: ''})
      await judge(root, {env: {PATH: `${log.root}:${process.env['PATH']}`}})
      return readFileSync(log.path('calls'), 'utf8')
        .split('\n')
        .filter((line) => line.includes('fsmonitor')).length
    }
    commit({'src/b.ts': '1'})
    expect(await calls()).toBe(1)
    commit({'handoffs/1.md': handoff('1')})
    expect(await calls()).toBe(2)
    for (let n = 2; n < 8; n++)
      commit({'src/b.ts': `${n}`, [`handoffs/${n}.md`]: handoff(`${n}`), 'HANDOFF.md': handoff(`${n}`)})
    expect(await calls()).toBe(2)
    git('switch', '--quiet', 'main')
    commit({'src/m.ts': '1'})
    git('switch', '--quiet', 'topic')
    git('merge', '--quiet', '--no-edit', 'main')
    expect(await calls()).toBe(2)
  })
})

describe('base', () => {
  const none: BaseRequest = {branch: 'topic', remote: 'origin', remoteOid: null, wanted: null}

  async function find(cwd: string, request: Partial<BaseRequest>, finder = findPushBase) {
    const place = {cwd, env: gitEnvironment()}
    const catFile = openCatFile(place)
    try {
      return await finder(place, {...none, ...request}, catFile)
    } finally {
      await catFile.close()
    }
  }

  function cloneOf(origin: Repository): Repository {
    const clone = createRepository()
    clone.git('remote', 'add', 'origin', origin.root)
    clone.git('fetch', '--quiet', 'origin')
    clone.git('switch', '--quiet', 'topic')
    return clone
  }

  it('of a push is what the remote has, then what any of its refs has, then a base branch', async () => {
    const origin = start()
    const tip = origin.commit({'src/b.ts': '1'})
    const main = origin.git('rev-parse', 'main')
    const {root, git} = cloneOf(origin)
    expect(await find(root, {remoteOid: main})).toMatchObject({oids: [main], rule: 'remote-oid'})
    for (const remoteOid of [null, '0'.repeat(40), '1'.repeat(40), '0'.repeat(64)]) {
      const found = await find(root, {remoteOid})
      expect(found).toMatchObject({rule: 'remote-refs'})
      expect('oids' in found && found.oids.sort()).toEqual([main, tip].sort())
    }
    const url = await find(root, {remote: `file://${origin.root}`})
    expect(url).toMatchObject({rule: 'remote-refs'})
    git('update-ref', '-d', 'refs/remotes/origin/topic')
    git('update-ref', '-d', 'refs/remotes/origin/main')
    git('branch', 'main', main)
    expect(await find(root, {})).toEqual({oids: [main], rule: 'base-branch', label: 'refs/heads/main'})
  })

  it('of a branch does not move with what was pushed of it', async () => {
    const origin = start()
    origin.commit({'src/b.ts': '1'})
    const main = origin.git('rev-parse', 'main')
    const {root, git} = cloneOf(origin)
    const branch = (request: Partial<BaseRequest> = {}) => find(root, request, findBranchBase)
    expect(await branch()).toMatchObject({oids: [main], label: 'refs/remotes/origin/main'})
    git('remote', 'set-head', 'origin', 'main')
    expect(await branch({remoteOid: git('rev-parse', 'HEAD')})).toMatchObject({label: 'refs/remotes/origin/HEAD'})
    git('remote', 'set-head', 'origin', '--delete')
    git('update-ref', 'refs/remotes/origin/trunk', main)
    git('update-ref', '-d', 'refs/remotes/origin/main')
    expect(await branch()).toMatchObject({oids: [main], rule: 'remote-refs'})
    expect(await branch({wanted: 'trunk'})).toMatchObject({oids: [main], label: 'refs/remotes/origin/trunk'})
    expect(await branch({wanted: 'origin/trunk'})).toMatchObject({oids: [main], rule: 'base-branch'})
    expect(await branch({wanted: main})).toMatchObject({oids: [main], rule: 'base-branch'})
    expect(await branch({wanted: 'HEAD~1'})).toMatchObject({oids: [main], rule: 'base-branch'})
  })

  it('that is asked for and is not there is never replaced by another', async () => {
    const {root} = start()
    for (const wanted of ['develop', '--all', ':/first', 'HEAD^{/first}', '$(id)', 'a\nb', '', '1'.repeat(40)]) {
      for (const finder of [findPushBase, findBranchBase]) {
        expect(await find(root, {wanted}, finder)).toMatchObject({known: false, code: 'no-base'})
      }
    }
  })

  it('is none in a first push, and before the first commit', async () => {
    const {root} = createRepository({'a.ts': '1'})
    for (const finder of [findPushBase, findBranchBase]) {
      expect(await find(root, {branch: 'main'}, finder)).toMatchObject({oids: [], rule: 'none'})
      expect(await find(createRepository().root, {branch: 'main'}, finder)).toMatchObject({oids: [], rule: 'none'})
    }
  })

  it('makes no work of a new branch that adds no commit', async () => {
    const origin = start()
    origin.commit({'src/b.ts': '1'})
    const {root} = cloneOf(origin)
    const base = await find(root, {branch: 'copy'})
    const bases = 'oids' in base ? base.oids : []
    const place = {cwd: root, env: gitEnvironment()}
    const head = runGit(root, ['rev-parse', 'HEAD'])
    const history = await readHistory(place, {head, bases, isHandoff: () => false, isIgnored: () => false})
    expect(history).toEqual({known: true, commits: []})
  })
})

describe('openCatFile', () => {
  it('reads objects of all types and sizes, many at once, and says what is not there', async () => {
    const bytes = new Uint8Array(300_000).map((_, index) => index % 256)
    const {root, git} = createRepository({'a.md': 'ä\n\n', 'b.bin': bytes, 'empty.md': ''})
    git('tag', '-a', '-m', 'x', 'v1')
    const catFile = openCatFile({cwd: root, env: gitEnvironment()}, {maxBytes: 300_000})
    const [a, b, empty, tag, tree, commit, gone, odd, none] = await Promise.all(
      ['HEAD:a.md', 'HEAD:b.bin', 'HEAD:empty.md', 'v1', 'HEAD^{tree}', 'v1^{commit}', 'HEAD:c.md', 'a\nb', ''].map(
        catFile.read
      )
    )
    expect([a, b, empty, tag, tree, commit].map((object) => object?.type)).toEqual([
      'blob',
      'blob',
      'blob',
      'tag',
      'tree',
      'commit'
    ])
    expect(Buffer.from(a?.bytes ?? []).toString()).toBe('ä\n\n')
    expect(Buffer.compare(b?.bytes ?? new Uint8Array(), bytes)).toBe(0)
    expect([empty?.size, empty?.bytes?.length]).toEqual([0, 0])
    expect(commit?.oid).toBe(git('rev-parse', 'HEAD'))
    expect([gone, odd, none]).toEqual([null, null, null])
    const many = await Promise.all(Array.from({length: 500}, () => catFile.read('HEAD:a.md')))
    expect(new Set(many.map((object) => object?.oid)).size).toBe(1)
    await catFile.close()
    await catFile.close()
  })

  it('keeps nothing of what is too large, and goes on after it', async () => {
    const {root} = createRepository({'big.md': 'x'.repeat(100_001), 'a.md': 'a'})
    const catFile = openCatFile({cwd: root, env: gitEnvironment()}, {maxBytes: 100_000})
    const [big, a] = await Promise.all([catFile.read('HEAD:big.md'), catFile.read('HEAD:a.md')])
    expect([big?.size, big?.bytes, a?.size]).toEqual([100_001, null, 1])
    await catFile.close()
  })

  it('fails when git does', async () => {
    const outside = openCatFile({cwd: createFolder().root, env: gitEnvironment()})
    await expect(Promise.all([outside.read('HEAD'), outside.read('HEAD')])).rejects.toBeInstanceOf(GitError)
    await outside.close()
    const {root} = createRepository({'a.md': 'a'})
    await expect(openCatFile({cwd: root, env: {PATH: '/nowhere'}}).read('HEAD')).rejects.toThrow('git was not found')
  })
})

describe('random history', () => {
  it('is read from a real repository as it is', async () => {
    const models = fc.sample(script, {numRuns: 25, seed: 7}).map((steps) => play(steps))
    for (const model of models) {
      const {root, oids} = importModel(model)
      const place = {cwd: root, env: gitEnvironment()}
      const others = new Set(reachable(model, model.tips[0]))
      const own = reachable(model, model.tips[1]).filter((index) => !others.has(index))
      const [head = '', base = ''] = [oids[model.tips[1]], oids[model.tips[0]]]
      const history = await readHistory(place, {head, bases: [base], ...kinds})
      const found = history.known ? history.commits : []
      expect(found.map(({oid}) => oid).sort()).toEqual(own.map((index) => oids[index]).sort())
      const judgeFacts = (commits: CommitFact[]) => {
        const policy = resolvePolicy([{exempt: {minCommits: 0}}], null)
        return judgeBranch({branch: 'x', head, history: {known: true, commits}, policy, now: 1e6})
      }
      const expected = judgeFacts(own.map((index) => factOf(model, index)))
      const status = judgeFacts([...found])
      expect([status.verdict, status.uncovered]).toEqual([expected.verdict, expected.uncovered])
      for (const index of own) {
        const touches = found.find(({oid}) => oid === oids[index])?.touches
        const {work, handoffs} = factOf(model, index).touches
        expect(touches?.work).toEqual(work)
        expect(touches?.handoffs.map(({path}) => path)).toEqual(handoffs.map(({path}) => path))
      }
    }
  })
})

const reachable = (model: Model, tip: number): number[] => {
  const seen = new Set([tip])
  for (const index of seen) for (const parent of at(model, index).parents) seen.add(parent)
  return [...seen]
}
