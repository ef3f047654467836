import type {FreshnessPolicy} from '../config/freshness-policy.ts'
import type {BranchFacts, CommitFact} from './freshness-facts.ts'
import {type Session, workTime} from './freshness-sessions.ts'

export type ExemptionKind = 'branch' | 'bot' | 'draft' | 'label' | 'no-work' | 'trailer' | 'docs-only' | 'small'

/** Why a branch needs no handoff. */
export interface Exemption {
  kind: ExemptionKind
  /** Completes “exempt: …”; may hold foreign text. */
  reason: string
}

/** An exemption that is known without looking at any commit. */
export function exemptionOfBranch(facts: BranchFacts, {exempt}: FreshnessPolicy): Exemption | null {
  const {branch, draft, labels = [], opener} = facts
  if (branch !== null && exempt.isExemptBranch(branch)) {
    return {kind: 'branch', reason: `branches like ${branch} need no handoff`}
  }
  if (opener?.isBot && exempt.bots.includes(opener.login)) {
    return {kind: 'bot', reason: `opened by the bot ${opener.login}`}
  }
  const label = labels.find((name) => exempt.labels.includes(name))
  if (label !== undefined) return {kind: 'label', reason: `the label ${label}`}
  return draft && exempt.drafts ? {kind: 'draft', reason: 'a draft'} : null
}

/**
 * A bot’s own branch, told by its name and by the authors of all its work: anyone can name a branch `renovate/x`. Who
 * opened a pull request is known better, and then `exemptionOfBranch` has answered.
 */
export function exemptionOfBot(
  work: readonly CommitFact[],
  facts: BranchFacts,
  policy: FreshnessPolicy
): Exemption | null {
  const {bots, isBotBranch} = policy.exempt
  const {branch, opener} = facts
  const name = work[0]?.author.name ?? ''
  if (opener || branch === null || !isBotBranch(branch) || !bots.includes(name)) return null
  return work.every(({author}) => bots.includes(author.name))
    ? {kind: 'bot', reason: `written by the bot ${name}`}
    : null
}

/** An exemption by what the work that no handoff covers amounts to. */
export function exemptionOfWork(
  work: readonly CommitFact[],
  files: ReadonlySet<string>,
  sessions: readonly Session[],
  {exempt, isDocs, maxFiles}: FreshnessPolicy
): Exemption | null {
  if (exempt.docsOnly && [...files].every(isDocs)) return {kind: 'docs-only', reason: 'documentation only'}
  const isFew = work.length <= exempt.minCommits && (maxFiles === null || files.size <= maxFiles)
  const isShort = sessions.length === 1 && exempt.minSession !== null && workTime(sessions) < exempt.minSession
  return isFew && isShort ? {kind: 'small', reason: 'one short session of work'} : null
}

/** All files that some work changes, each once. */
export function filesOf(work: readonly CommitFact[]): Set<string> {
  const files = new Set<string>()
  for (const {touches} of work) touches.work.forEach((path) => void files.add(path))
  return files
}

/** A reason has to say something. */
export const isReason = (text: string): boolean => /\p{L}{2}/u.test(text)
