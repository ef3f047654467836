import type {BranchRow, StatusReport} from '../core/scan.ts'
import {plural} from '../terminal.ts'
import {code, codeCell} from './markdown-text.ts'
import {ago, largeFolders, nameOf, type StatusStyle, sinceHandoff} from './status-stylish.ts'

const head = ['Branch', 'Verdict', 'Last commit', 'Since the handoff', 'Handoff', 'Next step']

/** A table for a page or a comment; all foreign text is code, where nothing mentions, links or breaks out. */
export function statusMarkdown(report: StatusReport, {now}: StatusStyle): string {
  const {branches, base, leftOut, folders} = report
  const against = base === null ? '' : ` that ${code(base.name)} does not have`
  const notes = [
    leftOut.older > 0 ? `${plural(leftOut.older, 'older branch', 'older branches')} not looked at.` : '',
    folders.length > 0 ? `${largeFolders(folders.map(code))}.` : ''
  ].filter((note) => note !== '')
  if (branches.length === 0) return `${[`No branch with work${against}.`, ...notes].join('\n\n')}\n`
  const rows = branches.map((row) => line(cells(row, now)))
  const title = `${plural(branches.length, 'branch', 'branches')} with work${against}.`
  return `${[title, [line(head), line(head.map(() => '---')), ...rows].join('\n'), ...notes].join('\n\n')}\n`
}

function cells(row: BranchRow, now: number): string[] {
  const {isCurrent, lastCommit, nextStep, verdict, handoff, explanation} = row
  const name = codeCell(nameOf(row))
  return [
    isCurrent ? `**${name}** (current)` : name,
    verdict === 'exempt' || verdict === 'unknown' ? `${verdict} (${codeCell(explanation)})` : verdict,
    lastCommit === 0 ? '' : ago(lastCommit, now),
    sinceHandoff(row),
    handoff ? `${codeCell(handoff.path)}, ${ago(handoff.committed, now)}` : '',
    nextStep === null ? '' : codeCell(nextStep)
  ]
}

const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`
