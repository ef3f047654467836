import type {Entry} from './entry.ts'

/** Headings that say where the work stands, in short. */
export const summary: readonly Entry[] = [
  {
    role: 'summary',
    lang: 'en',
    match: 'whole',
    phrases:
      'summary, overview, tl dr, tldr, recap, synopsis, abstract, in brief, in short, in a nutshell, at a glance, bottom line, ' +
      'big picture, the big picture, gist, brief, elevator pitch, one liner, one line summary, status summary, ' +
      'quick status, handoff brief'
  },
  {role: 'summary', also: 'context', lang: 'en', match: 'within', phrases: 'context summary, summary of context'},
  {
    role: 'summary',
    lang: 'en',
    match: 'end',
    phrases:
      'executive summary, session summary, session summaries, handoff summary, state summary, status summary, ' +
      'project summary, quick summary, brief summary, short summary, high level summary, overall summary, work summary, ' +
      'sprint summary, final summary, summary of work, today s summary, daily summary, current summary, session overview, ' +
      'project overview, handoff overview, high level overview, quick overview, brief overview, session recap, quick recap, ' +
      'summary of session, summary of the session, summary of this session, task summary, feature summary'
  },
  {
    role: 'summary',
    lang: 'en',
    match: 'start',
    phrases:
      'summary of, summary for, session summary, executive summary, overview of, tl dr, tldr, recap, session overview, where we left off, where i left off, ' +
      'where we stopped, where i stopped, what happened, state summary',
    except: 'summary table, what happened to'
  },
  {
    role: 'summary',
    lang: 'en',
    match: 'end',
    weak: true,
    phrases: 'summary, overview, recap, synopsis, in one sentence, in one line, in one paragraph, briefing, at a glance'
  },
  {
    role: 'summary',
    lang: 'en',
    match: 'whole',
    weak: true,
    phrases:
      'what this is, what is this, current focus, current task, current work, current phase, current objective, active task, story, ' +
      'user story, latest session, last session, this session, findings, main findings, key findings, conclusion, conclusions, ' +
      'verdict, highlights, current handoff, session info, intro, introduction, outcome, session outcome, current goal, ' +
      'what we re building, what we are building, what i was doing, what we were doing, what this project is, the project, ' +
      'quick context, quick context load, current milestone, current sprint, current version, current conclusion, current orientation, handoff note, about'
  },
  {
    role: 'summary',
    lang: 'en',
    match: 'start',
    weak: true,
    phrases:
      'current handoff, what this handoff, purpose of this handoff, latest session, situation, snapshot, current focus, active focus',
    except: 'handoff is not'
  },
  {
    role: 'summary',
    lang: 'de',
    match: 'within',
    phrases:
      'zusammenfassung, kurzfassung, überblick, ueberblick, kurz gesagt, auf einen blick, sitzungszusammenfassung, übersicht, uebersicht, in kürze, kurzüberblick'
  },
  {
    role: 'summary',
    lang: 'de',
    match: 'whole',
    weak: true,
    phrases: 'worum es geht, ausgangslage, ergebnis, fazit, aktuelle aufgabe, projekt, einleitung'
  },
  {
    role: 'summary',
    lang: 'fr',
    match: 'within',
    phrases:
      'resume executif, resume de, resume du, en bref, en resume, vue d ensemble, apercu, synthese, recapitulatif, point de situation'
  },
  {role: 'summary', lang: 'fr', match: 'whole', phrases: 'sommaire'},
  {
    role: 'summary',
    lang: 'fr',
    match: 'whole',
    weak: true,
    phrases: 'résumé, tâche en cours, conclusion, introduction, bilan, tache actuelle, presentation'
  },
  {
    role: 'summary',
    lang: 'es',
    match: 'within',
    phrases:
      'resumen, sintesis, en breve, panorama general, vision general, donde quedamos, donde nos quedamos, donde lo dejamos, en una frase'
  },
  {
    role: 'summary',
    lang: 'es',
    match: 'whole',
    weak: true,
    phrases: 'tarea actual, conclusion, conclusiones, introduccion, descripcion general, enfoque actual, que es esto'
  },
  {
    role: 'summary',
    lang: 'pt',
    match: 'within',
    phrases: 'resumo, sumario, sintese, em resumo, visao geral, panorama, onde paramos, onde parei, ponto de parada'
  },
  {
    role: 'summary',
    lang: 'pt',
    match: 'whole',
    weak: true,
    phrases: 'tarefa atual, conclusao, introducao, foco atual, o que e isto, o que e'
  },
  {
    role: 'summary',
    lang: 'it',
    match: 'within',
    phrases: 'riepilogo, riassunto, sintesi, sommario, panoramica, in breve, dove siamo rimasti'
  },
  {
    role: 'summary',
    lang: 'ru',
    match: 'within',
    phrases:
      'резюме, краткое содержание, кратко, краткая сводка, сводка, обзор, в двух словах, суть, итоги сессии, итог сессии, коротко, на чем остановились, где остановились, общая картина'
  },
  {
    role: 'summary',
    lang: 'ru',
    match: 'whole',
    weak: true,
    phrases: 'итог, итоги, текущая задача, вывод, выводы, о проекте, цель'
  },
  {
    role: 'summary',
    lang: 'uk',
    match: 'within',
    phrases: 'резюме, короткий зміст, коротко, стислий огляд, огляд, підсумок, підсумки, зведення, на чому зупинилися'
  },
  {
    role: 'summary',
    lang: 'pl',
    match: 'within',
    phrases: 'podsumowanie, streszczenie, w skrócie, przegląd, gdzie skończyliśmy'
  },
  {
    role: 'summary',
    lang: 'nl',
    match: 'within',
    phrases: 'samenvatting, overzicht, in het kort, kort samengevat, waar we gebleven zijn'
  },
  {role: 'summary', lang: 'tr', match: 'within', phrases: 'özet*, genel bakış, kısaca, nerede kaldık'},
  {role: 'summary', lang: 'vi', match: 'within', phrases: 'tóm tắt, tổng quan, tổng kết, sơ lược'},
  {
    role: 'summary',
    lang: 'zh-Hans',
    match: 'within',
    phrases: '摘要, 概要, 概览, 概述, 总览, 总结, 小结, 简介, 快照, 一句话, 概况, 综述, 当前结论',
    except: '提交摘要, 测试摘要'
  },
  {
    role: 'summary',
    lang: 'zh-Hans',
    match: 'within',
    weak: true,
    phrases: '背景介绍, 项目背景, 当前任务, 当前阶段, 当前工作, 当前目标, 结论, 当前进展, 项目介绍'
  },
  {
    role: 'summary',
    lang: 'zh-Hant',
    match: 'within',
    phrases: '概覽, 總覽, 總結, 小結, 簡介, 一句話, 概況, 綜述, 當前結論, 目前結論'
  },
  {
    role: 'summary',
    lang: 'zh-Hant',
    match: 'within',
    weak: true,
    phrases: '專案背景, 當前任務, 目前任務, 目前階段, 結論, 目前進展'
  },
  {
    role: 'summary',
    lang: 'ja',
    match: 'within',
    phrases: '概要, サマリ, 要約, まとめ, 要点, あらまし, 全体像, オーバービュー, 概況, 総括',
    except: '改善点のまとめ, 変更概要, 要点検, 概要図'
  },
  {
    role: 'summary',
    lang: 'ja',
    match: 'within',
    weak: true,
    phrases: '背景と目的, 現在のタスク, 現在の作業, 目的, 結論, はじめに, 背景, 経緯',
    except: '意思決定'
  },
  {
    role: 'summary',
    lang: 'ko',
    match: 'within',
    phrases: '요약, 개요, 한눈에, 한 줄, 총괄, 세션 정리, 개괄, 전체 그림'
  },
  {
    role: 'summary',
    lang: 'ko',
    match: 'within',
    weak: true,
    phrases: '현재 작업, 현재 목표, 결론, 목적, 배경, 현재 단계, 소개'
  }
]
