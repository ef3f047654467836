import {isTheEnd, limitReading} from './action-branches-budget.ts'
import {commentOnStale} from './action-branches-comment.ts'
import {updateDashboard} from './action-branches-dashboard.ts'
import {listCandidates} from './action-branches-list.ts'
import {repositoriesIn, toRepository} from './action-branches-repositories.ts'
import {type Scanned, scanCandidates} from './action-branches-scan.ts'
import {isInShard} from './action-branches-shard.ts'
import {branchesTable, countLine} from './action-branches-table.ts'
import type {ActionContext, ActionOutcome} from './action-context.ts'
import type {ActionInputs} from './action-inputs.ts'
import {createCheck} from './action-source.ts'
import {makeReport} from './core/report.ts'
import {ExpectedError} from './errors.ts'
import {code} from './reporters/markdown-text.ts'
import {plural} from './terminal.ts'

/** Of the 800 requests that a run makes at most so many are for reading; the others are for saying what was found. */
const mostForReading = 700

/** After so many no more comments are written, so that some are left for the dashboard. */
const mostForComments = 780

/** GitHub drops a longer summary whole, and refuses a longer issue. */
const longestSummary = 900_000
const longestIssue = 60_000

/** What was found in one repository, or in several. */
interface Part extends Scanned {
  /** What other shards look at. */
  elsewhere: number
}

/**
 * Judge all branches, or those of the open pull requests, each as its own pull request would be judged, and say how they
 * stand: in the summary, in one issue, and where that is wanted on pull requests.
 */
export async function runBranches(context: ActionContext): Promise<ActionOutcome> {
  const {inputs, env, serverUrl, runUrl} = context
  const names = repositoriesIn(env)
  const part = names.length === 0 ? await scanRepository(context, inputs.shard) : await scanMany(names, context)
  const {branches, untold} = part
  const paragraphs = ['## Handoffs of all branches', ...paragraphsOf(part, inputs.shard)]
  const summary = branchesTable(paragraphs, branches, {serverUrl, maxBytes: longestSummary, moreUrl: runUrl})
  const reports = branches.map(({report}) => report)
  return {report: makeReport([], [], reports), summary, untold}
}

/** Judge the branches of one repository, and say there what was found. */
async function scanRepository(context: ActionContext, shard: ActionInputs['shard']): Promise<Part> {
  const {github, inputs, debug} = context
  const {candidates, elsewhere, unlisted} = await listCandidates(github, {
    ...{scope: inputs.branches, base: inputs.base},
    shard
  })
  debug(`${github.repository}: ${plural(candidates.length, 'branch', 'branches')} to judge, ${elsewhere} elsewhere`)
  const reading = limitReading(github, mostForReading)
  const check = createCheck({...context, github: reading})
  const scanned = await scanCandidates(candidates, {...{inputs, debug, check}, github: reading})
  const part = {
    ...{...scanned, elsewhere},
    untold: [...scanned.untold, ...unlisted.map((what) => `GitHub did not list ${what}`)]
  }
  if (inputs.dashboard) await keepDashboard(context, part, shard)
  if (inputs.commentStale) await commentOnStale(part.branches, context, mostForComments)
  return part
}

/** Judge several repositories, one after the other; one that cannot be looked at is named and does not stop the rest. */
async function scanMany(names: readonly string[], context: ActionContext): Promise<Part> {
  const {shard} = context.inputs
  const own = names.filter((name) => shard === null || isInShard(name, shard))
  const parts: Part[] = []
  let end: unknown = null
  for (const name of own) {
    try {
      if (end !== null) throw end
      parts.push(named(name, await scanRepository(toRepository(name, context), null)))
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error
      // The next repository has requests of its own, but the same token.
      if (isTheEnd(error)) end ??= error
      parts.push({...nothing, untold: [`${name}: ${error.message}`]})
    }
  }
  return {
    branches: parts.flatMap(({branches}) => branches),
    untold: parts.flatMap(({untold}) => untold),
    withoutWork: sum(parts.map(({withoutWork}) => withoutWork)),
    ignored: sum(parts.map(({ignored}) => ignored)),
    elsewhere: names.length - own.length
  }
}

const nothing: Part = {branches: [], withoutWork: 0, ignored: 0, untold: [], elsewhere: 0}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** No name of a branch has a colon in it. */
const named = (repository: string, part: Part): Part => ({
  ...part,
  untold: part.untold.map((line) => `${repository}: ${line}`),
  branches: part.branches.map((branch) => {
    const name = `${repository}:${branch.candidate.name}`
    return {...branch, candidate: {...branch.candidate, name}, report: {...branch.report, branch: name}}
  })
})

function paragraphsOf(
  {branches, withoutWork, ignored, elsewhere, untold}: Part,
  shard: ActionInputs['shard']
): string[] {
  const left = [
    withoutWork > 0 ? `${withoutWork} without work of their own` : '',
    ignored > 0 ? `${ignored} left out by the configuration` : '',
    elsewhere > 0 ? `${elsewhere} in other shards than ${shard?.index}/${shard?.count}` : ''
  ].filter((text) => text !== '')
  const lines = untold.slice(0, 20).map((line) => `- ${code(line)}`)
  return [
    countLine(branches),
    left.length === 0 ? '' : `Not in the table: ${left.join(', ')}.`,
    untold.length === 0 ? '' : `**Not looked at: ${untold.length}.**\n\n${lines.join('\n')}`
  ]
}

/** Say in the issue what needs attention; what cannot be written is a warning, the verdict stands. */
async function keepDashboard(context: ActionContext, part: Part, shard: ActionInputs['shard']): Promise<void> {
  const {github, notice, warn, debug, serverUrl, login} = context
  if (shard !== null && shard.count > 1) {
    notice('no dashboard: a shard knows only its part of the branches; run without `shard` to have one')
    return
  }
  const troubled = part.branches.filter(({report}) => report.severity !== 'ok')
  const isOpen = troubled.some(({untold}) => untold === undefined)
  if (!isOpen && part.untold.length > 0) {
    notice('the dashboard is left as it is: not all branches could be looked at')
    return
  }
  const body = isOpen
    ? branchesTable([...paragraphsOf(part, null), advice], troubled, {serverUrl, maxBytes: longestIssue})
    : 'Every branch with work carries a handoff that covers it. This issue is opened again when one does not.\n'
  try {
    const result = await updateDashboard(github, {id: 'branches', login: await login(), body, isOpen})
    debug(`dashboard: ${result}`)
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    warn(`the dashboard could not be written: ${error.message}${error.hint === null ? '' : ` ${error.hint}`}`)
  }
}

const advice =
  'Write a handoff for each, or excuse the work by a commit that ends with `Handoff-Skip: the reason`. This text is kept up to date; the issue is closed when all is well.'
