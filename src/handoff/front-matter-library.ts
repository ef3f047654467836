import {loadYaml} from '../parse/yaml.ts'
import type {FlatPair} from './flat-yaml.ts'

/** The pairs of front matter, or none where it is no mapping; and what is wrong with it. */
export interface FrontMatter {
  pairs: FlatPair[]
  error: {reason: string; place: [start: number, end: number]} | null
}

/** What the library says of any YAML. */
export function readByLibrary(text: string): FrontMatter {
  const {isMap, isScalar, parseDocument} = loadYaml()
  const document = parseDocument(text, {logLevel: 'silent', prettyErrors: false, uniqueKeys: false})
  const [error] = document.errors
  const items = isMap(document.contents) ? document.contents.items : []
  const pairs = items.flatMap(({key, value}): FlatPair[] => {
    if (!isScalar(key) || !key.range) return []
    const [start, end] = key.range
    const node = value as {range?: [number, number, number] | null} | null
    const [from, to] = node?.range ?? [end, end]
    return [{label: String(key.value), start, end, from, to, isNull: isScalar(node) && node.value === null}]
  })
  return {
    pairs,
    error: error ? {reason: error.message.split('\n')[0] ?? 'invalid YAML', place: error.pos} : null
  }
}
