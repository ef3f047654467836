import {type Command, CommanderError} from 'commander'
import {explainFailure, sayFailure} from './commands/failure.ts'
import {type Invocation, type Io, makeIo} from './commands/io.ts'
import {makeProgram} from './commands/program.ts'
import {instead, suggest} from './suggest.ts'

/**
 * Run one command line to its end.
 *
 * @returns the exit code: 0 fine, 1 findings, 2 could not run, 3 could not be determined.
 */
export async function main(invocation: Invocation): Promise<number> {
  const io = makeIo(invocation)
  let code = 0
  const program = makeProgram(io, (result) => {
    code = result
  })
  try {
    await program.parseAsync([...io.argv], {from: 'user'})
    return code
  } catch (error) {
    return error instanceof CommanderError ? explainUsage(error, io, program) : explainFailure(error, io)
  }
}

/** Commander's errors in our words; it has ended a `--help` or `--version` the same way, with 0. */
function explainUsage({exitCode, code, message}: CommanderError, io: Io, program: Command): number {
  if (exitCode === 0) return 0
  if (code === 'commander.help') {
    const given = io.argv[io.argv.indexOf('help') + 1] ?? ''
    sayFailure(io, `Unknown command \`${given}\``, instead(given, io.commands))
    return 2
  }
  const text = message.replace(/^error: /u, '')
  sayFailure(io, `${text.charAt(0).toUpperCase()}${text.slice(1)}`, hintFor(code, message, io, program))
  return 2
}

function hintFor(code: string, message: string, {argv}: Io, {commands, options}: Command): string {
  const named = commands.find((one) => argv.includes(one.name()))
  const given = code === 'commander.unknownOption' ? /'([^']*)'/u.exec(message)?.[1] : undefined
  // Without a command it is linting that did not know the option.
  const own = (named ?? commands.find((one) => one.name() === 'lint'))?.options ?? []
  const known = [...options, ...own].flatMap(({long}) => long ?? [])
  const near = given?.startsWith('--') ? suggest(given, [...known, '--help']) : null
  return near === null ? `See \`handoff-lint ${named ? `${named.name()} ` : ''}--help\`.` : `Did you mean \`${near}\`?`
}
