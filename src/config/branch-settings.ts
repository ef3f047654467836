import {compileGlobs} from '../glob.ts'
import {type FreshnessPolicy, policyResolver} from './freshness-policy.ts'
import type {FreshnessSettings} from './freshness-settings.ts'
import type {Config} from './schema.ts'

/** What a configuration says of branches. */
export interface BranchSettings {
  /** The branch to compare with; null for the remote’s default branch. */
  base: string | null
  onUnknown: 'warn' | 'error'
  isIgnored: (branch: string) => boolean
  /** Whether a ref that is no branch is judged all the same. */
  isJudged: (ref: string) => boolean
  policyFor: (branch: string | null) => FreshnessPolicy
}

/** Compile what a configuration says of branches; the policy of the profile stands between it and the defaults. */
export function branchSettings(
  {freshness, branches, refs, onUnknown}: Config,
  ofProfile: FreshnessSettings | null
): BranchSettings {
  const layers = [ofProfile, freshness].filter((layer) => layer !== null && layer !== undefined)
  return {
    base: branches?.base ?? null,
    onUnknown: onUnknown ?? 'warn',
    isIgnored: compileGlobs(branches?.ignore ?? []),
    isJudged: compileGlobs(refs ?? []),
    policyFor: policyResolver(layers)
  }
}
