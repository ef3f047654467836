import {examine} from '../doctor/examine.ts'
import type {Finding} from '../doctor/finding.ts'
import {GitError} from '../errors.ts'
import {createGit} from '../git/client.ts'
import {escapeText, type Paint, plural, toJson} from '../terminal.ts'
import type {Io} from './io.ts'

/** Say whether a push from here is judged; 1 when it is not. */
export async function doctor(format: string, io: Io): Promise<number> {
  const root = await createGit(io.cwd).root()
  if (root === null) throw new GitError('not inside a git repository', {hint: 'Run it inside one.'})
  const findings = await examine(root, {env: io.env, node: process.execPath}, io.debug)
  const inForce = findings.every(({status}) => status !== 'fail')
  io.out(format === 'json' ? toJson({version: 1, inForce, findings}) : show(findings, io.paint))
  return inForce ? 0 : 1
}

const order = ['fail', 'hint', 'ok'] as const

function show(findings: readonly Finding[], {bold, dim, green, red, yellow}: Paint): string {
  const marks = {fail: red('✖'), hint: yellow('!'), ok: green('✔')}
  const sorted = [...findings].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
  const blocks = sorted.map(({status, what, why, fix}) => {
    const lines = [`${marks[status]} ${status === 'ok' ? escapeText(what) : bold(escapeText(what))}`]
    if (why !== null) lines.push(`  ${dim('why')}  ${escapeText(why)}`)
    if (fix !== null) lines.push(`  ${dim('fix')}  ${escapeText(fix)}`)
    return `${lines.join('\n')}\n`
  })
  const fails = findings.filter(({status}) => status === 'fail').length
  const hints = findings.filter(({status}) => status === 'hint').length
  const told = hints === 0 ? '' : `, ${plural(hints, 'hint')}`
  const verdict =
    fails === 0
      ? green(`The hook is in force here${told}.`)
      : red(`The hook is not in force here: ${plural(fails, 'thing')} to repair${told}.`)
  return `${blocks.join('')}\n${verdict}\n`
}
