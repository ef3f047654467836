import {explainFailure} from './failure.ts'
import {type Invocation, type Io, makeIo} from './io.ts'

/**
 * Run a command that was called in plain words, without what reads a command line; that takes longer to load than most of
 * them take.
 *
 * @returns the exit code; what fails is explained.
 */
export async function attempt(invocation: Invocation, command: (io: Io) => Promise<number>): Promise<number> {
  const io = makeIo(invocation)
  try {
    return await command(io)
  } catch (error) {
    return explainFailure(error, io)
  }
}
