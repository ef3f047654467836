import {existsSync, symlinkSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {type CheckEnvironment, type CheckRequest, check} from '../src/check.ts'
import {main} from '../src/cli.ts'
import {resolvePolicy} from '../src/config/freshness-policy.ts'
import {parseRefUpdates} from '../src/core/ref-update.ts'
import {exitCodeOf, makeReport, type Report} from '../src/core/report.ts'
import {ConfigError, UsageError} from '../src/errors.ts'
import {openCatFile} from '../src/git/cat-file.ts'
import {createGit} from '../src/git/client.ts'
import {readHistory} from '../src/git/history.ts'
import {readRanges} from '../src/git/ranges.ts'
import {createTreeReader} from '../src/git/tree.ts'
import {parse} from '../src/parse.ts'
import {reporters, withoutWarnings} from '../src/reporters/index.ts'
import {makePaint} from '../src/terminal.ts'
import {broken, createPushed, handoff, line, type Pushed, personEnvironment, place} from './helpers/push.ts'
import {createFolder, createRepository, runGit} from './helpers/repository.ts'

const environment = (cwd: string, more: Partial<CheckEnvironment> = {}): CheckEnvironment => ({
  cwd,
  env: personEnvironment(),
  now: new Date(),
  git: createGit(cwd),
  loadParse: async () => ({native: null, loadReference: async () => parse}),
  debug: () => {},
  progress: () => {},
  ...more
})

const start = (files = {}) => createPushed({hook: null, files})

/** Judge a push of `topic`, or of the lines given. */
function judge(
  repository: Pushed,
  {lines, more, ...request}: {lines?: string; more?: Partial<CheckEnvironment>} & Partial<CheckRequest> = {}
) {
  const updates = parseRefUpdates(lines ?? line(repository, 'topic', 'refs/heads/topic'))
  const push = {updates, remote: 'origin', base: null}
  return check({paths: [], push, ...request}, environment(repository.root, more))
}

const verdicts = ({branches}: Report) => Object.fromEntries(branches.map(({branch, verdict}) => [branch, verdict]))

const rulesOf = ({files}: Report) =>
  Object.fromEntries(files.map(({path, messages}) => [path, messages.map(({ruleId}) => ruleId)]))

describe('the handoffs of a push', () => {
  it('are those that its commits change, as they are at the tip', async () => {
    const repository = start({'session-handoffs/2020-01-01-0000-old.md': broken, 'HANDOFF.md': broken})
    repository.work()
    repository.commit({[place]: broken, 'session-handoffs/2026-03-14-1700-gone.md': broken})
    const oid = repository.commit({[place]: handoff()})
    repository.remove('session-handoffs/2026-03-14-1700-gone.md')
    const head = repository.commit()
    const report = await judge(repository)
    expect(report.files.map(({path, commit, messages}) => [path, commit, messages])).toEqual([[place, head, []]])
    expect(report.branches).toMatchObject([
      {
        branch: 'topic',
        head,
        verdict: 'covered',
        severity: 'ok',
        handoff: {oid, path: place},
        uncovered: {commits: 0, sessions: 0}
      }
    ])
    expect(report.counts).toEqual({
      files: 1,
      errors: 0,
      warnings: 0,
      verdicts: {covered: 1, due: 0, stale: 0, missing: 0, exempt: 0, unknown: 0}
    })
  })

  it('are not those that are as before, or came from the base', async () => {
    const repository = start({[place]: broken})
    repository.commit({[place]: handoff()})
    repository.commit({[place]: broken})
    repository.git('switch', '--quiet', 'main')
    repository.commit({'session-handoffs/2026-03-15-1000-theirs.md': broken})
    repository.git('push', '--quiet', 'origin', 'main')
    repository.git('switch', '--quiet', 'topic')
    repository.work()
    repository.git('merge', '--quiet', '--no-edit', 'main')
    const report = await judge(repository)
    expect(report.files).toEqual([])
    expect(verdicts(report)).toEqual({topic: 'missing'})
  })

  it('are judged once a push: what the remote has is not judged again', async () => {
    const repository = start()
    repository.work()
    repository.commit({[place]: broken})
    repository.push('origin', 'topic')
    const old = repository.git('rev-parse', 'HEAD')
    repository.work(1)
    const report = await judge(repository, {lines: line(repository, 'topic', 'refs/heads/topic', old)})
    expect(report.files).toEqual([])
    // What covers it was pushed before.
    expect(verdicts(report)).toEqual({topic: 'exempt'})
    repository.work(3)
    expect(verdicts(await judge(repository, {lines: line(repository, 'topic', 'refs/heads/topic', old)}))).toEqual({
      topic: 'due'
    })
  })

  it('of the same text and path are judged once, of different commits twice', async () => {
    const repository = start()
    const lines = ['a', 'b', 'c'].map((name, index) => {
      repository.git('switch', '--quiet', '-c', name, 'main')
      repository.work()
      repository.commit({[place]: index === 2 ? broken : handoff()})
      return line(repository, name, `refs/heads/${name}`)
    })
    const report = await judge(repository, {lines: lines.join('')})
    expect(report.files.map(({path, messages}) => [path, messages.length])).toEqual(
      expect.arrayContaining([
        [place, 0],
        [place, 1]
      ])
    )
    expect(report.files).toHaveLength(2)
  })

  it('may be links, a folder’s too, and submodules: findings, and nothing is followed', async () => {
    const repository = start()
    const outside = createFolder({'secret.md': broken})
    repository.work()
    repository.write({'session-handoffs/.keep': ''})
    symlinkSync(outside.path('secret.md'), repository.path(place))
    symlinkSync(outside.root, repository.path('docs'))
    repository.write({'sub/x': ''})
    repository.remove('sub')
    symlinkSync(outside.root, repository.path('sub'))
    repository.commit()
    const report = await judge(repository, {more: {loadParse: () => Promise.reject(new Error('a parser was loaded'))}})
    expect(report.files).toMatchObject([
      {
        path: place,
        messages: [{ruleId: 'regular-file', severity: 'error', reason: expect.stringContaining('symbolic link')}]
      }
    ])
    expect(verdicts(report)).toEqual({topic: 'missing'})

    const inner = createRepository({'a.md': 'x'})
    repository.git('rm', '--quiet', '-r', 'session-handoffs')
    repository.remove('session-handoffs')
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'session-handoffs')
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'vendor')
    repository.commit()
    expect((await judge(repository)).files).toMatchObject([
      {path: 'session-handoffs', messages: [{ruleId: 'regular-file', reason: expect.stringContaining('submodule')}]}
    ])
  })

  it.each([
    [
      'a pointer of Git LFS',
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
      'regular-file',
      /LFS/u
    ],
    ['UTF-16', Buffer.from(`\ufeff${handoff()}`, 'utf16le'), 'valid-encoding', /UTF-16/u],
    ['invalid UTF-8', Buffer.concat([Buffer.from(handoff()), Buffer.from([0xe9, 0x0a])]), 'valid-encoding', /0xe9/u],
    ['a NUL byte', `${handoff()}\0`, 'valid-encoding', /NUL/u],
    ['2 MiB', `${handoff()}${'a\n'.repeat(2 ** 20)}`, 'parse-limit', /1 MiB/u],
    ['20 MiB', Buffer.alloc(20 * 2 ** 20, 'a\n'), 'parse-limit', /1 MiB/u],
    ['nesting without end', `${handoff()}\n${'- '.repeat(4000)}a\n`, 'parse-limit', /nesting|longer than 4 s/u]
  ])('may be %s: one finding', async (_, content, ruleId, reason) => {
    const repository = start()
    repository.work()
    repository.commit({[place]: content, 'session-handoffs/2026-03-14-1700-other.md': handoff('other')})
    const {files} = await judge(repository)
    expect(files).toMatchObject([
      {path: place, messages: [{ruleId, reason: expect.stringMatching(reason)}]},
      {path: 'session-handoffs/2026-03-14-1700-other.md', messages: []}
    ])
  })

  it('may have CRLF and a byte order mark, whatever git would make of them', async () => {
    const repository = start({'.gitattributes': '*.md text working-tree-encoding=UTF-16\n'})
    repository.git('config', 'core.attributesFile', '/dev/null')
    repository.commit({'.gitattributes': '*.md -text\n'})
    repository.work()
    repository.commit({[place]: `\ufeff${handoff().replaceAll('\n', '\r\n')}`})
    expect(rulesOf(await judge(repository))).toEqual({[place]: []})
  })

  it('are listed exactly, whatever their names', async () => {
    const names = [
      'a b.md',
      '"q".md',
      'line\nbreak.md',
      '-x.md',
      'cafe\u0301.md',
      'caf\u00e9.md',
      '引.md',
      'tab\t.md',
      '\u202egpj.md'
    ]
    const repository = start()
    repository.work()
    repository.commit(Object.fromEntries(names.map((name) => [`session-handoffs/${name}`, handoff(name.trim())])))
    const report = await judge(repository, {profile: 'timestamped'})
    expect(report.files.map(({path}) => path).sort()).toEqual(names.map((name) => `session-handoffs/${name}`).sort())
    for (const rules of Object.values(rulesOf(report))) expect(rules).toContain('valid-filename')
  })

  it('cannot steer a terminal by their names or texts', async () => {
    const repository = start()
    repository.work()
    const names = ['a\n::error::x.md', 'a\r::stop-commands::t.md', '\u001b[31m\u0007.md', '\u202egpj.md']
    repository.commit(
      Object.fromEntries(names.map((name) => [`session-handoffs/${name}`, handoff('x', '{\u001b[2J\u202e}')]))
    )
    let said = ''
    const code = await main({
      argv: ['pre-push', 'origin', 'url', '--profile', 'timestamped'],
      cwd: repository.root,
      env: personEnvironment(),
      stdin: (async function* () {
        yield line(repository, 'topic', 'refs/heads/topic')
      })(),
      stdout: {write: () => {}},
      stderr: {write: (text) => (said += text), isTTY: false},
      now: new Date()
    })
    expect(code).toBe(1)
    expect(said).toContain('session-handoffs/a\\u{a}::error::x.md')
    expect(said).toContain('session-handoffs/\\u{1b}[31m\\u{7}.md')
    expect(said).toContain('session-handoffs/\\u{202e}gpj.md')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]|^\s*::/mu)
  })
})

