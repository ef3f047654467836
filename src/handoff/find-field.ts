import type {ExpectedField} from './expected.ts'
import type {Field} from './handoff.ts'
import {foldOnce} from './keys.ts'

const keysOf = new WeakMap<ExpectedField, string[]>()

/** The keys that an expected field goes by: those of its label and its aliases. */
export function fieldKeys(expected: ExpectedField): readonly string[] {
  let keys = keysOf.get(expected)
  if (!keys) {
    keys = [expected.label, ...expected.aliases].map((text) => foldOnce(joined(text)))
    keysOf.set(expected, keys)
  }
  return keys
}

/** The key of a field, in which hyphens and underscores are the spaces of a label. */
export const fieldKey = ({key}: Field): string => joined(key)

const joined = (text: string): string =>
  text.includes('-') || text.includes('_') ? text.replace(/[_-]+/gu, ' ') : text

/** Find the field that an expected one means: by label, then by alias; one with a value goes before an empty one. */
export function findField(fields: readonly Field[], expected: ExpectedField): Field | undefined {
  const keys = fieldKeys(expected)
  const hits = fields.filter((field) => keys.includes(fieldKey(field)))
  return hits.find(({empty}) => !empty) ?? hits[0]
}
