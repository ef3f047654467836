import type {CheckRequest} from './check-request.ts'
import {type BranchSettings, branchSettings} from './config/branch-settings.ts'
import {type Plan, planFiles} from './config/plan.ts'
import type {Config} from './config/schema.ts'
import {isTemplateName} from './find-files.ts'
import {builtinProfiles} from './profiles/index.ts'
import type {Profile} from './profiles/profile.ts'

/** The part of a request that a plan is made of. */
export type PlanRequest = Pick<CheckRequest, 'profile' | 'config' | 'severity' | 'only'>

/** What decides for each file and each branch. */
export interface WholePlan {
  plan: Plan
  branches: BranchSettings
  /** Whether a path is a handoff, by its name alone. */
  isHandoff: (path: string) => boolean
  /** All that the verdict on a file depends on but the file, as text. */
  settings: () => string
}

/** Make a plan of a configuration; the profiles that it names are loaded by the one who knows where from. */
export async function makePlanOf(
  config: Config,
  {severity = {}, only}: PlanRequest,
  forced: Profile | null,
  load: (name: string) => Promise<Profile>
): Promise<WholePlan> {
  const named = [config.profile, ...(config.overrides ?? []).map(({profile}) => profile)]
  const profiles = new Map<string, Profile>()
  for (const name of named) if (name !== undefined) profiles.set(name, await load(name))
  const plan = planFiles({config, forced, profiles, builtins: builtinProfiles, severity, only})
  return {
    plan,
    settings: () => JSON.stringify([config, severity, only ?? null, forced, [...profiles]]),
    branches: branchSettings(config, forced ?? profiles.get(config.profile ?? '') ?? null),
    isHandoff: (path) =>
      plan.isClaimed(path) && !plan.isIgnored(path) && !plan.templates.has(path) && !isTemplateName(path)
  }
}
