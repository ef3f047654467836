import type {HandoffDocument, Range} from './handoff.ts'
import {findPlaceholders} from './placeholders.ts'

/** Leave out what lies on a placeholder: that it is unfilled is said once, by the rule for placeholders. */
export function leaveOutUnfilled<Placed extends {place: Range}>(
  found: Placed[],
  {tree, source, skipped}: HandoffDocument,
  literals: readonly string[]
): Placed[] {
  if (found.length === 0) return found
  const open = findPlaceholders(tree, source, {literals, skip: skipped})
  return found.filter(({place}) => !open.some(({start, end}) => start < place.end && end > place.start))
}
