import {posix} from 'node:path'
import {readBlob} from './check-blob.ts'
import {secondsOf, toBranchReport} from './check-branch.ts'
import {type Overrides, planReader, short} from './check-commit.ts'
import {readProfileAt} from './check-commit-profile.ts'
import type {LightPlan} from './check-light-plan.ts'
import {isHandoffFolder, judgeChanged} from './check-push-files.ts'
import type {CheckEnvironment, RangeRequest, RangeSettings} from './check-request.ts'
import type {PlanRequest} from './check-settings.ts'
import type {FreshnessPolicy} from './config/freshness-policy.ts'
import {decodeConfig, readConfig} from './config/load.ts'
import {packageName} from './config/names.ts'
import {judgeBranch} from './core/freshness.ts'
import {exemptionOfBranch} from './core/freshness-exemptions.ts'
import type {BranchFacts, BranchHistory, UnknownHistory} from './core/freshness-facts.ts'
import {touchesOf} from './core/freshness-touches.ts'
import {type BranchReport, type FileReport, type Message, makeReport, type Report} from './core/report.ts'
import {ConfigError} from './errors.ts'
import {blobsOf, readTexts} from './git/history.ts'
import type {OwnCommits, Repository} from './git/port.ts'

type RangeEnvironment = Omit<CheckEnvironment, 'repository'> & {repository: Repository}

/** Judge one branch and the handoffs that it changes, as they are committed; the source may be git or GitHub. */
export async function checkRange(
  range: RangeRequest,
  plan: PlanRequest,
  environment: RangeEnvironment
): Promise<Report> {
  const {debug} = environment
  const whole = await planOf(range, plan, environment)
  const {branch} = range.facts
  if (branch !== null && whole.branches.isIgnored(branch)) {
    debug(`${branch}: ignored by the configuration (\`branches.ignore\`)`)
    return makeReport([])
  }
  const facts = factsFor(range)
  const policy = whole.branches.policyFor(branch)
  const now = secondsOf(environment.now)
  // Of a branch that nobody wants to have judged nothing is read.
  const excused = exemptionOfBranch(facts, policy)
  if (excused?.kind === 'label' || excused?.kind === 'bot') {
    const status = judgeBranch({...facts, history: notRead, policy, now})
    return makeReport([], [], [toBranchReport(status, whole)])
  }
  const own = await readOwn(range, whole, environment.repository)
  const history = await historyOf(own, whole, policy, environment.repository)
  const status = judgeBranch({...facts, history, policy, now})
  const {files, skipped} = await filesOf(range, own, whole, environment)
  return soften(makeReport(files, skipped, [toBranchReport(status, whole)]), isDraft(range, policy))
}

/** Never shown: the exemption is known without it. */
const notRead: UnknownHistory = {known: false, code: 'truncated', reason: 'it was not read', fix: 'Read it.'}

/** The configuration that counts, with what the request changes in it. */
async function planOf(range: RangeRequest, plan: PlanRequest, environment: RangeEnvironment): Promise<LightPlan> {
  const {repository, debug} = environment
  const overrides = await overridesAt(range.configAt, plan, repository)
  const whole = await planReader(repository, plan, overrides, debug)(range.configAt)
  const {settings = {}} = range
  const {branches} = whole
  return {
    ...whole,
    branches: {
      ...branches,
      onUnknown: settings.onUnknown ?? branches.onUnknown,
      policyFor: (branch) => changed(branches.policyFor(branch), settings)
    }
  }
}

function changed(policy: FreshnessPolicy, settings: RangeSettings): FreshnessPolicy {
  const {maxCommits = policy.maxCommits, maxAge = policy.maxAge, labels = [], authors = []} = settings
  const {exempt} = policy
  const more = {labels: [...exempt.labels, ...labels], bots: [...exempt.bots, ...authors]}
  return {...policy, maxCommits, maxAge, exempt: {...exempt, ...more}}
}

/** What the request names lies in the repository as all else does: there may be no disk to look at. */
export async function overridesAt(
  commit: string,
  {config, profile}: PlanRequest,
  repository: Repository
): Promise<Overrides> {
  return {
    config: config === undefined ? null : await configAt(commit, posix.normalize(config), repository),
    forced: profile === undefined ? null : await readProfileAt(repository, commit, profile)
  }
}

async function configAt(commit: string, path: string, repository: Repository) {
  const entry = await repository.entryAt(commit, path)
  if (!entry?.mode.startsWith('100')) {
    throw new ConfigError(`no configuration ${path} (in commit ${short(commit)})`, {
      hint: 'Give the path of a .json or .yaml file that is committed.'
    })
  }
  const text = decodeConfig(await readBlob(repository, entry.oid), path)
  return readConfig(text, path, posix.basename(path) === packageName)
}

/** An account that was named is meant, be it one of a person or of a bot. */
function factsFor({facts, settings}: RangeRequest): BranchFacts {
  const {opener} = facts
  const isNamed = opener !== undefined && (settings?.authors ?? []).includes(opener.login)
  // A draft is judged like any other: its errors count as warnings, so that whoever works on it sees what is missing.
  return {...facts, draft: undefined, opener: isNamed ? {...opener, isBot: true} : opener}
}

const isDraft = ({facts}: RangeRequest, {exempt}: FreshnessPolicy): boolean => facts.draft === true && exempt.drafts

async function readOwn(
  {facts: {head}, base}: RangeRequest,
  {isHandoff, plan}: LightPlan,
  {own}: Repository
): Promise<OwnCommits> {
  // The only line of work there is: nobody waits for its handoff.
  if (base === null) return {commits: [], problem: null}
  return own({head, base, isWanted: (path) => isHandoff(path) || isHandoffFolder(path, plan.isClaimed)})
}

/** No git is started where objects are open already. */
const nowhere = {cwd: '', env: {}}

async function historyOf(
  {commits, problem}: OwnCommits,
  {isHandoff}: LightPlan,
  {isIgnored}: FreshnessPolicy,
  {catFile}: Repository
): Promise<BranchHistory> {
  if (problem) return problem
  const blobs = blobsOf(
    commits.flatMap(({changes}) => changes),
    isHandoff
  )
  const textOf = await readTexts(nowhere, blobs, catFile)
  const kinds = {isHandoff, isIgnored}
  return {
    known: true,
    commits: commits.map(({changes, ...commit}) => ({...commit, touches: touchesOf(changes, kinds, textOf)}))
  }
}

const filesOf = (
  {facts: {head}}: RangeRequest,
  {commits, problem}: OwnCommits,
  whole: LightPlan,
  environment: RangeEnvironment
) => judgeChanged([{head, whole}], [{own: commits, fresh: commits, problem}], environment.repository, environment)

/** Errors as warnings, counted anew; what could not be told stays what it is. */
export function soften(report: Report, isWanted = true): Report {
  if (!isWanted) return report
  const ofMessage = (message: Message): Message => ({...message, severity: 'warning'})
  const ofFile = (file: FileReport): FileReport => ({...file, messages: file.messages.map(ofMessage)})
  return makeReport(report.files.map(ofFile), report.skipped, report.branches.map(ofBranch))
}

const ofBranch = (branch: BranchReport): BranchReport =>
  branch.severity === 'error' && branch.verdict !== 'unknown' ? {...branch, severity: 'warning'} : branch
