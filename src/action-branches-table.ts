import type {ScannedBranch} from './action-branches-scan.ts'
import type {Verdict} from './core/freshness.ts'
import type {BranchReport} from './core/report.ts'
import {codeCell, link} from './reporters/markdown-text.ts'
import {plural} from './terminal.ts'

export interface TableOptions {
  /** `https://github.com`. */
  serverUrl: string
  /** UTF-8 bytes that the text may take at most; whole rows are left out. */
  maxBytes: number
  /** Where all of it is. */
  moreUrl?: string | undefined
}

const severities: readonly BranchReport['severity'][] = ['error', 'warning', 'ok']
const verdicts: readonly Verdict[] = ['stale', 'missing', 'due', 'unknown', 'exempt', 'covered']

/** What needs attention first: stale branches, then those without a handoff, the newest work before the older. */
export const byUrgency = (a: ScannedBranch, b: ScannedBranch): number =>
  severities.indexOf(a.report.severity) - severities.indexOf(b.report.severity) ||
  verdicts.indexOf(a.report.verdict) - verdicts.indexOf(b.report.verdict) ||
  (b.lastCommit ?? 0) - (a.lastCommit ?? 0) ||
  (a.candidate.name < b.candidate.name ? -1 : 1)

/** How many branches have which verdict: ours all of it, no foreign text. */
export function countLine(branches: readonly ScannedBranch[]): string {
  const counted = verdicts.map((verdict) => [verdict, branches.filter(({report}) => report.verdict === verdict).length])
  const parts = counted.flatMap(([verdict, count]) => (count === 0 ? [] : [`${count} ${verdict}`]))
  const total = plural(branches.length, 'branch', 'branches')
  return parts.length === 0 ? 'No branch with work of its own.' : `${total} with work: ${parts.join(', ')}.`
}

/**
 * Paragraphs, then a table of branches. There are absolute dates only, and nothing of this run, so that an unchanged
 * state gives an unchanged text.
 */
export function branchesTable(
  paragraphs: readonly string[],
  branches: readonly ScannedBranch[],
  {serverUrl, maxBytes, moreUrl}: TableOptions
): string {
  const intro = paragraphs.filter((text) => text !== '').join('\n\n')
  const rows = [...branches].sort(byUrgency).map((branch) => row(cellsOf(branch, serverUrl)))
  const head = ['', '', row(headings), row(headings.map(() => '---')), ''].join('\n')
  const whole = rows.length === 0 ? `${intro}\n` : `${intro}${head}${rows.join('\n')}\n`
  if (byteLength(whole) <= maxBytes) return whole
  // The notice is longest for all rows.
  let room = maxBytes - byteLength(`${intro}${head}${notice(rows.length, moreUrl)}`)
  const kept = rows.filter((text) => {
    room = room < 0 ? room : room - byteLength(text) - 1
    return room >= 0
  })
  return `${intro}${kept.length === 0 ? '' : `${head}${kept.join('\n')}`}${notice(rows.length - kept.length, moreUrl)}`
}

const headings = ['Branch', 'Verdict', 'Why', 'Last commit', 'Newest handoff', 'What to do']

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function cellsOf({candidate, report, files, lastCommit}: ScannedBranch, serverUrl: string): string[] {
  const {verdict, severity, explanation, warnings, handoff, remedy} = report
  const isBad = severity !== 'ok'
  return [
    nameCell(candidate, `${serverUrl}/${candidate.repository}`),
    isBad ? `**${verdict}**` : verdict,
    [explanation, ...warnings].map(codeCell).join(' '),
    dateOf(lastCommit),
    handoff === null ? '' : `${codeCell(handoff.path)} ${dateOf(handoff.committed)}${errorsIn(files)}`,
    remedy === null ? '' : codeCell(remedy)
  ]
}

/** What is wrong in the handoffs themselves is said on the pull request; here it is only counted. */
function errorsIn(files: ScannedBranch['files']): string {
  const errors = files.flatMap(({messages}) => messages).filter(({severity}) => severity === 'error').length
  return errors === 0 ? '' : `, ${plural(errors, 'error')}`
}

function nameCell({name, facts, pull, isForeign}: ScannedBranch['candidate'], url: string): string {
  const address =
    isForeign || facts.branch === null ? null : `${url}/tree/${facts.branch.split('/').map(encode).join('/')}`
  const shown = link(codeCell(name), address)
  return pull === null ? shown : `${shown} ${link(`#${pull}`, `${url}/pull/${pull}`)}`
}

/** A name with half a surrogate pair has no address; git gives none. */
const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))

/** The day, in UTC; ages would change every day. */
function dateOf(seconds: number | null): string {
  if (seconds === null || !(Math.abs(seconds) < 8e12)) return ''
  return new Date(seconds * 1000).toISOString().replace(/T.*$/u, '')
}

const notice = (rows: number, moreUrl: string | undefined): string => {
  const more = link('See all of it', moreUrl)
  const where = more.startsWith('[') ? ` ${more}.` : ' The summary of the run has more.'
  return `\n\n**Cut here:** ${plural(rows, 'more row')} would not fit.${where}\n`
}

const encoder = new TextEncoder()

const byteLength = (text: string): number => encoder.encode(text).length
