import {mkdirSync, symlinkSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {loadConfig} from '../src/config/load.ts'
import {parseConfig} from '../src/config/parse.ts'
import {parseYaml} from '../src/config/parse-yaml.ts'
import {ConfigError, ExpectedError} from '../src/errors.ts'
import {loadProfile} from '../src/profiles/load.ts'
import {createFolder} from './helpers/repository.ts'

const parse = (text: string, name = 'c.yaml') => parseYaml({text, name})

/** What a configuration is refused with: the message and its hint. */
function refusal(text: string): string {
  try {
    parse(text)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    const {message, hint, exitCode} = error as ConfigError
    expect(exitCode).toBe(2)
    expect(message).not.toContain('\n')
    return hint === null ? message : `${message}. ${hint}`
  }
  throw new Error('was accepted')
}

describe('parseYaml', () => {
  it('takes all there is, as written', async () => {
    const config = {
      $schema: './node_modules/handoff-lint/schema.json',
      profile: 'docs/HANDOFF_TEMPLATE.md',
      files: ['docs/handoffs/**/*.md'],
      ignore: ['docs/handoffs/README.md'],
      rules: {
        'max-tokens': 'off',
        'no-duplicate-section': ['warn', {}],
        'require-sections': ['error', {sections: ['Done', {heading: 'Next', kind: 'ordered'}]}]
      },
      roles: {next: ['Parked'], done: ['Geschafft']},
      overrides: [{files: ['old/**'], profile: 'generic', rules: {'no-placeholder': 'warn'}, roles: {next: ['Later']}}]
    }
    expect(parse(JSON.stringify(config, null, '\t'), 'c.json')).toEqual(config)
    expect(parse(`${JSON.stringify(config)}\r\n`)).toEqual(config)
    expect(await parseConfig({text: `\uFEFF${JSON.stringify(config, null, 2)}\r\n`, name: 'c.json'})).toEqual(config)
  })

  it.each(['', '# nothing yet\n', '---\n', '{}'])('takes an empty one: %j', (text) => {
    expect(parse(text)).toEqual({})
  })

  it.each<[string, string, string]>([
    [
      'an unknown key',
      'profile: generic\nrule:\n  no-placeholder: off\n',
      'c.yaml:2:1: unexpected key `rule`. Did you mean `rules`?'
    ],
    [
      'an unknown rule',
      'rules:\n  no-placeholders: off\n',
      'c.yaml:2:3: unexpected key `no-placeholders` in `rules`. Did you mean `no-placeholder`?'
    ],
    [
      'an unknown option',
      'rules:\n  max-tokens: [error, {most: 5}]\n',
      'c.yaml:2:24: unexpected key `most` in `rules.max-tokens.1`. Use one of: max.'
    ],
    [
      'an unknown key deep in the options',
      'rules:\n  require-sections:\n    - error\n    - sections:\n        - heading: A\n          knd: list\n',
      'c.yaml:6:11: unexpected key `knd` in `rules.require-sections.1.sections.0`. Did you mean `kind`?'
    ],
    ['an unknown role', 'roles: {nxt: [a]}\n', 'c.yaml:1:9: unexpected key `nxt` in `roles`. Did you mean `next`?'],
    [
      'an unknown key of an override',
      'overrides:\n  - files: ["*"]\n    profil: generic\n',
      'c.yaml:3:5: unexpected key `profil` in `overrides.0`. Did you mean `profile`?'
    ],
    [
      'an unknown severity',
      'rules: {no-placeholder: warning}\n',
      'c.yaml:1:25: unexpected `warning` in `rules.no-placeholder`, expected `error`, `warn` or `off`. Use one of: error, warn, off.'
    ],
    [
      'an unknown severity with options',
      'rules: {max-tokens: [eror, {max: 5}]}\n',
      'c.yaml:1:22: unexpected `eror` in `rules.max-tokens.0`, expected `error`, `warn` or `off`. Did you mean `error`?'
    ],
    [
      'options of a wrong type',
      'rules: {max-tokens: [warn, {max: many}]}\n',
      'c.yaml:1:34: unexpected `many` in `rules.max-tokens.1.max`, expected number'
    ],
    ['a wrong type', 'files: HANDOFF.md\n', 'c.yaml:1:8: unexpected `HANDOFF.md` in `files`, expected list'],
    ['no map', '- a\n', 'c.yaml:1:1: unexpected list, expected keys with values'],
    [
      'a list for an object',
      'rules:\n  - no-placeholder\n',
      'c.yaml:2:3: unexpected list in `rules`, expected keys with values'
    ],
    ['a missing key', 'overrides:\n  - rules: {}\n', 'c.yaml:2:5: missing key `files` in `overrides.0`'],
    ['nothing where there has to be something', 'files:\n', 'c.yaml:1:7: unexpected nothing in `files`, expected list'],
    ['a glob out of the repository', 'files: ["a", "../x/*.md"]\n', 'c.yaml:1:14: unexpected a glob that leads out'],
    ['an absolute glob', 'ignore: [/etc/*]\n', 'c.yaml:1:10: unexpected a glob that is absolute'],
    ['an absolute path', 'profile: /etc/passwd\n', 'c.yaml:1:10: unexpected a path that is absolute'],
    ['a path out of the repository', 'profile: a/../../b.md\n', 'c.yaml:1:10: unexpected a path that leads out'],
    ['an option for a path', 'profile: --output=x\n', 'c.yaml:1:10: unexpected a path that begins with `-`'],
    ['NUL in a path', 'profile: "a\\0b"\n', 'c.yaml:1:10: unexpected a path that has control characters'],
    ['a key twice', 'profile: a\nprofile: b\n', 'c.yaml:2:1: map keys must be unique'],
    ['broken JSON', '{\n  "profile": "a",\n  "files": [\n}\n', 'c.yaml:4:1: '],
    ['an unknown tag', 'profile: !!js/function "x"\n', 'c.yaml:1:10: unresolved tag'],
    ['two documents', 'profile: a\n---\nprofile: b\n', 'c.yaml:2:1: '],
    ['__proto__', 'rules: {}\n__proto__: {x: 1}\n', 'c.yaml:2:1: unexpected key `__proto__`. Take it out.'],
    ['__proto__ where any key goes', '{"roles": {"__proto__": ["a"]}}', 'c.yaml:1:12: unexpected key `__proto__`'],
    ['constructor', 'overrides: [{constructor: {prototype: 1}}]\n', 'c.yaml:1:14: unexpected key `constructor`'],
    ['1 MB', `# ${'x'.repeat(1 << 20)}`, 'c.yaml:1:1: the configuration is longer than 64 KB'],
    ['an unknown anchor', 'files: *x\n', 'c.yaml:1:']
  ])('refuses %s', (_name, text, message) => {
    expect(refusal(text)).toContain(message)
  })

  it('tells the first of several', () => {
    expect(refusal('files: 3\nrules: {max-tokens: 5}\nfilez: 2\n')).toContain('c.yaml:1:8: ')
    expect(refusal('ignore: []\nfilez: 2\nfiles: 3\n')).toContain('c.yaml:2:1: ')
  })

  it('refuses bombs at once', () => {
    const names = [...'abcdefghi']
    const bomb = names.map((name, index) => {
      const item = index === 0 ? 'x' : `*${names[index - 1]}`
      return `${name}: &${name} [${Array(9).fill(item).join(',')}]`
    })
    const start = performance.now()
    expect(refusal(bomb.join('\n'))).toContain('repeats itself too often through aliases')
    for (const text of ['['.repeat(30_000) + ']'.repeat(30_000), '{a: '.repeat(12_000), '- '.repeat(30_000)]) {
      expect(refusal(text)).toMatch(/^c\.yaml:\d+:\d+: /u)
    }
    expect(performance.now() - start).toBeLessThan(1000)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  it('takes an alias, and points into what it stands for', () => {
    expect(parse('files: &a [x.md]\nignore: *a\n')).toEqual({files: ['x.md'], ignore: ['x.md']})
    expect(refusal('ignore: [a]\nfiles: &a [/x.md]\noverrides: [{files: *a}]\n')).toContain('c.yaml:2:12: ')
  })
})

describe('parseConfig', () => {
  const quick = (text: string) => parseConfig({text, name: 'c.json'})

  it.each([
    ['{"profile": "generic", "ignore": ["ab:c", "\\"c\\": d"], "rules": {"max-tokens": ["warn", {"max": 5}]}}'],
    ['{"ignore": ["{\\"profile\\": 1}"]}'],
    ['{}'],
    ['# YAML\nprofile: generic\n'],
    ['{profile: generic}']
  ])('takes what YAML takes, and the same of it: %s', async (text) => {
    expect(await quick(text)).toEqual(parse(text))
  })

  it.each([
    ['{"profile": "a",\n "profile": "b"}', 'c.json:2:2: map keys must be unique'],
    ['{"profile": "a",\n "prof\\u0069le": "b"}', 'c.json:2:2: map keys must be unique'],
    ['{"roles": {\n"__proto__": ["a"]}}', 'c.json:2:1: unexpected key `__proto__`'],
    ['{"rules": {\n"max-tokens": "wran"}}', 'c.json:2:15: unexpected `wran`'],
    ['{"profile": "a",\n}x', 'c.json:2:2: '],
    ['[]', 'c.json:1:1: unexpected list'],
    ['7', 'c.json:1:1: unexpected 7'],
    [`{"ignore": ["${'x'.repeat(1 << 16)}"]}`, 'longer than 64 KB'],
    ['[['.repeat(15_000) + ']]'.repeat(15_000), 'c.json:1:1: ']
  ])('refuses what YAML refuses, at its place', async (text, message) => {
    await expect(quick(text)).rejects.toThrow(message)
    await expect(quick(text)).rejects.toBeInstanceOf(ConfigError)
  })
})

describe('loadConfig', () => {
  const load = (root: string, given?: string) => loadConfig({root, cwd: root, given})
  const json = '{"profile": "generic"}'

  it.each(['.handofflintrc.json', '.handofflintrc.yaml', '.handofflintrc.yml'])('finds %s', async (name) => {
    const {root} = createFolder({[name]: json})
    expect(await load(root)).toEqual({config: {profile: 'generic'}, path: name})
  })

  it('finds the key in package.json, with the right place of a mistake', async () => {
    const file = (value: string) => `{\n\t"name": "x",\n\t"handoff-lint": {\n\t\t"profile": ${value}\n\t}\n}\n`
    const {root, write} = createFolder({'package.json': file('"generic"')})
    expect(await load(root)).toEqual({config: {profile: 'generic'}, path: 'package.json'})
    write({'package.json': file('"generic"').replace('"name": "x"', '"scripts": {"constructor": "x"}')})
    expect(await load(root)).toEqual({config: {profile: 'generic'}, path: 'package.json'})
    write({'package.json': file('7')})
    await expect(load(root)).rejects.toThrow('package.json:4:14: unexpected 7 in `profile`, expected text')
  })

  it('has none where nothing is, and is not misled by a dependency', async () => {
    const {root, write} = createFolder({'package.json': '{"devDependencies": {"handoff-lint": "^1.0.0"}}'})
    expect(await load(root)).toEqual({config: {}, path: null})
    write({'package.json': '{"name": "x", }'})
    expect(await load(root)).toEqual({config: {}, path: null})
    write({'package.json': '{"handoff-lint": {"profile": "generic"}, '})
    await expect(load(root)).rejects.toThrow(/^package\.json:1:\d+: /u)
  })

  it('refuses two', async () => {
    const {root, write} = createFolder({'.handofflintrc.json': json, '.handofflintrc.yml': json})
    await expect(load(root)).rejects.toThrow('two configurations, .handofflintrc.json and .handofflintrc.yml')
    write({'package.json': '{"handoff-lint": {}}'})
    const {root: second} = createFolder({'.handofflintrc.yml': json, 'package.json': '{"handoff-lint": {}}'})
    await expect(load(second)).rejects.toThrow('.handofflintrc.yml and the key `handoff-lint` of package.json')
  })

  it('executes nothing and reads no other tool’s files', async () => {
    const {root} = createFolder({
      '.remarkrc.mjs': 'throw new Error("loaded")',
      '.handofflintrc.js': 'throw new Error("loaded")',
      'package.json': '{"remarkConfig": {"plugins": ["./evil.mjs"]}}'
    })
    expect(await load(root)).toEqual({config: {}, path: null})
  })

  it('takes the one that is named, relative to where one stands', async () => {
    const {root, path} = createFolder({'.handofflintrc.json': '{"profile": 1}', 'sub/mine.yml': 'profile: rolling'})
    expect(await loadConfig({root, cwd: path('sub'), given: 'mine.yml'})).toEqual({
      config: {profile: 'rolling'},
      path: 'sub/mine.yml'
    })
    await expect(loadConfig({root, cwd: path('sub'), given: 'mine.yaml'})).rejects.toMatchObject({
      message: 'no configuration mine.yaml',
      hint: 'Did you mean `mine.yml`?'
    })
    await expect(load(root, 'no/such/file')).rejects.toBeInstanceOf(ConfigError)
  })

  it('says in one line what is no readable text', async () => {
    const {root, path, write} = createFolder()
    mkdirSync(path('.handofflintrc.json'))
    await expect(load(root)).rejects.toThrow('cannot read .handofflintrc.json (EISDIR)')
    const second = createFolder()
    symlinkSync('nowhere', second.path('.handofflintrc.json'))
    await expect(load(second.root)).rejects.toThrow('cannot read .handofflintrc.json (ENOENT)')
    write({'latin.yml': Buffer.from('profile: a\nfiles: [\xe9]', 'latin1')})
    await expect(load(root, 'latin.yml')).rejects.toThrow('latin.yml:2:9: unexpected byte 0xe9')
  })
})

describe('loadProfile', () => {
  const template = '# Handoff\n\n## Done\n\n{what}\n\n## Next\n\n1. {what}\n'

  it('knows the built-in names and compiles templates, named from the root', async () => {
    const {root, path} = createFolder({'docs/HANDOFF_TEMPLATE.md': template})
    expect((await loadProfile('timestamped', {cwd: root, root})).name).toBe('timestamped')
    const profile = await loadProfile('HANDOFF_TEMPLATE.md', {cwd: path('docs'), root})
    expect(profile.name).toBe('docs/HANDOFF_TEMPLATE.md')
    expect(profile.sections.map(({heading}) => heading)).toEqual(expect.arrayContaining(['Done', 'Next']))
  })

  it('says what was probably meant', async () => {
    const {root} = createFolder({'docs/TEMPLATE.md': template})
    const places = {cwd: root, root}
    await expect(loadProfile('timestmaped', places)).rejects.toMatchObject({
      message: 'Unknown profile `timestmaped`',
      hint: expect.stringContaining('Did you mean `timestamped`?')
    })
    await expect(loadProfile('docs/TEMPLATES.md', places)).rejects.toMatchObject({
      message: 'No template docs/TEMPLATES.md',
      hint: 'Did you mean `TEMPLATE.md`?'
    })
    for (const path of ['no/such.md', 'docs/TEMPLATE.md/x.md', 'docs', 'a\0b.md']) {
      await expect(loadProfile(path, places), path).rejects.toBeInstanceOf(ExpectedError)
    }
  })

  it('refuses what a template may not hold, with the place', async () => {
    const {root, write} = createFolder({
      'glob.md': `---\nfiles: ["../*.md"]\n---\n${template}`,
      'yaml.md': `---\nfiles: [\n---\n${template}`,
      'binary.md': Uint8Array.from([0x23, 0x20, 0x00]),
      'big.md': 'x'.repeat((1 << 20) + 1)
    })
    write({'ok.md': template})
    const load = (name: string) => loadProfile(name, {cwd: root, root})
    await expect(load('glob.md')).rejects.toThrow('glob.md:1:1: the front matter has a glob that leads out')
    await expect(load('yaml.md')).rejects.toThrow(/^yaml\.md:\d+:\d+: /u)
    await expect(load('binary.md')).rejects.toThrow('binary.md:1:3: Unexpected NUL byte')
    await expect(load('big.md')).rejects.toThrow('longer than 1 MiB')
  })

  it('keeps what a configuration names inside the repository', async () => {
    const {path: outside} = createFolder({'t.md': template})
    const {root, path} = createFolder()
    symlinkSync(outside('t.md'), path('t.md'))
    expect((await loadProfile('t.md', {cwd: root, root})).name).toBe('t.md')
    await expect(loadProfile('t.md', {cwd: root, root, confined: true})).rejects.toThrow('outside of the repository')
  })
})
