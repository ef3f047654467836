import type {FileReport, Message, Report} from '../core/report.ts'
import {isFixable} from '../fixable.ts'
import {ruleIds} from '../rule-ids.ts'
import {escapeText, type Paint, padEnd, plural, widthOf} from '../terminal.ts'
import {branchLines, isTroubled} from './branches.ts'

/** What the reader of a text report chose; none of it changes what was found. */
export interface StylishOptions {
  paint: Paint
  /** Warnings that `--quiet` took out of the report. */
  hiddenWarnings?: number
}

// A longer reason pushes its rule id to the right instead of moving the ids of all others.
const reasonColumn = 72

/** For people: messages under the path of their file, the branches, then how many, then what to do next. */
export function stylish(report: Report, options: StylishOptions): string {
  const files = report.files.filter(({messages}) => messages.length > 0)
  const branches = branchLines(report, options.paint)
  if (files.length === 0 && !report.branches.some(isTroubled)) {
    // A push may bring no handoff at all, and the branch be covered.
    const isTold = report.counts.files === 0 && branches.length > 0
    return `${[...(isTold ? [] : [summaryOfNothing(report, options)]), ...branches].join('\n')}\n`
  }
  const blocks = files.map((file) => fileLines(file, options.paint).join('\n'))
  if (branches.length > 0) blocks.push(branches.join('\n'))
  return `\n${blocks.join('\n\n')}\n\n${[countLine(report, files.length, options), ...hints(report, options)].join('\n')}\n`
}

function summaryOfNothing({counts}: Report, {paint, hiddenWarnings = 0}: StylishOptions): string {
  if (counts.files === 0) return 'No handoffs found. Write the first one: handoff-lint new "what you worked on"'
  const checked = `${plural(counts.files, 'handoff')} checked`
  if (hiddenWarnings > 0) return `${checked}, no errors; ${plural(hiddenWarnings, 'warning')} not shown`
  return paint.green(`${checked}, no problems`)
}

function fileLines(file: FileReport, paint: Paint): string[] {
  const {messages} = file
  const places = messages.map(({line, column}) => `${line}:${column}`)
  const widest = highest(places.map(({length}) => length))
  const severity = messages.some((message) => message.severity === 'warning') ? 'warning'.length : 'error'.length
  const reasons = messages.map(({reason}) => escapeText(reason))
  const widths = reasons.map(widthOf)
  const reasonWidth = highest(widths.filter((width) => width <= reasonColumn))
  const margin = ' '.repeat(2 + widest + 2 + severity + 2)
  const notes = new Set<string | null>([null])
  const lines = messages.flatMap((message, index) => [
    [
      `  ${paint.dim((places[index] ?? '').padStart(widest))}`,
      severityWord(message, severity, paint),
      padEnd(reasons[index] ?? '', reasonWidth, widths[index]),
      paint.dim(message.ruleId)
    ].join('  '),
    // The same remedy is said once in a file.
    ...(isNew(notes, message) ? [margin + paint.dim(escapeText(message.note ?? ''))] : [])
  ])
  const where = file.commit === undefined ? '' : ` at ${file.commit.slice(0, 7)}`
  return [`${paint.underline(escapeText(file.path))} ${paint.dim(`(${escapeText(file.profile)})${where}`)}`, ...lines]
}

/** The highest of some numbers, however many; 0 of none. */
const highest = (numbers: readonly number[]): number => numbers.reduce((high, one) => Math.max(high, one), 0)

function isNew(known: Set<string | null>, {note}: Message): boolean {
  const {size} = known
  return known.add(note).size > size
}

const severityWord = ({severity}: Message, width: number, paint: Paint): string =>
  severity === 'error' ? paint.red('error'.padEnd(width)) : paint.yellow('warning'.padEnd(width))

function countLine(report: Report, withMessages: number, {paint, hiddenWarnings = 0}: StylishOptions): string {
  const {files, errors, warnings} = report.counts
  const found = `${plural(errors + warnings, 'problem')} (${plural(errors, 'error')}, ${plural(warnings, 'warning')})`
  const troubled = report.branches.filter(isTroubled).length
  const handoffs = files === 1 ? '1 handoff' : `${withMessages} of ${files} handoffs`
  const places = [
    ...(withMessages > 0 ? [handoffs] : []),
    ...(troubled > 0 ? [plural(troubled, 'branch', 'branches')] : [])
  ]
  const hidden = hiddenWarnings > 0 ? `; ${plural(hiddenWarnings, 'warning')} not shown` : ''
  return paint.bold((errors > 0 ? paint.red : paint.yellow)(`${found} in ${places.join(' and ')}${hidden}`))
}

function hints({files}: Report, {paint}: StylishOptions): string[] {
  const messages = files.flatMap((file) => file.messages)
  const fixable = messages.filter(isFixable).length
  const rule = commonest(messages)
  return [
    fixable > 0 ? `${plural(fixable, 'problem')} can be fixed for you: handoff-lint --fix` : '',
    rule ? `What a rule wants, and why: handoff-lint explain ${rule}` : ''
  ].flatMap((line) => (line === '' ? [] : [paint.dim(line)]))
}

/** The rule to learn about first: the one with most errors, or with most messages where there are no errors. */
function commonest(all: readonly Message[]): string | null {
  // What the engine itself says, such as `parse-limit`, is no rule to choose or explain.
  const messages = all.filter(({ruleId}) => ruleIds.includes(ruleId))
  const errors = messages.filter(({severity}) => severity === 'error')
  const counts = new Map<string, number>()
  for (const {ruleId} of errors.length > 0 ? errors : messages) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}
