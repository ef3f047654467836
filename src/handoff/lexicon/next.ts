import type {Entry} from './entry.ts'
import {unspaced} from './next-unspaced.ts'

/** Headings that say what comes next; those of languages that space their words stand here. */
export const next: readonly Entry[] = [
  {
    role: 'next',
    lang: 'en',
    match: 'start',
    phrases:
      'next, what s next, whats next, what is next, what comes next, what to do, what remains, what s left, what is left, ' +
      'what needs to be done, what still needs, what s not done, what is not done, still to do, still needed, left to do, ' +
      'remaining work, remaining task*, remaining step*, remaining todo*, remaining to do*, remaining item*, immediate next, ' +
      'immediate follow up*, immediate action*, immediate priorit*, immediate task*, immediate todo*, to do, todo*, to dos, action item*, follow up*, ' +
      'followup*, pending task*, pending work, pending item*, pending todo*, upcoming, up next, resume here, start here, ' +
      'pick up here, pickup instruction*, where to start, where to resume, where to continue, where to pick up, how to continue, ' +
      'continue with, continue from, continue here, if continuing, steps to resume, tasks for, not started, not yet started, first thing to do, first step*, first action*, first task*, ' +
      'recommended focus, suggested focus, exact next, parked, queued',
    except:
      'next js, next auth, next gen, next generation, next session context, next session prompt, next context, next to, ' +
      'not do next, to do with, todo app, todo list app, follow up question*, next version'
  },
  {
    role: 'next',
    lang: 'en',
    match: 'within',
    phrases:
      'next step*, nextstep*, next action*, next task*, next priorit*, next safe step, next move*, remaining work, ' +
      'work remaining, tasks remaining, still remaining, action item*, carry forward, carried forward, carry over, carryover, ' +
      'outstanding work, outstanding task*, outstanding todo*, open task*, open todo*, open work, open loop*, unfinished work, ' +
      'unfinished task*, left to do, do next, needs to happen, comes next, next session priorit*, next session plan*, next session task*, ' +
      'next session goal*, next session todo*, next session should, priorities for next, plan for next, tasks for next, ' +
      'todo* for next, focus for next, start next, not yet done, what s next, to be done, resume point, resume from here, ' +
      'recommended next, suggested next, proposed next, planned next, next focus, loose ends, unfinished business, follow up*, followup*, ' +
      'to verify, to check next, recommended fix*, suggested fix*, proposed fix*, how to proceed, way forward',
    except: 'do not do next, not do next, don t do next, follow up question*'
  },
  {
    role: 'next',
    also: 'context',
    lang: 'en',
    match: 'start',
    phrases:
      'resume instruction*, resume command*, resume prompt, resume protocol, resume checklist, how to resume, how to pick up'
  },
  {
    role: 'next',
    lang: 'en',
    match: 'whole',
    weak: true,
    phrases:
      'task, tasks, your task, your mission, today s task*, backlog, roadmap, queue, current queue, work queue, plan, the plan, ' +
      'action plan, implementation plan, execution plan, remaining, pending, priorities, current priorities, priority, deferred, ' +
      'outstanding, outstanding items, future work, tomorrow, continuation, resume, resuming, resumption, recommendations, ' +
      'recommendation, recommended, recommended actions, suggestions, not done, incomplete, unfinished, work plan, ' +
      'development plan, next'
  },
  {
    role: 'next',
    lang: 'en',
    match: 'start',
    weak: true,
    phrases:
      'future improvement*, ' +
      'future enhancement*, future work, future task*, future plan*, recommended order, recommended work, plan for, task list, ' +
      'task queue, roadmap, backlog, planned, components to create, to implement, to build, to fix, tomorrow, ' +
      'open items, open item, open threads, deferred to, phase next, instructions for next, for the next, for next, resume, remaining'
  },
  {
    role: 'next',
    lang: 'en',
    match: 'end',
    weak: true,
    phrases:
      'next session, next phase, next sprint, next milestone, next agent, execution order, work order, build order, work queue, task queue, current queue, backlog, ' +
      'roadmap, to create, to implement, to build, tasks, todo, todos, remaining, to do, action plan, remaining steps, ' +
      'implementation plan, pending',
    except: 'completed, finished, done, questions, context, prompt, notes, message, blocker*, verification'
  },
  {
    role: 'next',
    lang: 'de',
    match: 'within',
    phrases:
      'nächste* schritt*, naechste* schritt*, nächste* aufgabe*, naechste* aufgabe*, nächste* aktion*, als nächstes, ' +
      'als naechstes, wie es weitergeht, wie geht es weiter, so geht es weiter, weiteres vorgehen, weiter mit, nächste* sitzung, ' +
      'offene aufgaben, offene arbeiten, offene todos, verbleibende aufgaben, verbleibende arbeit*, noch zu tun, ' +
      'noch zu erledigen, was noch fehlt, was noch zu tun ist, was bleibt, was noch offen ist, ausstehende aufgaben, zu erledigen'
  },
  {
    role: 'next',
    lang: 'de',
    match: 'start',
    phrases: 'nächste, nächster, nächstes, naechste, naechster, weiterarbeit, to dos, ausstehend*, noch offen'
  },
  {
    role: 'next',
    lang: 'de',
    match: 'whole',
    weak: true,
    phrases:
      'aufgaben, aufgabe, offen, offenes, ausblick, plan, empfehlungen, prioritäten, fahrplan, deine aufgabe, fortsetzung'
  },
  {
    role: 'next',
    lang: 'fr',
    match: 'within',
    phrases:
      'prochaine* etape*, prochaine* action*, prochaine* tache*, prochain* pas, prochaine* priorite*, prochaine* session*, ' +
      'etape* suivante*, action* suivante*, tache* suivante*, suite a donner, reste a faire, ce qui reste, ce qu il reste, ' +
      'travail restant, taches restantes, taches en attente, travaux restants, a faire, par ou commencer, par ou reprendre, ' +
      'pour la suite, a venir'
  },
  {
    role: 'next',
    lang: 'fr',
    match: 'start',
    phrases: 'prochain, prochains, prochaine, prochaines, a suivre, la suite, suite du travail'
  },
  {
    role: 'next',
    lang: 'fr',
    match: 'whole',
    weak: true,
    phrases:
      'tache, taches, suite, priorites, plan, plan d action, feuille de route, recommandations, en attente, pistes, reprise'
  },
  {
    role: 'next',
    lang: 'es',
    match: 'within',
    phrases:
      'proximo* paso*, proxima* accion*, proxima* tarea*, proxima* sesion*, siguiente* paso*, siguiente* accion*, ' +
      'siguiente* tarea*, siguiente* sesion, que sigue, que falta, lo que falta, que queda, que quedo pendiente, queda pendiente, ' +
      'quedo pendiente, tareas pendientes, trabajo pendiente, trabajo restante, tareas restantes, por hacer, acciones pendientes, ' +
      'por donde seguir, por donde empezar, como continuar, pasos a seguir'
  },
  {
    role: 'next',
    lang: 'es',
    match: 'start',
    phrases: 'proximo, proximos, proxima, proximas, siguiente, siguientes, pendiente*'
  },
  {
    role: 'next',
    lang: 'es',
    match: 'whole',
    weak: true,
    phrases: 'tarea, tareas, prioridades, plan, plan de accion, hoja de ruta, recomendaciones, tu tarea, continuacion'
  },
  {
    role: 'next',
    lang: 'pt',
    match: 'within',
    phrases:
      'proximo* passo*, proxima* acao, proximas acoes, proxima* etapa*, proxima* tarefa*, proxima* sessao, proxima* sessoes, ' +
      'o que falta, falta fazer, o que resta, o que ficou pendente, tarefas pendentes, trabalho pendente, trabalho restante, ' +
      'tarefas restantes, a fazer, por fazer, por onde continuar, por onde comecar, como continuar, passos seguintes, ' +
      'pendente para, pendencias'
  },
  {
    role: 'next',
    lang: 'pt',
    match: 'start',
    phrases: 'proximo, proximos, proxima, proximas, pendente*, seguinte, seguintes'
  },
  {
    role: 'next',
    lang: 'pt',
    match: 'whole',
    weak: true,
    phrases: 'tarefa, tarefas, prioridades, plano, plano de acao, roteiro, recomendacoes, sua tarefa, continuacao'
  },
  {
    role: 'next',
    lang: 'it',
    match: 'within',
    phrases:
      'prossim* pass*, prossim* attivita, prossim* azion*, prossim* session*, passi successivi, cosa resta, cosa manca, ' +
      'cosa fare, da fare, lavoro rimanente, attivita rimanenti, attivita in sospeso, come proseguire, come continuare'
  },
  {role: 'next', lang: 'it', match: 'start', phrases: 'prossimo, prossimi, prossima, prossime'},
  {
    role: 'next',
    lang: 'it',
    match: 'whole',
    weak: true,
    phrases: 'attivita, compiti, priorita, piano, in sospeso, raccomandazioni'
  },
  {
    role: 'next',
    lang: 'ru',
    match: 'within',
    phrases:
      'следующ* шаг*, следующ* задач*, следующ* действ*, следующ* сесси*, ближайш* шаг*, ближайш* задач*, ближайш* план*, ' +
      'дальнейш* шаг*, дальнейш* план*, дальнейш* действ*, дальнейш* работ*, что дальше, что делать, что осталось, осталось сделать, ' +
      'оставшиеся задачи, оставшаяся работа, что первым, с чего начать, нужно сделать, надо сделать, к выполнению, ' +
      'не сделано, план на, открытые задачи, незавершенн* задач*, что не сделано, планы на, задачи на'
  },
  {role: 'next', lang: 'ru', match: 'start', phrases: 'следующ*, далее, дальше, осталось, предстоит'},
  {
    role: 'next',
    lang: 'ru',
    match: 'whole',
    weak: true,
    phrases: 'задачи, задача, план, планы, приоритеты, рекомендации, очередь, бэклог, твоя задача'
  },
  {
    role: 'next',
    lang: 'uk',
    match: 'within',
    phrases:
      'наступн* крок*, наступн* завдан*, наступн* дії, наступн* сесі*, подальш* крок*, подальш* дії, що далі, що робити далі, ' +
      'що залишилося, залишилося зробити, з чого почати, потрібно зробити'
  },
  {role: 'next', lang: 'uk', match: 'start', phrases: 'наступн*, далі'},
  {role: 'next', lang: 'uk', match: 'whole', weak: true, phrases: 'завдання, план, плани, пріоритети, рекомендації'},
  {
    role: 'next',
    lang: 'pl',
    match: 'within',
    phrases:
      'następn* krok*, kolejn* krok*, następn* zadani*, kolejn* zadani*, dalsz* krok*, dalsz* prac*, co dalej, co pozostało, ' +
      'co zostało, do zrobienia, pozostał* prac*, pozostał* zadani*, następn* sesj*, od czego zacząć'
  },
  {role: 'next', lang: 'pl', match: 'start', phrases: 'następn*, kolejne'},
  {
    role: 'next',
    lang: 'pl',
    match: 'whole',
    weak: true,
    phrases: 'zadania, zadanie, plan, priorytety, rekomendacje, dalszy plan'
  },
  {
    role: 'next',
    lang: 'nl',
    match: 'within',
    phrases:
      'volgende stap*, volgende actie*, volgende taak, volgende taken, volgende sessie, vervolgstap*, wat nu, wat er nog moet, nog te doen, ' +
      'te doen, resterend werk, openstaande taken, openstaand werk, openstaande acties'
  },
  {role: 'next', lang: 'nl', match: 'start', phrases: 'volgende, vervolg'},
  {
    role: 'next',
    lang: 'nl',
    match: 'whole',
    weak: true,
    phrases: 'taken, taak, plan, prioriteiten, aanbevelingen, openstaand'
  },
  {
    role: 'next',
    lang: 'tr',
    match: 'within',
    phrases:
      'sonraki adım*, sıradaki adım*, bir sonraki, sonraki görev*, sonraki iş*, sıradaki iş*, sıradaki görev*, sonraki oturum*, ' +
      'yapılacak*, kalan iş*, kalan görev*, bekleyen iş*, bekleyen görev*, devam edilecek*, nereden devam'
  },
  {role: 'next', lang: 'tr', match: 'start', phrases: 'sonraki, sırada*'},
  {role: 'next', lang: 'tr', match: 'whole', weak: true, phrases: 'görevler, görev, plan, öncelikler, öneriler'},
  {
    role: 'next',
    lang: 'vi',
    match: 'within',
    phrases:
      'bước tiếp theo, các bước tiếp theo, next step, việc tiếp theo, công việc tiếp theo, việc cần làm, cần làm, còn lại, ' +
      'việc còn lại, nhiệm vụ tiếp theo, phiên tiếp theo, kế hoạch tiếp theo, hành động tiếp theo, chưa làm, chưa hoàn thành, ' +
      'bước kế tiếp, hướng tiếp theo'
  },
  {role: 'next', lang: 'vi', match: 'start', phrases: 'tiếp theo'},
  {
    role: 'next',
    lang: 'vi',
    match: 'whole',
    weak: true,
    phrases: 'nhiệm vụ, kế hoạch, công việc, ưu tiên, đề xuất, lộ trình'
  },
  ...unspaced
]
