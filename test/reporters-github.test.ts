import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {forLog} from '../src/commands/output.ts'
import {makeReport} from '../src/core/report.ts'
import {github} from '../src/reporters/github.ts'
import {loadReporter} from '../src/reporters/index.ts'
import {reporterNames} from '../src/reporters/names.ts'
import {neutralise, workflowCommand} from '../src/reporters/workflow-command.ts'
import {makePaint} from '../src/terminal.ts'
import {canonicalReport, fileOf, messageOf} from './helpers/canonical-report.ts'
import {hostileReport, hostileText} from './helpers/hostile.ts'
import {readCommands} from './helpers/runner-commands.ts'

const range = (count: number) => Array.from({length: count}, (_, index) => index)

describe('the runner, as rebuilt here', () => {
  it.each([
    ['::error file=a%2Cb.md,line=3::x%0Ay', {name: 'error', properties: {file: 'a,b.md', line: '3'}, data: 'x\ny'}],
    [' \t\u00a0::warning::%250A', {name: 'warning', properties: {}, data: '%0A'}],
    ['text ##[add-mask]secret', {name: 'add-mask', properties: {}, data: 'secret'}],
    ['##[set-env name=a%3Bb;x=y]%5D', {name: 'set-env', properties: {name: 'a;b', x: 'y'}, data: ']'}],
    ['harmless\r::notice::x', {name: 'notice', properties: {}, data: 'x'}],
    ['#\u200d#[error]x', {name: 'error', properties: {}, data: 'x'}]
  ])('finds the command in %j', (text, command) => {
    expect(readCommands(text)).toEqual([command])
  })

  it.each(['text ::error::x', '::error', '::nothing::x', '##[nothing]x', ': :error::x', '## [error]x'])(
    'finds none in %j',
    (text) => {
      expect(readCommands(text)).toEqual([])
    }
  )
})

describe('workflowCommand', () => {
  it('is read back as it was meant', () => {
    // A sign of equality at the start of a value is lost on the way, and so is white space around the list.
    const value = hostileText.filter((text) => text !== '' && !/^[\s\p{DI}=]|[\s\p{DI}]$/u.test(text))
    fc.assert(
      fc.property(value, hostileText, (file, data) => {
        expect(readCommands(workflowCommand('error', {file, title: 't'}, data))).toEqual([
          {name: 'error', properties: {file, title: 't'}, data}
        ])
      })
    )
  })
})

describe('neutralise', () => {
  it('leaves no command in any text', () => {
    fc.assert(
      fc.property(fc.array(hostileText, {maxLength: 4}), (lines) => {
        expect(readCommands(neutralise(lines.join('\n')), null)).toEqual([])
      }),
      {numRuns: 500}
    )
  })

  it('leaves other text alone', () => {
    const text = 'std::vector\n# [x]\n  a ::b::\nC#[1]'
    expect(neutralise(text)).toBe(text)
    expect(neutralise(' ::error::x ##[add-mask]y')).toBe(' : :error::x ## [add-mask]y')
  })

  it('is quick on long lines', () => {
    const start = performance.now()
    for (const sign of ['\u200d', ' ', '#', '\ufeff', '\n', '#\u200d', ':', '\u2028']) neutralise(sign.repeat(200_000))
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

describe('github', () => {
  it('makes the runner do nothing but annotate, whatever files and branches are called', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const commands = readCommands(github(report), null)
        const {errors, warnings} = report.counts
        expect(commands.map(({name}) => name)).toEqual([
          ...range(Math.min(10, errors)).map(() => 'error'),
          ...range(Math.min(10, warnings)).map(() => 'warning'),
          ...(errors > 10 || warnings > 10 ? ['notice'] : [])
        ])
        const known = ['file', 'line', 'endLine', 'col', 'endColumn', 'title']
        for (const {properties} of commands) expect(known).toEqual(expect.arrayContaining(Object.keys(properties)))
      }),
      {numRuns: 300}
    )
  })

  it('annotates the place, with the reason and what to do', () => {
    const [first] = readCommands(
      github(
        makeReport([
          fileOf('a,b:c.md', [messageOf('no-placeholder', 3, {reason: '100%0A of %25', note: 'Say it.', column: 2})])
        ])
      )
    )
    expect(first).toEqual({
      name: 'error',
      properties: {file: 'a,b:c.md', line: '3', endLine: '3', col: '2', endColumn: '9', title: 'no-placeholder'},
      data: '100%0A of %25\nSay it.'
    })
  })

  it('gives no columns to a place of several lines', () => {
    const [first] = readCommands(github(makeReport([fileOf('a.md', [messageOf('max-tokens', 3, {endLine: 9})])])))
    expect(first?.properties).toEqual({file: 'a.md', line: '3', endLine: '9', title: 'max-tokens'})
  })

  it('annotates ten of each, errors first, and lists the rest in plain lines', () => {
    const errors = range(37).map((index) => messageOf('no-placeholder', index + 1, {reason: `error ${index}`}))
    const warnings = range(25).map((index) =>
      messageOf('max-tokens', index + 1, {severity: 'warning', reason: `warning ${index}`})
    )
    const text = github(makeReport([fileOf('a.md', warnings), fileOf('b.md', errors)]))
    const names = readCommands(text).map(({name}) => name)
    expect(names).toEqual([...range(10).map(() => 'error'), ...range(10).map(() => 'warning'), 'notice'])
    expect(readCommands(text).at(-1)?.data).toBe(
      '27 more errors and 15 more warnings without an annotation, listed in the log'
    )
    const listed = text.split('\n').filter((line) => /^[ab]\.md:\d+:1: (?:error|warning): /u.test(line))
    expect(listed).toHaveLength(42)
    expect(listed[0]).toBe('b.md:11:1: error: error 10 (no-placeholder)')
  })

  it('lists the rest in lines that are no commands, whatever they say', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (path, reason) => {
        const messages = range(12).map((index) => messageOf('no-placeholder', index + 1, {reason}))
        const names = readCommands(github(makeReport([fileOf(path, messages)])), null).map(({name}) => name)
        expect(names).toEqual([...range(10).map(() => 'error'), 'notice'])
      }),
      {numRuns: 300}
    )
  })

  it('keeps an annotation below the length at which the runner cuts', () => {
    const report = makeReport([fileOf('a.md', [messageOf('valid-field', 1, {reason: 'x'.repeat(100_000)})])])
    expect(readCommands(github(report))[0]?.data.length).toBeLessThan(4096)
  })
})

describe('every other report in a log of GitHub Actions', () => {
  const names = reporterNames.filter((name) => name !== 'github')

  it.each(names)('%s holds no command', async (name) => {
    const reporter = await loadReporter(name)
    const paint = makePaint(false)
    const env = {GITHUB_ACTIONS: 'true'}
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(readCommands(forLog(reporter(report, {paint}), name, env), null)).toEqual([])
      })
    )
  })

  it('means the same as JSON', async () => {
    const text = (await loadReporter('json'))(canonicalReport(), {paint: makePaint(false)})
    expect(text).toContain('##[')
    expect(JSON.parse(forLog(text, 'json', {GITHUB_ACTIONS: 'true'}))).toEqual(JSON.parse(text))
    expect(forLog(text, 'json', {})).toBe(text)
  })
})
