import {join} from 'node:path'
import {makePlan} from '../check-plan.ts'
import {loadConfig} from '../config/load.ts'
import {ExpectedError} from '../errors.ts'
import {createGit} from '../git/client.ts'
import {isAtLeast, readHookFacts} from '../git/hooks.ts'
import type {OurCall} from '../init/shell-script.ts'
import {lookAround, readSmall, type Surroundings} from '../init/surroundings.ts'
import {type Finding, fail, hint, ok} from './finding.ts'
import {examineHistory} from './history.ts'
import {configuredHooks, findHookFile, type HookFile, shadowedHook} from './hook-file.ts'
import {examineManager} from './hook-manager.ts'
import {examineScript} from './hook-script.ts'
import {examinePrograms, type Running} from './programs.ts'
import {examineSwitches} from './switches.ts'
import {examineWorkflows} from './workflows.ts'

/** The oldest git that understands all that we ask of it. */
const oldestGit = '2.30'

/** Look at all that decides whether a push from here is judged. Nothing is changed, nothing of the repository is run. */
export async function examine(root: string, running: Running, debug: (line: string) => void): Promise<Finding[]> {
  let around: Surroundings
  try {
    around = lookAround(root, await readHookFacts(running.env, root))
  } catch (error) {
    // A git that is missing, or that distrusts the folder’s owner: nothing else can be asked.
    if (!(error instanceof ExpectedError)) throw error
    return [fail('git', error.message, 'the hook cannot ask git either', error.hint ?? 'See what git says.')]
  }
  const {findings, file} = await examineHook(around, running)
  const config = await examineConfig(root, debug)
  return [
    ...findings,
    ...shadowedHook(around),
    ...severalManagers(around),
    ...examineSwitches(running.env, file),
    ...examineLfs(around, file),
    ...(await examineHistory(around, running.env, config.base)),
    config.finding,
    ...(await examineWorkflows(around)),
    examineGit(around)
  ]
}

async function examineHook(
  around: Surroundings,
  running: Running
): Promise<{findings: Finding[]; file: HookFile | null}> {
  const configured = configuredHooks(around)
  if (configured.text !== null) {
    const file: HookFile = {path: 'the configured hook', text: configured.text, manager: null}
    // Git adds the arguments itself.
    const {call, findings} = examineScript({...file, text: `${configured.text} "$@"`}, around)
    return {findings: [...findings, ...examinePrograms(around, call, file, running)], file}
  }
  const {file, findings} = findHookFile(around)
  if (file === null) return {findings: [...configured.findings, ...findings], file}
  const {call, findings: more} = await examineFile(file, around)
  const programs = more.some(({status, id}) => status === 'fail' && id === 'hook-call' && call === null)
    ? []
    : examinePrograms(around, call, file, running)
  return {findings: [...configured.findings, ...more, ...programs], file}
}

async function examineFile(file: HookFile, around: Surroundings): Promise<{call: OurCall | null; findings: Finding[]}> {
  const {manager} = file
  if (manager === 'lefthook' || manager === 'pre-commit')
    return {call: null, findings: await examineManager(manager, around)}
  const script = examineScript(file, around)
  if (manager !== 'simple-git-hooks' || script.call !== null) return script
  return {call: null, findings: await examineManager(manager, around)}
}

function severalManagers({managers, active}: Surroundings): Finding[] {
  if (managers.length < 2) return []
  const what = `${managers.join(' and ')} are configured side by side`
  const why = `git runs the hooks of one, here ${active ?? 'of none of them'}; each takes the place of the other when it is installed`
  return [hint('managers', what, why, 'Keep one of them.')]
}

function examineLfs({root}: Surroundings, file: HookFile | null): Finding[] {
  if (file === null || file.manager === 'lefthook') return []
  if (!/\bfilter=lfs\b/u.test(readSmall(join(root, '.gitattributes')) ?? '')) return []
  if (/\bgit[ -]lfs\b/u.test(file.text)) return []
  const why = 'files in LFS are not uploaded by a push, and others cannot check them out'
  const fix = `Call \`git lfs pre-push "$@"\` in ${file.path} with the same input as handoff-lint.`
  return [hint('git-lfs', `the repository uses Git LFS, and ${file.path} does not call it`, why, fix)]
}

async function examineConfig(
  root: string,
  debug: (line: string) => void
): Promise<{finding: Finding; base: string | null}> {
  try {
    await makePlan({}, {cwd: root, git: createGit(root), debug})
    const {config} = await loadConfig({root, cwd: root})
    return {finding: ok('config', 'the configuration is sound'), base: config.branches?.base ?? null}
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    const why = 'nothing can be judged by it: every push is stopped'
    const what = error.message.replace(/\.$/u, '')
    return {finding: fail('config', what, why, error.hint ?? 'Repair that place.'), base: null}
  }
}

function examineGit({hooks}: Surroundings): Finding {
  const {version} = hooks
  if (isAtLeast(version, oldestGit)) return ok('git', `git ${version}`)
  const what = `git ${version} is older than ${oldestGit}`
  return fail('git', what, 'the hook asks it for more than it understands', `Install git ${oldestGit} or newer.`)
}
