import {execFileSync} from 'node:child_process'
import {chmodSync, symlinkSync, unlinkSync, writeFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {type CheckEnvironment, type CheckRequest, check, stdinPath} from '../src/check.ts'
import {ConfigError, ExpectedError, GitError, UsageError} from '../src/errors.ts'
import {createGit} from '../src/git/client.ts'
import {parse} from '../src/parse.ts'
import {createFolder, createRepository, type Folder} from './helpers/repository.ts'

interface Options extends Partial<CheckRequest> {
  at?: string
  environment?: Partial<CheckEnvironment>
}

async function run(folder: Folder, {at, environment, ...request}: Options = {}) {
  const cwd = at === undefined ? folder.root : folder.path(at)
  const silent = {debug: () => {}, progress: () => {}}
  const outside = {
    cwd,
    env: process.env,
    now: new Date(),
    git: createGit(cwd),
    loadParse: async () => ({native: null, loadReference: async () => parse})
  }
  return check({paths: [], ...request}, {...outside, ...silent, ...environment})
}

/** The rules that spoke, by file. */
async function rulesOf(folder: Folder, options: Options = {}): Promise<Record<string, string[]>> {
  const {files} = await run(folder, options)
  return Object.fromEntries(files.map(({path, messages}) => [path, [...new Set(messages.map(({ruleId}) => ruleId))]]))
}

async function profilesOf(folder: Folder, options: Options = {}): Promise<Record<string, string>> {
  const {files} = await run(folder, options)
  return Object.fromEntries(files.map(({path, profile}) => [path, profile]))
}

const good = `# Handoff: retry queue

## Summary

The retry queue drains after a restart; both tests that were flaky pass.

## Next steps

1. Raise the limit in \`src/queue.ts\` to 50, because ten is too low for the night run.
`
const empty = good.replace(/1\. Raise.*\n/u, '')
const bytes = (text: string): Uint8Array => Buffer.from(text)

describe('what is judged', () => {
  it('reports every judged file, good or not, and counts', async () => {
    const repository = createRepository({'HANDOFF.md': good, 'docs/handoffs/b.md': empty, 'README.md': empty})
    const report = await run(repository)
    expect(report.files.map(({path}) => path)).toEqual(['HANDOFF.md', 'docs/handoffs/b.md'])
    expect(report.files[0]?.messages).toEqual([])
    expect(report.files[1]?.messages.map(({ruleId}) => ruleId)).toContain('no-empty-section')
    const {files, errors, warnings} = report.counts
    expect([files, errors + warnings]).toEqual([2, report.files[1]?.messages.length])
    expect(report.skipped).toEqual([])
  })

  it('is the same from a folder below and outside a repository', async () => {
    const files = {'HANDOFF.md': good, 'docs/handoffs/b.md': empty}
    const repository = createRepository(files)
    const fromRoot = await run(repository)
    expect(await run(repository, {at: 'docs'})).toEqual(fromRoot)
    expect(await run(createFolder(files))).toEqual(fromRoot)
  })

  it('tells what was found and not judged', async () => {
    const repository = createRepository({
      'HANDOFF.md': good,
      'docs/handoffs/session-template.md': empty,
      'docs/handoffs/form.md': empty.replace('# Handoff: retry queue', '# Session Handoff Template'),
      '.claude/docs/notes.md': '# Notes\n\nOn the parser.\n',
      'docs/handoffs/deleted.md': good
    })
    unlinkSync(repository.path('docs/handoffs/deleted.md'))
    const {files, skipped} = await run(repository)
    expect(files.map(({path}) => path)).toEqual(['HANDOFF.md'])
    expect(Object.fromEntries(skipped.map(({path, reason}) => [path, reason]))).toEqual({
      '.claude/docs/notes.md': 'no profile takes it for a handoff',
      'docs/handoffs/deleted.md': 'it is no longer there',
      'docs/handoffs/form.md': 'its title says that it is a template',
      'docs/handoffs/session-template.md': 'its name says that it is a template'
    })
  })

  it('judges whatever is named', async () => {
    const repository = createRepository({'notes/x.md': empty, 'HANDOFF_TEMPLATE.md': good, '.claude/docs/n.md': empty})
    const paths = ['notes/x.md', 'HANDOFF_TEMPLATE.md', '.claude/docs/n.md']
    expect(await profilesOf(repository, {paths})).toEqual(Object.fromEntries(paths.map((path) => [path, 'generic'])))
  })

  it('reports nothing to judge as nothing', async () => {
    expect(await run(createRepository({'README.md': ''}))).toMatchObject({files: [], skipped: []})
    expect(await run(createFolder())).toMatchObject({files: [], skipped: []})
  })

  it('tells how far it is', async () => {
    const seen: [number, number][] = []
    const folder = createFolder({'HANDOFF.md': good, 'docs/handoffs/b.md': good})
    await run(folder, {environment: {progress: (done, all) => seen.push([done, all])}})
    expect(seen).toEqual([
      [1, 2],
      [2, 2]
    ])
  })

  it('says under debug which configuration and which profile', async () => {
    const lines: string[] = []
    const folder = createFolder({'HANDOFF.md': good, '.handofflintrc.yml': 'profile: generic'})
    await run(folder, {environment: {debug: (line) => lines.push(line)}})
    expect(lines).toEqual([
      'configuration: .handofflintrc.yml',
      '.: files on the disk: 2',
      'HANDOFF.md: profile generic, the configuration says so'
    ])
  })
})

describe('files that are no text to judge', () => {
  const others = {'HANDOFF.md': good}

  /** The one message of a file, while its neighbour is judged as ever. */
  async function only(folder: Folder, path: string, options: Options = {}) {
    const {files} = await run(folder, options)
    expect(files.find((file) => file.path === 'HANDOFF.md')?.messages).toEqual([])
    const [message, ...more] = files.find((file) => file.path === path)?.messages ?? []
    expect(more).toEqual([])
    expect(message).toMatchObject({
      severity: 'error',
      note: expect.stringMatching(/\.$/u),
      url: expect.stringMatching(/\.md$/u)
    })
    return message
  }

  it.each<[string, Uint8Array, string, number, number]>([
    ['UTF-16', Buffer.from('\uFEFF# x', 'utf16le'), 'valid-encoding', 1, 1],
    ['Latin-1', Buffer.from('# T\n\ncaf\xe9\n', 'latin1'), 'valid-encoding', 3, 4],
    ['NUL', Buffer.from('# T\n\0'), 'valid-encoding', 2, 1],
    [
      'an LFS pointer',
      bytes('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n'),
      'regular-file',
      1,
      1
    ],
    ['more than 1 MiB', Buffer.alloc((1 << 20) + 1, 'a '), 'parse-limit', 1, 1],
    ['nested lists', bytes(`${'- '.repeat(1000)}x`), 'parse-limit', 1, 1],
    ['nested ordered lists', bytes('1. '.repeat(1000)), 'parse-limit', 1, 1],
    ['nested quotes', bytes('>'.repeat(5000)), 'parse-limit', 1, 1]
  ])('%s', async (_name, content, ruleId, line, column) => {
    const folder = createFolder({...others, 'HANDOFF-x.md': content})
    expect(await only(folder, 'HANDOFF-x.md')).toMatchObject({ruleId, line, column, endLine: line, endColumn: column})
  })

  it('takes CRLF, a byte order mark and an empty file for what they are', async () => {
    const crlf = `\uFEFF${good.replaceAll('\n', '\r\n')}`
    const folder = createFolder({...others, 'HANDOFF-crlf.md': crlf, 'HANDOFF-empty.md': ''})
    const rules = await rulesOf(folder)
    expect(rules['HANDOFF-crlf.md']).toEqual([])
    expect(rules['HANDOFF-empty.md']).not.toEqual([])
    expect(rules['HANDOFF-empty.md']).not.toContain('valid-encoding')
  })

  it('does not read what a link points to', async () => {
    for (const folder of [createFolder(others), createRepository(others)]) {
      symlinkSync('HANDOFF.md', folder.path('HANDOFF-x.md'))
      symlinkSync('/etc/passwd', folder.path('HANDOFF-y.md'))
      symlinkSync('HANDOFF-z.md', folder.path('HANDOFF-z.md'))
      for (const path of ['HANDOFF-x.md', 'HANDOFF-y.md', 'HANDOFF-z.md']) {
        const reason = 'Unexpected symbolic link, expected a regular file'
        expect(await only(folder, path)).toMatchObject({ruleId: 'regular-file', reason})
        expect(await only(folder, path, {paths: [path, 'HANDOFF.md']})).toMatchObject({ruleId: 'regular-file', reason})
      }
    }
  })

  it('says that a submodule stands in the place of a file', async () => {
    const inner = createRepository({'a.md': ''})
    const repository = createRepository(others)
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'HANDOFF-x.md')
    expect(await only(repository, 'HANDOFF-x.md')).toMatchObject({reason: 'Unexpected folder, expected a regular file'})
  })

  it('does not wait for a pipe', async () => {
    const folder = createFolder(others)
    execFileSync('mkfifo', [folder.path('HANDOFF-x.md')])
    expect(await only(folder, 'HANDOFF-x.md')).toMatchObject({
      reason: 'Unexpected special file, expected a regular file'
    })
  })

  it('says that a file may not be read', async () => {
    const folder = createFolder({...others, 'HANDOFF-x.md': good})
    chmodSync(folder.path('HANDOFF-x.md'), 0)
    chmodSync(folder.root, 0o755)
    const message = await asNobody(() => only(folder, 'HANDOFF-x.md'))
    expect(message).toMatchObject({
      ruleId: 'regular-file',
      reason: 'Unexpected failure to read the file (EACCES), expected its text'
    })
  })

  it('says that a file that was named went away, and where it lies in a folder named like a file', async () => {
    const folder = createFolder({...others, 'HANDOFF-x.md': good, 'dir.md/HANDOFF.md': good})
    const git = createGit(folder.root)
    const vanishing = {...git, root: async () => null}
    const report = await run(folder, {paths: ['dir.md'], environment: {git: vanishing}})
    expect(report.files.map(({path}) => path)).toEqual(['dir.md/HANDOFF.md'])
    const lines: string[] = []
    const gone = await run(folder, {
      paths: ['HANDOFF.md', 'HANDOFF-x.md'],
      environment: {
        progress: (done) => done === 1 && unlinkSync(folder.path('HANDOFF-x.md')),
        debug: (line) => lines.push(line)
      }
    })
    expect(gone.files.map(({messages}) => messages.map(({ruleId}) => ruleId))).toEqual([['regular-file'], []])
  })

  it('asks the reference parser only for a text that the native one leaves to it', async () => {
    const odd = '# Handoff\n\n## Done\n\nAll.\n\n## Next steps\n\nTBD\n'
    const folder = createFolder({...others, 'HANDOFF-x.md': odd})
    const asked: string[] = []
    const reference = (text: string) => {
      asked.push(text)
      return parse(text)
    }
    const native = (text: string) => (text === odd ? null : parse(text))
    const environment = {loadParse: async () => ({native, loadReference: async () => reference})}
    const report = await run(folder, {paths: ['HANDOFF.md', 'HANDOFF-x.md'], environment})
    expect(report.files.flatMap(({messages}) => messages.map(({ruleId}) => ruleId))).toEqual(['no-placeholder'])
    expect(asked).toEqual([odd])
  })

  it('says that the parser’s stack was full', async () => {
    const overflow = (text: string) => (text.includes('bomb') ? overflowing() : parse(text))
    const folder = createFolder({...others, 'HANDOFF-x.md': 'bomb'})
    expect(
      await only(folder, 'HANDOFF-x.md', {
        environment: {loadParse: async () => ({native: null, loadReference: async () => overflow})}
      })
    ).toMatchObject({ruleId: 'parse-limit'})
  })

  it('lets a bug be a bug', async () => {
    const broken = () => {
      throw new RangeError('toFixed() digits argument must be between 0 and 100')
    }
    const error = await run(createFolder(others), {
      environment: {loadParse: async () => ({native: null, loadReference: async () => broken})}
    }).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(RangeError)
    expect(error).not.toBeInstanceOf(ExpectedError)
  })
})

