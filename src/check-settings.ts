import type {CheckRequest} from './check-request.ts'
import {type BranchSettings, branchSettings} from './config/branch-settings.ts'
import type {Config} from './config/schema.ts'
import type {Profile} from './profiles/profile.ts'

/** The part of a request that a plan is made of. */
export type PlanRequest = Pick<CheckRequest, 'profile' | 'config' | 'severity' | 'only'>

/** All that the verdict on a file depends on but the file: plain data, to be written down or handed to another thread. */
export interface PlanSettings {
  config: Config
  severity: NonNullable<CheckRequest['severity']>
  only: readonly string[] | null
  /** The profile that judges every file. */
  forced: Profile | null
  /** The profiles that the configuration names, by the name it gives them. */
  profiles: [name: string, profile: Profile][]
}

/** Bring together what a plan is made of; the profiles are loaded by the one who knows where from. */
export async function readSettings(
  config: Config,
  {severity = {}, only}: PlanRequest,
  forced: Profile | null,
  load: (name: string) => Promise<Profile>
): Promise<PlanSettings> {
  const named = [config.profile, ...(config.overrides ?? []).map(({profile}) => profile)]
  const profiles = new Map<string, Profile>()
  for (const name of named) if (name !== undefined) profiles.set(name, await load(name))
  return {config, severity, only: only ?? null, forced, profiles: [...profiles]}
}

/** What these settings say of branches: as the configuration has it, over the profile that it names. */
export async function branchesOf(settings: PlanSettings): Promise<BranchSettings> {
  const profile = profileOf(settings)
  // What checks the policy of a template is only loaded where there is one.
  const ofProfile = profile?.freshness ? (await import('./config/profile-policy.ts')).policyOf(profile) : null
  return branchSettings(settings.config, ofProfile)
}

/** The profile whose policy counts. */
const profileOf = ({config, forced, profiles}: PlanSettings): Profile | undefined =>
  forced ?? new Map(profiles).get(config.profile ?? '')
