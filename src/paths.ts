import {attempt} from './commands/attempt.ts'
import type {Invocation} from './commands/io.ts'
import {lint, plainOptions} from './commands/lint.ts'

/**
 * Check paths.
 *
 * @param commands names that a path might be misspelt for.
 * @returns the exit code.
 */
export const runPaths = (
  paths: readonly string[],
  commands: readonly string[],
  invocation: Invocation
): Promise<number> =>
  attempt(invocation, (io) => {
    io.commands.push(...commands)
    return lint(paths, plainOptions, io)
  })