describe('names', () => {
  it('judges a file by any name', async () => {
    const odd = ['a b', 'quo"te\'s', 'new\nline', '-dash', 'é', 'e\u0301', '小林', '::error::x', '%0A'].map(
      (name) => `HANDOFF${name}.md`
    )
    const files = Object.fromEntries(odd.map((name) => [name, good]))
    for (const folder of [createFolder(files), createRepository(files)]) {
      const report = await run(folder)
      expect(report.files.map(({path}) => path)).toEqual([...odd].sort())
      expect(report.counts.errors).toBe(0)
    }
  })
})

describe('standard input', () => {
  it('is judged by the name it is given, relative to where one stands', async () => {
    const repository = createRepository({'HANDOFF.md': empty, 'docs/x.md': ''})
    const report = await run(repository, {at: 'docs', stdin: {bytes: bytes(good), filename: 'handoffs/a.md'}})
    expect(report.files).toMatchObject([{path: 'docs/handoffs/a.md', profile: 'generic', messages: []}])
  })

  it('needs no name, and no rule complains of it', async () => {
    const report = await run(createFolder(), {stdin: {bytes: bytes(good), filename: null}, profile: 'timestamped'})
    expect(report.files).toMatchObject([{path: stdinPath, profile: 'timestamped'}])
    expect(report.files[0]?.messages.map(({ruleId}) => ruleId)).not.toContain('valid-filename')
  })

  it.each<[string, Uint8Array]>([
    ['valid-encoding', Buffer.from([0x23, 0xff])],
    ['parse-limit', Buffer.alloc((1 << 20) + 1, 'a')]
  ])('can be no text: %s', async (ruleId, content) => {
    expect(await rulesOf(createFolder(), {stdin: {bytes: content, filename: null}})).toEqual({[stdinPath]: [ruleId]})
  })
})

