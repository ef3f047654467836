/** A revision that is an object id, or one with `^` before it; anything else is a bug, never to reach git. */
export function checked(revision: string): string {
  if (!/^\^?(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(revision) || !/[1-9a-f]/u.test(revision))
    throw new TypeError(`not an object id: ${revision}`)
  return revision
}

// Looks for a line that is none, because V8 keeps a place to go back to for every line that is one.
const oddLine = /^(?!\^?(?!0+$)(?:[0-9a-f]{40}|[0-9a-f]{64})$)/mu

/** The same for thousands at once, as the lines that git reads. */
export function checkedLines(revisions: readonly string[]): string {
  const lines = revisions.join('\n')
  if (oddLine.test(lines)) revisions.forEach(checked)
  return lines === '' ? '' : `${lines}\n`
}