describe('the verdict on a pushed branch', () => {
  it.each([
    ['renamed', ({git}: Pushed) => void git('mv', 'HANDOFF.md', 'docs/HANDOFF.md')],
    ['deleted', ({git}: Pushed) => void git('rm', '--quiet', 'HANDOFF.md')],
    ['re-spaced', ({write}: Pushed) => write({'HANDOFF.md': handoff().replaceAll('\n\n', '\n\n\n')})]
  ])('is not changed by a handoff that is only %s', async (_, change) => {
    const repository = start({'HANDOFF.md': handoff(), 'docs/x': ''})
    repository.work()
    change(repository)
    repository.commit()
    expect(verdicts(await judge(repository))).toEqual({topic: 'missing'})
  })

  it('counts work only, and no merges, against its limit', async () => {
    const repository = start()
    repository.work()
    repository.commit({[place]: handoff()})
    repository.work(5)
    repository.git('switch', '--quiet', 'main')
    repository.commit({'src/m.ts': '1'})
    repository.git('push', '--quiet', 'origin', 'main')
    repository.git('switch', '--quiet', 'topic')
    repository.git('merge', '--quiet', '--no-edit', 'main')
    expect((await judge(repository)).branches).toMatchObject([
      {verdict: 'due', severity: 'warning', uncovered: {commits: 5}}
    ])
    repository.work(1)
    const report = await judge(repository)
    expect(report.branches).toMatchObject([
      {
        verdict: 'stale',
        severity: 'error',
        uncovered: {commits: 6},
        breaches: [{limit: 'maxCommits', value: 6, max: 5}]
      }
    ])
    expect(exitCodeOf(report)).toBe(1)
  })

  it('goes by the graph; odd dates are only warnings', async () => {
    const repository = start()
    repository.work()
    const date = `${Math.floor(Date.now() / 1000) + 86_400 * 30} +0000`
    repository.commit({[place]: handoff()}, {date: '1500000000 +0000'})
    const env = {GIT_COMMITTER_DATE: '1600000000 +0000'}
    runGit(repository.root, ['commit', '--quiet', '--amend', '--no-edit', `--date=${date}`], env)
    expect((await judge(repository)).branches).toMatchObject([
      {verdict: 'covered', severity: 'ok', warnings: [expect.stringContaining('before the date of its author')]}
    ])
    repository.commit({'src/late.ts': '1'}, {date})
    const {branches} = await judge(repository)
    expect(branches[0]?.warnings).toContainEqual(expect.stringContaining('dated in the future'))
  })

  it('means what the configuration at the commit says, by branch', async () => {
    const config = {
      profile: 'timestamped',
      freshness: {severity: {missing: 'warn'}, overrides: [{branches: ['release/*'], severity: {missing: 'off'}}]}
    }
    const repository = start({'.handofflintrc.json': JSON.stringify(config)})
    repository.work()
    repository.write({'.handofflintrc.json': '{"broken": 1}'})
    const report = await judge(repository)
    expect(report.branches).toMatchObject([{verdict: 'missing', severity: 'warning'}])
    expect(exitCodeOf(report)).toBe(0)
    const released = await judge(repository, {lines: line(repository, 'topic', 'refs/heads/release/1')})
    expect(released.branches).toMatchObject([{verdict: 'missing', severity: 'ok'}])
  })

  it('goes by the policy of the profile, below the configuration’s own', async () => {
    const files = {'.handofflintrc.json': '{"profile": "timestamped"}'}
    const many = Object.fromEntries(Array.from({length: 16}, (_, index) => [`src/many-${index}.ts`, '1']))
    const repository = start(files)
    repository.commit({[place]: handoff()})
    repository.commit(many)
    repository.work(2)
    expect((await judge(repository)).branches).toMatchObject([
      {verdict: 'stale', breaches: [{limit: 'maxFiles', max: 15}]}
    ])
    repository.commit({'.handofflintrc.json': '{"profile": "timestamped", "freshness": {"maxFiles": false}}'})
    expect(verdicts(await judge(repository))).toEqual({topic: 'due'})
  })

  it('compares with the base that the configuration or the request names; one that is not here is said', async () => {
    const repository = start({'.handofflintrc.json': '{"branches": {"base": "develop"}}'})
    repository.work()
    repository.commit({[place]: handoff()})
    repository.git('branch', 'develop')
    repository.work()
    expect(verdicts(await judge(repository))).toEqual({topic: 'missing'})
    const push = {updates: parseRefUpdates(line(repository, 'topic', 'refs/heads/topic')), remote: 'origin'}
    expect(verdicts(await judge(repository, {push: {...push, base: 'main'}}))).toEqual({topic: 'due'})
    const report = await judge(repository, {push: {...push, base: 'nowhere'}})
    expect(report.branches).toMatchObject([
      {
        verdict: 'unknown',
        severity: 'warning',
        explanation: expect.stringContaining('the base nowhere is not in this clone')
      }
    ])
    // What is new is linted all the same.
    expect(rulesOf(report)).toEqual({[place]: []})
    repository.commit({'.handofflintrc.json': '{"onUnknown": "error", "branches": {"base": "gone"}}'})
    const strict = await judge(repository)
    expect([strict.branches[0]?.severity, exitCodeOf(strict)]).toEqual(['error', 3])
  })

  it.each(['--upload-pack=x', '$(touch pwned)', '`touch pwned`', 'a;touch pwned', '@octocat', 'x\u202ey'])(
    'is the same for a branch called %s',
    async (name) => {
      const repository = start()
      repository.work()
      const oid = repository.git('rev-parse', 'HEAD')
      const lines = `refs/heads/${name} ${oid} refs/heads/${name.replaceAll(' ', '')} ${'0'.repeat(40)}\n`
      const report = await judge(repository, {lines})
      expect(report.branches).toMatchObject([
        {branch: name.replaceAll(' ', ''), verdict: 'missing', uncovered: {commits: 3}}
      ])
      expect(existsSync(repository.path('pwned'))).toBe(false)
    }
  )

  it('asks for no parser and no more than it needs when nothing is to be judged', async () => {
    const repository = start()
    const more = {loadParse: () => Promise.reject(new Error('a parser was loaded'))}
    repository.work()
    expect(verdicts(await judge(repository, {more}))).toEqual({topic: 'missing'})
    repository.git('tag', 'v1')
    const tagged = await judge(repository, {more, lines: line(repository, 'v1', 'refs/tags/v1')})
    expect([tagged.files, tagged.branches]).toEqual([[], []])
  })

  it('is reached without reading any file of the work tree', async () => {
    const repository = start({'.handofflintrc.json': '{"profile": "docs/TEMPLATE.md"}', 'docs/TEMPLATE.md': template})
    repository.work()
    repository.commit({'notes/1.md': '# Note\n\n## Next\n\n- Ship it\n'})
    repository.remove('docs', 'notes', '.handofflintrc.json')
    expect((await judge(repository)).files).toMatchObject([
      {path: 'notes/1.md', profile: 'docs/TEMPLATE.md', messages: []}
    ])
    repository.git('reset', '--quiet', '--hard')
    repository.commit({'notes/1.md': '# Note\n\n## Other\n\n- Ship it\n'})
    expect(rulesOf(await judge(repository))).toEqual({'notes/1.md': ['require-sections']})
    repository.remove('docs/TEMPLATE.md')
    repository.commit()
    await expect(judge(repository)).rejects.toThrow(UsageError)
  })
})

