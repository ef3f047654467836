import * as v from 'valibot'
import type {BranchFacts} from '../core/freshness-facts.ts'
import type {Pull} from './answers.ts'
import * as answers from './answers.ts'
import type {Github} from './client.ts'
import type {PullTarget, PushTarget} from './event.ts'
import {GithubError} from './github-error.ts'

/** What is to be judged, with all that only GitHub knows of it. */
export interface ResolvedTarget {
  facts: BranchFacts
  /** What is reachable from it is not the branch’s own; null when there is nothing to compare with. */
  base: string | null
  /** The commit whose configuration counts. */
  configAt: string
}

/**
 * Ask how a pull request is now: a run that is started again gets its old payload, in which labels and draft may be out
 * of date, and `base.sha` stays where the base was once, so that commits merged from it would seem to be the branch’s own.
 */
export async function resolvePull(github: Github, target: PullTarget): Promise<ResolvedTarget> {
  const {head, base, isUntrusted} = target
  const pull = await github.pull(target.number)
  const isOpen = pull.state === 'open'
  // Once it is merged its base has all its commits.
  const tip = isOpen ? await tipOf(github, pull.base.ref) : null
  const baseOid = tip ?? base.oid
  return {
    facts: {...factsOf(pull), branch: head.branch, head: head.oid},
    base: baseOid,
    configAt: isUntrusted ? baseOid : head.oid
  }
}

const payloadOfPull = v.object({pull_request: answers.pull})

/** What the event says of a pull request: all there is where nobody can be asked. */
export function readPull(payload: unknown, {head, base, isUntrusted}: PullTarget): ResolvedTarget {
  const {pull_request: pull} = answers.read(payloadOfPull, payload)
  return {
    facts: {...factsOf(pull), branch: head.branch, head: head.oid},
    base: base.oid,
    configAt: isUntrusted ? base.oid : head.oid
  }
}

/** What is known of the branch of a pull request as it is now. */
export function factsOf({draft, labels, user, head}: Pull): BranchFacts {
  return {
    branch: head.ref,
    head: head.sha,
    draft,
    labels: labels.map(({name}) => name),
    // Accounts that are gone have opened nothing.
    opener: user ? {login: user.login, isBot: user.type === 'Bot'} : undefined
  }
}

/** A branch is compared with the default branch, and that with what it was. */
export async function resolvePush(github: Github, target: PushTarget): Promise<ResolvedTarget> {
  const {branch, head, before, defaultBranch} = target
  const base = branch === defaultBranch ? before : await tipOf(github, defaultBranch)
  return {facts: {branch, head}, base, configAt: head}
}

/** The commit that a branch points to now; null when there is no such branch. */
export async function tipOf(github: Github, branch: string): Promise<string | null> {
  try {
    return (await github.branch(branch)).commit.sha
  } catch (error) {
    if (error instanceof GithubError && error.status === 404) return null
    throw error
  }
}
