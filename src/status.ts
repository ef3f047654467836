import {attempt} from './commands/attempt.ts'
import type {Invocation} from './commands/io.ts'
import {plainStatus, status} from './commands/status.ts'

/**
 * List branches; git walks while a command line would be read.
 *
 * @param words what follows `status`: `--all`, or nothing.
 * @returns the exit code.
 */
export const runStatus = (words: readonly string[], invocation: Invocation): Promise<number> =>
  attempt(invocation, (io) => status(words.length > 0 ? {...plainStatus, all: true} : plainStatus, io))