describe('configuration', () => {
  const config = (value: object) => ({'.handofflintrc.json': JSON.stringify(value)})
  const template = '# Shift report\n\n## Done\n\n{what}\n\n## Open ends\n\n- {what}\n'
  const files = {
    'HANDOFF.md': empty,
    'docs/handoffs/a.md': empty,
    'reports/one.md': '# Shift report\n\n## Done\n\nAll.\n'
  }

  it('decides what is found', async () => {
    const found = async (value: object) => Object.keys(await rulesOf(createFolder({...files, ...config(value)})))
    expect(await found({})).toEqual(['HANDOFF.md', 'docs/handoffs/a.md'])
    expect(await found({files: ['reports/*.md']})).toEqual(['reports/one.md'])
    expect(await found({ignore: ['docs/']})).toEqual(['HANDOFF.md'])
    expect(await found({overrides: [{files: ['reports/*'], profile: 'generic'}]})).toEqual([
      'HANDOFF.md',
      'docs/handoffs/a.md',
      'reports/one.md'
    ])
    expect(await found({overrides: [{files: ['reports/*'], rules: {}}]})).toEqual(['HANDOFF.md', 'docs/handoffs/a.md'])
    expect(await found({profile: 'timestamped'})).toEqual([])
  })

  it('decides the profile: the request, then the last override, then the whole', async () => {
    const value = {
      profile: 'generic',
      files: ['**/*.md'],
      ignore: ['t.md'],
      overrides: [
        {files: ['docs/**'], profile: 'rolling'},
        {files: ['**/a.md'], profile: 't.md'},
        {files: ['**'], rules: {'no-placeholder': 'off'}}
      ]
    }
    const folder = createRepository({...files, ...config(value), 't.md': template})
    const expected = {'HANDOFF.md': 'generic', 'docs/handoffs/a.md': 't.md', 'reports/one.md': 'generic'}
    expect(await profilesOf(folder)).toEqual(expected)
    expect(await profilesOf(folder, {at: 'docs', profile: '../t.md'})).toEqual({
      'HANDOFF.md': 't.md',
      'docs/handoffs/a.md': 't.md',
      'reports/one.md': 't.md'
    })
  })

  it('takes a template for the schema, and leaves the template alone', async () => {
    const value = {profile: 'reports/form.md', files: ['reports/*.md']}
    const report = await run(createFolder({...files, ...config(value), 'reports/form.md': template}))
    expect(report.files).toMatchObject([{path: 'reports/one.md', profile: 'reports/form.md'}])
    expect(report.files[0]?.messages.map(({ruleId, reason}) => `${ruleId} ${reason}`)).toEqual([
      expect.stringMatching(/^require-sections .*Open ends/u)
    ])
    expect(report.skipped).toEqual([{path: 'reports/form.md', reason: 'it is the template of a profile'}])
  })

  it('decides severities and options: the whole, overrides in order, the request', async () => {
    const text = `${good}\n${'word '.repeat(300)}\n`
    const folder = createFolder({
      'HANDOFF-a.md': text,
      'HANDOFF-b.md': text,
      'HANDOFF-c.md': text,
      ...config({
        rules: {'max-tokens': ['warn', {max: 100}]},
        overrides: [
          {files: ['HANDOFF-b.md', 'HANDOFF-c.md'], rules: {'max-tokens': 'error'}},
          {files: ['HANDOFF-c.md'], rules: {'max-tokens': ['error', {max: 5000}]}}
        ]
      })
    })
    const severities = async (options: Options = {}) =>
      (await run(folder, options)).files.map(({messages}) => messages.map(({severity}) => severity))
    expect(await severities()).toEqual([['warning'], ['error'], []])
    expect(await severities({severity: {'max-tokens': 'error'}})).toEqual([['error'], ['error'], []])
    expect(await severities({severity: {'max-tokens': 'off'}})).toEqual([[], [], []])
    expect(await severities({only: ['no-placeholder']})).toEqual([[], [], []])
    expect(await severities({only: ['max-tokens']})).toEqual([['warning'], ['error'], []])
  })

  it('adds roles', async () => {
    const parked = good.replace('## Next steps', '## Parkplatz')
    const folder = createFolder({'HANDOFF.md': parked})
    expect((await rulesOf(folder))['HANDOFF.md']).toContain('require-sections')
    folder.write(config({roles: {next: ['Parkplatz']}}))
    expect((await rulesOf(folder))['HANDOFF.md']).toEqual([])
  })

  it('is that of the root, from a folder below, or the one that is named', async () => {
    const repository = createRepository({...files, ...config({rules: {'no-empty-section': 'off'}})})
    repository.write({'docs/.handofflintrc.json': '{"broken', 'docs/strict.yml': 'rules: {no-empty-section: warn}'})
    expect((await rulesOf(repository, {at: 'docs'}))['HANDOFF.md']).not.toContain('no-empty-section')
    const named = await run(repository, {at: 'docs', config: 'strict.yml', paths: ['../HANDOFF.md']})
    expect(named.files[0]?.messages.find(({ruleId}) => ruleId === 'no-empty-section')?.severity).toBe('warning')
  })

  it('stops the run when it is broken, whatever is asked', async () => {
    const folder = createFolder({...files, ...config({rulse: {}})})
    await expect(run(folder, {paths: ['HANDOFF.md']})).rejects.toMatchObject({
      message: '.handofflintrc.json:1:2: unexpected key `rulse`',
      hint: 'Did you mean `rules`?'
    })
    folder.write(config({profile: 'no/such.md'}))
    await expect(run(folder)).rejects.toBeInstanceOf(ExpectedError)
    folder.write(config({overrides: [{files: ['x'], profile: 'genric'}]}))
    await expect(run(folder)).rejects.toMatchObject({hint: expect.stringContaining('generic')})
    folder.write({'.handofflintrc.yaml': ''})
    await expect(run(folder)).rejects.toBeInstanceOf(ConfigError)
  })

  it('may not name a template outside of the repository', async () => {
    const outside = createFolder({'t.md': template})
    const repository = createRepository({...files, ...config({profile: 'link.md'})})
    symlinkSync(outside.path('t.md'), repository.path('link.md'))
    await expect(run(repository)).rejects.toThrow('outside of the repository')
  })

  it('executes nothing of the tree', async () => {
    const evil = 'require("node:fs").writeFileSync(__dirname + "/ran", "")\n'
    const folder = createFolder({
      ...files,
      '.remarkrc.cjs': evil,
      '.remarkrc.js': evil,
      'handofflint.config.js': evil,
      'evil.cjs': evil,
      'package.json': '{"remarkConfig": {"plugins": ["./evil.cjs"]}}'
    })
    await run(folder)
    expect(() => unlinkSync(folder.path('ran'))).toThrow('ENOENT')
  })
})

