import {execFile, spawn} from 'node:child_process'
import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {promisify} from 'node:util'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {rules} from '../rules/index.ts'
import {resolveConfig, type Settings} from '../src/config/resolve.ts'
import {lintText} from '../src/core/lint.ts'
import {parse} from '../src/parse.ts'
import {builtinProfiles} from '../src/profiles/index.ts'
import {buildPackage, linkPackages} from './helpers/build-package.ts'

/** What every door has to say of a text in the same words; `severity` as our engine calls it. */
interface Seen {
  ruleId: string
  severity: string
  line: number
  column: number
  reason: string
}

const broken = `# Session Handoff: {Brief description}

**Date**: 2026-02-30
**Time**: 16:30:00
**Branch**:
**Author**: Mail team

## Session Sumary

The queue survives a restart, as it is kept in SQLite 🔁 now. The limit for a domain is missing.

## Completed Work

- \`queue/store.py\`: entries are rows, see [the plan](plan.md).

## Next Priorities

- TBD
- Limit open connections.

## Context for Next Session

<!-- nothing yet -->
`

const clean = `# Session Handoff: Retry queue

**Date**: 2026-03-14
**Time**: 16:30:12
**Branch**: \`feature/retry-queue\`
**Author**: Mail team

## Session Summary

The queue survives a restart. The limit for a domain is missing.

## Completed Work

- [x] \`queue/store.py\`: entries are rows

## Next Priorities

1. Limit open connections to five, because two providers refuse us.

## Context for Next Session

- SQLite rather than Postgres: the gateway runs alone on its machine.
`

const name = '2026-03-14-1630-retry-queue.md'
let folder = ''

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'handoff-doors-')))
  await buildPackage(join(folder, 'node_modules', 'handoff-lint'))
  linkPackages(folder, ['remark', 'remark-gfm', 'remark-frontmatter', 'remark-lint', 'unified-language-server'])
  writeFileSync(join(folder, 'package.json'), '{"type": "module", "private": true}')
  // The messages as data: what vfile-reporter prints is made for eyes.
  writeFileSync(
    join(folder, 'report.js'),
    'export default (files) => JSON.stringify(files.map(({messages}) => messages))'
  )
}, 60_000)

afterAll(() => rmSync(folder, {recursive: true, force: true}))

const byPlace = (a: Seen, b: Seen) => a.line - b.line || a.column - b.column || (a.ruleId < b.ruleId ? -1 : 1)

function byEngine(text: string, profileName: string, settings: Settings = {}, path = name): Seen[] {
  const profile = builtinProfiles.find((one) => one.name === profileName)
  if (!profile) throw new Error(`no profile ${profileName}`)
  const {messages} = lintText({path, text, tree: parse(text)}, resolveConfig(profile, settings)).report
  return messages
    .map(({ruleId, severity, line, column, reason}) => ({ruleId, severity, line, column, reason}))
    .sort(byPlace)
}

let runs = 0

/** Run remark as its users do: a folder, a `.remarkrc.json`, a process. */
async function byRemark(text: string, plugins: readonly unknown[], path = name): Promise<{seen: Seen[]; code: number}> {
  const cwd = join(folder, `run-${runs++}`)
  mkdirSync(cwd)
  writeFileSync(join(cwd, path), text)
  writeFileSync(join(cwd, '.remarkrc.json'), JSON.stringify({plugins}))
  const cli = join(import.meta.dirname, '..', 'node_modules', 'remark-cli', 'cli.js')
  const options = [path, '--no-stdout', '--no-color', '--report', '../report.js']
  const result = await promisify(execFile)(process.execPath, [cli, ...options], {cwd}).then(
    ({stderr}) => ({stderr, code: 0}),
    ({stderr, code}: {stderr: string; code: number}) => ({stderr, code})
  )
  const [messages = []] = JSON.parse(result.stderr) as (Seen & {fatal: boolean | null})[][]
  const seen = messages.map(({ruleId, fatal, line, column, reason}) => ({
    ruleId,
    severity: fatal ? 'error' : 'warning',
    line,
    column,
    reason
  }))
  return {seen: seen.sort(byPlace), code: result.code}
}

