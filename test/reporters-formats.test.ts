import {createRequire} from 'node:module'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {type BranchReport, type FileReport, makeReport, type Report} from '../src/core/report.ts'
import {gitlab} from '../src/reporters/gitlab.ts'
import {html} from '../src/reporters/html.ts'
import {junit} from '../src/reporters/junit.ts'
import {sarif} from '../src/reporters/sarif.ts'
import {branchOf, canonicalReport, fileOf, messageOf, otherReports} from './helpers/canonical-report.ts'
import {hostileReport} from './helpers/hostile.ts'
import {parseXml, type XmlElement} from './helpers/xml.ts'

const reports: [string, () => Report][] = [['canonical', canonicalReport], ...Object.entries(otherReports)]

interface SarifResult {
  ruleId: string
  ruleIndex: number
  level: string
  message: {text: string}
  locations: {physicalLocation: {artifactLocation: {uri: string}; region: Record<string, number>}}[]
  partialFingerprints: Record<string, string>
}

interface SarifRun {
  tool: {driver: {rules: {id: string; helpUri: string; help: {text: string}}[]}}
  invocations: {toolExecutionNotifications: {level: string; message: {text: string}}[]}[]
  results: SarifResult[]
}

const runOf = (text: string): SarifRun => {
  const {runs} = JSON.parse(text) as {runs: [SarifRun]}
  return runs[0]
}
const sarifPrints = (report: Report): string[] =>
  runOf(sarif(report)).results.map(({partialFingerprints}) => partialFingerprints['handoffLint/v1'] ?? '')
const gitlabPrints = (report: Report): string[] =>
  (JSON.parse(gitlab(report)) as {fingerprint: string}[]).map(({fingerprint}) => fingerprint)

/** What the schema says of the objects that we write: the keys it must have, then those it may have. No other is allowed. */
const sarifObjects: Record<string, [required: string[], optional: string[]]> = {
  '': [['version', 'runs'], ['$schema']],
  'runs[]': [
    ['tool', 'results'],
    ['invocations', 'columnKind']
  ],
  'runs[].tool': [['driver'], []],
  'runs[].tool.driver': [['name'], ['informationUri', 'semanticVersion', 'rules']],
  'runs[].tool.driver.rules[]': [['id'], ['shortDescription', 'help', 'helpUri', 'defaultConfiguration']],
  'runs[].tool.driver.rules[].shortDescription': [['text'], []],
  'runs[].tool.driver.rules[].help': [['text'], ['markdown']],
  'runs[].tool.driver.rules[].defaultConfiguration': [[], ['level']],
  'runs[].invocations[]': [['executionSuccessful'], ['toolExecutionNotifications']],
  'runs[].invocations[].toolExecutionNotifications[]': [['message'], ['level', 'descriptor']],
  'runs[].invocations[].toolExecutionNotifications[].message': [['text'], []],
  'runs[].invocations[].toolExecutionNotifications[].descriptor': [['id'], []],
  'runs[].results[]': [
    ['message', 'locations'],
    ['ruleId', 'ruleIndex', 'level', 'partialFingerprints']
  ],
  'runs[].results[].message': [['text'], []],
  'runs[].results[].locations[]': [['physicalLocation'], []],
  'runs[].results[].locations[].physicalLocation': [['artifactLocation', 'region'], []],
  'runs[].results[].locations[].physicalLocation.artifactLocation': [['uri'], ['uriBaseId']],
  'runs[].results[].locations[].physicalLocation.region': [['startLine'], ['startColumn', 'endLine', 'endColumn']],
  'runs[].results[].partialFingerprints': [[], ['handoffLint/v1', 'primaryLocationLineHash']]
}

