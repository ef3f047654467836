import type {Verdict} from './freshness.ts'
import type {BranchReport} from './report.ts'

/** One branch with work: the verdict, and what else one wants to know who looks for something to go on with. */
export interface BranchRow extends BranchReport {
  /** As one would type it (`topic`, `origin/topic`); null for a detached head. */
  name: string | null
  /** Null for a detached head. */
  ref: string | null
  isCurrent: boolean
  /** In seconds since 1970. */
  lastCommit: number
  /** Commits that the base does not have, merges too. */
  own: number
  /** Those of them that the newest handoff does not cover, merges too; all of them when there is none. */
  since: number
  /** What the newest handoff wants done first; null when it does not say, or was not read. */
  nextStep: string | null
}

/** Branches and how they stand: plain data, the same for every reporter. */
export interface StatusReport {
  version: 1
  /** What the branches were compared with; null when nothing was found. */
  base: {name: string; oid: string} | null
  branches: BranchRow[]
  counts: Record<Verdict, number>
  leftOut: {
    /** Local branches that were not looked at, because newer ones are enough to begin with. */
    older: number
    /** Branches that have no commit of their own. */
    withoutWork: number
  }
  /** Folders too large to be opened for each branch: in older branches each change of one counts as a handoff. */
  folders: readonly string[]
  /** How many rows were asked for their next step. */
  nextStepsRead: number
}

/** Count verdicts; all of them are named. */
export function countVerdicts(branches: readonly BranchRow[]): Record<Verdict, number> {
  const counts = {covered: 0, due: 0, stale: 0, missing: 0, exempt: 0, unknown: 0}
  for (const {verdict} of branches) counts[verdict]++
  return counts
}

/** The current branch first, then by the last commit. */
export const byInterest = (a: BranchRow, b: BranchRow): number =>
  Number(b.isCurrent) - Number(a.isCurrent) || b.lastCommit - a.lastCommit || compare(a.ref ?? '', b.ref ?? '')

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
