import {execFileSync, spawnSync} from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lutimesSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import {basename, join, resolve} from 'node:path'
import {describe, expect, it} from 'vitest'
import {questions, readAnswer} from '../src/answers.ts'
import {main} from '../src/cli.ts'
import {createFolder, gitEnvironment} from './helpers/repository.ts'

const program = resolve('dist/cli.js')
const isPosix = process.platform !== 'win32'

const start = (argv: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [program, ...argv], {env: {...gitEnvironment(), ...env}, encoding: 'utf8'})

/** What the program says when it is asked itself. */
async function ask(argv: string[], env: Record<string, string> = {}) {
  let stdout = ''
  const write = (text: string) => (stdout += text)
  const [stdin, cwd, now] = [process.stdin, process.cwd(), new Date()]
  const status = await main({argv, cwd, env, stdin, stdout: {write}, stderr: {write: () => {}}, now})
  return {status, stdout}
}

describe('what the program says about itself', () => {
  it.each(questions)('is the same for %s, asked or kept', async (question) => {
    const asked = await ask([question])
    expect(asked.stdout).not.toBe('')
    expect(readAnswer([question], resolve('dist'))).toBe(asked.stdout)
    expect(start([question])).toMatchObject({...asked, stderr: ''})
  })

  it.each([
    [['--version', 'extra'], {}],
    [['lint', '--version'], {}],
    [['rules', '--help'], {}],
    [['help', 'new'], {}],
    [['--help'], {FORCE_COLOR: '1'}],
    [['--help', '--color'], {}]
  ])('is asked for %j under %j', async (argv, env) => {
    expect(start(argv, env)).toMatchObject(await ask(argv, env))
  })

  it('is asked for where nothing was kept', () => {
    const {root, write} = createFolder()
    expect(readAnswer(['--version'], root)).toBeNull()
    write({'answers.json': '{'})
    expect(readAnswer(['--version'], root)).toBeNull()
    expect(readAnswer(['toString'], resolve('dist'))).toBeNull()
    expect(readAnswer([], resolve('dist'))).toBeNull()
  })
})

describe.skipIf(!isPosix)('the output', () => {
  const folder = createFolder({'HANDOFF.md': `# Handoff\n\n${'- {What works now}\n'.repeat(300)}`})
  const argv = [program, 'HANDOFF.md', '--format', 'json']
  const sh = (script: string) =>
    spawnSync('sh', ['-c', script, process.execPath, ...argv], {cwd: folder.root, encoding: 'utf8'})

  it('is whole in a file, behind what is there', () => {
    sh('echo first > out; "$0" "$@" >> out')
    const [first, ...rest] = readFileSync(folder.path('out'), 'utf8').split('\n')
    expect(first).toBe('first')
    expect(JSON.parse(rest.join('\n')).files).toHaveLength(1)
  })

  it('is whole in a pipe that somebody else made one that does not wait', () => {
    const expected = spawnSync(process.execPath, argv, {cwd: folder.root, encoding: 'utf8', maxBuffer: 2 ** 26}).stdout
    expect(expected.length).toBeGreaterThan(2 ** 17)
    const other = `process.stdout.write(''); setTimeout(() => {}, 2500)`
    const script = `{ "$0" -e "${other}" & sleep 0.5; "$0" "$@"; } | { sleep 2; cat; }`
    const {stdout} = spawnSync('sh', ['-c', script, process.execPath, ...argv], {
      cwd: folder.root,
      encoding: 'utf8',
      maxBuffer: 2 ** 26
    })
    expect(stdout).toBe(expected)
  })

  it('is nothing that anybody waits for', () => {
    expect(sh('"$0" "$@" > /dev/null; echo $?').stdout).toBe('1\n')
    expect(sh('"$0" "$@" >&-; echo $?').stdout).toBe('1\n')
  })

  it.skipIf(!existsSync('/usr/bin/script'))('is coloured on a terminal', () => {
    const command = `'${process.execPath}' '${program}' --help`
    const text = execFileSync('script', ['-qec', command, '/dev/null'], {encoding: 'utf8', env: {TERM: 'xterm'}})
    expect(text).toContain('\u001b[1m')
  })
})

