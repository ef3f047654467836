/** A revision that is an object id, or one with `^` before it; anything else is a bug, never to reach git. */
export function checked(revision: string): string {
  if (!/^\^?(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(revision) || !/[1-9a-f]/u.test(revision))
    throw new TypeError(`not an object id: ${revision}`)
  return revision
}
