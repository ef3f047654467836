import {spawnSync} from 'node:child_process'
import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {delimiter, join} from 'node:path'

/** How many processes of git a command starts; null where a script cannot stand in for git. */
export function countGits({words, input}, cwd, env, folder) {
  if (process.platform === 'win32') return null
  const home = mkdtempSync(join(folder, 'gits-'))
  const list = join(home, 'list')
  writeFileSync(list, '')
  const git = spawnSync('sh', ['-c', 'command -v git'], {encoding: 'utf8'}).stdout.trim()
  writeFileSync(join(home, 'git'), `#!/bin/sh\necho one >>"$LIST_OF_GITS"\nexec '${git}' "$@"\n`)
  chmodSync(join(home, 'git'), 0o755)
  const [program, ...rest] = words
  const path = `${home}${delimiter}${env.PATH}`
  spawnSync(program, rest, {cwd, input, env: {...env, PATH: path, LIST_OF_GITS: list}})
  const count = readFileSync(list, 'utf8').split('\n').length - 1
  rmSync(home, {recursive: true})
  return count
}
