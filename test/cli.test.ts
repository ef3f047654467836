import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync} from 'node:fs'
import {resolve} from 'node:path'
import {describe, expect, it} from 'vitest'
import {main} from '../src/cli.ts'
import {makeEnvironment} from '../src/commands/environment.ts'
import {makeIo} from '../src/commands/io.ts'
import type {Environment} from '../src/terminal.ts'
import {createFolder, createRepository, type Folder, gitEnvironment} from './helpers/repository.ts'

interface Result {
  code: number
  stdout: string
  stderr: string
}

interface Setting {
  stdin?: string | Uint8Array
  env?: Environment
  /** Whether stdout is a terminal. */
  terminal?: boolean
  now?: Date
}

/** Run the program in this process, every stream our own. */
async function run(cwd: string | Folder, argv: string | string[], setting: Setting = {}): Promise<Result> {
  const {stdin, env = {}, terminal = false, now = new Date(2026, 2, 14, 16, 30, 5)} = setting
  const result = {code: -1, stdout: '', stderr: ''}
  async function* input(): AsyncGenerator<string | Uint8Array> {
    if (stdin !== undefined) yield stdin
  }
  result.code = await main({
    argv: typeof argv === 'string' ? argv.split(' ').filter(Boolean) : argv,
    cwd: typeof cwd === 'string' ? cwd : cwd.root,
    env,
    stdin: input(),
    stdout: {write: (text) => (result.stdout += text), isTTY: terminal},
    stderr: {write: (text) => (result.stderr += text), isTTY: false},
    now
  })
  return result
}

