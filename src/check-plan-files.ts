import type {PlanSettings} from './check-settings.ts'
import {type Plan, planFiles} from './config/plan.ts'
import {builtinProfiles} from './profiles/index.ts'

/** The plan for files that settings mean; the same ones always mean the same. */
export const planBy = ({only, profiles, ...settings}: PlanSettings): Plan =>
  planFiles({...settings, profiles: new Map(profiles), builtins: builtinProfiles, only: only ?? undefined})
