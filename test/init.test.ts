import {execFileSync, spawnSync} from 'node:child_process'
import {chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {describe, expect, it} from 'vitest'
import {parse as parseYaml} from 'yaml'
import {main} from '../src/cli.ts'
import {createFolder, createRepository, type Folder, gitEnvironment, type Repository} from './helpers/repository.ts'

interface Result {
  code: number
  stdout: string
  stderr: string
}

/** A home without settings, so that those of the tester do not count. */
const home = createFolder().root

async function run(folder: Folder | string, argv: string[], answers?: string, more = {}): Promise<Result> {
  const result = {code: -1, stdout: '', stderr: ''}
  async function* input(): AsyncGenerator<string> {
    for (const line of answers?.split(/(?<=\n)/u) ?? []) yield line
  }
  result.code = await main({
    argv,
    cwd: typeof folder === 'string' ? folder : folder.root,
    env: {PATH: process.env['PATH'], HOME: home, ...more},
    stdin: Object.assign(input(), {isTTY: answers !== undefined}),
    stdout: {write: (text) => (result.stdout += text), isTTY: false},
    stderr: {write: (text) => (result.stderr += text), isTTY: answers !== undefined},
    now: new Date(2026, 2, 14)
  })
  return result
}

const read = (folder: Folder, path: string): string => readFileSync(folder.path(path), 'utf8')

/** Every file of a repository but git’s own, with its text. */
function snapshot({root}: Folder): Record<string, string> {
  const files: Record<string, string> = {}
  for (const name of readdirSync(root, {recursive: true, encoding: 'utf8'})) {
    const stats = lstatSync(join(root, name))
    if (!name.startsWith('.git/') && stats.isFile()) files[name] = `${stats.mode} ${readFileSync(join(root, name))}`
  }
  return {...files, config: readFileSync(join(root, '.git/config'), 'utf8')}
}

const packageJson = (more: object = {}): string =>
  `${JSON.stringify({name: 'shop', version: '1.0.0', ...more}, null, 2)}\n`

const timestamped = (topic: string): string => `# Session Handoff: ${topic}

**Date**: 2026-03-14
**Time**: 16:30:05
**Branch**: feature/retry
**Author**: Ada Example

## Session Summary

The queue retries failed jobs with a growing delay. The delay is not yet configurable.

## Completed Work

- Retries with back-off in \`src/queue.ts\`

## Next Priorities

1. Read the delay from the configuration, because operations asked for it

## Context for Next Session

### Decisions

- The delay doubles, since the broker throttles short bursts

### Key Files

- \`src/queue.ts\` - the retry loop
`

const husky = {devDependencies: {husky: '^9.0.0', 'handoff-lint': '^0.1.0'}, scripts: {prepare: 'husky'}}

describe('a new repository', () => {
  it('gets a configuration, and a hook that git runs, without a package manager', async () => {
    const repository = createRepository({'README.md': '# Shop\n'})
    const {code, stdout} = await run(repository, ['init', '--yes'])
    expect(code).toBe(0)
    expect(JSON.parse(read(repository, '.handofflintrc.json'))).toEqual({
      $schema: 'https://unpkg.com/handoff-lint/schema.json',
      profile: 'timestamped'
    })
    expect(statSync(repository.path('.githooks/pre-push')).mode & 0o111).toBe(0o111)
    expect(repository.git('config', '--local', 'core.hooksPath')).toBe('.githooks')
    expect(stdout).toContain('there are no handoffs yet')
    expect(stdout).toContain('npm install --global handoff-lint')
    expect(Object.keys(snapshot(repository)).sort()).toEqual([
      '.githooks/pre-push',
      '.handofflintrc.json',
      'README.md',
      'config'
    ])
  })

  it('has pushes judged by that hook, and stopped with one line where the command is missing', async () => {
    const repository = createRepository({'README.md': '# Shop\n'})
    const remote = createFolder().root
    execFileSync('git', ['init', '--quiet', '--bare', remote], {env: gitEnvironment()})
    await run(repository, ['init', '--yes'])
    const bin = createFolder({'handoff-lint': '#!/bin/sh\necho "called $# $2" >&2\ncat >&2\nexit 1\n'})
    chmodSync(bin.path('handoff-lint'), 0o755)
    const push = (PATH: string, more = {}) =>
      spawnSync('git', ['push', '-q', remote, 'main'], {
        cwd: repository.root,
        env: {...gitEnvironment(), PATH, HOME: home, ...more},
        encoding: 'utf8'
      })
    const judged = push(`${bin.root}:/usr/bin:/bin`)
    expect(judged.status).toBe(1)
    expect(judged.stderr).toContain(`called 3 ${remote}`)
    expect(judged.stderr).toMatch(/^refs\/heads\/main [\da-f]{40} refs\/heads\/main 0{40}$/mu)
    const missing = push('/usr/bin:/bin')
    expect(missing.status).toBe(1)
    expect(missing.stderr).toMatch(/^handoff-lint or node was not found\. Fix: .+$/mu)
    expect(push('/usr/bin:/bin', {HANDOFF_LINT_SKIP: 'no node here'}).status).toBe(0)
  })

  it('with a package.json gets husky, and the commands that are left to do', async () => {
    const repository = createRepository({'package.json': packageJson(), 'pnpm-lock.yaml': ''})
    const {stdout} = await run(repository, ['init', '--yes'])
    expect(read(repository, '.husky/pre-push')).toBe('handoff-lint pre-push "$@"\n')
    expect(JSON.parse(read(repository, 'package.json'))).toEqual({
      name: 'shop',
      version: '1.0.0',
      scripts: {prepare: 'husky'}
    })
    expect(stdout).toContain('pnpm add -D handoff-lint husky')
    expect(JSON.parse(read(repository, '.handofflintrc.json')).$schema).toBe('./node_modules/handoff-lint/schema.json')
  })

  it('gets no workflow and no words for agents where there are none', async () => {
    const repository = createRepository({'package.json': packageJson(husky)})
    await run(repository, ['init', '--yes'])
    expect(existsSync(repository.path('.github'))).toBe(false)
    expect(existsSync(repository.path('AGENTS.md'))).toBe(false)
    expect(existsSync(repository.path('.claude'))).toBe(false)
  })
})

describe('what is proposed', () => {
  const many = (count: number, text: (topic: string) => string) =>
    Object.fromEntries(
      Array.from({length: count}, (_, index) => [
        `session-handoffs/2026-03-${10 + index}-1630-part.md`,
        text(`part ${index}`)
      ])
    )

  it('is the profile that most handoffs follow, with the count, and old ones that fail are no obstacle', async () => {
    const loose = '# Notes\n\n## Summary\n\nIt works.\n\n## Next\n\n- Go on\n'
    const repository = createRepository({
      ...many(4, timestamped),
      'session-handoffs/2026-03-01-1630-gap.md': timestamped('gap').replace(
        '- Retries with',
        '- {What works now, with the path of the file}'
      ),
      'HANDOFF.md': loose
    })
    const {stdout} = await run(repository, ['init', '--dry-run'])
    expect(stdout).toContain('Profile timestamped (5 of 6 files fit timestamped)')
    expect(stdout).toMatch(/[12] of 6 handoffs would fail under `handoff-lint` today; that is no obstacle\./u)
    expect(stdout).toContain('judges only handoffs that a push adds or changes')
  })

  it('is no profile for all where the formats are mixed, and then there is nothing to configure', async () => {
    const repository = createRepository({
      ...many(1, timestamped),
      'HANDOFF.md': '# Notes\n\n## Summary\n\nIt works.\n\n## Next\n\n- Go on\n',
      'docs/handoffs/mail.md': '# Mail\n\n## Done\n\nAll sent.\n\n## Next\n\n- Bounces\n'
    })
    const {stdout} = await run(repository, ['init', '--yes'])
    expect(stdout).toContain('only 1 of 3 files fit')
    expect(existsSync(repository.path('.handofflintrc.json'))).toBe(false)
  })

  const template =
    '# Handoff: {Topic}\n\n## Where It Stands\n\n{State}\n\n## Then\n\n1. {Step}\n\n## Traps\n\n- {Trap}\n'
  const follows =
    '# Handoff: mail\n\n## Where It Stands\n\nSent.\n\n## Then\n\n1. Bounces\n\n## Traps\n\n- The relay is slow\n'

  it('is the repository’s own template where the handoffs follow it, with the folder that they lie in', async () => {
    const repository = createRepository({
      'docs/HANDOFF_TEMPLATE.md': template,
      'notes/handoff-mail.md': follows,
      'notes/handoff-shop.md': follows
    })
    await run(repository, ['init', '--yes'])
    expect(JSON.parse(read(repository, '.handofflintrc.json'))).toMatchObject({
      profile: 'docs/HANDOFF_TEMPLATE.md',
      files: ['notes/*.md']
    })
    expect((await run(repository, [])).stdout).not.toContain('error')
  })

  it('is the template where there is one and nothing else', async () => {
    const repository = createRepository({'docs/HANDOFF_TEMPLATE.md': template})
    await run(repository, ['init', '--yes'])
    expect(JSON.parse(read(repository, '.handofflintrc.json')).profile).toBe('docs/HANDOFF_TEMPLATE.md')
  })

  it('gives way to --profile, with the near miss of an unknown one', async () => {
    const repository = createRepository({'README.md': ''})
    await run(repository, ['init', '--yes', '--profile', 'rolling'])
    expect(JSON.parse(read(repository, '.handofflintrc.json')).profile).toBe('rolling')
    const other = createRepository({'README.md': ''})
    const {code, stderr} = await run(other, ['init', '--yes', '--profile', 'roling'])
    expect(code).toBe(2)
    expect(stderr).toContain('Did you mean `rolling`?')
    expect(existsSync(other.path('.handofflintrc.json'))).toBe(false)
  })
})

describe('hooks that are there', () => {
  it('a harmless husky hook gets our line before its own, comments and line ends kept', async () => {
    const hook = '#!/usr/bin/env sh\r\n. "$(dirname -- "$0")/_/husky.sh"\r\n\r\n# slow\r\nnpm test\r\n'
    const repository = createRepository({'package.json': packageJson(husky), '.husky/pre-push': hook})
    await run(repository, ['init', '--yes'])
    expect(read(repository, '.husky/pre-push')).toBe(hook.replace('# slow', 'handoff-lint pre-push "$@"\r\n# slow'))
  })

  it.each([
    ['Git LFS', 'command -v git-lfs >/dev/null\ngit lfs pre-push "$@"\n'],
    ['a loop over the refs', 'while read local oid remote old; do echo "$oid"; done\n'],
    ['a pipe', 'cat | sort\n'],
    ['another check of the push', 'npx lefthook run pre-push\n'],
    ['an early end', '[ -n "$CI" ] && exit 0\nnpm test\n'],
    ['another language', '#!/usr/bin/env node\nprocess.exit(0)\n']
  ])('a hook with %s is left as it is, and the line to add is told', async (_, hook) => {
    const repository = createRepository({'package.json': packageJson(husky), '.husky/pre-push': hook})
    const {code, stdout} = await run(repository, ['init', '--yes'])
    expect(code).toBe(0)
    expect(read(repository, '.husky/pre-push')).toBe(hook)
    expect(stdout).toMatch(/(?:Add to|Replace the line of Git LFS in) \.husky\/pre-push/u)
    expect(stdout).toContain('handoff-lint pre-push "$@"')
  })

  it('lefthook gets a script that reads the refs, and a job beside those it has', async () => {
    const config = '# ours\npre-commit:\n  commands:\n    lint:\n      run: npm run lint\n'
    const repository = createRepository({'lefthook.yml': config})
    const {stdout} = await run(repository, ['init', '--yes'])
    expect(read(repository, 'lefthook.yml').startsWith(config)).toBe(true)
    expect(parseYaml(read(repository, 'lefthook.yml'))).toEqual({
      'pre-commit': {commands: {lint: {run: 'npm run lint'}}},
      'pre-push': {scripts: {'handoff-lint.sh': {runner: 'sh', use_stdin: true}}}
    })
    expect(read(repository, '.lefthook/pre-push/handoff-lint.sh')).toContain('handoff-lint pre-push "$@"')
    expect(stdout).toContain('lefthook install')
  })

  it('lefthook with jobs for a push is left as it is, and told what to add', async () => {
    const config = 'pre-push:\n  commands:\n    test:\n      run: npm test\n'
    const repository = createRepository({'lefthook.yml': config})
    const {stdout} = await run(repository, ['init', '--yes'])
    expect(read(repository, 'lefthook.yml')).toBe(config)
    expect(stdout).toContain('Add to lefthook.yml:')
  })

  it.each([
    ['indented', 'repos:\n  - repo: local\n    hooks:\n      - id: x # why\n        entry: x\n\n# end\n'],
    ['flush', 'repos:\n- repo: local\n  hooks:\n  - id: x\n    entry: x\nfail_fast: true\n'],
    ['without a last line end', 'repos:\n  - repo: local\n    hooks: [{id: x, entry: x}]'],
    ['empty', 'repos: [] # none yet\nfail_fast: true\n'],
    ['with Windows line ends', 'repos:\r\n  - repo: local\r\n    hooks: []\r\n']
  ])('pre-commit gets one more repo in a list that is %s', async (_, config) => {
    const repository = createRepository({'.pre-commit-config.yaml': config})
    await run(repository, ['init', '--yes'])
    const before = parseYaml(config)
    const after = parseYaml(read(repository, '.pre-commit-config.yaml'))
    expect(after.repos.slice(0, -1)).toEqual(before.repos)
    expect(after.fail_fast).toBe(before.fail_fast)
    expect(after.repos.at(-1).hooks[0]).toMatchObject({
      id: 'handoff-lint',
      stages: ['pre-push'],
      always_run: true,
      pass_filenames: false
    })
    const lines = read(repository, '.pre-commit-config.yaml').split('\n')
    for (const line of config.replace('[] #', '#').split('\n'))
      expect(lines.map((one) => one.trimEnd())).toContain(line.trimEnd())
  })

  it('simple-git-hooks gets one more key in package.json, every other byte kept', async () => {
    const config = packageJson({
      devDependencies: {'simple-git-hooks': '2'},
      'simple-git-hooks': {'pre-commit': 'npx lint-staged'}
    })
    const repository = createRepository({'package.json': config})
    const {stdout} = await run(repository, ['init', '--yes'])
    expect(JSON.parse(read(repository, 'package.json'))['simple-git-hooks']).toEqual({
      'pre-commit': 'npx lint-staged',
      'pre-push': 'node_modules/.bin/handoff-lint pre-push "$@"'
    })
    expect(stdout).toContain('npx --no-install simple-git-hooks')
  })

  it('a package.json written by hand is not written anew', async () => {
    const config = '{"name": "shop",\n   "devDependencies": {"husky": "9", "handoff-lint": "0.1"}}\n'
    const repository = createRepository({'package.json': config})
    const {stdout} = await run(repository, ['init', '--yes'])
    expect(read(repository, 'package.json')).toBe(config)
    expect(stdout).toContain('let the script `prepare` run `husky` too')
  })

  it('a folder that core.hooksPath names gets the hook', async () => {
    const repository = createRepository({'tools/hooks/pre-commit': '#!/bin/sh\n'})
    repository.git('config', 'core.hooksPath', 'tools/hooks')
    await run(repository, ['init', '--yes'])
    expect(statSync(repository.path('tools/hooks/pre-push')).mode & 0o100).toBe(0o100)
    expect(repository.git('config', 'core.hooksPath')).toBe('tools/hooks')
  })

  it('husky 8, which lets git run its folder itself, gets a hook that git can run', async () => {
    const repository = createRepository({'package.json': packageJson(husky), '.husky/_/husky.sh': ''})
    repository.git('config', 'core.hooksPath', '.husky')
    await run(repository, ['init', '--yes'])
    expect(statSync(repository.path('.husky/pre-push')).mode & 0o100).toBe(0o100)
    expect(read(repository, '.husky/pre-push')).toMatch(/^#!\/bin\/sh\n/u)
  })

  it('hooks in .git/hooks keep running: the setting that would stop them is told, not made', async () => {
    const repository = createRepository({'README.md': ''})
    repository.write({'.git/hooks/pre-push': '#!/bin/sh\ngit lfs pre-push "$@"\n'})
    const {stdout} = await run(repository, ['init', '--yes'])
    expect(() => repository.git('config', '--local', 'core.hooksPath')).toThrow()
    expect(stdout).toContain('git config core.hooksPath .githooks')
  })
})

describe('workflow and agents', () => {
  it('pull requests are judged by a job that has the history and executes no branch name', async () => {
    const repository = createRepository({'.github/workflows/ci.yml': 'on: push\n'})
    await run(repository, ['init', '--yes'])
    const text = read(repository, '.github/workflows/handoff.yml')
    const [checkout, , judge] = parseYaml(text).jobs.handoff.steps
    expect(checkout.with['fetch-depth']).toBe(0)
    expect(judge.run).not.toContain('${{')
    expect(judge.run).toMatch(
      /^npx --yes handoff-lint@\d+(?:\.\d+)? pre-push --base "\$BASE" --from "\$BASE" --to "\$HEAD"/u
    )
    expect(parseYaml(text).permissions).toEqual({contents: 'read'})
  })

  it('Claude gets a command, others a paragraph behind their own text', async () => {
    const repository = createRepository({
      'CLAUDE.md': '# Rules\n',
      'AGENTS.md': '# Rules\r\n\r\nBe kind.',
      'GEMINI.md': ''
    })
    await run(repository, ['init', '--yes'])
    expect(read(repository, '.claude/commands/handoff.md')).toMatch(
      /^---\ndescription: .+\n[\s\S]+handoff-lint new "\$ARGUMENTS"/u
    )
    const agents = read(repository, 'AGENTS.md')
    expect(agents.startsWith('# Rules\r\n\r\nBe kind.\r\n\r\n## Handoffs\r\n')).toBe(true)
    expect(agents).not.toMatch(/(?<!\r)\n/u)
    expect(read(repository, 'GEMINI.md')).toMatch(/^## Handoffs\n/u)
    expect(read(repository, 'CLAUDE.md')).toBe('# Rules\n')
  })

  it('a link is not written through', async () => {
    const repository = createRepository({'docs/rules.md': '# Rules\n'})
    symlinkSync('docs/rules.md', repository.path('AGENTS.md'))
    const {code, stdout} = await run(repository, ['init', '--yes'])
    expect(code).toBe(0)
    expect(read(repository, 'docs/rules.md')).toBe('# Rules\n')
    expect(stdout).toContain('Add to AGENTS.md:')
  })

  it('a folder that leads out of the repository is refused', async () => {
    const outside = createFolder()
    const repository = createRepository({'CLAUDE.md': ''})
    symlinkSync(outside.root, repository.path('.claude'))
    const {code, stderr} = await run(repository, ['init', '--yes'])
    expect(code).toBe(2)
    expect(stderr).toContain('outside')
    expect(readdirSync(outside.root)).toEqual([])
    expect(existsSync(repository.path('.handofflintrc.json'))).toBe(false)
  })
})

describe('running it again', () => {
  it.each<[string, Record<string, string>]>([
    ['nothing', {'README.md': ''}],
    ['husky', {'package.json': packageJson(husky), '.husky/pre-push': 'npm test\n', 'CLAUDE.md': '', 'AGENTS.md': 'x'}],
    ['lefthook', {'lefthook.yml': '', '.github/workflows/ci.yml': ''}],
    ['pre-commit', {'.pre-commit-config.yaml': 'repos: []\n', 'GEMINI.md': '# x\n'}],
    ['simple-git-hooks', {'package.json': packageJson({'simple-git-hooks': {}})}]
  ])('changes nothing, and says so, after a start from %s', async (_, files) => {
    const repository = createRepository(files)
    await run(repository, ['init', '--yes'])
    const before = snapshot(repository)
    const {code, stdout} = await run(repository, ['init', '--yes'])
    expect(code).toBe(0)
    expect(stdout).toContain('Nothing to change')
    expect(snapshot(repository)).toEqual(before)
  })

  it('keeps a configuration and a command that somebody wrote', async () => {
    const own = '{"profile": "rolling"}\n'
    const repository = createRepository({'.handofflintrc.json': own, '.claude/commands/handoff.md': 'mine\n'})
    const {stdout} = await run(repository, ['init', '--yes', '--profile', 'capture'])
    expect(read(repository, '.handofflintrc.json')).toBe(own)
    expect(read(repository, '.claude/commands/handoff.md')).toBe('mine\n')
    expect(stdout).toContain('Set `"profile": "capture"` in .handofflintrc.json.')
  })

  it('judges the old handoffs by the configuration that is there', async () => {
    const repository = createRepository({
      '.handofflintrc.json': '{"profile": "session-log", "files": ["notes/*.md"]}',
      'notes/a.md': timestamped('mail')
    })
    const {stdout} = await run(repository, ['init', '--dry-run'])
    expect(stdout).toContain('Profile as .handofflintrc.json says')
    expect(stdout).toContain('1 of 1 handoff would fail')
  })

  it('gives a hook of ours back its executable bit', async () => {
    const repository = createRepository({'README.md': ''})
    await run(repository, ['init', '--yes'])
    chmodSync(repository.path('.githooks/pre-push'), 0o644)
    expect((await run(repository, ['init', '--yes'])).stdout).toContain('.githooks/pre-push becomes executable')
    expect(statSync(repository.path('.githooks/pre-push')).mode & 0o100).toBe(0o100)
  })
})

describe('asking', () => {
  const fresh = () => createRepository({'README.md': ''})

  it('shows the changes and writes nothing with --dry-run', async () => {
    const repository = fresh()
    const before = snapshot(repository)
    const {code, stdout} = await run(repository, ['init', '--dry-run'])
    expect(code).toBe(0)
    expect(stdout).toContain('+++ b/.handofflintrc.json')
    expect(stdout).toContain('+  "profile": "timestamped"')
    expect(snapshot(repository)).toEqual(before)
  })

  it('shows a diff that git can apply', async () => {
    const repository = createRepository({
      'AGENTS.md': '# Rules',
      'package.json': packageJson({...husky, scripts: {test: 'x'}, type: 'module'}),
      '.husky/pre-push': '# one\n\nnpm run a\nnpm run b\nnpm run c\nnpm run d\n'
    })
    const {stdout} = await run(repository, ['init', '--dry-run'])
    const patch = stdout.slice(stdout.indexOf('--- '), stdout.indexOf('Nothing was written'))
    const {status, stderr} = spawnSync('git', ['apply', '-'], {cwd: repository.root, input: patch, encoding: 'utf8'})
    expect([status, stderr]).toEqual([0, ''])
    expect((await run(repository, ['init', '--yes'])).stdout).toContain('Nothing to change')
  })

  it('without a terminal and without --yes writes nothing and says what to add', async () => {
    const repository = fresh()
    const {code, stdout, stderr} = await run(repository, ['init'])
    expect(code).toBe(2)
    expect(stderr).toContain('Add `--yes`')
    expect(stdout).toContain('+++ b/.githooks/pre-push')
    expect(existsSync(repository.path('.githooks'))).toBe(false)
  })

  it('at a terminal lets the profile be chosen, and writes after a yes', async () => {
    const repository = fresh()
    const {code, stderr} = await run(repository, ['init'], '9\nrolling\n\n')
    expect(code).toBe(0)
    expect(stderr).toContain('Which format? timestamped is proposed: there are no handoffs yet.')
    expect(stderr).toContain('[Y/n]')
    expect(JSON.parse(read(repository, '.handofflintrc.json')).profile).toBe('rolling')
  })

  it.each([
    ['a no', '\nn\n'],
    ['the end of the input', '\n']
  ])('writes nothing after %s', async (_, answers) => {
    const repository = fresh()
    const before = snapshot(repository)
    const {code, stdout} = await run(repository, ['init'], answers)
    expect(code).toBe(0)
    expect(stdout).toContain('Nothing was written.')
    expect(snapshot(repository)).toEqual(before)
  })

  it('outside of a repository says so', async () => {
    const {code, stderr} = await run(createFolder(), ['init', '--yes'])
    expect(code).toBe(2)
    expect(stderr).toContain('not inside a git repository. Fix: Run `git init` first.')
  })

  it('leaves a repository alone that only the environment names', async () => {
    const other = createRepository({'README.md': ''})
    const before = snapshot(other)
    const repository = fresh()
    const GIT_DIR = other.path('.git')
    await run(repository, ['init', '--yes'], undefined, {GIT_DIR, GIT_WORK_TREE: other.root, GIT_INDEX_FILE: 'x'})
    expect(snapshot(other)).toEqual(before)
    expect(repository.git('config', '--local', 'core.hooksPath')).toBe('.githooks')
  })

  it('from a folder within writes at the root', async () => {
    const repository = fresh()
    mkdirSync(repository.path('src'))
    const {stdout} = await run(repository.path('src'), ['init', '--yes'])
    expect(existsSync(repository.path('.handofflintrc.json'))).toBe(true)
    expect(stdout).toContain('wrote ../.handofflintrc.json')
  })
})

describe('killed at any moment', () => {
  // The hook that is replaced, the text that is appended to, the files that are new, in folders that are and are not.
  const files = {
    'package.json': packageJson(husky),
    '.husky/pre-push': 'npm test\n',
    'AGENTS.md': '# Rules\n',
    'CLAUDE.md': ''
  }
  // Counts what changes the disk; at the given call half of a text is written, or nothing is done, and all is over.
  const killer = createFolder({
    'kill.cjs': `const fs = require('node:fs')
const disk = require('node:fs/promises')
let left = Number(process.env.KILL_AT)
for (const name of ['writeFile', 'link', 'rename', 'unlink', 'rm', 'chmod', 'mkdir', 'copyFile']) {
  const real = disk[name]
  disk[name] = (path, content, ...rest) => {
    if (--left !== 0) return real(path, content, ...rest)
    if (name === 'writeFile') fs.writeFileSync(path, String(content).slice(0, 20))
    process.kill(process.pid, 'SIGKILL')
    return new Promise(() => {})
  }
}`
  })

  const killAt = (repository: Repository, call: number) =>
    spawnSync(process.execPath, ['--require', killer.path('kill.cjs'), resolve('dist/cli.js'), 'init', '--yes'], {
      cwd: repository.root,
      env: {...gitEnvironment(), HOME: home, KILL_AT: `${call}`},
      encoding: 'utf8'
    })

  it('leaves each file old or new, and the next run finishes the work', async () => {
    const whole = createRepository(files)
    const old = snapshot(whole)
    await run(whole, ['init', '--yes'])
    const finished = snapshot(whole)
    let call = 1
    for (; call < 100; call++) {
      const repository = createRepository(files)
      const {signal, status} = killAt(repository, call)
      if (signal === null) {
        expect(status).toBe(0)
        break
      }
      const left = snapshot(repository)
      for (const path of Object.keys({...left, ...finished})) {
        if (path.endsWith('.tmp') || path === 'config') continue
        expect([old[path], finished[path]], `${path} after call ${call}`).toContain(left[path])
      }
      await run(repository, ['init', '--yes'])
      const {config: _, ...again} = snapshot(repository)
      for (const [path, text] of Object.entries(again))
        if (!path.endsWith('.tmp')) expect(text, path).toBe(finished[path])
      expect(Object.keys(again)).toEqual(
        expect.arrayContaining(Object.keys(finished).filter((path) => path !== 'config'))
      )
    }
    // Four files, at least three steps each.
    expect(call).toBeGreaterThan(12)
    expect(call).toBeLessThan(100)
  }, 120_000)
})
