import {isInShard, type Shard} from './action-branches-shard.ts'
import type {BranchFacts} from './core/freshness-facts.ts'
import type {Pull} from './github/answers.ts'
import type {Github} from './github/client.ts'
import {factsOf, tipOf} from './github/resolve.ts'

/** A branch that is to be judged. */
export interface Candidate {
  /** As a reader knows it: `topic`, for a fork `owner:topic`. */
  name: string
  /** The one that it is judged in: `owner/name`. */
  repository: string
  facts: BranchFacts
  /** Name and commit of what it is compared with; null when there is no such branch. */
  base: {name: string; oid: string | null}
  /** The number of its open pull request; null when it has none. */
  pull: number | null
  /** Its configuration is not to be trusted. */
  isForeign: boolean
}

export interface ListRequest {
  scope: 'all' | 'pull-requests'
  /** What to compare with, whatever pull requests say: a branch or a commit; empty for what they say. */
  base: string
  /** Null: all is one part. */
  shard: Shard | null
}

export interface Candidates {
  candidates: Candidate[]
  /** Branches that other parts look at. */
  elsewhere: number
  /** What GitHub did not list, in words. */
  unlisted: string[]
}

/** Choose the branches to judge: those with an open pull request first, since somebody waits for them. */
export async function listCandidates(github: Github, {scope, base, shard}: ListRequest): Promise<Candidates> {
  const [info, branches, pulls] = await Promise.all([
    github.info(),
    scope === 'all' ? github.branches() : {items: [], truncated: false},
    github.openPulls()
  ])
  const usual = base === '' ? info.default_branch : base
  const tips = new Map(branches.items.map(({name, commit}) => [name, commit.sha]))
  const wanted = pulls.items.filter((pull) => scope === 'pull-requests' || isOwn(pull, github))
  const names = wanted.map((pull) => (base === '' ? pull.base.ref : base))
  const baseOf = await baseFinder(github, tips, [usual, ...names])
  const {repository} = github
  const found = new Map<string, Candidate>()
  for (const [index, pull] of wanted.entries()) {
    const isForeign = !isOwn(pull, github)
    const name = isForeign ? `${ownerOf(pull)}:${pull.head.ref}` : pull.head.ref
    // Of several pull requests of one branch the newest is listed first.
    if (found.has(name)) continue
    found.set(name, {
      name,
      repository,
      facts: factsOf(pull),
      base: baseOf(names[index] ?? usual),
      pull: pull.number,
      isForeign
    })
  }
  for (const [name, head] of tips) {
    if (found.has(name) || name === usual || name === info.default_branch) continue
    found.set(name, {name, repository, facts: {branch: name, head}, base: baseOf(usual), pull: null, isForeign: false})
  }
  const all = [...found.values()]
  const candidates = shard ? all.filter(({name}) => isInShard(`${repository} ${name}`, shard)) : all
  const unlisted = [cutNotice('branches', branches), cutNotice('pull requests', pulls)].filter((text) => text !== '')
  return {candidates, elsewhere: all.length - candidates.length, unlisted}
}

const cutNotice = (what: string, {items, truncated}: {items: readonly unknown[]; truncated: boolean}): string =>
  truncated ? `${what} beyond the first ${items.length}` : ''

const isOwn = ({head}: Pull, {repository}: Github): boolean =>
  head.repo?.full_name.toLowerCase() === repository.toLowerCase()

/** A fork may be gone while its commits are still here. */
const ownerOf = ({head, user}: Pull): string => head.repo?.full_name.split('/')[0] ?? user?.login ?? 'unknown'

const oid = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u

async function baseFinder(github: Github, tips: ReadonlyMap<string, string>, names: readonly string[]) {
  const missing = [...new Set(names)].filter((name) => !tips.has(name))
  const find = async (name: string) => [name, oid.test(name) ? name : await tipOf(github, name)] as const
  const found = new Map(await Promise.all(missing.map(find)))
  return (name: string): Candidate['base'] => ({name, oid: tips.get(name) ?? found.get(name) ?? null})
}
