import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {findRequest, isGenericNoun, isStatus} from '../src/handoff/placeholder-words.ts'

const word = fc.constantFrom(
  ...[
    'describe',
    'list',
    'what',
    'if any',
    'or n/a',
    'e.g.',
    'etc.',
    'goes here',
    'reasoning',
    'beschreibt',
    'kurz',
    'ej:'
  ],
  ...['done', 'in progress', 'not started', 'p0', 'ok', 'cancelled', 'date', 'the', 'your', 'n+1', '%', 'details', 'x'],
  ...['broker', 'queue', '42', 'described', 'relist', 'sinequanon']
)
const mark = fc.constantFrom(' ', ' ', '_', '-', '/', ', ', ': ', '. ', '!', '(', ')', '**', '\u0007')
const text = fc
  .array(fc.tuple(word, mark), {minLength: 1, maxLength: 4})
  .chain((parts) => fc.constantFrom(parts.flat().join(''), parts.flat().slice(0, -1).join('').toUpperCase()))

describe('words of placeholders', () => {
  it('mean the same in a text that is ASCII and in one that is not', () => {
    fc.assert(
      fc.property(text, (ascii) => {
        expect(findRequest(`${ascii} ✓`), ascii).toBe(findRequest(`${ascii} `))
        // A control character is no mark.
        expect(isStatus(`${ascii}…`), ascii).toBe(isStatus(`${ascii}!`))
      }),
      {numRuns: 2000}
    )
  })

  it.each([
    [
      '[requests]',
      ['Describe the state', 'list', 'what now', 'none, if any', 'goes here', 'kurz', 'beschreibt es', 'ej: x']
    ],
    ['[no requests]', ['a relist', 'whatever', 'ifany', 'the broker', 'inhere', '']]
  ])('find %s', (kind, texts) => {
    for (const one of texts) expect(findRequest(one) !== -1, one).toBe(kind === '[requests]')
  })

  it('find states between marks, and nothing more', () => {
    for (const one of ['done', '**Done**', '(in_progress)', 'In-Progress!', '✅ done', '진행 중', 'P0']) {
      expect(isStatus(one), one).toBe(true)
    }
    for (const one of ['done soon', 'undone', 'p5', '', '**', 'done\u0007']) expect(isStatus(one), one).toBe(false)
  })

  it('know names of values, one after another', () => {
    for (const one of ['date', 'Dates', 'the_date', 'your commit-hash', 'n+1', '%', '日付', 'título']) {
      expect(isGenericNoun(one), one).toBe(true)
    }
    for (const one of ['the', 'date the', 'the  date', 'queue', '', 's', 'date-'])
      expect(isGenericNoun(one), one).toBe(false)
  })
})