const preset = (profile: string) => [`handoff-lint/preset/${profile}`]

/** The rules one by one, with the options that a profile resolves to. */
const singleRules = (profileName: string) => {
  const profile = builtinProfiles.find((one) => one.name === profileName)
  return resolveConfig(profile as never).rules.map(({rule, severity, options}) => [
    `handoff-lint/rules/${rule.id}`,
    [severity, options]
  ])
}

describe('one handoff through every door', () => {
  it('has something to say by many rules, and nothing of the clean one', () => {
    const ids = new Set(byEngine(broken, 'timestamped').map(({ruleId}) => ruleId))
    expect([...ids].sort()).toEqual([
      'no-empty-section',
      'no-placeholder',
      'require-fields',
      'require-sections',
      'valid-field',
      'valid-section-content'
    ])
    expect(byEngine(clean, 'timestamped')).toEqual([])
  })

  it.each([
    ['broken', broken, 1],
    ['clean', clean, 0],
    ['broken with CRLF', broken.replaceAll('\n', '\r\n'), 1]
  ])('gives the same by the preset in remark: %s', async (_, text, code) => {
    expect(await byRemark(text, preset('timestamped'))).toEqual({seen: byEngine(text, 'timestamped'), code})
  })

  it('gives the same by the single rules in remark', async () => {
    const {seen} = await byRemark(broken, singleRules('timestamped'))
    expect(seen).toEqual(byEngine(broken, 'timestamped'))
  })

  it('has a preset of every profile, and a default one', async () => {
    for (const profile of builtinProfiles) {
      const path = 'HANDOFF.md'
      const {seen} = await byRemark(broken, preset(profile.name), path)
      expect(seen, profile.name).toEqual(byEngine(broken, profile.name, {}, path))
    }
    expect((await byRemark(broken, ['handoff-lint/preset'])).seen).toEqual(byEngine(broken, 'generic'))
  }, 60_000)

  it('judges only the part of a file that the preset’s scope names', async () => {
    const text = `# Handoff\n\n## Current Handoff (2026-03-14)\n\n### Blockers\n\n- TBD\n\n## Historical Handoffs\n\n- TBD\n`
    const {seen} = await byRemark(text, preset('rolling'), 'HANDOFF.md')
    expect(seen.filter(({ruleId}) => ruleId === 'no-placeholder').map(({line}) => line)).toEqual([7])
    expect(seen).toEqual(byEngine(text, 'rolling', {}, 'HANDOFF.md'))
  })

  it('reads tables, boxes and front matter once, also beside the plugins that read them too', async () => {
    const text = `---\ndate: 2026-03-14\n---\n\n${clean}\n| Topic | State |\n| - | - |\n| alerts | TBD |\n\n- [ ] TBD\n`
    const wanted = byEngine(text, 'timestamped')
    expect(wanted.map(({ruleId}) => ruleId)).toContain('no-placeholder')
    const around = ['remark-frontmatter', ...preset('timestamped'), 'remark-gfm']
    expect((await byRemark(text, around)).seen).toEqual(wanted)
    expect((await byRemark(text, ['remark-gfm', 'remark-frontmatter', ...preset('timestamped')])).seen).toEqual(wanted)
    expect((await byRemark(text, preset('timestamped'))).seen).toEqual(wanted)
  })
})

describe('severity', () => {
  const possible = '# Handoff\n\n## Next steps\n\n1. {What to do first}\n2. Ask [somebody] about it.\n'

  it.each([
    ['error', 'error'],
    ['warn', 'warning']
  ])('is what remark is told: %s', async (given, severity) => {
    const {seen, code} = await byRemark(possible, [
      ['handoff-lint/rules/no-placeholder', [given, {literals: ['{What to do first}']}]]
    ])
    expect(seen[0]).toMatchObject({line: 5, severity})
    expect(code).toBe(severity === 'error' ? 1 : 0)
  })

  it('leaves what is only likely a warning under `error`', async () => {
    const text = '# Handoff\n\n**Status**: Done / Paused\n\n## Next steps\n\n- TODO\n- TODO: write the tests\n'
    const options = {possible: true}
    const {seen} = await byRemark(text, [['handoff-lint/rules/no-placeholder', ['error', options]]])
    expect(seen).toEqual(byEngine(text, 'generic', {rules: {...allOff, 'no-placeholder': ['error', options]}}))
    expect(new Set(seen.map(({severity}) => severity))).toEqual(new Set(['error', 'warning']))
  })

  it('is off where remark is told `false`', async () => {
    const {seen} = await byRemark(possible, [...preset('timestamped'), ['handoff-lint/rules/no-placeholder', false]])
    expect(seen.map(({ruleId}) => ruleId)).not.toContain('no-placeholder')
  })
})

