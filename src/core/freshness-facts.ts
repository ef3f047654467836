/** Who wrote or applied a commit, as the commit says. */
export interface Identity {
  name: string
  email: string
}

/**
 * A handoff file that one commit adds, changes or removes. A *text* is a name for the content of a file: two texts are
 * equal when the contents differ in white space only.
 */
export interface HandoffChange {
  /** From the repository root. */
  path: string
  /** The blob after the commit; null when the commit removes the file. */
  oid: string | null
  /** The text before the commit; null when there was no file. */
  before: string | null
  /** The text after the commit; null when there is no regular file any more. */
  after: string | null
}

/** What a commit does to the tree, seen from its only parent. */
export interface Touches {
  handoffs: readonly HandoffChange[]
  /** Paths that are neither handoffs nor ignored. */
  work: readonly string[]
}

/** What freshness needs to know of a commit. */
export interface CommitFact {
  oid: string
  /** All of them, whether on the branch or below it. */
  parents: readonly string[]
  /** Seconds since 1970; when the work was done, which a rebase keeps. */
  authored: number
  /** Seconds since 1970. */
  committed: number
  author: Identity
  committer: Identity
  subject: string
  /** The values of its `Handoff-Skip` trailers; an empty one gives no reason. */
  skips: readonly string[]
  /** Empty for a merge: what it brings in was made elsewhere. */
  touches: Touches
}

/** The commits of a branch that its base does not have, in any order. */
export interface OwnHistory {
  known: true
  commits: readonly CommitFact[]
}

/** Why the commits of a branch cannot be told, and what would help. */
export interface UnknownHistory {
  known: false
  code: 'shallow' | 'no-base' | 'unrelated' | 'too-many' | 'truncated'
  reason: string
  /** One imperative sentence. */
  fix: string
}

export type BranchHistory = OwnHistory | UnknownHistory

/** What is known of a branch beside its commits. */
export interface BranchFacts {
  /** Without `refs/heads/`; null for a detached head. */
  branch: string | null
  head: string
  draft?: boolean | undefined
  labels?: readonly string[] | undefined
  /** Who opened the pull request; without one the authors of the commits are asked. */
  opener?: {login: string; isBot: boolean} | undefined
}
