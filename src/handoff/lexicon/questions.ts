import type {Entry} from './entry.ts'

/** Headings that say what is open; stands in for blockers. */
export const questions: readonly Entry[] = [
  {
    role: 'questions',
    also: 'blockers',
    lang: 'en',
    match: 'within',
    phrases:
      'open question*, questions for, question for, unanswered question*, unresolved question*, outstanding question*, pending question*, ' +
      'remaining question*, questions to, open decision*, decisions pending, decision pending, pending decision*, decision still open, ' +
      'decisions still open, decision* needed, decision* required, needs decision, awaiting decision, to be decided, undecided, ' +
      'needs clarification, clarification* needed, known unknowns, needs input, needs your input, input needed'
  },
  {
    role: 'questions',
    also: 'blockers',
    lang: 'en',
    match: 'whole',
    phrases: 'questions, unknowns, uncertainties, ambiguities, clarifications, q a'
  },
  {
    role: 'questions',
    also: 'blockers',
    lang: 'de',
    match: 'within',
    phrases: 'offene fragen, offene frage, offene entscheidung*, ungeklärt*, zu klären, rückfragen, fragen an'
  },
  {role: 'questions', also: 'blockers', lang: 'de', match: 'whole', phrases: 'fragen'},
  {
    role: 'questions',
    also: 'blockers',
    lang: 'fr',
    match: 'within',
    phrases:
      'questions ouvertes, question ouverte, questions en suspens, questions en attente, questions pour, decisions en attente, points a clarifier, a clarifier'
  },
  {
    role: 'questions',
    also: 'blockers',
    lang: 'es',
    match: 'within',
    phrases:
      'preguntas abiertas, pregunta abierta, preguntas pendientes, preguntas para, cuestiones abiertas, dudas, decisiones pendientes, por aclarar'
  },
  {role: 'questions', also: 'blockers', lang: 'es', match: 'whole', phrases: 'preguntas'},
  {
    role: 'questions',
    also: 'blockers',
    lang: 'pt',
    match: 'within',
    phrases:
      'perguntas em aberto, perguntas abertas, questoes em aberto, questoes abertas, perguntas para, duvidas, decisoes pendentes, decisoes em aberto, a esclarecer'
  },
  {role: 'questions', also: 'blockers', lang: 'pt', match: 'whole', phrases: 'perguntas, questoes'},
  {
    role: 'questions',
    also: 'blockers',
    lang: 'it',
    match: 'within',
    phrases: 'domande aperte, questioni aperte, domande per, dubbi, decisioni in sospeso, da chiarire'
  },
  {role: 'questions', also: 'blockers', lang: 'it', match: 'whole', phrases: 'domande'},
  {
    role: 'questions',
    also: 'blockers',
    lang: 'ru',
    match: 'within',
    phrases:
      'открытые вопросы, открытый вопрос, нерешенные вопросы, вопросы к, вопросы для, нужно решение, нужно решить, ждет решения'
  },
  {role: 'questions', also: 'blockers', lang: 'ru', match: 'whole', phrases: 'вопросы'},
  {
    role: 'questions',
    also: 'blockers',
    lang: 'uk',
    match: 'within',
    phrases: 'відкриті питання, невирішені питання, питання до, запитання'
  },
  {role: 'questions', also: 'blockers', lang: 'uk', match: 'whole', phrases: 'питання'},
  {
    role: 'questions',
    also: 'blockers',
    lang: 'pl',
    match: 'within',
    phrases: 'otwarte pytania, pytania otwarte, otwarte kwestie, pytania do, do wyjaśnienia'
  },
  {role: 'questions', also: 'blockers', lang: 'pl', match: 'whole', phrases: 'pytania'},
  {
    role: 'questions',
    also: 'blockers',
    lang: 'nl',
    match: 'within',
    phrases: 'open vragen, openstaande vragen, vragen voor, open beslissingen'
  },
  {role: 'questions', also: 'blockers', lang: 'nl', match: 'whole', phrases: 'vragen'},
  {
    role: 'questions',
    also: 'blockers',
    lang: 'tr',
    match: 'within',
    phrases: 'açık soru*, açık kalan soru*, cevaplanmamış soru*, bekleyen karar*'
  },
  {role: 'questions', also: 'blockers', lang: 'tr', match: 'whole', phrases: 'sorular'},
  {
    role: 'questions',
    also: 'blockers',
    lang: 'vi',
    match: 'within',
    phrases: 'câu hỏi, cần làm rõ, chưa rõ, cần quyết định'
  },
  {
    role: 'questions',
    also: 'blockers',
    lang: 'zh-Hans',
    match: 'within',
    phrases: '待确认, 待解决问题, 未决问题, 未决事项, 待决策, 待决定, 疑问, 开放问题, 待澄清, 悬而未决, 需要确认, 待定'
  },
  {
    role: 'questions',
    also: 'blockers',
    lang: 'zh-Hant',
    match: 'within',
    phrases: '待確認, 待解決問題, 未決問題, 待決策, 疑問, 開放問題, 待釐清, 需要確認'
  },
  {
    role: 'questions',
    also: 'blockers',
    lang: 'ja',
    match: 'within',
    phrases: '未解決の質問, 質問, 疑問点, 不明点, 要確認, 確認事項, 未決, オープンな質問, 判断待ち, 論点, 未確定',
    except: '確認済'
  },
  {
    role: 'questions',
    also: 'blockers',
    lang: 'ko',
    match: 'within',
    phrases: '미해결 질문, 열린 질문, 질문, 확인 필요, 확인이 필요, 미결정, 미결 사항, 결정 필요, 결정이 필요, 의문'
  }
]
