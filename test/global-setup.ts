import {execFileSync} from 'node:child_process'
import {readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'

/** Build once before the tests when the built program is missing or older than its sources. */
export default function setup(): void {
  const built = statSync('dist/cli.js', {throwIfNoEntry: false})?.mtimeMs ?? 0
  const sources = ['src', 'rules', 'scripts'].flatMap((folder) =>
    readdirSync(folder, {recursive: true, encoding: 'utf8'}).map((name) => join(folder, name))
  )
  const newest = Math.max(...[...sources, 'rolldown.config.ts'].map((path) => statSync(path).mtimeMs))
  if (newest > built) execFileSync('npm', ['run', 'build'], {stdio: 'inherit', shell: process.platform === 'win32'})
}
