import {execFileSync} from 'node:child_process'
import {expect, it} from 'vitest'

it('the bench still runs, on a tiny input', () => {
  const table = execFileSync(process.execPath, ['scripts/bench.mjs', '--tiny'], {encoding: 'utf8'})
  for (const title of [
    'start',
    'one file',
    'pre-push',
    'files 20',
    'files 20, each with findings',
    'status of 5 branches',
    'the Action until',
    'goals'
  ]) {
    expect(table).toContain(`## ${title}`)
  }
  const goals = table.slice(table.indexOf('## goals')).split('\n').slice(4)
  expect(goals.map((line) => line.split(' | ')[0])).toEqual(
    expect.arrayContaining(['| `--version`', '| one file', '| pre-push, one handoff', '| git processes of a push'])
  )
  for (const line of goals.filter((one) => one !== ''))
    expect(line).toMatch(/ \| [\d.]+(?: × .+)? \| [\d.]+ \| [✓✗] \|$/u)
  expect(goals).toContain('| git processes of a push |  | 3 | 3 | ✓ |')
}, 60_000)