const filled = `# Session Handoff: retry queue

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

const name = 'session-handoffs/2026-03-14-1630-retry-queue.md'
const broken = filled.replace(
  '- Retries with back-off in `src/queue.ts`',
  '- {What works now, with the path of the file}'
)

describe('help and version', () => {
  it('prints the version of the package', async () => {
    const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string}
    expect(await run('/', '--version')).toEqual({code: 0, stdout: `${version}\n`, stderr: ''})
  })

  it.each([
    '--help',
    'help',
    'lint --help',
    'rules --help',
    'explain --help',
    'profile --help',
    'inspect --help',
    'new --help'
  ])('%s teaches by examples and names the exit codes', async (argv) => {
    const {code, stdout, stderr} = await run('/', argv)
    expect([code, stderr]).toEqual([0, ''])
    const examples = stdout.split('Examples:\n')[1]?.split('\n\n')[0]?.split('\n') ?? []
    expect(examples.length).toBeGreaterThanOrEqual(2)
    expect(examples.every((line) => line.includes('handoff-lint '))).toBe(true)
    expect(stdout).toContain('2  could not run')
    expect(stdout).not.toContain('\u001b')
  })

  it('shows in the first help what linting takes', async () => {
    expect((await run('/', '-h')).stdout).toMatch(/--max-warnings[\s\S]+--debug[\s\S]+Commands:[\s\S]+explain/u)
  })
})

describe('wrong command lines', () => {
  it.each([
    ['--fromat json', 'Unknown option', 'Did you mean `--format`?'],
    ['new --profil x', 'Unknown option', 'Did you mean `--profile`?'],
    ['--format jsno', 'Unknown value `jsno` of --format', 'Did you mean `json`?'],
    [
      '--format xml',
      'Unknown value `xml` of --format',
      'Use one of: stylish, json, github, markdown, sarif, junit, gitlab, html.'
    ],
    ['--max-warnings some', '--max-warnings', 'See `handoff-lint --help`.'],
    ['--severity no-placeholders=off', 'Unknown rule `no-placeholders`', 'Did you mean `no-placeholder`?'],
    ['--severity no-placeholder=eror', 'Unknown level `eror`', 'Did you mean `error`?'],
    ['--severity no-placeholder', 'No level', '--severity no-placeholder=warn'],
    ['lnit', 'No command, file or folder `lnit`', 'Did you mean `lint`?'],
    ['--quiet rules', 'No command, file or folder `rules`', 'Put the command first'],
    ['- a.md', '`-` stands with other paths', 'Check standard input alone.'],
    ['- --fix', '--fix cannot change standard input', 'Give the path of the file.'],
    ['--stdin-filename a.md', '--stdin-filename without standard input', 'Add `-`'],
    ['explain no-placeholders', 'Unknown rule `no-placeholders`', 'Did you mean `no-placeholder`?'],
    ['explain', 'explain', 'See `handoff-lint explain --help`.'],
    ['help lnit', 'Unknown command `lnit`', 'Did you mean `lint`?'],
    ['rules extra', 'many arguments', 'See `handoff-lint rules --help`.'],
    ['profile timestampd', 'Unknown profile `timestampd`', 'Did you mean `timestamped`?'],
    ['inspect none.md', 'no such file: none.md', 'Give the path of one file'],
    ['new --from none.json x', 'cannot read none.json', 'Name a file'],
    ['none.md', 'No such file or folder: none.md', 'Run it without paths']
  ])('%s: exit code 2 and one line with the remedy', async (argv, what, fix) => {
    const {code, stdout, stderr} = await run(createFolder(), argv)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^handoff-lint: [^\n]+\. Fix: [^\n]+\n$/u)
    expect(stderr).toContain(what)
    expect(stderr).toContain(fix)
  })

  it('shows what was typed, never obeys it', async () => {
    const {stderr} = await run(createFolder(), ['--\u001b]0;x\u0007'])
    expect(stderr).toContain('\\u{1b}]0;x\\u{7}')
    expect(stderr.trim()).not.toMatch(/\p{Cc}/u)
  })

  it('keeps the stack of a bug and asks to report it', async () => {
    const folder = createFolder()
    const stdin = {
      // biome-ignore lint/correctness/useYield: it is there to fail
      async *[Symbol.asyncIterator](): AsyncGenerator<string> {
        throw new TypeError('a bug')
      }
    }
    let stderr = ''
    const code = await main({
      argv: ['-'],
      cwd: folder.root,
      env: {},
      stdin,
      stdout: {write: () => true},
      stderr: {write: (text) => (stderr += text)},
      now: new Date()
    })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^TypeError: a bug\n {4}at [\s\S]+\nhandoff-lint: this is a bug\. Please report it/u)
  })
})

describe('lint', () => {
  it('finds all handoffs of a repository, from any folder in it', async () => {
    const repository = createRepository({[name]: filled, 'README.md': '# Not a handoff\n', 'src/a.ts': ''})
    const expected = {code: 0, stdout: '1 handoff checked, no problems\n', stderr: ''}
    expect(await run(repository, '')).toEqual(expected)
    expect(await run(repository.path('src'), 'lint')).toEqual(expected)
  })

  it('says what to do where there is none', async () => {
    const {code, stdout} = await run(createRepository({'README.md': ''}), '')
    expect(code).toBe(0)
    expect(stdout).toContain('handoff-lint new')
  })

  it('exits with 1 on an error and tells place, reason, remedy and rule', async () => {
    const {code, stdout} = await run(createFolder({[name]: broken}), '')
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /14:3 {2}error {2}Unexpected placeholder `\{What works now.*` *, .* {2}no-placeholder\n {2,}\S/u
    )
    expect(stdout).toContain('1 problem (1 error, 0 warnings) in 1 handoff')
    expect(stdout).toContain('handoff-lint explain no-placeholder')
  })

  it.each([
    ['--exit-zero', 0],
    ['--severity no-placeholder=off', 0],
    ['--severity no-placeholder=warn', 0],
    ['--severity no-placeholder=warning --max-warnings 0', 1],
    ['--severity no-placeholder=warn --max-warnings 1', 0],
    ['--severity no-placeholder=warn --max-warnings 0 --quiet', 1],
    ['--severity no-placeholder=warn --severity no-placeholder=error', 1]
  ])('%s exits with %i', async (argv, code) => {
    expect((await run(createFolder({[name]: broken}), argv)).code).toBe(code)
  })

  it('does not turn “could not run” into 0', async () => {
    expect((await run(createFolder(), 'none.md --exit-zero')).code).toBe(2)
  })

  it('says why more warnings than allowed fail, though they are hidden', async () => {
    const argv = '--severity no-placeholder=warn --max-warnings 0 --quiet'
    const {stdout, stderr} = await run(createFolder({[name]: broken}), argv)
    expect(stdout).toBe('1 handoff checked, no errors; 1 warning not shown\n')
    expect(stderr).toBe('handoff-lint: 1 warning, at most 0 allowed by --max-warnings\n')
  })

  it('prints the report as JSON, also with nothing found', async () => {
    const {code, stdout} = await run(createFolder({[name]: broken}), '--format json')
    const report = JSON.parse(stdout)
    expect(code).toBe(1)
    expect(report.counts).toMatchObject({files: 1, errors: 1, warnings: 0})
    expect(report.files[0]).toMatchObject({path: name, profile: 'timestamped'})
    expect(report.files[0].messages[0]).toMatchObject({ruleId: 'no-placeholder', line: 14, column: 3})
    expect(JSON.parse((await run(createFolder(), '--format json')).stdout)).toMatchObject({version: 1, files: []})
  })

  it('reads standard input under the name it is given', async () => {
    const {code, stdout} = await run(createFolder(), `- --format json --stdin-filename ${name}`, {stdin: broken})
    expect(code).toBe(1)
    expect(JSON.parse(stdout).files[0]).toMatchObject({path: name, profile: 'timestamped'})
  })

  it('colours only where it is wanted', async () => {
    const folder = createFolder({[name]: broken})
    const coloured = async (argv: string, setting: Setting) =>
      (await run(folder, argv, setting)).stdout.includes('\u001b[')
    expect(await coloured('', {})).toBe(false)
    expect(await coloured('', {terminal: true})).toBe(true)
    expect(await coloured('--color', {})).toBe(true)
    expect(await coloured('--no-color', {terminal: true})).toBe(false)
    expect(await coloured('', {terminal: true, env: {NO_COLOR: '1'}})).toBe(false)
    expect(await coloured('', {env: {FORCE_COLOR: '1'}})).toBe(true)
  })

  it('explains itself under --debug, on stderr', async () => {
    const {stdout, stderr} = await run(createFolder({[name]: filled}), '--debug')
    expect(stdout).toBe('1 handoff checked, no problems\n')
    expect(stderr).toMatch(/^debug: \d+ ms: /u)
    expect(stderr).toContain('timestamped')
  })

  it('says under --debug why a span is a placeholder, and in the file of which line', async () => {
    const {stderr} = await run(createFolder({[name]: broken}), '--debug')
    expect(stderr).toMatch(
      /retry-queue\.md:14:3: sure: \{What works now, [^\n]+ fills its line, [^\n]+ known template \+20/u
    )
  })
})

describe('lint --fix', () => {
  const misnamed = 'session-handoffs/2026-03-14-1630-Retry Queue.md'
  const incomplete = filled.replace(/## Next Priorities[\s\S]*?(?=## Context)/u, '')

  it('renames, adds what is missing, says so, and reports the rest', async () => {
    const repository = createRepository({[misnamed]: incomplete})
    const {code, stdout, stderr} = await run(repository, '--fix')
    expect(readdirSync(repository.path('session-handoffs'))).toEqual(['2026-03-14-1630-retry-queue.md'])
    expect(repository.git('status', '--porcelain')).toMatch(/^R[M ] /u)
    expect(readFileSync(repository.path(name), 'utf8')).toMatch(
      /## Completed Work[\s\S]+## Next Priorities[\s\S]+## Context/u
    )
    expect(stderr).toContain(`fixed ${misnamed}: renamed to 2026-03-14-1630-retry-queue.md`)
    expect(stderr).toContain('added ## Next Priorities')
    expect(stdout).not.toContain('valid-filename')
    expect(stdout).not.toContain('require-sections')
    // The section that was added still has to be filled in.
    expect(code).toBe(1)
  })

  it.each([
    ['a path', [misnamed]],
    ['a folder', ['session-handoffs']],
    ['no path', []]
  ])('does nothing the second time, given %s', async (_, paths) => {
    const folder = createFolder({[misnamed]: incomplete})
    await run(folder, ['--fix', ...paths])
    const after = readFileSync(folder.path(name), 'utf8')
    const again = await run(folder, ['--fix', ...(paths[0] === misnamed ? [name] : paths)])
    expect(again.stderr).toBe('')
    expect(readFileSync(folder.path(name), 'utf8')).toBe(after)
  })

  it('judges a file that it renamed under its new name', async () => {
    const folder = createFolder({[misnamed]: filled})
    const {code, stdout} = await run(folder, ['--fix', '--format', 'json', misnamed])
    expect(code).toBe(0)
    expect(JSON.parse(stdout).files.map(({path}: {path: string}) => path)).toEqual([name])
  })

  it.each(['session-log', 'session-brief', 'rolling', 'timestamped'])(
    'rests after one run: %s, broken',
    async (profile) => {
      const files = readdirSync(`test/fixtures/${profile}`).filter((one) => /broken.*\.md$/iu.test(one))
      const folder = createFolder(
        Object.fromEntries(files.map((one) => [one, readFileSync(`test/fixtures/${profile}/${one}`)]))
      )
      const first = await run(folder, ['--fix', '--profile', profile, '.'])
      const second = await run(folder, ['--fix', '--profile', profile, '.'])
      expect(second).toEqual({...first, stderr: expect.not.stringContaining('fixed ')})
      expect(files).toHaveLength(1)
    }
  )

  it('never renames onto another handoff', async () => {
    const folder = createFolder({[misnamed]: filled, [name]: 'other\n'})
    const {stderr} = await run(folder, ['--fix', misnamed])
    expect(stderr).toBe(`${misnamed} was not renamed: there is a 2026-03-14-1630-retry-queue.md already\n`)
    expect(readFileSync(folder.path(name), 'utf8')).toBe('other\n')
  })
})

describe('progress', () => {
  async function progressOf(terminal: boolean, all: number): Promise<string> {
    let text = ''
    const stderr = {write: (more: string) => (text += more), isTTY: terminal}
    const streams = {stdin: (async function* () {})(), stdout: {write: () => true}, stderr}
    const {progress} = await makeEnvironment(makeIo({argv: [], cwd: '/', env: {}, now: new Date(), ...streams}))
    for (let done = 1; done <= all; done++) progress(done, all)
    return text
  }

  it('is one line that goes away again, on long runs at a terminal', async () => {
    expect(await progressOf(true, 400)).toMatch(/^(?:\r\d+ of 400 handoffs){7}\r\p{Cc}\[2K$/u)
    expect(await progressOf(true, 300)).toBe('')
    expect(await progressOf(false, 400)).toBe('')
  })
})

describe('rules and explain', () => {
  it('lists every rule', async () => {
    const {code, stdout} = await run('/', 'rules')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^valid-filename +error +--fix +\S/mu)
    expect(stdout).toMatch(/^max-tokens +warn +[^-]/mu)
    const list = JSON.parse((await run('/', 'rules --format json')).stdout) as {id: string; fixable: boolean}[]
    expect(list.map(({id}) => id)).toEqual(list.map(({id}) => id).toSorted())
    expect(list.filter(({fixable}) => fixable).map(({id}) => id)).toEqual([
      'require-sections',
      'valid-field',
      'valid-filename'
    ])
  })

  it('has a page for every rule', async () => {
    const list = JSON.parse((await run('/', 'rules --format json')).stdout) as {id: string}[]
    for (const {id} of list) {
      const {code, stdout} = await run('/', `explain ${id}`)
      expect([id, code]).toEqual([id, 0])
      expect(stdout).toBe(readFileSync(`docs/rules/${id}.md`, 'utf8'))
    }
  })

  it('dresses the page for a terminal', async () => {
    const {stdout} = await run('/', 'explain handoff-lint:no-placeholder', {terminal: true, env: {NO_COLOR: '1'}})
    expect(stdout).toContain('Why\n')
    expect(stdout).not.toMatch(/^#|```/mu)
  })
})

