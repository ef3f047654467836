import {spawnSync} from 'node:child_process'
import {chmodSync, chownSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {main} from '../src/cli.ts'
import type {Finding} from '../src/doctor/finding.ts'
import {configuredHooks} from '../src/doctor/hook-file.ts'
import {type HookFacts, parseSettings} from '../src/git/hooks.ts'
import {findOurCall, readCommands} from '../src/init/shell-script.ts'
import {lookAround} from '../src/init/surroundings.ts'
import {
  createFolder,
  createRepository,
  type Files,
  gitEnvironment,
  type Repository,
  runGit
} from './helpers/repository.ts'

interface Diagnosis {
  code: number
  inForce: boolean
  findings: Finding[]
  /** What failed, and what is only hinted at: `id: what`. */
  fails: string[]
  hints: string[]
  fix: (id: string) => string
}

const home = createFolder().root

async function invoke(cwd: string, argv: string[], env: Record<string, string> = {}) {
  const result = {code: -1, stdout: '', stderr: ''}
  async function* nobody(): AsyncGenerator<string> {}
  result.code = await main({
    argv,
    cwd,
    env: {PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, ...env},
    stdin: Object.assign(nobody(), {isTTY: false}),
    stdout: {write: (text) => (result.stdout += text)},
    stderr: {write: (text) => (result.stderr += text)},
    now: new Date()
  })
  return result
}

async function diagnose(cwd: string, env: Record<string, string> = {}): Promise<Diagnosis> {
  const {code, stdout, stderr} = await invoke(cwd, ['doctor', '--format', 'json'], env)
  if (stdout === '') throw new Error(stderr)
  const {inForce, findings} = JSON.parse(stdout) as {inForce: boolean; findings: Finding[]}
  const named = (status: string) =>
    findings.filter((one) => one.status === status).map(({id, what}) => `${id}: ${what}`)
  const fix = (id: string) => findings.find((one) => one.id === id && one.status !== 'ok')?.fix ?? ''
  return {
    code,
    inForce,
    findings,
    fails: named('fail'),
    hints: named('hint').filter((text) => !text.startsWith('node')),
    fix
  }
}

const call = 'handoff-lint pre-push "$@"\n'
const packageJson = (more: object = {}): string =>
  JSON.stringify({
    name: 'shop',
    scripts: {prepare: 'husky'},
    devDependencies: {husky: '^9.0.0', 'handoff-lint': '^0.1.0'},
    ...more
  })

/** As an installation leaves it. */
function install({root}: {root: string}): void {
  const bin = createFolder({'handoff-lint': '#!/bin/sh\n'})
  chmodSync(bin.path('handoff-lint'), 0o755)
  spawnSync('mkdir', ['-p', join(root, 'node_modules')])
  spawnSync('ln', ['-s', bin.root, join(root, 'node_modules/.bin')])
}

/** husky as it is, in a repository with packages. */
function huskyRepository(files: Files = {}): Repository {
  const repository = createRepository({
    'package.json': packageJson(),
    '.gitignore': 'node_modules\n',
    '.husky/pre-push': call,
    ...files
  })
  setUpHusky(repository.root)
  install(repository)
  return repository
}

function setUpHusky(root: string): void {
  const {status, stderr} = spawnSync(process.execPath, [join(process.cwd(), 'node_modules/husky/bin.js')], {
    cwd: root,
    env: gitEnvironment(),
    encoding: 'utf8'
  })
  if (status !== 0) throw new Error(stderr)
}

/** A hook in git’s own folder. */
function hookRepository(hook: string, files: Files = {}): Repository {
  const repository = createRepository({'README.md': '', '.gitignore': 'node_modules\n', ...files})
  install(repository)
  repository.write({'.git/hooks/pre-push': hook})
  chmodSync(repository.path('.git/hooks/pre-push'), 0o755)
  return repository
}

const plain = (lines: string): string => `#!/bin/sh\nPATH="node_modules/.bin:$PATH"\n${lines}`

describe('husky', () => {
  it('is in force once it is set up and the command is installed', async () => {
    const {code, inForce, fails, hints, findings} = await diagnose(huskyRepository().root)
    expect([code, inForce, fails, hints]).toEqual([0, true, [], []])
    expect(findings.find(({id}) => id === 'hook')?.what).toBe('.husky/pre-push calls handoff-lint (husky)')
  })

  it('is not in force in a linked worktree where husky has not run: cause and fix are named', async () => {
    const repository = huskyRepository()
    const tree = join(createFolder().root, 'tree')
    repository.git('worktree', 'add', '-q', tree, '-b', 'topic')
    const {code, findings, fix} = await diagnose(tree)
    expect(code).toBe(1)
    const hook = findings.find(({id}) => id === 'hook')
    expect(hook?.what).toBe('.husky/_/pre-push is missing')
    expect(hook?.why).toContain('husky has not run in this linked worktree')
    expect(fix('hook')).toBe('npm install')
    setUpHusky(tree)
    expect((await diagnose(tree)).fails).toEqual(['command: the hook cannot find handoff-lint'])
    install({root: tree})
    expect((await diagnose(tree)).code).toBe(0)
  })

  it('is not in force in a fresh clone', async () => {
    const clone = join(createFolder().root, 'clone')
    runGit(home, ['clone', '-q', huskyRepository().root, clone])
    const {code, findings, fix} = await diagnose(clone)
    expect(code).toBe(1)
    expect(findings[0]?.why).toContain('husky has not run in this clone')
    expect(fix('hook')).toBe('npm install')
  })

  it('without a hook for a push is not in force', async () => {
    const repository = huskyRepository()
    repository.remove('.husky/pre-push')
    expect((await diagnose(repository.root)).fails).toEqual(['hook: there is no .husky/pre-push'])
  })

  it('is shadowed by a global setting', async () => {
    const repository = huskyRepository()
    repository.git('config', '--unset', 'core.hooksPath')
    const own = createFolder({'.gitconfig': '[core]\n\thooksPath = /opt/hooks\n'})
    const {code, findings, fix} = await diagnose(repository.root, {HOME: own.root})
    expect(code).toBe(1)
    expect(findings[0]?.what).toContain('core.hooksPath is /opt/hooks (global, file:')
    expect(fix('hook')).toContain('git config core.hooksPath .husky/_')
  })

  it.each([
    ['this shell', {HUSKY: '0'}, 'HUSKY=0 is set'],
    ['its start file', {XDG_CONFIG_HOME: createFolder({'husky/init.sh': 'export HUSKY=0\n'}).root}, 'sets HUSKY=0']
  ])('is switched off by %s', async (_, env, what) => {
    const {code, fails} = await diagnose(huskyRepository().root, env)
    expect(code).toBe(1)
    expect(fails).toEqual([expect.stringContaining(what)])
  })

  it('does not find a command that is not installed', async () => {
    const repository = huskyRepository()
    rmSync(repository.path('node_modules'), {recursive: true})
    const {code, fails, fix} = await diagnose(repository.root)
    expect([code, fails]).toEqual([1, ['command: the hook cannot find handoff-lint']])
    expect(fix('command')).toBe('npm install')
  })

  it('beside another manager is one too many', async () => {
    const {code, hints} = await diagnose(huskyRepository({'lefthook.yml': 'pre-push:\n'}).root)
    expect(code).toBe(0)
    expect(hints).toEqual(['managers: husky and lefthook are configured side by side'])
  })

  it('stops the hook of Git LFS', async () => {
    const repository = huskyRepository({'.gitattributes': '*.psd filter=lfs diff=lfs merge=lfs -text\n'})
    repository.write({'.git/hooks/pre-push': '#!/bin/sh\ngit lfs pre-push "$@"\n'})
    chmodSync(repository.path('.git/hooks/pre-push'), 0o755)
    const {code, hints} = await diagnose(repository.root)
    expect(code).toBe(0)
    expect(hints).toEqual([
      'shadowed-hook: .git/hooks/pre-push does not run, because core.hooksPath is .husky/_',
      'git-lfs: the repository uses Git LFS, and .husky/pre-push does not call it'
    ])
  })
})

describe('a hook of one’s own', () => {
  it('is in force', async () => {
    const {code, fails, hints} = await diagnose(hookRepository(plain(call)).root)
    expect([code, fails, hints]).toEqual([0, [], []])
  })

  it('as `init` writes it is in force', async () => {
    const repository = createRepository({'README.md': '', '.gitignore': 'node_modules\n'})
    install(repository)
    expect((await diagnose(repository.root)).fix('hook')).toBe('handoff-lint init')
    expect((await invoke(repository.root, ['init', '--yes'])).code).toBe(0)
    const {code, fails} = await diagnose(repository.root)
    expect([code, fails]).toEqual([0, []])
  })

  it('is skipped by git when it is not executable', async () => {
    const repository = hookRepository(plain(call))
    chmodSync(repository.path('.git/hooks/pre-push'), 0o644)
    const {code, fails, fix} = await diagnose(repository.root)
    expect([code, fails]).toEqual([1, ['hook: .git/hooks/pre-push is not executable']])
    expect(fix('hook')).toBe('chmod +x .git/hooks/pre-push')
  })

  it('is not found where core.hooksPath points to nothing', async () => {
    const repository = hookRepository(plain(call))
    repository.git('config', 'core.hooksPath', 'tools/hooks')
    const {code, fails} = await diagnose(repository.root)
    expect(code).toBe(1)
    expect(fails[0]).toContain('core.hooksPath is tools/hooks (local')
    expect(fails[0]).toContain('the folder itself does not exist')
  })

  it.each<[string, string, string]>([
    ['does not call us', 'echo "handoff-lint pre-push"\n# handoff-lint pre-push "$@"\nnpm test\n', 'hook-call'],
    ['has Windows line ends', 'handoff-lint pre-push "$@"\r\n', 'hook-call'],
    ['lets Git LFS read first', 'git lfs pre-push "$@"\nhandoff-lint pre-push "$@"\n', 'hook-input'],
    ['lets a loop read first', 'while read a b c d; do :; done\nhandoff-lint pre-push "$@"\n', 'hook-input'],
    ['excuses every failure', 'handoff-lint pre-push "$@" || true\n', 'hook-verdict'],
    ['leaves with zero', 'handoff-lint pre-push "$@" || exit 0\n', 'hook-verdict'],
    ['does not wait', 'handoff-lint pre-push "$@" &\n', 'hook-verdict'],
    ['goes on after it', 'handoff-lint pre-push "$@"\nnpm test\n', 'hook-verdict']
  ])('is not in force when it %s', async (_, lines, id) => {
    const {code, fails} = await diagnose(hookRepository(plain(lines)).root)
    expect(code).toBe(1)
    expect(fails.map((text) => text.split(':')[0])).toEqual([id])
  })

  it.each<[string, string]>([
    ['stops at the first failure', 'set -e\nhandoff-lint pre-push "$@"\nnpm test\n'],
    ['heeds the answer', 'handoff-lint pre-push "$@" || exit 1\nnpm test\n'],
    ['asks in a condition', 'if ! handoff-lint pre-push "$@"; then\n  exit 1\nfi\nnpm test\n'],
    ['keeps the code', 'handoff-lint pre-push "$@"\ncode=$?\necho done\nexit $code\n'],
    ['joins commands', 'npm test && handoff-lint pre-push "$@"\n'],
    ['calls the package’s own program', 'node_modules/.bin/handoff-lint pre-push "$@"\n'],
    ['runs it without the network', 'npx --no-install handoff-lint pre-push "$@"\n'],
    [
      'gives the input to both',
      'input=$(cat)\nprintf \'%s\\n\' "$input" | git lfs pre-push "$@" || exit 1\nprintf \'%s\\n\' "$input" | handoff-lint pre-push "$@"\n'
    ]
  ])('is in force without a word when it %s', async (_, lines) => {
    const {code, fails, hints} = await diagnose(hookRepository(plain(lines)).root)
    expect([code, fails, hints]).toEqual([0, [], []])
  })

  it.each<[string, string, string]>([
    ['judges the disk', 'handoff-lint\n', 'without `pre-push`'],
    ['does not hand on the remote', 'handoff-lint pre-push\n', 'does not hand on what git gives it'],
    ['may go to the network', 'npx handoff-lint pre-push "$@"\n', 'through npx'],
    [
      'leaves nothing to Git LFS',
      'handoff-lint pre-push "$@" || exit 1\ngit lfs pre-push "$@"\n',
      'calls Git LFS after'
    ]
  ])('is in force with a hint when it %s', async (_, lines, what) => {
    const {code, hints} = await diagnose(hookRepository(plain(lines)).root)
    expect(code).toBe(0)
    expect(hints).toEqual([expect.stringContaining(what)])
  })

  it('may call a package script that calls us', async () => {
    const repository = hookRepository('#!/bin/sh\nnpm run handoff\n', {
      'package.json': packageJson({scripts: {handoff: 'handoff-lint pre-push'}})
    })
    expect((await diagnose(repository.root)).findings[0]).toMatchObject({id: 'hook', status: 'ok'})
  })

  it('does not find by its name what only lies in node_modules, even when this run does', async () => {
    const repository = hookRepository(`#!/bin/sh\n${call}`)
    const {code, fails, fix} = await diagnose(repository.root, {
      PATH: `${repository.path('node_modules/.bin')}:/usr/bin:/bin`
    })
    expect(code).toBe(1)
    expect(fails).toEqual(['command: the hook calls handoff-lint by its name, and it is not on the PATH'])
    expect(fix('command')).toContain('node_modules/.bin/handoff-lint')
  })
})

describe('lefthook', () => {
  const stub = '#!/bin/sh\ncall_lefthook()\n{\n  lefthook "$@"\n}\n\ncall_lefthook run "pre-push" "$@"\n'
  const lefthook = (config: string, more: Files = {}) => hookRepository(stub, {'lefthook.yml': config, ...more})
  const script = {'.lefthook/pre-push/gate.sh': `#!/bin/sh\n${call}`}

  it('with a script that gets the input is in force', async () => {
    const config = 'pre-push:\n  scripts:\n    "gate.sh":\n      runner: sh\n      use_stdin: true\n'
    const {code, fails, hints} = await diagnose(lefthook(config, script).root)
    expect([code, fails, hints]).toEqual([0, [], []])
  })

  it.each<[string, string, string]>([
    [
      'a `run:` without `files:`',
      'pre-push:\n  commands:\n    gate:\n      run: handoff-lint pre-push {1} {2}\n      use_stdin: true\n',
      'without `files:`'
    ],
    [
      'no input',
      'pre-push:\n  jobs:\n    - name: gate\n      script: gate.sh\n      runner: sh\n',
      'no `use_stdin: true`'
    ],
    [
      'a job in a group without input',
      'pre-push:\n  jobs:\n    - group:\n        jobs:\n          - script: gate.sh\n',
      'no `use_stdin: true`'
    ],
    ['no call', 'pre-push:\n  commands:\n    test:\n      run: npm test\n', 'does not call handoff-lint on a push'],
    ['a configuration that is a list', '- pre-push\n', 'does not call handoff-lint on a push']
  ])('with %s is not in force', async (_, config, what) => {
    const {code, fails} = await diagnose(lefthook(config, script).root)
    expect(code).toBe(1)
    expect(fails).toEqual([expect.stringContaining(what)])
  })

  it('that is configured but not installed says how', async () => {
    const repository = createRepository({
      'lefthook.yml': 'pre-push:\n  scripts:\n    "handoff-lint.sh":\n      use_stdin: true\n'
    })
    const {code, fix} = await diagnose(repository.root)
    expect([code, fix('hook')]).toEqual([1, 'lefthook install'])
  })
})

describe('pre-commit', () => {
  const stub = `#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\nARGS=(hook-impl --config=.pre-commit-config.yaml --hook-type=pre-push)\nexec pre-commit "\${ARGS[@]}"\n`
  const config = (lines: string[]) =>
    `repos:\n  - repo: local\n    hooks:\n      - id: handoff-lint\n        name: x\n        entry: handoff-lint pre-push\n        language: system\n${lines.map((line) => `        ${line}\n`).join('')}`
  const whole = ['stages: [pre-push]', 'always_run: true', 'pass_filenames: false']
  const preCommit = (lines: string[]) => hookRepository(stub, {'.pre-commit-config.yaml': config(lines)})

  it('is in force, and only the first ref of a push is seen', async () => {
    const {code, fails, hints} = await diagnose(preCommit(whole).root)
    expect([code, fails]).toEqual([0, []])
    expect(hints).toEqual(['hook-input: a push of several branches is judged by its first one'])
  })

  it.each([
    ['stages', 'is not for a push'],
    ['always_run', 'lacks `always_run: true`'],
    ['pass_filenames', 'lacks `pass_filenames: false`']
  ])('without %s is not in force', async (key, what) => {
    const {code, fails} = await diagnose(preCommit(whole.filter((line) => !line.startsWith(key))).root)
    expect(code).toBe(1)
    expect(fails).toEqual([expect.stringContaining(what)])
  })
})

describe('simple-git-hooks', () => {
  const stub = (command: string) => `#!/bin/sh\nif [ "$SKIP_SIMPLE_GIT_HOOKS" = "1" ]; then\n    exit 0\nfi\n${command}`
  const files = {'package.json': packageJson({'simple-git-hooks': {'pre-push': `node_modules/.bin/${call.trim()}`}})}

  it('is in force once it has written its hook', async () => {
    expect((await diagnose(hookRepository(stub(`node_modules/.bin/${call.trim()}`), files).root)).code).toBe(0)
  })

  it('is not in force with a hook that it wrote before', async () => {
    const {code, fails, fix} = await diagnose(hookRepository(stub('npm test'), files).root)
    expect(code).toBe(1)
    expect(fails).toEqual(['hook-call: package.json has handoff-lint, but the hook of this clone does not'])
    expect(fix('hook-call')).toBe('npx --no-install simple-git-hooks')
  })
})

describe('hooks of the configuration', () => {
  const facts = (version: string, enabled = 'true'): HookFacts => ({
    version,
    hooksPath: [],
    configured: [
      {name: 'handoff', command: 'handoff-lint pre-push', events: ['pre-push'], enabled: enabled === 'true'}
    ],
    folder: '/none',
    ownFolder: '/none',
    isLinkedWorktree: false,
    isShallow: false
  })
  const look = (version: string, enabled?: string) => configuredHooks(lookAround(home, facts(version, enabled)))

  it('run from git 2.54 on', () => {
    expect(look('2.54.0')).toMatchObject({text: 'handoff-lint pre-push', findings: [{status: 'ok'}]})
    expect(look('2.53.9')).toMatchObject({text: null, findings: [{status: 'hint'}]})
    expect(look('3.0.0', 'false')).toMatchObject({text: null, findings: [{status: 'fail'}]})
  })

  it('are read with every byte of their values', () => {
    expect(
      parseSettings('local\0file:.git/config\0hook.a b.command\nx "$1"\ny\0global\0file:/g\0core.hookspath\n/o\0')
    ).toEqual([
      {scope: 'local', origin: 'file:.git/config', key: 'hook.a b.command', value: 'x "$1"\ny'},
      {scope: 'global', origin: 'file:/g', key: 'core.hookspath', value: '/o'}
    ])
  })

  it('are found by an old git too, which does not run them', async () => {
    const repository = createRepository({'README.md': ''})
    repository.git('config', 'hook.gate.command', 'handoff-lint pre-push')
    repository.git('config', 'hook.gate.event', 'pre-push')
    const {findings} = await diagnose(repository.root)
    const {status, what} = findings[0] ?? {}
    expect(status === 'ok' || what?.includes('does not run hooks of the configuration')).toBe(true)
  })
})

describe('the rest', () => {
  const gate = plain(call)

  it('a shallow clone that hides where the branch began is named, with the command', async () => {
    const origin = hookRepository(gate)
    for (const day of [1, 2, 3]) origin.commit({'a.txt': `${day}`})
    origin.git('checkout', '-q', '-b', 'topic')
    origin.commit({'b.txt': '1'})
    origin.git('checkout', '-q', 'main')
    const clone = join(createFolder().root, 'clone')
    runGit(home, ['clone', '-q', '--depth=1', '--no-single-branch', '--branch=topic', `file://${origin.root}`, clone])
    runGit(clone, ['config', 'core.hooksPath', origin.path('.git/hooks')])
    install({root: clone})
    const {code, fails, fix} = await diagnose(clone)
    expect(code).toBe(1)
    expect(fails).toEqual([expect.stringContaining('history: the clone is shallow')])
    expect(fix('history')).toContain('git fetch --unshallow')
  })

  it('a base that the configuration names and nobody has is named', async () => {
    const {code, fails} = await diagnose(
      hookRepository(gate, {'.handofflintrc.json': '{"branches": {"base": "trunk"}}'}).root
    )
    expect([code, fails]).toEqual([1, ['base: the base trunk is not in this clone']])
  })

  it('a broken configuration is named with its place', async () => {
    const {code, fails, fix} = await diagnose(
      hookRepository(gate, {'.handofflintrc.json': '{"profil": "rolling"}'}).root
    )
    expect(code).toBe(1)
    expect(fails).toEqual([expect.stringContaining('.handofflintrc.json:1:2')])
    expect(fix('config')).toContain('profile')
  })

  it.each<[string, string, string[]]>([
    ['with the history', 'fetch-depth: 0', []],
    ['without', 'persist-credentials: false', ['workflow: .github/workflows/gate.yml checks out without the history']]
  ])('a workflow that checks out %s', async (_, setting, expected) => {
    const workflow = `on:\n  pull_request:\njobs:\n  gate:\n    steps:\n      - uses: actions/checkout@v6\n        with:\n          ${setting}\n      - run: npx handoff-lint\n`
    const {code, hints} = await diagnose(hookRepository(gate, {'.github/workflows/gate.yml': workflow}).root)
    expect([code, hints]).toEqual([0, expected])
  })

  it.each<[string, string, string]>([
    ['that nobody calls us in', 'on: push\n', 'no workflow calls handoff-lint'],
    [
      'with a filter on paths',
      'on:\n  pull_request:\n    paths: [src/**]\njobs:\n  gate:\n    steps:\n      - uses: handoff-lint/action@v1\n',
      'limited to some paths'
    ],
    ['that is no YAML', 'on: [\n  handoff-lint: "\n', 'is no YAML']
  ])('a workflow %s is a hint', async (_, workflow, what) => {
    const {code, hints} = await diagnose(hookRepository(gate, {'.github/workflows/gate.yml': workflow}).root)
    expect(code).toBe(0)
    expect(hints).toEqual([expect.stringContaining(what)])
  })

  it('a repository without a commit and one without a hook get an answer', async () => {
    const repository = createRepository()
    const {code, fails} = await diagnose(repository.root)
    expect(code).toBe(1)
    expect(fails).toEqual(['hook: there is no hook for a push (.git/hooks/pre-push)'])
  })

  it('a git that is missing is a finding, not a crash', async () => {
    const {code, fails} = await diagnose(hookRepository(gate).root, {PATH: home})
    expect([code, fails]).toEqual([1, ['git: git was not found']])
  })

  it.runIf(process.getuid?.() === 0)('a repository of somebody else says what to run, if it is trusted', async () => {
    const repository = hookRepository(gate)
    chownSync(repository.root, 1000, 1000)
    chownSync(repository.path('.git'), 1000, 1000)
    const {code, fix} = await diagnose(repository.root)
    expect(code).toBe(1)
    expect(fix('git')).toContain('git config --global --add safe.directory')
  })

  it('node that only this shell finds is a hint for graphical clients', async () => {
    const {findings} = await diagnose(huskyRepository().root)
    const node = findings.find(({id}) => id === 'node')
    expect(['ok', 'hint']).toContain(node?.status)
    if (node?.status === 'hint') expect(node.fix).toContain('~/.config/husky/init.sh')
  })

  it('says for people what, why and how, and escapes what is foreign', async () => {
    const repository = hookRepository(gate)
    repository.git('config', 'core.hooksPath', 'a\u001b[31mb')
    const {code, stdout} = await invoke(repository.root, ['doctor'])
    expect(code).toBe(1)
    expect(stdout).toContain('core.hooksPath is a\\u{1b}[31mb')
    expect(stdout).toMatch(/✖ .+\n {2}why {2}.+\n {2}fix {2}.+\n/u)
    expect(stdout).toContain('The hook is not in force here: 1 thing to repair')
    expect(stdout).not.toContain('\u001b')
  })

  it('outside of a repository cannot run', async () => {
    expect((await invoke(createFolder().root, ['doctor'])).code).toBe(2)
  })

  it('judges the repository that it stands in, whatever the environment names', async () => {
    const other = createRepository({'README.md': ''})
    const GIT_DIR = other.path('.git')
    const {code} = await diagnose(huskyRepository().root, {GIT_DIR, GIT_WORK_TREE: other.root})
    expect(code).toBe(0)
  })

  it.each(['init', 'doctor'])('%s --help teaches by examples and names the exit codes', async (name) => {
    const {code, stdout} = await invoke(home, [name, '--help'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/Examples:\n(?: {2}handoff-lint .+\n){2,}/u)
    expect(stdout).toContain('2  could not run')
  })

  it('changes nothing', async () => {
    const repository = huskyRepository()
    const before = repository.git('status', '--porcelain', '--ignored') + repository.git('config', '--list')
    await diagnose(repository.root)
    expect(repository.git('status', '--porcelain', '--ignored') + repository.git('config', '--list')).toBe(before)
  })
})

describe('what docs/hooks.md says', () => {
  const docs = readFileSync('docs/hooks.md', 'utf8')
  /** The code blocks of one language below a heading. */
  const blocks = (heading: string, language: string): string[] => {
    const section = docs.split(/^#+ /mu).find((part) => part.startsWith(`${heading}\n`)) ?? ''
    return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```/gmu)].flatMap(([, found, text = '']) =>
      found === language ? [text] : []
    )
  }
  const block = (heading: string, language: string, index = 0): string => {
    const text = blocks(heading, language)[index]
    if (text === undefined) throw new Error(`no block ${index} of ${language} below ${heading}`)
    return text
  }
  const lefthookStub = '#!/bin/sh\ncall_lefthook run "pre-push" "$@"\n'

  it('is in force for husky, alone and beside Git LFS', async () => {
    for (const hook of [block('husky 9', 'sh'), block('Beside Git LFS', 'sh')]) {
      const {fails, hints} = await diagnose(huskyRepository({'.husky/pre-push': hook}).root)
      expect([fails, hints]).toEqual([[], []])
    }
  })

  it('is in force for lefthook, as a script and as a job', async () => {
    const script = {'.lefthook/pre-push/handoff-lint.sh': block('lefthook 2', 'sh')}
    for (const config of blocks('lefthook 2', 'yaml')) {
      const {fails, hints} = await diagnose(hookRepository(lefthookStub, {...script, 'lefthook.yml': config}).root)
      expect([fails, hints]).toEqual([[], []])
    }
  })

  it('is in force for pre-commit and simple-git-hooks', async () => {
    const stub = '#!/bin/sh\nexec pre-commit hook-impl --hook-type=pre-push\n'
    const config = {'.pre-commit-config.yaml': block('pre-commit', 'yaml')}
    expect((await diagnose(hookRepository(stub, config).root)).fails).toEqual([])
    const simple = JSON.parse(block('simple-git-hooks', 'json')) as {'simple-git-hooks': {'pre-push': string}}
    const hook = `#!/bin/sh\n[ "$SKIP_SIMPLE_GIT_HOOKS" = 1 ] && exit 0\n${simple['simple-git-hooks']['pre-push']}`
    expect((await diagnose(hookRepository(hook).root)).fails).toEqual([])
  })

  it('is in force without a manager', async () => {
    const repository = createRepository({
      '.githooks/pre-push': block('Without a manager', 'sh'),
      '.gitignore': 'node_modules\n'
    })
    chmodSync(repository.path('.githooks/pre-push'), 0o755)
    repository.git('config', 'core.hooksPath', '.githooks')
    install(repository)
    const {fails, hints} = await diagnose(repository.root)
    expect([fails, hints]).toEqual([[], []])
  })
})

describe('reading a script', () => {
  const found = (script: string) => findOurCall(readCommands(script), new Set())

  it.each([
    'if command -v handoff-lint >/dev/null; then :; fi',
    "echo 'run; handoff-lint pre-push'",
    'echo "a && handoff-lint pre-push"',
    '# handoff-lint pre-push',
    'npm test # ; handoff-lint',
    'handoff-linter pre-push'
  ])('sees no call in %s', (script) => {
    expect(found(script)).toBeNull()
  })

  it.each([
    ['exec handoff-lint pre-push "$@"', 'handoff-lint', ['pre-push', '$@']],
    ['HANDOFF_X=1 npx --no-install handoff-lint pre-push $1 $2', 'handoff-lint', ['pre-push', '$1', '$2']],
    ['pnpm exec handoff-lint \\\n  pre-push "$@"', 'handoff-lint', ['pre-push', '$@']],
    [
      '"./node_modules/.bin/handoff-lint" pre-push "$@" 2>&1',
      './node_modules/.bin/handoff-lint',
      ['pre-push', '$@', '2>&1']
    ]
  ])('sees the call in %s', (script, program, given) => {
    expect(found(script)).toMatchObject({program, given})
  })

  it('takes time in proportion to its length', () => {
    const started = performance.now()
    for (const part of ['(', '"', "'", '\\', '#', ' && ', 'a=', '$(', 'x ', '<<']) readCommands(part.repeat(50_000))
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
