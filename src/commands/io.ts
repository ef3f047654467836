import {neutralise} from '../reporters/workflow-command.ts'
import {type Environment, escapeText, makePaint, type Paint, wantsColour} from '../terminal.ts'

/** The part of a writable stream that the program needs. */
interface Output {
  write: (text: string) => unknown
  isTTY?: boolean | undefined
  columns?: number | undefined
}

/** All that the program takes from the outside; nothing else is touched. */
export interface Invocation {
  /** The words after the program's name. */
  argv: readonly string[]
  cwd: string
  env: Environment
  stdin: AsyncIterable<Uint8Array | string> & {
    isTTY?: boolean | undefined
    /** Let go of it, when nobody ends it. */
    destroy?: (() => unknown) | undefined
  }
  /** The file descriptor behind it, where it is one of this process. */
  stdinFd?: number | undefined
  stdout: Output
  stderr: Output
  now: Date
  /** The built file that a helping thread runs, where there is one. */
  threadFile?: string | undefined
  /** Keep the compiled program as it is now, for later starts; for long runs, before they go on. */
  keepNow?: (() => void) | undefined
}

/** What a command works with: the invocation, with printing made safe and short. */
export interface Io extends Invocation {
  /** Print a result; its foreign parts are escaped by the one who made it. */
  out: (text: string) => void
  /** Print a remark for the person, foreign parts and all: one line on stderr. */
  say: (line: string) => void
  /** Like `say`, but only under `--debug`. */
  debug: (line: string) => void
  /** Whether `debug` prints. */
  explain: boolean
  paint: Paint
  /** Names of the commands, for those who misspell one. */
  commands: string[]
}

/** Dress an invocation for the commands; the switches are looked up before commander runs, so that errors obey too. */
export function makeIo(invocation: Invocation): Io {
  const {argv, env, stdout, stderr} = invocation
  // The runner of GitHub reads commands out of both streams.
  const safe = env['GITHUB_ACTIONS'] === 'true' ? neutralise : (text: string) => text
  const say = (line: string) => void stderr.write(`${safe(escapeText(line))}\n`)
  const explain = lastOf(argv, ['--debug']) !== null
  const debug = explain ? (line: string) => say(`debug: ${Math.round(performance.now())} ms: ${line}`) : () => {}
  const colour = lastOf(argv, ['--color', '--no-color'])
  let paint: Paint | undefined
  return {
    argv,
    env,
    stdout,
    stderr,
    cwd: invocation.cwd,
    now: invocation.now,
    threadFile: invocation.threadFile,
    keepNow: invocation.keepNow,
    stdinFd: invocation.stdinFd,
    // Node opens it when it is first asked for, which takes longer than all else that a short command does.
    get stdin() {
      return invocation.stdin
    },
    out: (text) => void stdout.write(text),
    say,
    debug,
    explain,
    // A hook prints nothing there, and a terminal takes Node long to open.
    get paint() {
      paint ??= makePaint(wantsColour(colour === null ? undefined : colour === '--color', env, stdout))
      return paint
    },
    commands: []
  }
}

/** The switch given last, or null. */
function lastOf(argv: readonly string[], switches: readonly string[]): string | null {
  const end = argv.indexOf('--')
  return (end === -1 ? argv : argv.slice(0, end)).findLast((word) => switches.includes(word)) ?? null
}

/** Read standard input to its end. */
export async function readAll(stdin: Io['stdin']): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const encoder = new TextEncoder()
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)
  const bytes = new Uint8Array(chunks.reduce((sum, {length}) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
