import {median, ratioOf} from './measure.mjs'

const node = '`node -e 0`'

/** Something to be timed, the table and the row that say how long it took, what it is compared with there. */
const goal = (work, most, table, row, base = node) => ({work, most, table, row, base})
const push = (name, most) => goal(`pre-push, ${name}`, most, 'pre-push', `handoff-lint pre-push, ${name}`)
const files = (work, most, base, table = `files ${work.replace(' files', '')}`) =>
  goal(work, most, table, 'handoff-lint docs --no-cache', base)

const goals = [
  goal('`--version`', 1.15, 'start', 'handoff-lint --version'),
  goal('`--help`', 1.15, 'start', 'handoff-lint --help'),
  goal('one file', 2.2, 'one file', 'handoff-lint FILE'),
  push('one handoff', 2),
  push('one handoff, reference parser', 2.8),
  push('one handoff, its verdict known', 1.6),
  push('work without a handoff', 1.6),
  push('nothing new', 1.6),
  push('a tag', 1.2),
  push('a deletion', 1.2),
  push('nothing on stdin', 1.2),
  files('1,000 files', 0.9, 'rumdl'),
  files('1,000 files, each with findings', 0.9, 'rumdl'),
  files('10,000 files', 0.6, 'rumdl'),
  files('10,000 files', 0.035, 'markdownlint-cli2'),
  {...files('peak memory of that', 1.2, 'markdownlint-cli2', 'files 10,000'), of: 'memory'},
  goal('10,000 files, nothing changed', 3.5, 'files 10,000', 'handoff-lint docs, nothing changed'),
  goal(
    '`status --all`, 5,000 branches',
    2.2,
    'status of 5,000 branches',
    'handoff-lint status --all',
    '`git rev-list`'
  ),
  goal('the Action', 6, 'the Action until its first request', 'the Action')
]

/**
 * Print all that has a goal as one table.
 *
 * @param {ReadonlyMap<string, ReadonlyMap<string, import('./measure.mjs').Timed>>} tables what was timed, by title and row
 * @param {{work: string, value: number, most: number}[]} counts what is counted instead
 */
export function printGoals(tables, counts) {
  const lines = goals.flatMap(({work, most, table, row, base, of}) => {
    const [subject, peer] = [row, base].map((name) => tables.get(table)?.get(name))
    if (!subject || !peer) return []
    const value = of === 'memory' ? subject.memory / peer.memory : ratioOf(subject, peer)
    const amount = of === 'memory' ? `${subject.memory} MiB` : `${median(subject.times).toFixed(0)} ms`
    return [lineOf(work, amount, `${toText(value)} × ${base}`, value, most)]
  })
  for (const {work, value, most} of counts) lines.push(lineOf(work, '', String(value), value, most))
  if (lines.length === 0) return
  console.log(`\n## goals\n\n| work | median | ratio | goal | |\n|---|--:|--:|--:|---|\n${lines.join('\n')}`)
}

const lineOf = (work, amount, ratio, value, most) =>
  `| ${work} | ${amount} | ${ratio} | ${most} | ${value <= most ? '✓' : '✗'} |`

const toText = (ratio) => ratio.toFixed(ratio < 0.1 ? 3 : 2)
