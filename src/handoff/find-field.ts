import type {ExpectedField} from './expected.ts'
import type {Field} from './handoff.ts'
import {foldOnce} from './keys.ts'

/** Find the field that an expected one means: by label, then by alias; one with a value goes before an empty one. */
export function findField(fields: readonly Field[], {label, aliases}: ExpectedField): Field | undefined {
  const keys = [label, ...aliases].map((text) => foldOnce(text.replace(/[_-]+/gu, ' ')))
  const hits = fields.filter(({key}) => keys.includes(key.replace(/[_-]+/gu, ' ')))
  return hits.find(({empty}) => !empty) ?? hits[0]
}
