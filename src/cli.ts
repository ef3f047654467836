import {type Command, CommanderError} from 'commander'
import {type Invocation, type Io, makeIo} from './commands/io.ts'
import {makeProgram} from './commands/program.ts'
import {ExpectedError} from './errors.ts'
import {instead, suggest} from './suggest.ts'
import {escapeLines} from './terminal.ts'

const issues = 'https://github.com/handoff-lint/handoff-lint/issues'

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
    return explainFailure(error, io, program)
  }
}

/** A failure that we expect is one line with its remedy; any other is a bug and keeps its stack. */
function explainFailure(error: unknown, io: Io, program: Command): number {
  if (error instanceof CommanderError) return explainUsage(error, io, program)
  if (error instanceof ExpectedError) {
    sayFailure(io, error.message, error.hint)
    return error.exitCode
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  io.stderr.write(`${escapeLines(stack)}\n`)
  io.say(`handoff-lint: this is a bug. Please report it, with the lines above: ${issues}`)
  return 2
}

function sayFailure(io: Io, message: string, hint: string | null): void {
  const what = message.replace(/\.$/u, '')
  io.say(hint === null ? `handoff-lint: ${what}` : `handoff-lint: ${what}. Fix: ${hint}`)
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
