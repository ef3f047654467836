import type {ActionContext, ActionOutcome} from './action-context.ts'
import {writeOutputs, writeSummary} from './action-files.ts'
import {findNewFileUrl} from './action-new-file.ts'
import {failedOutputs, publish} from './action-publish.ts'
import {type ActionInvocation, createContext, makeSpeech, type Speech} from './action-start.ts'
import {findTask} from './action-target.ts'
import {makeReport} from './core/report.ts'
import {ExpectedError} from './errors.ts'
import {code} from './reporters/markdown-text.ts'
import {neutralise} from './reporters/workflow-command.ts'
import {escapeLines} from './terminal.ts'

/**
 * Run the Action once.
 *
 * @returns the exit code: 0 fine, 1 findings, 2 could not run, 3 could not be determined.
 */
export async function main(invocation: ActionInvocation): Promise<number> {
  const speech = makeSpeech(invocation)
  try {
    const context = createContext(invocation, speech)
    return await publish(context, await run(context), speech)
  } catch (error) {
    return explainFailure(error, invocation, speech)
  }
}

async function run(context: ActionContext): Promise<ActionOutcome> {
  const task = await findTask(context)
  if (task.kind === 'nothing') return {report: makeReport([]), skipped: task.reason}
  if (task.kind === 'branches') {
    const {runBranches} = await import('./action-branches.ts')
    return runBranches(context)
  }
  const {range, pull} = task
  const report = await context.check(range)
  const isEmpty = report.branches.length + report.files.length === 0
  if (isEmpty) return {report, skipped: `the configuration ignores the branch ${range.facts.branch}`}
  const newFileUrl = pull === null ? undefined : await findNewFileUrl(context, range, report)
  return {report, newFileUrl, ...(pull === null ? {} : {pull})}
}

const issues = 'https://github.com/handoff-lint/handoff-lint/issues'

/** A run that could not look is red, and says why; only a bug shows its stack. */
async function explainFailure(error: unknown, {env}: ActionInvocation, speech: Speech): Promise<number> {
  const isExpected = error instanceof ExpectedError
  const exitCode = isExpected ? error.exitCode : 2
  const what = exitCode === 3 ? 'could not be determined' : 'could not run'
  const [message, hint] = isExpected ? [error.message, error.hint] : [`a bug, please report it: ${issues}`, null]
  if (!isExpected) speech.out(`${neutralise(escapeLines(stackOf(error)))}\n`)
  speech.fail([`The handoffs ${what}: ${message}`, ...(hint === null ? [] : [hint])].join('\n'))
  const rows = [message, ...(hint === null ? [] : [hint])].map((text) => `- ${code(text)}`)
  await writeOutputs(env, failedOutputs(exitCode === 3 ? 'undetermined' : 'error')).catch(() => {})
  await writeSummary(env, `## Handoffs: ${what}\n\n${rows.join('\n')}\n`).catch(() => {})
  return exitCode
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
