import {join, resolve} from 'node:path'
import {askGit, type GitPlace} from './start-git.ts'

/** One place that sets `core.hooksPath`. */
interface HooksPathSetting {
  /** `local`, `worktree`, `global`, `system`, `command`. */
  scope: string
  /** As git names it: `file:.git/config`. */
  origin: string
  value: string
}

/** A hook that the configuration declares, as git 2.54 and newer run them. */
interface ConfiguredHook {
  name: string
  command: string
  events: string[]
  enabled: boolean
}

/** Where git looks for hooks, from here. */
export interface HookFacts {
  /** `2.39.5`. */
  version: string
  /** All settings of `core.hooksPath`; the last one counts. */
  hooksPath: HooksPathSetting[]
  configured: ConfiguredHook[]
  /** The folder of the hooks that run, absolute. */
  folder: string
  /** The folder they would have without `core.hooksPath`, absolute. */
  ownFolder: string
  isLinkedWorktree: boolean
  isShallow: boolean
}

/** Ask git where the hooks of a work tree are; `root` is its top, because a relative path starts there. */
export async function readHookFacts(env: GitPlace['env'], root: string): Promise<HookFacts> {
  const place = {cwd: root, env: withoutRepository(env)}
  const ask = async (...commands: string[]) => (await askGit(place, commands, '', [0, 1])).toString('utf8')
  const [version, settings, answer] = await Promise.all([
    ask('version'),
    ask('config', '--show-scope', '--show-origin', '-z', '--get-regexp', '^(core\\.hookspath|hook\\..*)$'),
    ask('rev-parse', '--is-shallow-repository', '--git-dir', '--git-common-dir', '--git-path', 'hooks')
  ])
  const [shallow, gitFolder = '.git', common = '.git', folder = '.git/hooks'] = answer.split(/\r?\n/u)
  const entries = parseSettings(settings)
  return {
    version: /\d+(?:\.\d+)+/u.exec(version)?.[0] ?? '0',
    hooksPath: entries.flatMap(({key, ...setting}) => (key === 'core.hookspath' ? [setting] : [])),
    configured: hooksOf(entries),
    folder: resolve(root, folder),
    ownFolder: join(resolve(root, common), 'hooks'),
    isLinkedWorktree: resolve(root, gitFolder) !== resolve(root, common),
    isShallow: shallow === 'true'
  }
}

/** Make git look for the hooks of this clone in a folder of the work tree. */
export async function setHooksPath(env: GitPlace['env'], root: string, folder: '.githooks'): Promise<void> {
  await askGit({cwd: root, env: withoutRepository(env)}, ['config', '--local', 'core.hooksPath', folder])
}

/** The environment without the repository that it may name: the one that we stand in is meant. */
export const withoutRepository = (env: GitPlace['env']): GitPlace['env'] =>
  Object.fromEntries(Object.entries(env).filter(([key]) => !/^git_/iu.test(key)))

/** Whether git is at least of a version. */
export function isAtLeast(version: string, wanted: string): boolean {
  const numbers = version.split('.').map(Number)
  for (const [index, number] of wanted.split('.').map(Number).entries()) {
    const own = numbers[index] ?? 0
    if (own !== number) return own > number
  }
  return true
}

interface Setting extends HooksPathSetting {
  key: string
}

/** Split what `git config -z --show-scope --show-origin` answers: scope, origin, and key with value. */
export function parseSettings(answer: string): Setting[] {
  const parts = answer.split('\0')
  const settings: Setting[] = []
  for (let index = 0; index + 2 < parts.length; index += 3) {
    const [scope = '', origin = '', entry = ''] = parts.slice(index, index + 3)
    const end = entry.indexOf('\n')
    // A key without a value stands for `true`.
    const [key, value] = end === -1 ? [entry, 'true'] : [entry.slice(0, end), entry.slice(end + 1)]
    settings.push({scope, origin, key, value})
  }
  return settings
}

function hooksOf(settings: readonly Setting[]): ConfiguredHook[] {
  const hooks = new Map<string, ConfiguredHook>()
  for (const {key, value} of settings) {
    const match = /^hook\.(.+)\.(command|event|enabled)$/su.exec(key)
    if (!match) continue
    const [, name = '', what] = match
    const hook = hooks.get(name) ?? {name, command: '', events: [], enabled: true}
    hooks.set(name, hook)
    if (what === 'command') hook.command = value
    // An empty event takes back those before it.
    else if (what === 'event') hook.events = value === '' ? [] : [...hook.events, value]
    else hook.enabled = !/^(?:false|no|off|0|)$/iu.test(value)
  }
  return [...hooks.values()]
}
