import * as v from 'valibot'
import {branchOf, isZeroOid} from '../core/ref-update.ts'
import {UsageError} from '../errors.ts'

/** A pull request as it was when the event happened; a run that is started again gets the same words. */
export interface PullTarget {
  kind: 'pull'
  number: number
  head: {oid: string; branch: string}
  base: {oid: string; branch: string}
  /** The head is not to be trusted: it comes from elsewhere, or the run has rights that its author lacks. */
  isUntrusted: boolean
}

export interface PushTarget {
  kind: 'push'
  branch: string
  head: string
  /** What the branch was at before; null for a new one. */
  before: string | null
  defaultBranch: string
}

/** Pull requests that a merge queue tries together. */
export interface GroupTarget {
  kind: 'group'
  head: string
  base: string
  /** The branch that they are merged into. */
  branch: string
}

/** No branch in particular: all of them, or those of the open pull requests. */
export interface BranchesTarget {
  kind: 'branches'
}

/** Nothing to judge, which is fine. */
export interface NoTarget {
  kind: 'nothing'
  reason: string
}

export type Target = PullTarget | PushTarget | GroupTarget | BranchesTarget | NoTarget

const oid = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u))

const named = v.object({full_name: v.string()})

const pullPayload = v.object({
  action: v.optional(v.string()),
  repository: named,
  pull_request: v.object({
    number: v.number(),
    base: v.object({sha: oid, ref: v.string()}),
    head: v.object({sha: oid, ref: v.string(), repo: v.nullish(named)})
  })
})

const pushPayload = v.object({
  ref: v.string(),
  before: oid,
  after: oid,
  deleted: v.optional(v.boolean(), false),
  repository: v.object({default_branch: v.string()})
})

const groupPayload = v.object({merge_group: v.object({base_sha: oid, head_sha: oid, base_ref: v.string()})})

const all = (): BranchesTarget => ({kind: 'branches'})

const readers: Readonly<Record<string, (payload: unknown) => Target>> = {
  pull_request: (payload) => pullIn(payload, false),
  pull_request_target: (payload) => pullIn(payload, true),
  push: pushIn,
  merge_group: groupIn,
  schedule: all,
  workflow_dispatch: all,
  workflow_call: calledIn
}

/** The events that say what to judge. */
export const supportedEvents: readonly string[] = Object.keys(readers)

/** Tell from an event and its payload what to judge: what is checked out, and `GITHUB_SHA`, may be something else. */
export function readEvent(name: string, payload: unknown): Target {
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined
  if (read) return read(payload)
  throw new UsageError(`the event ${JSON.stringify(name.slice(0, 100))} does not say what to judge`, {
    hint: `Run the Action on one of: ${supportedEvents.join(', ')}; or give the inputs \`base\` and \`head\`.`
  })
}

function parsed<Schema extends v.GenericSchema>(schema: Schema, payload: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, payload)
  if (result.success) return result.output
  const where = v.getDotPath(result.issues[0]) ?? 'all of it'
  throw new UsageError(`the payload of the event cannot be read: unexpected \`${where}\``, {
    hint: 'Leave `GITHUB_EVENT_NAME` and `GITHUB_EVENT_PATH` as GitHub sets them.'
  })
}

function pullIn(payload: unknown, isPrivileged: boolean): Target {
  const {action, repository, pull_request: pull} = parsed(pullPayload, payload)
  const {number, base, head} = pull
  if (action === 'closed') return {kind: 'nothing', reason: `pull request #${number} is closed`}
  return {
    kind: 'pull',
    number,
    head: {oid: head.sha, branch: head.ref},
    base: {oid: base.sha, branch: base.ref},
    // Of a fork that was deleted nothing is left to compare.
    isUntrusted: isPrivileged || head.repo?.full_name !== repository.full_name
  }
}

function pushIn(payload: unknown): Target {
  const {ref, before, after, deleted, repository} = parsed(pushPayload, payload)
  const branch = branchOf(ref)
  if (branch === null) return {kind: 'nothing', reason: `${ref} is not a branch`}
  if (deleted || isZeroOid(after)) return {kind: 'nothing', reason: `the branch ${branch} was deleted`}
  return {
    kind: 'push',
    branch,
    head: after,
    before: isZeroOid(before) ? null : before,
    defaultBranch: repository.default_branch
  }
}

function groupIn(payload: unknown): Target {
  const {base_sha: base, head_sha: head, base_ref: ref} = parsed(groupPayload, payload).merge_group
  return {kind: 'group', head, base, branch: branchOf(ref) ?? ref}
}

/** A workflow that is called gets the payload of its caller, and mostly the name of its event, too. */
function calledIn(payload: unknown): Target {
  const has = (key: string) => typeof payload === 'object' && payload !== null && Object.hasOwn(payload, key)
  if (has('pull_request')) return pullIn(payload, true)
  if (has('merge_group')) return groupIn(payload)
  return has('before') && has('after') ? pushIn(payload) : all()
}
