import type {HandoffDocument} from './handoff.ts'

/** Make a function of a document that answers once for each; the answers are kept in the document and go with it. */
export function perDocument<Value>(make: (document: HandoffDocument) => Value): (document: HandoffDocument) => Value {
  return (document) => {
    const known = document.made.get(make) as Value | undefined
    if (known !== undefined) return known
    const value = make(document)
    document.made.set(make, value)
    return value
  }
}
