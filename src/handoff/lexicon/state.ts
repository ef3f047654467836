import type {Entry} from './entry.ts'

/** Headings that say where things stand now; stands in for a summary. */
export const state: readonly Entry[] = [
  {
    role: 'state',
    also: 'summary',
    lang: 'en',
    match: 'within',
    phrases:
      'current state, current status, current situation, current position, current standing, current * state, current * status, ' +
      'state snapshot, status snapshot, current snapshot, handoff snapshot, session snapshot, state of play, state of the, where we are, where things stand, ' +
      'where it stands, where we stand, where this stands, where i am, where the project, present state, status quo, ' +
      'status at a glance, state at, status update, status at, status as of, state as of, overall status, state now, status now',
    except:
      'current state management, current git status, current test status, current branch status, where we are going, state of the art, ' +
      'where we are not, current build status, current ci status'
  },
  {
    role: 'state',
    also: 'summary',
    lang: 'en',
    match: 'whole',
    phrases:
      'status, state, project status, project state, system state, system status, session status, handoff status, session state'
  },
  {
    role: 'state',
    also: 'summary',
    lang: 'en',
    match: 'whole',
    weak: true,
    phrases:
      'in progress, work in progress, currently in progress, wip, current, now, ongoing, active work, active context, progress summary, project progress, starting state, current progress, progress so far, status report, status overview, implementation status'
  },
  {
    role: 'state',
    also: 'summary',
    lang: 'de',
    match: 'within',
    phrases:
      'aktueller stand, derzeitiger stand, jetziger stand, aktueller zustand, aktueller status, stand der dinge, was schon steht, was bereits steht, was steht, ist zustand, aktuelle lage, wo wir stehen, istzustand, projektstand, projektstatus, stand der arbeit*'
  },
  {role: 'state', also: 'summary', lang: 'de', match: 'whole', phrases: 'stand, status, zustand'},
  {
    role: 'state',
    also: 'summary',
    lang: 'fr',
    match: 'within',
    phrases:
      'etat actuel, etat courant, situation actuelle, etat des lieux, etat du projet, statut actuel, ou en est on, ou nous en sommes, etat d avancement, etat present'
  },
  {role: 'state', also: 'summary', lang: 'fr', match: 'whole', phrases: 'etat, statut, situation, avancement'},
  {
    role: 'state',
    also: 'summary',
    lang: 'es',
    match: 'within',
    phrases:
      'estado actual, situacion actual, estado del proyecto, estado general, donde estamos, en que punto, estatus actual, estado en'
  },
  {role: 'state', also: 'summary', lang: 'es', match: 'whole', phrases: 'estado, estatus, situacion'},
  {
    role: 'state',
    also: 'summary',
    lang: 'pt',
    match: 'within',
    phrases:
      'estado atual, situacao atual, status atual, estado do projeto, status do projeto, onde estamos, estado geral, estado corrente, ponto atual'
  },
  {role: 'state', also: 'summary', lang: 'pt', match: 'whole', phrases: 'estado, status, situacao'},
  {
    role: 'state',
    also: 'summary',
    lang: 'it',
    match: 'within',
    phrases: 'stato attuale, stato corrente, situazione attuale, stato del progetto, dove siamo, stato dei lavori'
  },
  {role: 'state', also: 'summary', lang: 'it', match: 'whole', phrases: 'stato, situazione'},
  {
    role: 'state',
    also: 'summary',
    lang: 'ru',
    match: 'within',
    phrases:
      'текущее состояние, текущий статус, текущая ситуация, состояние проекта, статус проекта, состояние на, статус на, где мы, что сейчас, снимок состояния, положение дел'
  },
  {role: 'state', also: 'summary', lang: 'ru', match: 'whole', phrases: 'статус, состояние, сейчас'},
  {
    role: 'state',
    also: 'summary',
    lang: 'uk',
    match: 'within',
    phrases: 'поточний стан, поточний статус, поточна ситуація, стан проєкту, стан проекту, стан на, де ми'
  },
  {role: 'state', also: 'summary', lang: 'uk', match: 'whole', phrases: 'статус, стан'},
  {
    role: 'state',
    also: 'summary',
    lang: 'pl',
    match: 'within',
    phrases:
      'aktualny stan, obecny stan, stan obecny, stan aktualny, bieżący stan, aktualny status, stan projektu, status projektu, gdzie jesteśmy'
  },
  {role: 'state', also: 'summary', lang: 'pl', match: 'whole', phrases: 'stan, status'},
  {
    role: 'state',
    also: 'summary',
    lang: 'nl',
    match: 'within',
    phrases:
      'huidige status, huidige staat, huidige stand, huidige situatie, stand van zaken, projectstatus, waar we staan, huidige toestand'
  },
  {
    role: 'state',
    also: 'summary',
    lang: 'tr',
    match: 'within',
    phrases: 'mevcut durum*, güncel durum*, şu anki durum*, son durum*, proje durumu, şimdiki durum*'
  },
  {role: 'state', also: 'summary', lang: 'tr', match: 'whole', phrases: 'durum'},
  {
    role: 'state',
    also: 'summary',
    lang: 'vi',
    match: 'within',
    phrases:
      'trạng thái hiện tại, tình trạng hiện tại, hiện trạng, tình hình hiện tại, trạng thái dự án, tình trạng dự án'
  },
  {role: 'state', also: 'summary', lang: 'vi', match: 'whole', phrases: 'trạng thái, tình trạng'},
  {
    role: 'state',
    also: 'summary',
    lang: 'zh-Hans',
    match: 'within',
    phrases:
      '当前状态, 目前状态, 现状, 当前情况, 当前项目状态, 项目状态, 当前进度, 当前位置, 运行状态, 现在状态, 工作状态, 整体状态, 最新状态, 进度状态, 当前局面',
    except: '数据结构现状'
  },
  {role: 'state', also: 'summary', lang: 'zh-Hans', match: 'whole', phrases: '状态, 进度, 进展'},
  {
    role: 'state',
    also: 'summary',
    lang: 'zh-Hant',
    match: 'within',
    phrases: '目前狀態, 當前狀態, 現況, 現狀, 目前情況, 專案狀態, 目前進度, 當前進度'
  },
  {role: 'state', also: 'summary', lang: 'zh-Hant', match: 'whole', phrases: '狀態, 進度, 進展'},
  {
    role: 'state',
    also: 'summary',
    lang: 'ja',
    match: 'within',
    phrases:
      '現状, 現在の状態, 現在の状況, 現在地, 現在の進捗, 現在のステータス, 進捗状況, 作業状況, プロジェクト状況, プロジェクトの状況, プロジェクトの状態, 現在の実装状況, 開発状況'
  },
  {role: 'state', also: 'summary', lang: 'ja', match: 'whole', phrases: '状態, 状況, ステータス, 進捗'},
  {role: 'state', also: 'summary', lang: 'ja', match: 'end', phrases: 'の進捗, 進捗状況, システム状態, の状態'},
  {
    role: 'state',
    also: 'summary',
    lang: 'ko',
    match: 'within',
    phrases:
      '현재 상태, 현재 상황, 현황, 진행 상황, 진행 상태, 프로젝트 상태, 현 상태, 지금 상태, 현재 진행, 현재 위치, 현재 구현 상태',
    except: '테스트 현황'
  },
  {role: 'state', also: 'summary', lang: 'ko', match: 'whole', phrases: '상태, 상황'}
]