const allOff = Object.fromEntries(Object.keys(rules).map((id) => [id, 'off' as const]))

describe('comments that switch rules off', () => {
  const item = '- {What to do first}\n'
  const texts: [what: string, text: string, lines: number[]][] = [
    ['remark’s disable', `${item}\n<!-- lint disable no-placeholder -->\n\n${item}`, [1]],
    [
      'remark’s disable and enable',
      `<!-- lint disable no-placeholder -->\n\n${item}\n<!-- lint enable no-placeholder -->\n\n${item}`,
      [7]
    ],
    ['remark’s ignore', `<!-- lint ignore no-placeholder -->\n\n${item}\nText.\n\n${item}`, [7]],
    ['our ignore of everything', `<!-- handoff-lint ignore -->\n\n${item}\nText.\n\n${item}`, [7]],
    ['our ignore of a rule', `<!-- handoff-lint ignore no-placeholder -->\n\n${item}\nText.\n\n${item}`, [7]],
    ['our disable', `<!-- handoff-lint disable no-placeholder -->\n\n${item}`, []],
    ['a comment for another rule', `<!-- handoff-lint disable require-fields -->\n\n${item}`, [3]]
  ]

  it.each(texts)('work through every door: %s', async (_, body, lines) => {
    const text = `# Handoff\n\n## Next steps\n\n${body}`
    const rule: Settings['rules'] = {...allOff, 'no-placeholder': 'error'}
    const wanted = byEngine(text, 'generic', {rules: rule})
    expect(wanted.map(({line}) => line)).toEqual(lines.map((line) => line + 4))
    const literals = builtinProfiles.find((one) => one.name === 'generic')?.slots.map((slot) => slot.text) ?? []
    const plugin = ['handoff-lint/rules/no-placeholder', ['error', {literals}]]
    expect((await byRemark(text, [plugin])).seen).toEqual(wanted)
    // `remark-lint` brings the same comments for rules of its own; together they must not undo each other.
    expect((await byRemark(text, ['remark-lint', plugin])).seen).toEqual(wanted)
  })

  it('are reported through every door when they cover nothing', async () => {
    const text = `${clean}\n<!-- handoff-lint disable no-placehodler -->\n<!-- handoff-lint disable require-sections -->\n`
    const wanted = byEngine(text, 'timestamped')
    expect(wanted.map(({ruleId}) => ruleId)).toContain('valid-directive')
    expect((await byRemark(text, preset('timestamped'))).seen).toEqual(wanted)
  })
})

interface Packet {
  id?: number
  method?: string
  params?: unknown
  result?: unknown
}

/** An editor, as far as a language server can tell. */
function startEditor(cwd: string) {
  const server = spawn(process.execPath, ['server.js', '--stdio'], {cwd, stdio: ['pipe', 'pipe', 'inherit']})
  const waiting: {fits: (packet: Packet) => boolean; take: (packet: Packet) => void}[] = []
  let rest = Buffer.alloc(0)
  server.stdout.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let packet = next(); packet; packet = next()) {
      const found = packet
      const index = waiting.findIndex(({fits}) => fits(found))
      if (index !== -1) waiting.splice(index, 1)[0]?.take(found)
    }
  })

  function next(): Packet | null {
    const head = rest.indexOf('\r\n\r\n')
    const length = Number(/Content-Length: (\d+)/u.exec(rest.subarray(0, Math.max(head, 0)).toString())?.[1])
    if (head === -1 || rest.length < head + 4 + length) return null
    const body = rest.subarray(head + 4, head + 4 + length).toString()
    rest = rest.subarray(head + 4 + length)
    return JSON.parse(body) as Packet
  }

  const send = (packet: object) => {
    const body = JSON.stringify({jsonrpc: '2.0', ...packet})
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  const wait = (fits: (packet: Packet) => boolean) => new Promise<Packet>((take) => waiting.push({fits, take}))
  let id = 0
  return {
    notify: (method: string, params: unknown) => send({method, params}),
    ask: async (method: string, params: unknown) => {
      const own = ++id
      const answer = wait((packet) => packet.id === own && !packet.method)
      send({id: own, method, params})
      return (await answer).result
    },
    hear: async (method: string) => (await wait((packet) => packet.method === method)).params,
    close: () => new Promise<void>((done) => server.once('exit', () => done()).kill())
  }
}