function checkSarif(value: unknown, path = ''): void {
  if (Array.isArray(value)) {
    for (const item of value) checkSarif(item, `${path}[]`)
  } else if (typeof value === 'object' && value !== null) {
    const [required, optional] = sarifObjects[path] ?? [['unknown object'], []]
    expect(Object.keys(value), path).toEqual(expect.arrayContaining(required))
    expect([...required, ...optional], path).toEqual(expect.arrayContaining(Object.keys(value)))
    for (const [key, inner] of Object.entries(value)) checkSarif(inner, path === '' ? key : `${path}.${key}`)
  } else if (/(?:Line|Column)$/u.test(path)) {
    expect(value, path).toBeGreaterThanOrEqual(1)
  } else if (path.endsWith('level')) {
    expect(['error', 'warning'], path).toContain(value)
  } else if (/[uU]ri$/u.test(path)) {
    expect(value, path).toMatch(/^(?:[\w.~!*'()/:#-]|%[0-9A-F]{2})*$/u)
  }
}

describe('sarif', () => {
  it.each(reports)('is SARIF 2.1.0: the %s report', (_, make) => {
    const log = JSON.parse(sarif(make(), {version: '1.2.3', withoutSources: true})) as {version: string}
    expect(log.version).toBe('2.1.0')
    checkSarif(log)
  })

  it('is SARIF whatever files and branches are called', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const text = sarif(report)
        checkSarif(JSON.parse(text))
        const {tool, results} = runOf(text)
        for (const {ruleId, ruleIndex, message} of results) {
          expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
          expect(message.text).not.toMatch(/\]\(/u)
        }
      })
    )
  })

  it('describes each rule that it names, with a page', () => {
    for (const {help, helpUri} of runOf(sarif(canonicalReport())).tool.driver.rules) {
      expect(helpUri).toMatch(/^https:\/\/github\.com\/handoff-lint\/.*\.md/u)
      expect(help.text).toMatch(/^[A-Z].{10,}\. What it wants, and why: https:/u)
    }
  })

  it('writes paths as relative references, percent-encoded', () => {
    const uris = (path: string) =>
      runOf(sarif(makeReport([fileOf(path, [messageOf('valid-field', 1)])]))).results[0]?.locations[0]?.physicalLocation
        .artifactLocation
    expect(uris('a b/c#d?e:f%.md')).toEqual({uri: 'a%20b/c%23d%3Fe%3Af%25.md', uriBaseId: '%SRCROOT%'})
    expect(uris('é\ud800.md')).toEqual({uri: '%C3%A9%EF%BF%BD.md', uriBaseId: '%SRCROOT%'})
    expect(uris('/tmp/a b.md')).toEqual({uri: 'file:///tmp/a%20b.md'})
  })

  it('tells branches without a handoff as notifications, since a result needs a place', () => {
    const {results, invocations} = runOf(
      sarif(makeReport([], [], [branchOf('x', 'missing'), branchOf('y', 'covered')]))
    )
    expect(results).toEqual([])
    expect(invocations[0]?.toolExecutionNotifications).toMatchObject([{level: 'error'}])
  })

  it('keeps 5,000 results, errors before warnings, and says how many are left out', () => {
    const many = (severity: 'error' | 'warning', count: number) =>
      Array.from({length: count}, (_, index) =>
        messageOf('valid-field', index + 1, {severity, reason: 'x'.repeat(2000)})
      )
    const text = sarif(makeReport([fileOf('a.md', many('warning', 4000)), fileOf('b.md', many('error', 3000))]))
    const {results, invocations} = runOf(text)
    expect(results).toHaveLength(5000)
    expect(results.filter(({level}) => level === 'error')).toHaveLength(3000)
    expect(invocations[0]?.toolExecutionNotifications.map(({message}) => message.text)).toEqual([
      '2000 more results left out: code scanning takes 5000.'
    ])
    expect(text.length).toBeLessThan(10_000_000)
  })

  it('makes the line hashes that uploads go by only when nobody else can', () => {
    const report = makeReport([fileOf('a.md', [messageOf('valid-field', 1)])])
    expect(sarif(report)).not.toContain('primaryLocationLineHash')
    expect(sarif(report, {withoutSources: true})).toContain('"primaryLocationLineHash": "')
  })
})

