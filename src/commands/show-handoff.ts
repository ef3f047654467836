import type {Plan} from '../config/plan.ts'
import type {CatFile} from '../git/cat-file.ts'
import {dateOf} from '../handoff/date.ts'
import type {Handoff, HandoffDocument} from '../handoff/handoff.ts'
import {readDocument} from '../handoff/read.ts'
import type {Parsers} from '../parse/choose.ts'
import {parseBy} from '../parse/parse-by.ts'
import {textOf} from '../read-file.ts'

/** A handoff as it is understood, or why there is no text to understand. */
export type HandoffText = {document: HandoffDocument; handoff: Handoff} | {problem: string}

/** What reading a handoff needs. */
export interface Reading {
  plan: Plan
  catFile: CatFile
  loadParse: () => Promise<Parsers>
}

/** Read a handoff by its blob; of a file that holds many, the newest. */
export async function readHandoff(
  {path, oid}: {path: string; oid: string},
  {plan, catFile, loadParse}: Reading
): Promise<HandoffText> {
  const bytes = (await catFile.read(oid))?.bytes
  if (!bytes) return {problem: 'its content is missing from this clone, or too long'}
  const read = textOf(bytes)
  if ('message' in read) return {problem: read.message.reason}
  try {
    const {text} = read
    const tree = await parseBy(await loadParse(), text)
    const choice = plan.choose({path, tree, text}, true)
    if (!choice) throw new Error('the profile generic is missing')
    const document = readDocument(tree, text, plan.resolve(path, choice.profile).model)
    const whole = () => readDocument(tree, text, {ignore: []})
    const handoff = newest(document)
    return handoff ? {document, handoff} : inWhole(whole())
  } catch (error) {
    if (error instanceof RangeError) return {problem: 'it is nested too deeply to be read'}
    throw error
  }
}

/** A file that lost the heading of its handoff is one. */
function inWhole(document: HandoffDocument): HandoffText {
  const [handoff] = document.handoffs
  return handoff ? {document, handoff} : {problem: 'no handoff was found in it'}
}

/** Of several blocks the one with the last date; of equal ones the one at the end where the file grows. */
function newest(document: HandoffDocument): Handoff | undefined {
  const {handoffs} = document
  const dayOf = (handoff: Handoff | undefined): string => (handoff && dateOf(document, handoff)) ?? ''
  const growsAtTop = dayOf(handoffs[0]) > dayOf(handoffs.at(-1))
  return handoffs.reduce<Handoff | undefined>((best, one) => {
    const [date, known] = [dayOf(one), dayOf(best)]
    return !best || date > known || (date === known && !growsAtTop) ? one : best
  }, undefined)
}
