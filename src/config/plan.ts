import type {Root} from 'mdast'
import {rules} from '../../rules/index.ts'
import {chooseProfile} from '../profiles/choose.ts'
import type {Profile} from '../profiles/profile.ts'
import {fixedProfile, listTest, overridesTest, type PathInput, type PathPlan, planPaths} from './plan-paths.ts'
import {type ResolvedConfig, type RuleSetting, resolveConfig, type Settings, type SeveritySetting} from './resolve.ts'
import type {Override} from './schema.ts'

/** What is known before the first file is seen. */
export interface PlanInput extends PathInput {
  builtins: readonly Profile[]
  severity: Readonly<Record<string, SeveritySetting>>
  only?: readonly string[] | undefined
}

/** Which paths are handoffs, which profile judges each, and by which settings; pure functions of path and text. */
export interface Plan extends PathPlan {
  /** The profile of a file, and why; null for one that nobody named and no profile recognises. */
  choose: (file: {path: string; tree: Root; text: string}, given: boolean) => {profile: Profile; reason: string} | null
  resolve: (path: string, profile: Profile) => ResolvedConfig
}

/** Compile a configuration: globs to tests, once; settings to rules, once for each set of overrides. */
export function planFiles(input: PlanInput): Plan {
  const {builtins} = input
  const matching = overridesTest(input)
  const isListed = listTest(input)
  return {
    ...planPaths(input),
    choose: (file, given) => {
      const fixed = fixedProfile(input, matching(file.path))
      if (fixed) return fixed
      const choice = chooseProfile(file, builtins)
      if (choice !== null || !(given || isListed?.(file.path))) return choice
      const generic = builtins.find(({name}) => name === 'generic')
      return generic ? {profile: generic, reason: given ? 'it was named' : 'the configuration lists it'} : null
    },
    resolve: resolver(input, matching)
  }
}

type Matching = (path: string) => readonly Override[]

/** Settings resolve once for each profile and set of overrides, not once for each file. */
function resolver(input: PlanInput, matching: Matching): Plan['resolve'] {
  const known = new Map<Profile, Map<string, ResolvedConfig>>()
  const all = input.config.overrides ?? []
  return (path, profile) => {
    const overrides = matching(path)
    const key = overrides.map((override) => all.indexOf(override)).join()
    const resolved = known.get(profile) ?? new Map<string, ResolvedConfig>()
    known.set(profile, resolved)
    const config =
      resolved.get(key) ?? resolveConfig(profile, mergeSettings(input, overrides), input.builtins.includes(profile))
    resolved.set(key, config)
    return config
  }
}

function mergeSettings({config, severity, only}: PlanInput, overrides: readonly Override[]): Settings {
  const levels = Object.keys(rules).filter((id) => only && !only.includes(id))
  const last = {rules: {...severity, ...Object.fromEntries(levels.map((id) => [id, 'off' as const]))}}
  return [config, ...overrides, last].reduce<Settings>(addSettings, {})
}

function addSettings(before: Settings, {rules, roles}: Settings): Settings {
  const merged = {...before.rules}
  for (const [id, setting] of Object.entries(rules ?? {})) merged[id] = addSetting(merged[id], setting)
  return {rules: merged, roles: before.roles || roles ? {...before.roles, ...roles} : undefined}
}

/** A severity alone leaves the options that were set before; options of the same name are replaced. */
function addSetting(before: RuleSetting | undefined, setting: RuleSetting): RuleSetting {
  if (!Array.isArray(before)) return setting
  if (!Array.isArray(setting)) return [setting, before[1]]
  return [setting[0], {...before[1], ...setting[1]}]
}
