import {describe, expect, it} from 'vitest'
import {type Message, makeReport, type Report} from '../src/core/report.ts'
import {reporters, withoutWarnings} from '../src/reporters/index.ts'
import {makePaint} from '../src/terminal.ts'

const plain = {paint: makePaint(false)}

function message(ruleId: string, line: number, column: number, more: Partial<Message> = {}): Message {
  return {
    ruleId,
    severity: 'error',
    line,
    column,
    endLine: line,
    endColumn: column + 1,
    reason: `Unexpected ${ruleId}`,
    note: null,
    expected: [],
    url: `https://example.org/${ruleId}.md`,
    ...more
  }
}

const file = (path: string, messages: Message[] = [], profile = 'timestamped') => ({
  path,
  profile,
  messages,
  sections: []
})

const mixed = (): Report =>
  makeReport([
    file('session-handoffs/b.md', [
      message('max-tokens', 120, 1, {severity: 'warning', note: 'Cut it down.'}),
      message('no-placeholder', 3, 12, {reason: 'Unexpected placeholder `{x}`, expected a fact'}),
      message('valid-field', 4, 1, {expected: ['2026-01-02']})
    ]),
    file('session-handoffs/a.md'),
    file('HANDOFF.md', [message('no-placeholder', 1, 1)], 'generic')
  ])

describe('stylish', () => {
  it('groups by file, aligns, puts the remedy below and says what to do next', () => {
    expect(reporters.stylish(mixed(), plain)).toBe(`
HANDOFF.md (generic)
  1:1  error  Unexpected no-placeholder  no-placeholder

session-handoffs/b.md (timestamped)
   3:12  error    Unexpected placeholder \`{x}\`, expected a fact  no-placeholder
    4:1  error    Unexpected valid-field                         valid-field
  120:1  warning  Unexpected max-tokens                          max-tokens
                  Cut it down.

4 problems (3 errors, 1 warning) in 2 of 3 handoffs
1 problem can be fixed for you: handoff-lint --fix
What a rule wants, and why: handoff-lint explain no-placeholder
`)
  })

  it('says one short line when all is well', () => {
    expect(reporters.stylish(makeReport([file('a.md'), file('b.md')]), plain)).toBe('2 handoffs checked, no problems\n')
    expect(reporters.stylish(makeReport([file('a.md')]), plain)).toBe('1 handoff checked, no problems\n')
  })

  it('says what to do when there is nothing', () => {
    expect(reporters.stylish(makeReport([]), plain)).toMatch(/^No handoffs found\..*handoff-lint new .*\n$/u)
  })

  it('does not praise what --quiet hides', () => {
    const report = makeReport([file('a.md', [message('max-tokens', 1, 1, {severity: 'warning'})])])
    expect(reporters.stylish(withoutWarnings(report), {...plain, hiddenWarnings: 1})).toBe(
      '1 handoff checked, no errors; 1 warning not shown\n'
    )
  })

  it('keeps ids aligned beside one very long reason', () => {
    const long = 'x'.repeat(100)
    const report = makeReport([
      file('a.md', [message('max-tokens', 1, 1, {reason: long}), message('valid-field', 2, 1, {reason: 'short'})])
    ])
    const lines = reporters.stylish(report, plain).split('\n')
    expect(lines).toContain(`  1:1  error  ${long}  max-tokens`)
    expect(lines).toContain('  2:1  error  short  valid-field')
  })

  it('shows foreign text, never obeys it', () => {
    const report = makeReport([
      file('a\u001b]0;title\u0007.md', [
        message('no-placeholder', 1, 1, {reason: 'Unexpected `\u202egnp`\n::error::x', note: 'a\u001b[2Jb'})
      ])
    ])
    const text = reporters.stylish(report, {paint: makePaint(true)})
    expect(text).toContain('a\\u{1b}]0;title\\u{7}.md')
    expect(text).toContain('Unexpected `\\u{202e}gnp`\\u{a}::error::x')
    expect(text.replace(/\p{Cc}\[\d+m/gu, '').replace(/\n/gu, '')).not.toMatch(/[\p{Cc}\u202e]/u)
  })

  it('names the rule with most errors, not the loudest warning', () => {
    const warnings = [1, 2, 3].map((line) => message('max-tokens', line, 1, {severity: 'warning'}))
    const report = makeReport([file('a.md', [...warnings, message('valid-field', 9, 1)])])
    expect(reporters.stylish(report, plain)).toContain('explain valid-field')
  })
})

describe('the hint', () => {
  it('does not send to a page that there is not', () => {
    const report = makeReport([file('a.md', [message('valid-encoding', 1, 1)])])
    expect(reporters.stylish(report, plain)).not.toContain('explain')
  })
})

describe('json', () => {
  it('is the report, whole', () => {
    expect(JSON.parse(reporters.json(mixed()))).toEqual(mixed())
  })

  it('is the same text every time, indented by two', () => {
    const text = reporters.json(mixed())
    expect(text).toBe(reporters.json(mixed()))
    expect(text.startsWith('{\n  "version": 1,\n  "files": [\n    {\n      "path": "HANDOFF.md",')).toBe(true)
    expect(text.endsWith('}\n')).toBe(true)
  })

  it('counts errors only under --quiet', () => {
    const quiet = withoutWarnings(mixed())
    expect(quiet.counts).toMatchObject({files: 3, errors: 3, warnings: 0})
    expect(quiet.files.flatMap(({messages}) => messages).every(({severity}) => severity === 'error')).toBe(true)
  })
})
