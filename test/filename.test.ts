import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {formatFilename, parseFilename, slugify} from '../src/handoff/filename.ts'
import cases from './fixtures/filenames.json' with {type: 'json'}

describe('parseFilename', () => {
  test.each(cases)('$name by $pattern: $why', ({name, pattern, ok, expected}) => {
    const parsed = parseFilename(pattern, name)
    expect(parsed.ok).toBe(ok)
    if (!parsed.ok) {
      expect(parsed.expected).toBe(expected)
      if (parsed.expected !== null) expect(parseFilename(pattern, parsed.expected).ok).toBe(true)
    }
  })

  test('what formatFilename writes, parseFilename reads', () => {
    const day = fc.date({min: new Date('1970-01-01'), max: new Date('2999-12-31'), noInvalidDate: true})
    fc.assert(
      fc.property(day, fc.string({unit: 'grapheme'}), (date, text) => {
        const slug = slugify(text)
        fc.pre(slug !== '')
        const parts = {
          date: date.toISOString().slice(0, 10),
          time: date.toISOString().slice(11, 16).replace(':', ''),
          slug
        }
        const name = formatFilename('{date}-{time}-{slug}.md', parts)
        expect(parseFilename('{date}-{time}-{slug}.md', name)).toEqual({ok: true, ...parts})
      })
    )
  })
})

test('slugify is idempotent and short', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme', maxLength: 200}), (text) => {
      const slug = slugify(text)
      expect(slug.length).toBeLessThanOrEqual(60)
      expect(slugify(slug)).toBe(slug)
    })
  )
  expect(slugify('Füße & Ärger: Ñandú — 交接 2')).toBe('fuße-arger-nandu-交接-2')
})
