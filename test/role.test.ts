import {describe, expect, it} from 'vitest'
import {headingKey} from '../src/handoff/fold.ts'
import {lexicon} from '../src/handoff/lexicon.ts'
import {assignRoles, type Role, roles, rolesOf} from '../src/handoff/role.ts'

/** For each language a usual title of the six main roles. */
const titles: Record<string, Partial<Record<Role, string>>> = {
  en: {
    summary: 'Summary',
    done: 'What was done',
    next: 'Next steps',
    blockers: 'Blockers',
    decisions: 'Key decisions',
    context: 'Context'
  },
  de: {
    summary: 'Zusammenfassung',
    done: 'Erledigt',
    next: 'Nächste Schritte',
    blockers: 'Bekannte Probleme',
    decisions: 'Entscheidungen',
    context: 'Wichtige Hinweise'
  },
  fr: {
    summary: 'Résumé exécutif',
    done: 'Travail effectué',
    next: 'Prochaines étapes',
    blockers: 'Points bloquants',
    decisions: 'Choix techniques',
    context: 'Contexte'
  },
  es: {
    summary: 'Resumen',
    done: 'Trabajo realizado',
    next: 'Próximos pasos',
    blockers: 'Bloqueos',
    decisions: 'Decisiones tomadas',
    context: 'Notas importantes'
  },
  pt: {
    summary: 'Visão geral',
    done: 'O que foi feito',
    next: 'Próximos passos',
    blockers: 'Impedimentos',
    decisions: 'Decisões',
    context: 'Contexto'
  },
  it: {
    summary: 'Riepilogo',
    done: 'Lavoro svolto',
    next: 'Prossimi passi',
    blockers: 'Problemi noti',
    decisions: 'Decisioni prese',
    context: 'Contesto'
  },
  nl: {
    summary: 'Samenvatting',
    done: 'Wat is gedaan',
    next: 'Volgende stappen',
    blockers: 'Knelpunten',
    decisions: 'Beslissingen',
    context: 'Achtergrond'
  },
  pl: {
    summary: 'Podsumowanie',
    done: 'Co zostało zrobione',
    next: 'Następne kroki',
    blockers: 'Znane błędy',
    decisions: 'Podjęte decyzje',
    context: 'Kontekst'
  },
  tr: {
    summary: 'Özet',
    done: 'Yapılanlar',
    next: 'Sonraki adımlar',
    blockers: 'Engeller',
    decisions: 'Kararlar',
    context: 'Önemli notlar'
  },
  ru: {
    summary: 'Краткая сводка',
    done: 'Сделано',
    next: 'Следующие шаги',
    blockers: 'Известные проблемы',
    decisions: 'Принятые решения',
    context: 'Контекст'
  },
  uk: {
    summary: 'Підсумки',
    done: 'Виконано',
    next: 'Наступні кроки',
    blockers: 'Відомі проблеми',
    decisions: 'Прийняті рішення',
    context: 'Важливо знати'
  },
  vi: {
    summary: 'Tóm tắt',
    done: 'Đã hoàn thành',
    next: 'Các bước tiếp theo',
    blockers: 'Rủi ro',
    decisions: 'Quyết định',
    context: 'Lưu ý'
  },
  'zh-Hans': {
    summary: '概述',
    done: '本次完成',
    next: '下一步计划',
    blockers: '已知问题',
    decisions: '关键决策',
    context: '注意事项'
  },
  'zh-Hant': {
    summary: '總結',
    done: '已實作功能',
    next: '待辦事項',
    blockers: '風險',
    decisions: '設計選擇',
    context: '備註'
  },
  ja: {
    summary: 'まとめ',
    done: '実施内容',
    next: '次回やること',
    blockers: '既知の不具合',
    decisions: '設計判断',
    context: '申し送り'
  },
  ko: {
    summary: '개요',
    done: '완료된 작업',
    next: '다음 할 일',
    blockers: '알려진 문제',
    decisions: '주요 결정',
    context: '참고 사항'
  }
}

const cases = Object.entries(titles).flatMap(([lang, byRole]) =>
  Object.entries(byRole).map(([role, title]): [string, string, string] => [lang, role, title])
)