const template = `---
files: [notes/*.md]
---
# Note

## Next

- {What comes next}
`

describe('a configuration at a pushed commit', () => {
  it.each([
    ['a dangerous key', '{"__proto__": {"profile": "generic"}}', /:1:2: unexpected key `__proto__`/u],
    ['an unknown key', '{\n  "profil": "generic"\n}', /:2:3: unexpected key `profil`/u],
    ['a megabyte', `{"ignore": ["${'a'.repeat(2 ** 20)}"]}`, /:1:1: the configuration is longer than 64 KB/u],
    ['a path that leads out', '{"profile": "../TEMPLATE.md"}', /:1:13: .*leads out of the repository/u],
    ['an absolute path', '{"profile": "/etc/passwd"}', /:1:13: .*absolute/u],
    ['a bad duration', '{"freshness": {"maxAge": "soon"}}', /:1:26: unexpected duration, expected/u],
    [
      'a bad glob of branches',
      '{"freshness": {"overrides": [{"branches": ["!a"]}]}}',
      /:1:44: unexpected a glob that begins with `!`/u
    ]
  ])('with %s stops the push, with its place', async (_, text, reason) => {
    const repository = start()
    const oid = repository.commit({'.handofflintrc.json': text})
    const from = Date.now()
    const error = await judge(repository).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConfigError)
    expect(error).toMatchObject({exitCode: 2, message: expect.stringMatching(reason)})
    expect((error as Error).message).toContain(`(in commit ${oid.slice(0, 7)})`)
    expect(Date.now() - from).toBeLessThan(1000)
  })

  it('that multiplies itself by aliases stops the push', async () => {
    const bomb = `a: &a [x, x]\n${'bcdefghijk'
      .split('')
      .map((name, index) => `${name}: &${name} [${`*${'abcdefghij'[index]}, `.repeat(9)}x]`)
      .join('\n')}\n`
    const repository = start({'.handofflintrc.yaml': bomb})
    repository.work()
    await expect(judge(repository)).rejects.toThrow(/aliases|unexpected key/u)
  })

  it('that there are two of stops the push', async () => {
    const repository = start({'.handofflintrc.json': '{}', 'package.json': '{"handoff-lint": {}}'})
    repository.work()
    await expect(judge(repository)).rejects.toThrow('two configurations, .handofflintrc.json and the key')
  })

  it('is the one of package.json where it has one', async () => {
    const repository = start({'package.json': '{"name": "x", "handoff-lint": {"branches": {"ignore": ["topic"]}}}'})
    repository.work()
    expect((await judge(repository)).branches).toEqual([])
    repository.commit({'package.json': '{"name": "x", "devDependencies": {"handoff-lint": "1"}}'})
    expect(verdicts(await judge(repository))).toEqual({topic: 'missing'})
  })

  it('runs no code that the tree brings', async () => {
    const trace = createFolder()
    const evil = `require('node:fs').writeFileSync(${JSON.stringify(trace.path('pwned'))}, '')\n`
    const repository = start({
      '.remarkrc.cjs': evil,
      '.remarkrc.mjs': evil,
      'evil.mjs': evil,
      'package.json': '{"remarkConfig": {"plugins": ["./evil.mjs"]}}',
      '.remarkrc.json': '{"plugins": ["./evil.mjs"]}'
    })
    repository.work()
    repository.commit({[place]: handoff()})
    expect(verdicts(await judge(repository))).toEqual({topic: 'covered'})
    expect(existsSync(trace.path('pwned'))).toBe(false)
  })
})

