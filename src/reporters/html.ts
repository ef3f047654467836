import type {BranchReport, FileReport, Message, Report} from '../core/report.ts'
import {headline, outcomeOf} from './headline.ts'
import {safeAddress} from './markdown-text.ts'
import {attributes, escapeMarkup} from './markup.ts'
import type {LinkTo, ReporterOptions} from './options.ts'
import {nameOf} from './problems.ts'

const style = `
:root { color-scheme: light dark; --line: #8884; --error: #c62828; --warning: #b26a00; --ok: #2e7d32 }
@media (prefers-color-scheme: dark) { :root { --error: #ff8a80; --warning: #ffcc80; --ok: #a5d6a7 } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: start; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line) }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere }
small { display: block; opacity: .75 }
.error { color: var(--error) } .warning { color: var(--warning) } .ok { color: var(--ok) }
`

/** One page that needs nothing else: no scripts, and nothing is loaded. */
export function html(report: Report, {linkTo}: Pick<ReporterOptions, 'linkTo'> = {}): string {
  const {files, branches, skipped} = report
  const name = `Handoffs: ${outcomeOf(report)}`
  const found = files.filter(({messages}) => messages.length > 0)
  const parts = [
    branchTable(branches),
    ...found.map((file) => fileTable(file, linkTo)),
    table(
      'Not checked',
      ['file', 'why'],
      skipped.map(({path, reason}) => [codeOf(path), escapeMarkup(reason)])
    )
  ]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<style>${style}</style>
</head>
<body>
<h1>${name}</h1>
<p>${headline(report)}</p>
${parts.join('')}</body>
</html>
`
}

function branchTable(branches: readonly BranchReport[]): string {
  const weight = {error: 0, warning: 1, ok: 2}
  const sorted = [...branches].sort((a, b) => weight[a.severity] - weight[b.severity])
  const rows = sorted.map((branch) => [
    codeOf(nameOf(branch)),
    `<span${attributes({class: branch.severity})}>${branch.verdict}</span>`,
    escapeMarkup(branch.explanation) + [branch.remedy ?? '', ...branch.warnings].map(small).join('')
  ])
  return table('Branches', ['branch', 'verdict', 'why'], rows)
}

function fileTable({path, profile, commit, messages}: FileReport, linkTo: LinkTo | undefined): string {
  const at = commit === undefined ? '' : ` at ${codeOf(commit.slice(0, 7))}`
  const rows = messages.map((message) => messageRow(message, linkTo?.(path, message.line, commit)))
  return table(`${codeOf(path)} (${escapeMarkup(profile)})${at}`, ['line', 'severity', 'found', 'rule'], rows)
}

const messageRow = (
  {line, column, severity, reason, note, ruleId, url}: Message,
  address?: string | null
): string[] => [
  link(`${line}:${column}`, address),
  `<span${attributes({class: severity})}>${severity}</span>`,
  escapeMarkup(reason) + small(note ?? ''),
  link(codeOf(ruleId), url)
]

const codeOf = (text: string): string => `<code>${escapeMarkup(text)}</code>`

const small = (text: string): string => (text === '' ? '' : `<small>${escapeMarkup(text)}</small>`)

function link(content: string, address: string | null | undefined): string {
  const href = address ? safeAddress(address) : null
  return href === null ? content : `<a${attributes({href, rel: 'noreferrer'})}>${content}</a>`
}

/** Cells are markup already. */
function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[], tag: 'td' | 'th') =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>\n`
  return `<h2>${title}</h2>\n<table>\n${line(head, 'th')}${rows.map((cells) => line(cells, 'td')).join('')}</table>\n`
}
