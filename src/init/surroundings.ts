import {accessSync, constants, readdirSync, readFileSync, realpathSync, statSync} from 'node:fs'
import {delimiter, join, relative, sep} from 'node:path'
import type {HookFacts} from '../git/hooks.ts'
import type {Environment} from '../terminal.ts'

const managers = ['husky', 'lefthook', 'pre-commit', 'simple-git-hooks'] as const

/** A tool that looks after the hooks of a repository. */
export type Manager = (typeof managers)[number]

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun'

interface PackageFile {
  text: string
  name: string | null
  scripts: Readonly<Record<string, string>>
  /** Names of all that it depends on. */
  dependencies: ReadonlySet<string>
  /** The keys at its top. */
  keys: ReadonlySet<string>
  manager: PackageManager
}

/** What a repository already has of what our work touches. */
export interface Surroundings {
  root: string
  hooks: HookFacts
  package: PackageFile | null
  /** Those whose configuration is there. */
  managers: Manager[]
  /** The one whose hooks git runs, here and now. */
  active: Manager | null
  /** The configuration of a manager, from the root. */
  configs: Readonly<Partial<Record<Manager, string>>>
  /** Names of the files in `.github/workflows`; null without the folder. */
  workflows: string[] | null
  agents: {claude: boolean; agents: boolean; gemini: boolean}
}

const lefthookNames = ['lefthook', '.lefthook', '.config/lefthook'].flatMap((name) =>
  ['yml', 'yaml', 'json', 'toml'].map((ending) => `${name}.${ending}`)
)
const simpleNames = ['.simple-git-hooks', 'simple-git-hooks'].flatMap((name) =>
  ['json', 'cjs', 'js', 'mjs'].map((ending) => `${name}.${ending}`)
)

/** Look around in a repository; nothing is changed and nothing of it is executed. */
export function lookAround(root: string, hooks: HookFacts): Surroundings {
  const has = (...names: string[]) => names.some((name) => isThere(join(root, name)))
  const file = (...names: string[]) => names.find((name) => has(name))
  const packageFile = readPackage(root, has)
  const depends = (name: string) => packageFile?.dependencies.has(name) === true
  const configs = {
    husky: has('.husky') || depends('husky') ? '.husky' : undefined,
    lefthook: file(...lefthookNames) ?? (depends('lefthook') ? 'lefthook.yml' : undefined),
    'pre-commit': file('.pre-commit-config.yaml', '.pre-commit-config.yml'),
    'simple-git-hooks':
      file(...simpleNames) ??
      (packageFile?.keys.has('simple-git-hooks') || depends('simple-git-hooks') ? 'package.json' : undefined)
  }
  return {
    root,
    hooks,
    package: packageFile,
    managers: managers.filter((manager) => configs[manager] !== undefined),
    active: activeManager(root, hooks),
    configs: Object.fromEntries(Object.entries(configs).filter(([, path]) => path !== undefined)),
    workflows: listWorkflows(root),
    agents: {
      claude: has('CLAUDE.md', '.claude'),
      agents: has('AGENTS.md', '.cursor', '.cursorrules', '.codex'),
      gemini: has('GEMINI.md', '.gemini')
    }
  }
}

/** Whether something stands at a path, links followed. */
export const isThere = (path: string): boolean => statSync(path, {throwIfNoEntry: false}) !== undefined

/** The text of a small file; null where there is none that can be read. */
export function readSmall(path: string): string | null {
  try {
    const stats = statSync(path, {throwIfNoEntry: false})
    return stats?.isFile() === true && stats.size < 2 ** 20 ? readFileSync(path, 'utf8') : null
  } catch {
    return null
  }
}

function readPackage(root: string, has: (...names: string[]) => boolean): PackageFile | null {
  const text = readSmall(join(root, 'package.json'))
  if (text === null) return null
  const value = objectOf(parseJson(text))
  const named = typeof value['packageManager'] === 'string' ? value['packageManager'].split('@')[0] : undefined
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies']
  return {
    text,
    name: typeof value['name'] === 'string' ? value['name'] : null,
    scripts: Object.fromEntries(
      Object.entries(objectOf(value['scripts'])).flatMap(([key, script]) =>
        typeof script === 'string' ? [[key, script]] : []
      )
    ),
    dependencies: new Set(groups.flatMap((group) => Object.keys(objectOf(value[group])))),
    keys: new Set(Object.keys(value)),
    manager: packageManagers.find((one) => one === named) ?? byLockFile(has)
  }
}