describe('rolesOf', () => {
  it.each(cases)('knows in %s what is %s: %s', (_, role, title) => {
    expect(rolesOf(title)[0]).toBe(role)
    expect(rolesOf(`## 2. 🚧 ${title.toUpperCase()}:`)[0]).toBe(role)
  })

  it.each<[string, Role[]]>([
    ['Blockers & Decisions', ['blockers', 'decisions']],
    ['风险与后续事项', ['blockers', 'next']],
    ['Blockers / Open questions', ['blockers', 'questions']],
    ['Known bugs / backlog', ['blockers', 'next']],
    ['Current status', ['state', 'summary']],
    ['現在の状況', ['state', 'summary']],
    ['Open questions', ['questions', 'blockers']],
    ['Offene Fragen', ['questions', 'blockers']],
    ['Pending decisions', ['questions', 'blockers']],
    ['Key files', ['files', 'context']],
    ['Files modified', ['files']],
    ['Test results', ['tests']],
    ['Resume instructions', ['next', 'context']],
    ['Context for next session', ['context']],
    ['What is not done', ['next']],
    ['Cleanup (next steps)', ['next']],
    ['Done (see next steps)', ['done']],
    ['Issues resolved', ['done']],
    ['Billing service — Open items', ['blockers', 'next']],
    ['未完成的任务', ['next']],
    ['미완료 작업', ['next']]
  ])('of %j', (heading, expected) => {
    expect(rolesOf(heading)).toEqual(expected)
  })

  it.each([
    'Next.js upgrade',
    'React context',
    'State management',
    'State machine',
    'Definition of done',
    'Decision tree',
    'Context window',
    'Blocking queue',
    'Unblocked',
    'Do not do next',
    'Open source',
    'Status codes',
    'Issue templates',
    'Overview page redesign',
    'Notes API',
    'Planet',
    'Setup',
    'Git status',
    '状态管理',
    '상태 관리',
    '2026-11-02',
    '🎉',
    ''
  ])('of %j: none', (heading) => {
    expect(rolesOf(heading)).toEqual([])
  })
})

describe('assignRoles', () => {
  const outline = (...lines: string[]) => {
    const open: number[] = []
    return lines.map((line, index) => {
      const depth = line.indexOf(' ')
      open.length = Math.min(open.length, depth)
      const parent = open.findLast((above) => above !== undefined) ?? -1
      open[depth] = index
      return {text: line.slice(depth + 1), depth, parent}
    })
  }
  const assign = (...lines: string[]) => assignRoles(outline(...lines))

  it('takes weak words and stand-ins only where nothing says the role plainly', () => {
    expect(assign('## Tasks', '## Notes', '## Current state', '## Open questions')).toEqual([
      ['next'],
      ['context'],
      ['state', 'summary'],
      ['questions', 'blockers']
    ])
    expect(
      assign(
        '## Tasks',
        '## Next steps',
        '## Notes',
        '## Context',
        '## Current state',
        '## Summary',
        '## Open questions',
        '## Blockers'
      )
    ).toEqual([[], ['next'], [], ['context'], ['state'], ['summary'], ['questions'], ['blockers']])
  })

  it('lets the title play no role, unless it is all there is', () => {
    expect(assign('# Session summary', '## Done')).toEqual([[], ['done']])
    expect(assign('# Next steps')).toEqual([['next']])
  })

  it('prefers this handoff to the one before', () => {
    expect(assign('## Previous session', '### Completed', '## Completed')).toEqual([[], [], ['done']])
    expect(assign('## Previous session', '### Completed')).toEqual([[], ['done']])
  })

  it('takes weak words inside a section with a plain role for its division', () => {
    expect(assign('## Work completed', '### Notes', '## Next steps')).toEqual([['done'], [], ['next']])
    expect(assign('## Current state', '### Notes')).toEqual([['state', 'summary'], ['context']])
  })

  it('does not read what shows how an entry looks', () => {
    expect(assign('# Log', '## Tasks', '## Template for new entries', '### Next steps')).toEqual([[], ['next'], [], []])
  })

  it('prefers a real heading to a bold line', () => {
    expect(assign('## Tasks', '## Monday', '####### Next steps')).toEqual([['next'], [], ['next']])
    expect(assign('## Tasks', '## Monday', '####### Backlog')).toEqual([['next'], [], []])
    expect(assign('## Monday', '####### Backlog')).toEqual([[], ['next']])
  })
})

describe('lexicon', () => {
  const phrasesOf = (list: string) => list.split(',').map((phrase) => phrase.trim())

  it('has no phrase that an exclusion or a reading error keeps from being found', () => {
    const dead = lexicon.flatMap(({role, phrases, lang}) =>
      phrasesOf(phrases)
        .filter((phrase) => rolesOf(phrase.replaceAll(/ \* /g, ' x ').replaceAll('*', '')).length === 0)
        .map((phrase) => `${lang} ${role}: ${phrase}`)
    )
    expect(dead).toEqual([])
  })

  it('names each phrase once in a role, language and kind', () => {
    const seen = new Map<string, number>()
    for (const {role, lang, match, weak, phrases} of lexicon)
      for (const phrase of phrasesOf(phrases)) {
        const key = [role, lang, match, weak ?? false, phrase].join(' ')
        seen.set(key, (seen.get(key) ?? 0) + 1)
      }
    expect([...seen].filter(([, count]) => count > 1)).toEqual([])
  })

  it('opens no phrase with a stem too short for the index', () => {
    const short = lexicon.flatMap(({phrases}) => phrasesOf(phrases).filter((phrase) => /^.{0,2}\*/u.test(phrase)))
    expect(short).toEqual([])
  })

  it('has an entry for each main role in each language', () => {
    for (const lang of Object.keys(titles)) {
      const known = new Set(lexicon.flatMap((entry) => (entry.lang === lang ? [entry.role] : [])))
      expect(roles.filter((role) => !known.has(role))).toEqual([])
    }
  })

  it('is made of phrases that a heading keeps', () => {
    for (const {phrases} of lexicon)
      for (const phrase of phrasesOf(phrases)) expect(headingKey(phrase), phrase).not.toBe('')
  })
})
