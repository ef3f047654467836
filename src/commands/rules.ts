import {rules} from '../../rules/index.ts'
import {fixableRules} from '../fixable.ts'
import {ruleMeta} from '../rule-meta.ts'
import {table, toJson} from '../terminal.ts'
import type {Io} from './io.ts'

/** List every rule: what it is about, how much it weighs unless a configuration says otherwise. */
export function listRules(format: string, io: Io): number {
  const list = Object.values(rules).map(({id, severity, summary}) => {
    return {id, severity, summary, fixable: fixableRules.has(id), url: ruleMeta(id).url}
  })
  if (format === 'json') {
    io.out(toJson(list))
    return 0
  }
  const {bold, dim, red, yellow} = io.paint
  const rows = list.map(({id, severity, summary, fixable}) => [
    bold(id),
    severity === 'error' ? red(severity) : yellow(severity),
    fixable ? '--fix' : '',
    summary
  ])
  io.out(`${table(rows).join('\n')}\n\n${dim('What a rule wants, and why: handoff-lint explain <rule>')}\n`)
  return 0
}
