import {formatSeconds} from '../config/freshness-duration.ts'
import type {FreshnessPolicy} from '../config/freshness-policy.ts'
import {isReason} from './freshness-exemptions.ts'
import type {CommitFact} from './freshness-facts.ts'

/** Clocks of two machines are never quite the same. */
const tolerance = 300

/** Whether the dates of a commit are worth a warning. */
export const areOdd = (authored: number, committed: number, now: number): boolean =>
  committed > now + tolerance || authored > committed + tolerance

/** What is odd about the commits, one line a kind: none of it changes what is covered. */
export function findWarnings(commits: readonly CommitFact[], {exempt}: FreshnessPolicy, now: number): string[] {
  if (!commits.some(({authored, committed, skips}) => skips.length > 0 || areOdd(authored, committed, now))) return []
  const future = commits.filter(({committed}) => committed > now + tolerance)
  const early = commits.filter(({authored, committed}) => authored > committed + tolerance)
  const empty = exempt.trailer ? commits.filter(({skips}) => skips.some((reason) => !isReason(reason))) : []
  const most = future.reduce((sum, {committed}) => Math.max(sum, committed - now), 0)
  return [
    ...line(future, `dated in the future, by up to ${formatSeconds(most)}`),
    ...line(early, 'committed before the date of its author'),
    ...line(empty, 'with a `Handoff-Skip` trailer that gives no reason, which has no effect')
  ]
}

function line(commits: readonly CommitFact[], what: string): string[] {
  const first = commits.map(({oid}) => oid).sort()[0]
  if (first === undefined) return []
  const more = commits.length > 1 ? ` (and ${commits.length - 1} more)` : ''
  return [`commit ${first.slice(0, 7)}${more} ${what}`]
}
