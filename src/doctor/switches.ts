import type {Environment} from '../terminal.ts'
import {type Finding, fail, hint} from './finding.ts'
import type {HookFile} from './hook-file.ts'
import {huskyStart} from './programs.ts'

/** What switches hooks off without a trace in the repository. */
export function examineSwitches(env: Environment, file: HookFile | null): Finding[] {
  const findings: Finding[] = []
  const switches = {
    husky: ['HUSKY', '0'],
    lefthook: ['LEFTHOOK', '0'],
    'simple-git-hooks': ['SKIP_SIMPLE_GIT_HOOKS', '1']
  }
  const found = file?.manager && file.manager !== 'pre-commit' ? switches[file.manager] : undefined
  const [name = '', value = ''] = found ?? []
  if (found && env[name] === value) {
    const why = `${file?.manager} runs no hook in this shell`
    findings.push(fail('switched-off', `${name}=${value} is set`, why, `unset ${name}`))
  }
  const start = huskyStart(env)
  if (file?.manager === 'husky' && /^\s*(?:export\s+)?HUSKY=["']?0/mu.test(start.text ?? '')) {
    const why = 'husky runs no hook of any repository'
    findings.push(fail('switched-off', `${start.path} sets HUSKY=0`, why, `Take that line out of ${start.path}.`))
  }
  if (file?.manager === 'pre-commit' && /(?:^|,)handoff-lint(?:,|$)/u.test(env['SKIP'] ?? '')) {
    findings.push(
      fail('switched-off', 'SKIP names handoff-lint', 'pre-commit leaves it out in this shell', 'unset SKIP')
    )
  }
  if (env['HANDOFF_LINT_SKIP']) {
    const why = 'pushes from this shell are not judged, though each says so'
    findings.push(hint('switched-off', 'HANDOFF_LINT_SKIP is set', why, 'unset HANDOFF_LINT_SKIP'))
  }
  return findings
}
