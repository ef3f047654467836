import {existsSync, readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {renderHandoff} from '../src/commands/show-render.ts'
import {makePaint} from '../src/terminal.ts'
import {invoke} from './helpers/invoke.ts'
import {createFolder, createRepository, type Repository} from './helpers/repository.ts'

const handoff = (title: string) => `# Session Handoff: ${title}

**Date**: 2026-03-14

## Session Summary

Jobs are tried again with a growing delay.

## Next Priorities

1. Read the delay of ${title} from the configuration

### Later

- Measure it

## Context for Next Session

### Key Files

- \`src/queue.ts\`
`

const day = (date: number) => `2026-03-${date}T10:00:00Z`

/** `main` with an old handoff, `topic` with two and work after them, and `bare` with work alone. */
function start(): Repository {
  const repository = createRepository()
  const {git, commit} = repository
  commit({'src/a.ts': '0', 'session-handoffs/old.md': handoff('old')}, {date: day(10)})
  git('switch', '--quiet', '-c', 'bare')
  commit({'src/a.ts': '9'}, {date: day(11)})
  git('switch', '--quiet', '-c', 'topic', 'main')
  commit({'session-handoffs/first.md': handoff('first')}, {date: day(12)})
  commit({'session-handoffs/second.md': handoff('second')}, {date: day(13)})
  for (let index = 0; index < 6; index++) commit({'src/a.ts': `${index + 1}`}, {date: day(15)})
  return repository
}

const {root, git, commit} = start()
const show = (...argv: string[]) => invoke(root, ['show', ...argv])

describe('the newest handoff', () => {
  it('of the branch that is checked out goes to a pipe as it was written; where it is from goes to stderr', async () => {
    const oid = git('log', '-1', '--format=%h', '--abbrev=7', '--', 'session-handoffs/second.md')
    expect(await show()).toEqual({
      code: 0,
      stdout: handoff('second'),
      stderr: [
        `session-handoffs/second.md, from commit ${oid} of 2026-03-13 10:00 UTC (7 d ago), on topic`,
        `stale: 6 commits of work in 1 session from 2026-03-15 10:00 UTC since the handoff ${oid} (session-handoffs/second.md, 2026-03-13 10:00 UTC): 6 commits, at most 5 allowed, 2 d after it, at most 24 h allowed`,
        ''
      ].join('\n')
    })
  })

  it('is read at its commit, not from the disk', async () => {
    const repository = start()
    repository.write({'session-handoffs/second.md': 'changed'})
    const {stdout, stderr} = await invoke(repository.root, ['show'])
    expect(stdout).toBe(handoff('second'))
    expect(stderr).toContain('session-handoffs/second.md exists but is not committed')
  })

  it('of a branch without one is what it started from, and it says so', async () => {
    const {stdout, stderr} = await show('bare')
    expect(stdout).toBe(handoff('old'))
    expect(stderr).toMatch(
      /^session-handoffs\/old\.md, from commit \w{7} of 2026-03-10 .*, from before bare: it has no handoff of its own\n/u
    )
    const main = await show('main')
    expect(main.stdout).toBe(handoff('old'))
    expect(main.stderr).toMatch(/, on main\n$/u)
  })

  it('of a remote branch is found by either name', async () => {
    const {root: clone} = createFolder()
    git('clone', '--quiet', '--no-local', '--branch=main', root, clone)
    for (const name of ['topic', 'origin/topic']) {
      expect((await invoke(clone, ['show', name])).stdout).toBe(handoff('second'))
    }
  })

  it('that was deleted is not shown', async () => {
    git('switch', '--quiet', '-c', 'taken-back', 'main')
    commit({'session-handoffs/wrong.md': handoff('wrong'), 'src/a.ts': '5'}, {date: day(16)})
    git('rm', '--quiet', 'session-handoffs/wrong.md')
    commit({}, {date: day(17)})
    const {stdout, stderr} = await show()
    expect(stdout).toBe(handoff('old'))
    expect(stderr).toContain('from before taken-back')
    git('switch', '--quiet', 'topic')
  })

  it('of a file that holds many is the last one', async () => {
    const repository = createRepository({'src/a.ts': '0'})
    const block = (date: number) => `## Session: 2026-03-${date}\n\n### Handoff\n- **Next:** step ${date}\n`
    repository.git('switch', '--quiet', '-c', 'topic')
    repository.commit({'.claude/docs/log.md': `# Notes\n\n${block(12)}\n${block(14)}`})
    expect((await invoke(repository.root, ['show'])).stdout).toBe(block(14))
    repository.commit({'.claude/docs/log.md': `# Notes\n\n${block(15)}\n${block(14)}`})
    expect((await invoke(repository.root, ['show'])).stdout).toBe(block(15))
  })

  it.each([
    [['topik'], 'No branch `topik`. Fix: Did you mean `topic`?'],
    [['quite-another'], 'No branch `quite-another`. Fix: See `handoff-lint status --all` for the branches there are.'],
    [['--upload-pack=x'], 'Unknown option']
  ])('is not looked for on %s', async (argv, message) => {
    const {code, stdout, stderr} = await show(...argv)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })

  it('is missed where there is none', async () => {
    const {code, stdout, stderr} = await invoke(createRepository({a: '1'}).root, ['show'])
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toBe('handoff-lint: no handoff on main. Fix: Write one: `npx handoff-lint new`.\n')
    expect((await invoke(createRepository().root, ['show'])).stderr).toContain('no commit yet')
    expect((await invoke(createFolder().root, ['show'])).stderr).toContain('not inside a git repository')
  })

  it('that cannot be shown is told, with the reason', async () => {
    const repository = createRepository({'src/a.ts': '0'})
    repository.git('switch', '--quiet', '-c', 'topic')
    repository.commit({'session-handoffs/a.md': new Uint8Array([35, 32, 65, 0, 66, 10])})
    const {code, stderr} = await invoke(repository.root, ['show'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/session-handoffs\/a\.md in commit \w{7} cannot be shown: Unexpected NUL byte/u)
  })
})

describe('the help', () => {
  it.each(['show', 'status'])('of %s teaches by examples and names the exit codes', async (command) => {
    const {code, stdout, stderr} = await invoke('/', [command, '--help'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.match(new RegExp(`^ {2}handoff-lint ${command}`, 'gmu'))?.length).toBeGreaterThanOrEqual(3)
    expect(stdout).toContain('2  could not run')
  })
})

describe('a part of it', () => {
  const part = async (name: string) => (await show('--section', name)).stdout
  const next = '## Next Priorities\n\n1. Read the delay of second from the configuration\n\n### Later\n\n- Measure it\n'

  it.each([
    ['next', next],
    ['Next', next],
    ['next priorities', next],
    ['NEXT PRIOR', next],
    ['key files', '### Key Files\n\n- `src/queue.ts`\n'],
    ['files', '### Key Files\n\n- `src/queue.ts`\n']
  ])('is found by role or heading: %s', async (name, text) => {
    expect(await part(name)).toBe(text)
  })

  it('is a field where no section plays the role', async () => {
    const repository = createRepository({'src/a.ts': '0'})
    repository.git('switch', '--quiet', '-c', 'topic')
    repository.commit({'HANDOFF.md': '# Handoff\n\nAll is well here.\n\n**Next:** run the tests\n'})
    const {stdout} = await invoke(repository.root, ['show', '--section', 'next'])
    expect(stdout).toBe('**Next:** run the tests\n')
  })

  it.each([
    ['nxt', 'Did you mean `next`?'],
    ['key file list', 'It has:'],
    ['blockers', '“Next Priorities”'],
    ['  ', 'It has:']
  ])('that is not there is told with what is: %s', async (name, hint) => {
    const {code, stdout, stderr} = await show('--section', name)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(hint)
  })
})

describe('on a terminal', () => {
  it('it is rendered, safe, and paged by the pager of the user', async () => {
    const file = createFolder().path('paged')
    const env = {PATH: process.env['PATH'], PAGER: `cat > '${file}'`, FORCE_COLOR: '1'}
    const {code, stdout} = await invoke(root, ['show'], {terminal: true, env})
    expect([code, stdout]).toEqual([0, ''])
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('\u001b[1mNext Priorities\u001b[22m')
    expect(text).not.toContain('## ')
  })

  it.each(['', 'cat', 'no-such-pager-anywhere'])('it is printed when the pager is “%s”', async (PAGER) => {
    const env = {PATH: process.env['PATH'], PAGER, NO_COLOR: '1'}
    const {stdout} = await invoke(root, ['show'], {terminal: true, env})
    expect(stdout).toContain('Next Priorities\n')
    expect(stdout).not.toContain('## ')
  })

  it('it is never paged into a pipe', async () => {
    const file = createFolder().path('paged')
    const {stdout} = await invoke(root, ['show'], {env: {PATH: process.env['PATH'], PAGER: `cat > '${file}'`}})
    expect(stdout).toBe(handoff('second'))
    expect(existsSync(file)).toBe(false)
  })

  it('its controls are shown, and its comments are gone', () => {
    const text = renderHandoff('# A\u001b]0;x\u0007\n\n<!-- a\nb -->c\u202e\n', makePaint(false))
    expect(text).toBe('A\\u{1b}]0;x\\u{7}\n\nc\\u{202e}\n')
  })

  it('it takes no longer for comments that never end', () => {
    const text = '<!-- '.repeat(200_000)
    const started = performance.now()
    expect(renderHandoff(text, makePaint(false))).toBe(text)
    expect(renderHandoff(`${'**'.repeat(100_000)}${'[a]('.repeat(50_000)}`, makePaint(true))).not.toBe('')
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
