import {spawnSync} from 'node:child_process'
import {appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {beforeEach, describe, expect, it} from 'vitest'
import {makeHandoff} from '../scripts/bench/handoffs.mjs'
import {type CheckRequest, check} from '../src/check.ts'
import {createGit} from '../src/git/client.ts'
import {chooseParse} from '../src/parse/choose.ts'
import {createFolder, createRepository, type Repository} from './helpers/repository.ts'

const handoffs = Array.from({length: 12}, (_, number) => makeHandoff(number))
const [first = '', second = ''] = handoffs.map(({path}) => path)
const placeholder = '\n## Notes\n\n- TODO\n'

let folder: Repository
/** Whether the last run had to judge anything. */
let hasJudged: boolean

/** Run it as the command line does where a person reads the report. */
async function run(request: Partial<CheckRequest> = {}, cwd = folder.root) {
  hasJudged = false
  return check(
    {paths: ['docs'], cache: true, brief: true, ...request},
    {
      cwd,
      env: process.env,
      now: new Date(),
      git: createGit(cwd),
      loadParse: async () => {
        hasJudged = true
        return chooseParse({debug: () => {}})
      },
      debug: () => {},
      progress: () => {}
    }
  )
}

/** Run it often enough for the answer to be known. */
async function settle(request?: Partial<CheckRequest>) {
  await run(request)
  const report = await run(request)
  expect(hasJudged).toBe(false)
  return report
}

beforeEach(() => {
  folder = createRepository({
    ...Object.fromEntries(handoffs.map(({path, text}) => [path, text])),
    'README.md': '# Hi\n'
  })
})

describe('a run where nothing has changed', () => {
  it('says the same without judging, of some files no more than their number', async () => {
    folder.commit({[second]: `${handoffs[1]?.text}${placeholder}`})
    const fresh = await run({cache: false})
    expect(hasJudged).toBe(true)
    expect(fresh).toMatchObject({files: [{path: second}], counts: {files: handoffs.length, warnings: 1}})
    const full = await run({cache: false, brief: false})
    expect(full.files.filter(({messages}) => messages.length > 0)).toEqual(fresh.files)
    expect(full.counts).toEqual(fresh.counts)
    expect(await settle()).toEqual(fresh)
    const branch = {branch: {base: null}, paths: []}
    const judged = await run({...branch, cache: false})
    expect(await settle(branch)).toEqual(judged)
    expect(judged.branches).toHaveLength(1)
  })

  it.each([
    ['a file', () => appendFileSync(folder.path(first), placeholder)],
    ['what is staged', () => folder.write({[first]: placeholder}), () => folder.git('add', '.')],
    ['what is committed', () => folder.commit({[first]: placeholder})],
    ['a new file', () => folder.write({'docs/handoffs/HANDOFF-new.md': placeholder})],
    ['that a file is gone', () => folder.remove(first)],
    ['a name', () => folder.git('mv', first, first.replace('2023-01-01', '2023-99-01'))],
    ['that a file is told not to be looked at', () => folder.git('update-index', '--assume-unchanged', first)],
    ['the configuration', () => folder.write({'.handofflintrc.json': '{"rules": {"no-placeholder": "off"}}'})],
    ['package.json', () => folder.write({'package.json': '{"handoff-lint": {"ignore": ["docs/handoffs/2023"]}}'})],
    ['that git does not ignore it', () => folder.write({'.gitignore': '*.log\n'})]
  ])('is not taken for one after a change of %s', async (_, ...changes: (() => unknown)[]) => {
    await settle()
    for (const change of changes) change()
    const report = await run()
    expect(report).toEqual(await run({cache: false}))
  })

  it('sees another template, wherever it is kept', async () => {
    folder.write({'.gitignore': 'own.md\n', 'own.md': '# Handoff\n\n## Summary\n\n## Next steps\n'})
    folder.write({'.handofflintrc.json': '{"profile": "own.md"}'})
    const before = await settle()
    folder.write({'own.md': '# Handoff\n\n## Summary\n\n## Something else\n'})
    const after = await run()
    expect(hasJudged).toBe(true)
    expect(after).not.toEqual(before)
    expect(await settle({profile: 'own.md'})).toEqual(after)
    folder.write({'own.md': '# Handoff\n\n## Summary\n\n## Next steps\n'})
    expect(await run({profile: 'own.md'})).toEqual(before)
  })

  it('is one of the same request, at the same place', async () => {
    await settle()
    await run({paths: ['docs/handoffs', 'docs/handoffs/2023']})
    expect(hasJudged).toBe(false)
    for (const request of [{severity: {'max-tokens': 'off'}}, {profile: 'generic'}, {paths: ['.']}] as const) {
      expect(await run(request)).toEqual(await run({...request, cache: false}))
    }
    mkdirSync(folder.path('other/docs'), {recursive: true})
    await expect(run({paths: ['docs/handoffs']}, folder.path('other'))).rejects.toThrow('No such file or folder')
  })

  it('does not answer for what git does not list', async () => {
    folder.write({'.gitignore': 'private\n', 'private/HANDOFF.md': '# Handoff\n'})
    const paths = ['docs', 'private']
    const before = await run({paths})
    await run({paths})
    appendFileSync(folder.path('private/HANDOFF.md'), placeholder)
    expect(await run({paths})).not.toEqual(before)
    expect(await run({paths})).toEqual(await run({paths, cache: false}))
  })

  it.each([
    ['cut off', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 100))],
    ['no text', (path: string) => writeFileSync(path, Uint8Array.of(0xff, 0, 10, 10))],
    ['something else', (path: string) => writeFileSync(path, '{"state": 1}\n{}\n{}')],
    ['empty', (path: string) => writeFileSync(path, '')]
  ])('is judged again when what was kept is %s', async (_, damage) => {
    const before = await settle()
    const store = folder.path('.git/handoff-lint')
    for (const name of readdirSync(store)) damage(join(store, name))
    expect(await run()).toEqual(before)
    expect(hasJudged).toBe(true)
  })

  it('is told in a linked work tree, by itself', async () => {
    await settle()
    const linked = createFolder().path('linked')
    folder.git('worktree', 'add', '--quiet', linked)
    const before = await run({}, linked)
    expect(hasJudged).toBe(true)
    expect(await run({}, linked)).toEqual(before)
    expect(hasJudged).toBe(false)
    appendFileSync(join(linked, first), placeholder)
    expect(await run({}, linked)).not.toEqual(before)
    expect(await run()).toEqual(before)
  })

  it('needs no store', async () => {
    rmSync(folder.path('.git/handoff-lint'), {recursive: true, force: true})
    writeFileSync(folder.path('.git/handoff-lint'), '')
    const before = await run()
    expect(await run()).toEqual(before)
    expect(hasJudged).toBe(true)
  })

  it('opens no handoff', () => {
    const hook = createFolder({
      'hook.cjs': `const fs = require('node:fs')
for (const name of ['openSync', 'open', 'readFileSync', 'readFile', 'lstatSync', 'statSync', 'createReadStream']) {
  const real = fs[name]
  fs[name] = (path, ...rest) => {
    if (String(path).endsWith('.md')) fs.writeSync(2, path + '\\n')
    return real(path, ...rest)
  }
}`
    }).path('hook.cjs')
    const spawned = (...argv: string[]) =>
      spawnSync(process.execPath, [resolve('dist/cli.js'), ...argv], {
        cwd: folder.root,
        encoding: 'utf8',
        env: {...process.env, NODE_OPTIONS: `--require ${JSON.stringify(hook)}`}
      })
    const cold = spawned('docs')
    expect(cold.stderr.split('\n').filter((path) => path.includes('/handoffs/')).length).toBeGreaterThanOrEqual(12)
    expect(spawned('docs')).toMatchObject({status: 0, stdout: cold.stdout, stderr: ''})
    const whole = spawned()
    expect(spawned()).toMatchObject({status: whole.status, stdout: whole.stdout, stderr: ''})
    expect(spawned('--no-cache', 'docs').stderr).not.toBe('')
  })
})
