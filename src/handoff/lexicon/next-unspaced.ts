import type {Entry} from './entry.ts'

/** Headings that say what comes next, in Chinese, Japanese and Korean. */
export const unspaced: readonly Entry[] = [
  {
    role: 'next',
    lang: 'zh-Hans',
    match: 'within',
    phrases:
      '下一步, 下步, 后续步骤, 后续任务, 后续工作, 后续计划, 后续事项, 后续顺序, 后续行动, 后续建议, 后续待办, 待办, 待完成, 待做, 待处理, 未完成任务, ' +
      '未完成工作, 未完成事项, 未完成的, 剩余工作, 剩余任务, 剩余事项, 接下来, 下次会话, 下一次会话, 下次继续, 下一阶段, 下阶段, 继续工作, 恢复开发, ' +
      '恢复工作, 恢复步骤, 恢复顺序, 优先事项, 遗留任务, 遗留工作, 下一个任务, 尚未完成'
  },
  {
    role: 'next',
    lang: 'zh-Hans',
    match: 'within',
    weak: true,
    phrases: '后续, 下一次, 下次, 恢复, 执行顺序, 优先级, 待验证, 建议, 路线图, 规划, 任务清单, 任务列表'
  },
  {role: 'next', lang: 'zh-Hans', match: 'whole', weak: true, phrases: '任务, 计划, 你的任务, 当前任务'},
  {
    role: 'next',
    lang: 'zh-Hant',
    match: 'within',
    phrases:
      '後續步驟, 後續任務, 後續工作, 後續計畫, 後續事項, 待辦, 待處理, 未完成任務, 未完成工作, 未完成事項, 剩餘工作, 剩餘任務, 接下來, 下次對話, ' +
      '下一階段, 繼續工作, 恢復開發, 優先事項, 下一個任務'
  },
  {
    role: 'next',
    lang: 'zh-Hant',
    match: 'within',
    weak: true,
    phrases: '後續, 恢復, 執行順序, 優先級, 建議, 路線圖, 規劃, 任務清單'
  },
  {role: 'next', lang: 'zh-Hant', match: 'whole', weak: true, phrases: '任務, 計畫, 計劃, 你的任務'},
  {
    role: 'next',
    lang: 'ja',
    match: 'within',
    phrases:
      '次のステップ, 次ステップ, 次のアクション, 次アクション, 次のタスク, 次タスク, 次の作業, 次にやる, 次にすべき, 次に行う, 次回, 次セッション, ' +
      '次のセッション, 次の一手, 次の予定, 次に取り組む, 今後の予定, 今後の作業, 今後の対応, 今後のタスク, 今後の課題, 今後の方針, 残作業, ' +
      '残タスク, 残りの作業, 残りのタスク, 残っている作業, 残件, やること, やるべきこと, 未完了, 未着手, 未対応, 未実装, 未適用, 未実施, 再開手順, ' +
      '再開方法, 再開ポイント, あなたのタスク, 続きの作業, 優先タスク, ネクストステップ, ネクストアクション, 対応予定, 作業予定, 引き継ぎタスク, 残todo',
    except: '完了済み'
  },
  {
    role: 'next',
    lang: 'ja',
    match: 'within',
    weak: true,
    phrases: '今後, 以降の予定, ロードマップ, バックログ, 推奨, 計画, 再開, 保留, 将来, への依頼'
  },
  {role: 'next', lang: 'ja', match: 'whole', weak: true, phrases: 'タスク, 予定, 次, 優先順位, 優先度, タスク一覧'},
  {
    role: 'next',
    lang: 'ko',
    match: 'within',
    phrases:
      '다음 단계, 다음 작업, 다음 할 일, 다음에 할, 다음 세션, 다음 스텝, 다음 액션, 다음 태스크, 다음 계획, 다음 우선순위, 할 일, 해야 할, 남은 작업, ' +
      '남은 일, 남은 할, 남은 과제, 남은 태스크, 후속 작업, 후속 조치, 향후 작업, 향후 계획, 향후 과제, 이어서 할, 이어서 진행, 미완료 작업, 진행 예정, ' +
      '예정 작업, 대기 작업, 앞으로 할, 재개 지점, 재개 방법, 미구현, 추후 작업, 우선 작업'
  },
  {
    role: 'next',
    lang: 'ko',
    match: 'within',
    weak: true,
    phrases: '다음, 향후, 미완료, 로드맵, 백로그, 권장, 제안, 우선순위, 재개, 보류'
  },
  {role: 'next', lang: 'ko', match: 'start', phrases: '후속'},
  {role: 'next', lang: 'ko', match: 'whole', weak: true, phrases: '작업, 계획, 과제, 태스크, 당신의 작업'}
]
