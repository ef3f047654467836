import type {Report} from '../core/report.ts'
import {toJson} from '../terminal.ts'

/** The report as it is, for programs. */
export const json = (report: Report): string => toJson(report)
