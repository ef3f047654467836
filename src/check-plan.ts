import {realpathSync} from 'node:fs'
import type {CheckEnvironment, CheckRequest} from './check-request.ts'
import {type BranchSettings, branchSettings} from './config/branch-settings.ts'
import {loadConfig} from './config/load.ts'
import {type Plan, planFiles} from './config/plan.ts'
import type {Config} from './config/schema.ts'
import {isTemplateName} from './find-files.ts'
import {builtinProfiles} from './profiles/index.ts'
import {loadProfile} from './profiles/load.ts'
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

/** What decides for each file and each branch. */
export interface WholePlan {
  plan: Plan
  branches: BranchSettings
  /** Whether a path is a handoff, by its name alone. */
  isHandoff: (path: string) => boolean
  settings: PlanSettings
}

/** Where paths start. */
export interface Places {
  cwd: string
  base: string
}

/** Load what the request and the configuration name, and make of it what decides for each file. */
export async function makePlan(
  request: PlanRequest,
  {cwd: given, git, debug}: Pick<CheckEnvironment, 'cwd' | 'git' | 'debug'>
): Promise<Places & WholePlan> {
  const cwd = realpathSync(given)
  const base = (await git.root()) ?? cwd
  const {config, path} = await loadConfig({root: base, cwd, given: request.config})
  debug(path === null ? `no configuration in ${base}` : `configuration: ${path}`)
  const forced = request.profile === undefined ? null : await loadProfile(request.profile, {cwd, root: base})
  const load = (name: string) => loadProfile(name, {cwd: base, root: base, confined: true})
  return {...(await makePlanOf(config, request, forced, load)), cwd, base}
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
  return planBy({config, severity, only: only ?? null, forced, profiles: [...profiles]})
}

/** The plan that settings mean; the same ones always mean the same. */
export function planBy(settings: PlanSettings): WholePlan {
  const {config, severity, only, forced} = settings
  const profiles = new Map(settings.profiles)
  const plan = planFiles({config, forced, profiles, builtins: builtinProfiles, severity, only: only ?? undefined})
  return {
    plan,
    settings,
    branches: branchSettings(config, forced ?? profiles.get(config.profile ?? '') ?? null),
    isHandoff: (path) =>
      plan.isClaimed(path) && !plan.isIgnored(path) && !plan.templates.has(path) && !isTemplateName(path)
  }
}