describe('profile', () => {
  it('lists all', async () => {
    const {stdout} = await run(createFolder(), 'profile')
    for (const one of ['session-log', 'session-brief', 'timestamped', 'rolling', 'capture', 'generic']) {
      expect(stdout).toMatch(new RegExp(`^${one}$`, 'mu'))
    }
  })

  it('shows what was understood of one', async () => {
    const {stdout} = await run(createFolder(), 'profile timestamped')
    expect(stdout).toMatch(/file name +\{date\}-\{time\}-\{slug\}\.md/u)
    expect(stdout).toMatch(/● Date +date/u)
    expect(stdout).toMatch(/● Next Priorities +must be ordered; role next; or Next Steps/u)
    expect(stdout).toMatch(/○ Blockers\/Questions/u)
    expect(stdout).toMatch(/^ +5 {2}\{git branch\} +branch$/mu)
  })

  it('shows a template of one’s own, and JSON without its text', async () => {
    const folder = createFolder({'docs/T.md': '# Handoff: {topic}\n\n**Mood**: [Good / Bad]\n\n## Plan\n1. {step}\n'})
    const {stdout} = await run(folder, 'profile docs/T.md')
    expect(stdout).toMatch(/● Mood +Good \/ Bad/u)
    expect(stdout).toMatch(/● Plan/u)
    const profile = JSON.parse((await run(folder, 'profile docs/T.md --format json')).stdout)
    expect(profile.name).toBe('docs/T.md')
    expect(profile).not.toHaveProperty('template')
  })
})

