import {realpathSync} from 'node:fs'
import {
  type BranchPlan,
  handoffTest,
  inputOf,
  type PlanRequest,
  type PlanSettings,
  profileOf,
  readSettings
} from './check-light-plan.ts'
import type {CheckEnvironment} from './check-request.ts'
import {branchSettings} from './config/branch-settings.ts'
import {loadConfig} from './config/load.ts'
import {type Plan, planFiles} from './config/plan.ts'
import {policyOf} from './config/profile-policy.ts'
import {loadProfile} from './profiles/load.ts'

/** What decides for each file and each branch. */
export interface WholePlan extends BranchPlan {
  plan: Plan
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
export const makePlanOf = async (...parts: Parameters<typeof readSettings>): Promise<WholePlan> =>
  planBy(await readSettings(...parts))

/** The plan that settings mean; the same ones always mean the same. */
export function planBy(settings: PlanSettings): WholePlan {
  const plan = planFiles(inputOf(settings))
  const profile = profileOf(settings)
  return {
    plan,
    settings,
    branches: branchSettings(settings.config, profile ? policyOf(profile) : null),
    isHandoff: handoffTest(plan)
  }
}
