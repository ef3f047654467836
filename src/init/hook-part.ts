import {statSync} from 'node:fs'
import {isAbsolute, join, relative, sep} from 'node:path'
import {type Change, joinParts, newFile, nothing, type Part, type Todo} from './change.ts'
import {addRound} from './json-text.ts'
import {addCall, findOurCall, readCommands} from './shell-script.ts'
import {addCommand, isThere, type Manager, readSmall, runCommand, type Surroundings} from './surroundings.ts'
import {appendToMap, appendToSequence} from './yaml-text.ts'

/** What makes git run the hook: the files, and a folder that git still has to be told of. */
export interface HookPlan extends Part {
  manager: Manager | 'plain'
  /** Set `core.hooksPath` to this folder, once all is written. */
  hooksPath: '.githooks' | null
}

const call = 'handoff-lint pre-push "$@"'

// Where no manager puts the packages’ programs on the PATH.
const script = `#!/bin/sh
# Asks for a handoff before work is pushed: https://github.com/handoff-lint/handoff-lint
PATH="node_modules/.bin:$PATH"
command -v handoff-lint >/dev/null && command -v node >/dev/null || {
  [ -n "\${HANDOFF_LINT_SKIP:-}" ] && exit 0
  echo 'handoff-lint or node was not found. Fix: install the packages; for a graphical client see \`handoff-lint doctor\`.' >&2
  exit 1
}
${call}
`

/** Plan the hook for the manager in use; where there is none, for husky or a folder of hooks. */
export async function planHook(around: Surroundings): Promise<HookPlan> {
  const manager = chooseManager(around)
  const planned = await makers[manager](around)
  const several = around.managers.length > 1 ? [severalManagers(around, manager)] : []
  return {...joinParts(planned, {...nothing, todos: several}), manager, hooksPath: planned.hooksPath ?? null}
}

type Made = Part & {hooksPath?: '.githooks'}

const makers: Record<HookPlan['manager'], (around: Surroundings) => Made | Promise<Made>> = {
  husky: planHusky,
  lefthook: planLefthook,
  'pre-commit': planPreCommit,
  'simple-git-hooks': planSimple,
  plain: planPlain
}

/** What git runs now goes before what is merely configured. */
function chooseManager({active, managers, hooks, package: own, root}: Surroundings): HookPlan['manager'] {
  if (active !== null) return active
  const isSet = hooks.hooksPath.some(({scope}) => scope === 'local' || scope === 'worktree')
  // The folder may be gone, as that of husky is in a fresh clone.
  if (isSet && isThere(hooks.folder)) return 'plain'
  const [first] = managers
  if (first !== undefined) return first
  return own === null || (isSet && !/\.husky\/_$/u.test(relative(root, hooks.folder))) ? 'plain' : 'husky'
}

const severalManagers = ({managers}: Surroundings, manager: string): Todo => ({
  text: `Keep one manager of hooks: ${managers.join(', ')} are all configured.`,
  why: `git runs the hooks of one only; ${manager === 'plain' ? 'none of them' : manager} was taken`
})

const isOurs = (text: string, {package: own}: Surroundings): boolean =>
  findOurCall(readCommands(text), ownAliases(own)) !== null

/** What stands for us in a hook: package scripts that call us, and in our own repository the build. */
export function ownAliases(own: Surroundings['package']): ReadonlySet<string> {
  const scripts = Object.entries(own?.scripts ?? {}).filter(([, text]) => /\bhandoff-lint\b/u.test(text))
  return new Set([...scripts.map(([name]) => name), ...(own?.name === 'handoff-lint' ? ['dist/cli.js'] : [])])
}

/** A hook as a script of its own, or our line in one that is there. */
function planScript(
  around: Surroundings,
  path: string,
  text: string,
  stopsOnError: boolean,
  executable: boolean
): Part {
  const place = join(around.root, path)
  if (!isThere(place)) return newFile(path, text, executable)
  const before = readSmall(place)
  if (before !== null && isOurs(before, around)) {
    if (!executable || process.platform === 'win32' || isRunnable(place)) return {...nothing, kept: [path]}
    return {...nothing, changes: [{path, before, after: before, executable}]}
  }
  const after = before === null ? null : addCall(before, call, stopsOnError)
  if (before === null || after === null) return byHand(path, before)
  return {...nothing, changes: [{path, before, after, executable}]}
}

const isRunnable = (path: string): boolean => (statSync(path).mode & 0o100) !== 0

