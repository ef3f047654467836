import {type Judge, judgeText} from './check-text.ts'
import type {FoundFile} from './find-files.ts'
import {readText, vanished} from './read-file.ts'
import type {Result} from './verdicts.ts'

/** Read one file and judge it. */
export async function judgeFile(file: FoundFile, judge: Judge): Promise<Result> {
  const read = readText(file.absolute)
  if (!('gone' in read)) return judgeText(file, read, judge)
  // Git lists what is deleted and not yet staged.
  return file.given ? judgeText(file, {message: vanished()}, judge) : {path: file.path, reason: 'it is no longer there'}
}
