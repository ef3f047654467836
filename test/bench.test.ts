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
    'the Action until'
  ]) {
    expect(table).toContain(`## ${title}`)
  }
}, 60_000)
