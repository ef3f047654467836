import {spawn} from 'node:child_process'
import type {Io} from './io.ts'

/** Print through the user’s pager, `less -R` when none is set; straight when there is none, or it cannot be started. */
export async function page(text: string, {env, out}: Pick<Io, 'env' | 'out'>): Promise<void> {
  const {PAGER: own, TERM} = env
  const isNone = own?.trim() === '' || own === 'cat' || TERM === 'dumb'
  if (isNone || !(await pipe(text, own, env))) out(text)
}

/** Like git: the pager is a command line of the user’s own; nothing foreign is in it. */
function pipe(text: string, own: string | undefined, env: Io['env']): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(own ?? 'less -R', {
      shell: true,
      // Nobody asked for the pager that is missing, unless it is one’s own.
      stdio: ['pipe', 'inherit', own === undefined ? 'ignore' : 'inherit'],
      // A text that fits the screen is printed and left there.
      env: {LESS: 'FRX', ...env}
    })
    child.on('error', () => resolve(false))
    // A shell that does not find the command says so by these.
    child.on('close', (code) => resolve(code !== 126 && code !== 127))
    // Whoever has read enough closes it.
    child.stdin?.on('error', () => {})
    child.stdin?.end(text)
  })
}
