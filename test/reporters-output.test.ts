import {mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {main} from '../src/cli.ts'
import {reporterNames} from '../src/reporters/names.ts'
import {createFolder, type Folder} from './helpers/repository.ts'
import {readCommands} from './helpers/runner-commands.ts'

async function run(folder: Folder, argv: string[], env: Record<string, string> = {}) {
  const result = {code: -1, stdout: '', stderr: ''}
  result.code = await main({
    argv,
    cwd: folder.root,
    env,
    stdin: (async function* () {})(),
    stdout: {write: (text) => (result.stdout += text)},
    stderr: {write: (text) => (result.stderr += text)},
    now: new Date(2026, 2, 14)
  })
  return result
}

const text = '# Handoff\n\n## Next Steps\n\n- {What to do first}\n'
const makeFolder = () => createFolder({'HANDOFF.md': text})
const read = (folder: Folder, path: string) => readFileSync(join(folder.root, path), 'utf8')
const outputs = (...list: string[]) => list.flatMap((one) => ['--output', one])

describe('--format', () => {
  it.each([...reporterNames])('%s goes to standard output, with the same exit code', async (name) => {
    const {code, stdout, stderr} = await run(makeFolder(), ['HANDOFF.md', '--format', name])
    expect([code, stderr]).toEqual([1, ''])
    expect(stdout).toContain('{What to do first}')
  })

  it('is obeyed by other commands as far as they know it', async () => {
    const {code, stderr} = await run(makeFolder(), ['rules', '--format', 'sarif'])
    expect(code).toBe(2)
    expect(stderr).toContain('Unknown value `sarif` of --format')
  })
})

describe('--output', () => {
  it('writes any number of reports, beside what goes to standard output', async () => {
    const folder = makeFolder()
    mkdirSync(join(folder.root, 'out'))
    const files = reporterNames.map((name) => `out/${name}`)
    const given = outputs(...reporterNames.map((name, index) => `${name}=${files[index]}`), 'json=again=x.json')
    const {code, stdout, stderr} = await run(folder, ['HANDOFF.md', ...given])
    expect([code, stderr]).toEqual([1, ''])
    expect(stdout).toBe((await run(folder, ['HANDOFF.md'])).stdout)
    for (const [index, name] of reporterNames.entries()) {
      const printed = (await run(folder, ['HANDOFF.md', '--format', name])).stdout
      expect(read(folder, files[index] ?? ''), name).toBe(printed)
    }
    expect(JSON.parse(read(folder, 'again=x.json'))).toMatchObject({version: 1})
    expect(readdirSync(join(folder.root, 'out'))).toHaveLength(reporterNames.length)
  })

  it('takes the place of an older report, and has no colours', async () => {
    const folder = makeFolder()
    writeFileSync(join(folder.root, 'report.txt'), 'x'.repeat(10_000))
    const {stdout} = await run(folder, ['HANDOFF.md', '--color', ...outputs('stylish=report.txt')])
    const plain = (await run(folder, ['HANDOFF.md'])).stdout
    expect(read(folder, 'report.txt')).toBe(plain)
    expect(stdout).not.toBe(plain)
  })

  it('leaves out warnings under --quiet, as standard output does', async () => {
    const folder = makeFolder()
    await run(folder, ['HANDOFF.md', '--quiet', '--severity', 'no-placeholder=warn', ...outputs('json=a.json')])
    expect(JSON.parse(read(folder, 'a.json'))).toMatchObject({counts: {warnings: 0}})
  })

  it('names the version in SARIF', async () => {
    const folder = makeFolder()
    await run(folder, ['HANDOFF.md', ...outputs('sarif=a.sarif')])
    const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string}
    expect(JSON.parse(read(folder, 'a.sarif')).runs[0].tool.driver.semanticVersion).toBe(version)
  })

  it.each([
    ['jsno=a.json', 'Unknown format `jsno` in --output', 'Did you mean `json`?'],
    ['a.json', 'No format in --output a.json', 'Write `--output json=a.json`.'],
    ['xml=a', 'Unknown format `xml` in --output', 'Use one of: stylish, json, github'],
    ['json', 'No file in --output json', 'Write `--output json=path/of/the/report`.'],
    ['json=', 'No file in --output json=', 'Write `--output json=path/of/the/report`.'],
    ['json=nowhere/a.json', 'No folder ', 'Make the folder first.'],
    ['json=HANDOFF.md/a.json', 'No folder ', 'Make the folder first.'],
    ['json=out', 'is no regular file', 'Name a file; --format says'],
    ['json=link', 'is no regular file', 'Name a file; --format says']
  ])('refuses %s before anything is checked', async (given, problem, hint) => {
    const folder = makeFolder()
    mkdirSync(join(folder.root, 'out'))
    symlinkSync('HANDOFF.md', join(folder.root, 'link'))
    const {code, stdout, stderr} = await run(folder, ['HANDOFF.md', ...outputs('json=fine.json', given)])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(problem)
    expect(stderr).toContain(hint)
    expect(readdirSync(folder.root).sort()).toEqual(['HANDOFF.md', 'link', 'out'])
    expect(read(folder, 'HANDOFF.md')).toBe(text)
  })

  it('refuses one file for two reports', async () => {
    const {code, stderr} = await run(makeFolder(), ['HANDOFF.md', ...outputs('json=a', 'html=./a')])
    expect(code).toBe(2)
    expect(stderr).toContain('Two reports for one file in --output')
  })

  it('keeps a job summary below what GitHub takes', async () => {
    const folder = createFolder({
      'HANDOFF.md': `# Handoff\n\n## Next Steps\n\n${'- {What to do first}\n'.repeat(5000)}`
    })
    const env = {GITHUB_STEP_SUMMARY: join(folder.root, 'summary.md')}
    await run(folder, ['HANDOFF.md', ...outputs('markdown=summary.md', 'markdown=all.md')], env)
    expect(read(folder, 'all.md').length).toBeGreaterThan(1_000_000)
    expect(Buffer.byteLength(read(folder, 'summary.md'))).toBeLessThanOrEqual(1_000_000)
    expect(read(folder, 'summary.md')).toMatch(/\*\*Cut here:\*\* \d+ more rows would not fit\.\n$/u)
  })
})

describe('in GitHub Actions', () => {
  it('prints nothing to obey but annotations, whatever stands in a handoff', async () => {
    const folder = createFolder({
      'HANDOFF.md': '# Handoff\n\n## ##[add-mask]x\n\n## Next Steps\n\n- {::error::x ##[group]}\n'
    })
    const env = {GITHUB_ACTIONS: 'true'}
    for (const name of reporterNames) {
      const {stdout} = await run(folder, ['HANDOFF.md', '--format', name], env)
      const names = readCommands(stdout, null).map((command) => command.name)
      expect(
        names.every((one) => name === 'github' && /^(?:error|warning)$/u.test(one)),
        name
      ).toBe(true)
    }
  })
})
