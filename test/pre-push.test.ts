import {spawnSync} from 'node:child_process'
import {existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {describe, expect, it} from 'vitest'
import {main} from '../src/cli.ts'
import {
  broken,
  cli,
  countGit,
  createPushed,
  handoff,
  hookText,
  line,
  type Pushed,
  personEnvironment,
  place,
  replay,
  run,
  runOpen,
  writeScript
} from './helpers/push.ts'
import {createFolder, runGit} from './helpers/repository.ts'

/** A code block of the documentation, so that what it says is what was tried. */
function snippet(heading: string, index: number): string {
  const [, section = ''] = readFileSync('docs/hooks.md', 'utf8').split(new RegExp(`^#+ ${heading}$`, 'mu'))
  const blocks = [...section.matchAll(/^```\w+\n(.*?)^```$/gmsu)]
  return blocks[index]?.[1] ?? ''
}

const nothing = 'handoff-lint: no ref updates received; nothing checked'

/** Whether the remote has a branch. */
const has = (repository: Pushed, branch: string): boolean =>
  runGit(repository.root, ['ls-remote', repository.remote, `refs/heads/${branch}`]) !== ''

describe('a push', () => {
  it('goes through when a new branch ends with a complete handoff', () => {
    const repository = createPushed()
    repository.work()
    const oid = repository.commit({[place]: handoff()})
    const {code, said} = repository.push('origin', 'topic')
    expect(said).toContain(
      `1 handoff checked, no problems\nok  topic: covered by the handoff ${oid.slice(0, 7)} (${place}`
    )
    expect([code, has(repository, 'topic')]).toEqual([0, true])
  })

  it('is stopped when a new branch has no handoff, with the branch and what to do', () => {
    const repository = createPushed()
    repository.work()
    const {code, said} = repository.push('origin', 'topic')
    expect(said).toMatch(/^error {2}topic: 3 commits of work in 1 session from .* and no handoff on the branch$/mu)
    expect(said).toContain('Run `npx handoff-lint new`')
    expect(said).toMatch(/git push --no-verify/u)
    expect([code, has(repository, 'topic')]).toEqual([1, false])
  })

  it('is stopped by an incomplete handoff, with file, line, rule and remedy', () => {
    const repository = createPushed()
    repository.work()
    const oid = repository.commit({[place]: broken})
    const {code, said} = repository.push('origin', 'topic')
    expect(said).toContain(`${place} (timestamped) at ${oid.slice(0, 7)}\n  `)
    expect(said).toMatch(
      /\d+:4 {2}error {2}Unexpected placeholder `\{What to do first, and why\}`.* {2}no-placeholder\n +\S/u
    )
    // A trailer would not help here.
    expect(said).not.toContain('Handoff-Skip')
    expect(code).toBe(1)
  })

  it('is judged alike in a SHA-256 repository', () => {
    const repository = createPushed({format: 'sha256'})
    repository.work()
    expect(repository.push('origin', 'topic')).toMatchObject({code: 1, said: expect.stringContaining('no handoff')})
    repository.commit({[place]: handoff()})
    expect(repository.push('origin', 'topic').code).toBe(0)
    repository.work(6)
    expect(repository.push('origin', 'topic')).toMatchObject({
      code: 1,
      said: expect.stringContaining('6 commits of work')
    })
  })

  it('that deletes a branch is not judged', () => {
    const repository = createPushed()
    repository.push('--no-verify', 'origin', 'topic')
    const counter = countGit()
    const input = `(delete) ${'0'.repeat(40)} refs/heads/topic ${repository.git('rev-parse', 'HEAD')}\n`
    const env = {PATH: `${counter.folder}:${process.env['PATH']}`}
    expect(replay(['origin', repository.remote], {cwd: repository.root, input, env})).toMatchObject({code: 0, said: ''})
    expect(counter.count()).toBe(0)
    expect(repository.push('--delete', 'origin', 'topic').code).toBe(0)
    expect(has(repository, 'topic')).toBe(false)
  })

  it('that deletes one branch and updates another is judged by the other', () => {
    const repository = createPushed()
    repository.push('--no-verify', 'origin', 'topic:old')
    repository.work()
    const {code, said} = repository.push('origin', ':old', 'topic')
    expect([code, has(repository, 'old')]).toEqual([1, true])
    expect(said).toContain('error  topic:')
    expect(said).not.toContain('old')
  })

  it.each([[['good', 'bad']], [['bad', 'good']]])('of several branches is judged whole, in the order %s', (names) => {
    const repository = createPushed()
    for (const name of ['bad', 'good']) {
      repository.git('switch', '--quiet', '-c', name, 'main')
      repository.work()
    }
    repository.commit({[place]: handoff()})
    const {code, said} = repository.push('origin', ...names)
    expect(said).toMatch(/^error {2}bad: 3 commits/mu)
    expect(said).toMatch(/^ok {5}good: covered/mu)
    expect([code, has(repository, 'good'), has(repository, 'bad')]).toEqual([1, false, false])
  })

  it('of a commit named with spaces is judged by its object id', () => {
    const repository = createPushed()
    repository.commit({[place]: handoff()}, {message: 'fix bug'})
    repository.work(6)
    expect(repository.push('origin', 'HEAD^{/fix bug}:refs/heads/spaced').code).toBe(0)
    expect(repository.push('origin', 'HEAD@{0}:refs/heads/spaced')).toMatchObject({code: 1})
  })

  it('of HEAD is judged as the branch that it updates', () => {
    const repository = createPushed()
    repository.work()
    const {code, said} = repository.push('origin', 'HEAD')
    expect(said).toContain('error  topic: 3 commits')
    expect(code).toBe(1)
  })

  it('of a detached head is judged like a branch', () => {
    const repository = createPushed()
    repository.work()
    repository.git('switch', '--quiet', '--detach')
    const {code, said} = repository.push('origin', 'HEAD:refs/heads/elsewhere')
    expect(said).toContain('error  elsewhere: 3 commits')
    expect(code).toBe(1)
  })

  it('is judged by what is pushed, not by what is checked out', () => {
    const repository = createPushed()
    repository.work()
    repository.commit({[place]: handoff()})
    repository.git('switch', '--quiet', 'main')
    expect(existsSync(repository.path(place))).toBe(false)
    expect(repository.push('origin', 'topic').code).toBe(0)

    repository.git('switch', '--quiet', '-c', 'other', 'main')
    repository.work()
    repository.git('switch', '--quiet', 'topic')
    expect(existsSync(repository.path(place))).toBe(true)
    expect(repository.push('origin', 'other')).toMatchObject({code: 1, said: expect.stringContaining('no handoff')})
  })

  it.each([
    ['untracked', (_: Pushed) => {}],
    ['staged', ({git}: Pushed) => void git('add', '--all')]
  ])('with a handoff that is only %s is stopped, and told to commit it', (_, stage) => {
    const repository = createPushed()
    repository.work()
    repository.write({[place]: handoff()})
    stage(repository)
    const {code, said} = repository.push('origin', 'topic')
    expect(said).toContain(`; ${place} exists but is not committed\n`)
    expect(said).toContain(`Commit ${place}.`)
    expect(code).toBe(1)
    // It would say nothing of another branch.
    repository.git('branch', 'other', 'HEAD~1')
    expect(repository.push('origin', 'other').said).not.toContain('not committed')
  })

  it('of tags of all kinds is not judged', () => {
    const repository = createPushed()
    repository.work()
    repository.git('tag', 'light')
    repository.git('tag', '-a', '-m', 'x', 'annotated')
    repository.git('tag', 'blob', 'HEAD:src/a.ts')
    repository.git('tag', '-a', '-m', 'x', 'tree', 'HEAD^{tree}')
    const {code, said} = repository.push('origin', '--tags')
    expect(code).toBe(0)
    expect(said).not.toMatch(/^(?:handoff-lint|error)/mu)
  })

  it('of tags starts no git, unless the configuration that is checked out speaks of other refs', () => {
    const repository = createPushed({hook: null})
    repository.work()
    const judge = (remoteRef: string, cwd = repository.root) => {
      const counter = countGit()
      const env = {PATH: `${counter.folder}:${process.env['PATH']}`}
      const {code, said} = replay(['origin', repository.remote], {cwd, env, input: line(repository, 'HEAD', remoteRef)})
      return {code, said, count: counter.count()}
    }
    expect(judge('refs/tags/x')).toEqual({code: 0, said: '', count: 0})
    expect(judge('refs/tags/x', repository.path('src'))).toEqual({code: 0, said: '', count: 0})
    repository.write({'package.json': '{"x": "\\\\refs", "devDependencies": {"handoff-lint": "1"}}'})
    expect(judge('refs/tags/x')).toEqual({code: 0, said: '', count: 0})
    // What no commit says is not in force.
    for (const text of ['{"refs": ["refs/tags/*"]}', '{"\\u0072efs": ["refs/tags/*"]}', 'not even json']) {
      for (const [name, content] of [
        ['package.json', `{"handoff-lint": ${text}}`],
        ['.handofflintrc.json', text]
      ] as const) {
        repository.write({[name]: content})
        expect(judge('refs/tags/x')).toMatchObject({code: 0, said: '', count: text.startsWith('not') ? 0 : 1})
        repository.remove(name)
      }
    }
    repository.commit({'.handofflintrc.json': '{"refs": ["refs/tags/*"]}'})
    expect(judge('refs/tags/x')).toMatchObject({
      code: 1,
      said: expect.stringContaining('error  refs/tags/x: 4 commits of work')
    })
    const bare = createFolder().path('bare.git')
    runGit(repository.root, ['clone', '--quiet', '--bare', repository.root, bare])
    expect(judge('refs/tags/x', bare)).toMatchObject({code: 1})
  })

  it('of notes and of changes for review is not judged, unless the configuration says so', () => {
    const repository = createPushed()
    repository.work()
    repository.git('notes', 'add', '-m', 'note')
    expect(repository.push('origin', 'refs/notes/commits', 'topic:refs/for/main').code).toBe(0)
    repository.commit({'.handofflintrc.json': '{"refs": ["refs/for/*"]}'})
    const {code, said} = repository.push('origin', 'topic:refs/for/next')
    expect(said).toContain('error  refs/for/next: 4 commits of work')
    expect(code).toBe(1)
  })

  it('of a mirror is judged by its branches only', () => {
    const repository = createPushed()
    repository.git('fetch', '--quiet', 'origin')
    repository.work()
    repository.git(
      'stash',
      'store',
      '-m',
      'x',
      repository.git('stash', 'create') || repository.git('rev-parse', 'HEAD')
    )
    const {code, said} = repository.push('--mirror', 'origin')
    expect(said.match(/^(?:ok|error|warning) .*/gmu)).toEqual([expect.stringMatching(/^error {2}topic: 3 commits/u)])
    expect(code).toBe(1)
  })

  it('by force over a commit that nobody fetched is compared with what is known', () => {
    const repository = createPushed()
    const other = createFolder()
    runGit(other.root, ['clone', '--quiet', repository.remote, 'clone'])
    runGit(other.path('clone'), [
      '-c',
      'user.name=B',
      '-c',
      'user.email=b@example.org',
      'commit',
      '--quiet',
      '--allow-empty',
      '-m',
      'theirs'
    ])
    runGit(other.path('clone'), ['push', '--quiet', 'origin', 'HEAD:topic'])
    repository.work()
    expect(repository.push('--force', 'origin', 'topic')).toMatchObject({
      code: 1,
      said: expect.stringContaining('error  topic: 3 commits')
    })
    repository.commit({[place]: handoff()})
    expect(repository.push('--force', 'origin', 'topic').code).toBe(0)
  })

  it('by path is compared with what the remotes are known to have', () => {
    const repository = createPushed({files: {'session-handoffs/2020-01-01-0000-Old one.md': broken}})
    repository.git('fetch', '--quiet', 'origin')
    repository.work()
    repository.commit({[place]: handoff()})
    const {code, said} = repository.push(repository.remote, 'topic')
    expect(said).toContain('1 handoff checked')
    expect(code).toBe(0)
  })

  it('to two addresses runs the hook twice, with the same result', () => {
    const repository = createPushed()
    const second = createFolder().path('second.git')
    runGit(repository.root, ['init', '--quiet', '--bare', second])
    repository.git('remote', 'set-url', '--add', '--push', 'origin', repository.remote)
    repository.git('remote', 'set-url', '--add', '--push', 'origin', second)
    repository.work()
    const missing = repository.push('origin', 'topic')
    expect([missing.code, missing.said.match(/^error {2}topic:/gmu)?.length]).toEqual([1, 2])
    repository.commit({[place]: handoff()})
    expect(repository.push('origin', 'topic').code).toBe(0)
    expect(runGit(second, ['rev-parse', 'topic'])).toBe(repository.git('rev-parse', 'topic'))
  })

  it('from a shallow clone without a common commit is linted, and its freshness told to be unknown', () => {
    const origin = createPushed()
    origin.work()
    origin.push('--no-verify', 'origin', 'topic')
    const folder = createFolder()
    runGit(folder.root, [
      'clone',
      '--quiet',
      '--depth=1',
      '--no-single-branch',
      '--branch=topic',
      `file://${origin.remote}`,
      'clone'
    ])
    const cwd = folder.path('clone')
    const commit = (text: string) => {
      folder.write({[`clone/${place}`]: text, 'clone/src/z.ts': text})
      runGit(cwd, ['add', '--all'])
      runGit(cwd, ['-c', 'user.name=B', '-c', 'user.email=b@example.org', 'commit', '--quiet', '-m', 'x'])
    }
    commit(handoff())
    writeScript(folder.path('clone/.git/hooks/pre-push'), hookText())
    const fine = run('git', ['push', '--dry-run', 'origin', 'topic'], {cwd})
    expect(fine.said).toMatch(/^warning {2}topic: cannot tell: the clone is shallow.*\n +Run `git fetch --unshallow`/mu)
    expect(fine.said).toContain('1 problem (0 errors, 1 warning) in 1 branch')
    expect(fine.code).toBe(0)
    commit(broken)
    const wrong = run('git', ['push', 'origin', 'topic'], {cwd})
    expect(wrong.said).toContain('no-placeholder')
    expect(wrong.code).toBe(1)

    commit(handoff('later'))
    folder.write({'clone/.handofflintrc.json': '{"onUnknown": "error"}'})
    commit(handoff('latest'))
    const oid = runGit(cwd, ['rev-parse', 'HEAD'])
    const input = `refs/heads/topic ${oid} refs/heads/topic ${'0'.repeat(40)}\n`
    expect(replay(['origin', origin.remote], {cwd, input})).toMatchObject({code: 3})
  })

  it('of a whole new repository works', () => {
    const repository = createPushed()
    const empty = createFolder().path('empty.git')
    runGit(repository.root, ['init', '--quiet', '--bare', empty])
    repository.git('remote', 'remove', 'origin')
    repository.git('switch', '--quiet', 'main')
    repository.work()
    expect(repository.push(empty, 'main')).toMatchObject({
      code: 1,
      said: expect.stringContaining('error  main: 4 commits')
    })
    repository.commit({[place]: handoff()})
    expect(repository.push(empty, 'main').code).toBe(0)
  })

  it('of a new branch at a commit that the remote has goes through', () => {
    const repository = createPushed()
    repository.work()
    repository.push('--no-verify', 'origin', 'topic')
    const {code, said} = repository.push('origin', 'HEAD~1:refs/heads/release')
    expect(code).toBe(0)
    expect(said).not.toContain('error')
  })

  it('from a linked worktree is judged alike, also after the hook changed its folder', () => {
    for (const before of ['', 'cd src']) {
      const repository = createPushed({hook: hookText(before)})
      repository.work()
      const tree = createFolder().path('tree')
      repository.git('switch', '--quiet', 'main')
      repository.git('worktree', 'add', '--quiet', tree, 'topic')
      expect(repository.pushWith({cwd: tree}, 'origin', 'topic')).toMatchObject({
        code: 1,
        said: expect.stringContaining('error  topic: 3 commits')
      })
      runGit(tree, ['-c', 'core.hooksPath=/dev/null', 'merge', '--quiet', 'main'])
      repository.git('-C', tree, 'commit', '--quiet', '--allow-empty', '-m', 'x')
      repository.write({})
      createInTree(tree)
      expect(repository.pushWith({cwd: tree}, 'origin', 'topic').code).toBe(0)
    }
  })

  it('from a folder below is judged with paths from the root', () => {
    const repository = createPushed()
    repository.work()
    repository.commit({[place]: broken})
    const {code, said} = repository.pushWith({cwd: repository.path('src')}, 'origin', 'topic')
    expect(said).toContain(`\n${place} (timestamped)`)
    expect(code).toBe(1)
  })

  it('from a bare repository needs no work tree', () => {
    const repository = createPushed()
    repository.work()
    const bare = createFolder().path('bare.git')
    runGit(repository.root, ['clone', '--quiet', '--bare', repository.root, bare])
    runGit(bare, ['remote', 'set-url', 'origin', repository.remote])
    writeScript(`${bare}/hooks/pre-push`, hookText())
    const missing = run('git', ['push', 'origin', 'topic'], {cwd: bare})
    expect(missing).toMatchObject({code: 1, said: expect.stringContaining('error  topic: 3 commits')})
    repository.commit({[place]: handoff()})
    runGit(bare, ['fetch', '--quiet', repository.root, '+topic:topic'])
    expect(run('git', ['push', 'origin', 'topic'], {cwd: bare}).code).toBe(0)
  })

  it('of a submodule on demand is judged by each hook in its own repository', () => {
    const inner = createPushed()
    const outer = createPushed()
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.remote, 'inner')
    outer.commit({[place]: handoff()}, {message: 'add'})
    outer.push('origin', 'topic')
    const cwd = outer.path('inner')
    runGit(cwd, ['switch', '--quiet', '-c', 'topic'])
    writeScript(outer.path('.git/modules/inner/hooks/pre-push'), hookText())
    for (const name of ['a', 'b', 'c']) {
      outer.write({[`inner/${name}.ts`]: name})
      runGit(cwd, ['add', '--all'])
      runGit(cwd, ['-c', 'user.name=B', '-c', 'user.email=b@example.org', 'commit', '--quiet', '-m', name])
    }
    outer.commit({}, {message: 'bump'})
    const {code, said} = outer.push('--recurse-submodules=on-demand', 'origin', 'topic')
    expect(said).toMatch(/^ok {2}topic: exempt: one short session of work \(1 commit of work/mu)
    expect(said).toContain('error  topic: 3 commits of work')
    expect(code).not.toBe(0)
  })

  it('is judged alike with what another hook or a rebase left in the environment', () => {
    const repository = createPushed()
    repository.work()
    const env = {
      GIT_INDEX_FILE: '/nowhere/index',
      GIT_CHERRY_PICK_HELP: 'x',
      GIT_SEQUENCE_EDITOR: 'false',
      GIT_EDITOR: ':',
      GIT_AUTHOR_DATE: 'yesterday',
      GIT_CONFIG_PARAMETERS: "'core.quotePath=true' 'log.showSignature=true' 'diff.renames=copies'"
    }
    expect(repository.pushWith({env}, 'origin', 'topic')).toMatchObject({
      code: 1,
      said: expect.stringContaining('error  topic: 3 commits')
    })
    repository.commit({[place]: handoff()})
    expect(repository.pushWith({env}, 'origin', 'topic').code).toBe(0)
  })

  it('changes nothing in a repository that stray variables of git point to', () => {
    const bystander = createPushed()
    bystander.work()
    const state = () => [
      bystander.git('rev-parse', 'HEAD'),
      bystander.git('status', '--porcelain'),
      bystander.git('config', '--list')
    ]
    const before = state()
    const repository = createPushed()
    repository.work()
    const env = {GIT_WORK_TREE: bystander.root, GIT_INDEX_FILE: bystander.path('.git/index')}
    const {code, said} = replay(['origin', repository.remote], {
      cwd: repository.root,
      env,
      input: line(repository, 'topic', 'refs/heads/topic')
    })
    expect(said).toContain('error  topic: 3 commits')
    expect(code).toBe(1)
    // By hand, the repository is the one of the folder.
    const byHand = run(process.execPath, [cli], {cwd: repository.root, env: {...env, GIT_DIR: bystander.path('.git')}})
    expect(byHand.stdout).toContain('topic: 3 commits')
    expect(state()).toEqual(before)
  })

  it('is judged alike when it is only tried', () => {
    const repository = createPushed()
    repository.work()
    expect(repository.push('--dry-run', 'origin', 'topic').code).toBe(1)
    repository.commit({[place]: handoff()})
    expect(repository.push('--dry-run', 'origin', 'topic').code).toBe(0)
    expect(has(repository, 'topic')).toBe(false)
  })

  it('of a branch that the configuration ignores is not judged', () => {
    const config = '{"branches": {"ignore": ["main", "release/**"]}}'
    const repository = createPushed({
      files: {'.handofflintrc.json': config},
      hook: hookText('', `node '${cli}' --debug`)
    })
    repository.work()
    const {code, said} = repository.push('origin', 'topic:refs/heads/release/1.x', 'topic:main')
    expect(said).toContain('ms: refs/heads/main: ignored by the configuration')
    expect(said).toContain('ms: refs/heads/release/1.x: ignored by the configuration')
    expect(code).toBe(0)
    expect(repository.push('origin', 'topic').code).toBe(0)
  })

  it('is nothing to judge when it is up to date', () => {
    const repository = createPushed()
    const {code, said} = repository.push('origin', 'main')
    expect(said).toContain(nothing)
    expect(code).toBe(0)
  })

  it('lets a handoff of one branch cover the work of another that it is built on', () => {
    const repository = createPushed()
    repository.work()
    repository.git('switch', '--quiet', '-c', 'upper')
    repository.work()
    repository.commit({[place]: handoff()})
    for (const names of [
      ['topic', 'upper'],
      ['upper', 'topic']
    ]) {
      const {code, said} = repository.push('--dry-run', 'origin', ...names)
      expect(said.match(/^ok {2}(?:topic|upper): covered/gmu)).toHaveLength(2)
      expect(code).toBe(0)
    }
    expect(repository.push('origin', 'topic').code).toBe(1)
  })
})

/** Commit a handoff in a linked worktree. */
function createInTree(tree: string): void {
  writeScript(`${tree}/${place}`, handoff())
  runGit(tree, ['add', '--all'])
  runGit(tree, ['commit', '--quiet', '--no-verify', '-m', 'handoff'])
}

describe('what the hook reads', () => {
  it('may be empty: that is said, unless --quiet, and may be forbidden', () => {
    const {root: cwd, remote} = createPushed()
    const empty = replay(['origin', remote], {cwd, input: ''})
    expect(empty).toMatchObject({code: 0, stdout: ''})
    expect(empty.said.split('\n')[0]).toBe(nothing)
    expect(empty.said).toContain('a command before this one in the hook read its standard input')
    expect(replay(['origin', remote, '--quiet'], {cwd, input: ''})).toMatchObject({code: 0, said: ''})
    const env = {HANDOFF_LINT_REQUIRE_STDIN: '1'}
    expect(replay(['origin', remote, '--quiet'], {cwd, input: '', env})).toMatchObject({
      code: 2,
      said: expect.stringContaining('HANDOFF_LINT_REQUIRE_STDIN')
    })
  })

  it('may have CRLF, blank lines and no last line break; a line that is none is named', () => {
    const repository = createPushed()
    repository.work()
    const good = line(repository, 'topic', 'refs/heads/topic').trimEnd()
    const options = {cwd: repository.root}
    expect(replay(['origin', repository.remote], {...options, input: `\r\n${good}\r\n\n`}).said).toContain(
      'topic: 3 commits'
    )
    expect(replay(['origin', repository.remote], {...options, input: good}).code).toBe(1)
    const wrong = replay(['origin', repository.remote], {...options, input: `${good}\nrefs/heads/x abc refs/heads/x\n`})
    expect(wrong.said).toMatch(/^handoff-lint: ref update in line 2 cannot be read: /u)
    expect(wrong.code).toBe(2)
  })

  it('is not waited for on a terminal: HEAD is judged', async () => {
    const repository = createPushed({hook: null})
    repository.work()
    let said = ''
    const stdin = {
      isTTY: true,
      [Symbol.asyncIterator](): AsyncIterator<string> {
        throw new Error('standard input was read')
      }
    }
    const judge = (argv: string[]) =>
      main({
        argv: ['pre-push', ...argv],
        cwd: repository.root,
        env: personEnvironment(),
        stdin,
        stdout: {write: () => {}},
        stderr: {write: (text) => (said += text)},
        now: new Date()
      })
    expect(await judge([])).toBe(1)
    expect(said).toContain('error  topic: 3 commits')
    repository.push('origin', 'topic')
    said = ''
    expect(await judge(['--debug'])).toBe(0)
    expect(said).toContain('HEAD is compared with its upstream')
    repository.git('switch', '--quiet', '--detach')
    expect(await judge([])).toBe(0)
    expect(said).toContain('no branch with commits is checked out; nothing checked')
  })

  it('is not waited for without the arguments of a hook, even when it never ends', async () => {
    const repository = createPushed()
    repository.work()
    const {code, said, took} = await runOpen([], {cwd: repository.root})
    expect(said).toContain('write `handoff-lint pre-push "$@"`')
    expect(said).toContain('topic: 3 commits')
    expect(code).toBe(1)
    expect(took).toBeLessThan(2000)
  })

  it('is given up after five seconds when it never comes', async () => {
    const repository = createPushed()
    const {code, said, took} = await runOpen(['origin', 'url'], {cwd: repository.root})
    expect(said).toContain('no ref updates came within 5 s; nothing checked')
    expect(code).toBe(0)
    expect(took).toBeLessThan(8000)
  })

  it.each([
    ['refs that it ignores', {}],
    ['a skip', {HANDOFF_LINT_SKIP: 'reason'}],
    ['a broken configuration', {broken: '1'}]
  ])('is read to its end in spite of %s', (_, env: Record<string, string>) => {
    const repository = createPushed(env['broken'] ? {files: {'.handofflintrc.json': '{"x": 1}'}} : {})
    const lines = line(repository, 'main', 'refs/tags/x').repeat(6000)
    const input = env['broken'] ? line(repository, 'main', 'refs/heads/x') + lines : lines
    // A pipe that closes early would end the writer with 141.
    const script = `set -o pipefail; { cat || exit 99; } | '${process.execPath}' '${cli}' pre-push origin url; echo "\${PIPESTATUS[@]}"`
    const {stdout} = run('bash', ['-c', script], {cwd: repository.root, env, input})
    expect(stdout).toBe(env['broken'] ? '0 2\n' : '0 0\n')
  })

  it('is refused beyond a mebibyte', () => {
    const repository = createPushed()
    const input = line(repository, 'main', 'refs/tags/x').repeat(12_000)
    expect(replay(['origin', 'url'], {cwd: repository.root, input})).toMatchObject({
      code: 2,
      said: 'handoff-lint: more than 1 MiB of ref updates. Fix: Push fewer refs at once.\n'
    })
  })

  it('does not matter when the range is given', () => {
    const repository = createPushed()
    repository.work()
    const judge = (...words: string[]) => replay(words, {cwd: repository.root, input: ''})
    expect(judge('--from', 'main', '--to', 'topic', '--debug')).toMatchObject({
      code: 1,
      said: expect.stringContaining('ms: ref updates: from --from, --to and --remote-ref')
    })
    expect(judge('--to', 'HEAD', '--remote-ref', 'hotfix/x')).toMatchObject({
      code: 0,
      said: expect.stringContaining('ok  hotfix/x: exempt: branches like hotfix/x need no handoff')
    })
    expect(judge('--to', 'nope')).toMatchObject({code: 2, said: expect.stringContaining('no commit `nope`')})
  })
})

describe('escapes', () => {
  it('are printed: a reason in the environment, a trailer; both are counted', () => {
    const repository = createPushed()
    repository.work()
    const env = {HANDOFF_LINT_SKIP: 'release\u001b[31m night'}
    const skipped = repository.pushWith({env}, '--dry-run', 'origin', 'topic')
    expect(skipped.said).toContain(
      'handoff-lint: skipped, 1 ref not checked, HANDOFF_LINT_SKIP: release\\u{1b}[31m night\n'
    )
    expect(skipped.code).toBe(0)
    expect(repository.pushWith({env: {HANDOFF_LINT_SKIP: '0'}}, 'origin', 'topic').code).toBe(1)
    repository.commit({}, {message: 'work\n\nHandoff-Skip: paired with Ben until the end'})
    const {code, said} = repository.push('origin', 'topic')
    expect(said).toContain('ok  topic: exempt: Handoff-Skip: paired with Ben until the end')
    expect(said).toContain('handoff-lint: 1 branch exempt')
    expect(code).toBe(0)
  })

  it('of git itself work', () => {
    const repository = createPushed()
    repository.work()
    const {code, said} = repository.push('--no-verify', 'origin', 'topic')
    expect(said).not.toContain('commits of work')
    expect(code).toBe(0)
  })
})

describe('hook managers', () => {
  /** `handoff-lint` as npm would install it. */
  const install = (repository: Pushed) =>
    writeScript(
      repository.path('node_modules/.bin/handoff-lint'),
      `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`
    )

  const ignore = {'.gitignore': 'node_modules\n.husky/_\n'}

  /** Stopped without a handoff, let through with one. */
  function expectJudged(repository: Pushed, env: Record<string, string> = {}): void {
    repository.work()
    const missing = repository.pushWith({env}, 'origin', 'topic')
    expect(missing.said).toContain('topic: 3 commits of work in 1 session')
    expect([missing.code, has(repository, 'topic')]).toEqual([1, false])
    repository.commit({[place]: handoff()})
    const covered = repository.pushWith({env}, 'origin', 'topic')
    expect(covered.said).toContain('topic: covered')
    expect([covered.code, has(repository, 'topic')]).toEqual([0, true])
  }

  function withHusky(text: string): Pushed {
    const repository = createPushed({files: ignore, hook: null})
    install(repository)
    repository.write({'.husky/pre-push': text})
    run(process.execPath, [resolve('node_modules/husky/bin.js')], {cwd: repository.root})
    expect(repository.git('config', 'core.hooksPath')).toBe('.husky/_')
    return repository
  }

  it('husky hands everything on', () => {
    expectJudged(withHusky(snippet('husky 9', 0)))
  })

  it('husky after a command that ate the input: that is said, and may be forbidden', () => {
    const repository = withHusky('cat > /dev/null\nhandoff-lint pre-push "$@"\n')
    repository.work()
    const {code, said} = repository.push('--dry-run', 'origin', 'topic')
    expect(said).toContain(`${nothing}\n(Either there is nothing to push, or a command before this one`)
    expect(code).toBe(0)
    const env = {HANDOFF_LINT_REQUIRE_STDIN: '1'}
    const forbidden = repository.pushWith({env}, 'origin', 'topic')
    expect(forbidden.stdout).toContain('husky - pre-push script failed (code 2)')
    expect(forbidden.code).toBe(1)
  })

  it('husky without the command fails in one clear line, and HUSKY=0 skips', () => {
    const repository = withHusky('handoff-lint pre-push "$@"\n')
    repository.remove('node_modules')
    repository.work()
    const {code, said, stdout} = repository.push('origin', 'topic')
    expect(said).toContain('handoff-lint: not found')
    expect(stdout).toContain('husky - command not found in PATH=')
    expect(said).not.toMatch(/^\s+at /mu)
    expect(code).toBe(1)
    expect(repository.pushWith({env: {HUSKY: '0'}}, 'origin', 'topic').code).toBe(0)
  })

  it('a plain hook without node fails in one clear line', () => {
    const repository = createPushed({hook: snippet('Without a manager', 0)})
    const hook = repository.path('.git/hooks/pre-push')
    const {code, said} = run('/bin/sh', [hook, 'origin', 'url'], {cwd: repository.root, env: {PATH: '/nowhere'}})
    expect(said).toBe('handoff-lint: node is not on the PATH of this program; see docs/hooks.md\n')
    expect(code).toBe(1)
  })

  it('core.hooksPath of one’s own', () => {
    const hook = snippet('Without a manager', 0)
    const repository = createPushed({files: {...ignore, '.githooks/pre-push': hook}, hook: null})
    install(repository)
    repository.git('config', 'core.hooksPath', '.githooks')
    spawnSync('chmod', ['+x', repository.path('.githooks/pre-push')])
    expectJudged(repository)
  })

  // Both install hooks into the repository that they are installed in, so they may be elsewhere (`--ignore-scripts`).
  const managers = resolve(process.env['HOOK_MANAGERS'] ?? 'node_modules')
  const simple = join(managers, 'simple-git-hooks/cli.js')

  it.skipIf(!existsSync(simple))('simple-git-hooks hands everything on', () => {
    const settings = {name: 'x', ...JSON.parse(snippet('simple-git-hooks', 0))}
    const repository = createPushed({files: {...ignore, 'package.json': JSON.stringify(settings)}, hook: null})
    install(repository)
    run(process.execPath, [simple], {cwd: repository.root})
    expect(existsSync(repository.path('.git/hooks/pre-push'))).toBe(true)
    expectJudged(repository)
  })

  const lefthook = join(managers, '.bin/lefthook')

  describe.skipIf(!existsSync(lefthook))('lefthook', () => {
    const forms = {
      script: {
        'lefthook.yml': snippet('lefthook 2', 0),
        '.lefthook/pre-push/handoff-lint.sh': snippet('lefthook 2', 1)
      },
      run: {'lefthook.yml': snippet('lefthook 2', 2)}
    }

    it.each(Object.entries(forms))('hands everything on by %s, whatever is pushed', (_, files) => {
      const repository = createPushed({files: {...ignore, ...files}, hook: null})
      install(repository)
      symlinkSync(lefthook, repository.path('node_modules/.bin/lefthook'))
      const env = {LEFTHOOK_BIN: lefthook}
      run(lefthook, ['install'], {cwd: repository.root})
      expectJudged(repository, env)
      // Neither another branch, nor a commit without files, nor a deletion is skipped.
      repository.git('branch', 'other', 'main')
      repository.git('switch', '--quiet', 'other')
      repository.work()
      repository.git('switch', '--quiet', 'main')
      expect(repository.pushWith({env}, 'origin', 'other')).toMatchObject({code: 1})
      repository.commit({}, {message: 'empty'})
      const empty = repository.pushWith({env}, 'origin', 'main:refs/heads/empty')
      expect(empty.code).toBe(0)
      expect(empty.said + empty.stdout).not.toMatch(/\(skip\)/u)
      expect(repository.pushWith({env}, '--delete', 'origin', 'empty').code).toBe(0)
    })
  })

  it('a hook of git’s configuration hands on what git writes', () => {
    const repository = createPushed({hook: null})
    install(repository)
    repository.work()
    const options = {cwd: repository.root, input: line(repository, 'topic', 'refs/heads/topic')}
    const [, command = ''] = /\.command '(.*)'/u.exec(snippet('Without a manager', 1)) ?? []
    const judge = () => run('sh', ['-c', `${command} "$@"`, command, 'origin', repository.remote], options)
    expect(judge()).toMatchObject({code: 1, said: expect.stringContaining('error  topic: 3 commits')})
  })

  it('pre-commit names one ref in its variables', () => {
    const repository = createPushed({hook: null})
    repository.work()
    const env = {
      PRE_COMMIT: '1',
      PRE_COMMIT_FROM_REF: repository.git('rev-parse', 'main'),
      PRE_COMMIT_TO_REF: repository.git('rev-parse', 'topic'),
      PRE_COMMIT_LOCAL_BRANCH: 'refs/heads/topic',
      PRE_COMMIT_REMOTE_BRANCH: 'refs/heads/topic',
      PRE_COMMIT_REMOTE_NAME: 'origin',
      PRE_COMMIT_REMOTE_URL: repository.remote
    }
    const judge = (more: Record<string, string | undefined> = {}) => {
      const all = Object.entries({...env, ...more}).filter((entry): entry is [string, string] => entry[1] !== undefined)
      return replay([], {cwd: repository.root, input: '', env: Object.fromEntries(all)})
    }
    expect(judge()).toMatchObject({code: 1, said: expect.stringContaining('error  topic: 3 commits')})
    // A root commit is pushed: no range is given.
    const whole = {PRE_COMMIT_FROM_REF: undefined, PRE_COMMIT_TO_REF: undefined}
    expect(judge(whole)).toMatchObject({code: 1, said: expect.stringContaining('error  topic: 3 commits')})
    repository.commit({[place]: handoff()})
    expect(judge(whole)).toMatchObject({code: 0, said: expect.stringContaining('topic: covered')})
  })

  it('git-lfs beside it gets the same input, byte for byte', () => {
    const repository = createPushed({hook: `#!/bin/sh\n${snippet('Beside Git LFS', 0)}`})
    const tools = createFolder()
    writeScript(tools.path('handoff-lint'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`)
    writeScript(tools.path('git-lfs'), `#!/bin/sh\ncat > '${tools.path('got')}'\n`)
    repository.work()
    const expected = line(repository, 'topic', 'refs/heads/topic').replace(/^topic/u, 'refs/heads/topic')
    const env = {PATH: `${tools.root}:${process.env['PATH']}`}
    expect(repository.pushWith({env}, 'origin', 'topic')).toMatchObject({
      code: 1,
      said: expect.stringContaining('3 commits')
    })
    expect(run('cat', [tools.path('got')], {cwd: tools.root}).stdout).toBe(expected)
  })
})

describe('git', () => {
  /** How often it was started for a push, and what came of it. */
  function judge(repository: Pushed, input: string, remote = 'origin') {
    const counter = countGit()
    const env = {PATH: `${counter.folder}:${process.env['PATH']}`}
    const {code, said} = replay([remote, repository.remote], {cwd: repository.root, input, env})
    return {code, said, count: counter.count()}
  }

  it('is started three times at most, wherever the base is found', () => {
    const repository = createPushed({hook: null})
    repository.work()
    const oid = repository.commit({[place]: handoff()})
    const input = line(repository, 'topic', 'refs/heads/topic')
    const covered = {code: 0, said: expect.stringContaining('1 handoff checked, no problems\nok  topic: covered')}
    expect(judge(repository, input)).toMatchObject({...covered, count: 3})
    expect(judge(repository, input, repository.remote)).toMatchObject({...covered, count: 3})
    // Another remote, which has nothing of the branch, has none of the usual names, and then has the branch.
    repository.git('update-ref', 'refs/remotes/fork/other', 'main')
    expect(judge(repository, input, 'fork')).toMatchObject({...covered, count: 3})
    repository.git('update-ref', 'refs/remotes/fork/topic', oid)
    // Nothing new is nothing to say.
    expect(judge(repository, input, 'fork')).toEqual({code: 0, said: '', count: 3})
    // Neither the remote nor the clone has a branch of a usual name.
    repository.git('branch', '-m', 'main', 'trunk')
    repository.git('update-ref', 'refs/remotes/origin/trunk', 'trunk')
    repository.git('update-ref', '-d', 'refs/remotes/origin/main')
    repository.git('update-ref', '-d', 'refs/remotes/origin/HEAD')
    expect(judge(repository, input)).toMatchObject({...covered, count: 3})
    repository.work(6)
    repository.git('update-ref', 'refs/remotes/origin/topic', oid)
    const later = judge(repository, line(repository, 'topic', 'refs/heads/topic', oid))
    expect(later).toMatchObject({code: 1, said: expect.stringContaining('error  topic: 6 commits of work'), count: 4})
    expect(later.said).not.toContain('handoff checked')
  })

  it('is started once for branches that are at their base', () => {
    const repository = createPushed({hook: null})
    repository.git('branch', 'other', 'main')
    const at = (ref: string) => line(repository, 'main', `refs/heads/${ref}`)
    expect(judge(repository, at('new'))).toEqual({code: 0, said: '', count: 1})
    expect(judge(repository, at('new') + at('newer'))).toEqual({code: 0, said: '', count: 1})
    repository.work()
    const input = at('new') + line(repository, 'topic', 'refs/heads/topic')
    const said = expect.stringContaining('error  topic: 3 commits of work')
    expect(judge(repository, input)).toMatchObject({code: 1, said, count: 4})
  })
})

describe('what an earlier push found', () => {
  const folder = '.git/handoff-lint'

  /** The same push once more. */
  const again = (repository: Pushed) =>
    replay(['origin', repository.remote], {
      cwd: repository.root,
      input: line(repository, 'topic', 'refs/heads/topic')
    })

  it('is found again, and said in the same words', () => {
    const repository = createPushed({hook: null})
    repository.work()
    repository.commit({[place]: broken})
    const first = again(repository)
    expect(first).toMatchObject({code: 1, said: expect.stringContaining('no-placeholder')})
    const [name = ''] = readdirSync(repository.path(folder))
    const kept = readFileSync(repository.path(folder, name), 'utf8')
    expect(kept).not.toContain(repository.git('rev-parse', 'HEAD'))
    expect(again(repository)).toEqual(first)
    expect(readdirSync(repository.path(folder))).toEqual([name])
    // What is kept is what is said.
    const body = kept.slice(kept.indexOf('\n') + 1).replace('Unexpected placeholder', 'Remembered placeholder')
    writeFileSync(repository.path(folder, name), `handoff-lint verdicts ${Buffer.byteLength(body)}\n${body}`)
    expect(again(repository).said).toContain('Remembered placeholder')
    // Under other settings it says nothing, nor of another commit’s text.
    repository.commit({'.handofflintrc.json': '{"rules": {"no-placeholder": "warn"}}'})
    expect(again(repository).said).toContain('warning  Unexpected placeholder')
    repository.commit({[place]: handoff()})
    expect(again(repository)).toMatchObject({code: 0, said: expect.stringContaining('1 handoff checked, no problems')})
  })
})

describe('a thousand refs', () => {
  it('are judged by three git processes, in a few seconds', () => {
    const repository = createPushed({hook: null})
    const main = repository.git('rev-parse', 'main')
    const stream = Array.from({length: 1000}, (_, index) => {
      const date = 1_700_000_000 + index
      const commit = (mark: number, files: string, from: string) =>
        `commit refs/heads/many/${index}\nmark :${mark}\ncommitter A <a@example.org> ${date} +0000\ndata 1\nx\nfrom ${from}\n${files}\n`
      const data = (path: string, content: string) =>
        `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`
      return (
        commit(2 * index + 1, data(`src/${index}.ts`, String(index)), main) +
        commit(2 * index + 2, data(place, handoff(`queue ${Math.max(index, 940)}`)), `:${2 * index + 1}`)
      )
    }).join('')
    run('git', ['fast-import', '--quiet'], {cwd: repository.root, input: stream})
    const list = repository.git('for-each-ref', '--format=%(refname) %(objectname) %(refname) ', 'refs/heads/many')
    const input = list.replaceAll(/ $/gmu, ` ${'0'.repeat(40)}`)
    const counter = countGit()
    const from = Date.now()
    const env = {PATH: `${counter.folder}:${process.env['PATH']}`}
    const {code, said} = replay(['origin', repository.remote], {cwd: repository.root, input: `${input}\n`, env})
    // What is the same in many branches is judged once.
    expect(said).toContain('60 handoffs checked, no problems')
    expect(said).toContain('and 990 more covered')
    expect(code).toBe(0)
    expect(Date.now() - from).toBeLessThan(5000)
    expect(counter.count()).toBe(3)
  })
})
