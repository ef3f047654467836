import type {CheckRequest} from './check-request.ts'
import {type BranchSettings, branchSettings} from './config/branch-settings.ts'
import type {Plan} from './config/plan.ts'
import {type PathPlan, type PlanInput, planPaths} from './config/plan-paths.ts'
import type {Config} from './config/schema.ts'
import {once} from './handoff/memo.ts'
import {isTemplateName} from './profiles/claims.ts'
import {builtinProfiles} from './profiles/index.ts'
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

/** What decides for each branch. */
export interface BranchPlan {
  branches: BranchSettings
  /** Whether a path is a handoff, by its name alone. */
  isHandoff: (path: string) => boolean
}

/** What decides for each path and each branch; what judges texts is loaded when there is one to judge. */
export interface LightPlan extends BranchPlan {
  plan: PathPlan
  loadPlan: () => Promise<Plan>
  settings: PlanSettings
}

/** Make a plan of a configuration; the profiles that it names are loaded by the one who knows where from. */
export async function makeLightPlan(...parts: Parameters<typeof readSettings>): Promise<LightPlan> {
  const settings = await readSettings(...parts)
  const plan = planPaths(inputOf(settings))
  const profile = profileOf(settings)
  // What checks the policy of a template is only loaded where there is one.
  const ofProfile = profile?.freshness ? (await import('./config/profile-policy.ts')).policyOf(profile) : null
  return {
    plan,
    loadPlan: once(async () => (await import('./config/plan.ts')).planFiles(inputOf(settings))),
    settings,
    branches: branchSettings(settings.config, ofProfile),
    isHandoff: handoffTest(plan)
  }
}

/** Bring together what a plan is made of. */
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

export const inputOf = ({only, profiles, ...settings}: PlanSettings): PlanInput => ({
  ...settings,
  profiles: new Map(profiles),
  builtins: builtinProfiles,
  only: only ?? undefined
})

/** The profile whose policy counts. */
export const profileOf = ({config, forced, profiles}: PlanSettings): Profile | undefined =>
  forced ?? new Map(profiles).get(config.profile ?? '')

export const handoffTest =
  (plan: PathPlan) =>
  (path: string): boolean =>
    plan.isClaimed(path) && !plan.isIgnored(path) && !plan.templates.has(path) && !isTemplateName(path)
