import {spawnSync} from 'node:child_process'
import {readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {resolve} from 'node:path'
import {beforeAll, describe, expect, it} from 'vitest'
import {makeHandoff} from '../scripts/bench/handoffs.mjs'
import {createFolder, createRepository, type Folder} from './helpers/repository.ts'

const count = 1700
const handoffs = Array.from({length: count}, (_, number) => makeHandoff(number))
const spoilt = Object.fromEntries(
  handoffs.map(({path, text}, index) => [path, index % 50 === 0 ? `${text}\n## Notes\n\n- TODO\n` : text])
)
const pathOf = (index: number) => handoffs[index]?.path ?? ''

const bomb = Array.from({length: 1000}, (_, level) => `${' '.repeat(2 * level)}- a\n`).join('')
const odd = {
  [pathOf(7)]: Uint8Array.of(0x23, 0x20, 0xff, 0x0a),
  [pathOf(300)]: `# Handoff\n\n${bomb}`,
  [pathOf(600)]: '# Handoff\n\nOne\0two\n'
}

let folder: Folder
let log: string

beforeAll(() => {
  folder = createFolder({...spoilt, ...odd})
  symlinkSync('nowhere', folder.path('docs/handoffs/HANDOFF-link.md'))
  log = createFolder({log: ''}).path('log')
})

interface Way {
  /** Runs first in every thread. */
  hook?: string
  argv?: readonly string[]
  at?: Folder
}

/** Run the built program; `threads` has a word of each thread that was started. */
function run({hook = '', argv = [], at = folder}: Way = {}) {
  const script = createFolder({
    'hook.cjs': `const {isMainThread} = require('node:worker_threads')
require('node:fs').appendFileSync(${JSON.stringify(log)}, isMainThread ? 'main ' : 'helper ')
${hook}`
  }).path('hook.cjs')
  writeFileSync(log, '')
  const {status, stdout, stderr} = spawnSync(process.execPath, [resolve('dist/cli.js'), 'docs', ...argv], {
    cwd: at.root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: {...process.env, NODE_OPTIONS: `--require ${JSON.stringify(script)}`}
  })
  return {status, stdout, stderr, threads: readFileSync(log, 'utf8').trim().split(' ').sort()}
}

// Who searches a mistake gets its lines in order, from one thread.
const alone = (format: string) => run({argv: ['--format', format, '--debug']})

const helpers = availableParallelism() > 1 ? ['helper'] : []

describe('many files', () => {
  let expected: string

  it.each([['stylish'], ['json']])(
    'are judged by several threads as by one: %s',
    (format) => {
      const one = alone(format)
      if (format === 'stylish') expected = one.stdout
      expect(one.threads).toEqual(['main'])
      expect(one.status).toBe(1)
      for (const rule of ['no-placeholder', 'valid-encoding', 'regular-file']) expect(one.stdout).toContain(rule)
      const several = run({argv: ['--format', format]})
      expect(several.threads).toEqual([...helpers, 'main'])
      expect(several).toMatchObject({status: 1, stdout: one.stdout, stderr: ''})
    },
    120_000
  )

  it.each([
    [
      'cannot be started',
      `require('node:worker_threads').Worker = class { constructor() { throw new Error('none') } }`
    ],
    ['breaks at once', `if (!isMainThread) throw new Error('broken')`],
    [
      'breaks on the way',
      `if (!isMainThread) {
        const fs = require('node:fs')
        const {readFileSync} = fs
        let left = 40
        fs.readFileSync = (path, ...rest) => {
          if (String(path).endsWith('.md') && left-- === 0) process.exit(3)
          return readFileSync(path, ...rest)
        }
      }`
    ]
  ])(
    'are all judged when a helper %s',
    (_, hook) => {
      const {status, stdout, stderr} = run({hook})
      expect({status, stdout, stderr}).toEqual({status: 1, stdout: expected, stderr: ''})
    },
    120_000
  )

  it('are known afterwards, whoever judged them', () => {
    const repository = createRepository(spoilt)
    const first = run({at: repository, argv: ['--format', 'json']})
    expect(first.threads).toEqual([...helpers, 'main'])
    const second = run({at: repository, argv: ['--format', 'json']})
    expect(second).toEqual({...first, threads: ['main']})
  }, 120_000)
})
