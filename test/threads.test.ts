import {spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {resolve} from 'node:path'
import {beforeAll, describe, expect, it} from 'vitest'
import {makeHandoff} from '../scripts/bench/handoffs.mjs'
import {judgeFile} from '../src/check-file.ts'
import {makeLightPlan} from '../src/check-light-plan.ts'
import {judgeTogether} from '../src/check-threads.ts'
import {chooseParse} from '../src/parse/choose.ts'
import {type Result, resultOf} from '../src/verdicts.ts'
import {createFolder, createRepository, type Files, type Repository} from './helpers/repository.ts'

const cli = resolve('dist/cli.js')
const bomb = Array.from({length: 1000}, (_, level) => `${' '.repeat(2 * level)}- a\n`).join('')

/** What is judged in another way than a text that is short and fine. */
const odd = [
  Uint8Array.of(0x23, 0x20, 0xff, 0x0a),
  `# Handoff\n\n${bomb}`,
  '# Handoff\n\nOne\0two\n',
  ...Array.from({length: 7}, (_, number) => `${makeHandoff(number).text}\n## Notes\n\n- TODO\n`)
]

/** So many handoffs; one of fifty is odd. */
const makeFiles = (count: number): Files =>
  Object.fromEntries(
    Array.from({length: count}, (_, number) => [
      `docs/handoffs/2026-01-02-0304-${number}.md`,
      (number % 50 === 7 && odd[((number - 7) / 50) % odd.length]) ||
        `# Handoff ${number}\n\n## Summary\n\nDone.\n\n## Next steps\n\n1. Measure it.\n`
    ])
  )

describe('a run of many files', () => {
  const helpers = availableParallelism() > 1 ? ['helper'] : []
  let repository: Repository
  /** Has a word of each thread that was started. */
  let log: string
  let started: object

  beforeAll(() => {
    repository = createRepository(makeFiles(1700))
    symlinkSync('nowhere', repository.path('docs/handoffs/HANDOFF-link.md'))
    const tools = createFolder({
      log: '',
      'hook.cjs': `const {isMainThread} = require('node:worker_threads')
const log = require('node:path').join(__dirname, 'log')
require('node:fs').appendFileSync(log, isMainThread ? 'main ' : 'helper ')`
    })
    log = tools.path('log')
    const env = {...process.env, NODE_OPTIONS: `--require ${JSON.stringify(tools.path('hook.cjs'))}`}
    started = {cwd: repository.root, env}
  })

  function run(...argv: string[]) {
    writeFileSync(log, '')
    const options = {...started, encoding: 'utf8', maxBuffer: 2 ** 28} as const
    const {status, stdout, stderr} = spawnSync(process.execPath, [cli, 'docs', ...argv], options)
    return {status, stdout, stderr, threads: readFileSync(log, 'utf8').trim().split(' ').sort()}
  }

  it.each(['stylish', 'json'])('is by several threads what it is by one: %s', (format) => {
    // Who searches a mistake gets its lines in order, from one thread.
    const alone = run('--no-cache', '--format', format, '--debug')
    expect(alone.threads).toEqual(['main'])
    expect(alone.status).toBe(1)
    for (const rule of ['no-placeholder', 'valid-encoding', 'regular-file', 'parse-limit']) {
      expect(alone.stdout).toContain(rule)
    }
    const several = run('--no-cache', '--format', format)
    expect(several.threads).toEqual([...helpers, 'main'])
    expect(several).toMatchObject({status: 1, stdout: alone.stdout, stderr: ''})
  })

  it('is known afterwards, whoever judged', () => {
    const first = run('--format', 'json')
    expect(first.threads).toEqual([...helpers, 'main'])
    expect(run('--format', 'json')).toEqual({...first, threads: ['main']})
  })

  it('says by its exit code what it found when nobody reads on', async () => {
    const running = spawn(process.execPath, [cli, 'docs', '--no-cache'], started)
    let said = ''
    running.stderr.on('data', (chunk) => {
      said += chunk
    })
    running.stdout.destroy()
    expect(await once(running, 'close')).toEqual([1, null])
    expect(said).toBe('')
  })

  it.skipIf(process.platform === 'win32' || helpers.length === 0)('ends at once when it is interrupted', async () => {
    writeFileSync(log, '')
    const running = spawn(process.execPath, [cli, 'docs', '--no-cache'], started)
    const timer = setInterval(() => {
      if (readFileSync(log, 'utf8').includes('helper')) running.kill('SIGINT')
    }, 10)
    expect(await once(running, 'close')).toEqual([null, 'SIGINT'])
    clearInterval(timer)
  })
})

describe('files that threads share', () => {
  const helperOf = (first: string) =>
    createFolder({'helper.cjs': `${first}\nrequire(${JSON.stringify(resolve('dist/thread.js'))})`}).path('helper.cjs')

  const quiet = {debug: () => {}}
  let judged: Map<string, Result>

  /**
   * Judge them together with a helper, if there is one; tells how much this thread did.
   *
   * @param file what the helper runs.
   * @param helpFirst this thread waits for the first that the helper hands over.
   */
  async function share(file: string | null, helpFirst = false) {
    const folder = createFolder(makeFiles(160))
    const files = Object.keys(makeFiles(160)).map((path) => ({path, absolute: folder.path(path), given: false}))
    const {settings, loadPlan} = await makeLightPlan({}, {}, null, async () => {
      throw new Error('no profile is named')
    })
    const judge = {plan: await loadPlan(), parsers: chooseParse(quiet), ...quiet}
    const results = new Map<string, Result>()
    let own = 0
    let wake = () => {}
    const helped = new Promise<void>((resolve) => {
      wake = resolve
    })
    const progress: [number, number][] = []
    const job = {
      files,
      settings,
      engine: undefined,
      withoutClean: false,
      judge: async (one: (typeof files)[number]) => {
        if (helpFirst) await helped
        own++
        results.set(one.path, await judgeFile(one, judge))
      },
      take: (one: (typeof files)[number], handed: {json: string}) => {
        results.set(one.path, resultOf({isClean: false, ...handed}))
        wake()
      },
      progress: (done: number, all: number) => void progress.push([done, all])
    }
    await judgeTogether(job, file ?? '', file === null ? 0 : 1)
    expect(progress).toEqual(files.map((_, index) => [index + 1, files.length]))
    return {results, own, all: files.length}
  }

  beforeAll(async () => {
    judged = (await share(null)).results
  })

  it('are judged alike by whoever takes them', async () => {
    const {results, own, all} = await share(resolve('dist/thread.js'), true)
    expect(results).toEqual(judged)
    expect(own).toBeGreaterThan(0)
    expect(own).toBeLessThan(all)
  })

  it.each([
    // Only the path of a file can be started.
    ['cannot be started', false, 'no path'],
    ['breaks at once', false, helperOf(`throw new Error('broken')`)],
    [
      'breaks on the way',
      true,
      helperOf(`const fs = require('node:fs')
      const {openSync, readFileSync} = fs
      let left = 40
      const countDown = (path) => {
        if (String(path).endsWith('.md') && left-- === 0) process.exit(3)
      }
      fs.openSync = (path, ...rest) => (countDown(path), openSync(path, ...rest))
      fs.readFileSync = (path, ...rest) => (countDown(path), readFileSync(path, ...rest))`)
    ]
  ])('are all judged when a helper %s', async (_, helpFirst, file) => {
    const {results, own, all} = await share(file, helpFirst)
    expect(results).toEqual(judged)
    // A batch that it has handed over is not judged again.
    expect(own).toBe(helpFirst ? all - 32 : all)
  })
})
