import {explainFailure} from './commands/failure.ts'
import {type Invocation, makeIo} from './commands/io.ts'
import {plainStatus, status} from './commands/status.ts'

/**
 * List branches without what reads a command line: git walks while that would be loaded.
 *
 * @param words what follows `status`: `--all`, or nothing.
 * @returns the exit code.
 */
export async function runStatus(words: readonly string[], invocation: Invocation): Promise<number> {
  const io = makeIo(invocation)
  try {
    return await status(words.length > 0 ? {...plainStatus, all: true} : plainStatus, io)
  } catch (error) {
    return explainFailure(error, io)
  }
}