describe('the branch that is checked out', () => {
  async function cli(cwd: string, ...argv: string[]) {
    const result = {code: -1, stdout: '', stderr: ''}
    result.code = await main({
      argv,
      cwd,
      env: personEnvironment(),
      stdin: (async function* () {})(),
      stdout: {write: (text) => (result.stdout += text)},
      stderr: {write: (text) => (result.stderr += text)},
      now: new Date()
    })
    return result
  }

  it('is judged when no paths are given, and not otherwise', async () => {
    const repository = start()
    repository.work()
    repository.commit({[place]: handoff()})
    repository.work(6)
    const all = await cli(repository.root)
    expect(all.stdout).toMatch(/^error {2}topic: 6 commits of work in 1 session .* at most 5 allowed$/mu)
    expect(all.stdout).toContain('1 problem (1 error, 0 warnings) in 1 branch')
    expect(all.code).toBe(1)
    expect(await cli(repository.root, place)).toMatchObject({
      code: 0,
      stdout: '1 handoff checked, no problems\n'
    })
    expect((await cli(repository.root, place, '--branch')).code).toBe(1)
    const based = await cli(repository.root, place, '--base', 'HEAD~2', '--format', 'json')
    expect(JSON.parse(based.stdout).branches).toMatchObject([
      {verdict: 'exempt', exemption: {kind: 'small'}, uncovered: {commits: 2}}
    ])
  })

  it('is told to commit the handoff that it has', async () => {
    const repository = start()
    repository.work()
    repository.write({[place]: handoff()})
    const {stdout, code} = await cli(repository.root)
    expect(stdout).toContain(`no handoff on the branch; ${place} exists but is not committed\n       Commit ${place}.`)
    expect(code).toBe(1)
  })

  it('has no work where there is nothing to compare it with, and none outside of a repository', async () => {
    const repository = createRepository({[place]: handoff()})
    repository.commit({'a.ts': '1'})
    const alone = await cli(repository.root, '--format', 'json')
    expect(JSON.parse(alone.stdout).branches).toMatchObject([
      {branch: 'main', verdict: 'exempt', exemption: {kind: 'no-work'}}
    ])
    expect((await cli(repository.root)).stdout).toBe('1 handoff checked, no problems\n')
    const fresh = createFolder({[place]: handoff()})
    expect(JSON.parse((await cli(fresh.root, '--format', 'json')).stdout).branches).toEqual([])
    runGit(fresh.root, ['init', '--quiet'])
    expect(JSON.parse((await cli(fresh.root, '--format', 'json')).stdout).branches).toEqual([])
  })

  it('is all that --since looks at, as it is committed', async () => {
    const repository = start({'session-handoffs/2020-01-01-0000-old.md': broken})
    repository.work()
    repository.commit({[place]: handoff()})
    repository.git('push', '--quiet', '--no-verify', 'origin', 'topic')
    repository.git('switch', '--quiet', '--detach')
    repository.write({[place]: broken})
    const {stdout, code} = await cli(repository.root, '--since', 'main')
    expect(stdout).toMatch(/^1 handoff checked, no problems\nok {2}HEAD: covered/u)
    expect(code).toBe(0)
    expect(await cli(createFolder().root, '--since', 'main')).toMatchObject({code: 2})
  })
})

