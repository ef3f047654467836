import {explainFailure} from './commands/failure.ts'
import {type Invocation, makeIo} from './commands/io.ts'
import {prePush} from './commands/pre-push.ts'

/**
 * Run the hook as git’s own hooks do, without what reads a command line: that takes longer to load than some pushes take
 * to be judged.
 *
 * @param words what git hands to a hook: a remote and its address.
 * @returns the exit code.
 */
export async function runHook(words: readonly string[], invocation: Invocation): Promise<number> {
  const io = makeIo(invocation)
  try {
    return await prePush(words, {}, io)
  } catch (error) {
    return explainFailure(error, io)
  }
}