/** What to add to a script that holds commands which we cannot judge. */
function byHand(path: string, script: string | null): Part {
  if (!/\bgit[ -]lfs\b/u.test(script ?? '')) {
    const text = `Add to ${path}, before anything that reads standard input:\n${call} || exit 1`
    return {...nothing, todos: [{text, why: 'it holds commands that may need what git tells of the push'}]}
  }
  const lines = [
    'updates=$(cat; echo .)',
    `updates=\${updates%.}`,
    'printf %s "$updates" | git lfs pre-push "$@" || exit',
    `printf %s "$updates" | ${call} || exit`
  ]
  const text = `Replace the line of Git LFS in ${path}, before anything else that reads standard input:\n${lines.join('\n')}`
  return {...nothing, todos: [{text, why: 'both need what git tells of the push, and it can be read once only'}]}
}

function planHusky(around: Surroundings): Part {
  const {package: own, active} = around
  const hook = planScript(around, '.husky/pre-push', `${call}\n`, true, false)
  const missing = missingPackages(around, ['husky'])
  const prepare = planPrepare(around)
  const manager = own?.manager ?? 'npm'
  const install: Todo[] =
    missing.length > 0
      ? [{text: addCommand(manager, missing), why: 'so that every clone has the command, and husky to call it'}]
      : []
  // The installation runs `prepare`, with yarn 2 and newer it does not.
  const installs = missing.length > 0 && prepare.todos.length === 0 && manager !== 'yarn'
  const start: Todo[] =
    active === 'husky' || installs
      ? []
      : [{text: runCommand(manager, 'husky'), why: 'sets this clone up; in others `prepare` does it on installation'}]
  return joinParts(prepare, hook, {...nothing, todos: [...install, ...start]})
}

/** What of us and the manager is not among the packages yet. */
function missingPackages({package: own}: Surroundings, others: readonly string[]): string[] {
  const wanted = own?.name === 'handoff-lint' ? others : ['handoff-lint', ...others]
  return wanted.filter((name) => own?.dependencies.has(name) !== true)
}

/** husky is set up by the script `prepare`, which runs after every installation. */
function planPrepare({package: own}: Surroundings): Part {
  if (own === null || /\bhusky\b/u.test(`${own.scripts['prepare']} ${own.scripts['postinstall']}`)) return nothing
  const after = own.scripts['prepare'] === undefined ? addRound(own.text, ['scripts', 'prepare'], 'husky') : null
  if (after !== null) return {...nothing, changes: [change('package.json', own.text, after)]}
  const text = 'Add to package.json: let the script `prepare` run `husky` too.'
  return {...nothing, todos: [{text, why: 'it sets the hooks up in every clone'}]}
}

const change = (path: string, before: string | null, after: string): Change => ({
  path,
  before,
  after,
  executable: false
})

async function planLefthook(around: Surroundings): Promise<Part> {
  const path = around.configs.lefthook ?? 'lefthook.yml'
  const found = readSmall(join(around.root, path))
  const before = found ?? ''
  if (isMentioned(before))
    return joinParts({...nothing, kept: [path]}, startManager(around, 'lefthook', 'lefthook install'))
  const folder = sourceFolder(before)
  const entry = 'pre-push:\n  scripts:\n    "handoff-lint.sh":\n      runner: sh\n      use_stdin: true\n'
  const after = /\.ya?ml$/u.test(path) ? await appendToMap(before, 'pre-push', entry) : null
  const own: Part =
    after === null
      ? {
          ...nothing,
          todos: [
            {
              text: `Add to ${path}:\n${entry}`,
              why: 'it has hooks for a push already, or is no YAML that we can add to'
            }
          ]
        }
      : {...nothing, changes: [change(path, found, after)]}
  return joinParts(
    planScript(around, `${folder}/pre-push/handoff-lint.sh`, script, false, true),
    own,
    installUs(around),
    startManager(around, 'lefthook', 'lefthook install')
  )
}

