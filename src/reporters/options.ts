import type {Report} from '../core/report.ts'
import type {StylishOptions} from './stylish.ts'

/** Gives the address of a line of a file, at the commit that it was read at; null when it has none. */
export type LinkTo = (path: string, line: number, commit: string | undefined) => string | null

/** What the surroundings know and a report does not; each reporter takes what it can use. */
export interface ReporterOptions extends StylishOptions {
  linkTo?: LinkTo | undefined
  /** UTF-8 bytes that the text may take at most; `markdown` leaves out whole rows and says how many. */
  maxBytes?: number | undefined
  /** Where all of a report is that had to be cut. */
  moreUrl?: string | undefined
  /** Of handoff-lint. */
  version?: string | undefined
  /** No sources will be there when the report is uploaded, so that nobody else can make `sarif` its line hashes. */
  withoutSources?: boolean | undefined
}

/** A report and how to show it → text; pure. */
export type Reporter = (report: Report, options: ReporterOptions) => string