describe('inspect', () => {
  it('says which profile was chosen and why, and what was found', async () => {
    const {code, stdout} = await run(createFolder({[name]: broken}), ['inspect', name])
    expect(code).toBe(0)
    expect(stdout).toContain('Profile timestamped: ')
    expect(stdout).toMatch(/session-brief +0\.\d\d/u)
    expect(stdout).toMatch(/^ +3 {2}Date +2026-03-14$/mu)
    expect(stdout).toMatch(/^ +16 {2}Next Priorities +next +→ Next Priorities$/mu)
    expect(stdout).toMatch(/14:3 {2}sure {2}\{What works now/u)
  })

  it('gives the same as data', async () => {
    const {stdout} = await run(createFolder(), `inspect - --stdin-filename ${name} --format json`, {stdin: broken})
    const view = JSON.parse(stdout)
    expect(view).toMatchObject({path: name, profile: {name: 'timestamped'}, missingScope: null})
    expect(view.handoffs[0]).toMatchObject({title: 'Session Handoff: retry queue', date: '2026-03-14', missing: []})
    expect(view.placeholders.find(({level}: {level: string}) => level === 'sure')).toMatchObject({line: 14, column: 3})
    expect(view.placeholders[0].evidence.length).toBeGreaterThan(0)
  })

  it('obeys --profile and the configuration', async () => {
    const folder = createFolder({
      [name]: filled,
      '.handofflintrc.json': '{"overrides": [{"files": ["session-handoffs/*.md"], "profile": "session-log"}]}'
    })
    expect((await run(folder, ['inspect', name])).stdout).toContain('Profile session-log: an override says so')
    expect((await run(folder, ['inspect', name, '--profile', 'generic'])).stdout).toContain(
      'Profile generic: asked for'
    )
  })
})

describe('new', () => {
  it('writes the scaffold with what is known, and prints only its path', async () => {
    const repository = createRepository({'a.txt': ''})
    repository.git('switch', '--quiet', '--create', 'feature/retry')
    const result = await run(repository, ['new', 'Retry queue: "fast"'])
    const path = 'session-handoffs/2026-03-14-1630-retry-queue-fast.md'
    expect(result).toEqual({code: 0, stdout: `${path}\n`, stderr: ''})
    const text = readFileSync(repository.path(path), 'utf8')
    expect(text).toContain('# Session Handoff: Retry queue: "fast"\n')
    expect(text).toContain(
      '**Date**: 2026-03-14\n**Time**: 16:30:05\n**Branch**: feature/retry\n**Author**: Ada Example\n'
    )
    expect((await run(repository, '')).code).toBe(1)
  })

  it('prints the path from where one stands', async () => {
    const repository = createRepository({'a/b/c.txt': ''})
    const {stdout} = await run(repository.path('a/b'), 'new x')
    expect(stdout).toBe('../../session-handoffs/2026-03-14-1630-x.md\n')
    expect(existsSync(repository.path('session-handoffs'))).toBe(true)
  })

  it('never overwrites: the next one gets a number', async () => {
    const folder = createFolder()
    const paths = []
    for (let time = 0; time < 3; time++) paths.push((await run(folder, 'new the same')).stdout.trim())
    expect(paths.map((path) => path.slice(-15))).toEqual(['630-the-same.md', '0-the-same-2.md', '0-the-same-3.md'])
    expect(readdirSync(folder.path('session-handoffs'))).toHaveLength(3)
  })

  it('leaves a whole-file handoff that is there alone', async () => {
    const folder = createFolder({'HANDOFF.md': 'mine\n'})
    const {code, stdout, stderr} = await run(folder, 'new --profile session-log x')
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('HANDOFF.md is there already')
    expect(readFileSync(folder.path('HANDOFF.md'), 'utf8')).toBe('mine\n')
  })

  it('only shows under --dry-run', async () => {
    const folder = createFolder()
    const {stdout, stderr} = await run(folder, 'new x --dry-run')
    expect(stdout).toMatch(/^# Session Handoff: x\n/u)
    expect(stderr).toBe('would write session-handoffs/2026-03-14-1630-x.md\n')
    expect(readdirSync(folder.root)).toEqual([])
  })

  it('does not write through a link out of the repository', async () => {
    const [outside, repository] = [createFolder(), createRepository({'a.txt': ''})]
    symlinkSync(outside.root, repository.path('session-handoffs'))
    const {code, stderr} = await run(repository, 'new x')
    expect(code).toBe(2)
    expect(stderr).toContain('lies outside')
    expect(readdirSync(outside.root)).toEqual([])
  })

  it('tells what stands in the way of its folder', async () => {
    const {code, stderr} = await run(createFolder({'session-handoffs': 'a file\n'}), 'new x')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^handoff-lint: cannot make the folder [^\n]+session-handoffs\. Fix: [^\n]+\n$/u)
  })

  it('leaves no other file behind', async () => {
    const folder = createFolder()
    await run(folder, 'new x')
    expect(readdirSync(folder.path('session-handoffs'))).toEqual(['2026-03-14-1630-x.md'])
  })

  it('goes on in the folder and the format of the newest handoffs', async () => {
    const folder = createFolder({[`docs/${name}`]: filled})
    expect((await run(folder, 'new more')).stdout).toBe('docs/session-handoffs/2026-03-14-1630-more.md\n')
    const brief = createFolder({
      '.claude/docs/notes.md': '# Notes\n\n## Session: 2026-03-01\n\n### Handoff\n- **Next**: x\n'
    })
    expect((await run(brief, 'new more')).stdout).toBe('.claude/docs/notes.md\n')
  })

  it('follows the configuration, with a template of one’s own', async () => {
    const folder = createFolder({
      'docs/T.md': '# Notes of {date}: {topic}\n\n## Plan\n1. {step}\n',
      '.handofflintrc.json': '{"profile": "docs/T.md", "files": ["notes/*.md"]}'
    })
    const {stdout} = await run(folder, 'new first try')
    expect(stdout).toBe('notes/2026-03-14-first-try.md\n')
    expect(readFileSync(folder.path('notes/2026-03-14-first-try.md'), 'utf8')).toContain('## Plan\n1. {step}\n')
  })
})

describe('new, and then checked', () => {
  it.each([
    ['session-log', 'HANDOFF.md'],
    ['session-brief', 'HANDOFF.md'],
    ['timestamped', 'session-handoffs/2026-03-14-1630-x.md'],
    ['rolling', 'HANDOFF.md'],
    ['capture', '.claude/SESSION_LOG.md']
  ])('%s: its scaffold is known for what it is, and lacks nothing but content', async (profile, path) => {
    const repository = createRepository({'a.txt': ''})
    expect((await run(repository, `new --profile ${profile} x`)).stdout).toBe(`${path}\n`)
    const {code, stdout} = await run(repository, '--format json')
    const [file] = JSON.parse(stdout).files as {path: string; profile: string; messages: {ruleId: string}[]}[]
    expect(code).toBe(1)
    expect(file).toMatchObject({path, profile})
    expect([...new Set(file?.messages.map(({ruleId}) => ruleId))]).toEqual(['no-placeholder'])
  })
})

describe('new --from', () => {
  const values = {
    title: 'Retry queue',
    'Session Summary': 'The queue retries. The delay is fixed.',
    'Completed Work': ['Retries in `src/queue.ts`'],
    next_priorities: ['Make the delay configurable, because operations asked'],
    'Blockers/Questions': null,
    'Context for Next Session': {
      Decisions: ['The delay doubles, since the broker throttles'],
      'Key Files': ['`src/queue.ts` - the loop'],
      References: null
    }
  }

  it('fills everything in one go, and what it wrote passes', async () => {
    const repository = createRepository({'a.txt': ''})
    const {code, stdout, stderr} = await run(repository, 'new --from -', {stdin: JSON.stringify(values)})
    expect({code, stdout, stderr}).toEqual({
      code: 0,
      stdout: 'session-handoffs/2026-03-14-1630-retry-queue.md\n',
      stderr: ''
    })
    expect(await run(repository, '')).toMatchObject({code: 0, stdout: '1 handoff checked, no problems\n'})
  })

  it('lists what is still to fill in', async () => {
    const folder = createFolder({'v.json': '{"Completed Work": ["all of it"]}'})
    const {code, stderr} = await run(folder, 'new x --from v.json')
    expect(code).toBe(0)
    expect(stderr).toContain('still to fill in: {What to do first, and why it comes first}\n')
    expect(stderr).not.toContain('{What works now')
  })

  it('refuses keys it does not know, with the nearest and all there are, and writes nothing', async () => {
    const folder = createFolder({'v.json': '{"Completd Work": [], "zzz": 1}'})
    const {code, stdout, stderr} = await run(folder, 'new x --from v.json')
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/`Completd Work` \(did you mean `Completed Work`\?\), `zzz`\. Fix: .*Next Priorities/u)
    expect(readdirSync(folder.root)).toEqual(['v.json'])
  })

  it.each([
    ['not json', 'is no JSON'],
    ['[1]', 'holds no object'],
    ['null', 'holds no object'],
    ['', 'is no JSON']
  ])('refuses %j', async (stdin, what) => {
    const {code, stderr} = await run(createFolder(), 'new x --from -', {stdin})
    expect(code).toBe(2)
    expect(stderr).toContain(what)
  })

  it('takes a byte order mark for what it is, and tells of other encodings', async () => {
    const folder = createFolder()
    expect((await run(folder, 'new x --from -', {stdin: '\uFEFF{}'})).code).toBe(0)
    expect((await run(folder, 'new x --from -', {stdin: new Uint8Array([0x7b, 0xff, 0x7d])})).stderr).toContain('0xff')
  })
})

