import {formatSeconds} from '../config/freshness-duration.ts'
import type {Verdict} from '../core/freshness.ts'
import type {BranchRow, StatusReport} from '../core/scan.ts'
import {escapeText, type Paint, plural, table} from '../terminal.ts'

/** How a report is shown. */
export interface StatusStyle {
  paint: Paint
  /** Seconds since 1970; ages are counted back from it. */
  now: number
}

/** For people: a line a branch, and below it the handoff, what it wants done first, and what to do about it. */
export function statusStylish(report: StatusReport, style: StatusStyle): string {
  const {branches} = report
  const lines = table(branches.map((row) => cells(row, style)))
  const blocks: string[] = []
  branches.forEach((row, index) => {
    blocks.push(lines[index] ?? '')
    addDetails(blocks, row, style)
  })
  return `${[...heading(report), ...blocks, ...(blocks.length > 0 ? [''] : []), ...footer(report, style)].join('\n')}\n`
}

function heading({base, branches}: StatusReport): string[] {
  if (branches.length === 0 || base === null) return []
  return [`${plural(branches.length, 'branch', 'branches')} with work that ${escapeText(base.name)} does not have`, '']
}

const colours: Record<Verdict, (paint: Paint) => Paint[keyof Paint]> = {
  covered: ({green}) => green,
  due: ({yellow}) => yellow,
  stale: ({red}) => red,
  missing: ({red}) => red,
  exempt: ({dim}) => dim,
  unknown: ({yellow}) => yellow
}

function cells(row: BranchRow, {paint, now}: StatusStyle): string[] {
  const {verdict, isCurrent, lastCommit} = row
  return [
    isCurrent ? '*' : ' ',
    paint.bold(nameOf(row)),
    colours[verdict](paint)(verdict),
    lastCommit === 0 ? '' : ago(lastCommit, now),
    paint.dim(sinceHandoff(row))
  ]
}

/** The name of a branch, safe to print; a detached head is called by its commit. */
export const nameOf = ({name, head}: BranchRow): string =>
  name === null ? `(detached at ${head.slice(0, 7)})` : escapeText(name)

const day = 86_400

/** A time in the past, seen from now; after two days nobody counts hours. */
export function ago(then: number, now: number): string {
  const age = now - then
  if (age < 0) return 'in the future'
  return `${formatSeconds(age < 2 * day ? age : age - (age % day))} ago`
}

/** How much came after the newest handoff. */
export function sinceHandoff({since, verdict, handoff, uncovered: {commits, sessions}}: BranchRow): string {
  if (verdict === 'unknown') return ''
  const work = commits === 0 ? 'no work' : `${plural(commits, 'commit')} of work in ${plural(sessions, 'session')}`
  if (!handoff) return commits === 0 ? '' : `${work}, no handoff`
  return since === 0 ? '' : `${work} since the handoff`
}

function addDetails(lines: string[], row: BranchRow, {paint, now}: StatusStyle): void {
  const {handoff, verdict, explanation, remedy, warnings, nextStep, isCurrent} = row
  const add = (text: string) => void lines.push(`     ${paint.dim(escapeText(text))}`)
  if (verdict === 'exempt' || verdict === 'unknown') add(explanation)
  if (handoff) add(`handoff: ${handoff.path} (${handoff.oid.slice(0, 7)}, ${ago(handoff.committed, now)})`)
  if (nextStep !== null) add(`next: ${nextStep}`)
  warnings.forEach((warning) => {
    add(`warning: ${warning}`)
  })
  // The way out of an old handoff is the same for all; it is said where one can go it at once.
  if (remedy !== null && (isCurrent || verdict === 'unknown')) add(remedy)
}

function footer(report: StatusReport, {paint}: StatusStyle): string[] {
  const {branches, counts, base, leftOut, folders, nextStepsRead} = report
  const named = (Object.entries(counts) as [Verdict, number][]).filter(([, count]) => count > 0)
  const total = named.map(([verdict, count]) => colours[verdict](paint)(`${count} ${verdict}`)).join(', ')
  const none = base === null ? 'Nothing to compare' : `No branch with work that ${escapeText(base.name)} does not have`
  const notes = [
    leftOut.older > 0 ? `${plural(leftOut.older, 'older branch', 'older branches')} not looked at: add --all` : '',
    branches.length > nextStepsRead ? `Next steps are shown for the newest ${nextStepsRead}` : '',
    folders.length > 0 ? largeFolders(folders) : ''
  ]
  return [branches.length === 0 ? none : total, ...notes.flatMap((note) => (note === '' ? [] : [paint.dim(note)]))]
}

/** What was not looked into, and what that means. */
export const largeFolders = (folders: readonly string[]): string =>
  `In older branches each change of ${folders.map(escapeText).join(', ')} counts as a handoff: too large to be opened for all`
