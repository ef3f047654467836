import {describe, expect, it} from 'vitest'
import {countSentences} from '../src/handoff/sentences.ts'

const segmenter = new Intl.Segmenter('en', {granularity: 'sentence'})
const bySegments = (text: string): number =>
  [...segmenter.segment(text)].filter(({segment}) => /[\p{L}\p{N}]{2}/u.test(segment)).length

describe('the count of sentences', () => {
  it.each([
    ['', 0],
    ['Retries work. The queue drains.', 2],
    ['See `lib/retry.ts`, e.g. line 12. It ends at 3.14 s!', 2],
    ['“Done?” he asked. 完了した。次は未定。', 4],
    ['1. 2.', 0]
  ])('of %j is %i', (text, count) => {
    expect(countSentences(text)).toBe(count)
  })

  it('is that of the segmenter, which it does without for plain text', () => {
    const parts = [
      'Ab',
      'ab',
      'A',
      '12',
      '.',
      '!',
      '?',
      ' ',
      ')',
      '(',
      '"',
      ',',
      ':',
      ';',
      '-',
      '_',
      '*',
      '[',
      ']',
      'é'
    ]
    const pairs = parts.flatMap((one) => parts.map((two) => one + two))
    const texts = pairs.flatMap((one) => pairs.map((two) => `It${one}${two} ok`))
    const differing = texts.filter((text) => countSentences(text) !== bySegments(text))
    expect(differing).toEqual([])
  })
})
