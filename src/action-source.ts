import type {ActionContext} from './action-context.ts'
import type {ActionInputs} from './action-inputs.ts'
import {createWorkspace} from './action-workspace.ts'
import {check} from './check.ts'
import type {CheckEnvironment, RangeRequest, RangeSettings} from './check-request.ts'
import type {Report} from './core/report.ts'
import {ExpectedError} from './errors.ts'
import type {Git} from './git/client.ts'
import type {Repository} from './git/port.ts'
import {within} from './git/repository.ts'
import type {Github} from './github/client.ts'
import {readOwn} from './github/history.ts'
import {openObjects} from './github/objects.ts'
import {parse} from './parse.ts'

export interface Source extends Pick<ActionContext, 'inputs' | 'env' | 'now' | 'github' | 'debug'> {}

/** A repository that GitHub is asked about; what was read once is kept. */
export function openGithubRepository(github: Github): Repository {
  const objects = openObjects(github)
  const {catFile, entryAt} = objects
  return {catFile, entryAt, own: (request) => readOwn(github, objects, request)}
}

/** Judge a branch out of the workspace where its clone has all that is needed, else out of GitHub’s API. */
export function createCheck(source: Source): ActionContext['check'] {
  const {inputs, debug} = source
  const remote = openGithubRepository(source.github)
  const workspace = createWorkspace(source)
  const inClone = async (range: RangeRequest, clone: Repository): Promise<Report> => {
    debug('facts: from git in the workspace')
    try {
      return await judgeIn(clone, range, source)
    } finally {
      await clone.catFile.close()
    }
  }
  return async (range) => {
    const local = await workspace.open(range)
    if (local) return inClone(range, local)
    const hasToken = inputs.token !== ''
    // Nothing has to be fetched for what GitHub is asked.
    const answer = hasToken ? await askGithub(remote, range, source) : null
    if (answer?.isWhole) return answer.report()
    const clone = (await workspace.openDeepened(range)) ?? (hasToken ? null : await workspace.openCut(range))
    if (clone) return inClone(range, clone)
    return answer ? answer.report() : judgeIn(remote, range, source)
  }
}

async function judgeIn(repository: Repository, range: RangeRequest, source: Source): Promise<Report> {
  const {inputs} = source
  const folder = inputs.workingDirectory
  const environment = makeEnvironment(source, folder === '' ? repository : within(repository, folder))
  const settled = {...range, settings: {...settingsOf(inputs), ...range.settings}}
  return inFolder(await check({paths: [], range: settled, ...planOf(inputs)}, environment), folder)
}

interface Answer {
  /** Git could not tell more. */
  isWhole: boolean
  /** Throws what was thrown. */
  report: () => Report
}

/** What GitHub knows, and whether its limits have kept something back. */
async function askGithub(remote: Repository, range: RangeRequest, source: Source): Promise<Answer> {
  source.debug('facts: from the API of GitHub')
  const problems: (string | undefined)[] = []
  const own: Repository['own'] = async (request) => {
    const found = await remote.own(request)
    problems.push(found.problem?.code)
    return found
  }
  try {
    const report = await judgeIn({...remote, own}, range, source)
    return {isWhole: !problems.some((code) => code === 'too-many' || code === 'truncated'), report: () => report}
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.exitCode !== 3) throw error
    const report = () => {
      throw error
    }
    return {isWhole: false, report}
  }
}

/** What the inputs say of profile and configuration. */
export const planOf = ({profile, config}: ActionInputs) => ({
  ...(profile === '' ? {} : {profile}),
  ...(config === '' ? {} : {config})
})

const makeEnvironment = ({env, now, debug}: Source, repository: Repository): CheckEnvironment => ({
  ...{cwd: '/', env, now, git: noGit, repository, debug},
  loadParse: async () => ({native: null, loadReference: async () => parse}),
  progress: () => {}
})

const never = async (): Promise<never> => {
  throw new TypeError('a range is judged without a work tree')
}

const noGit: Git = {root: never, branch: never, author: never, listFiles: never, isTracked: never, move: never}

const settingsOf = (inputs: ActionInputs): RangeSettings => ({
  onUnknown: inputs.onUnknown === 'error' ? 'error' : 'warn',
  ...limit('maxCommits', inputs.maxCommits),
  ...limit('maxAge', inputs.maxAge),
  labels: inputs.skipLabel === '' ? [] : [inputs.skipLabel],
  authors: inputs.exemptAuthors
})

const limit = (name: 'maxCommits' | 'maxAge', given: number | false | null): RangeSettings =>
  given === null ? {} : {[name]: given === false ? null : given}

/** Paths from the root of the repository again. */
function inFolder(report: Report, folder: string): Report {
  if (folder === '') return report
  const whole = <Item extends {path: string}>(item: Item): Item => ({...item, path: `${folder}/${item.path}`})
  return {
    ...report,
    files: report.files.map(whole),
    skipped: report.skipped.map(whole),
    branches: report.branches.map((branch) => ({...branch, handoff: branch.handoff && whole(branch.handoff)}))
  }
}
