import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs'
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

/**
 * Read what git hands to a hook, to its end: who writes must not meet a closed pipe. It is never waited for longer than
 * 5 s.
 *
 * @returns null for a terminal, where nobody is going to write.
 */
export async function readHookInput(io: Pick<Io, 'stdin' | 'stdinFd'>, wait = patience): Promise<HookInput | null> {
  const {bytes, hasEnded} = readReady(io.stdinFd)
  if (hasEnded) return {text: textOf(bytes), timedOut: false}
  if (io.stdin.isTTY) return null
  const chunks = io.stdin[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  let length = bytes.reduce((sum, {byteLength}) => sum + byteLength, 0)
  for (;;) {
    const next = await within(chunks.next(), wait)
    if (next === null) io.stdin.destroy?.()
    if (next === null || next.done) return {text: textOf(bytes), timedOut: next === null}
    const chunk = typeof next.value === 'string' ? encoder.encode(next.value) : next.value
    length += chunk.length
    // What is too much is still read.
    if (length - chunk.length <= mostBytes) bytes.push(chunk)
    if (length > 64 * mostBytes) {
      io.stdin.destroy?.()
      throw tooMuch()
    }
  }
}

interface Ready {
  bytes: Uint8Array[]
  hasEnded: boolean
}

/**
 * Read what is there, without waiting: git has mostly written all before this program starts, and to open a stream takes
 * longer than to read one. Where that cannot be done nothing is read.
 */
function readReady(fd: number | undefined): Ready {
  const ready: Ready = {bytes: [], hasEnded: false}
  let pipe: number | undefined
  try {
    const stats = fd === undefined ? null : fstatSync(fd)
    if (fd === undefined || !(stats?.isFIFO() || stats?.isFile())) return ready
    // Linux opens the pipe itself once more, with flags of our own; elsewhere there is no such path.
    if (stats.isFIFO()) pipe = openSync(`/proc/self/fd/${fd}`, constants.O_RDONLY | constants.O_NONBLOCK)
    for (let length = 0; length <= mostBytes; ) {
      const chunk = Buffer.allocUnsafe(2 ** 16)
      const count = readSync(pipe ?? fd, chunk)
      if (count === 0) return {...ready, hasEnded: true}
      ready.bytes.push(chunk.subarray(0, count))
      length += count
    }
  } catch {
    // Nothing is there yet (EAGAIN), or another system.
  } finally {
    if (pipe !== undefined) closeSync(pipe)
  }
  return ready
}

function textOf(bytes: readonly Uint8Array[]): string {
  const all = Buffer.concat(bytes)
  if (all.length > mostBytes) throw tooMuch()
  return all.toString('utf8')
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
