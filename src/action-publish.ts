import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {comment} from './action-comment.ts'
import type {ActionContext, ActionOutcome} from './action-context.ts'
import {longestSummary, plainPath, writeOutputs, writeReport, writeSummary} from './action-files.ts'
import type {ActionInputs, OutputName} from './action-inputs.ts'
import type {Speech} from './action-start.ts'
import {soften} from './check-range.ts'
import {findPackage} from './commands/package-root.ts'
import type {Verdict} from './core/freshness.ts'
import {exitCodeOf, type Report} from './core/report.ts'
import {github} from './reporters/github.ts'
import {json} from './reporters/json.ts'
import {markdown} from './reporters/markdown.ts'
import {sarif} from './reporters/sarif.ts'
import {stylish} from './reporters/stylish.ts'
import {neutralise} from './reporters/workflow-command.ts'
import {makePaint, plural} from './terminal.ts'

export type Status = 'passed' | 'failed' | 'undetermined' | 'skipped' | 'error'

/** Tell what was found wherever it is looked for; the exit code. */
export async function publish(context: ActionContext, outcome: ActionOutcome, speech: Speech): Promise<number> {
  const {inputs, env} = context
  const status = statusOf(outcome, inputs)
  const report = inputs.failOn === 'never' ? soften(outcome.report) : outcome.report
  announce({...outcome, report}, inputs, speech)
  await writeSummary(env, summaryOf(context, {...outcome, report}))
  const reportPath = await writeFiles(context, outcome.report)
  await writeOutputs(env, outputsOf(status, outcome.report, reportPath))
  await comment(context, {...outcome, report}, status === 'failed' || status === 'undetermined')
  context.debug(`${context.github.count()} requests to GitHub`)
  if (status === 'failed') return inputs.failOn === 'never' ? 0 : 1
  return status === 'undetermined' ? 3 : 0
}

/** What was found, whether or not it fails the step. */
function statusOf({report, skipped, untold = []}: ActionOutcome, {failOn, onUnknown}: ActionInputs): Status {
  const code = exitCodeOf(report, failOn === 'warning' ? 0 : undefined)
  if (code === 1) return 'failed'
  if (code === 3 || (untold.length > 0 && onUnknown === 'error')) return 'undetermined'
  return skipped === undefined ? 'passed' : 'skipped'
}

function announce({report, skipped, untold = []}: ActionOutcome, inputs: ActionInputs, speech: Speech): void {
  if (skipped !== undefined) {
    speech.notice(`Nothing to judge: ${skipped}.`)
    return
  }
  if (inputs.annotations) speech.out(github(report))
  else speech.out(neutralise(stylish(report, {paint: makePaint(false)})))
  const tell = inputs.onUnknown === 'error' ? speech.fail : speech.warn
  for (const line of untold.slice(0, 5)) tell(`Could not be determined: ${line}`)
  for (const line of untold.slice(5)) speech.say(`Could not be determined: ${line}`)
  const [branch, another] = report.branches
  if (branch?.exemption && branch.exemption.kind !== 'no-work' && !another) {
    speech.notice(`No handoff needed, ${branch.explanation}.`)
  }
  const {errors, warnings} = report.counts
  if (inputs.failOn === 'warning' && errors === 0 && warnings > 0) {
    speech.fail(`${plural(warnings, 'warning')}, and \`fail-on: warning\` is set.`)
  }
}

function summaryOf({linkTo, runUrl}: ActionContext, {report, skipped, summary}: ActionOutcome): string {
  if (summary !== undefined) return summary
  if (skipped !== undefined) return `## Handoffs: nothing to judge\n\n${escapeMarkdown(skipped)}.\n`
  return markdown(report, {linkTo, maxBytes: longestSummary, moreUrl: runUrl})
}

/** Reasons are ours, but for names in them. */
const escapeMarkdown = (text: string): string =>
  text.replace(/[^\p{L}\p{N} ,.;:`/-]/gu, (sign) => `&#${sign.codePointAt(0)};`)

async function writeFiles({inputs, env}: ActionContext, report: Report): Promise<string> {
  if (inputs.sarifFile !== '') {
    const text = sarif(report, {
      version: findPackage().version,
      withoutSources: !existsSync(join(env['GITHUB_WORKSPACE'] || '.', '.git'))
    })
    await writeReport(env, inputs.sarifFile, text)
  }
  return inputs.reportFile === '' ? '' : writeReport(env, inputs.reportFile, json(report))
}

const worstFirst: readonly Verdict[] = ['unknown', 'missing', 'stale', 'due', 'exempt', 'covered']

function outputsOf(status: Status, {counts, branches}: Report, reportPath: string): Record<OutputName, string> {
  const [branch, another] = branches
  return {
    status,
    verdict: worstFirst.find((verdict) => counts.verdicts[verdict] > 0) ?? '',
    'error-count': String(counts.errors),
    'warning-count': String(counts.warnings),
    'stale-branches': String(counts.verdicts.stale + counts.verdicts.missing),
    'handoff-path': another ? '' : plainPath(branch?.handoff?.path),
    'report-path': plainPath(reportPath)
  }
}

/** What later steps get where the run itself failed. */
export const failedOutputs = (status: Status): Record<OutputName, string> => ({
  ...{status, verdict: status === 'undetermined' ? 'unknown' : ''},
  ...{'error-count': '0', 'warning-count': '0', 'stale-branches': '0', 'handoff-path': '', 'report-path': ''}
})
