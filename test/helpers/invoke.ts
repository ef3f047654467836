import {main} from '../../src/cli.ts'
import type {Environment} from '../../src/terminal.ts'

export interface Invoked {
  code: number
  stdout: string
  stderr: string
}

export interface InvokeOptions {
  env?: Environment
  /** Whether stdout is a terminal. */
  terminal?: boolean
  now?: Date
}

/** Run the program in this process on a folder, every stream our own. */
export async function invoke(cwd: string, argv: readonly string[], options: InvokeOptions = {}): Promise<Invoked> {
  const {env = {PATH: process.env['PATH']}, terminal = false, now = new Date('2026-03-20T12:00:00Z')} = options
  const result = {code: -1, stdout: '', stderr: ''}
  result.code = await main({
    argv,
    cwd,
    env,
    stdin: (async function* () {})(),
    stdout: {write: (text) => (result.stdout += text), isTTY: terminal},
    stderr: {write: (text) => (result.stderr += text), isTTY: false},
    now
  })
  return result
}
