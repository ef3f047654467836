import {askEarlier, type Earlier} from './check-known.ts'
import type {CheckEnvironment, CheckRequest} from './check-request.ts'
import {makeReport, type Report} from './core/report.ts'
import {UsageError} from './errors.ts'
import {ruleIds} from './rule-ids.ts'
import {instead} from './suggest.ts'

export {type CheckEnvironment, type CheckRequest, stdinPath} from './check-request.ts'

/**
 * Judge what the request names. Findings are in the report; only what keeps the run from happening is thrown.
 *
 * @param earlier of the same request, by those who have something else to do while git runs.
 */
export async function check(request: CheckRequest, environment: CheckEnvironment, earlier?: Earlier): Promise<Report> {
  refuseUnknownRules([...Object.keys(request.severity ?? {}), ...(request.only ?? [])])
  if (request.push) {
    const {checkPush} = await import('./check-push.ts')
    return checkPush(request.push, request, environment)
  }
  if (request.range) {
    const {repository} = environment
    if (!repository) throw new TypeError('a range needs a repository to be read from')
    const {checkRange} = await import('./check-range.ts')
    return checkRange(request.range, request, {...environment, repository})
  }
  const known = earlier ?? (await askEarlier(request, environment))
  const summary = request.branch ? null : await known.summary()
  if (summary) return makeReport(summary.files, [], [], summary.clean)
  const {checkFiles} = await import('./check-files.ts')
  return checkFiles(request, environment, known)
}

function refuseUnknownRules(ids: readonly string[]): void {
  const id = ids.find((one) => !ruleIds.includes(one))
  if (id !== undefined) throw new UsageError(`Unknown rule \`${id}\``, {hint: instead(id, ruleIds)})
}
