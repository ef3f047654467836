import {join} from 'node:path'
import {keepCompiled} from './code-cache.ts'

const {argv, env, stdout, stderr} = process
let lost = false

for (const stream of [stdout, stderr]) {
  stream.on('error', ({code, message}: NodeJS.ErrnoException) => {
    // Who reads may stop early (`| head`); the answer is then the exit code alone.
    if (code === 'EPIPE' || lost) return
    lost = true
    process.exitCode = 2
    stderr.write(`handoff-lint: cannot write the output: ${message}\n`)
  })
}

const invocation = {
  argv: argv.slice(2),
  cwd: process.cwd(),
  env,
  get stdin() {
    return process.stdin
  },
  stdout,
  stderr,
  now: new Date()
}

// This file is read whole at every start, so that it holds little else.
keepCompiled(join(import.meta.dirname, 'chunks'), env)
import('./cli.ts')
  .then(({main}) => main(invocation))
  .then((code) => {
    process.exitCode = lost ? 2 : code
  })
