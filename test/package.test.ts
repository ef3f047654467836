import {execFile} from 'node:child_process'
import {mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {publint} from 'publint'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {builtinProfiles} from '../src/profiles/index.ts'
import {ruleIds} from '../src/rule-ids.ts'
import {buildPackage, linkPackages, projectRoot} from './helpers/build-package.ts'

interface Manifest {
  name: string
  version: string
  scripts: Record<string, string>
  dependencies: Record<string, string>
  bin: Record<string, string>
}

const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Manifest
const profiles = builtinProfiles.map(({name}) => name).sort()
const run = promisify(execFile)
const tsc = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc')
let consumer = ''
let built = ''

beforeAll(async () => {
  consumer = realpathSync(mkdtempSync(join(tmpdir(), 'handoff-package-')))
  built = join(consumer, 'node_modules', manifest.name)
  await buildPackage(built)
  await run(
    process.execPath,
    [tsc, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', join(built, 'dist', 'types')],
    {
      cwd: projectRoot
    }
  )
  // Only what the package itself asks for, so that a dependency which is not declared is missed here.
  linkPackages(consumer, Object.keys(manifest.dependencies))
  writeFileSync(join(consumer, 'package.json'), '{"type": "module", "private": true}')
}, 120_000)

afterAll(() => rmSync(consumer, {recursive: true, force: true}))

/** Hashes of chunks out, so that the list only changes when what is shipped does. */
const kindOf = (path: string): string =>
  path
    .replace(/^dist\/chunks\/.+-[\w-]{8}(\.m?js)$/u, 'dist/chunks/*$1')
    .replace(/^dist\/types\/(?:rules|src)\/.+\.d\.ts$/u, 'dist/types/**/*.d.ts')

describe('the package', () => {
  it('ships these files and no others', async () => {
    const {stdout} = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: built,
      shell: process.platform === 'win32'
    })
    const [{files = []} = {}] = JSON.parse(stdout) as {files?: {path: string}[]}[]
    const optional = ['CHANGELOG.md', 'LICENSE', 'README.md']
    const shipped = new Set(files.map(({path}) => kindOf(path)).filter((path) => !optional.includes(path)))
    expect([...shipped].sort()).toEqual(
      [
        'dist/THIRD-PARTY-LICENSES.txt',
        'dist/answers.json',
        'dist/chunks/*.js',
        'dist/chunks/*.mjs',
        'dist/cli.js',
        'dist/index.mjs',
        'dist/package.json',
        'dist/preset.mjs',
        ...profiles.map((name) => `dist/preset/${name}.mjs`),
        ...ruleIds.map((id) => `dist/rules/${id}.mjs`),
        'dist/thread.js',
        'dist/types/**/*.d.ts',
        'dist/types/package.json',
        'docs/rules/README.md',
        ...[...ruleIds, 'parse-limit', 'regular-file', 'valid-encoding'].map((id) => `docs/rules/${id}.md`),
        'package.json',
        'report.schema.json',
        'schema.json'
      ].sort()
    )
  })

  it('runs nothing when it is installed', () => {
    for (const name of ['preinstall', 'install', 'postinstall']) expect(manifest.scripts).not.toHaveProperty(name)
  })

  it('is what publint wants', async () => {
    const {messages} = await publint({pkgDir: built, strict: true, pack: false})
    expect(messages).toEqual([])
  })

  it('has a command that starts', async () => {
    const cli = join(built, manifest.bin['handoff-lint'] ?? '')
    expect(readFileSync(cli, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/u)
    const {stdout} = await run(process.execPath, [cli, '--version'], {cwd: consumer})
    expect(stdout.trim()).toBe(manifest.version)
  })
})

const entries = [
  '',
  '/preset',
  ...profiles.map((name) => `/preset/${name}`),
  ...ruleIds.map((id) => `/rules/${id}`)
].map((path) => `${manifest.name}${path}`)

describe('who uses the package', () => {
  it('can import every entry', async () => {
    const script = `const shapes = {}
for (const name of ${JSON.stringify(entries)}) shapes[name] = Object.keys(await import(name)).sort()
const {default: schema} = await import('${manifest.name}/schema.json', {with: {type: 'json'}})
shapes.schema = typeof schema
console.log(JSON.stringify(shapes))`
    writeFileSync(join(consumer, 'use.js'), script)
    const {stdout} = await run(process.execPath, ['use.js'], {cwd: consumer})
    const shapes = JSON.parse(stdout) as Record<string, string[] | string>
    for (const name of entries.slice(1)) expect(shapes[name], name).toContain('default')
    expect(shapes[manifest.name]).toEqual(
      expect.arrayContaining(['builtinProfiles', 'check', 'lint', 'parse', 'resolveConfig'])
    )
    expect(shapes['schema']).toBe('object')
  })

  it.each(['/dist/index.mjs', '/src/index.ts', '/rules/no-such-rule', '/rules/index'])(
    'cannot import %s',
    async (path) => {
      const script = `await import('${manifest.name}${path}')`
      await expect(run(process.execPath, ['--input-type=module', '-e', script], {cwd: consumer})).rejects.toThrow(
        /ERR_PACKAGE_PATH_NOT_EXPORTED|ERR_MODULE_NOT_FOUND/u
      )
    }
  )

  it('finds the types of every entry', async () => {
    const folder = join(consumer, 'typed')
    mkdirSync(folder)
    writeFileSync(join(folder, 'use.ts'), typedUse)
    const options = {
      strict: true,
      module: 'NodeNext',
      target: 'ES2023',
      noEmit: true,
      types: [],
      resolveJsonModule: true
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({compilerOptions: options, files: ['use.ts']}))
    const {stdout} = await run(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {cwd: consumer}).catch(
      (error: {stdout: string}) => error
    )
    expect(stdout).toBe('')
  }, 60_000)
})

/** Uses each kind of entry in a way that compiles only when its types are there and are no `any`. */
const typedUse = `import {builtinProfiles, lint, parse, resolveConfig, type Message, type Report} from 'handoff-lint'
import preset from 'handoff-lint/preset'
import rolling from 'handoff-lint/preset/rolling'
import noPlaceholder from 'handoff-lint/rules/no-placeholder'
import schema from 'handoff-lint/schema.json' with {type: 'json'}
import {unified} from 'unified'

type IsAny<T> = 0 extends 1 & T ? true : false
const known: IsAny<typeof noPlaceholder> | IsAny<typeof preset> | IsAny<typeof rolling> | IsAny<Report> | IsAny<typeof tree> = false

const tree = parse('# Handoff')
const [profile] = builtinProfiles
if (!profile) throw new Error('none')
const {report} = lint({path: 'HANDOFF.md', text: '# Handoff', tree}, resolveConfig(profile))
const messages: Message[] = report.messages
unified().use(preset).use(rolling).use(noPlaceholder, ['error', {allow: ['[a]']}])
// @ts-expect-error no such option
unified().use(noPlaceholder, ['error', {alow: ['[a]']}])
console.log(known, messages, Object.keys(schema))
`