describe('many ranges at once', () => {
  it('are what one branch at a time would be', async () => {
    const repository = start()
    const names = ['topic']
    repository.work(2)
    for (const [index, name] of ['b', 'c', 'd', 'e', 'f'].entries()) {
      repository.git('switch', '--quiet', '-c', name, names[index >> 1] ?? 'main')
      repository.work(index)
      if (index % 2 === 1) repository.git('merge', '--quiet', '--no-edit', names[0] ?? '')
      if (index === 3) repository.git('merge', '--quiet', '--no-edit', 'c')
      names.push(name)
    }
    const cwd = repository.root
    const place = {cwd, env: personEnvironment()}
    const oid = (name: string) => repository.git('rev-parse', name)
    const {isIgnored} = resolvePolicy([], null)
    const kinds = {isHandoff: () => false, isIgnored}
    const bases = [['main'], ['topic'], ['main', 'b'], [], ['main'], ['c']]
    const requests = names.map((name, index) => ({head: oid(name), bases: (bases[index] ?? []).map(oid)}))
    const ranges = await readRanges(place, requests, [oid('b')])
    for (const [index, request] of requests.entries()) {
      const alone = await readHistory(place, {...request, ...kinds})
      const own = alone.known ? alone.commits.map((commit) => commit.oid) : []
      const range = ranges[index]
      expect(range?.problem).toBe(null)
      expect(range?.own.map((commit) => commit.oid).sort()).toEqual([...own].sort())
      const known = new Set(repository.git('rev-list', 'b').split('\n'))
      expect(range?.fresh.map((commit) => commit.oid).sort()).toEqual(own.filter((one) => !known.has(one)).sort())
    }
    const few = await readRanges(place, requests, [], {limit: 3})
    expect(few.map(({problem}) => problem?.code)).toEqual(names.map(() => 'too-many'))
  })

  it('read entries of trees with their kind', async () => {
    const repository = start({'a/b/c.md': 'x', 'a b/é\n.md': 'y'})
    symlinkSync('c.md', repository.path('a/b/link.md'))
    const head = repository.commit()
    const catFile = openCatFile({cwd: repository.root, env: personEnvironment()})
    const entryAt = createTreeReader(catFile)
    const read = async (path: string) => (await entryAt(head, path))?.mode
    expect(await read('a/b/c.md')).toBe('100644')
    expect(await read('a b/é\n.md')).toBe('100644')
    expect(await read('a/b/link.md')).toBe('120000')
    expect(await read('a/b')).toBe('40000')
    for (const path of ['a/b/none', 'a/b/c.md/x', 'none/x', '']) expect(await read(path)).toBe(undefined)
    expect(await entryAt('0'.repeat(40), 'a')).toBe(null)
    await catFile.close()
  })
})

