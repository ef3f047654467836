import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {
  escapeLines,
  escapeText,
  makePaint,
  padEnd,
  plural,
  table,
  toJson,
  wantsColour,
  widthOf
} from '../src/terminal.ts'

const link = '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007'

describe('escapeText', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
    [link, '\\u{1b}]8;;https://evil.example\\u{7}click\\u{1b}]8;;\\u{7}'],
    ['\u009b2J', '\\u{9b}2J'],
    ['abc\u202efdp.exe', 'abc\\u{202e}fdp.exe'],
    ['a\u2066b\u2069', 'a\\u{2066}b\\u{2069}'],
    ['zero\u200bwidth\ufeff', 'zero\\u{200b}width\\u{feff}'],
    ['two\nlines\r\n\tand a tab', 'two\\u{a}lines\\u{d}\\u{a}\\u{9}and a tab'],
    ['\ud800', '\\u{d800}'],
    ['tag \u{e0041}', 'tag \\u{e0041}']
  ])('shows %j as %j', (text, shown) => {
    expect(escapeText(text)).toBe(shown)
  })

  it.each(['plain text', 'Übergabe — “quoted”', '引き継ぎ', '👩‍💻 and 🇩🇪 and ✅️', 'نص عربي', 'क्‍ष'])(
    'leaves %j alone',
    (text) => {
      expect(escapeText(text)).toBe(text)
    }
  )

  it('leaves nothing that steers a terminal, and is idempotent', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (text) => {
        const shown = escapeText(text)
        expect(shown).not.toMatch(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
        expect(escapeText(shown)).toBe(shown)
      })
    )
  })

  it('keeps line breaks and tabs where asked', () => {
    expect(escapeLines('a\r\n\tb\u001b\n')).toBe('a\n\tb\\u{1b}\n')
  })
})

describe('toJson', () => {
  it('is JSON of the same value and holds nothing that steers a terminal', () => {
    fc.assert(
      fc.property(fc.jsonValue({stringUnit: 'binary'}), (value) => {
        const text = toJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(text.replace(/\n/gu, '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
      })
    )
  })

  it('indents by two and ends with a line break', () => {
    expect(toJson({a: ['\u009b\u202e']})).toBe('{\n  "a": [\n    "\\u009b\\u202e"\n  ]\n}\n')
  })
})

describe('wantsColour', () => {
  const terminal = {isTTY: true}
  const pipe = {isTTY: false}
  it.each([
    [undefined, {}, terminal, true],
    [undefined, {}, pipe, false],
    [undefined, {}, {}, false],
    [undefined, {NO_COLOR: '1'}, terminal, false],
    [undefined, {NO_COLOR: ''}, terminal, true],
    [undefined, {TERM: 'dumb'}, terminal, false],
    [undefined, {FORCE_COLOR: '1'}, pipe, true],
    [undefined, {FORCE_COLOR: ''}, pipe, true],
    [undefined, {FORCE_COLOR: '0'}, terminal, false],
    [undefined, {FORCE_COLOR: '1', NO_COLOR: '1'}, pipe, true],
    [true, {NO_COLOR: '1'}, pipe, true],
    [false, {FORCE_COLOR: '1'}, terminal, false]
  ])('flag %s, environment %j, stream %j: %s', (flag, env, stream, expected) => {
    expect(wantsColour(flag, env, stream)).toBe(expected)
  })

  it('dresses text only where there is colour', () => {
    expect(makePaint(true).red('x')).toBe('\u001b[31mx\u001b[39m')
    expect(makePaint(true).dim('')).toBe('')
    expect(makePaint(false).red('x')).toBe('x')
  })
})

describe('columns', () => {
  it.each([
    ['abc', 3],
    ['引継', 4],
    ['👩‍💻', 2],
    ['✅', 2],
    ['e\u0301', 1],
    ['\u001b[31mabc\u001b[39m', 3],
    ['한글', 4],
    ['“Größe” – 1…', 12],
    ['“e\u0301”', 3],
    ['©\ufe0f', 2],
    ['', 0]
  ])('%j is %i wide', (text, width) => {
    expect(widthOf(text)).toBe(width)
  })

  it('fills up by width, not by length', () => {
    expect(padEnd('引継', 6)).toBe('引継  ')
    expect(padEnd('longer', 3)).toBe('longer')
  })

  it('aligns columns and leaves no blanks at the end', () => {
    expect(table([['a', '引', 'x'], ['long', 'b', ''], ['c']], '> ')).toEqual(['> a     引  x', '> long  b', '> c'])
  })

  it('counts', () => {
    expect([plural(0, 'file'), plural(1, 'file'), plural(2, 'entry', 'entries')]).toEqual([
      '0 files',
      '1 file',
      '2 entries'
    ])
  })
})
