import {createHash} from 'node:crypto'
import type {ActionContext, ActionOutcome} from './action-context.ts'
import {ExpectedError} from './errors.ts'
import {headline} from './reporters/headline.ts'
import {markdown} from './reporters/markdown.ts'
import {link} from './reporters/markdown-text.ts'

/** GitHub takes 65,536 characters. */
const longestComment = 60_000

type Commenting = Pick<ActionContext, 'github' | 'login' | 'debug'>

/** A comment that is to be there, once, as long as there is something to say. */
export interface Sticky {
  pull: number
  /** Tells it from others of ours on the same pull request. */
  id: string
  /** Null where there is nothing to say: then a comment that is there already says `resolved`. */
  text: string | null
  resolved: string
}

const markerOf = (id: string): string => `<!-- handoff-lint:${id} -->`

/** Keep one comment of our own up to date; what others wrote, be it with our marker, is left alone. */
export async function keepComment(context: Commenting, {pull, id, text, resolved}: Sticky): Promise<void> {
  const {github, debug} = context
  const marker = markerOf(id)
  const marked = (await github.comments(pull)).items.filter(({body}) => body?.startsWith(marker))
  const login = marked.length > 0 ? await context.login() : ''
  const [first, ...more] = marked.filter(({user}) => user?.login === login)
  for (const {id: one} of more) await github.deleteComment(one)
  const body = `${marker}\n${text ?? resolved}`
  if (first && !isSame(first.body ?? '', body)) await github.updateComment(first.id, body)
  else if (!first && text !== null) await github.createComment(pull, body)
  else debug('the comment needs no change')
}

/** GitHub keeps neither white space at the ends nor kinds of line breaks. */
const isSame = (a: string, b: string): boolean => plain(a) === plain(b)

const plain = (text: string): string => text.replace(/\r\n?/gu, '\n').trim()

/** Comment on the pull request of a run as the input `comment` says; that it fails changes no verdict. */
export async function comment(context: ActionContext, outcome: ActionOutcome, isWrong: boolean): Promise<void> {
  const {inputs, warn} = context
  if (outcome.pull === undefined || inputs.comment === 'never' || inputs.token === '') return
  const isSaid = isWrong || inputs.comment === 'always'
  try {
    await keepComment(context, {
      pull: outcome.pull,
      id: commentId(context),
      text: isSaid ? textOf(context, outcome) : null,
      resolved: `## Handoffs: passed\n\n${headline(outcome.report)} What failed before is resolved.\n`
    })
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    warn(`no comment on the pull request: ${error.message}. ${forkHint}`)
  }
}

const forkHint = 'On pull requests from forks the token may only read; the job summary says the same.'

/** Two jobs, or two folders, have a comment each; a run that is started again finds its own. */
function commentId({env, inputs}: ActionContext): string {
  const [workflow = ''] = (env['GITHUB_WORKFLOW_REF'] ?? env['GITHUB_WORKFLOW'] ?? '').split('@')
  const parts = [workflow, env['GITHUB_JOB'] ?? '', inputs.workingDirectory, inputs.profile, inputs.config]
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16)
}

function textOf({linkTo, runUrl}: ActionContext, {report, newFileUrl}: ActionOutcome): string {
  const help = helpFor(report.branches.some(isWanting), newFileUrl)
  const maxBytes = longestComment - Buffer.byteLength(help) - 200
  return `${markdown(report, {linkTo, maxBytes, moreUrl: runUrl})}${help}`
}

const isWanting = ({verdict}: {verdict: string}): boolean => ['missing', 'stale', 'due'].includes(verdict)

/** What helps whoever has to write a handoff, or has a reason not to. */
function helpFor(isWanted: boolean, newFileUrl: string | undefined): string {
  if (!isWanted) return ''
  const write =
    newFileUrl === undefined
      ? []
      : [`- ${link('Write the handoff here', newFileUrl)}, or run \`npx handoff-lint new\`.`]
  const skip = '- To skip it with a reason: end the message of the last commit with `Handoff-Skip: the reason`.'
  return `\n### What helps\n\n${[...write, skip].join('\n')}\n`
}
