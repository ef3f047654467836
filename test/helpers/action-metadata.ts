import {type Described, inputTable, outputTable} from '../../src/action-inputs.ts'

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** `action.yml`, made of the tables that the code reads. */
export function actionYaml(): string {
  const input = ({name, description, default: usual}: Described) => [
    `  ${name}:`,
    `    description: ${quoted(description)}`,
    '    required: false',
    ...(usual === undefined ? [] : [`    default: ${quoted(usual)}`])
  ]
  const output = ({name, description}: Described) => [`  ${name}:`, `    description: ${quoted(description)}`]
  return `${[
    '# Made of the tables in src/action-inputs.ts; a test compares the two.',
    'name: handoff-lint',
    "description: 'Flags pull requests and branches without a recent, complete handoff'",
    'author: handoff-lint',
    'branding:',
    '  icon: check-square',
    '  color: green',
    'inputs:',
    ...inputTable.flatMap(input),
    'outputs:',
    ...outputTable.flatMap(output),
    'runs:',
    '  using: node24',
    '  main: dist/action.js'
  ].join('\n')}\n`
}

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** The tables of the documentation. */
export const inputsTable = (): string =>
  table(['input', 'what it does', 'default'], inputTable, (one) => {
    const {default: usual}: Described = one
    return usual === undefined ? '' : `\`${usual}\``
  })

export const outputsTable = (): string => table(['output', 'what it is'], outputTable)

function table(head: readonly string[], rows: readonly Described[], last?: (row: Described) => string): string {
  const lines = rows.map((row) => [`\`${row.name}\``, cell(row.description), ...(last ? [last(row)] : [])])
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
