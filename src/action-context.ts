import type {ActionInputs} from './action-inputs.ts'
import type {RangeRequest} from './check-request.ts'
import type {Report} from './core/report.ts'
import type {Github} from './github/client.ts'
import type {LinkTo} from './reporters/options.ts'

/** What one run of the Action works with. */
export interface ActionContext {
  inputs: ActionInputs
  env: Readonly<Record<string, string | undefined>>
  now: Date
  github: Github
  event: {name: string; payload: unknown}
  /** `owner/name`. */
  repository: string
  /** Without a slash at the end. */
  serverUrl: string
  /** Page of this run; undefined where GitHub does not say. */
  runUrl: string | undefined
  /** Whose the token is, asked once. */
  login: () => Promise<string>
  /** Judge one branch, by configuration and inputs, as all doors do; paths are from the root of the repository. */
  check: (range: RangeRequest) => Promise<Report>
  linkTo: LinkTo
  /** Print foreign text so that the runner obeys none of it: a plain line, and annotations without a place. */
  say: (line: string) => void
  notice: (text: string) => void
  warn: (text: string) => void
  debug: (line: string) => void
}

/** What a run found; annotations, files, outputs and the exit code are made of it. */
export interface ActionOutcome {
  report: Report
  /** Nothing was judged, and why that is fine. */
  skipped?: string | undefined
  /** Markdown for the job summary, instead of that of the report. */
  summary?: string | undefined
  /** What could not be looked at, one line each: with one of them a run never passes. */
  untold?: readonly string[] | undefined
  /** Number of the pull request that may be commented on. */
  pull?: number | undefined
  /** Link to where a missing handoff is written, with its text. */
  newFileUrl?: string | undefined
}
