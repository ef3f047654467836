import type {Entry} from './entry.ts'

/** Headings that say what one has to know. */
export const context: readonly Entry[] = [
  {
    role: 'context',
    lang: 'en',
    match: 'whole',
    phrases:
      'context, background, background info*, notes for next session, handoff notes, need to know, good to know, things to know, key facts, ' +
      'ground rules, working notes, must know, essential knowledge, key knowledge'
  },
  {
    role: 'context',
    lang: 'en',
    match: 'start',
    phrases:
      'context for, context needed, context to, context notes, context state, context and, context handoff, context you, context the, context on, ' +
      'context why, important context, critical context, key context, essential context, what you need to know, what the next, things to know, ' +
      'things to remember, what to know, important to know, critical reminder*, key reminder*, important reminder*, reminder*, notes for next, ' +
      'notes for the next, notes to next, notes for future, note to next, note for next, message to next, message for next, durable fact*, ' +
      'standing fact*, new standing fact*, key fact*, important fact*, read these first, read this first, must read, important notes, ' +
      'critical notes, key notes, must know, how this works, what future, for whoever',
    except:
      'what the next step*, context window, context budget, context usage, context api, context manager, context provider, context menu, read this first next'
  },
  {
    role: 'context',
    lang: 'en',
    match: 'end',
    phrases:
      'important context, critical context, key context, essential context, background context, narrative context, additional context, ' +
      'relevant context, technical context, session context, workflow context, architectural context, architecture context, project context, ' +
      'handoff context, business context, historical context, current context, full context, domain context, carry over context, ' +
      'working context, development context, next session context',
    except: 'gather context, load context, quick context, previous session context'
  },
  {
    role: 'context',
    lang: 'en',
    match: 'within',
    phrases:
      'context for next, context for the next, context for resum*, context to remember, context to preserve, key context, important context, critical context, handoff context, context package'
  },
  {
    role: 'context',
    lang: 'en',
    match: 'whole',
    weak: true,
    phrases:
      'notes, session notes, additional notes, other notes, misc notes, process notes, technical notes, general notes, developer notes, notes to self, ' +
      'constraints, hard constraints, current constraints, key constraints, constraints and guardrails, guardrails, invariants, rules, hard rules, key rules, business rules, ' +
      'non negotiables, conventions, assumptions, state pointers, pointers, how to use this handoff, references, key references, canonical references, resources, ' +
      'key learnings, key insights, insights, gotchas, key gotchas, watch out for, watch out, warnings, caveats, architecture, architecture notes, ' +
      'project conventions, key information, important information, important, important info, critical info, critical information, implementation notes, ' +
      'related documents, related docs, tips, useful context, operating rules, working rules, working agreements, remember, user preferences, preferences'
  },
  {
    role: 'context',
    lang: 'en',
    match: 'start',
    weak: true,
    phrases:
      'ready to paste, prompt for next, starting prompt, guardrail*, standing guardrail*, watch out for, ' +
      'gotcha*, constraints, key business rules, critical rules, important rules, do not forget, don t forget, read first, original intent, background, ' +
      'session prompt, prompt for, paste this, handoff instruction*, heads up, failed approach*, dead ends, what didn t work, what did not work, tips for, advice for, instructions for next, instructions for the next, for the next agent, for next agent, for next session, for the next session, session notes, why this handoff'
  },
  {
    role: 'context',
    lang: 'en',
    match: 'end',
    weak: true,
    phrases: 'notes, context, constraints, gotchas, guardrails, invariants, reminders, pointers, background',
    except: 'release, gather, load, react, test, window, verification, api, bounded, architecture'
  },
  {
    role: 'context',
    lang: 'de',
    match: 'within',
    phrases:
      'kontext, hintergrund, wichtige hinweise, hinweise für, hinweise fuer, wichtig zu wissen, gut zu wissen, was man wissen muss'
  },
  {
    role: 'context',
    lang: 'de',
    match: 'whole',
    weak: true,
    phrases:
      'hinweise, notizen, anmerkungen, randbedingungen, rahmenbedingungen, regeln, konventionen, annahmen, wichtig, achtung'
  },
  {
    role: 'context',
    lang: 'fr',
    match: 'within',
    phrases:
      'contexte, notes de contexte, a savoir, notes importantes, informations importantes, notes pour, arriere plan'
  },
  {
    role: 'context',
    lang: 'fr',
    match: 'whole',
    weak: true,
    phrases: 'notes, remarques, contraintes, regles, conventions, rappels, important, attention, hypotheses'
  },
  {
    role: 'context',
    lang: 'es',
    match: 'within',
    phrases:
      'contexto, notas importantes, informacion importante, notas para, a tener en cuenta, lo que hay que saber, antecedentes'
  },
  {
    role: 'context',
    lang: 'es',
    match: 'start',
    weak: true,
    phrases: 'notas, restricciones, reglas, convenciones, recordatorios, importante, supuestos, observaciones'
  },
  {
    role: 'context',
    lang: 'pt',
    match: 'within',
    phrases:
      'contexto, notas importantes, informacoes importantes, notas para, observacoes importantes, o que saber, lembretes'
  },
  {
    role: 'context',
    lang: 'pt',
    match: 'whole',
    weak: true,
    phrases: 'notas, observacoes, restricoes, regras, convencoes, importante, premissas, atencao'
  },
  {
    role: 'context',
    lang: 'it',
    match: 'within',
    phrases: 'contesto, note importanti, informazioni importanti, note per, da sapere, da ricordare'
  },
  {
    role: 'context',
    lang: 'it',
    match: 'whole',
    weak: true,
    phrases: 'note, vincoli, regole, convenzioni, promemoria, importante'
  },
  {
    role: 'context',
    lang: 'ru',
    match: 'within',
    phrases:
      'контекст, важно знать, что важно, что критично, что нужно знать, важные заметки, что надо знать, предыстория, важный контекст',
    except: 'передача контекста'
  },
  {
    role: 'context',
    lang: 'ru',
    match: 'whole',
    weak: true,
    phrases: 'заметки, примечания, ограничения, правила, инварианты, соглашения, важно, напоминания, нюансы'
  },
  {role: 'context', lang: 'uk', match: 'within', phrases: 'контекст, важливо знати, що важливо, важливі нотатки'},
  {role: 'context', lang: 'uk', match: 'whole', weak: true, phrases: 'нотатки, примітки, обмеження, правила, важливо'},
  {
    role: 'context',
    lang: 'pl',
    match: 'within',
    phrases: 'kontekst, ważne informacje, ważne uwagi, warto wiedzieć, uwagi dla'
  },
  {
    role: 'context',
    lang: 'pl',
    match: 'whole',
    weak: true,
    phrases: 'notatki, uwagi, zasady, konwencje, założenia, ważne'
  },
  {
    role: 'context',
    lang: 'nl',
    match: 'within',
    phrases:
      'context voor, belangrijke context, achtergrond, belangrijke notities, belangrijk om te weten, goed om te weten, aandachtspunten'
  },
  {
    role: 'context',
    lang: 'nl',
    match: 'whole',
    weak: true,
    phrases: 'notities, opmerkingen, randvoorwaarden, regels, conventies, aannames, belangrijk'
  },
  {
    role: 'context',
    lang: 'tr',
    match: 'within',
    phrases: 'bağlam*, önemli notlar, bilinmesi gereken*, önemli bilgi*, arka plan'
  },
  {
    role: 'context',
    lang: 'tr',
    match: 'whole',
    weak: true,
    phrases: 'notlar, kurallar, varsayımlar, önemli, hatırlatmalar'
  },
  {
    role: 'context',
    lang: 'vi',
    match: 'within',
    phrases: 'ngữ cảnh, bối cảnh, lưu ý, ghi chú quan trọng, cần biết, thông tin quan trọng, điều cần nhớ'
  },
  {
    role: 'context',
    lang: 'vi',
    match: 'whole',
    weak: true,
    phrases: 'ghi chú, quy tắc, ràng buộc, tài liệu liên quan, giả định'
  },
  {
    role: 'context',
    lang: 'zh-Hans',
    match: 'within',
    phrases:
      '上下文, 注意事项, 重要约束, 备注, 重要信息, 关键信息, 重要提示, 重要说明, 交接说明, 交接提示, 给下一, 给后续, 必读, 须知, 背景信息, 背景知识, 关键上下文',
    except: '上下文管理, 上下文窗口'
  },
  {
    role: 'context',
    lang: 'zh-Hans',
    match: 'within',
    weak: true,
    phrases: '约束, 约定, 提示词, 前提, 规范, 原则, 提醒',
    except: '提交规范'
  },
  {role: 'context', lang: 'zh-Hans', match: 'whole', weak: true, phrases: '说明, 笔记, 规则, 注意, 背景'},
  {
    role: 'context',
    lang: 'zh-Hant',
    match: 'within',
    phrases: '注意事項, 重要約束, 備註, 重要資訊, 關鍵資訊, 重要提醒, 交接說明, 給下一, 須知, 背景資訊, 必讀'
  },
  {
    role: 'context',
    lang: 'zh-Hant',
    match: 'within',
    weak: true,
    phrases: '約束, 約定, 提示詞, 規範, 原則, 提醒, 筆記'
  },
  {
    role: 'context',
    lang: 'ja',
    match: 'within',
    phrases:
      'コンテキスト, コンテクスト, 文脈, 注意事項, 既知の前提, 前提条件, 前提知識, 前提事項, 重要事項, 重要な情報, 留意事項, 留意点, 申し送り, 背景情報, 引き継ぎ事項, 引継ぎ事項, 知っておくべき, 補足, 備考, 注意点',
    except: 'コンテキストウィンドウ, コンテキスト管理'
  },
  {
    role: 'context',
    lang: 'ja',
    match: 'within',
    weak: true,
    phrases: '前提, ルール, 制約, 規約, 原則, 参考, メモ, 覚えて, 約束事, 禁止事項, 背景, 制約事項'
  },
  {
    role: 'context',
    lang: 'ko',
    match: 'within',
    phrases:
      '컨텍스트, 맥락, 참고 사항, 참고사항, 주의 사항, 주의사항, 유의 사항, 유의사항, 배경 정보, 중요 정보, 중요 사항, 핵심 정보, 알아야 할, 전달 사항, 인계 사항, 특이 사항, 특이사항',
    except: '컨텍스트 관리, 컨텍스트 윈도우'
  },
  {
    role: 'context',
    lang: 'ko',
    match: 'within',
    weak: true,
    phrases: '불변, 규칙, 원칙, 제약 조건, 전제, 참고, 메모, 노트, 함정, 컨벤션, 배경, 읽을 파일'
  }
]
