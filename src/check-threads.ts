import {availableParallelism} from 'node:os'
import {setImmediate} from 'node:timers/promises'
import {Worker} from 'node:worker_threads'
import type {PlanSettings} from './check-settings.ts'
import type {FoundFile} from './find-files.ts'
import type {Engine} from './parse/choose.ts'
import type {Verdict} from './verdict-store.ts'

/** A verdict out of another thread. */
export interface Handed extends Verdict {
  isLasting: boolean
}

/** One message of a helping thread. */
interface HandedBatch {
  start: number
  handed: Handed[]
}

/** What a helping thread starts with. */
export interface ThreadData {
  files: readonly FoundFile[]
  settings: PlanSettings
  engine: Engine | undefined
  /** The index of the first file that nobody has taken yet, which all threads count up. */
  shared: Int32Array
  /** Nobody wants to know more of a clean file than that it is. */
  withoutClean: boolean
}

export interface Work extends Omit<ThreadData, 'shared'> {
  judge: (file: FoundFile) => Promise<void>
  take: (file: FoundFile, handed: Handed) => void
  progress: (done: number, all: number) => void
}

/** Measured: a second thread makes all of V8’s optimising twice, which so many files for each pay for. */
const filesPerThread = 800

/** Each has a heap of its own. */
const mostThreads = 4

const batchSize = 32

// Nesting that fills the stack here fills it there, too; by default that of a helper is longer.
const resourceLimits = {stackSizeMb: 1.15}

/** How many threads besides this one are worth their start. */
export const countHelpers = (files: number): number =>
  Math.max(0, Math.min(mostThreads, availableParallelism(), Math.floor(files / filesPerThread)) - 1)

/** The next files to be judged, which are from now on those of the one who asks. */
export function takeBatch(
  shared: Int32Array,
  files: readonly FoundFile[]
): {start: number; files: readonly FoundFile[]} | null {
  const start = Atomics.add(shared, 0, batchSize)
  return start < files.length ? {start, files: files.slice(start, start + batchSize)} : null
}

/**
 * Judge files on several threads, this one among them. Helpers only take work off: what one leaves undone, because it
 * could not start or broke, is done here, where it ends as it would have without them.
 *
 * @param file what a helper runs.
 * @param count of helpers.
 */
export async function judgeTogether(
  {judge, take, progress, ...job}: Work,
  file: string,
  count = countHelpers(job.files.length)
): Promise<void> {
  const {files} = job
  const shared = new Int32Array(new SharedArrayBuffer(4))
  const isDone = new Uint8Array(files.length)
  let done = 0
  const finish = (index: number) => {
    isDone[index] = 1
    progress(++done, files.length)
  }
  const judgeFrom = async (start: number, some: readonly FoundFile[]) => {
    for (const [index, one] of some.entries()) {
      if (isDone[start + index]) continue
      await judge(one)
      finish(start + index)
    }
  }
  const receive = ({start, handed}: HandedBatch) => {
    for (const [index, one] of handed.entries()) {
      take(files[start + index] as FoundFile, one)
      finish(start + index)
    }
  }
  const data: ThreadData = {...job, shared}
  const helpers = startHelpers(count, file, data, receive, () => done === files.length)
  try {
    for (let batch = takeBatch(shared, files); batch; batch = takeBatch(shared, files)) {
      await judgeFrom(batch.start, batch.files)
      // Let the helpers’ verdicts come in.
      await setImmediate()
    }
    if (done < files.length) await helpers.ended
    await judgeFrom(0, files)
  } finally {
    helpers.stop()
  }
}

interface Helpers {
  /** When nothing is to be expected of them any more. */
  ended: Promise<void>
  stop: () => void
}

function startHelpers(
  count: number,
  file: string,
  workerData: ThreadData,
  receive: (batch: HandedBatch) => void,
  isDone: () => boolean
): Helpers {
  const running = new Set<Worker>()
  const ended = new Promise<void>((resolve) => {
    for (let number = 0; number < count; number++) {
      const thread = startThread(file, workerData)
      if (!thread) break
      running.add(thread)
      thread.on('message', (batch: HandedBatch) => {
        receive(batch)
        if (isDone()) resolve()
      })
      // Whatever broke there happens here again, or does not.
      thread.on('error', () => {})
      thread.on('exit', () => {
        running.delete(thread)
        if (running.size === 0) resolve()
      })
    }
    if (running.size === 0) resolve()
  })
  return {
    ended,
    stop: () => {
      for (const thread of running) void thread.terminate()
    }
  }
}

function startThread(file: string, workerData: ThreadData): Worker | null {
  try {
    return new Worker(file, {workerData, resourceLimits})
  } catch {
    // The system has no thread left for us.
    return null
  }
}
