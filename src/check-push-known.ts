import type {LightPlan} from './check-light-plan.ts'
import type {ChangedFile} from './check-push-files.ts'
import type {Engine} from './parse/choose.ts'
import {findStoreFolder, openVerdictStore, type VerdictStore} from './verdict-store.ts'
import {isLasting, keySettings, type Result, resultOf, toVerdict} from './verdicts.ts'

/** What earlier pushes found of the same texts at the same paths, and a place for what this one finds. */
export interface KnownFiles {
  find: (file: ChangedFile) => Result | null
  keep: (file: ChangedFile, result: Result) => void
  save: () => void
}

/** Open what is known in a repository; nothing is, where there is no place to keep it. */
export function openKnown(root: string | null, engine?: Engine): KnownFiles {
  const folder = root === null ? null : findStoreFolder(root)
  const stores = new Map<LightPlan, VerdictStore>()
  const storeFor = ({whole, entry}: ChangedFile) => {
    if (folder === null || !entry.mode.startsWith('100')) return undefined
    const store = stores.get(whole) ?? openVerdictStore(folder, `commit\n${keySettings(whole.settings, engine)}`)
    stores.set(whole, store)
    return store
  }
  const keyOf = ({path, entry: {oid}}: ChangedFile) => ({oid, path, given: false})
  return {
    find: (file) => {
      const verdict = storeFor(file)?.find(keyOf(file))
      return verdict ? at(file.commit, resultOf(verdict)) : null
    },
    keep: (file, result) => {
      if (isLasting(result)) storeFor(file)?.keep(keyOf(file), toVerdict(at(undefined, result)))
    },
    save: () => {
      for (const store of stores.values()) store.save()
    }
  }
}

/** The same result, of a file that was read at a commit. */
function at(commit: string | undefined, result: Result): Result {
  if ('reason' in result) return result
  const {commit: _, ...rest} = result
  return commit === undefined ? rest : {...rest, commit}
}
