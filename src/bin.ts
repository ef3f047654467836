import {join} from 'node:path'
import {readAnswer} from './answers.ts'
import {keepCompiled} from './code-cache.ts'
import {openStdOutput} from './std-output.ts'

// This file is read whole at every start, so that it holds little else.
const {argv, env} = process
let lost = false

const onLost = ({message}: NodeJS.ErrnoException) => {
  if (lost) return
  lost = true
  process.exitCode = 2
  stderr.write(`handoff-lint: cannot write the output: ${message}\n`)
}

const stdout = openStdOutput(1, () => process.stdout, onLost)
const stderr = openStdOutput(2, () => process.stderr, onLost)

function run(): void {
  const invocation = {
    argv: argv.slice(2),
    cwd: process.cwd(),
    env,
    get stdin() {
      return process.stdin
    },
    stdinFd: 0,
    stdout,
    stderr,
    now: new Date(),
    threadFile: join(import.meta.dirname, 'thread.js')
  }
  keepCompiled(join(import.meta.dirname, 'chunks'), env)
  const words = hookWords(invocation.argv)
  const running =
    words === null
      ? import('./cli.ts').then(({main}) => main(invocation))
      : import('./hook.ts').then(({runHook}) => runHook(words, invocation))
  running.then((code) => {
    process.exitCode = lost ? 2 : code
  })
}

/** What follows `pre-push` as git’s hooks call it; null for all that has to be read as a command line. */
function hookWords([command, ...words]: readonly string[]): readonly string[] | null {
  return command === 'pre-push' && words.length === 2 && words.every((word) => /^[^-]/u.test(word)) ? words : null
}

const answer = readAnswer(argv.slice(2), import.meta.dirname)
// A terminal gets colours, and lines as long as it has room for.
if (answer === null || env['FORCE_COLOR'] !== undefined || stdout.isTTY) run()
else stdout.write(answer)
