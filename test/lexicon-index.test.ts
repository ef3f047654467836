import {describe, expect, it} from 'vitest'
import {fold} from '../src/handoff/fold.ts'
import {lexicon} from '../src/handoff/lexicon.ts'
import {entrancesOf, spacedIndex, unspacedIndex} from '../src/handoff/lexicon-index.ts'
import {indexKey} from '../src/handoff/lexicon-table.ts'

const phrases = lexicon.flatMap((entry) => entry.phrases.split(', ').map((phrase) => ({entry, phrase})))

/** The key under which a heading that is the phrase asks for it. */
const keyOf = (phrase: string, isSpaced: boolean): string => {
  const [word = ''] = fold(phrase.replaceAll('*', '')).split(' ')
  return isSpaced ? indexKey(word) : word.charAt(0)
}

describe('the index of the lexicon', () => {
  it('has every phrase where a heading looks for it', () => {
    const lost = phrases.filter(({entry, phrase}) => {
      const isSpaced = !/^(?:zh|ja|ko)/u.test(entry.lang)
      const found = entrancesOf(isSpaced ? spacedIndex() : unspacedIndex(), keyOf(phrase, isSpaced))
      return !found.some((one) => lexicon[one.entry] === entry)
    })
    expect(phrases.length).toBeGreaterThan(2000)
    expect(lost.map(({phrase}) => phrase)).toEqual([])
  })

  it('keeps the phrases of a key in the order of the lexicon', () => {
    for (const index of [spacedIndex(), unspacedIndex()]) {
      for (const key of Object.keys(index.drawers)) {
        const places = entrancesOf(index, key).map(({entry}) => entry)
        expect(places).toEqual([...places].sort((a, b) => a - b))
      }
    }
  })

  it('does not remember what no phrase begins with', () => {
    const {opened} = spacedIndex()
    const before = opened.size
    expect(entrancesOf(spacedIndex(), 'qqq')).toEqual([])
    expect(opened.size).toBe(before)
  })
})
