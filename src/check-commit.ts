import {posix} from 'node:path'
import {type LightPlan, makeLightPlan, type PlanRequest} from './check-light-plan.ts'
import {decodeConfig, hasConfig, onlyOne, readConfig} from './config/load.ts'
import {configNames, packageName} from './config/names.ts'
import type {Config} from './config/schema.ts'
import type {TreeEntry} from './core/freshness-touches.ts'
import {ExpectedError, GitError, UsageError} from './errors.ts'
import type {Commits} from './git/port.ts'
import {builtinProfiles} from './profiles/index.ts'
import {compileProfile} from './profiles/load.ts'
import type {Profile} from './profiles/profile.ts'
import {textOf} from './read-file.ts'

/** What to override the configuration of every commit with. */
export interface Overrides {
  config: Config | null
  forced: Profile | null
}

/** Make the plan that the configuration at a commit says; commits with the same configuration share one. */
export function planReader(
  commits: Commits,
  request: PlanRequest,
  {config: given, forced}: Overrides,
  debug: (line: string) => void
): (commit: string) => Promise<LightPlan> {
  const configs = new Map<string, Promise<Config>>()
  const plans = new Map<string, Promise<LightPlan>>()
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
      return await kept(plans, planKey, () =>
        makeLightPlan(
          config,
          request,
          forced,
          async (name) => builtin(name) ?? readProfile(commits, name, templates.get(name))
        )
      )
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

const builtin = (name: string): Profile | undefined => builtinProfiles.find((profile) => profile.name === name)

/** What stands where the templates of a configuration should, by the name it gives them. */
async function templateEntries(
  {entryAt}: Commits,
  commit: string,
  config: Config
): Promise<Map<string, TreeEntry | null>> {
  const named = [config.profile, ...(config.overrides ?? []).map(({profile}) => profile)]
  const templates = named.filter((name) => name !== undefined && !builtin(name)) as string[]
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
  const settled = await readProfileAt(commits, commit, profile)
  return {...settled, files: files ?? settled.files}
}

/** Load a profile by its name, or by the path of its template at a commit. */
export const readProfileAt = async (commits: Commits, commit: string, name: string): Promise<Profile> =>
  builtin(name) ?? readProfile(commits, name, await commits.entryAt(commit, posix.normalize(name)))

async function readProfile(commits: Commits, name: string, entry: TreeEntry | null | undefined): Promise<Profile> {
  if (!entry?.mode.startsWith('100')) {
    const hint = `Commit the template, or name one of: ${builtinProfiles.map((profile) => profile.name).join(', ')}.`
    throw new UsageError(`No template ${name}`, {hint})
  }
  const read = textOf(await readBlob(commits, entry.oid))
  if ('message' in read) throw new UsageError(`${name}: ${read.message.reason}`, {hint: read.message.note})
  return compileProfile(read.text, posix.normalize(name))
}

/** Longer than anything that is read to be judged. */
const mostBytes = 8 * 2 ** 20

/** The bytes of a blob; of one beyond the limit as many as show that it is too long. */
export async function readBlob({catFile}: Commits, oid: string): Promise<Uint8Array> {
  const blob = await catFile.read(oid)
  if (blob === null) {
    throw new GitError(`the content of a file is missing from this clone (blob ${oid})`, {
      exitCode: 3,
      hint: 'Run `git fetch --refetch`.'
    })
  }
  return blob.bytes ?? new Uint8Array(mostBytes)
}
