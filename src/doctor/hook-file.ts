import {lstatSync} from 'node:fs'
import {dirname, isAbsolute, join, relative, sep} from 'node:path'
import {isAtLeast} from '../git/hooks.ts'
import {
  isExecutable,
  isHuskyFolder,
  isThere,
  managerOf,
  readSmall,
  runCommand,
  type Surroundings
} from '../init/surroundings.ts'
import {type Finding, fail, hint, ok} from './finding.ts'

/** The hook that git will run for a push: its text, and the one whose words it repeats where a manager stands between. */
export interface HookFile {
  /** As shown to people. */
  path: string
  text: string
  manager: 'husky' | 'lefthook' | 'pre-commit' | 'simple-git-hooks' | null
}

const notRun = 'git runs no hook and says nothing: every push goes through'

/** Find the hook that runs here; what keeps one from running is a finding. */
export function findHookFile(around: Surroundings): {file: HookFile | null; findings: Finding[]} {
  const {hooks, root} = around
  const path = join(hooks.folder, 'pre-push')
  const shown = shownFrom(root, path)
  if (!isThere(path)) return {file: null, findings: [missingHook(around, shown)]}
  if (process.platform !== 'win32' && !isExecutable(path)) {
    const fix = `chmod +x ${shown}`
    return {file: null, findings: [fail('hook', `${shown} is not executable`, notRun, fix)]}
  }
  const text = readSmall(path) ?? ''
  const manager = isHuskyFolder(root, hooks.folder) ? 'husky' : managerOf(text)
  return manager === 'husky' ? huskyFile(around, shown) : {file: {path: shown, text, manager}, findings: []}
}

/** husky’s own hook hands over to the script beside its folder. */
function huskyFile(around: Surroundings, shown: string): {file: HookFile | null; findings: Finding[]} {
  const {hooks, root} = around
  const path = join(dirname(hooks.folder), 'pre-push')
  const script = shownFrom(root, path)
  if (!isThere(join(hooks.folder, 'h'))) return {file: null, findings: [huskyNotSetUp(around, `${dirname(shown)}/h`)]}
  const text = readSmall(path)
  if (text !== null) return {file: {path: script, text, manager: 'husky'}, findings: []}
  const why = 'husky has nothing to run on a push, and lets it through'
  return {file: null, findings: [fail('hook', `there is no ${script}`, why, 'handoff-lint init')]}
}

const shownFrom = (root: string, path: string): string => {
  const way = relative(root, path)
  return isAbsolute(way) || way.startsWith('..') ? path : way.split(sep).join('/')
}

function missingHook(around: Surroundings, shown: string): Finding {
  const {hooks, root, configs, package: own} = around
  const setting = hooks.hooksPath.at(-1)
  if (/(?:^|[\\/])\.husky[\\/]_$/u.test(setting?.value ?? '')) return huskyNotSetUp(around, shown)
  if (setting) return wrongFolder(around, setting)
  if (isThere(join(root, '.husky/pre-push'))) return huskyNotSetUp(around, null)
  const mentions = (path: string | undefined) =>
    path !== undefined && (readSmall(join(root, path)) ?? '').includes('handoff-lint')
  const manager = (['lefthook', 'pre-commit', 'simple-git-hooks'] as const).find((one) => mentions(configs[one]))
  if (manager !== undefined) {
    const command = {
      lefthook: 'lefthook install',
      'pre-commit': 'pre-commit install --hook-type pre-push',
      'simple-git-hooks': 'simple-git-hooks'
    }[manager]
    const fix = own && manager !== 'pre-commit' ? runCommand(own.manager, command) : command
    const what = `${manager} has not put its hook in place in this clone (${shown})`
    return fail('hook', what, notRun, fix)
  }
  return fail('hook', `there is no hook for a push (${shown})`, 'every push goes through unjudged', 'handoff-lint init')
}

/** The folder that husky makes is not committed: a fresh clone or worktree lacks it until husky has run there. */
function huskyNotSetUp({hooks, package: own}: Surroundings, shown: string | null): Finding {
  const where = hooks.isLinkedWorktree ? 'this linked worktree' : 'this clone'
  const why = `husky has not run in ${where}; what it makes on installation is not committed, and without it ${notRun}`
  const manager = own?.manager ?? 'npm'
  const prepares = /\bhusky\b/u.test(`${own?.scripts['prepare']} ${own?.scripts['postinstall']}`)
  const fix = prepares
    ? `${manager} install`
    : `${runCommand(manager, 'husky')} (and \`npm pkg set scripts.prepare=husky\`, so that an installation does it)`
  const what = shown === null ? `husky is not set up in ${where}: core.hooksPath is not set` : `${shown} is missing`
  return fail('hook', what, why, fix)
}

function wrongFolder({hooks, root, configs}: Surroundings, {scope, origin, value}: HookFactsSetting): Finding {
  const isElsewhere = scope === 'global' || scope === 'system'
  const what = `core.hooksPath is ${value} (${scope}, ${origin}), and there is no hook for a push in it`
  const husky = configs.husky !== undefined
  if (isElsewhere) {
    const fix = husky
      ? 'git config core.hooksPath .husky/_ (in this clone; or let husky run again)'
      : `git config core.hooksPath ${isThere(join(root, '.githooks/pre-push')) ? '.githooks' : shownFrom(root, hooks.ownFolder)}`
    const why = 'that setting of yours goes before the hooks of every repository, so those of this one do not run'
    return fail('hook', what, why, fix)
  }
  const gone = isThere(hooks.folder) ? '' : '; the folder itself does not exist'
  return fail('hook', what + gone, notRun, 'handoff-lint init')
}

type HookFactsSetting = Surroundings['hooks']['hooksPath'][number]

/** Hooks of the configuration (git 2.54 and newer) that call us; others are nobody’s business here. */
export function configuredHooks({hooks}: Surroundings): {text: string | null; findings: Finding[]} {
  const own = hooks.configured.find(
    ({command, events}) => /\bhandoff-lint\b/u.test(command) && events.includes('pre-push')
  )
  if (!own) return {text: null, findings: []}
  const key = `hook.${own.name}`
  if (!isAtLeast(hooks.version, '2.54')) {
    const what = `${key} is configured, but git ${hooks.version} does not run hooks of the configuration`
    return {
      text: null,
      findings: [hint('hook', what, 'git does since 2.54', 'Upgrade git, or run `handoff-lint init`.')]
    }
  }
  if (!own.enabled) {
    const fix = `git config ${key}.enabled true`
    return {text: null, findings: [fail('hook', `${key} is switched off`, notRun, fix)]}
  }
  return {text: own.command, findings: [ok('hook', `git runs ${key}`)]}
}

/** What stands where hooks are by default, while git looks elsewhere. */
export function shadowedHook({hooks, root}: Surroundings): Finding[] {
  if (hooks.hooksPath.length === 0 || hooks.folder === hooks.ownFolder) return []
  const path = join(hooks.ownFolder, 'pre-push')
  if (!lstatSync(path, {throwIfNoEntry: false}) || !isExecutable(path)) return []
  const what = `${shownFrom(root, path)} does not run, because core.hooksPath is ${hooks.hooksPath.at(-1)?.value}`
  const lfs = /\bgit[ -]lfs\b/u.test(readSmall(path) ?? '')
  const why = lfs ? 'it is how Git LFS uploads what a push needs' : 'whoever put it there counts on it'
  return [hint('shadowed-hook', what, why, 'Call what it does from the hook that runs, or delete it.')]
}
