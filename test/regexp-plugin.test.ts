import {describe, expect, it} from 'vitest'
import {regexpPlugin} from '../scripts/regexp-plugin.ts'

const change = (code: string): string => regexpPlugin().renderChunk(code) ?? code
/** What a chunk answers as it is, and as it is shipped. */
const both = (code: string): unknown[] =>
  [code, change(code)].map((text) => {
    const exports = {answer: undefined}
    new Function('exports', text)(exports)
    return exports.answer
  })

describe('expressions that know the letters of all scripts', () => {
  it('are made when they are first asked, and once', () => {
    const code = `const word = /\\p{L}/gu\nexports.answer = [word.test('ab'), word.lastIndex, 'a-b'.replace(word, 'x')]`
    expect(change(code)).toContain('makeLater(() => /\\p{L}/gu)')
    expect(both(code)).toEqual([
      [true, 1, 'x-x'],
      [true, 1, 'x-x']
    ])
  })

  it.each([
    ['an argument', `const one = /\\p{L}/u; exports.answer = String(one)`],
    ['a list', `const one = /\\p{L}/u; exports.answer = [one, 1].map(String)`],
    ['a choice', `const one = /\\p{L}/u; const two = /\\p{N}/u; exports.answer = (1 ? one : two).source`],
    ['a function’s answer', `const one = /A/iu; const get = () => one; exports.answer = get().test('a')`],
    ['a getter', `const one = /A/iu; const it = {get one() { return one }}; exports.answer = it.one.test('a')`],
    ['the name of something else', `const one = /A/iu; const it = {one: 1}; exports.answer = [it.one, one.test('a')]`]
  ])('mean the same as %s', (_, code) => {
    expect(change(code)).toContain('makeLater')
    const [plain, later] = both(code)
    expect(later).toEqual(plain)
  })

  it('have a second form for short texts that are ASCII', () => {
    const code = `const one = /^(?:mot|\u8A9E)$/iu
const ask = (text) => [one.test(text), one.exec(text), one.test(text.trim())]
exports.answer = ['Mot', '\u8A9E', 'mots', 'mot'.repeat(100)].map(ask)`
    expect(change(code)).toContain('() => /^(?:mot)$/i)')
    const [plain, later] = both(code)
    expect(later).toEqual(plain)
  })

  it('take no name that the chunk has', () => {
    expect(() => change('const one = /\\p{L}/u; one.test(""); function isShortAscii() {}')).toThrow(
      'names of the build'
    )
  })

  it.each([
    ['a parameter', `const one = /\\p{L}/u; const f = (one) => one; exports.answer = [f(1), one.test('a')]`],
    ['a pattern', `const one = /\\p{L}/u; const f = ({one}) => one; exports.answer = [f({one: 1}), one.test('a')]`],
    ['a shorthand', `const one = /\\p{L}/u; const it = {one}; exports.answer = it.one.test('a')`],
    [
      'another constant',
      `const one = /\\p{L}/u; const f = () => { const one = 1; return one }; exports.answer = [f(), one.test('a')]`
    ],
    ['a variable', `let one = /\\p{L}/u; one = /b/u; exports.answer = one.test('a')`],
    ['cheap', `const one = /[a-z]/u; exports.answer = one.test('a')`]
  ])('stay where the name is %s', (_, code) => {
    expect(change(code)).toBe(code)
    expect(() => both(code)).not.toThrow()
  })
})
