import {spawnSync} from 'node:child_process'
import {resolve} from 'node:path'
import {describe, expect, it} from 'vitest'
import {main} from '../src/cli.ts'
import {makeIo} from '../src/commands/io.ts'
import {plainOptions} from '../src/commands/lint.ts'
import {makeProgram} from '../src/commands/program.ts'
import {plainStatus} from '../src/commands/status.ts'
import {commandNames, hookWords, pathWords, statusWords} from '../src/words.ts'
import {createFolder, gitEnvironment} from './helpers/repository.ts'

const silent = {write: () => {}}
const invocation = {
  argv: [],
  cwd: process.cwd(),
  env: {},
  stdin: process.stdin,
  stdout: silent,
  stderr: silent,
  now: new Date()
}

describe('words that are not read as a command line', () => {
  const {commands} = makeProgram(makeIo(invocation), () => {})

  it('know all commands', () => {
    expect(commands.map((one) => one.name())).toEqual(commandNames)
    expect(commands.flatMap((one) => one.aliases())).toEqual([])
  })

  it('mean what a command line without options means', () => {
    expect(commands.find((one) => one.name() === 'lint')?.opts()).toEqual(plainOptions)
    expect(commands.find((one) => one.name() === 'status')?.opts()).toEqual(plainStatus)
  })

  it.each([[[]], [['HANDOFF.md']], [['docs', 'lint']], [['lin']]])('%j are paths', (words) =>
    expect(pathWords(words)).toEqual(words)
  )

  it.each([
    [['help']],
    [['-']],
    [['']],
    [['a.md', '--quiet']],
    [['--', 'a.md']],
    ...commandNames.map((name) => [[name]])
  ])('%j are no paths', (words) => expect(pathWords(words)).toBeNull())

  it.each([
    [['pre-push', 'origin', 'url'], true],
    [['pre-push', 'origin'], false],
    [['pre-push', 'origin', '--help'], false],
    [['lint', 'origin', 'url'], false]
  ])('%j of a hook: %s', (words, isHook) => expect(hookWords(words) !== null).toBe(isHook))

  it.each([
    [['status'], true],
    [['status', '--all'], true],
    [['status', '--all', '--json'], false],
    [['status', 'all'], false],
    [['--all'], false],
    [['show', '--all'], false]
  ])('%j of branches: %s', (words, areBranches) => expect(statusWords(words) !== null).toBe(areBranches))

  it.each([[['HANDOFF.md']], [['notes']], [['staus']], [['there-is-none.md']], [[]], [['status', '--all']]])(
    '%j get the answer of the command line',
    async (argv) => {
      const {root} = createFolder({
        'HANDOFF.md': '# Handoff\n\n- {What works now}\n',
        'notes/HANDOFF.md': '# Handoff\n\nTBD\n'
      })
      let [stdout, stderr] = ['', '']
      const status = await main({
        ...invocation,
        argv,
        cwd: root,
        stdout: {write: (text) => (stdout += text)},
        stderr: {write: (text) => (stderr += text)}
      })
      const env = {...gitEnvironment(), XDG_CACHE_HOME: root}
      const program = resolve('dist/cli.js')
      expect(spawnSync(process.execPath, [program, ...argv], {cwd: root, env, encoding: 'utf8'})).toMatchObject({
        status,
        stdout,
        stderr
      })
    }
  )
})
