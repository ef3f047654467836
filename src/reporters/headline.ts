import {exitCodeOf, type Report} from '../core/report.ts'
import {plural} from '../terminal.ts'

/** The outcome of a report, in the words of the exit codes. */
export function outcomeOf(report: Report): string {
  const code = exitCodeOf(report)
  return code === 0 ? 'passed' : code === 1 ? 'failed' : 'could not be determined'
}

/** How much was found in how much, as one sentence without foreign text. */
export function headline(report: Report): string {
  const {counts, files, branches} = report
  if (files.length + branches.length === 0) return 'No handoffs found.'
  if (counts.errors + counts.warnings === 0) {
    return `${list([amount(files.length, 'handoff'), amount(branches.length, 'branch', 'branches')])} checked, no problems.`
  }
  const found = list([amount(counts.errors, 'error'), amount(counts.warnings, 'warning')])
  const badFiles = files.filter(({messages}) => messages.length > 0).length
  const badBranches = branches.filter(({severity}) => severity !== 'ok').length
  const where = [share(badFiles, files.length, 'handoffs'), share(badBranches, branches.length, 'branches')]
  return `${found} in ${list(where)}.`
}

const amount = (count: number, one: string, many?: string): string => (count === 0 ? '' : plural(count, one, many))

const share = (bad: number, all: number, what: string): string => (bad === 0 ? '' : `${bad} of ${all} ${what}`)

const list = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' and ')
