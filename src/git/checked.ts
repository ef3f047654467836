import {isOid, isZeroOid} from '../core/ref-update.ts'

/** A revision that is an object id, or one with `^` before it; anything else is a bug, never to reach git. */
export function checked(revision: string): string {
  const oid = revision.replace(/^\^/u, '')
  if (!isOid(oid) || isZeroOid(oid)) throw new TypeError(`not an object id: ${revision}`)
  return revision
}