const packageManagers = ['npm', 'pnpm', 'yarn', 'bun'] as const

function byLockFile(has: (...names: string[]) => boolean): PackageManager {
  if (has('pnpm-lock.yaml', 'pnpm-workspace.yaml')) return 'pnpm'
  if (has('yarn.lock')) return 'yarn'
  return has('bun.lock', 'bun.lockb') ? 'bun' : 'npm'
}

/** The value of JSON; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch {
    return undefined
  }
}

/** An object to look into, whatever a foreign file holds there. */
export const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

/** By what git would run: husky’s folder, or what the others wrote into the hooks. */
function activeManager(root: string, {folder}: HookFacts): Manager | null {
  if (isHuskyFolder(root, folder)) return 'husky'
  let names: string[]
  try {
    names = readdirSync(folder).filter((name) => !name.endsWith('.sample') && !name.includes('.old'))
  } catch {
    return null
  }
  const kinds = names.slice(0, 50).map((name) => managerOf(readSmall(join(folder, name)) ?? ''))
  return kinds.find((kind) => kind !== null) ?? null
}

/** Whether git looks for hooks where husky 9 puts its own. */
export const isHuskyFolder = (root: string, folder: string): boolean =>
  relative(real(root), real(folder)).split(sep).join('/').endsWith('.husky/_')

function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** The manager that wrote a hook. */
export function managerOf(hook: string): Manager | null {
  if (/^\. "(?:\$\(dirname (?:-- )?"\$0"\)|\$\{0%\/\*\})\/h"/mu.test(hook)) return 'husky'
  if (/\bcall_lefthook\b|\blefthook(?:\.exe)?"? run\b/u.test(hook)) return 'lefthook'
  if (/\bhook-impl\b/u.test(hook) || hook.includes('pre-commit.com')) return 'pre-commit'
  return hook.includes('SKIP_SIMPLE_GIT_HOOKS') ? 'simple-git-hooks' : null
}

function listWorkflows(root: string): string[] | null {
  try {
    const names = readdirSync(join(root, '.github/workflows'))
    return names.filter((name) => /\.ya?ml$/u.test(name)).sort()
  } catch {
    return null
  }
}

/** The first folder of a PATH that has an executable of that name. */
export function findOnPath(name: string, folders: readonly string[]): string | null {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe', ''] : ['']
  for (const folder of folders) {
    for (const ending of endings) {
      const path = join(folder, name + ending)
      if (isExecutable(path)) return path
    }
  }
  return null
}

export function isExecutable(path: string): boolean {
  try {
    if (statSync(path, {throwIfNoEntry: false})?.isFile() !== true) return false
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The folders of PATH as git will have them: those that a package runner put there for this run are left out. */
export const pathFolders = (env: Environment): string[] =>
  (env['PATH'] ?? env['Path'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !/[\\/]node_modules[\\/]\.bin[\\/]?$/u.test(folder) && !isRunnerFolder(folder))

const isRunnerFolder = (folder: string): boolean => /[\\/]_npx[\\/]|node-gyp-bin/u.test(folder)

/** The command that adds packages for development. */
export function addCommand(manager: PackageManager, names: readonly string[]): string {
  const commands = {npm: 'npm install --save-dev', pnpm: 'pnpm add -D', yarn: 'yarn add -D', bun: 'bun add -d'}
  return `${commands[manager]} ${names.join(' ')}`
}

/** The command that runs a package’s program, without fetching anything. */
export function runCommand(manager: PackageManager, command: string): string {
  const runners = {npm: 'npx --no-install', pnpm: 'pnpm exec', yarn: 'yarn', bun: 'bunx --no-install'}
  return `${runners[manager]} ${command}`
}
