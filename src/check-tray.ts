import type {Summary} from './check-known.ts'
import type {Handed} from './check-threads.ts'
import type {SkippedFile} from './core/report.ts'
import type {FoundFile} from './find-files.ts'
import {isLasting, isSkipped, type Result, resultOf, toVerdict, type Verdicts} from './verdicts.ts'

/** Where results come together, wherever they come from. */
export interface Tray {
  found: Summary & {skipped: SkippedFile[]}
  /** Take what is known of a file; false where nothing is. */
  takeKnown: (file: FoundFile) => boolean
  /** Take a result; what belongs to no file is not kept. */
  take: (result: Result, file: FoundFile | null) => void
  /** Take what another thread made of a file. */
  takeHanded: (file: FoundFile, handed: Handed) => void
  /** Whether all that was taken holds as long as the files do not change. */
  isLasting: () => boolean
}

/**
 * Make an empty tray.
 *
 * @param known what earlier runs found; what is new goes there, too.
 * @param isBrief files without a message are only counted.
 */
export function makeTray(known: Verdicts | null, isBrief: boolean): Tray {
  const found: Tray['found'] = {clean: 0, files: [], skipped: []}
  let areLasting = true
  const add = (result: Result) => {
    if (isSkipped(result)) found.skipped.push(result)
    else if (isBrief && result.messages.length === 0) found.clean++
    else found.files.push(result)
  }
  const addVerdict = (verdict: {isClean: boolean; json: string}) => {
    if (isBrief && verdict.isClean) found.clean++
    else add(resultOf(verdict))
  }
  return {
    found,
    takeKnown: (file) => {
      const verdict = known?.find(file)
      if (verdict) addVerdict(verdict)
      return Boolean(verdict)
    },
    take: (result, file) => {
      const lasts = file !== null && isLasting(result)
      areLasting &&= lasts
      if (lasts && known?.canKeep(file)) known.keep(file, toVerdict(result))
      add(result)
    },
    takeHanded: (file, handed) => {
      areLasting &&= handed.isLasting
      if (handed.isLasting) known?.keep(file, handed)
      addVerdict(handed)
    },
    isLasting: () => areLasting
  }
}
