import {setImmediate} from 'node:timers/promises'
import {parentPort, workerData} from 'node:worker_threads'
import {judgeFile} from './check-file.ts'
import {planBy} from './check-plan-files.ts'
import type {Judge} from './check-text.ts'
import {type Handed, type ThreadData, takeBatch} from './check-threads.ts'
import {chooseParse} from './parse/choose.ts'
import {isLasting, isSkipped, type Result, toVerdict} from './verdicts.ts'

/** What a helping thread does: judge batch after batch until there is none, and hand over each. */
export async function help(): Promise<void> {
  const {files, settings, engine, shared, withoutClean} = workerData as ThreadData
  const debug = () => {}
  const judge: Judge = {plan: planBy(settings), parsers: chooseParse({engine, debug}), debug}
  for (let batch = takeBatch(shared, files); batch; batch = takeBatch(shared, files)) {
    const handed: Handed[] = []
    for (const file of batch.files) handed.push(handOver(await judgeFile(file, judge), withoutClean))
    parentPort?.postMessage({start: batch.start, handed})
    // What the native parser has given up is only freed between tasks.
    await setImmediate()
  }
}

function handOver(result: Result, withoutClean: boolean): Handed {
  if (withoutClean && !isSkipped(result) && result.messages.length === 0) {
    return {isClean: true, isLasting: true, json: ''}
  }
  return {...toVerdict(result), isLasting: isLasting(result)}
}
