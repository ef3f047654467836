import type {Report} from '../core/report.ts'
import {escapeText, plural} from '../terminal.ts'
import {headline, outcomeOf} from './headline.ts'
import {type Problem, problemsOf} from './problems.ts'
import {neutralise, workflowCommand} from './workflow-command.ts'

/** GitHub shows no more annotations of one kind for a step. */
const shownOfEach = 10

/** The runner cuts what is longer at 4,096. */
const longest = 4000

/** For the log of GitHub Actions: annotations, errors first; then in plain lines what has no room among them. */
export function github(report: Report): string {
  const problems = problemsOf(report)
  const ofKind = (kind: Problem['severity']) => problems.filter(({severity}) => severity === kind)
  const sorted = [ofKind('error'), ofKind('warning')]
  const hidden = sorted.flatMap((list) => list.slice(shownOfEach))
  const lines = [
    ...sorted.flatMap((list) => list.slice(0, shownOfEach)).map(annotate),
    ...(hidden.length > 0 ? [noticeOf(hidden)] : []),
    ...hidden.map(toLine),
    neutralise(`Handoffs: ${outcomeOf(report)}. ${headline(report)}`)
  ]
  return `${lines.join('\n')}\n`
}

function annotate(problem: Problem): string {
  const {severity, path, ruleId, reason, note} = problem
  const properties = {file: escapeText(path ?? ''), ...placeOf(problem), title: escapeText(ruleId)}
  const text = [reason, ...(note === null ? [] : [note])].map(escapeText).join('\n')
  return workflowCommand(severity, properties, text.length > longest ? `${text.slice(0, longest)}…` : text)
}

/** Columns only within one line: the runner refuses others. */
function placeOf({path, place: {line, endLine, column, endColumn}}: Problem): Record<string, string> {
  if (path === null) return {}
  const lines = {line: `${line}`, endLine: `${endLine}`}
  return line === endLine ? {...lines, col: `${column}`, endColumn: `${endColumn}`} : lines
}

function noticeOf(hidden: readonly Problem[]): string {
  const errors = hidden.filter(({severity}) => severity === 'error').length
  const counts = [plural(errors, 'more error'), plural(hidden.length - errors, 'more warning')]
  const text = `${counts.filter((count) => !count.startsWith('0')).join(' and ')} without an annotation, listed in the log`
  return workflowCommand('notice', {title: 'handoff-lint'}, text)
}

function toLine({path, place, severity, reason, ruleId}: Problem): string {
  const where = path === null ? '' : `${path}:${place.line}:${place.column}: `
  return neutralise(escapeText(`${where}${severity}: ${reason} (${ruleId})`))
}
