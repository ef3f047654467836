import {compileGlobs} from '../glob.ts'
import {type Claim, claims} from '../profiles/claims.ts'
import type {Profile} from '../profiles/profile.ts'
import type {Config, Override} from './schema.ts'

/** What is known before the first path is seen. */
export interface PathInput {
  config: Config
  /** The profile that judges every file, if the request names one. */
  forced: Profile | null
  /** The profiles that the configuration names, by the name it gives them. */
  profiles: ReadonlyMap<string, Profile>
  builtins: readonly Claim[]
}

/** Which paths are handoffs: all of a plan that is told without a look at a text, and without loading what judges one. */
export interface PathPlan {
  isClaimed: (path: string) => boolean
  isIgnored: (path: string) => boolean
  /** Paths of the templates in use: they are no handoffs. */
  templates: ReadonlySet<string>
  /** Name of the profile that a file which cannot be read would probably have. */
  expected: (path: string) => string
}

/** Compile the globs of a configuration to tests of paths. */
export function planPaths(input: PathInput): PathPlan {
  const {config, forced, profiles, builtins} = input
  const matching = overridesTest(input)
  return {
    isClaimed: claimTest(input),
    isIgnored: compileGlobs(config.ignore ?? []),
    templates: new Set([...profiles.values(), ...(forced ? [forced] : [])].map(({name}) => name)),
    expected: (path) =>
      (fixedProfile(input, matching(path))?.profile ?? builtins.find((one) => claims(one, path)))?.name ?? 'generic'
  }
}

/** The overrides that are for a path, in their order. */
export function overridesTest({config}: PathInput): (path: string) => readonly Override[] {
  const overrides = (config.overrides ?? []).map((override) => ({override, matches: compileGlobs(override.files)}))
  return (path) => overrides.filter(({matches}) => matches(path)).map(({override}) => override)
}

/** Whether the configuration lists a path; undefined where it lists none. */
export const listTest = ({config}: PathInput): ((path: string) => boolean) | undefined =>
  config.files && compileGlobs(config.files)

/** The profile that is settled without a look at the text. */
export function fixedProfile(
  {config, forced, profiles}: PathInput,
  overrides: readonly Override[]
): {profile: Profile; reason: string} | null {
  if (forced) return {profile: forced, reason: 'asked for'}
  const name = overrides.findLast(({profile}) => profile !== undefined)?.profile
  const profile = profiles.get(name ?? config.profile ?? '')
  if (!profile) return null
  return {profile, reason: name === undefined ? 'the configuration says so' : 'an override says so'}
}

/** What a search finds: the files the configuration lists, or those its profile claims, or those any built-in does. */
function claimTest(input: PathInput): (path: string) => boolean {
  const {config, forced, profiles, builtins} = input
  const own = (config.overrides ?? []).filter(({profile}) => profile !== undefined).flatMap(({files}) => files)
  const isOwn = compileGlobs(own)
  const single = forced ?? profiles.get(config.profile ?? '')
  const claiming: readonly Claim[] = single && single.files.length > 0 ? [single] : builtins
  const isUsual = listTest(input) ?? ((path: string) => claiming.some((profile) => claims(profile, path)))
  return (path) => isUsual(path) || isOwn(path)
}