const require = createRequire(import.meta.url)
const Ajv = require('ajv') as new (options: object) => {validate: (schema: object, data: unknown) => boolean}
const official = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as {$schema: string; id: string}

describe('sarif, by the official schema', () => {
  const isValid = (log: unknown): boolean => {
    // Written in draft 4, whose words for these two no later one takes.
    const {$schema, id, ...schema} = official
    const ajv = new Ajv({strict: false, validateFormats: false, logger: false, unicodeRegExp: false})
    return ajv.validate(schema, log)
  }

  it.each(reports)('accepts the %s report', (_, make) => {
    expect(isValid(JSON.parse(sarif(make(), {version: '1.2.3', withoutSources: true})))).toBe(true)
  })

  it('refuses what is none', () => {
    expect(isValid({version: '2.1.0', runs: [{results: []}]})).toBe(false)
  })
})

const shift = (report: Report, by: number): Report =>
  makeReport(
    report.files.map((file: FileReport) => ({
      ...file,
      messages: file.messages.map((message) => ({
        ...message,
        line: message.line + by,
        endLine: message.endLine + by,
        reason: message.reason.replace(/line \d+/u, `line ${message.line + by}`)
      }))
    })),
    report.skipped,
    report.branches.map((branch: BranchReport) => ({...branch, explanation: `${branch.explanation} and ${by} more`}))
  )

describe.each([
  ['sarif', sarifPrints],
  ['gitlab', gitlabPrints]
])('fingerprints of %s', (_, printsOf) => {
  it('stay when lines move and amounts change, and no two are alike', () => {
    fc.assert(
      fc.property(hostileReport, fc.integer({min: 1, max: 9}), (report, by) => {
        const prints = printsOf(report)
        expect(printsOf(shift(report, by))).toEqual(prints)
        expect(new Set(prints).size).toBe(prints.length)
      })
    )
  })

  it('stay when a reason names another line or amount', () => {
    const first = (line: number) =>
      messageOf('no-duplicate-section', line, {reason: `Unexpected second section (the first is on line ${line})`})
    expect(printsOf(makeReport([fileOf('a.md', [first(9)])]))).toEqual(
      printsOf(makeReport([fileOf('a.md', [first(120)])]))
    )
  })

  it('tell apart equal messages of one file, and the same message of two', () => {
    const messages = [messageOf('valid-field', 1), messageOf('valid-field', 2), messageOf('valid-field', 2)]
    const report = makeReport([fileOf('a.md', messages), fileOf('b.md', messages)])
    expect(new Set(printsOf(report)).size).toBe(6)
  })

  it('stay when another problem comes or goes', () => {
    const all = canonicalReport()
    const fewer = makeReport(all.files.slice(1), all.skipped, all.branches.slice(2))
    expect(printsOf(all)).toEqual(expect.arrayContaining(printsOf(fewer)))
  })

  it('do not change from version to version', () => {
    expect(printsOf(makeReport([fileOf('a.md', [messageOf('valid-field', 1)])]))).toEqual(['25ec75acadac30e8'])
  })
})

describe('gitlab', () => {
  it('has what a code quality report needs', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const list = JSON.parse(gitlab(report)) as Record<string, unknown>[]
        expect(list).toHaveLength(report.counts.errors + report.counts.warnings)
        for (const item of list) {
          expect(item).toEqual({
            description: expect.any(String),
            check_name: expect.stringMatching(/^[a-z-]+$/u),
            fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/u),
            severity: expect.stringMatching(/^(?:major|minor)$/u),
            location: {path: expect.any(String), lines: {begin: expect.any(Number), end: expect.any(Number)}}
          })
        }
      })
    )
  })
})

