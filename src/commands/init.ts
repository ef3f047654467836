import {realpathSync} from 'node:fs'
import {join, relative} from 'node:path'
import {check} from '../check.ts'
import {makePlan} from '../check-plan.ts'
import {loadConfig} from '../config/load.ts'
import {GitError, UsageError} from '../errors.ts'
import {findFiles} from '../find-files.ts'
import {createGit} from '../git/client.ts'
import {readHookFacts, setHooksPath} from '../git/hooks.ts'
import {planAgents} from '../init/agents-part.ts'
import {applyChange, refuseOutside} from '../init/apply.ts'
import {joinParts, type Part} from '../init/change.ts'
import {planConfig} from '../init/config-part.ts'
import {type HookPlan, planHook} from '../init/hook-part.ts'
import {lookAround, type Surroundings} from '../init/surroundings.ts'
import {askedFor, type Proposal, proposeProfile, type Survey, type SurveyInput, surveyHandoffs} from '../init/survey.ts'
import {planWorkflow} from '../init/workflow-part.ts'
import {loadProfile} from '../profiles/load.ts'
import {escapeText, plural} from '../terminal.ts'
import {makeEnvironment} from './environment.ts'
import {showBaseline, showFound, showPlan, showTodos} from './init-view.ts'
import type {Io} from './io.ts'
import {findPackage} from './package-root.ts'
import {openPrompt, type Prompt} from './prompt.ts'

/** The options of the command line, as commander hands them over. */
export interface InitOptions {
  profile?: string
  yes?: true
  dryRun?: true
}

/** Set a repository up: look, propose, show, ask, write. What is there already is kept. */
export async function init(options: InitOptions, io: Io): Promise<number> {
  const root = await createGit(io.cwd).root()
  if (root === null) throw new GitError('not inside a git repository', {hint: 'Run `git init` first.'})
  const around = lookAround(root, await readHookFacts(io.env, root))
  const survey = await surveyRoot(root, io)
  const prompt = options.yes || options.dryRun ? null : openPrompt(io)
  try {
    io.out(showFound(around, survey, io.paint))
    const proposal = await choose(options, {around, survey, prompt, io}, io.cwd)
    const plan = await makeSetup(around, proposal)
    io.out(showPlan(proposal, plan, io.paint))
    io.out(showBaseline(await countFailing(root, survey, proposal, io), survey.found.length))
    return await carryOut(plan, {around, options, prompt, io})
  } finally {
    await prompt?.close()
  }
}

/** All that is to be done. */
interface Setup extends Part {
  hook: HookPlan
}

async function surveyRoot(root: string, io: Io): Promise<Survey> {
  const git = createGit(root)
  const {plan, cwd, base} = await makePlan({}, {cwd: root, git, debug: io.debug})
  const {files} = await findFiles({...plan, paths: [], cwd, base, git, debug: io.debug})
  const parsers = await makeEnvironment(io).loadParse()
  const {path} = await loadConfig({root, cwd: root})
  const choose: SurveyInput['choose'] = path === null ? null : (file) => plan.choose(file, false)?.profile ?? null
  const claimed = files.map((file) => file.path)
  return surveyHandoffs({root, listed: await git.listFiles(), claimed, choose}, parsers)
}

interface Talk {
  around: Surroundings
  prompt: Prompt | null
  io: Io
}

/** The profile that was asked for, that the configuration has, that a person picks, or that the handoffs speak for. */
async function choose(
  {profile}: InitOptions,
  {around, survey, prompt}: Talk & {survey: Survey},
  cwd: string
): Promise<Proposal> {
  const {root} = around
  const {path} = await loadConfig({root, cwd: root})
  const config = path === null ? {} : {config: path}
  if (profile !== undefined) {
    return {...askedFor(await loadProfile(profile, {cwd, root, confined: true}), survey), ...config}
  }
  if (path !== null) return {profile: null, reason: 'it is there already', files: null, ...config}
  const proposal = proposeProfile(survey)
  return prompt === null ? proposal : ask(proposal, survey, root, prompt)
}

const each = 'each file by the format it follows'

async function ask(proposal: Proposal, survey: Survey, root: string, prompt: Prompt): Promise<Proposal> {
  const first = proposal.profile?.name ?? each
  const others = ['timestamped', 'rolling', 'session-log', 'session-brief', 'capture', each]
  const answers = [...new Set([first, ...survey.templates.map(({name}) => name), ...others])].map(escapeText)
  const answer = await prompt.choose(escapeText(`Which format? ${first} is proposed: ${proposal.reason}.`), answers)
  if (answer === null || answer === answers[0]) return proposal
  if (answer === each) return {profile: null, reason: 'chosen', files: null}
  return {...askedFor(await loadProfile(answer, {cwd: root, root, confined: true}), survey), reason: 'chosen'}
}

/** The hook comes last: until all else is there, nothing is in force. */
async function makeSetup(around: Surroundings, proposal: Proposal): Promise<Setup> {
  const hook = await planHook(around)
  const parts = joinParts(
    planConfig(around, proposal),
    planAgents(around),
    planWorkflow(around, findPackage().version),
    hook
  )
  return {...parts, hook}
}

/** How many of the handoffs that are there have errors by the proposed profile. */
async function countFailing(root: string, {found}: Survey, {profile, config}: Proposal, io: Io): Promise<number> {
  if (found.length === 0) return 0
  const environment = {...makeEnvironment(io), cwd: root, git: createGit(root)}
  const paths = found.map((path) => join(root, path))
  const {files} = await check({paths, profile: config === undefined ? profile?.name : undefined}, environment)
  return files.filter(({messages}) => messages.some(({severity}) => severity === 'error')).length
}

async function carryOut(
  {changes, todos, hook}: Setup,
  {around, options, prompt, io}: Talk & {options: InitOptions}
): Promise<number> {
  const cwd = realpathSync(io.cwd)
  const count = changes.length + (hook.hooksPath === null ? 0 : 1)
  if (count > 0) {
    if (options.dryRun) return finish(`Nothing was written: --dry-run. ${plural(count, 'change')} would be made.`)
    if (prompt === null && !options.yes) {
      throw new UsageError('nothing was written: there is no terminal to ask at', {
        hint: 'Add `--yes` to make these changes, or `--dry-run` to look only.'
      })
    }
    if (
      prompt !== null &&
      !(await prompt.confirm(count === 1 ? 'Make this change?' : `Make these ${count} changes?`))
    ) {
      return finish('Nothing was written.')
    }
    refuseOutside(changes, around.root)
    for (const change of changes) {
      await applyChange(change, around.root)
      io.out(`wrote ${escapeText(relative(cwd, join(around.root, change.path)))}\n`)
    }
    if (hook.hooksPath !== null) {
      await setHooksPath(io.env, around.root, hook.hooksPath)
      io.out(`set core.hooksPath to ${hook.hooksPath} in this clone\n`)
    }
  } else io.out('Nothing to change: all of it is there.\n')
  io.out(showTodos(todos, io.paint))
  return 0

  function finish(line: string): number {
    io.out(`${line}\n`)
    return 0
  }
}
