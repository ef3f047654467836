import type {Role} from '../handoff/role.ts'
import type {BranchStatus, Verdict} from './freshness.ts'

/** One message of a rule about one place; lines and columns count from 1, columns in UTF-16 units, the end is exclusive. */
export interface Message {
  ruleId: string
  severity: 'error' | 'warning'
  line: number
  column: number
  endLine: number
  endColumn: number
  reason: string
  /** What to do next. */
  note: string | null
  /** Texts that may safely replace the place. */
  expected: string[]
  url: string
}

export interface ReportSection {
  role: Role | null
  heading: string
  line: number
}

/** One judged file; it appears also when it has no message. */
export interface FileReport {
  /** From the repository root, or as given outside one; `/` between folders. */
  path: string
  profile: string
  messages: Message[]
  sections: ReportSection[]
  /** The commit that the content was read at; without one it was read from the disk. */
  commit?: string
}

/** A file that was found but not judged, and why. */
export interface SkippedFile {
  path: string
  reason: string
}

/** One judged branch; it appears also when all is well. */
export interface BranchReport extends Omit<BranchStatus, 'uncovered'> {
  /** What the verdict means here; `ok` needs no attention. */
  severity: 'error' | 'warning' | 'ok'
  uncovered: {commits: number; files: number; sessions: number /** Seconds. */; time: number}
}

/** All that a run found: plain data, sorted, the same for the CLI, the hook and the Action. */
export interface Report {
  version: 1
  files: FileReport[]
  branches: BranchReport[]
  skipped: SkippedFile[]
  /** Errors and warnings of files and branches together. */
  counts: {files: number; errors: number; warnings: number; verdicts: Record<Verdict, number>}
}

const byPlace = (a: Message, b: Message): number =>
  a.line - b.line || a.column - b.column || compare(a.ruleId, b.ruleId)

/**
 * Sort and count what was found; texts compare by code unit so that every machine prints the same.
 *
 * @param clean how many files without a message were judged beside `files`.
 */
export function makeReport(
  files: readonly FileReport[],
  skipped: readonly SkippedFile[] = [],
  branches: readonly BranchReport[] = [],
  clean = 0
): Report {
  const sorted = files
    .map((file) => ({...file, messages: [...file.messages].sort(byPlace)}))
    .sort((a, b) => compare(a.path, b.path) || compare(a.commit ?? '', b.commit ?? ''))
  const found = [...sorted.flatMap(({messages}) => messages), ...branches]
  const count = (wanted: Message['severity']) => found.filter(({severity}) => severity === wanted).length
  return {
    version: 1,
    files: sorted,
    branches: [...branches].sort((a, b) => compare(a.branch ?? '', b.branch ?? '') || compare(a.head, b.head)),
    skipped: [...skipped].sort((a, b) => compare(a.path, b.path)),
    counts: {
      files: sorted.length + clean,
      errors: count('error'),
      warnings: count('warning'),
      verdicts: countVerdicts(branches)
    }
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function countVerdicts(branches: readonly BranchReport[]): Record<Verdict, number> {
  const verdicts = {covered: 0, due: 0, stale: 0, missing: 0, exempt: 0, unknown: 0}
  for (const {verdict} of branches) verdicts[verdict]++
  return verdicts
}

/** 1 when there is an error, or more warnings than allowed; 3 when all that is wrong is what could not be told; else 0. */
export function exitCodeOf({branches, counts}: Report, maxWarnings = Number.POSITIVE_INFINITY): 0 | 1 | 3 {
  const untold = branches.filter(({verdict, severity}) => verdict === 'unknown' && severity === 'error').length
  if (counts.errors > untold || counts.warnings > maxWarnings) return 1
  return untold > 0 ? 3 : 0
}
