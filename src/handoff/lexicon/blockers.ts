import type {Entry} from './entry.ts'

/** Headings that say what is in the way. */
export const blockers: readonly Entry[] = [
  {
    role: 'blockers',
    lang: 'en',
    match: 'within',
    phrases:
      'blocker*, blocked on, blocked by, blocked item*, blocked task*, blocked work, currently blocked, s blocked, is blocked, ' +
      'blocking issue*, blocking item*, blocking problem*, blocking bug*, s blocking, is blocking, currently blocking, impediment*, obstacle*, roadblock*, showstopper*, known issue*, known bug*, known problem*, ' +
      'known limitation*, known constraint*, known pitfall*, known failure*, known gap*, known risk*, open issue*, open problem*, open risk*, open bug*, ' +
      'open concern*, open blocker*, outstanding issue*, outstanding problem*, outstanding bug*, unresolved, remaining issue*, remaining problem*, ' +
      'remaining bug*, remaining blocker*, remaining error*, remaining risk*, current issue*, current problem*, active issue*, active bug*, ' +
      'pending issue*, critical issue*, issues remaining, issues encountered, problems encountered, challenges encountered, issues discovered, ' +
      'potential issue*, potential problem*, potential risk*, what doesn t work, what isn t working, what s broken, what is broken, ' +
      'what s not working, what is not working, not working, residual risk*, waiting on, waiting for, ' +
      'stuck on, where we are stuck, where i m stuck, current limitation*',
    except:
      'non blocking, nonblocking, unblocked, blocked by design, resolved issue*, no longer blocked, issues resolved, blocking queue, failing tests fixed, ' +
      'ad blocker*, pop up blocker*'
  },
  {
    role: 'blockers',
    lang: 'en',
    match: 'end',
    phrases: 'blocked, blocking',
    except: 'not blocked, not blocking, non blocking'
  },
  {
    role: 'blockers',
    also: 'next',
    lang: 'en',
    match: 'within',
    phrases:
      'open item*, open thread*, open points, open topics, outstanding item*, deferred work, deferred item*, issues deferred'
  },
  {
    role: 'blockers',
    lang: 'en',
    match: 'start',
    phrases:
      'risk*, warnings, issues, problems, limitations, concerns, caveats, bugs, errors, challenges, issue tracker',
    except:
      'issues resolved, issues fixed, issues closed, bugs fixed, bugs resolved, bugs squashed, problems solved, problems fixed, errors fixed, challenges overcome, ' +
      'issues addressed, issues solved, risk assessment, problems resolved, issues found and fixed, bugs found and fixed, limitations removed, errors resolved'
  },
  {
    role: 'blockers',
    lang: 'en',
    match: 'whole',
    weak: true,
    phrases:
      'open, deferred, dependencies, gotchas, pitfalls, known pitfalls, technical debt, tech debt, watch out, watch out for, watch outs, watchouts, ' +
      'still broken, broken, external dependencies, limits, warning, hazards, traps, landmines, the problem, ' +
      'problem, issue, bug, debt, failures, still open, gaps, edge cases, on hold, weaknesses'
  },
  {
    role: 'blockers',
    lang: 'en',
    match: 'start',
    weak: true,
    phrases:
      'watch out, gotcha*, pitfall*, potential gotcha*, caution*, open pending, still open, problem with, problems with, deferred, technical debt'
  },
  {
    role: 'blockers',
    lang: 'en',
    match: 'end',
    weak: true,
    phrases:
      'gotchas, risks, limitations, broken, issues, problems, warnings, still open, dependencies, gaps, pitfalls',
    except: 'resolved, fixed, key facts, solved, closed, key dependencies'
  },
  {
    role: 'blockers',
    lang: 'de',
    match: 'within',
    phrases:
      'blocker*, blockade*, blockiert*, blockierend*, hindernis*, bekannte problem*, bekannte fehler, bekannte einschränkung*, offene probleme, probleme, risiken, bekannte risiken, offene fehler, stolperstein*, fallstrick*',
    except: 'gelöste probleme, behobene'
  },
  {role: 'blockers', also: 'next', lang: 'de', match: 'within', phrases: 'offene punkte, offene themen'},
  {
    role: 'blockers',
    lang: 'de',
    match: 'whole',
    weak: true,
    phrases: 'einschränkungen, warnungen, fehler, abhängigkeiten, technische schulden'
  },
  {
    role: 'blockers',
    lang: 'fr',
    match: 'within',
    phrases:
      'blocage*, bloquant*, bloque*, bloqueur*, obstacle*, problemes connus, probleme connu, problemes rencontres, problemes ouverts, problemes restants, problemes en cours, erreurs restantes, bugs connus, limites connues, limitations connues, risques, points bloquants, points de blocage, difficultes, problemes',
    except: 'problemes resolus, debloque*'
  },
  {role: 'blockers', also: 'next', lang: 'fr', match: 'within', phrases: 'points ouverts, points en suspens'},
  {
    role: 'blockers',
    lang: 'fr',
    match: 'whole',
    weak: true,
    phrases: 'limitations, limites, avertissements, pieges, dependances, points d attention, dette technique'
  },
  {
    role: 'blockers',
    lang: 'es',
    match: 'within',
    phrases:
      'bloqueo*, bloqueante*, bloqueado*, bloqueador*, impedimento*, obstaculo*, problemas conocidos, problemas abiertos, problemas pendientes, problemas encontrados, errores conocidos, limitaciones conocidas, riesgos, errores pendientes, problemas',
    except: 'problemas resueltos, desbloque*'
  },
  {
    role: 'blockers',
    lang: 'es',
    match: 'whole',
    weak: true,
    phrases: 'limitaciones, advertencias, dependencias, deuda tecnica, errores, trampas, gotchas'
  },
  {
    role: 'blockers',
    lang: 'pt',
    match: 'within',
    phrases:
      'bloqueio*, bloqueador*, bloqueado*, bloqueante*, impedimento*, obstaculo*, problemas conhecidos, problemas abertos, problemas pendentes, problemas encontrados, erros conhecidos, limitacoes conhecidas, riscos, problemas',
    except: 'problemas resolvidos, desbloque*'
  },
  {
    role: 'blockers',
    lang: 'pt',
    match: 'whole',
    weak: true,
    phrases: 'limitacoes, avisos, alertas, dependencias, divida tecnica, erros, armadilhas'
  },
  {
    role: 'blockers',
    lang: 'it',
    match: 'within',
    phrases:
      'blocchi, blocco, bloccant*, bloccat*, impediment*, ostacol*, problemi noti, problemi aperti, problemi riscontrati, rischi, limitazioni note, errori noti, problemi',
    except: 'problemi risolti, sbloccat*'
  },
  {
    role: 'blockers',
    lang: 'it',
    match: 'whole',
    weak: true,
    phrases: 'limitazioni, avvertenze, dipendenze, limiti, questioni'
  },
  {
    role: 'blockers',
    lang: 'ru',
    match: 'within',
    phrases:
      'блокер*, блокир*, заблокирован*, препятстви*, известные проблемы, известные ошибки, известные баги, известные ограничения, проблемы, риски, нерешенные проблемы, что мешает, открытые проблемы, не работает',
    except: 'решенные проблемы, разблокир*'
  },
  {
    role: 'blockers',
    lang: 'ru',
    match: 'whole',
    weak: true,
    phrases: 'ограничения, предупреждения, баги, ошибки, грабли, зависимости, подводные камни, техдолг'
  },
  {
    role: 'blockers',
    lang: 'uk',
    match: 'within',
    phrases:
      'блокер*, блокують, заблоковано, перешкод*, відомі проблеми, відомі помилки, відомі обмеження, проблеми, ризики',
    except: 'вирішені проблеми'
  },
  {role: 'blockers', lang: 'uk', match: 'whole', weak: true, phrases: 'обмеження, попередження, помилки, залежності'},
  {
    role: 'blockers',
    lang: 'pl',
    match: 'within',
    phrases:
      'blokad*, blokując*, zablokowan*, bloker*, przeszkod*, znane problemy, znane błędy, znane ograniczenia, problemy, ryzyka, ryzyko, otwarte problemy',
    except: 'rozwiązane problemy, odblokowan*'
  },
  {
    role: 'blockers',
    lang: 'pl',
    match: 'whole',
    weak: true,
    phrases: 'ograniczenia, ostrzeżenia, błędy, zależności, pułapki'
  },
  {
    role: 'blockers',
    lang: 'nl',
    match: 'within',
    phrases:
      'blokkade*, geblokkeerd*, blokkerend*, obstakel*, belemmering*, bekende problemen, bekende bugs, bekende beperkingen, problemen, risico s, open problemen, knelpunten',
    except: 'opgeloste problemen'
  },
  {role: 'blockers', also: 'next', lang: 'nl', match: 'within', phrases: 'open punten, openstaande punten'},
  {
    role: 'blockers',
    lang: 'nl',
    match: 'whole',
    weak: true,
    phrases: 'beperkingen, waarschuwingen, afhankelijkheden, valkuilen'
  },
  {
    role: 'blockers',
    lang: 'tr',
    match: 'within',
    phrases:
      'engel*, bloke*, bilinen sorun*, bilinen hata*, bilinen kısıt*, açık sorun*, sorunlar, riskler, tıkanıklık*',
    except: 'çözülen sorun*'
  },
  {role: 'blockers', lang: 'tr', match: 'whole', weak: true, phrases: 'kısıtlamalar, uyarılar, hatalar, bağımlılıklar'},
  {
    role: 'blockers',
    lang: 'vi',
    match: 'within',
    phrases:
      'trở ngại, vướng mắc, bị chặn, đang chặn, chặn bởi, vấn đề, rủi ro, lỗi đã biết, hạn chế đã biết, lỗi còn lại, tồn đọng',
    except: 'vấn đề đã giải quyết, đã xử lý'
  },
  {role: 'blockers', lang: 'vi', match: 'whole', weak: true, phrases: 'hạn chế, cảnh báo, lỗi, phụ thuộc, giới hạn'},
  {
    role: 'blockers',
    lang: 'zh-Hans',
    match: 'within',
    phrases:
      '阻塞, 阻碍, 障碍, 卡点, 卡住, 已知问题, 已知限制, 已知缺陷, 已知错误, 已知局限, 已知风险, 已知未完成, 遗留问题, 待解决, 未解决, 存在问题, 存在的问题, 当前问题, 主要问题, 风险, ' +
      '未决风险, 剩余问题, 待修复',
    except: '已解决, 非阻塞, 问题修复, 风险评估'
  },
  {
    role: 'blockers',
    lang: 'zh-Hans',
    match: 'within',
    weak: true,
    phrases: '问题, 限制, 局限, 技术债, 缺陷, 坑, 阻断',
    except: '已解决, 解决的问题, 问题修复, 已修复, 常见问题, 解决'
  },
  {
    role: 'blockers',
    lang: 'zh-Hant',
    match: 'within',
    phrases: '阻礙, 障礙, 卡關, 卡點, 已知問題, 已知缺陷, 遺留問題, 未解決, 待解決, 存在問題, 風險, 剩餘問題, 待修復',
    except: '已解決, 風險評估'
  },
  {
    role: 'blockers',
    lang: 'zh-Hant',
    match: 'within',
    weak: true,
    phrases: '問題, 技術債',
    except: '已解決, 解決的問題, 常見問題, 問題修復'
  },
  {
    role: 'blockers',
    lang: 'ja',
    match: 'within',
    phrases:
      'ブロッカ, ブロック中, ブロック要因, 障害, 既知の問題, 既知の課題, 既知の不具合, 既知のバグ, 既知の制限, 既知の制約, 既知のイシュー, 未解決, 残課題, 残存課題, 残る課題, 課題, 問題点, リスク, ' +
      '懸念, 妥協, 不具合, 詰まって, 現在の問題, 発生中の問題, 保留事項',
    except: '解決済, 今後の課題, リスク評価, 障害対応完了'
  },
  {
    role: 'blockers',
    lang: 'ja',
    match: 'within',
    weak: true,
    phrases: '問題, 制限, 制約, 技術的負債, 注意点, ハマり, 落とし穴, エラー',
    except: '解決済, 問題なし, 解決した'
  },
  {
    role: 'blockers',
    lang: 'ko',
    match: 'within',
    phrases:
      '블로커, 블로킹, 차단, 막힌, 막혀, 장애물, 알려진 이슈, 알려진 문제, 알려진 버그, 알려진 제한, 알려진 한계, 알려진 제약, 미해결, 남은 문제, 남은 이슈, 열린 이슈, ' +
      '오픈 이슈, 현재 문제, 현재 이슈, 문제점, 리스크, 위험, 걸림돌, 이슈 및',
    except: '해결된 이슈, 해결된 문제, 차단 해제'
  },
  {
    role: 'blockers',
    lang: 'ko',
    match: 'within',
    weak: true,
    phrases: '이슈, 문제, 제약, 한계, 제한, 기술 부채, 주의',
    except: '해결, 수정된, 주의 사항, 주의사항'
  }
]
