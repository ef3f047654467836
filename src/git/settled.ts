import {checked} from './checked.ts'
import type {CatFile} from './port.ts'
import {areOwnKnown, readShallow} from './shallow.ts'
import type {GitPlace} from './start-git.ts'

/** A branch whose own commits are to be told, and what else has to be there. */
export interface Span {
  head: string
  /** Null when there is nothing to compare with. */
  base: string | null
  also: readonly string[]
}

/** Whether a clone has all that tells the own commits of a branch, be it cut off elsewhere. */
export async function isSettled(place: GitPlace, catFile: CatFile, span: Span): Promise<boolean> {
  const {head, base} = span
  const found = await Promise.all(oidsOf(span).map((oid) => catFile.read(`${oid}^{commit}`)))
  if (found.includes(null)) return false
  if (base === null) return true
  const shallow = await readShallow(place)
  return shallow.size === 0 || areOwnKnown(place, shallow, head, [base])
}

/** All that a span names, once. */
export const oidsOf = ({head, base, also}: Span): string[] => [
  ...new Set([head, ...(base === null ? [] : [base]), ...also].map(checked))
]
