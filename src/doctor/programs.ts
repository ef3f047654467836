import {dirname, join} from 'node:path'
import type {OurCall} from '../init/shell-script.ts'
import {addCommand, findOnPath, isThere, pathFolders, readSmall, type Surroundings} from '../init/surroundings.ts'
import type {Environment} from '../terminal.ts'
import {type Finding, fail, hint, ok} from './finding.ts'
import type {HookFile} from './hook-file.ts'

/** The program that runs us, and what it was started with. */
export interface Running {
  env: Environment
  /** The node that runs now. */
  node: string
}

/** Whether the hook will find handoff-lint, and node, where git starts it. */
export function examinePrograms(
  around: Surroundings,
  call: OurCall | null,
  file: HookFile | null,
  running: Running
): Finding[] {
  if (file?.manager === 'pre-commit') return []
  return [...findCommand(around, call, file, running), ...findNode(file, running)]
}

function findCommand(
  {root, package: own, hooks}: Surroundings,
  call: OurCall | null,
  file: HookFile | null,
  {env}: Running
): Finding[] {
  const program = call?.program ?? 'handoff-lint'
  if (program.includes('/')) return [atPath(root, program, own)]
  const local = join(root, 'node_modules/.bin/handoff-lint')
  const isLocal = isThere(local) || isThere(`${local}.cmd`)
  if (isLocal && looksIntoPackages(call, file))
    return [ok('command', 'the hook finds handoff-lint in node_modules/.bin')]
  const found = findOnPath('handoff-lint', pathFolders(env))
  if (found !== null) return [ok('command', `the hook finds handoff-lint on the PATH: ${found}`)]
  if (isLocal) {
    const why = 'git does not look into node_modules: every push from outside of a package script is stopped'
    const fix = `Write \`node_modules/.bin/handoff-lint\` in ${file?.path ?? 'the hook'}.`
    return [fail('command', 'the hook calls handoff-lint by its name, and it is not on the PATH', why, fix)]
  }
  const why = `every push ${hooks.isLinkedWorktree ? 'from this worktree ' : ''}is stopped, or goes through unjudged`
  return [fail('command', 'the hook cannot find handoff-lint', why, installation(own))]
}

/** husky puts the packages’ programs on the PATH, package runners look there, and a script may see to it itself. */
const looksIntoPackages = (call: OurCall | null, file: HookFile | null): boolean =>
  file?.manager === 'husky' ||
  file?.manager === 'lefthook' ||
  (call !== null && call.runner !== null) ||
  /node_modules\/\.bin/u.test(file?.text ?? '')

function atPath(root: string, program: string, own: Surroundings['package']): Finding {
  if (isThere(join(root, program)) || isThere(program)) return ok('command', `the hook finds ${program}`)
  const why = 'every push is stopped, or goes through unjudged'
  return fail('command', `the hook calls ${program}, which is not there`, why, installation(own))
}

function installation(own: Surroundings['package']): string {
  if (own === null) return 'npm install --global handoff-lint'
  if (own.name === 'handoff-lint') return `${own.manager} install`
  return own.dependencies.has('handoff-lint') ? `${own.manager} install` : addCommand(own.manager, ['handoff-lint'])
}

/** The PATH of a program that was not started from a terminal. */
const bare = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin']
// On a Mac what a click starts has no more than this.
const barest = bare.slice(1)

function findNode(file: HookFile | null, {env, node}: Running): Finding[] {
  if (process.platform === 'win32') return []
  const found = findOnPath('node', process.platform === 'darwin' ? barest : bare)
  if (found !== null) return [ok('node', `node is found without a shell too: ${found}`)]
  const start = huskyStart(env)
  if (
    file?.manager === 'husky' &&
    start.text !== null &&
    /\bPATH=|\bnvm|\bfnm|\bmise|\basdf|\bvolta/u.test(start.text)
  ) {
    return [ok('node', `${start.path} tells graphical clients where node is`)]
  }
  const why = 'a graphical client that was not started from a shell does not find it; the push fails there'
  const line = `export PATH="${dirname(node)}:$PATH"`
  const fixes = {
    husky: `Put \`${line}\` into ${start.path}.`,
    lefthook: `Put \`${line}\` into a file and name it as \`rc:\` in lefthook’s configuration.`,
    'simple-git-hooks': `Put \`${line}\` into a file and name it in SIMPLE_GIT_HOOKS_RC.`,
    plain: 'Start the client from a terminal, or link node into /usr/local/bin.'
  }
  const manager = file?.manager === 'pre-commit' ? 'plain' : (file?.manager ?? 'plain')
  return [hint('node', `node is found by this shell alone (${node})`, why, fixes[manager])]
}

/** The file that husky reads before every hook. */
export function huskyStart(env: Environment): {path: string; text: string | null} {
  const folder = env['XDG_CONFIG_HOME'] || join(env['HOME'] ?? env['USERPROFILE'] ?? '', '.config')
  const path = join(folder, 'husky/init.sh')
  const shown = env['XDG_CONFIG_HOME'] ? path : '~/.config/husky/init.sh'
  return {path: shown, text: readSmall(path)}
}
