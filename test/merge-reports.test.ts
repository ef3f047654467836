import {mkdirSync, readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {joinReports} from '../src/commands/merge-reports.ts'
import {type BranchReport, type FileReport, makeReport, type Report} from '../src/core/report.ts'
import {json} from '../src/reporters/json.ts'
import {canonicalReport} from './helpers/canonical-report.ts'
import {invoke} from './helpers/invoke.ts'
import {createFolder} from './helpers/repository.ts'

const branch = (name: string, more: Partial<BranchReport> = {}): BranchReport => ({
  ...{branch: name, head: '1'.repeat(40), verdict: 'covered', severity: 'ok', explanation: 'covered', remedy: null},
  ...{handoff: null, uncovered: {commits: 0, files: 0, sessions: 0, time: 0}, breaches: [], exemption: null},
  ...{warnings: []},
  ...more
})

const stale = (name: string): BranchReport => branch(name, {verdict: 'stale', severity: 'error'})
const file = (path: string): FileReport => ({path, profile: 'generic', messages: [], sections: []})
const text = (...parts: Parameters<typeof makeReport>) => json(makeReport(...parts))

const one = text([file('b.md')], [{path: 'x.md', reason: 'a template'}], [stale('b'), branch('d')])
const two = text([file('a.md')], [], [branch('a'), stale('c')])

const parse = (output: string) => JSON.parse(output) as Report

describe('merge-reports', () => {
  it('joins reports into one, sorted and counted anew, whatever their order', async () => {
    const {root} = createFolder({'1.json': one, '2.json': two})
    const {code, stdout} = await invoke(root, ['merge-reports', '1.json', '2.json', '--format', 'json'])
    const report = parse(stdout)
    expect(report.branches.map(({branch: name}) => name)).toEqual(['a', 'b', 'c', 'd'])
    expect(report.files.map(({path}) => path)).toEqual(['a.md', 'b.md'])
    expect(report.skipped).toHaveLength(1)
    expect(report.counts).toMatchObject({files: 2, errors: 2, warnings: 0, verdicts: {stale: 2, covered: 2}})
    expect(code).toBe(1)
    const turned = await invoke(root, ['merge-reports', '2.json', '1.json', '--format', 'json'])
    expect(turned.stdout).toBe(stdout)
  })

  it('changes nothing of a single report, and counts nothing twice', async () => {
    const whole = json(canonicalReport())
    const {root} = createFolder({'1.json': whole, 'copy.json': whole})
    const {stdout} = await invoke(root, ['merge-reports', '1.json', 'copy.json', '--format', 'json'])
    expect(parse(stdout)).toEqual(parse(whole))
  })

  it('keeps branches of one name at different commits apart', () => {
    const reports = ['1', '2'].map((digit) => makeReport([], [], [branch('main', {head: digit.repeat(40)})]))
    expect(joinReports(reports).branches).toHaveLength(2)
  })

  it('reads all reports in a folder, however deep, and writes others', async () => {
    const folder = createFolder({'reports/1/report.json': one, 'reports/2/report.json': two, 'reports/log.txt': 'x'})
    const argv = ['merge-reports', 'reports', '--expect', '2', '--output', 'markdown=all.md', '--exit-zero']
    const {code, stdout} = await invoke(folder.root, argv)
    expect(code).toBe(0)
    expect(stdout).toContain('2 errors, 0 warnings) in 2 branches')
    const page = readFileSync(folder.path('all.md'), 'utf8')
    for (const name of ['`b`', '`c`']) expect(page).toContain(name)
  })

  it('has the exit codes of a run: what could not be told stays so', async () => {
    const unknown = branch('u', {verdict: 'unknown', severity: 'error'})
    const {root} = createFolder({'good.json': text([], [], [branch('a')]), 'unknown.json': text([], [], [unknown])})
    expect((await invoke(root, ['merge-reports', 'good.json'])).code).toBe(0)
    expect((await invoke(root, ['merge-reports', 'good.json', 'unknown.json'])).code).toBe(3)
  })

  it('does not pass when a report is missing', async () => {
    const {root} = createFolder({'reports/1.json': text([], [], [branch('a')])})
    const {code, stderr, stdout} = await invoke(root, ['merge-reports', 'reports', '--expect', '2'])
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain('1 report instead of 2')
  })

  it.each([
    ['no JSON', '{"version": 1', 'bad.json: not JSON'],
    ['nothing', '', 'bad.json: not JSON, but empty'],
    ['a list', '[]', 'bad.json: not a report'],
    ['another object', '{"version": 1, "branches": []}', '`files`'],
    ['a wrong place', one.replace('"verdict": "covered"', '"verdict": "fine"'), '`branches.1.verdict`'],
    ['a negative count', one.replace('"errors": 1', '"errors": -1'), '`counts.errors`'],
    ['a newer version', one.replace('"version": 1', '"version": 2'), 'bad.json: a report of version 2']
  ])('refuses %s, and says where', async (_, content, message) => {
    const {root} = createFolder({'good.json': two, 'bad.json': content})
    const {code, stdout, stderr} = await invoke(root, ['merge-reports', 'good.json', 'bad.json'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })

  it('refuses what is not there, a folder without reports, and no argument', async () => {
    const folder = createFolder({'1.json': one})
    mkdirSync(folder.path('empty'))
    for (const [words, message] of [
      [['none.json'], 'No report none.json'],
      [['empty'], 'No report (.json) in the folder empty'],
      [[], 'Missing required argument'],
      [['1.json', '--format', 'xml'], 'Unknown value `xml` of --format'],
      [['1.json', '--expect', 'many'], '--expect']
    ] as const) {
      const {code, stderr} = await invoke(folder.root, ['merge-reports', ...words])
      expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
    }
  })

  it('prints nothing that a runner obeys', async () => {
    const hostile = text([], [], [branch('x', {...stale('##[add-mask]x'), explanation: '::error::x'})])
    const {root} = createFolder({'1.json': hostile})
    const env = {GITHUB_ACTIONS: 'true', PATH: process.env['PATH']}
    for (const format of ['stylish', 'json']) {
      const {stdout} = await invoke(root, ['merge-reports', '1.json', '--format', format], {env})
      expect(stdout).not.toContain('##[')
    }
  })

  it('takes keys that later versions may add', async () => {
    const {root} = createFolder({'1.json': two.replace('{', '{"later": {"a": 1},')})
    expect((await invoke(root, ['merge-reports', '1.json', '--format', 'json'])).stdout).toBe(json(parse(two)))
  })
})
