import {setFlagsFromString} from 'node:v8'

// Measured: code that runs some milliseconds is not worth optimising, and of a regular expression that is asked a few
// times V8 spends most of its time compiling it. Until some sixty files that saves a third of the work, and no time later.
// `--no-opt` would do on Node 20 alone: Node 24 has two optimisers, and on Node 22 it cannot be taken back.
const fewFlags = ['--max-optimized-bytecode-size=0', '--no-regexp-peephole-optimization', '--regexp-tier-up-ticks=50']
const usualFlags = ['--max-optimized-bytecode-size=61440', '--regexp-peephole-optimization', '--regexp-tier-up-ticks=1']

// By default Node 20 optimises a function so soon that it has to do it again, and puts so many others into it that it
// compiles for longer than that ever saves: of a thousand files that is a third of the work. Later versions have other
// ways. What all inlined functions may come to is a matter of taste to V8, asked in passing: changed at each of thousands
// of files it did no harm. What a single one may come to (`--max-inlined-bytecode-size`) must not be set here: V8 aborts
// when it gives two answers in one compilation, as it does on another thread.
const isMeasured = process.versions.v8.startsWith('11.')
const manyFlags = isMeasured ? ['--interrupt-budget=120000', '--max-inlined-bytecode-size-cumulative=100'] : []
const usualMany = isMeasured ? ['--interrupt-budget=67584', '--max-inlined-bytecode-size-cumulative=920'] : []

/** So many files are few. */
export const few = 60

let isTuned = false
let current: readonly string[] = []

/** Tell V8 that the run will be short. It has to be after loading: other flags make it refuse code that was kept. */
export function tuneForFew(): void {
  tune(fewFlags)
}

/** Tell V8 that the run will be long, whatever it was told before. */
export function tuneForMany(): void {
  tune([...usualFlags, ...manyFlags])
}

/** Do what has to be done as if V8 had been told nothing. */
export function untuned(work: () => void): void {
  if (isTuned) set([...usualFlags, ...usualMany])
  work()
  set(current)
}

function tune(flags: readonly string[]): void {
  current = flags
  set(flags)
  if (isTuned) return
  isTuned = true
  // What is kept of the compiled program at the end is of no use to a start with other flags.
  process.prependOnceListener('exit', () => set([...usualFlags, ...usualMany]))
}

function set(flags: readonly string[]): void {
  for (const flag of flags) setFlagsFromString(flag)
}
