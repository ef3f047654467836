/** A revision that is an object id, or one with `^` before it; anything else is a bug, never to reach git. */
export function checked(revision: string): string {
  if (!/^\^?(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(revision) || !/[1-9a-f]/u.test(revision))
    throw new TypeError(`not an object id: ${revision}`)
  return revision
}

const idLines = /^(?:\^?(?!0+\n)(?:[0-9a-f]{40}|[0-9a-f]{64})\n)*$/u

/** The same for thousands at once, as the lines that git reads. */
export function checkedLines(revisions: readonly string[]): string {
  const lines = revisions.map((revision) => `${revision}\n`).join('')
  if (!idLines.test(lines)) revisions.forEach(checked)
  return lines
}
