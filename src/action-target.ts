import type {ActionContext} from './action-context.ts'
import type {RangeRequest} from './check-request.ts'
import {isOid} from './core/ref-update.ts'
import {UsageError} from './errors.ts'
import {type PullTarget, readEvent, supportedEvents, type Target} from './github/event.ts'
import {type ResolvedTarget, readPull, resolvePull, resolvePush, tipOf} from './github/resolve.ts'

/** What is to be done: judge one branch, or all of them, or nothing, which is fine. */
export type Task =
  | {kind: 'range'; range: RangeRequest; pull: number | null}
  | {kind: 'branches'}
  | {kind: 'nothing'; reason: string}

/** Find out what the event and the inputs ask for. */
export async function findTask(context: ActionContext): Promise<Task> {
  const {inputs, event} = context
  if (inputs.mode === 'branches') return {kind: 'branches'}
  if (inputs.head !== '') return named(context)
  const target = readEvent(event.name, event.payload)
  if (target.kind === 'branches' && inputs.mode === 'pull-request') {
    throw new UsageError(`the event \`${event.name}\` names no branch to judge`, {
      hint: `Give the input \`head\`, or run the Action on one of: ${supportedEvents.slice(0, 4).join(', ')}.`
    })
  }
  return taskOf(target, context)
}

async function taskOf(target: Target, context: ActionContext): Promise<Task> {
  if (target.kind === 'nothing' || target.kind === 'branches') return target
  const given = await givenBase(context)
  if (target.kind === 'group') {
    if (!context.inputs.checkMergeGroup) return {kind: 'nothing', reason: groupReason}
    const {head, base} = target
    return {kind: 'range', pull: null, range: {facts: {branch: null, head}, base: given ?? base, configAt: head}}
  }
  const isPull = target.kind === 'pull'
  const range = isPull ? await pullOf(target, context) : await resolvePush(context.github, target)
  const isUntrusted = isPull && target.isUntrusted
  return {
    kind: 'range',
    range: {...range, ...(given === null ? {} : {base: given, ...(isUntrusted ? {configAt: given} : {})})},
    pull: isPull ? target.number : null
  }
}

const pullOf = async (target: PullTarget, {inputs, github, event}: ActionContext): Promise<ResolvedTarget> =>
  inputs.token === '' ? readPull(event.payload, target) : resolvePull(github, target)

const groupReason =
  'a merge group is not judged again, its pull requests were; set `check-merge-group: true` to judge it all the same'

/** Events whose payload nobody outside can shape: the head that is named is as good as the workflow. */
const ownEvents = new Set(['push', 'schedule', 'workflow_dispatch'])

async function named(context: ActionContext): Promise<Task> {
  const {inputs, event, github} = context
  const head = await commitOf(inputs.head, context)
  const base = (await givenBase(context)) ?? (await tipOf(github, (await github.info()).default_branch))
  const configAt = ownEvents.has(event.name) ? head : (base ?? head)
  const branch = isOid(inputs.head) ? null : nameOf(inputs.head)
  return {kind: 'range', range: {facts: {branch, head}, base, configAt}, pull: null}
}

const givenBase = async (context: ActionContext): Promise<string | null> =>
  context.inputs.base === '' ? null : commitOf(context.inputs.base, context)

async function commitOf(revision: string, {github}: ActionContext): Promise<string> {
  if (isOid(revision)) return revision
  const oid = await tipOf(github, nameOf(revision))
  if (oid !== null) return oid
  throw new UsageError(`no branch ${JSON.stringify(revision)} on GitHub`, {
    hint: 'Give `base` and `head` as names of branches, or as full object ids.'
  })
}

const nameOf = (revision: string): string => revision.replace(/^refs\/heads\//u, '')
