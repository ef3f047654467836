import type {BranchReport, FileReport, Message, Report, SkippedFile} from '../core/report.ts'
import {attributes, escapeMarkup} from './markup.ts'
import {nameOf} from './problems.ts'

interface Suite {
  name: string
  cases: Case[]
}

/** One test: a rule in a file, or a branch. Its name stays from run to run, so that servers can follow it. */
interface Case {
  name: string
  outcome: 'passed' | 'failure' | 'error' | 'skipped'
  message: string
  type?: string
  lines?: string[]
}

/**
 * For the test reports of CI servers: errors fail, warnings are printed by tests that pass, as the exit code has it; a
 * branch that could not be judged is an error of the test itself.
 */
export function junit({files, branches, skipped}: Report): string {
  const suites = [
    {name: 'branches', cases: branches.map(caseOfBranch)},
    ...files.map(suiteOfFile),
    {name: 'not checked', cases: skipped.map(caseOfSkipped)}
  ].filter(({cases}) => cases.length > 0)
  const cases = suites.flatMap((suite) => suite.cases)
  const totals = attributes({name: 'handoff-lint', tests: cases.length, ...failuresOf(cases)})
  const lines = [`<testsuites${totals}>`, ...suites.flatMap(suiteLines), '</testsuites>']
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines.join('\n')}\n`
}

const failuresOf = (cases: readonly Case[]): {failures: number; errors: number} => ({
  failures: cases.filter(({outcome}) => outcome === 'failure').length,
  errors: cases.filter(({outcome}) => outcome === 'error').length
})

function caseOfBranch(branch: BranchReport): Case {
  const {severity, verdict, explanation, remedy, warnings} = branch
  const untold = severity === 'error' && verdict === 'unknown'
  const outcome = untold ? 'error' : severity === 'error' ? 'failure' : verdict === 'exempt' ? 'skipped' : 'passed'
  const lines = [explanation, ...(remedy === null ? [] : [remedy]), ...warnings]
  return {name: nameOf(branch), outcome, message: explanation, type: verdict, lines}
}

const caseOfSkipped = ({path, reason}: SkippedFile): Case => ({name: path, outcome: 'skipped', message: reason})

function suiteOfFile({path, commit, profile, messages}: FileReport): Suite {
  const name = commit === undefined ? path : `${path} at ${commit.slice(0, 7)}`
  const rules = [...new Set(messages.map(({ruleId}) => ruleId))].sort()
  const passed: Case = {name: profile, outcome: 'passed', message: ''}
  const cases = rules.map((rule) =>
    caseOfRule(
      rule,
      messages.filter(({ruleId}) => ruleId === rule)
    )
  )
  return {name, cases: cases.length > 0 ? cases : [passed]}
}

function caseOfRule(name: string, messages: readonly Message[]): Case {
  const errors = messages.filter(({severity}) => severity === 'error')
  const first = (errors[0] ?? messages[0])?.reason ?? ''
  const lines = messages.map(({line, column, severity, reason, note}) =>
    [`${line}:${column} ${severity}: ${reason}`, ...(note === null ? [] : [note])].join(' — ')
  )
  return {name, outcome: errors.length > 0 ? 'failure' : 'passed', message: first, type: 'error', lines}
}

function suiteLines({name, cases}: Suite): string[] {
  const skipped = cases.filter(({outcome}) => outcome === 'skipped').length
  const counts = {tests: cases.length, ...failuresOf(cases), skipped}
  return [
    `  <testsuite${attributes({name, ...counts})}>`,
    ...cases.flatMap((one) => caseLines(one, name)),
    '  </testsuite>'
  ]
}

function caseLines({name, outcome, message, type = '', lines = []}: Case, classname: string): string[] {
  const text = lines.map(escapeMarkup).join('\n')
  const open = `    <testcase${attributes({name, classname})}`
  if (outcome === 'passed') {
    return text === '' ? [`${open}/>`] : [`${open}>`, `      <system-out>${text}</system-out>`, '    </testcase>']
  }
  const why = outcome === 'skipped' ? attributes({message}) : attributes({message, type})
  const inner = outcome === 'skipped' ? `<skipped${why}/>` : `<${outcome}${why}>${text}</${outcome}>`
  return [`${open}>`, `      ${inner}`, '    </testcase>']
}
