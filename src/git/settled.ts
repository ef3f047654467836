import {isOid} from '../core/ref-update.ts'
import {checked, readShallow} from './history.ts'
import type {CatFile} from './port.ts'
import {askGit, type GitPlace} from './start-git.ts'

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
  return shallow.size === 0 || areOwnKnown(place, shallow, head, base)
}

/** All that a span names, once. */
export const oidsOf = ({head, base, also}: Span): string[] => [
  ...new Set([head, ...(base === null ? [] : [base]), ...also].map(checked))
]

/** Each costs a git; who has more is better off with all of the history. */
const mostLines = 20

/**
 * What is visible here is true, but what is hidden may make more commits the base’s: a commit may lie below one where
 * the base is cut off. It cannot where that one lies below the commit itself, as nothing lies below what it is above of.
 */
async function areOwnKnown(
  place: GitPlace,
  shallow: ReadonlySet<string>,
  head: string,
  base: string
): Promise<boolean> {
  const own = await readParents(place, [head, `^${base}`])
  if (own.size === 0) return true
  const starts = [...own.values()].filter((parents) => parents.every((parent) => !own.has(parent)))
  const below = new Set([...own.values()].flat().filter((parent) => !own.has(parent)))
  const isCut = (oids: Iterable<string>) => [...oids].some((oid) => shallow.has(oid))
  if (isCut(own.keys()) || below.size === 0) return false
  // Whoever reads the history takes a cut below for harmless only where there is one line down.
  const isOneLine = below.size === 1 && starts.every((parents) => parents.length > 0)
  if (!isOneLine && isCut(below)) return false
  const lines = [...new Set(starts.map((parents) => parents.map((parent) => `^${parent}`).join('\n')))]
  if (lines.length > mostLines) return false
  for (const line of lines) {
    const beside = await readParents(place, [base, ...line.split('\n').filter((revision) => revision !== '')])
    if (isCut(beside.keys())) return false
  }
  return true
}

/** Commits with their parents, as far as the clone shows them. */
async function readParents(place: GitPlace, revisions: readonly string[]): Promise<Map<string, string[]>> {
  const input = `${revisions.map(checked).join('\n')}\n`
  const answer = (await askGit(place, ['rev-list', '--parents', '--stdin'], input)).toString('latin1')
  return new Map(
    answer.split('\n').flatMap((line): [string, string[]][] => {
      const [oid = '', ...parents] = line.split(' ')
      return isOid(oid) ? [[oid, parents]] : []
    })
  )
}
