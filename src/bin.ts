import {join} from 'node:path'
import {readAnswer} from './answers.ts'
import {keepCompiled} from './code-cache.ts'
import type {Invocation} from './commands/io.ts'
import {openStdOutput} from './std-output.ts'
import {commandNames, hookWords, pathWords, statusWords} from './words.ts'

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
  const invocation: Invocation = {
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
    threadFile: join(import.meta.dirname, 'thread.js'),
    keepNow: keepCompiled(join(import.meta.dirname, 'chunks'), env)
  }
  start(invocation).then((code) => {
    process.exitCode = lost ? 2 : code
    // Neither does anybody wait for a git that has nothing more to say, nor for Node to clear what is about to vanish.
    if (stdout.isTaken && stderr.isTaken) process.exit()
  })
}

/** Load what the words ask for; to read a command line takes longer to load than most files and pushes take. */
function start(invocation: Invocation): Promise<number> {
  const hook = hookWords(invocation.argv)
  if (hook) return import('./hook.ts').then(({runHook}) => runHook(hook, invocation))
  const paths = pathWords(invocation.argv)
  if (paths) return import('./paths.ts').then(({runPaths}) => runPaths(paths, commandNames, invocation))
  const scope = statusWords(invocation.argv)
  if (scope) return import('./status.ts').then(({runStatus}) => runStatus(scope, invocation))
  return import('./cli.ts').then(({main}) => main(invocation))
}

const answer = readAnswer(argv.slice(2), import.meta.dirname)
// A terminal gets colours, and lines as long as it has room for.
if (answer === null || env['FORCE_COLOR'] !== undefined || stdout.isTTY) run()
else stdout.write(answer)
