import {describe, expect, it} from 'vitest'
import {instead, suggest} from '../src/suggest.ts'

const known = ['lint', 'rules', 'explain', 'no-placeholder', 'require-sections', 'JSON']

describe('suggest', () => {
  it.each([
    ['lnit', 'lint'],
    ['rule', 'rules'],
    ['Rules', 'rules'],
    ['json', 'JSON'],
    ['jsno', 'JSON'],
    ['no-placeholders', 'no-placeholder'],
    ['requires-section', 'require-sections'],
    ['explian', 'explain'],
    ['x', null],
    ['', null],
    ['something-else', null]
  ])('%s: %s', (given, expected) => {
    expect(suggest(given, known)).toBe(expected)
  })

  it('names all there are when nothing is near', () => {
    expect(instead('xyz', ['one', 'two'])).toBe('Use one of: one, two.')
    expect(instead('tow', ['one', 'two'])).toBe('Did you mean `two`?')
  })
})
