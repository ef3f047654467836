import type {BranchPlan} from './check-light-plan.ts'
import {loadLightPlan, type Places} from './check-load-plan.ts'
import type {CheckEnvironment} from './check-request.ts'
import type {PlanRequest} from './check-settings.ts'
import type {Plan} from './config/plan.ts'

/** What decides for each file and each branch. */
export interface WholePlan extends BranchPlan {
  plan: Plan
}

/** Load what the request and the configuration name, and make of it what decides for each file. */
export async function makePlan(
  request: PlanRequest,
  environment: Pick<CheckEnvironment, 'cwd' | 'git' | 'debug'>
): Promise<Places & WholePlan> {
  const {loadPlan, ...light} = await loadLightPlan(request, environment)
  return {...light, plan: await loadPlan()}
}
