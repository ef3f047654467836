import type {HandoffDocument, Range} from './handoff.ts'
import {perDocument} from './per-document.ts'
import {findPlaceholders, type Placeholder} from './placeholders.ts'

/** The last answer of a document. */
const answerOf = perDocument((): {literals: readonly string[]; found: Placeholder[] | null} => ({
  literals: [],
  found: null
}))

/** The placeholders of a document, found once however many rules ask with the same literals. */
export function placeholdersOf(document: HandoffDocument, literals: readonly string[]): Placeholder[] {
  const answer = answerOf(document)
  if (answer.found && isSame(answer.literals, literals)) return answer.found
  const {tree, source, skipped} = document
  const found = findPlaceholders(tree, source, {literals, skip: skipped})
  Object.assign(answer, {literals, found})
  return found
}

const isSame = (one: readonly string[], two: readonly string[]): boolean =>
  one === two || (one.length === two.length && one.every((text, index) => text === two[index]))

/** Leave out what lies on a placeholder: that it is unfilled is said once, by the rule for placeholders. */
export function leaveOutUnfilled<Placed extends {place: Range}>(
  found: Placed[],
  document: HandoffDocument,
  literals: readonly string[]
): Placed[] {
  if (found.length === 0) return found
  const open = placeholdersOf(document, literals)
  return found.filter(({place}) => !open.some(({start, end}) => start < place.end && end > place.start))
}
