import * as v from 'valibot'
import {ConfigError} from '../errors.ts'
import {compileGlobs} from '../glob.ts'
import type {Profile} from '../profiles/profile.ts'
import {type FreshnessPolicy, type FreshnessSettings, freshnessSettings, policyResolver} from './freshness-policy.ts'
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

/** Compile what a configuration says of branches; the profile’s own policy stands between it and the defaults. */
export function branchSettings(
  {freshness, branches, refs, onUnknown}: Config,
  profile: Profile | null
): BranchSettings {
  const layers = [...(profile?.freshness ? [ownPolicy(profile)] : []), ...(freshness ? [freshness] : [])]
  return {
    base: branches?.base ?? null,
    onUnknown: onUnknown ?? 'warn',
    isIgnored: compileGlobs(branches?.ignore ?? []),
    isJudged: compileGlobs(refs ?? []),
    policyFor: policyResolver(layers)
  }
}

function ownPolicy({name, freshness}: Profile): FreshnessSettings {
  const result = v.safeParse(freshnessSettings, freshness)
  if (result.success) return result.output
  const [issue] = result.issues
  const key = ['freshness', ...(v.getDotPath(issue)?.split('.') ?? [])].join('.')
  throw new ConfigError(`${name}:1:1: unexpected \`${key}\` in the front matter: ${issue.message}`, {
    hint: 'See `freshness` in the documentation of the configuration.'
  })
}
