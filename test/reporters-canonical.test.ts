import {describe, expect, it} from 'vitest'
import {loadReporter} from '../src/reporters/index.ts'
import {type ReporterName, reporterNames} from '../src/reporters/names.ts'
import {makePaint} from '../src/terminal.ts'
import {canonicalReport, otherReports} from './helpers/canonical-report.ts'

const extensions: Record<ReporterName, string> = {
  stylish: 'txt',
  json: 'json',
  github: 'log',
  markdown: 'md',
  sarif: 'sarif',
  junit: 'xml',
  gitlab: 'json',
  html: 'html'
}

const linkTo = (path: string, line: number, commit = 'main') =>
  `https://github.com/acme/shop/blob/${commit}/${path.split('/').map(encodeURIComponent).join('/')}#L${line}`
const options = {paint: makePaint(false), linkTo, version: '1.2.3'}

describe.each([...reporterNames])('%s', (name) => {
  it('shows all there is to show', async () => {
    const text = (await loadReporter(name))(canonicalReport(), options)
    await expect(text).toMatchFileSnapshot(`fixtures/reports/${name}/canonical.${extensions[name]}`)
  })

  it.each(Object.entries(otherReports))('shows the %s report', async (kind, make) => {
    const text = (await loadReporter(name))(make(), options)
    await expect(text).toMatchFileSnapshot(`fixtures/reports/${name}/${kind}.${extensions[name]}`)
  })

  it('ends in one line break, says the same twice and leaves the report alone', async () => {
    const reporter = await loadReporter(name)
    const report = canonicalReport()
    const text = reporter(report, options)
    expect(text).toMatch(/[^\n]\n$/u)
    expect(reporter(report, options)).toBe(text)
    expect(report).toEqual(canonicalReport())
  })

  it('prints nothing that a terminal obeys', async () => {
    const text = (await loadReporter(name))(canonicalReport(), options)
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
  })
})
