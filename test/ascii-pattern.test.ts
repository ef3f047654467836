import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {asciiPattern} from '../scripts/ascii-pattern.ts'

const sources = ['src', 'rules'].flatMap((folder) =>
  readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
)

describe('what an expression asks of ASCII', () => {
  it.each([
    ['a|\\u3053\\u3053|b', 'iu', 'a|b', 'i'],
    ['(?:\\u3053|\\u8A18)', 'u', '(?:[])', ''],
    ['^(?:d\\u00E9crire|x)$', 'u', '^(?:x)$', ''],
    ['ab\\u3059?c', 'u', 'ab[]?c', ''],
    ['[^\\p{L}]x', 'u', '[\\x00-\\x40\\x5b-\\x60\\x7b-\\x7f]x', ''],
    ['\\p{Lu}', 'iu', '[\\x41-\\x5a\\x61-\\x7a]', 'i'],
    ['\\u212A', 'iu', '[\\x4b\\x6b]', 'i'],
    ['(?<!é)(?<word>[a|])', 'u', '(?<![])(?<word>[a|])', '']
  ])('/%s/%s is /%s/%s', (pattern, flags, ascii, asciiFlags) => {
    expect(asciiPattern(pattern, flags)).toEqual({pattern: ascii, flags: asciiFlags})
  })

  it.each([
    ['[a-z]+', 'iu'],
    ['\\p{L}', 'gu'],
    ['\\p{L}', 'uy'],
    ['é', 'i']
  ])('/%s/%s stays', (pattern, flags) => expect(asciiPattern(pattern, flags)).toBeNull())

  it('is the same for all that the sources hold, of any text', () => {
    const literals = sources.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/(i?u)\b/gu)].flatMap(
        ([, pattern = '', flags = '']) => {
          const ascii = asciiPattern(pattern, flags)
          return ascii ? [{full: new RegExp(pattern, flags), plain: new RegExp(ascii.pattern, ascii.flags)}] : []
        }
      )
    )
    expect(literals.length).toBeGreaterThan(50)
    // Words that the expressions know, and what stands around them.
    const words = [...new Set(literals.flatMap(({full}) => full.source.match(/[A-Za-z]{2,}/gu) ?? []))]
    const texts = [
      ...Array.from({length: 128}, (_, code) => String.fromCharCode(code)),
      ...words.flatMap((word) => [word, word.toUpperCase(), `a ${word}: b`, `(${word}s)`, `${word} 12`, `x-${word}_`])
    ]
    const unlike = literals.flatMap(({full, plain}) =>
      texts
        .filter((text) => JSON.stringify(full.exec(text)) !== JSON.stringify(plain.exec(text)))
        .map((text) => [String(full), text])
    )
    expect(unlike).toEqual([])
  })
})
