import type {Entry} from './entry.ts'

/** Headings that say what was decided, and why. */
export const decisions: readonly Entry[] = [
  {
    role: 'decisions',
    lang: 'en',
    match: 'within',
    phrases:
      'decision*, decided, why we did, why we chose, design choice*, architectural choice*, architecture choice*, technical choice*, key choices, choices made, why these changes',
    except:
      'decision tree, open decision*, decisions pending, decision pending, pending decision*, decision still open, decisions still open, ' +
      'decision* needed, decision* required, needs decision, awaiting decision, to be decided, undecided, decision drift, decision engine, ' +
      'decision support, decision boundary, decision* to make, decision* outstanding, decision* for'
  },
  {
    role: 'decisions',
    lang: 'en',
    match: 'whole',
    weak: true,
    phrases:
      'trade offs, tradeoffs, rationale, design rationale, why, reasoning, agreed, agreements, choices, adrs, adr, assumptions made, design, design notes, architecture decisions, approach'
  },
  {
    role: 'decisions',
    lang: 'de',
    match: 'within',
    phrases: 'entscheidung*, entschieden, beschlüsse, beschlossen, festlegungen',
    except: 'offene entscheidung*'
  },
  {
    role: 'decisions',
    lang: 'fr',
    match: 'within',
    phrases:
      'décisions prises, décisions techniques, décisions clés, décisions importantes, décisions d architecture, décisions de conception, choix techniques, choix d architecture, choix de conception, choix faits, decide'
  },
  {
    role: 'decisions',
    lang: 'es',
    match: 'within',
    phrases: 'decisiones, decisión tomada, elecciones técnicas, decidido',
    except: 'decisiones pendientes, decisiones por tomar'
  },
  {
    role: 'decisions',
    lang: 'pt',
    match: 'within',
    phrases: 'decisao, decisoes, escolhas tecnicas, decidido',
    except: 'decisoes pendentes, decisoes em aberto'
  },
  {
    role: 'decisions',
    lang: 'it',
    match: 'within',
    phrases: 'decisione, decisioni, scelte tecniche, scelte progettuali, scelte architetturali',
    except: 'decisioni in sospeso'
  },
  {
    role: 'decisions',
    lang: 'ru',
    match: 'within',
    phrases:
      'принятые решения, ключевые решения, решения, архитектурные решения, технические решения, договоренности, почему так, что решили',
    except: 'нужно решение'
  },
  {role: 'decisions', lang: 'uk', match: 'within', phrases: 'прийняті рішення, ключові рішення, рішення, домовленості'},
  {
    role: 'decisions',
    lang: 'pl',
    match: 'within',
    phrases: 'decyzj*, podjęte decyzje, ustaleni*',
    except: 'decyzje do podjęcia'
  },
  {
    role: 'decisions',
    lang: 'nl',
    match: 'within',
    phrases: 'beslissing*, besluit*, genomen besluiten, ontwerpkeuze*, keuzes',
    except: 'open beslissing*'
  },
  {
    role: 'decisions',
    lang: 'tr',
    match: 'within',
    phrases: 'karar*, alınan kararlar, tasarım kararları',
    except: 'bekleyen karar*'
  },
  {
    role: 'decisions',
    lang: 'vi',
    match: 'within',
    phrases: 'quyết định, đã chốt, lựa chọn kỹ thuật',
    except: 'cần quyết định'
  },
  {
    role: 'decisions',
    lang: 'zh-Hans',
    match: 'within',
    phrases: '决策, 决定, 技术选型, 设计选择, 方案选择, 已定方案, 取舍, 选型',
    except: '待决策, 待决定, 需要决定'
  },
  {
    role: 'decisions',
    lang: 'zh-Hant',
    match: 'within',
    phrases: '決策, 決定, 技術選型, 設計選擇, 方案選擇, 取捨',
    except: '待決策, 待決定'
  },
  {
    role: 'decisions',
    lang: 'ja',
    match: 'within',
    phrases:
      '意思決定, 決定, 判断ログ, 判断理由, 判断の, 判断記録, 設計判断, 技術判断, 技術選定, 決めたこと, 決まったこと, 確定事項, 合意事項, 採用した',
    except: '未決定, 判断待ち, 要決定'
  },
  {role: 'decisions', lang: 'ja', match: 'whole', weak: true, phrases: '確定, 判断, 方針, 設計方針'},
  {
    role: 'decisions',
    lang: 'ko',
    match: 'within',
    phrases: '결정, 의사결정, 기술 선택, 설계 선택, 합의 사항, 정한 것',
    except: '미결정, 결정 필요, 결정이 필요'
  }
]
