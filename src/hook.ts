import {attempt} from './commands/attempt.ts'
import type {Invocation} from './commands/io.ts'
import {prePush} from './commands/pre-push.ts'

/**
 * Run the hook as git’s own hooks do.
 *
 * @param words what git hands to a hook: a remote and its address.
 * @returns the exit code.
 */
export const runHook = (words: readonly string[], invocation: Invocation): Promise<number> =>
  attempt(invocation, (io) => prePush(words, {}, io))
