import {fstatSync, statSync, writeSync} from 'node:fs'

/** Standard output or standard error, as the program writes to it. */
export interface StdOutput {
  write: (text: string) => void
  /** Whether all that was written is sure to have been taken. */
  readonly isTaken: boolean
  readonly isTTY: boolean | undefined
  readonly columns: number | undefined
}

/**
 * Open standard output (1) or standard error (2) when it is first used. A file or a pipe is written to directly: Node's
 * stream for it takes longer to load than a short run takes for all else.
 *
 * @param open makes Node's stream; for a terminal, and for a pipe that takes no more at once.
 * @param onLost takes the failure to write, but that nobody reads on.
 */
export function openStdOutput(
  fd: 1 | 2,
  open: () => NodeJS.WriteStream,
  onLost: (error: NodeJS.ErrnoException) => void
): StdOutput {
  let stream: NodeJS.WriteStream | undefined
  let isDirect: boolean | undefined
  let isOver = false
  const fail = (error: NodeJS.ErrnoException) => {
    isOver = true
    // Who reads may stop early (`| head`); the answer is then the exit code alone.
    if (error.code !== 'EPIPE') onLost(error)
  }
  const useStream = () => {
    stream ??= open().on('error', fail)
    return stream
  }
  const direct = () => {
    isDirect ??= stream === undefined && takesBytes(fd)
    return isDirect
  }
  return {
    write: (text) => {
      if (isOver) return
      if (!direct()) return void useStream().write(text)
      try {
        const rest = writeAll(fd, Buffer.from(text))
        if (rest.length === 0) return
        isDirect = false
        useStream().write(rest)
      } catch (error) {
        fail(error as NodeJS.ErrnoException)
      }
    },
    get isTaken() {
      // A terminal takes at once; of a file or a pipe behind a stream the failure may still be on its way.
      return stream === undefined || (stream.isTTY && stream.writableLength === 0)
    },
    get isTTY() {
      return direct() ? undefined : useStream().isTTY
    },
    get columns() {
      return direct() ? undefined : useStream().columns
    }
  }
}

/** Whether it is a file, a pipe, or where everything vanishes; on Windows only Node's stream knows what to do. */
function takesBytes(fd: number): boolean {
  if (process.platform === 'win32') return false
  const stats = fstatSync(fd)
  if (stats.isCharacterDevice()) return stats.rdev === statSync('/dev/null', {throwIfNoEntry: false})?.rdev
  return stats.isFile() || stats.isFIFO() || stats.isSocket()
}

/** Write as much as is taken; the rest is what a full pipe of somebody else's making did not wait for. */
function writeAll(fd: number, bytes: Buffer): Buffer {
  let rest = bytes
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
  }
  return rest
}
