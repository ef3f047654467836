import type {ScannedBranch} from './action-branches-scan.ts'
import {keepComment} from './action-comment.ts'
import type {ActionContext} from './action-context.ts'
import {ExpectedError} from './errors.ts'
import {code} from './reporters/markdown-text.ts'

/**
 * Say on the pull requests of stale branches that a handoff is wanted, in one comment that becomes a short word when it
 * has come. Each takes a request, and another one to write; troubled branches come first, as long as requests are left.
 */
export async function commentOnStale(
  branches: readonly ScannedBranch[],
  context: Pick<ActionContext, 'github' | 'login' | 'warn' | 'debug'>,
  most: number
): Promise<void> {
  const {github, warn} = context
  // Of those that could not be judged nothing is said, and what was said stays.
  const known = branches.filter(({candidate, report}) => candidate.pull !== null && report.verdict !== 'unknown')
  const sorted = [...known.filter(isStale), ...known.filter((branch) => !isStale(branch))]
  try {
    for (const [index, branch] of sorted.entries()) {
      if (github.count() >= most) {
        const left = sorted.slice(index).filter(isStale).length
        if (left > 0) warn(`${left} stale branches got no comment: the requests to GitHub are used up`)
        return
      }
      await keepComment(context, {
        ...{pull: branch.candidate.pull ?? 0, id: 'stale-branch', resolved},
        text: isStale(branch) ? textOf(branch) : null
      })
    }
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    warn(`no comment on stale branches: ${error.message}${error.hint === null ? '' : ` ${error.hint}`}`)
  }
}

const isStale = ({report}: ScannedBranch): boolean =>
  report.severity !== 'ok' && (report.verdict === 'stale' || report.verdict === 'missing')

const resolved = 'Resolved: this branch is no longer stale.'

const textOf = ({report}: ScannedBranch): string =>
  [
    `**A handoff is ${report.verdict === 'missing' ? 'missing' : 'out of date'}.** ${code(report.explanation)}`,
    ...(report.remedy === null ? [] : [code(report.remedy)]),
    'To skip it with a reason, end the message of the last commit with `Handoff-Skip: the reason`.'
  ].join('\n\n')