describe('the chunks', () => {
  const chunks = resolve('dist/chunks')
  const filled = '# Handoff\n\n## Summary\n\nThe queue retries.\n\n## Next steps\n\n- Measure the delay\n'

  /** Names of what is loaded to judge a text, without their hashes. */
  function loadedFor(text: string, env: Record<string, string> = {}): string[] {
    const folder = createFolder({
      'HANDOFF.md': text,
      'loaded.cjs': `process.on('exit', () => require('fs').writeSync(2, Object.keys(require.cache).join('\\n')))`
    })
    const {stderr} = spawnSync(process.execPath, ['-r', folder.path('loaded.cjs'), program, 'HANDOFF.md'], {
      cwd: folder.root,
      env: {...gitEnvironment(), ...env},
      encoding: 'utf8'
    })
    return stderr
      .split('\n')
      .filter((path) => path.startsWith(chunks))
      .map((path) => basename(path).replace(/-[\w-]{8}\.js$/u, ''))
  }

  it('are ASCII, for so they are read', () => {
    const names = readdirSync(chunks).filter((name) => name.endsWith('.js'))
    expect(names.length).toBeGreaterThan(20)
    expect(names.filter((name) => /[^\0-\x7f]/u.test(readFileSync(join(chunks, name), 'utf8')))).toEqual([])
  })

  it('import parts of Node by `require`, which is all that kept code can do', () => {
    const names = readdirSync(chunks).filter((name) => name.endsWith('.js'))
    expect(names.filter((name) => /\bimport\(/u.test(readFileSync(join(chunks, name), 'utf8')))).toEqual([])
  })

  it('load only when they are needed', () => {
    // In which order is the bundler’s affair.
    expect(loadedFor(filled).sort()).toEqual(['judge', 'paths', 'plan', 'profiles', 'rolldown-runtime', 'start'])
    expect(loadedFor(filled, {HANDOFF_LINT_PARSER: 'reference'})).toContain('reference')
  })

  it.skipIf(!isPosix)('are compiled once, for a folder that is ours alone', () => {
    const folder = createFolder({'HANDOFF.md': filled})
    const env = {...gitEnvironment(), CI: '', NODE_V8_COVERAGE: '', XDG_CACHE_HOME: folder.path('cache')}
    const kept = folder.path('cache', 'handoff-lint', `${process.version}-${process.arch}`)
    const run = (more = {}, word = 'HANDOFF.md') =>
      spawnSync(process.execPath, [program, word], {cwd: folder.root, env: {...env, ...more}}).status
    const written = () => readdirSync(kept).map((name) => [name, statSync(join(kept, name)).ino])
    expect(run({CI: 'true'})).toBe(0)
    expect(existsSync(kept)).toBe(false)
    expect(run()).toBe(0)
    const first = written()
    expect(first.length).toBeGreaterThan(2)
    expect(run()).toBe(0)
    expect(written()).toEqual(first)
    // Who needs one more chunk calls more of the others.
    expect(run({}, 'rules')).toBe(0)
    expect(written().length).toBeGreaterThan(first.length)
    expect(written().filter(([name, ino]) => first.some((one) => one[0] === name && one[1] !== ino))).not.toEqual([])
    // What V8 refuses is written anew, under the flags that it is loaded with.
    const reference = {HANDOFF_LINT_PARSER: 'reference'}
    for (let time = 0; time < 3; time++) expect(run(reference)).toBe(0)
    const settled = written()
    expect(run(reference)).toBe(0)
    expect(written()).toEqual(settled)
    chmodSync(kept, 0o777)
    for (const [name = ''] of first) writeFileSync(join(kept, String(name)), 'not ours')
    expect(run()).toBe(0)
    expect(readFileSync(join(kept, String(first[0]?.[0])), 'utf8')).toBe('not ours')
  })

  it.skipIf(!isPosix).each([20, 80])('are kept by a run of %i files for runs of any length', (count) => {
    const files = Array.from({length: count}, (_, index) => [`handoffs/HANDOFF-${index}.md`, filled])
    const folder = createFolder(Object.fromEntries(files))
    const env = {...gitEnvironment(), CI: '', NODE_V8_COVERAGE: '', XDG_CACHE_HOME: folder.path('cache')}
    const kept = folder.path('cache', 'handoff-lint', `${process.version}-${process.arch}`)
    const run = (word: string) => spawnSync(process.execPath, [program, word], {cwd: folder.root, env}).status
    const written = () => readdirSync(kept).map((name) => [name, statSync(join(kept, name)).ino])
    expect(run('handoffs')).toBe(0)
    const first = written()
    expect(first.some(([name]) => String(name).startsWith('judge-'))).toBe(true)
    // What was kept under other flags would be refused, and written anew.
    expect(run('handoffs/HANDOFF-1.md')).toBe(0)
    expect(written()).toEqual(first)
  })

  it.skipIf(!isPosix)('are forgotten a month after another build kept them', () => {
    const folder = createFolder({'HANDOFF.md': filled})
    const env = {...gitEnvironment(), CI: '', NODE_V8_COVERAGE: '', XDG_CACHE_HOME: folder.path('cache')}
    const run = () => spawnSync(process.execPath, [program, 'HANDOFF.md'], {cwd: folder.root, env}).status
    const kept = folder.path('cache', 'handoff-lint', `${process.version}-${process.arch}`)
    expect(run()).toBe(0)
    const [damaged = '', unused = '', ...others] = readdirSync(kept)
    const longAgo = new Date(Date.now() - 31 * 24 * 3600 * 1000)
    for (const name of [damaged, 'new.js.bin', 'old.js.bin']) writeFileSync(join(kept, name), 'damaged')
    symlinkSync(folder.path('HANDOFF.md'), join(kept, 'link'))
    folder.write({'cache/handoff-lint/v1-x64/io.js.bin': '', 'cache/handoff-lint/v2-x64/io.js.bin': ''})
    for (const name of [unused, 'old.js.bin', 'link', '../v1-x64']) lutimesSync(join(kept, name), longAgo, longAgo)
    expect(run()).toBe(0)
    expect(readdirSync(folder.path('cache', 'handoff-lint')).sort()).toEqual([basename(kept), 'v2-x64'].sort())
    expect(readdirSync(kept).sort()).toEqual([damaged, unused, ...others, 'new.js.bin'].sort())
    expect(existsSync(folder.path('HANDOFF.md'))).toBe(true)
  })
})
