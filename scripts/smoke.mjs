// Runs the built command with the Node that runs this file, on a repository made for it, and checks what comes out.
import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

const cli = join(import.meta.dirname, '..', 'dist', 'cli.js')
const cwd = mkdtempSync(join(tmpdir(), 'handoff-smoke-'))
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')))
const run = (command, args, input) => spawnSync(command, args, {cwd, env, input, encoding: 'utf8'})
const tool = (args, input) => run(process.execPath, [cli, ...args], input)

try {
  run('git', ['init', '--quiet', '--initial-branch=main'])
  const version = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')).version
  assert.equal(tool(['--version']).stdout.trim(), version)

  const scaffold = tool(['new', 'Smoke test', '--profile', 'timestamped'])
  assert.equal(scaffold.status, 0, scaffold.stderr)
  assert.equal(readdirSync(join(cwd, 'session-handoffs')).length, 1)

  const unfilled = tool(['--format', 'json'])
  assert.equal(unfilled.status, 1, unfilled.stderr)
  assert.ok(JSON.parse(unfilled.stdout).counts.errors > 0)

  writeFileSync(join(cwd, 'HANDOFF.md'), '# Handoff\n\n## Done\n\nRetries work.\n\n## Next steps\n\nShip them.\n')
  assert.equal(tool(['HANDOFF.md']).status, 0)
  assert.equal(tool(['-'], '# Handoff\n\n## Next steps\n\nTBD\n').status, 1)
  assert.equal(tool(['no-such-file.md']).status, 2)
  console.log(`smoke test passed on Node ${process.version}`)
} finally {
  rmSync(cwd, {recursive: true, force: true})
}
