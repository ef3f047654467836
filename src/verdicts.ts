import type {FileReport, SkippedFile} from './core/report.ts'
import type {FoundFile} from './find-files.ts'
import type {Listing} from './git/port.ts'
import type {Engine} from './parse/choose.ts'
import {findStoreFolder, openVerdictStore, type Verdict} from './verdict-store.ts'

export type Result = FileReport | SkippedFile

export const isSkipped = (result: Result): result is SkippedFile => 'reason' in result

/** What earlier runs found of files that have not changed since, and a place for what this one finds. */
export interface Verdicts {
  find: (file: FoundFile) => Verdict | null
  /** Whether the file is as git has it, so that its verdict can be found again. */
  canKeep: (file: FoundFile) => boolean
  keep: (file: FoundFile, verdict: Verdict) => void
  /** Write them down; where that cannot be, the next run judges again. */
  save: () => void
}

/**
 * Open the verdicts on the files of a work tree. A file is known by what git has in its index: its content is neither
 * read nor hashed, and where git says that it may have changed it is judged anew.
 *
 * @param root of the repository.
 * @param settings as `keySettings` gives them.
 * @returns null where they cannot be kept.
 */
export function openVerdicts(root: string, listing: Listing, settings: string): Verdicts | null {
  const folder = findStoreFolder(root)
  if (folder === null) return null
  // What is checked out is not always the blob: line ends and filters may differ.
  const store = openVerdictStore(folder, `work tree\n${settings}`)
  const oids = listing.oids()
  const keyOf = ({path, given}: FoundFile) => {
    const oid = oids.get(path)
    return oid === undefined ? null : {oid, path, given}
  }
  return {
    find: (file) => {
      const key = keyOf(file)
      return key && store.find(key)
    },
    canKeep: (file) => oids.has(file.path),
    keep: (file, verdict) => {
      const key = keyOf(file)
      if (key) store.keep(key, verdict)
    },
    save: store.save
  }
}

/** All that a verdict depends on but the file itself, as text. */
export const keySettings = (settings: object, engine: Engine | undefined): string =>
  JSON.stringify({...settings, engine})

/** A result as it is kept and handed over. */
export const toVerdict = (result: Result): Verdict => ({
  isClean: 'messages' in result && result.messages.length === 0,
  json: JSON.stringify(result)
})

export const resultOf = ({json}: Verdict): Result => JSON.parse(json) as Result

/** The engine’s own findings are about the file on this disk, which may be another next time, or about our patience. */
export const isLasting = (result: Result): boolean =>
  isSkipped(result) ||
  result.messages.every(({ruleId}) => !['parse-limit', 'regular-file', 'valid-encoding'].includes(ruleId))
