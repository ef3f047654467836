import {main} from './cli.ts'

const {argv, env, stdin, stdout, stderr} = process
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

main({argv: argv.slice(2), cwd: process.cwd(), env, stdin, stdout, stderr, now: new Date()}).then((code) => {
  process.exitCode = lost ? 2 : code
})
