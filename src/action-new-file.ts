import * as v from 'valibot'
import type {ActionContext} from './action-context.ts'
import {openGithubRepository, planOf} from './action-source.ts'
import {settledProfile} from './check-commit.ts'
import {overridesAt} from './check-range.ts'
import type {RangeRequest} from './check-request.ts'
import {findPlace} from './commands/new-path.ts'
import type {Report} from './core/report.ts'
import {ExpectedError} from './errors.ts'
import {within} from './git/repository.ts'
import {slugify} from './handoff/filename.ts'
import {builtinProfiles} from './profiles/index.ts'
import {scaffold} from './profiles/scaffold.ts'

/** Longer addresses are refused by servers on the way. */
const longestUrl = 7000

/** The page of GitHub where a missing handoff is written, its name and scaffold filled in; undefined where none is due. */
export async function findNewFileUrl(
  context: ActionContext,
  range: RangeRequest,
  {branches}: Report
): Promise<string | undefined> {
  const {branch} = range.facts
  const wanting = branches.find(({verdict}) => ['missing', 'stale', 'due'].includes(verdict))
  const home = headRepository(context)
  if (!wanting || branch === null || home === null) return undefined
  try {
    const {path, text} = await newHandoff(context, range, branch)
    const start = `${context.serverUrl}/${home}/new/${encodePath(branch)}?filename=${encodeURIComponent(path)}`
    const whole = `${start}&value=${encodeURIComponent(text)}`
    return whole.length > longestUrl ? start : whole
  } catch (error) {
    // It is only a help.
    if (!(error instanceof ExpectedError)) throw error
    context.debug(`no link to a new handoff: ${error.message}`)
    return undefined
  }
}

const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

async function newHandoff({inputs, github}: ActionContext, {configAt, facts}: RangeRequest, branch: string) {
  const folder = inputs.workingDirectory
  const whole = openGithubRepository(github)
  const repository = folder === '' ? whole : within(whole, folder)
  const overrides = await overridesAt(configAt, planOf(inputs), repository)
  const settled = await settledProfile(repository, configAt, overrides)
  const profile = settled ?? builtinProfiles.find(({name}) => name === 'timestamped')
  if (!profile) throw new TypeError('the profile timestamped is missing')
  // Not the clock: a comment is left alone as long as nothing changed.
  const iso = (await github.commit(facts.head)).commit.committer?.date ?? ''
  const [, date = '2000-01-01', time = '00:00:00'] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})Z$/u.exec(iso) ?? []
  const slug = slugify(branch) || 'session'
  const {path} = findPlace(profile, [], {date, time: time.slice(0, 5).replace(':', ''), slug})
  return {path: folder === '' ? path : `${folder}/${path}`, text: scaffold(profile, {date, time, branch})}
}

const payload = v.object({pull_request: v.object({head: v.object({repo: v.object({full_name: v.string()})})})})

/** Where the branch is: in a fork, or here. */
function headRepository({event, repository}: ActionContext): string | null {
  const result = v.safeParse(payload, event.payload)
  if (!result.success) return event.name === 'push' ? repository : null
  const {full_name: name} = result.output.pull_request.head.repo
  return /^[\w.-]+\/[\w.-]+$/u.test(name) ? name : null
}