interface Diagnostic {
  range: {start: {line: number; character: number}; end: {line: number; character: number}}
  message: string
  severity: number
  code: string
  source: string
  codeDescription: {href: string}
}

describe('in an editor', () => {
  let editor: ReturnType<typeof startEditor>

  beforeAll(async () => {
    const server = `import {createUnifiedLanguageServer} from 'unified-language-server'
import preset from 'handoff-lint/preset/timestamped'
createUnifiedLanguageServer({configurationSection: 'remark', processorName: 'remark', processorSpecifier: 'remark', plugins: [preset]})\n`
    writeFileSync(join(folder, 'server.js'), server)
    editor = startEditor(folder)
    await editor.ask('initialize', {processId: null, rootUri: pathToFileURL(folder).href, capabilities: {}})
    editor.notify('initialized', {})
  }, 30_000)

  afterAll(() => editor.close())

  async function open(text: string, file = name): Promise<{uri: string; diagnostics: Diagnostic[]}> {
    const uri = pathToFileURL(join(folder, file)).href
    const heard = editor.hear('textDocument/publishDiagnostics')
    editor.notify('textDocument/didOpen', {textDocument: {uri, languageId: 'markdown', version: 1, text}})
    const {diagnostics} = (await heard) as {diagnostics: Diagnostic[]}
    editor.notify('textDocument/didClose', {textDocument: {uri}})
    await editor.hear('textDocument/publishDiagnostics')
    return {uri, diagnostics}
  }

  const seenIn = (diagnostics: readonly Diagnostic[]): Seen[] =>
    diagnostics
      .map(({range, message, severity, code}) => ({
        ruleId: code,
        severity: severity === 1 ? 'error' : 'warning',
        line: range.start.line + 1,
        column: range.start.character + 1,
        reason: message.split('\n')[0] ?? ''
      }))
      .sort(byPlace)

  it('gives the same as our engine, with the remedy and the page', async () => {
    const {diagnostics} = await open(broken)
    expect(seenIn(diagnostics)).toEqual(byEngine(broken, 'timestamped'))
    for (const {source, code, codeDescription, message} of diagnostics) {
      expect(source).toBe('handoff-lint')
      expect(codeDescription.href).toMatch(new RegExp(`/docs/rules/${code}\\.md$`, 'u'))
      expect(message.split('\n')).toHaveLength(2)
    }
  })

  it('says nothing of the clean one', async () => {
    expect((await open(clean)).diagnostics).toEqual([])
  })

  it('offers to correct a heading', async () => {
    const uri = pathToFileURL(join(folder, name)).href
    const heard = editor.hear('textDocument/publishDiagnostics')
    editor.notify('textDocument/didOpen', {textDocument: {uri, languageId: 'markdown', version: 1, text: broken}})
    const {diagnostics} = (await heard) as {diagnostics: Diagnostic[]}
    const wrong = diagnostics.find(({message}) => message.includes('Session Sumary')) as Diagnostic
    const actions = (await editor.ask('textDocument/codeAction', {
      textDocument: {uri},
      range: wrong.range,
      context: {diagnostics: [wrong]}
    })) as {title: string; kind: string; edit: {changes: Record<string, unknown>}}[]
    expect(actions).toHaveLength(1)
    expect(actions[0]).toMatchObject({
      kind: 'quickfix',
      edit: {changes: {[uri]: [{range: wrong.range, newText: 'Session Summary'}]}}
    })
  })
})
