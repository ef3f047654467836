import {ExpectedError} from '../errors.ts'
import {escapeLines} from '../terminal.ts'
import type {Io} from './io.ts'

const issues = 'https://github.com/handoff-lint/handoff-lint/issues'

/**
 * Say why a run came to nothing. A failure that we expect is one line with its remedy; any other is a bug and keeps its
 * stack.
 *
 * @returns the exit code.
 */
export function explainFailure(error: unknown, io: Io): number {
  if (error instanceof ExpectedError) {
    sayFailure(io, error.message, error.hint)
    return error.exitCode
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  io.stderr.write(`${escapeLines(stack)}\n`)
  io.say(`handoff-lint: this is a bug. Please report it, with the lines above: ${issues}`)
  return 2
}

export function sayFailure(io: Io, message: string, hint: string | null): void {
  const what = message.replace(/\.$/u, '')
  io.say(hint === null ? `handoff-lint: ${what}` : `handoff-lint: ${what}. Fix: ${hint}`)
}
