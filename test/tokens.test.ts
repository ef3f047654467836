import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {countTokens} from 'gpt-tokenizer/encoding/o200k_base'
import {estimateTokenCount} from 'tokenx'
import {describe, expect, it} from 'vitest'
import {estimateTokens} from '../src/handoff/tokens.ts'

const root = new URL('../', import.meta.url)
const corpus = new URL('../shared/corpus/dev/', root)

const readFolder = (folder: URL): {name: string; text: string}[] =>
  readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => ({name, text: readFileSync(new URL(encodeURI(name), folder), 'utf8')}))

/** How far the estimate is from what a tokenizer counts, as a share of it. */
function errorOf(text: string): number {
  const real = countTokens(text, {disallowedSpecial: new Set()})
  return estimateTokens(text) / real - 1
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

describe('the estimate of tokens', () => {
  const fixtures = readFolder(new URL('test/fixtures/', root)).filter(({text}) => text.length > 300)

  it.each(fixtures)('is within 15 % for $name', ({text}) => {
    expect(Math.abs(errorOf(text))).toBeLessThan(0.15)
  })

  it('leans to neither side over all fixtures', () => {
    const mean = fixtures.reduce((sum, {text}) => sum + errorOf(text), 0) / fixtures.length
    expect(Math.abs(mean)).toBeLessThan(0.06)
  })

  it('is nothing for nothing', () => {
    expect(estimateTokens('')).toBe(0)
  })

  it('counts like tokenx, whose regular expressions it does without', () => {
    const parts = [
      'word',
      'Word',
      'x',
      '12',
      '12345',
      'é',
      'ção',
      'где',
      '漢字',
      'かな',
      '한글',
      '。',
      '（',
      '🔁',
      '✅',
      '—',
      "don't"
    ]
    const gaps = [
      '',
      ' ',
      '\n',
      '\n\n',
      '  ',
      '\t',
      '. ',
      ', ',
      '/',
      '_',
      '**',
      '----',
      '。\n',
      '\u00a0',
      '\u3000\n',
      '\r\n'
    ]
    const texts = parts.flatMap((one) =>
      parts.flatMap((two) => gaps.flatMap((gap) => gaps.map((other) => `${one}${gap}${two}${other}${one}${gap}`)))
    )
    const languageConfigs = [
      {pattern: /[ãõ]/iu, averageCharsPerToken: 3.5},
      {pattern: /[а-яё]/iu, averageCharsPerToken: 4.5}
    ]
    const differing = texts.filter(
      (text) => estimateTokens(text) !== Math.round(0.95 * estimateTokenCount(text, {languageConfigs}))
    )
    expect(differing).toEqual([])
  })

  it('takes its time in proportion to the text', () => {
    const time = (text: string) => {
      const start = performance.now()
      estimateTokens(text)
      return performance.now() - start
    }
    const odd = ['a', ' ', '.', '我', '🔁', '\n', '_*'].map((part) => part.repeat(100_000))
    for (const text of odd) expect(time(text)).toBeLessThan(2000)
  })

  it.skipIf(!existsSync(corpus))('is near over the corpus', () => {
    const errors = readFolder(corpus)
      .map(({text}) => Math.abs(errorOf(text)))
      .sort((a, b) => a - b)
    const [median = 1, worst = 1] = [errors[errors.length >> 1], errors.at(-1)]
    const far = errors.filter((error) => error > 0.15).length
    console.log(
      `corpus: tokens estimated with a median error of ${percent(median)}, at worst ${percent(worst)}, ${far} of ${errors.length} beyond 15 %`
    )
    expect(median).toBeLessThan(0.05)
    expect(far).toBeLessThan(errors.length / 20)
  })
})
