import * as v from 'valibot'
import {ConfigError} from '../errors.ts'
import type {Profile} from '../profiles/profile.ts'
import {type FreshnessSettings, freshnessSettings} from './freshness-settings.ts'

/** The policy that a template brings in its front matter; null for none. */
export function policyOf({name, freshness}: Profile): FreshnessSettings | null {
  if (!freshness) return null
  const result = v.safeParse(freshnessSettings, freshness)
  if (result.success) return result.output
  const [issue] = result.issues
  const key = ['freshness', ...(v.getDotPath(issue)?.split('.') ?? [])].join('.')
  throw new ConfigError(`${name}:1:1: unexpected \`${key}\` in the front matter: ${issue.message}`, {
    hint: 'See `freshness` in the documentation of the configuration.'
  })
}
