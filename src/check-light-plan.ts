import {branchesOf, type PlanSettings, readSettings} from './check-settings.ts'
import type {BranchSettings} from './config/branch-settings.ts'
import type {Plan} from './config/plan.ts'
import {type PathPlan, planPaths} from './config/plan-paths.ts'
import {once} from './handoff/memo.ts'
import {builtinClaims} from './profiles/builtin-claims.ts'
import {isTemplateName} from './profiles/claims.ts'

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
  return planOf(settings, await branchesOf(settings))
}

/** Make a plan of settings that have been read. */
export function planOf(settings: PlanSettings, branches: BranchSettings): LightPlan {
  const profiles = new Map(settings.profiles)
  const plan = planPaths({...settings, profiles, builtins: builtinClaims})
  return {
    plan,
    loadPlan: once(async () => (await import('./check-plan-files.ts')).planBy(settings)),
    settings,
    branches,
    isHandoff: handoffTest(plan)
  }
}

export const handoffTest =
  (plan: PathPlan) =>
  (path: string): boolean =>
    plan.isClaimed(path) && !plan.isIgnored(path) && !plan.templates.has(path) && !isTemplateName(path)
