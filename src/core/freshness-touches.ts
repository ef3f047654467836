import type {Touches} from './freshness-facts.ts'

/** One side of a change: a blob, a symlink, a submodule. */
export interface TreeEntry {
  /** Octal, as git writes it. */
  mode: string
  oid: string
}

/** A path that differs between two trees, renames not followed. */
export interface TreeChange {
  path: string
  before: TreeEntry | null
  after: TreeEntry | null
}

/** Which paths count as what; `isIgnored` is asked of paths that are no handoffs. */
export interface PathKinds {
  isHandoff: (path: string) => boolean
  isIgnored: (path: string) => boolean
}

/** The text of a blob, by name (see `HandoffChange`); null when there is nothing to see in it. */
export type TextOf = (oid: string) => string | null

/** Sort the changes of a commit into handoffs and work. A handoff is never work, whatever happens to it. */
export function touchesOf(changes: readonly TreeChange[], {isHandoff, isIgnored}: PathKinds, textOf: TextOf): Touches {
  const handoffs = changes.filter(({path}) => isHandoff(path))
  return {
    handoffs: handoffs.map(({path, before, after}) => ({
      path,
      oid: after?.oid ?? null,
      before: textIn(before, textOf),
      after: textIn(after, textOf)
    })),
    work: changes.flatMap(({path}) => (isHandoff(path) || isIgnored(path) ? [] : [path]))
  }
}

/** A text without all that cannot be seen, to compare texts by; null when nothing is left. */
export function foldText(text: string): string | null {
  const seen = text.replace(/[\s\p{Default_Ignorable_Code_Point}]+/gu, '')
  return seen === '' ? null : seen
}

/** Only a regular file holds a handoff: a symlink is read nowhere, and a submodule is another repository. */
const textIn = (entry: TreeEntry | null, textOf: TextOf): string | null =>
  entry?.mode.startsWith('100') ? textOf(entry.oid) : null
