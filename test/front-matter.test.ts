import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {readFlatYaml} from '../src/handoff/flat-yaml.ts'
import {readByLibrary} from '../src/handoff/front-matter-library.ts'

const key = fc.constantFrom('branch', 'session_id', 'my-key', '_x', 'True', 'null', 'no', 'y', '__proto__', 'e1')
const scalar = fc.constantFrom(
  ...['', 'feat/x-1', 'a  b', 'true', '~', '1.5', '2024-01-02', '10:30', '"a: b # c"', "'it'", "'", '[a, b/c.d]', '[]'],
  ...[
    '[a b]',
    '[null]',
    'a #b',
    'a#b',
    'a: b',
    'a:',
    '- x',
    '-x',
    '*a',
    '&a b',
    '!t x',
    '|',
    '>',
    '{a: b}',
    'http://x.y'
  ]
)
const value = fc.oneof(
  {weight: 3, arbitrary: scalar},
  {weight: 1, arbitrary: fc.tuple(scalar, fc.constantFrom('', ' ', '#', ':'), scalar).map((bits) => bits.join(''))},
  {weight: 1, arbitrary: fc.string({unit: 'grapheme-ascii'})}
)
const line = fc.oneof(
  {weight: 12, arbitrary: fc.tuple(key, fc.constantFrom(': ', ':  ', ':'), value).map((bits) => bits.join(''))},
  {weight: 1, arbitrary: fc.constantFrom('', '# c', 'foo', ' x: y', '- a', '---', '...')}
)
const yaml = fc.array(line, {minLength: 1, maxLength: 4}).map((lines) => lines.join('\n'))

describe('readFlatYaml', () => {
  it('reads what it reads as the library does', () => {
    let read = 0
    const isSame = (text: string) => {
      const pairs = readFlatYaml(text)
      if (pairs === null) return
      read++
      expect({pairs, error: null}).toEqual(readByLibrary(text))
    }
    fc.assert(fc.property(yaml, isSame), {numRuns: 3000})
    expect(read).toBeGreaterThan(100)
  })

  it.each(['branch: feat/x\ntags: [fixture, route]', 'date: 2026-03-14\ntitle: "One: two"', 'status:'])(
    'reads %j',
    (text) => {
      expect(readFlatYaml(text)).not.toBeNull()
    }
  )

  it.each(['', 'a: b # c', 'a: *b', 'a:\n  b: c', 'a: b\n', 'a: b\r', 'null: x', 'a: "\\n"'])('leaves %j', (text) => {
    expect(readFlatYaml(text)).toBeNull()
  })
})