/** Where lefthook looks for scripts; a folder elsewhere is not ours to write to. */
function sourceFolder(config: string): string {
  const folder = /^source_dir: *["']?([\w./-]+)["']? *\r?$/mu.exec(config)?.[1] ?? '.lefthook'
  return folder.startsWith('/') || folder.split('/').includes('..') ? '.lefthook' : folder.replace(/\/+$/u, '')
}

/** A manager’s own step in each clone; not told where git runs its hooks already. */
function startManager({hooks, package: own}: Surroundings, manager: Manager, command: string): Part {
  const isNpm = own?.dependencies.has(manager) === true
  const text = isNpm && manager !== 'pre-commit' ? runCommand(own.manager, command) : command
  if (isThere(join(hooks.folder, 'pre-push')) && manager !== 'simple-git-hooks') return nothing
  return {...nothing, todos: [{text, why: `lets ${manager} put its hook for a push in place; once in every clone`}]}
}

function installUs(around: Surroundings): Part {
  const {package: own} = around
  if (own === null) {
    const text = 'npm install --global handoff-lint'
    return {...nothing, todos: [{text, why: 'the hook calls it by its name; everyone who pushes needs it'}]}
  }
  const missing = missingPackages(around, [])
  if (missing.length === 0) return nothing
  return {...nothing, todos: [{text: addCommand(own.manager, missing), why: 'so that every clone has the command'}]}
}

const isMentioned = (text: string): boolean => /^(?!\s*#).*\bhandoff-lint\b/mu.test(text)

async function planPreCommit(around: Surroundings): Promise<Part> {
  const path = around.configs['pre-commit'] ?? '.pre-commit-config.yaml'
  const before = readSmall(join(around.root, path)) ?? ''
  const start = startManager(around, 'pre-commit', 'pre-commit install --hook-type pre-push')
  if (isMentioned(before)) return joinParts({...nothing, kept: [path]}, start)
  const entry = [
    '- repo: local',
    '  hooks:',
    '    - id: handoff-lint',
    '      name: handoff-lint',
    '      entry: handoff-lint pre-push',
    ...(around.package === null
      ? ['      language: node', `      additional_dependencies: ['handoff-lint']`]
      : ['      language: system']),
    '      stages: [pre-push]',
    '      always_run: true',
    '      pass_filenames: false'
  ]
  const inPackage = entry.map((line) =>
    around.package === null ? line : line.replace('entry: ', 'entry: node_modules/.bin/')
  )
  const after = await appendToSequence(before, 'repos', inPackage)
  const own: Part =
    after === null
      ? {
          ...nothing,
          todos: [{text: `Add to ${path}, under repos:\n${inPackage.join('\n')}`, why: 'we cannot tell where'}]
        }
      : {...nothing, changes: [change(path, before, after)]}
  return joinParts(own, around.package === null ? nothing : installUs(around), start)
}

function planSimple(around: Surroundings): Part {
  const path = around.configs['simple-git-hooks'] ?? 'package.json'
  const before = readSmall(join(around.root, path)) ?? ''
  const ours = `node_modules/.bin/${call}`
  const start = startManager(around, 'simple-git-hooks', 'simple-git-hooks')
  const keys = path === 'package.json' ? ['simple-git-hooks', 'pre-push'] : ['pre-push']
  if (hasOurHook(before, path)) return {...nothing, kept: [path]}
  const after = path.endsWith('.json') ? addRound(before, keys, ours) : null
  const own: Part =
    after === null
      ? {...nothing, todos: [{text: `Add to the hook pre-push of ${path}:\n${ours}`, why: 'it is not ours to change'}]}
      : {...nothing, changes: [change(path, before, after)]}
  return joinParts(own, installUs(around), start)
}

/** A package.json also names us as a dependency; that is no hook. */
const hasOurHook = (text: string, path: string): boolean =>
  path === 'package.json' ? /"pre-push":\s*"(?:[^"\\]|\\.)*\bhandoff-lint\b/u.test(text) : isMentioned(text)

/** A folder of hooks that git is told of; nothing else has to be installed. */
function planPlain(around: Surroundings): Made {
  const {root, hooks} = around
  const folder = relative(root, hooks.folder).split(sep).join('/')
  const isSet = hooks.hooksPath.length > 0
  if (isSet && isInside(folder)) {
    return joinParts(planScript(around, `${folder}/pre-push`, script, false, true), installUs(around))
  }
  const planned = joinParts(planScript(around, '.githooks/pre-push', script, false, true), installUs(around))
  if (!isSet && !hasOwnHooks(around)) return {...planned, hooksPath: '.githooks'}
  const why = isSet
    ? `core.hooksPath points to ${hooks.hooksPath.at(-1)?.value} now; this makes its hooks stop here`
    : `${hooks.ownFolder} has hooks, which stop then; move them to .githooks first`
  return joinParts(planned, {...nothing, todos: [{text: 'git config core.hooksPath .githooks', why}]})
}

const isInside = (path: string): boolean =>
  !isAbsolute(path) && path.split('/')[0] !== '..' && !path.startsWith('.git/')

/** Whether the folder that git looks into by default has a hook of somebody. */
const hasOwnHooks = ({hooks}: Surroundings): boolean =>
  ['pre-commit', 'commit-msg', 'pre-push', 'post-checkout', 'post-merge', 'post-commit', 'prepare-commit-msg'].some(
    (name) => isThere(join(hooks.ownFolder, name))
  )
