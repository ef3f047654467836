import {posix} from 'node:path'
import {readBlob} from './check-blob.ts'
import type {LightPlan} from './check-light-plan.ts'
import {branchesOf, type PlanRequest, readSettings} from './check-settings.ts'
import type {BranchSettings} from './config/branch-settings.ts'
import {decodeConfig, hasConfig, onlyOne, readConfig} from './config/load.ts'
import {configNames, packageName} from './config/names.ts'
import type {Config} from './config/schema.ts'
import type {TreeEntry} from './core/freshness-touches.ts'
import {ExpectedError} from './errors.ts'
import type {Commits} from './git/port.ts'
import {once} from './handoff/memo.ts'
import type {Profile} from './profiles/profile.ts'

/** What to override the configuration of every commit with. */
export interface Overrides {
  config: Config | null
  forced: Profile | null
}

/** What the configuration at a commit says. */
export interface CommitPlan {
  branches: BranchSettings
  /** What decides for paths is loaded when it is asked for: until then git can be at work. */
  loadWhole: () => Promise<LightPlan>
}

/** Make the plan that the configuration at a commit says; commits with the same configuration share one. */
export function planReader(...given: Parameters<typeof commitPlanReader>): (commit: string) => Promise<LightPlan> {
  const read = commitPlanReader(...given)
  return async (commit) => (await read(commit)).loadWhole()
}

/** Read what the configuration at a commit says of branches; commits with the same configuration share one plan. */
export function commitPlanReader(
  commits: Commits,
  request: PlanRequest,
  {config: given, forced}: Overrides,
  debug: (line: string) => void
): (commit: string) => Promise<CommitPlan> {
  const configs = new Map<string, Promise<Config>>()
  const plans = new Map<string, Promise<CommitPlan>>()
  return async (commit) => {
    try {
      const files = given ? [] : await configEntries(commits, commit)
      const key = files.map(({name, entry}) => `${name} ${entry.oid}`).join()
      const config = await kept(configs, key, async () => {
        const {config: read, path} = given ? {config: given, path: null} : await readConfigAt(commits, files)
        debug(path === null ? `no configuration in ${short(commit)}` : `configuration: ${path} of ${short(commit)}`)
        return read
      })
      // Templates are files of the commit, too; most configurations name none.
      const templates = await templateEntries(commits, commit, config)
      const planKey = [key, ...[...templates].map(([name, entry]) => `${name} ${entry?.oid}`)].join()
      return await kept(plans, planKey, async () => {
        const settings = await readSettings(config, request, forced, async (name) => {
          const {builtin, readProfile} = await import('./check-commit-profile.ts')
          return builtin(name) ?? readProfile(commits, name, templates.get(name))
        })
        const branches = await branchesOf(settings)
        return {
          branches,
          loadWhole: once(async () => (await import('./check-light-plan.ts')).planOf(settings, branches))
        }
      })
    } catch (error) {
      throw inCommit(error, commit)
    }
  }
}

/** What was made for a key before, or is made now. */
function kept<Value>(known: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const made = known.get(key) ?? make()
  known.set(key, made)
  return made
}

/** Wait for all, whatever becomes of each; then the first failure, if there is one. */
export async function settleAll<Value>(promises: readonly Promise<Value>[]): Promise<Value[]> {
  await Promise.allSettled(promises)
  return Promise.all(promises)
}

export const short = (oid: string): string => oid.slice(0, 7)

/** The same failure, with the commit that it is about. */
function inCommit(error: unknown, commit: string): unknown {
  if (!(error instanceof ExpectedError) || / \(in commit [0-9a-f]+\)$/u.test(error.message)) return error
  error.message = `${error.message} (in commit ${short(commit)})`
  return error
}

interface Found {
  name: string
  entry: TreeEntry
}

async function configEntries({entryAt}: Commits, commit: string): Promise<Found[]> {
  const names = [...configNames, packageName]
  const entries = await Promise.all(names.map((name) => entryAt(commit, name)))
  return names.flatMap((name, index) => {
    const entry = entries[index]
    return entry?.mode.startsWith('100') ? [{name, entry}] : []
  })
}

async function readConfigAt(commits: Commits, found: readonly Found[]): Promise<{config: Config; path: string | null}> {
  const texts = new Map<string, string>()
  for (const {name, entry} of found) {
    const text = decodeConfig(await readBlob(commits, entry.oid), name)
    if (name !== packageName || hasConfig(text)) texts.set(name, text)
  }
  const name = onlyOne([...texts.keys()])
  if (name === null) return {config: {}, path: null}
  return {config: await readConfig(texts.get(name) ?? '', name, name === packageName), path: name}
}

/** What stands where the templates of a configuration should, by the name it gives them. */
async function templateEntries(
  {entryAt}: Commits,
  commit: string,
  config: Config
): Promise<Map<string, TreeEntry | null>> {
  const named = [config.profile, ...(config.overrides ?? []).map(({profile}) => profile)]
  const names = named.filter((name) => name !== undefined)
  if (names.length === 0) return new Map()
  const {builtin} = await import('./check-commit-profile.ts')
  const templates = names.filter((name) => !builtin(name))
  return new Map(
    await Promise.all(templates.map(async (name) => [name, await entryAt(commit, posix.normalize(name))] as const))
  )
}

/** The one profile that the configuration at a commit, or what overrides it, judges by; null where it names none. */
export async function settledProfile(
  commits: Commits,
  commit: string,
  {config, forced}: Overrides
): Promise<Profile | null> {
  if (forced) return forced
  const {profile, files} = config ?? (await readConfigAt(commits, await configEntries(commits, commit))).config
  if (profile === undefined) return null
  const {readProfileAt} = await import('./check-commit-profile.ts')
  const settled = await readProfileAt(commits, commit, profile)
  return {...settled, files: files ?? settled.files}
}
