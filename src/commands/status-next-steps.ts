import {nextStep} from '../core/scan-next-step.ts'
import {type HandoffText, type Reading, readHandoff} from './show-handoff.ts'

/** A handoff in the repository. */
export interface HandoffBlob {
  path: string
  oid: string
}

/** The next step that each handoff names; null for one that is not there, cannot be read, or names none. */
export async function readNextSteps(
  blobs: readonly (HandoffBlob | null)[],
  reading: Reading
): Promise<(string | null)[]> {
  const texts: (HandoffText | null)[] = await Promise.all(
    // A folder that passes for a handoff has no text.
    blobs.map((blob) => (blob && !blob.path.endsWith('/') ? readHandoff(blob, reading) : null))
  )
  return texts.map((text) => (text && 'handoff' in text ? nextStep(text.document, text.handoff) : null))
}
