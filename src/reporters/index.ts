import {type FileReport, makeReport, type Report} from '../core/report.ts'
import {json} from './json.ts'
import type {ReporterName} from './names.ts'
import type {Reporter} from './options.ts'
import {type StylishOptions, stylish} from './stylish.ts'

/** The reporters that are always at hand. */
export const reporters = {
  stylish,
  json
} as const satisfies Record<string, (report: Report, options: StylishOptions) => string>

const others: Readonly<Record<Exclude<ReporterName, keyof typeof reporters>, () => Promise<Reporter>>> = {
  github: async () => (await import('./github.ts')).github,
  markdown: async () => (await import('./markdown.ts')).markdown,
  sarif: async () => (await import('./sarif.ts')).sarif,
  junit: async () => (await import('./junit.ts')).junit,
  gitlab: async () => (await import('./gitlab.ts')).gitlab,
  html: async () => (await import('./html.ts')).html
}

/** A reporter by its name; only the one asked for is loaded. */
export const loadReporter = async (name: ReporterName): Promise<Reporter> =>
  name === 'stylish' || name === 'json' ? reporters[name] : others[name]()

/** The report as `--quiet` shows it: errors only, counted anew. */
export function withoutWarnings({files, skipped, branches, counts}: Report): Report {
  const errors = (file: FileReport) => file.messages.filter(({severity}) => severity === 'error')
  return makeReport(
    files.map((file) => ({...file, messages: errors(file)})),
    skipped,
    branches.filter(({severity}) => severity !== 'warning'),
    counts.files - files.length
  )
}
