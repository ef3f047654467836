import type {BranchFacts} from './core/freshness-facts.ts'
import type {RefUpdate} from './core/ref-update.ts'
import type {Git} from './git/client.ts'
import type {Commits, Repository} from './git/port.ts'
import type {Engine, Parsers} from './parse/choose.ts'

/** What is asked for; every door (command line, hook, Action) makes one. */
export interface CheckRequest {
  /** Files, folders and globs as typed, relative to `cwd`; none, and no `stdin`: all that the profiles claim. */
  paths: readonly string[]
  /** A text without a file; its name, if it has one, is relative to `cwd`. */
  stdin?: {bytes: Uint8Array; filename: string | null} | undefined
  /** Judge the branch that is checked out as well: is its work covered by a handoff? */
  branch?: BranchRequest | undefined
  /** Judge what a push brings, as it is committed, and nothing else; the configuration is the one at each commit. */
  push?: PushRequest | undefined
  /** Judge one branch out of `environment.repository`, and the handoffs that it changes; nothing on the disk counts. */
  range?: RangeRequest | undefined
  /** Name of a profile or path of a template; it judges every file, whatever the configuration says. */
  profile?: string | undefined
  /** Path of the configuration; without it, the one at the root is used. */
  config?: string | undefined
  /** Severity by rule id, over what the configuration says. */
  severity?: Readonly<Record<string, 'error' | 'warn' | 'off'>> | undefined
  /** Take verdicts of earlier runs on files that have not changed, and keep those of this one. */
  cache?: boolean | undefined
  /** Files without a message, and what was skipped, may be left out of the report; they are counted all the same. */
  brief?: boolean | undefined
  /** Ids of the only rules to run. */
  only?: readonly string[] | undefined
}

/** What an unnamed standard input is called in the report. */
export const stdinPath = '<stdin>'

export interface BranchRequest {
  /** The branch or commit to compare with; null for what the configuration says, else the default branch. */
  base: string | null
}

export interface PushRequest extends BranchRequest {
  /** Deletions too; they are left out. */
  updates: readonly RefUpdate[]
  /** Name of the remote, or a URL, as git gives it to a hook; null when it is not known. */
  remote: string | null
  /** What is new is told by the updates alone: what else the remote has does not matter. */
  ignoreTracking?: boolean | undefined
}

/** A branch between two commits, wherever they are kept. */
export interface RangeRequest {
  facts: BranchFacts
  /** What is reachable from it is not the branch’s own; null when there is nothing to compare with. */
  base: string | null
  /** The commit whose configuration counts; that of a head which is not trusted does not. */
  configAt: string
  /** Settings over those of the configuration. */
  settings?: RangeSettings | undefined
}

export interface RangeSettings {
  onUnknown?: 'error' | 'warn' | undefined
  /** Null: no limit. */
  maxCommits?: number | null | undefined
  /** Seconds. */
  maxAge?: number | null | undefined
  /** More labels and accounts whose pull requests are skipped. */
  labels?: readonly string[] | undefined
  authors?: readonly string[] | undefined
}

export interface CheckEnvironment {
  cwd: string
  /** Git’s own variables in it tell a hook which repository is meant. */
  env: Readonly<Record<string, string | undefined>>
  now: Date
  git: Git
  /** Where a `push` is read, for one who has started git already, and who is to close it. */
  commits?: Commits | undefined
  /** Where a `range` is read. */
  repository?: Repository | undefined
  /**
   * Called when there is a text to judge: to load a parser takes longer than all else.
   *
   * @param count how many there are, where that is known.
   */
  loadParse: (count?: number) => Promise<Parsers>
  /** Takes one line of what only a person who searches a mistake wants to read. */
  debug: (line: string) => void
  /** Somebody reads the debug output: tell it also what takes time to find out. */
  explain?: boolean | undefined
  progress: (done: number, all: number) => void
  /** The parser that was asked for; what one found does not answer for the other. */
  engine?: Engine | undefined
  /** The built file that a thread runs which helps where files are many; without it one thread judges all. */
  threadFile?: string | undefined
}
