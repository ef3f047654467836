import type {StatusReport} from '../core/scan.ts'
import {toJson} from '../terminal.ts'
import {statusMarkdown} from './status-markdown.ts'
import {type StatusStyle, statusStylish} from './status-stylish.ts'

/** How branches stand, by the name that `--format` takes. */
export const statusReporters = {
  stylish: statusStylish,
  json: (report) => toJson(report),
  markdown: statusMarkdown
} as const satisfies Record<string, (report: StatusReport, style: StatusStyle) => string>
