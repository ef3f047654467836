import type {Part, Todo} from '../init/change.ts'
import {unifiedDiff} from '../init/diff.ts'
import type {HookPlan} from '../init/hook-part.ts'
import type {Surroundings} from '../init/surroundings.ts'
import {countFits, type Proposal, type Survey} from '../init/survey.ts'
import {escapeLines, escapeText, type Paint, plural, table} from '../terminal.ts'

/** What the repository has already. */
export function showFound(around: Surroundings, survey: Survey, {bold}: Paint): string {
  const {agents, hooks, managers, active, package: own, workflows} = around
  const used = [agents.claude && 'Claude', agents.agents && 'AGENTS.md', agents.gemini && 'Gemini'].filter(Boolean)
  const setting = hooks.hooksPath.at(-1)
  const rows: [string, string][] = [
    ['handoffs', describeHandoffs(survey)],
    ['templates', survey.templates.map(({name}) => name).join(', ')],
    ['packages', own?.manager ?? 'no package.json'],
    [
      'hooks',
      `${managers.join(', ') || active || 'no manager'}${setting ? `; core.hooksPath is ${setting.value}` : ''}`
    ],
    ['workflows', workflows === null ? 'no .github/workflows' : plural(workflows.length, 'file')],
    ['agents', used.join(', ')]
  ]
  const shown = rows.filter(([, text]) => text !== '').map((row) => row.map(escapeText))
  return `${bold('Found')}\n${table(shown, '  ').join('\n')}\n\n`
}

function describeHandoffs(survey: Survey): string {
  const {length} = survey.found
  if (length === 0) return 'none'
  const fits = countFits(survey).map(({profile, count}) =>
    profile.name === 'generic'
      ? `${count} in no format of ours`
      : `${count} ${count === 1 ? 'fits' : 'fit'} ${profile.name}`
  )
  return `${length}: ${fits.join(', ')}`
}

/** The profile with its evidence, what stays, and the diff of what changes. */
export function showPlan(
  {profile, reason, config}: Proposal,
  {changes, kept, hook}: Part & {hook: HookPlan},
  {bold, cyan, dim, green, red}: Paint
): string {
  const chosen =
    config !== undefined
      ? `as ${config} says`
      : profile === null
        ? 'none for all; each file is judged by the one it follows'
        : profile.name
  const head = `${bold('Profile')} ${escapeText(chosen)} (${escapeText(reason)})\n`
  const stays = kept.map((path) => `${dim(`kept ${escapeText(path)}: it is set up already`)}\n`).join('')
  const paintLine = (line: string) => {
    if (/^(?:---|\+\+\+) /u.test(line)) return bold(line)
    if (line.startsWith('@@')) return cyan(line)
    return line.startsWith('+') ? green(line) : line.startsWith('-') ? red(line) : line
  }
  const diffs = changes.map((change) => {
    if (change.before === change.after) return `\n${bold(`${escapeText(change.path)} becomes executable`)}\n`
    return `\n${escapeLines(unifiedDiff(change)).split('\n').map(paintLine).join('\n')}\n`
  })
  const setting = hook.hooksPath === null ? '' : `\n${bold(`git config core.hooksPath ${hook.hooksPath}`)}\n`
  return `${head}${stays}${diffs.join('')}${setting}\n`
}

/** That old handoffs are left in peace. */
export function showBaseline(failing: number, all: number): string {
  if (all === 0) return ''
  const some = `${failing} of ${plural(all, 'handoff')} would fail under \`handoff-lint\` today; that is no obstacle.`
  const count = failing === 0 ? 'No handoff of today would fail under `handoff-lint`.' : some
  return `${count} The hook judges only handoffs that a push adds or changes.\n`
}

/** What is left to a person, numbered. */
export function showTodos(todos: readonly Todo[], {bold, dim}: Paint): string {
  const lines = todos.map(({text, why}, index) => {
    const [first = '', ...more] = escapeLines(text).trimEnd().split('\n')
    const rest = more.map((line) => `       ${line}\n`).join('')
    return `  ${index + 1}. ${bold(first)}\n${rest}     ${dim(escapeText(why))}\n`
  })
  const list = lines.length === 0 ? '' : `\nStill to do\n${lines.join('')}`
  return `${list}\nCommit what was written. \`handoff-lint doctor\` says whether the hook is in force.\n`
}