/** What the schema of JUnit reports says of the elements that we write: children, required and other attributes. */
const junitElements: Record<string, [children: string[], required: string[], optional: string[]]> = {
  testsuites: [['testsuite'], [], ['name', 'tests', 'failures', 'errors']],
  testsuite: [['testcase'], ['name', 'tests', 'failures', 'errors'], ['skipped']],
  testcase: [['skipped', 'error', 'failure', 'system-out'], ['name'], ['classname']],
  skipped: [[], [], ['message']],
  error: [[], [], ['type', 'message']],
  failure: [[], [], ['type', 'message']],
  'system-out': [[], [], []]
}

function checkJunit({name, attributes, children}: XmlElement): void {
  const [inside, required, optional] = junitElements[name] ?? [[], ['unknown element'], []]
  expect(Object.keys(attributes), name).toEqual(expect.arrayContaining(required))
  expect([...required, ...optional], name).toEqual(expect.arrayContaining(Object.keys(attributes)))
  for (const child of children) {
    expect(inside, name).toContain(child.name)
    checkJunit(child)
  }
}

const countOf = (element: XmlElement, name: string): number =>
  element.children.reduce((sum, child) => sum + countOf(child, name), element.name === name ? 1 : 0)

describe('junit', () => {
  it.each(reports)('fits the schema: the %s report', (_, make) => {
    const root = parseXml(junit(make()))
    expect(root.name).toBe('testsuites')
    checkJunit(root)
  })

  it('is well-formed and counts right whatever files and branches are called', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const root = parseXml(junit(report))
        checkJunit(root)
        for (const element of [root, ...root.children]) {
          expect(Number(element.attributes['tests'])).toBe(countOf(element, 'testcase'))
          expect(Number(element.attributes['failures'])).toBe(countOf(element, 'failure'))
          expect(Number(element.attributes['errors'])).toBe(countOf(element, 'error'))
        }
      })
    )
  })

  it('fails for errors, not for warnings, and has an error for what could not be told', () => {
    const warning = messageOf('max-tokens', 1, {severity: 'warning', reason: 'a <b> & "c"'})
    const root = parseXml(junit(makeReport([fileOf('a.md', [warning])], [], [branchOf('x', 'due')])))
    expect([countOf(root, 'failure'), countOf(root, 'error'), countOf(root, 'system-out')]).toEqual([0, 0, 2])
    const cases = root.children[1]?.children[0]
    expect(cases?.children[0]?.text).toBe('1:1 warning: a <b> & "c"')
    expect(countOf(parseXml(junit(otherReports.undetermined())), 'error')).toBe(1)
  })
})

const tags =
  /<!doctype html>|<html lang="en">|<meta (?:charset|name|http-equiv)="[\w-]+"(?: content="[\w\s=,.;:'-]*")?>|<(?:span|p) class="(?:error|warning|ok)">|<a href="https:\/\/[^"<>\s]*" rel="noreferrer">|<\/?(?:html|head|body|title|style|h1|h2|p|table|tr|th|td|span|code|small|a)>/gu

describe('html', () => {
  it('holds no markup but its own, whatever files and branches are called', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const text = html(report, {linkTo: (path) => `https://forge.example/${path}`})
        expect(text.replace(/<style>[^<]*<\/style>/u, '').replace(tags, '')).not.toMatch(
          /[<>]|&(?!amp;|lt;|gt;|quot;|#39;)/u
        )
      })
    )
  })

  it('runs nothing and loads nothing', () => {
    const text = html(canonicalReport())
    expect(text).toContain("default-src 'none'; style-src 'unsafe-inline'")
    expect(text).not.toMatch(/<(?:script|link|img|iframe|object|form|base)\b|<[^>]* src=|url\(|@import/iu)
  })

  it('links to no place but of the web', () => {
    const report = makeReport([fileOf('a.md', [messageOf('valid-field', 1)])])
    expect(html(report, {linkTo: () => 'javascript:alert(1)'})).not.toContain('javascript')
  })
})
