import {isDeepStrictEqual} from 'node:util'

type Values = Record<string, unknown>

/**
 * Append a key to a YAML file whose top is a map, every other byte kept.
 *
 * @returns null when the key is there, or when the result would not read as the old values and the new one.
 */
export async function appendToMap(text: string, key: string, entry: string): Promise<string | null> {
  const old = text.trim() === '' ? {} : await read(text)
  if (old === null || Object.hasOwn(old, key)) return null
  const gap = text.trim() === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n'
  const after = withEnds(text, text + gap, entry)
  const added = await read(entry)
  return isDeepStrictEqual(await read(after), {...old, ...added}) ? after : null
}

/** Append an item, given as its lines, to the list under a key; with the indentation that the list has. */
export async function appendToSequence(text: string, key: string, item: readonly string[]): Promise<string | null> {
  const {isSeq, parseDocument} = await import('yaml')
  const old = text.trim() === '' ? {} : await read(text)
  if (old === null) return null
  if (!Object.hasOwn(old, key)) return appendToMap(text, key, `${key}:\n${item.map((line) => `  ${line}\n`).join('')}`)
  const list = parseDocument(text).get(key, true)
  if (!isSeq(list) || !list.range) return null
  const [start, end] = list.range
  const value = await read(`${key}:\n${item.map((line) => `  ${line}\n`).join('')}`)
  const whole = {...old, [key]: [...asList(old[key]), ...asList(value?.[key])]}
  if (list.flow === true) {
    // `repos: []` is how an empty list is written; any other list in brackets is somebody’s taste.
    const comment = /^[^\r\n]*/u.exec(text.slice(end))?.[0] ?? ''
    const lines = item.map((line) => `\n  ${line}`).join('')
    const head = text.slice(0, start).trimEnd() + comment.trimEnd()
    const after = withEnds(text, head, lines) + text.slice(end + comment.length)
    return list.items.length === 0 && isDeepStrictEqual(await read(after), whole) ? after : null
  }
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  if (!/^ *$/u.test(indent)) return null
  const head = text.slice(0, end).trimEnd()
  const lines = item.map((line) => `${indent}${line}\n`).join('')
  const after = withEnds(text, `${head}\n`, lines) + text.slice(head.length).replace(/^[^\S\n]*\r?\n/u, '')
  return isDeepStrictEqual(await read(after), whole) ? after : null
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const withEnds = (model: string, head: string, added: string): string =>
  model.includes('\r\n') ? head.replace(/(?<!\r)\n/gu, '\r\n') + added.replaceAll('\n', '\r\n') : head + added

/** The map that a YAML text holds; null for anything else, and for one with a mistake. */
async function read(text: string): Promise<Values | null> {
  const {parseDocument} = await import('yaml')
  try {
    const document = parseDocument(text, {prettyErrors: false})
    if (document.errors.length > 0) return null
    const value: unknown = document.toJS({maxAliasCount: 100})
    if (value === null) return {}
    return typeof value === 'object' && !Array.isArray(value) ? (value as Values) : null
  } catch {
    // Aliases without end, or nesting that the parser’s stack does not hold.
    return null
  }
}
