import type {Entry} from './entry.ts'

/** Headings that say what was done. */
export const done: readonly Entry[] = [
  {
    role: 'done',
    also: 'summary',
    lang: 'en',
    match: 'start',
    phrases: 'what happened'
  },
  {
    role: 'done',
    lang: 'en',
    match: 'start',
    phrases:
      'completed, done, finished, what was, what we did, what i did, what we accomplished, what we built, what we completed, ' +
      'what we changed, what we shipped, what i built, what i changed, what i completed, what changed, what s done, what is done, ' +
      'what s been done, what has been, what got done, what exists, summary of changes, changes summary, what shipped, what landed, what is complete, what s complete, ' +
      'what this session, what the last session, what has changed, accomplish*, achiev*, key accomplish*, key achiev*, ' +
      'major accomplish*, major achiev*, main accomplish*, technical accomplish*, technical achiev*, session accomplish*, ' +
      'session achiev*, work completed, work done, work performed, work accomplished, tasks completed, tasks finished, ' +
      'tasks accomplished, tasks done, shipped, delivered, changes made, changes applied, changes completed, changes implemented, ' +
      'changes in this session, changes this session, implemented, implementation summary, implementation record, ' +
      'closed this session, closed in this session, just completed, just finished, just done, recently completed, recently done, recent work, ' +
      'recent activit*, recent accomplish*, recent achiev*, recent progress, recent changes, recent completion*, last completed, ' +
      'last action, last done, progress made, progress this session, session progress, session work, tasks worked on, worked on, ' +
      'work log, bugs fixed, fixes applied, fixes made, fixes implemented, issues resolved, issues fixed, features delivered, ' +
      'features added, features implemented, features completed, deliverables completed, phases completed, merged this session, ' +
      'landed, already done, already completed, session results, session changes, today s work, today s progress, today s accomplish*, work this session, ' +
      'work in this session, implemented features,  work done this session, key changes made',
    except:
      'completed by, definition of done, done when, done criteria, complete when, completed checklist, what was not, what was working, ' +
      'what was expected, what was decided, what was planned, what was discussed, what was left, what was learned, what we did not, ' +
      'what this session needs, what this session should, what this session must, complete file, complete list, complete guide, ' +
      'what was tried, what was tested, done definition, what was the, what was wrong, recent commits'
  },
  {role: 'done', lang: 'en', match: 'whole', phrases: 'complete, all done'},
  {
    role: 'done',
    lang: 'en',
    match: 'within',
    phrases:
      'completed this session, completed in this session, completed today, completed work, completed task*, completed item*, ' +
      'completed so far, completed since, completed features, completed phases, done this session, done in this session, done so far, ' +
      'done today, this session completed, accomplishment*, achievements, accomplished this session, accomplished, work completed, tasks completed, ' +
      'was done, was completed, been completed, been done, last completed, changes made, session produced, shipped this session, ' +
      'finished this session, fixed this session, implemented this session, built this session, delivered this session, ' +
      'resolved this session, made this session, closed this session, landed this session, merged this session, changed this session',
    except:
      'decision*, not been, not done, not completed, not accomplished, question*, files, criteria, to be, checklist'
  },
  {
    role: 'done',
    lang: 'en',
    match: 'end',
    weak: true,
    phrases:
      'completed, complete, done, accomplished, implemented, shipped, applied, delivered, finished, fixed, changes, achieved, ' +
      'work log, this session, progress log, resolved, implementation record',
    except:
      'not, definition of, to be, when, files, blocker*, question*, decision*, summary, context, next, before, criteria, lesson*, until, ' +
      'finding*, learn*, uncommitted, breaking, pending, checklist, issue*, dependenc*, commits'
  },
  {
    role: 'done',
    lang: 'en',
    match: 'whole',
    weak: true,
    phrases:
      'results, result, changes, key changes, main changes, major changes, code changes, progress, progress log, log, session log, worklog, ' +
      'work, journal, diary, session diary, last session, last session work, outcomes, outcome, changelog, fixes, bug fixes, deliverables, ' +
      'improvements, updates, recent updates, latest updates, implementation, solution, solution implemented, actions taken, activities, ' +
      'session activities, tasks performed, milestones, success, successes, wins, session details, latest changes, refactoring, ' +
      'implementation details, what s new, working, what works, what s working, activity, activity log'
  },
  {
    role: 'done',
    lang: 'de',
    match: 'within',
    phrases:
      'erledigt*, abgeschlossen*, durchgeführt*, durchgefuehrt*, fertiggestellt*, was gemacht wurde, ' +
      'was wurde gemacht, was erledigt wurde, was getan wurde, was wurde getan, geleistete arbeit, umgesetzt*, getan, erreicht*, ' +
      'was passiert ist, gemachte änderungen, vorgenommene änderungen, was fertig ist',
    except: 'nicht, noch nicht, zu erledigen, unerledigt*'
  },
  {
    role: 'done',
    lang: 'de',
    match: 'whole',
    weak: true,
    phrases: 'änderungen, fertig, ergebnisse, fortschritt, arbeitsprotokoll, protokoll'
  },
  {
    role: 'done',
    lang: 'fr',
    match: 'within',
    phrases:
      'realise, realisee*, realises, realisations, travail effectue, travaux effectues, travail accompli, travail realise, travaux realises, ' +
      'termine, terminee*, termines, ce qui a ete fait, ce qui est fait, fait cette session, taches terminees, taches accomplies, ' +
      'taches completees, accompli, accomplis, effectue, corrections apportees, modifications apportees, modifications effectuees, ' +
      'changements apportes, changements effectues, corrections effectuees, acheve, complete cette session',
    except: 'pas, non, reste, a terminer'
  },
  {role: 'done', lang: 'fr', match: 'whole', phrases: 'fait, faits'},
  {
    role: 'done',
    lang: 'fr',
    match: 'whole',
    weak: true,
    phrases: 'modifications, changements, corrections, resultats, avancees, journal, progres'
  },
  {
    role: 'done',
    lang: 'es',
    match: 'within',
    phrases:
      'completado*, completada*, terminado*, terminada*, realizado*, realizada*, finalizado*, finalizada*, que se hizo, lo que se hizo, ' +
      'que hicimos, trabajo hecho, hecho en esta, hecho esta sesion, logros, logrado, cambios realizados, cambios hechos, implementado*, ' +
      'ultima accion, que se logro',
    except: 'no, pendiente*, sin'
  },
  {role: 'done', lang: 'es', match: 'whole', phrases: 'hecho, hechos'},
  {
    role: 'done',
    lang: 'es',
    match: 'whole',
    weak: true,
    phrases: 'cambios, resultados, avances, progreso, correcciones, bitacora'
  },
  {
    role: 'done',
    lang: 'pt',
    match: 'within',
    phrases:
      'concluido*, concluida*, completado*, completada*, finalizado*, finalizada*, realizado*, realizada*, o que foi feito, ' +
      'foi feito, o que fizemos, trabalho feito, feito nesta, feito nessa, feito hoje, entregue*, entregas, alteracoes feitas, ' +
      'mudancas feitas, implementado*, ultima acao, conquistas, o que foi implementado',
    except: 'nao, pendente*, falta'
  },
  {role: 'done', lang: 'pt', match: 'whole', phrases: 'feito, feitos'},
  {
    role: 'done',
    lang: 'pt',
    match: 'whole',
    weak: true,
    phrases: 'mudancas, alteracoes, resultados, progresso, avancos, correcoes'
  },
  {
    role: 'done',
    lang: 'it',
    match: 'within',
    phrases:
      'completato*, completata*, completate, completati, lavoro svolto, lavoro completato, cosa e stato fatto, e stato fatto, attivita svolte, realizzato, realizzati, modifiche effettuate, modifiche apportate, implementato, fatto in questa',
    except: 'non, da'
  },
  {role: 'done', lang: 'it', match: 'whole', phrases: 'fatto, svolto'},
  {role: 'done', lang: 'it', match: 'whole', weak: true, phrases: 'modifiche, risultati, progressi, cambiamenti'},
  {
    role: 'done',
    lang: 'ru',
    match: 'within',
    phrases:
      'что сделано, сделано, сделали, выполнено, выполненн*, завершено, завершенн*, что было сделано, что только что сделано, готово, реализовано, ' +
      'проделанн*, достигнут*, внесенные изменения, что готово, исправлено',
    except: 'не сделано, не выполнено, не завершено, незавершен*, не готово, нужно'
  },
  {
    role: 'done',
    lang: 'ru',
    match: 'whole',
    weak: true,
    phrases: 'изменения, результаты, прогресс, исправления, журнал, достижения'
  },
  {
    role: 'done',
    lang: 'uk',
    match: 'within',
    phrases: 'що зроблено, зроблено, виконано, виконан*, завершено, завершен*, реалізовано, готово, внесені зміни',
    except: 'не зроблено, не виконано, не завершено, незавершен*'
  },
  {role: 'done', lang: 'uk', match: 'whole', weak: true, phrases: 'зміни, результати, прогрес'},
  {
    role: 'done',
    lang: 'pl',
    match: 'within',
    phrases:
      'zrobione, zrobiono, wykonan*, ukończon*, zakończon*, co zrobiono, co zostało zrobione, zrealizowan*, wprowadzone zmiany, wdrożon*',
    except: 'nie, niewykonan*'
  },
  {role: 'done', lang: 'pl', match: 'whole', weak: true, phrases: 'zmiany, wyniki, postęp, postępy'},
  {
    role: 'done',
    lang: 'nl',
    match: 'within',
    phrases:
      'gedaan, voltooid*, afgerond*, uitgevoerd*, wat is gedaan, wat er gedaan is, gerealiseerd, opgeleverd, doorgevoerde wijzigingen, bereikt',
    except: 'niet, nog'
  },
  {role: 'done', lang: 'nl', match: 'whole', weak: true, phrases: 'wijzigingen, resultaten, voortgang'},
  {
    role: 'done',
    lang: 'tr',
    match: 'within',
    phrases:
      'tamamlanan*, tamamlandı, yapılan*, yapıldı, bitirilen*, ne yapıldı, biten iş*, gerçekleştirilen*, neler yapıldı',
    except: 'tamamlanmayan, yapılmayan'
  },
  {role: 'done', lang: 'tr', match: 'whole', weak: true, phrases: 'değişiklikler, sonuçlar, ilerleme'},
  {
    role: 'done',
    lang: 'vi',
    match: 'within',
    phrases:
      'đã hoàn thành, đã làm, đã thực hiện, đã xong, hoàn thành, công việc đã, việc đã, những gì đã, thay đổi đã, đã triển khai',
    except: 'chưa, cần'
  },
  {role: 'done', lang: 'vi', match: 'whole', weak: true, phrases: 'thay đổi, kết quả, tiến độ, các thay đổi'},
  {
    role: 'done',
    lang: 'zh-Hans',
    match: 'within',
    phrases:
      '已完成, 已经完成, 完成的工作, 完成工作, 完成事项, 完成的任务, 完成任务, 完成内容, 本次完成, 本次会话完成, 本轮完成, 今日完成, 最近完成, 刚完成, 完成情况, ' +
      '已实现, 做了什么, 所做工作, 工作内容, 工作成果, 关键变更, 主要变更, 主要改动, 本次变更, 本次改动, 本轮改动, 变更内容, 改动内容, 修改内容, 已修复, 工作记录, 主要成果, 最近工作, ' +
      '最近变更, 最近改动, 变更记录, 已交付, 本次工作, 本次修改',
    except: '未完成, 待完成, 尚未, 没有完成, 未实现, 完成标准, 完成定义'
  },
  {role: 'done', lang: 'zh-Hans', match: 'whole', phrases: '完成, 成果'},
  {
    role: 'done',
    lang: 'zh-Hans',
    match: 'within',
    weak: true,
    phrases: '变更, 改动, 完成, 成果, 更新内容',
    except: '未完成, 待完成, 尚未, 文件, 完成标准, 未提交'
  },
  {role: 'done', lang: 'zh-Hans', match: 'whole', weak: true, phrases: '结果, 进展, 日志, 更新, 修改'},
  {
    role: 'done',
    lang: 'zh-Hant',
    match: 'within',
    phrases:
      '已經完成, 完成項目, 完成的項目, 完成事項, 本次對話完成, 今日完成, 已實作, 已實現, 做了什麼, 工作內容, 工作成果, 關鍵變更, 主要變更, 本次變更, 變更內容, 修改內容, 已修復',
    except: '未完成, 待完成, 尚未'
  },
  {role: 'done', lang: 'zh-Hant', match: 'within', weak: true, phrases: '變更, 改動', except: '檔案, 未提交'},
  {
    role: 'done',
    lang: 'ja',
    match: 'within',
    phrases:
      '完了した, 完了済, 完了事項, 完了タスク, 完了作業, 完了項目, 完了内容, 実施内容, 実施した, 実施済, 作業内容, 作業ログ, 作業記録, 作業履歴, やったこと, 行ったこと, 行った作業, ' +
      'できたこと, 対応内容, 対応済, 実装済, 実装内容, 実装した, 変更内容, 変更点, 修正内容, 達成, 成果, 今回の作業, 今回の変更, 直近の作業, 直近の変更, 最近の作業, 最近の変更, ' +
      '主な変更, の内容, 完成した',
    except: '未完了, 未対応, 未実装, 未実施, 未達成, 到達目標, 完了条件, 完了基準, 達成条件, 達成目標, ファイル'
  },
  {role: 'done', lang: 'ja', match: 'whole', phrases: '完了, 実績'},
  {
    role: 'done',
    lang: 'ja',
    match: 'end',
    weak: true,
    phrases: '完了, 変更, 実装, 結果, 履歴, 改善',
    except: '未完了, 今後, 次, 予定'
  },
  {
    role: 'done',
    lang: 'ko',
    match: 'within',
    phrases:
      '완료된, 완료한, 완료 작업, 완료 항목, 완료 사항, 완료 내역, 작업 완료, 한 일, 수행한, 수행 작업, 수행 내용, 작업 내용, 작업 내역, 최근 작업, 마지막 작업, 마지막 완료, 달성, 변경 사항, ' +
      '변경 내용, 구현된, 구현한, 구현 완료, 수정 사항, 이번 세션 작업, 진행한 작업, 금일 작업, 오늘 작업, 주요 변경, 성과, 작업 로그, 작업 기록, 세션에서 한',
    except: '미완료, 완료되지, 미구현, 미달성, 완료 조건, 완료 기준, 달성 조건, 파일'
  },
  {role: 'done', lang: 'ko', match: 'whole', phrases: '완료'},
  {
    role: 'done',
    lang: 'ko',
    match: 'within',
    weak: true,
    phrases: '완료, 결과, 이력',
    except: '미완료, 완료되지, 완료 조건, 테스트 결과, 커밋'
  }
]
