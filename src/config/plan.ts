import type {Root} from 'mdast'
import {rules} from '../../rules/index.ts'
import {compileGlobs} from '../glob.ts'
import {chooseProfile, claims} from '../profiles/choose.ts'
import type {Profile} from '../profiles/profile.ts'
import {type ResolvedConfig, type RuleSetting, resolveConfig, type Settings, type SeveritySetting} from './resolve.ts'
import type {Config, Override} from './schema.ts'

/** What is known before the first file is seen. */
export interface PlanInput {
  config: Config
  /** The profile that judges every file, if the request names one. */
  forced: Profile | null
  /** The profiles that the configuration names, by the name it gives them. */
  profiles: ReadonlyMap<string, Profile>
  builtins: readonly Profile[]
  severity: Readonly<Record<string, SeveritySetting>>
  only?: readonly string[] | undefined
}

/** Which paths are handoffs, which profile judges each, and by which settings; pure functions of path and text. */
export interface Plan {
  isClaimed: (path: string) => boolean
  isIgnored: (path: string) => boolean
  /** Paths of the templates in use: they are no handoffs. */
  templates: ReadonlySet<string>
  /** The profile of a file, and why; null for one that nobody named and no profile recognises. */
  choose: (file: {path: string; tree: Root; text: string}, given: boolean) => {profile: Profile; reason: string} | null
  resolve: (path: string, profile: Profile) => ResolvedConfig
  /** Name of the profile that a file which cannot be read would probably have. */
  expected: (path: string) => string
}

/** Compile a configuration: globs to tests, once; settings to rules, once for each set of overrides. */
export function planFiles(input: PlanInput): Plan {
  const {config, forced, profiles, builtins} = input
  const overrides = (config.overrides ?? []).map((override) => ({override, matches: compileGlobs(override.files)}))
  const matching = (path: string) => overrides.filter(({matches}) => matches(path)).map(({override}) => override)
  const profileFor = (path: string) => fixedProfile(input, matching(path))
  const isListed = config.files && compileGlobs(config.files)
  return {
    isClaimed: claimTest(input, isListed),
    isIgnored: compileGlobs(config.ignore ?? []),
    templates: new Set([...profiles.values(), ...(forced ? [forced] : [])].map(({name}) => name)),
    choose: (file, given) => {
      const fixed = profileFor(file.path)
      if (fixed) return fixed
      const choice = chooseProfile(file, builtins)
      if (choice !== null || !(given || isListed?.(file.path))) return choice
      const generic = builtins.find(({name}) => name === 'generic')
      return generic ? {profile: generic, reason: given ? 'it was named' : 'the configuration lists it'} : null
    },
    resolve: resolver(input, matching),
    expected: (path) => (profileFor(path)?.profile ?? builtins.find((one) => claims(one, path)))?.name ?? 'generic'
  }
}

/** The profile that is settled without a look at the text. */
function fixedProfile(
  {config, forced, profiles}: PlanInput,
  overrides: readonly Override[]
): {profile: Profile; reason: string} | null {
  if (forced) return {profile: forced, reason: 'asked for'}
  const name = overrides.findLast(({profile}) => profile !== undefined)?.profile
  const profile = profiles.get(name ?? config.profile ?? '')
  if (!profile) return null
  return {profile, reason: name === undefined ? 'the configuration says so' : 'an override says so'}
}

/** What a search finds: the files the configuration lists, or those its profile claims, or those any built-in does. */
function claimTest({config, forced, profiles, builtins}: PlanInput, isListed?: (path: string) => boolean) {
  const own = (config.overrides ?? []).filter(({profile}) => profile !== undefined).flatMap(({files}) => files)
  const isOwn = compileGlobs(own)
  const single = forced ?? profiles.get(config.profile ?? '')
  const claiming = single && single.files.length > 0 ? [single] : builtins
  const isUsual = isListed ?? ((path: string) => claiming.some((profile) => claims(profile, path)))
  return (path: string) => isUsual(path) || isOwn(path)
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
