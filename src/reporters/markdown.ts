import type {BranchReport, FileReport, Message, Report} from '../core/report.ts'
import {plural} from '../terminal.ts'
import {headline, outcomeOf} from './headline.ts'
import {code, codeCell, link} from './markdown-text.ts'
import type {LinkTo, ReporterOptions} from './options.ts'
import {nameOf} from './problems.ts'

type MarkdownOptions = Pick<ReporterOptions, 'linkTo' | 'maxBytes' | 'moreUrl'>

/** Lines that stand before rows, and the rows: whole ones are left out where room is short. */
interface Block {
  head: string[]
  rows: string[]
}

/** For a job summary or a comment: the verdict, the branches, the findings by file. Foreign text is in code spans only. */
export function markdown(report: Report, options: MarkdownOptions = {}): string {
  const verdict = [`## Handoffs: ${outcomeOf(report)}`, '', headline(report)]
  return putTogether(verdict, blocksOf(report, options.linkTo), options)
}

function blocksOf({branches, files, skipped}: Report, linkTo: LinkTo | undefined): Block[] {
  const isFine = ({severity}: BranchReport) => severity === 'ok'
  const hasErrors = ({messages}: FileReport) => messages.some(({severity}) => severity === 'error')
  const found = files.filter(({messages}) => messages.length > 0)
  // Where room is short, errors are the last to go.
  const byWeight = [...found.filter(hasErrors), ...found.filter((file) => !hasErrors(file))]
  const bad = branches.filter((branch) => !isFine(branch))
  return [
    branchBlock('Branches that need attention', bad.filter(isError).concat(bad.filter((one) => !isError(one)))),
    ...byWeight.map((file) => fileBlock(file, linkTo)),
    branchBlock('Other branches', branches.filter(isFine)),
    {head: title('Not checked'), rows: skipped.map(({path, reason}) => `- ${code(path)}: ${code(reason)}`)}
  ].filter(({rows}) => rows.length > 0)
}

const isError = ({severity}: BranchReport): boolean => severity === 'error'

const title = (text: string): string[] => ['', `### ${text}`, '']

const tableHead = (...cells: string[]): string[] => [row(cells), row(cells.map(() => '---'))]

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const branchBlock = (name: string, branches: readonly BranchReport[]): Block => ({
  head: [...title(name), ...tableHead('branch', 'verdict', 'why', 'what to do')],
  rows: branches.map((branch) => {
    const why = [branch.explanation, ...branch.warnings].map(codeCell).join(' ')
    return row([codeCell(nameOf(branch)), `**${branch.verdict}**`, why, noteCell(branch.remedy)])
  })
})

function fileBlock(file: FileReport, linkTo: LinkTo | undefined): Block {
  const at = file.commit === undefined ? '' : ` at ${code(file.commit.slice(0, 7))}`
  return {
    head: [
      ...title(`${code(file.path)} (${code(file.profile)})${at}`),
      ...tableHead('line', 'severity', 'found', 'what to do', 'rule')
    ],
    rows: file.messages.map((message) => messageRow(message, linkTo?.(file.path, message.line, file.commit)))
  }
}

const messageRow = ({line, column, severity, reason, note, ruleId, url}: Message, address?: string | null): string =>
  row([link(`${line}:${column}`, address), severity, codeCell(reason), noteCell(note), link(codeCell(ruleId), url)])

const noteCell = (note: string | null): string => (note === null ? '' : codeCell(note))

/** Put the blocks together as far as they fit; what is left out is counted, and the reader told where it is. */
function putTogether(verdict: readonly string[], blocks: readonly Block[], options: MarkdownOptions): string {
  const {maxBytes = Number.POSITIVE_INFINITY, moreUrl} = options
  const all = blocks.reduce((sum, {rows}) => sum + rows.length, 0)
  const whole = [...verdict, ...blocks.flatMap(({head, rows}) => [...head, ...rows]), ''].join('\n')
  if (byteLength(whole) <= maxBytes) return whole
  const lines = [...verdict]
  let room = maxBytes - byteLength([...verdict, ...cutNotice(all, moreUrl), ''].join('\n'))
  let left = all
  for (const {head, rows} of blocks) {
    for (const [index, line] of rows.entries()) {
      const next = index === 0 ? [...head, line] : [line]
      room -= byteLength(next.join('\n')) + 1
      if (room < 0) return close([...lines, ...cutNotice(left, moreUrl), ''].join('\n'), maxBytes)
      lines.push(...next)
      left--
    }
  }
  return close(whole, maxBytes)
}

function cutNotice(rows: number, moreUrl: string | undefined): string[] {
  const more = link('See all of it', moreUrl)
  return ['', `**Cut here:** ${plural(rows, 'more row')} would not fit.${more.startsWith('[') ? ` ${more}.` : ''}`]
}

/** Even where not so much as the verdict fits, the limit holds; all in it is ours and ASCII but the address. */
const close = (text: string, maxBytes: number): string =>
  byteLength(text) <= maxBytes ? text : text.slice(0, Math.max(0, Math.min(maxBytes, text.indexOf('\n'))))

const encoder = new TextEncoder()

const byteLength = (text: string): number => encoder.encode(text).length
