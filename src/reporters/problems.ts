import type {BranchReport, FileReport, Message, Report} from '../core/report.ts'
import {freshnessId, freshnessUrl} from './freshness-rule.ts'

/** What a machine gets of a message or of the verdict on a branch: one shape for both. */
export interface Problem extends Pick<Message, 'ruleId' | 'severity' | 'reason' | 'note' | 'url'> {
  /** A branch has the path of its newest handoff; null when it has none. */
  path: string | null
  place: Pick<Message, 'line' | 'column' | 'endLine' | 'endColumn'>
  /** Tells it from others of its rule and path, and stays when lines move and amounts change. */
  identity: string
}

/** Everything that needs attention: branches first, since they tell what has to be written at all. */
export const problemsOf = ({branches, files}: Report): Problem[] => [
  ...branches.flatMap((branch) => (branch.severity === 'ok' ? [] : [problemOfBranch(branch, branch.severity)])),
  ...files.flatMap((file) => file.messages.map((message) => problemOfMessage(file, message)))
]

function problemOfBranch(status: BranchReport, severity: Problem['severity']): Problem {
  return {
    ruleId: freshnessId,
    severity,
    path: status.handoff?.path ?? null,
    place: {line: 1, column: 1, endLine: 1, endColumn: 1},
    reason: `Branch \`${nameOf(status)}\`: ${status.explanation}`,
    note: status.remedy,
    url: freshnessUrl,
    identity: `branch ${status.branch ?? ''}`
  }
}

function problemOfMessage({path}: FileReport, message: Message): Problem {
  const {ruleId, severity, line, column, endLine, endColumn, reason, note, url} = message
  const place = {line, column, endLine, endColumn}
  // Reasons count and point to lines: “the first is on line 12”.
  return {ruleId, severity, path, place, reason, note, url, identity: reason.replace(/\d+/gu, '#')}
}

/** The branch, or the commit where there is none. */
export const nameOf = ({branch, head}: Pick<BranchReport, 'branch' | 'head'>): string => branch ?? head.slice(0, 7)