describe('new in a file that grows', () => {
  const rolling = (day: string) => `# Handoff

## Current Handoff (${day})

**Module**: queue

### Immediate Next Steps
1. Ship it

## Historical Handoffs
Newest first.

### Handoff (2026-01-01)

Older.
`

  it('moves the current section to the top of the history', async () => {
    const folder = createFolder({'HANDOFF.md': rolling('2026-03-13')})
    const {code, stdout} = await run(folder, 'new --profile rolling x')
    expect([code, stdout]).toEqual([0, 'HANDOFF.md\n'])
    const text = readFileSync(folder.path('HANDOFF.md'), 'utf8')
    const places = [
      '## Current Handoff (2026-03-14)',
      '## Historical',
      '### Handoff (2026-03-13)',
      '### Handoff (2026-01-01)'
    ]
    const found = places.map((heading) => text.indexOf(`\n${heading}`))
    expect(found).toEqual(found.toSorted((a, b) => a - b))
    expect(found).not.toContain(-1)
    expect(text.match(/## Current/gu)).toHaveLength(1)
    expect(text).toContain('Ship it')
  })

  it('keeps CRLF and the byte order mark', async () => {
    const folder = createFolder({'HANDOFF.md': `\uFEFF${rolling('2026-03-13').replaceAll('\n', '\r\n')}`})
    await run(folder, 'new --profile rolling x')
    const text = readFileSync(folder.path('HANDOFF.md'), 'utf8')
    expect(text.startsWith('\uFEFF# Handoff\r\n')).toBe(true)
    expect(text.slice(1)).not.toMatch(/\uFEFF|(?<!\r)\n/u)
  })

  it('does not turn another format into it', async () => {
    const folder = createFolder({'HANDOFF.md': '# Handoff\n\n## Status\n\nFine.\n'})
    const {code, stderr} = await run(folder, 'new --profile rolling x')
    expect(code).toBe(2)
    expect(stderr).toContain('HANDOFF.md has no section')
    expect(readFileSync(folder.path('HANDOFF.md'), 'utf8')).toContain('## Status')
  })

  it.each([
    ['first', '2026-03-02', '2026-03-01', ['2026-03-14', '2026-03-02', '2026-03-01']],
    ['last', '2026-03-01', '2026-03-02', ['2026-03-01', '2026-03-02', '2026-03-14']]
  ])('puts a block %s where the file does so', async (_, one, two, order) => {
    const block = (day: string) => `## Session: ${day}\n\n### Handoff\n- **Next**: x\n`
    const folder = createFolder({'.claude/docs/log.md': `# Log\n\n${block(one)}\n${block(two)}`})
    expect((await run(folder, 'new')).stdout).toBe('.claude/docs/log.md\n')
    const text = readFileSync(folder.path('.claude/docs/log.md'), 'utf8')
    expect([...text.matchAll(/## Session: (\S+)/gu)].map((match) => match[1])).toEqual(order)
  })

  it('begins a file where there is none', async () => {
    const folder = createFolder()
    mkdirSync(folder.path('.claude'))
    expect((await run(folder, 'new --profile capture x')).stdout).toBe('.claude/SESSION_LOG.md\n')
    expect(readFileSync(folder.path('.claude/SESSION_LOG.md'), 'utf8')).toContain('## Session: 2026-03-14\n')
  })
})

describe('the built program, as a process', () => {
  const program = resolve('dist/cli.js')
  const start = (cwd: string, argv: string[], input = '') =>
    spawnSync(process.execPath, [program, ...argv], {cwd, input, env: gitEnvironment(), encoding: 'utf8'})

  it('judges a repository and exits with what it found', () => {
    const good = start(createRepository({[name]: filled}).root, [])
    expect([good.status, good.stdout, good.stderr]).toEqual([0, '1 handoff checked, no problems\n', ''])
    const bad = start(createRepository({[name]: broken}).root, [])
    expect(bad.status).toBe(1)
    expect(bad.stdout).toContain('no-placeholder')
  })

  it('reads standard input and finds the pages of the rules', () => {
    const folder = createFolder()
    const {status, stdout} = start(folder.root, ['-', '--stdin-filename', name, '--format', 'json'], broken)
    expect([status, JSON.parse(stdout).counts.errors]).toEqual([1, 1])
    expect(start(folder.root, ['explain', 'no-placeholder']).stdout).toContain('## Why')
    expect(start(folder.root, ['none.md']).status).toBe(2)
  })

  it('loads neither parser nor git for --version', () => {
    const {root, path} = createFolder({
      'loaded.cjs': `process.on('exit', () => {
        const sizes = Object.keys(require.cache).map((name) => require('fs').statSync(name).size)
        process.stderr.write(String(sizes.reduce((sum, size) => sum + size, 0)))
      })`
    })
    const {status, stderr} = spawnSync(process.execPath, ['-r', path('loaded.cjs'), program, '--version'], {
      cwd: root,
      encoding: 'utf8'
    })
    expect(status).toBe(0)
    expect(Number(stderr)).toBeGreaterThan(1000)
    expect(Number(stderr)).toBeLessThan(200_000)
  })

  it.skipIf(process.platform === 'win32')('ends quietly, with the right code, when nobody reads on', () => {
    const long = broken.replace('## Next', `${'- {What works now, with the path of the file}\n'.repeat(600)}\n## Next`)
    const folder = createFolder({[name]: long})
    const script = '{ "$0" "$1" --format json; echo "code $?" >&2; } | head -c 1'
    const {stdout, stderr} = spawnSync('sh', ['-c', script, process.execPath, program], {
      cwd: folder.root,
      encoding: 'utf8'
    })
    expect([stdout, stderr]).toEqual(['{', 'code 1\n'])
  })

  it.skipIf(!existsSync('/dev/full'))('could not run when its answer cannot be written', () => {
    const script = '"$0" "$1" > /dev/full'
    const {status, stderr} = spawnSync('sh', ['-c', script, process.execPath, program], {
      cwd: createFolder({[name]: filled}).root,
      encoding: 'utf8'
    })
    expect(status).toBe(2)
    expect(stderr).toMatch(/^handoff-lint: cannot write the output: ENOSPC[^\n]*\n$/u)
  })
})