describe('failures', () => {
  it('are told, not taken for an empty report', async () => {
    const repository = createRepository({'HANDOFF.md': good})
    writeFileSync(repository.path('.git/index'), 'broken')
    await expect(run(repository)).rejects.toBeInstanceOf(GitError)
    expect(await rulesOf(repository, {paths: ['HANDOFF.md']})).toEqual({'HANDOFF.md': []})
  })

  it('name the rule, the profile, the path that was meant', async () => {
    const folder = createFolder({'HANDOFF.md': good})
    await expect(run(folder, {severity: {'no-placeholders': 'off'}})).rejects.toMatchObject({
      message: 'Unknown rule `no-placeholders`',
      hint: 'Did you mean `no-placeholder`?'
    })
    await expect(run(folder, {only: ['x']})).rejects.toBeInstanceOf(UsageError)
    await expect(run(folder, {profile: 'roling'})).rejects.toMatchObject({hint: expect.stringContaining('`rolling`')})
    await expect(run(folder, {paths: ['HANDOF.md']})).rejects.toMatchObject({hint: 'Did you mean `HANDOFF.md`?'})
  })

  it('do not come from a folder that cannot be read', async () => {
    const folder = createFolder({'HANDOFF.md': good, 'locked/HANDOFF.md': good})
    chmodSync(folder.path('locked'), 0)
    chmodSync(folder.root, 0o755)
    const lines: string[] = []
    const report = await asNobody(() => run(folder, {environment: {debug: (line) => lines.push(line)}}))
    expect(report.files.map(({path}) => path)).toEqual(['HANDOFF.md'])
    expect(lines).toContain('locked/: the folder cannot be read')
    await expect(asNobody(() => run(folder, {paths: ['locked/HANDOFF.md']}))).rejects.toThrow(
      /cannot look at .* \(EACCES\)/u
    )
    chmodSync(folder.path('locked'), 0o755)
  })
})

const overflowing = (): never => overflowing()

/** Root may read everything; become nobody for a moment. */
async function asNobody<Value>(work: () => Promise<Value>): Promise<Value> {
  const user = process.geteuid?.()
  if (user !== 0) return work()
  process.seteuid?.(65534)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
  }
}