describe('branches in a report', () => {
  const branch = (
    name: string,
    severity: 'error' | 'warning' | 'ok',
    verdict: Report['branches'][number]['verdict']
  ) => ({
    branch: name,
    head: 'a'.repeat(40),
    verdict,
    severity,
    explanation: `${verdict}\u001b[31m`,
    remedy: severity === 'ok' ? null : 'Do it.',
    handoff: null,
    uncovered: {commits: 0, files: 0, sessions: 0, time: 0},
    breaches: [],
    exemption: verdict === 'exempt' ? {kind: 'small' as const, reason: 'x'} : null,
    warnings: name === 'odd' ? ['commit 1234567 dated in the future'] : []
  })
  const plain = {paint: makePaint(false)}

  it('are one line each, with what to do below', () => {
    const report = makeReport(
      [],
      [],
      [branch('b\u202e', 'error', 'missing'), branch('a', 'warning', 'due'), branch('odd', 'ok', 'covered')]
    )
    expect(reporters.stylish(report, plain)).toBe(`
warning  a: due\\u{1b}[31m
         Do it.
error    b\\u{202e}: missing\\u{1b}[31m
         Do it.
ok       odd: covered\\u{1b}[31m
         Note: commit 1234567 dated in the future.

2 problems (1 error, 1 warning) in 2 branches
`)
    expect(withoutWarnings(report).branches.map(({verdict}) => verdict)).not.toContain('due')
  })

  it('decide on the exit code: findings before what cannot be told', () => {
    const unknown = branch('a', 'error', 'unknown')
    expect(exitCodeOf(makeReport([], [], [unknown]))).toBe(3)
    expect(exitCodeOf(makeReport([], [], [{...unknown, severity: 'warning'}]))).toBe(0)
    expect(exitCodeOf(makeReport([], [], [unknown, branch('b', 'error', 'stale')]))).toBe(1)
    expect(exitCodeOf(makeReport([], [], [branch('b', 'warning', 'due')]), 0)).toBe(1)
    expect(exitCodeOf(makeReport([], [], [branch('b', 'ok', 'exempt')]), 0)).toBe(0)
  })
})
