import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {decode} from '../src/decode.ts'

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))

describe('text', () => {
  it.each([
    ['nothing', bytes(''), ''],
    ['a byte order mark alone', bytes([0xef, 0xbb, 0xbf]), ''],
    ['a byte order mark is taken off, once', bytes([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], 'x'), '\uFEFFx'],
    ['line ends stay', bytes('a\r\nb\rc\n'), 'a\r\nb\rc\n'],
    ['all planes', bytes('é 小 😀 \u{10ffff}'), 'é 小 😀 \u{10ffff}']
  ])('%s', (_name, given, text) => {
    expect(decode(given)).toEqual({text})
  })

  it('is what was encoded, for any well-formed text without NUL', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (text) => {
        fc.pre(!text.includes('\0') && !text.startsWith('\uFEFF') && !/\p{Cs}/u.test(text))
        expect(decode(Buffer.from(text))).toEqual({text})
      })
    )
  })
})

describe('problems', () => {
  it.each<[string, Uint8Array, number, number, RegExp]>([
    ['UTF-16 LE', Buffer.from('\uFEFF# Hi\n', 'utf16le'), 1, 1, /^Unexpected UTF-16 text, expected UTF-8$/],
    ['UTF-16 BE', Buffer.from('\uFEFF# Hi\n', 'utf16le').swap16(), 1, 1, /UTF-16/],
    ['UTF-16 without a mark', Buffer.from('# Hi\n', 'utf16le'), 1, 2, /NUL/],
    ['NUL in the third line', bytes('a\nb\ncd', [0], 'e'), 3, 3, /NUL/],
    ['Latin-1', bytes('# T\n\nCaf', [0xe9], ' x'), 3, 4, /^Unexpected byte 0xe9, expected UTF-8 text$/],
    ['after CRLF and an emoji', bytes('a\r\n😀b', [0xff]), 2, 4, /0xff/],
    ['the mark does not count', bytes([0xef, 0xbb, 0xbf], 'ab', [0x80]), 1, 3, /0x80/],
    ['overlong', bytes('x', [0xc0, 0xaf]), 1, 2, /0xc0/],
    ['overlong in three', bytes('x', [0xe0, 0x80, 0xaf]), 1, 2, /0xe0/],
    ['a surrogate', bytes('x', [0xed, 0xa0, 0x80]), 1, 2, /0xed/],
    ['above the last plane', bytes('x', [0xf4, 0x90, 0x80, 0x80]), 1, 2, /0xf4/],
    ['cut off', bytes('xy', [0xe5, 0xb0]), 1, 3, /0xe5/],
    ['cut off by NUL', bytes('xy', [0xe5, 0xb0, 0x00]), 1, 3, /0xe5/],
    ['NUL before a bad byte', bytes('x', [0], 'y', [0xff]), 1, 2, /NUL/]
  ])('%s', (_name, given, line, column, reason) => {
    const {problem} = decode(given)
    expect(problem).toMatchObject({line, column, note: expect.stringMatching(/UTF-8/)})
    expect(problem?.reason).toMatch(reason)
  })

  it('are found by us exactly where the platform’s decoder finds one', () => {
    const platform = new TextDecoder('utf-8', {fatal: true})
    const isValid = (given: Uint8Array) => {
      try {
        platform.decode(given)
        return true
      } catch {
        return false
      }
    }
    const unit = fc.oneof(fc.integer({min: 1, max: 255}), fc.constantFrom(0xe0, 0xed, 0xf0, 0xf4, 0x80, 0xbf, 0x9f))
    fc.assert(
      fc.property(fc.array(unit, {maxLength: 12}), (list) => {
        const given = Uint8Array.from([0x61, ...list])
        expect(decode(given).problem === undefined).toBe(isValid(given))
      }),
      {numRuns: 2000}
    )
  })

  it('take linear time', () => {
    const given = Buffer.concat([Buffer.alloc(1 << 20, 'ab\n'), Buffer.from([0xff])])
    const start = performance.now()
    expect(decode(given).problem?.line).toBe(349526)
    expect(performance.now() - start).toBeLessThan(500)
  })
})
