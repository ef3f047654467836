import {distance} from 'fastest-levenshtein'

/** The known name that was probably meant, or null when none is near enough to be a slip. */
export function suggest(given: string, known: Iterable<string>): string | null {
  const wanted = given.toLowerCase()
  let best: string | null = null
  // A third of the letters may be wrong, and of a long name no more than three.
  let limit = Math.min(3, Math.max(1, Math.floor(given.length / 3))) + 1
  for (const name of known) {
    const steps = slips(wanted, name.toLowerCase())
    if (steps >= limit) continue
    best = name
    limit = steps
  }
  return best
}

/** Letters to change, add or take away; two that changed places are one slip. */
function slips(given: string, name: string): number {
  const steps = distance(given, name)
  return steps === 2 && sorted(given) === sorted(name) ? 1 : steps
}

const sorted = (text: string): string => [...text].sort().join('')

/** What to do about an unknown name, as a hint: the one that was probably meant, else all there are. */
export function instead(given: string, known: readonly string[]): string {
  const near = suggest(given, known)
  return near === null ? `Use one of: ${known.join(', ')}.` : `Did you mean \`${near}\`?`
}
