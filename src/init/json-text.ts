import {objectOf, parseJson} from './surroundings.ts'

/**
 * Add one value to JSON, if that changes nothing else.
 *
 * @returns null when the key is there, or when the text is not written as a program writes it.
 */
export function addRound(text: string, keys: readonly string[], value: string): string | null {
  const parsed = parseJson(text)
  const indent = /\n([ \t]+)"/u.exec(text)?.[1] ?? '  '
  const end = text.endsWith('\r\n') ? '\r\n' : text.endsWith('\n') ? '\n' : ''
  const write = (whole: unknown) => {
    const plain = JSON.stringify(whole, null, indent)
    return (text.includes('\r\n') ? plain.replaceAll('\n', '\r\n') : plain) + end
  }
  if (parsed === undefined || write(parsed) !== text) return null
  const added = withValue(objectOf(parsed), keys, value)
  return added === null ? null : write(added)
}

function withValue(
  object: Readonly<Record<string, unknown>>,
  [key = '', ...rest]: readonly string[],
  value: string
): Record<string, unknown> | null {
  const own = object[key]
  if (rest.length === 0) return own === undefined ? {...object, [key]: value} : null
  if (own !== undefined && (typeof own !== 'object' || own === null || Array.isArray(own))) return null
  const inner = withValue(objectOf(own), rest, value)
  return inner === null ? null : {...object, [key]: inner}
}
