import {join} from 'node:path'
import type {Root} from 'mdast'
import {makePlan} from '../check-plan.ts'
import {loadConfig} from '../config/load.ts'
import type {Plan} from '../config/plan.ts'
import {findFiles} from '../find-files.ts'
import type {Git} from '../git/client.ts'
import {titleSaysTemplate} from '../handoff/kept-template.ts'
import {readDocument} from '../handoff/read.ts'
import {parse} from '../parse.ts'
import {claims} from '../profiles/claims.ts'
import {builtinProfiles} from '../profiles/index.ts'
import {loadProfile} from '../profiles/load.ts'
import type {Profile} from '../profiles/profile.ts'
import {readText} from '../read-file.ts'
import {statsOf} from '../stats.ts'
import type {Io} from './io.ts'
import {newestFirst} from './new-path.ts'

/** The format of the next handoff, and where we are. */
export interface ChosenProfile {
  profile: Profile
  reason: string
  /** Handoffs that the profile takes, from the base, newest first. */
  own: string[]
  /** The current folder, links resolved. */
  cwd: string
  /** The repository root, or the current folder. */
  base: string
}

interface Wish {
  profile?: string
  config?: string
}

/** How many of the newest handoffs say what format is in use. */
const asked = 5

/** Choose by what was asked for, then the configuration, then the newest handoffs; else one timestamped file each. */
export async function profileForNew(wish: Wish, git: Git, io: Io): Promise<ChosenProfile> {
  const {plan, cwd, base} = await makePlan(wish, {cwd: io.cwd, git, debug: io.debug})
  const {files} = await findFiles({...plan, paths: [], cwd, base, git, debug: io.debug})
  const found = newestFirst(
    files.map(({path}) => path),
    (path) => changed(join(base, path))
  )
  const chosen = (profile: Profile, reason: string): ChosenProfile => {
    const own = found.filter((path) => claims(profile, path) && holdsScope(profile, join(base, path)))
    return {profile, reason, own, cwd, base}
  }
  if (wish.profile !== undefined) return chosen(await loadProfile(wish.profile, {cwd, root: base}), 'asked for')
  const {config} = await loadConfig({root: base, cwd, given: wish.config})
  if (config.profile !== undefined) {
    const profile = await loadProfile(config.profile, {cwd: base, root: base, confined: true})
    return chosen({...profile, files: config.files ?? profile.files}, 'the configuration says so')
  }
  const used = usedProfile(found, plan, base)
  return used ? chosen(used, 'the newest handoffs follow it') : chosen(timestamped(), 'nothing says otherwise')
}

function timestamped(): Profile {
  const profile = builtinProfiles.find(({name}) => name === 'timestamped')
  if (!profile) throw new Error('the profile timestamped is missing')
  return profile
}

/** When a file was last written: good enough to put handoffs without a date in order. */
const changed = (path: string): string => statsOf(path)?.mtime.toISOString().replace(/\D/gu, '').slice(0, 14) ?? ''

/** The format that most of the newest handoffs follow, the newest of them in doubt; `generic` is none to begin with. */
function usedProfile(found: readonly string[], plan: Plan, base: string): Profile | null {
  const votes = new Map<Profile, number>()
  for (const path of found.slice(0, asked)) {
    const file = read(join(base, path))
    if (!file || titleSaysTemplate(file.tree, file.text)) continue
    const profile = plan.choose({path, ...file}, false)?.profile
    if (profile && profile.name !== 'generic') votes.set(profile, (votes.get(profile) ?? 0) + 1)
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/** In a profile with a scope only a file that has one can take the next handoff. */
function holdsScope({model}: Profile, path: string): boolean {
  if (!model.scope) return true
  const file = read(path)
  return file !== null && readDocument(file.tree, file.text, model).missingScope === null
}

/** A file and its tree, or null for what cannot be read or parsed: checking will tell about it. */
function read(path: string): {text: string; tree: Root} | null {
  const file = readText(path)
  if (!('text' in file)) return null
  try {
    return {text: file.text, tree: parse(file.text)}
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
