import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {isHonest, readContent} from '../src/handoff/placeholder-content.ts'
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

  it('tell what is open, wherever they stand', () => {
    const words = ['TODO', 'tbd', 'fill-in', 'FILLOUT', 'filled in', 'to be decided', 'your_name', 'replace this']
    const others = ['change-me', 'changeme', 'xxxx', 'lorem ipsum', 'por definir', 'a preencher', '2todo', 'pending']
    for (const one of [...words, ...others])
      for (const [before, behind] of [
        ['', ''],
        ['the broker ', ', then'],
        ['Broker_', '.']
      ])
        for (const text of [one, one.toUpperCase()])
          expect(signs(`${before}${text}${behind}`), text).toEqual(signs(`${before}${text}${behind} ✓`))
    for (const one of [...words, ...others]) expect(signs(`the broker ${one}`), one).toContain('fill-word')
    for (const one of ['the todos', 'a mastodon', 'together', 'fulfil it', 'changes', 'yours'])
      expect(signs(`the broker ${one}`), one).not.toContain('fill-word')
  })

  it('tell what was done', () => {
    for (const one of ['Fixed the queue', 'edited by us', 'SUPERSEDED: see the queue'])
      expect(signs(one)).toContain('past')
    for (const one of ['fixing the queue', 'Fixed/open now', 'a fixed queue']) expect(signs(one)).not.toContain('past')
  })

  it('own up to nothing', () => {
    const plain = 'None., n/a, NA, not recorded, nothing, unknown, unclear, no, nil, null, empty, not yet known, ---'
    const foreign =
      'ninguno, ninguna, nenhum, nenhuma, aucun, Aucune, kein, Keine, nessuno, geen, brak, yok, —, なし, không!'
    for (const one of [plain, foreign].join(', ').split(', ')) expect(isHonest(one), one).toBe(true)
    for (const one of ['none of it', 'nonesuch', 'not', 'na ja', '- none', '']) expect(isHonest(one), one).toBe(false)
  })
})

const signs = (text: string) => readContent('bracket', text).filter((sign) => sign === 'fill-word' || sign === 'past')
