import {UsageError} from '../errors.ts'
import type {Io} from './io.ts'

/** Time for a wrapper to start writing, and to go on. */
const patience = 5000

/** Room for some ten thousand refs. */
const mostBytes = 2 ** 20

/** What came in, and whether it ended. */
export interface HookInput {
  text: string
  /** Nobody wrote for a while, and we no longer wait. */
  timedOut: boolean
}

/** Read what git hands to a hook, to its end: who writes must not meet a closed pipe. It is never waited for longer than 5 s. */
export async function readHookInput(stdin: Io['stdin'], wait = patience): Promise<HookInput> {
  const decoder = new TextDecoder()
  const chunks = stdin[Symbol.asyncIterator]()
  let text = ''
  let length = 0
  for (;;) {
    const next = await within(chunks.next(), wait)
    if (next === null) stdin.destroy?.()
    if (next === null || next.done) {
      if (length > mostBytes) throw tooMuch()
      return {text: text + decoder.decode(), timedOut: next === null}
    }
    const {value} = next
    length += value.length
    if (length <= mostBytes) text += typeof value === 'string' ? value : decoder.decode(value, {stream: true})
    else if (length > 64 * mostBytes) {
      stdin.destroy?.()
      throw tooMuch()
    }
  }
}

const tooMuch = (): UsageError => new UsageError('more than 1 MiB of ref updates', {hint: 'Push fewer refs at once.'})

/** The value, or null when it takes too long. */
async function within<Value>(promise: Promise<Value>, wait: number): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, wait, null)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
