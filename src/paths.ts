import {explainFailure} from './commands/failure.ts'
import {type Invocation, makeIo} from './commands/io.ts'
import {lint, plainOptions} from './commands/lint.ts'

/**
 * Check paths without what reads a command line, as the hook runs, too.
 *
 * @param commands names that a path might be misspelt for.
 * @returns the exit code.
 */
export async function runPaths(
  paths: readonly string[],
  commands: readonly string[],
  invocation: Invocation
): Promise<number> {
  const io = makeIo(invocation)
  io.commands.push(...commands)
  try {
    return await lint(paths, plainOptions, io)
  } catch (error) {
    return explainFailure(error, io)
  }
}
