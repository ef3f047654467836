import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {classes} from '../src/handoff/characters.ts'
import {fold, headingKey} from '../src/handoff/fold.ts'

describe('fold', () => {
  it.each([
    ['  Next   Steps ', 'next steps'],
    ['“Done”', 'done'],
    ['What’s next?', "what's next"],
    ['Nächste Schritte', 'nachste schritte'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['Łódź – Øre', 'lodz - ore'],
    ['Kısıtlar İÇİN', 'kisitlar icin'],
    ['ĐÃ HOÀN THÀNH', 'da hoan thanh'],
    ['Ещё ЙОГА', 'еще йога'],
    ['Ї й', 'ї й'],
    ['ﾌﾞﾛｯｸ', 'ブロック'],
    ['は\u3099', 'ば'],
    ['다음 단계'.normalize('NFD'), '다음 단계'],
    ['ＳＴＡＴＵＳ：', 'status'],
    ['zero\u200bwidth', 'zerowidth'],
    ['—', ''],
    ['', '']
  ])('takes %j for %j', (text, key) => {
    expect(fold(text)).toBe(key)
  })

  it('keeps letters apart that are not the same', () => {
    expect(fold('й')).not.toBe(fold('и'))
    expect(fold('が')).not.toBe(fold('か'))
    expect(fold('パ')).not.toBe(fold('ハ'))
  })

  it('is idempotent', () => {
    fc.assert(fc.property(fc.string({unit: 'grapheme'}), (text) => fold(fold(text)) === fold(text)))
  })
})

describe('headingKey', () => {
  it.each([
    ['## 3. 🚧 Blockers:', 'blockers'],
    ['3) Blockers', 'blockers'],
    ['3.1 Blockers', 'blockers'],
    ['III. Blockers', 'blockers'],
    ['(2) Blockers', 'blockers'],
    ['1️⃣ Blockers', 'blockers'],
    ['🚀 2️⃣ Blockers', 'blockers'],
    ['ℹ️ Blockers', 'blockers'],
    ['Step 3: Blockers', 'blockers'],
    ['Шаг 2 — Блокеры', 'блокеры'],
    ['1、待办', '待办'],
    ['（1）待办', '待办'],
    ['一、待办', '待办'],
    ['①待办', '待办'],
    ['待办：', '待办'],
    ['【待办】', '待办'],
    ['次の作業（優先順）', '次の作業'],
    ['**Next `steps`** (in order) [draft]', 'next steps'],
    ['[Next steps](#next)', 'next steps'],
    ['__Next__ steps_and_more ✅', 'next steps_and_more'],
    ['Current state — 2026-11-02', 'current state'],
    ['Current state, 2026-11-02 14:30 UTC', 'current state'],
    ['Current state 2026-11-02T14:30:00Z', 'current state'],
    ['Current state as of May 3, 2026', 'current state'],
    ['Current state - Sunday, 3rd May 2026', 'current state'],
    ['Current state 03/05/2026', 'current state'],
    ['Current state (2026-11-01 → 2026-11-02)', 'current state'],
    ['Current state 2026-11-01 → 2026-11-02', 'current state'],
    ['Aktueller Stand vom 3. März 2026', 'aktueller stand'],
    ['État au 3 février 2026', 'etat'],
    ['Состояние на 3 мая 2026 г.', 'состояние'],
    ['現状 2026年11月2日', '現状'],
    ['Stand 3.5.2026', 'stand']
  ])('finds the name in %j', (text, key) => {
    expect(headingKey(text)).toBe(key)
  })

  it.each([
    ['## 2026-11-02', '2026-11-02'],
    ['Step 3', 'step 3'],
    ['3 open bugs', '3 open bugs'],
    ['Phase 2', 'phase 2'],
    ['Release v1.2.10', 'release v1.2.10'],
    ['Node 20.20', 'node 20.20'],
    ['Three.js', 'three.js'],
    ['(Optional)', 'optional'],
    ['🎉', '🎉']
  ])('leaves a name in %j', (text, key) => {
    expect(headingKey(text)).toBe(key)
  })

  const texts = fc.oneof(
    fc.string({unit: 'grapheme'}),
    fc
      .array(
        fc.constantFrom('1.', '(', ')', '[x]', '**', '2026-11-02', ' — ', 'ё', 'Foo', '一、', '✅', ' ', ':', '3', '_'),
        {
          maxLength: 8
        }
      )
      .map((parts) => parts.join(''))
  )

  it('is idempotent', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(headingKey(headingKey(text))).toBe(headingKey(text))
      }),
      {numRuns: 1000}
    )
  })

  it('is never empty where there is a letter', () => {
    fc.assert(fc.property(texts, (text) => !/\p{L}/u.test(text.slice(0, 600)) || headingKey(text) !== ''))
  })

  it('reads plain ASCII as it reads any other text', () => {
    const bit = fc.constantFrom(
      'next',
      'Step',
      '3',
      '2024',
      '10:30',
      'March',
      'T',
      ' ',
      '.',
      ':',
      '-',
      '_',
      '*',
      '(',
      ')'
    )
    const heading = fc.oneof(
      fc.array(bit).map((bits) => bits.join('')),
      fc.string({unit: 'grapheme-ascii'})
    )
    const isName = (text: string) => /[A-Za-z0-9]/u.test(text)
    // The picture is taken off, but not by the ways that only ASCII may take.
    fc.assert(fc.property(heading.filter(isName), (text) => headingKey(`${text} 🚧`) === headingKey(text)))
  })

  it('does not change with number, emoji, case, colon or remark', () => {
    const names = fc.constantFrom(
      'next steps',
      'nächste schritte',
      'известные проблемы',
      '다음 단계',
      '待办事项',
      '次の作業'
    )
    const before = fc.constantFrom('', '4. ', '4) ', '4.2 ', '🚧 ', '5️⃣ ', '✅ 3. ')
    const after = fc.constantFrom('', ':', '：', ' ✅', ' (ordered)', '（3）', ' — 2026-03-01', ' [wip]:')
    fc.assert(
      fc.property(names, before, after, fc.boolean(), (name, prefix, suffix, shout) => {
        expect(headingKey(prefix + (shout ? name.toUpperCase() : name) + suffix)).toBe(fold(name))
      })
    )
  })

  it('takes long and hostile headings in its stride', () => {
    const start = performance.now()
    for (const piece of ['(a)', '_', '1.', ' ', '[', '2026-11-02 ', '*_', 'ä', 'may '])
      headingKey(`a${piece.repeat(50_000)}b`)
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

describe('a class of characters', () => {
  it.each(Object.entries(classes))('%s knows its part of ASCII', (_, {ascii, any}) => {
    for (let code = 0; code < 128; code++) {
      const character = String.fromCharCode(code)
      expect([code, ascii.test(character)]).toEqual([code, any().test(character)])
    }
  })
})
