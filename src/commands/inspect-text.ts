import {escapeText, type Paint, table} from '../terminal.ts'
import type {HandoffView, InspectView, PlaceholderView} from './inspect-view.ts'

/** The view of a file for people. */
export function inspectText(view: InspectView, paint: Paint): string {
  const {profile, references, placeholders, skipped, missingScope} = view
  const blocks: [title: string, lines: string[]][] = [
    [`Profile ${escapeText(profile.name)}: ${escapeText(profile.reason)}`, scoreLines(view)],
    ...(missingScope === null
      ? []
      : [[`No handoff: there is no section \`${escapeText(missingScope)}\``, []] as [string, string[]]]),
    ...view.handoffs.flatMap((handoff) => handoffBlocks(handoff, paint)),
    [
      'Points into the repository',
      table(
        references.map(({kind, target, at, line}) => {
          return [lineNumber(line), kind, escapeText(at === null ? target : `${target}:${at}`)]
        })
      )
    ],
    ['Placeholders and what looked like one', placeholders.flatMap((one) => placeholderLines(one, paint))],
    ['Not judged', skipped.map(({from, to}) => `  lines ${from} to ${to}`)]
  ]
  const shown = blocks.filter(
    ([title, lines]) => lines.length > 0 || /^(?:Profile|No handoff|Handoff from)/u.test(title)
  )
  const text = shown.map(([title, lines]) => [paint.bold(title), ...lines].join('\n')).join('\n\n')
  return `${paint.underline(escapeText(view.path))}\n\n${text}\n`
}

const lineNumber = (line: number): string => `${line}`.padStart(4)

const scoreLines = ({profile}: InspectView): string[] =>
  table(
    [...profile.scores]
      .sort((a, b) => b.score - a.score)
      .map(({name, score, reason}) => [escapeText(name), score.toFixed(2), escapeText(reason)]),
    '  '
  )

function handoffBlocks(
  {title, date, line, fields, sections, missing}: HandoffView,
  {dim}: Paint
): [string, string[]][] {
  const head = `Handoff from line ${line}: ${escapeText(title ?? 'without a title')}, ${date ?? 'without a date'}`
  return [
    [head, missing.map(({heading, level}) => `  no section for ${escapeText(heading)} (${level})`)],
    [
      'Fields',
      table(
        fields.map(({label, value, line: at, section}) => [
          lineNumber(at),
          escapeText(label),
          value === '' ? dim('(empty)') : escapeText(value),
          section === null || section === title ? '' : dim(`in ${escapeText(section)}`)
        ])
      )
    ],
    [
      'Sections',
      table(
        sections.map(({heading, depth, line: at, roles, expected}) => [
          lineNumber(at),
          `${'  '.repeat(Math.max(0, depth - 2))}${escapeText(heading)}`,
          roles.join(', '),
          expected === null ? dim('not in the profile') : `→ ${escapeText(expected)}`
        ])
      )
    ]
  ]
}

function placeholderLines({line, column, text, slot, level, evidence}: PlaceholderView, {dim}: Paint): string[] {
  const verdict = level === 'none' ? 'fine' : level
  const signed = (weight: number) => (weight > 0 ? `+${weight}` : `${weight}`)
  const reasons = evidence.map(({reason, weight}) => `${reason} ${signed(weight)}`).join(', ')
  return [
    `${lineNumber(line)}:${column}  ${verdict}  ${escapeText(text)}`,
    dim(`        ${slot}; ${escapeText(reasons)}`)
  ]
}
