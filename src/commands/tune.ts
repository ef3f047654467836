import {setFlagsFromString} from 'node:v8'

// Measured: code that runs some milliseconds is not worth optimising, and of a regular expression that is asked a few
// times V8 spends most of its time compiling it. From some forty files on it is the other way round.
// `--no-opt` would do on Node 20 alone: Node 24 has two optimisers, and on Node 22 it cannot be taken back.
const fewFlags = ['--max-optimized-bytecode-size=0', '--no-regexp-peephole-optimization', '--regexp-tier-up-ticks=50']
const manyFlags = ['--max-optimized-bytecode-size=61440', '--regexp-peephole-optimization', '--regexp-tier-up-ticks=1']

/** So many files are few. */
export const few = 30

let isTuned = false

/** Tell V8 that the run will be short. It has to be after loading: other flags make it refuse code that was kept. */
export function tuneForFew(): void {
  if (isTuned) return
  isTuned = true
  for (const flag of fewFlags) setFlagsFromString(flag)
  // What is kept of the compiled program at the end is of no use to a start with other flags.
  process.prependOnceListener('exit', tuneForMany)
}

/** Take that back. */
export function tuneForMany(): void {
  for (const flag of manyFlags) setFlagsFromString(flag)
}
