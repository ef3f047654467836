import type {Message} from './core/report.ts'

/** Rules whose messages may carry the one right text. */
export const fixableRules: ReadonlySet<string> = new Set(['require-sections', 'valid-field', 'valid-filename'])

/** Whether `--fix` can act on a message: there is exactly one right text, so nothing has to be chosen. */
export const isFixable = ({ruleId, expected}: Message): boolean => fixableRules.has(ruleId) && expected.length === 1
