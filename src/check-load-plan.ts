import {realpathSync} from 'node:fs'
import {type LightPlan, makeLightPlan} from './check-light-plan.ts'
import type {CheckEnvironment} from './check-request.ts'
import type {PlanRequest} from './check-settings.ts'
import {loadConfig} from './config/load.ts'
import type {loadProfile} from './profiles/load.ts'

/** Where paths start. */
export interface Places {
  cwd: string
  base: string
}

/** Load what the request and the configuration name, and make of it what decides for each path and each branch. */
export async function loadLightPlan(
  request: PlanRequest,
  {cwd: given, git, debug}: Pick<CheckEnvironment, 'cwd' | 'git' | 'debug'>
): Promise<Places & LightPlan> {
  const cwd = realpathSync(given)
  const base = (await git.root()) ?? cwd
  const {config, path} = await loadConfig({root: base, cwd, given: request.config})
  debug(path === null ? `no configuration in ${base}` : `configuration: ${path}`)
  // Most configurations name no profile, and a run that knows its files from earlier needs none.
  const load = async (name: string, places: Parameters<typeof loadProfile>[1]) =>
    (await import('./profiles/load.ts')).loadProfile(name, places)
  const forced = request.profile === undefined ? null : await load(request.profile, {cwd, root: base})
  return {
    ...(await makeLightPlan(config, request, forced, (name) => load(name, {cwd: base, root: base, confined: true}))),
    cwd,
    base
  }
}
