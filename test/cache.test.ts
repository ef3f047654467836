import {appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeEach, describe, expect, it} from 'vitest'
import {makeHandoff} from '../scripts/bench/handoffs.mjs'
import type {CheckRequest} from '../src/check.ts'
import {check} from '../src/check.ts'
import {createGit} from '../src/git/client.ts'
import {parse} from '../src/parse.ts'
import {createRepository, type Repository} from './helpers/repository.ts'

let folder: Repository
let read: string[]
const count = 12

const git = (...words: string[]) => folder.git(...words)

/** Run it as the command line does; `read` has the texts that were parsed. */
async function run(request: Partial<CheckRequest> = {}, engine?: 'reference') {
  read = []
  const base = folder.root
  return check(
    {paths: [], cache: true, ...request},
    {
      cwd: base,
      env: process.env,
      now: new Date(),
      git: createGit(base),
      loadParse: async () => ({
        native: null,
        loadReference: async () => (text) => {
          read.push(text)
          return parse(text)
        }
      }),
      debug: () => {},
      progress: () => {},
      engine
    }
  )
}

const handoffs = Array.from({length: count}, (_, number) => makeHandoff(number))
const first = handoffs[0]?.path ?? ''
const store = () => folder.path('.git/handoff-lint')

beforeEach(() => {
  folder = createRepository(Object.fromEntries(handoffs.map(({path, text}) => [path, text])))
})

describe('verdicts that are known', () => {
  it('are taken without a look at the file, and are the same', async () => {
    const before = await run()
    expect(read).toHaveLength(count)
    expect(await run()).toEqual(before)
    expect(read).toEqual([])
    expect(await run({cache: false})).toEqual(before)
    expect(read).toHaveLength(count)
  })

  it('hold for a file that is not staged as long as it does not change', async () => {
    await run()
    appendFileSync(folder.path(first), '\n## Notes\n\n- TODO\n')
    const report = await run()
    expect(read).toHaveLength(1)
    expect(report.files.find(({path}) => path === first)?.messages).not.toEqual([])
    git('add', '.')
    expect(await run()).toEqual(report)
    expect(await run()).toEqual(report)
    expect(read).toEqual([])
  })

  it('do not hold under other settings', async () => {
    await run()
    await run({severity: {'max-tokens': 'off'}})
    expect(read).toHaveLength(count)
    await run({profile: 'generic'})
    expect(read).toHaveLength(count)
    writeFileSync(folder.path('.handofflintrc.json'), '{"rules": {"no-placeholder": "off"}}')
    await run()
    expect(read).toHaveLength(count)
    rmSync(folder.path('.handofflintrc.json'))
    await run()
    expect(read).toEqual([])
  })

  it('do not hold for another parser', async () => {
    await run()
    await run({}, 'reference')
    expect(read).toHaveLength(count)
    await run({brief: true}, 'reference')
    await run({brief: true})
    expect(read).toEqual([])
  })

  it('do not follow a file that git was told not to look at', async () => {
    git('update-index', '--assume-unchanged', first)
    await run()
    writeFileSync(folder.path(first), '# Handoff\n\nTODO\n')
    await run()
    expect(read).toEqual(['# Handoff\n\nTODO\n'])
  })

  it('do not hold for the same text under another name', async () => {
    await run()
    git('mv', first, first.replace('2023-01-01-0000', '2023-99-01-0000'))
    await run()
    expect(read).toHaveLength(1)
  })

  it.each([
    ['cut off', (path: string) => writeFileSync(path, readFileSync(path, 'utf8').slice(0, 500))],
    ['other JSON', (path: string) => writeFileSync(path, '[["a", {}]]')],
    ['no list', (path: string) => writeFileSync(path, '{"a": 1}')],
    ['null', (path: string) => writeFileSync(path, '[null]')],
    ['empty', (path: string) => writeFileSync(path, '')],
    [
      'a folder',
      (path: string) => {
        rmSync(path)
        mkdirSync(path)
      }
    ]
  ])('are found again when what was kept is %s', async (_, damage) => {
    const before = await run()
    for (const name of readdirSync(store())) damage(join(store(), name))
    expect(await run()).toEqual(before)
    expect(read).toHaveLength(count)
  })

  it('are the same when several runs write them at once', async () => {
    const before = await run({cache: false})
    const reports = await Promise.all([run(), run(), run(), run()])
    for (const report of reports) expect(report).toEqual(before)
    expect(await run()).toEqual(before)
    expect(read).toEqual([])
    expect(readdirSync(store()).filter((name) => !name.endsWith('.json'))).toEqual([])
  })

  it('are kept for a few settings only', async () => {
    for (let max = 0; max < 10; max++) await run({severity: {}, only: ['max-tokens', 'valid-field'].slice(max % 2)})
    for (const profile of ['generic', 'rolling', 'capture', 'session-log', 'session-brief', 'timestamped']) {
      await run({profile})
      await run({profile, severity: {'max-tokens': 'off'}})
    }
    expect(readdirSync(store()).length).toBeLessThanOrEqual(8)
  })

  it('are not kept of a handful of files, nor outside a repository', async () => {
    await run({paths: [first]})
    expect(() => readdirSync(store())).toThrow()
    rmSync(folder.path('.git'), {recursive: true})
    await run()
    expect(read).toHaveLength(count)
  })
})
