import type {BranchReport, Report} from '../core/report.ts'
import {escapeText, type Paint} from '../terminal.ts'

/** More branches that are fine than these say nothing new. */
const mostCovered = 10

/** One line a branch, what to do below it. A branch without work is left out: there is nothing to say of it. */
export function branchLines({branches}: Report, paint: Paint): string[] {
  const shown = branches.filter(({exemption}) => exemption?.kind !== 'no-work')
  const hidden = shown.filter(({verdict}) => verdict === 'covered').slice(mostCovered)
  const width = shown.some(({severity}) => severity === 'warning') ? 7 : shown.some(isTroubled) ? 5 : 2
  const lines = shown.filter((branch) => !hidden.includes(branch)).flatMap((branch) => linesOf(branch, width, paint))
  return hidden.length === 0 ? lines : [...lines, `${' '.repeat(width + 2)}and ${hidden.length} more covered`]
}

/** Whether a branch counts as a problem. */
export const isTroubled = ({severity}: BranchReport): boolean => severity !== 'ok'

function linesOf({branch, head, severity, explanation, remedy, warnings}: BranchReport, width: number, paint: Paint) {
  const word = {error: paint.red, warning: paint.yellow, ok: paint.green}[severity](severity.padEnd(width))
  const name = paint.bold(escapeText(branch ?? head.slice(0, 7)))
  const margin = ' '.repeat(width + 2)
  return [
    `${word}  ${name}: ${escapeText(explanation)}`,
    ...(remedy === null ? [] : [margin + escapeText(remedy)]),
    ...warnings.map((warning) => margin + paint.dim(`Note: ${escapeText(warning)}.`))
  ]
}
