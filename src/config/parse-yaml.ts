import * as v from 'valibot'
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit
} from 'yaml'
import {ConfigError} from '../errors.ts'
import {instead} from '../suggest.ts'
import {type Config, configSchema} from './schema.ts'
import {type ConfigSource, dangerousKeys, longest} from './source.ts'

interface Source extends ConfigSource {
  document: Document
  lines: LineCounter
}

type Issue = v.BaseIssue<unknown>
type Schema = v.GenericSchema
type Keys = readonly (string | number)[]

const mostAliases = 20

/**
 * Read a configuration: YAML, or JSON, which is YAML too.
 *
 * @throws ConfigError with file, line and column of the first mistake.
 */
export function parseYaml(given: ConfigSource): Config {
  const source = readSource(given)
  const value = toValue(source)
  if (value === undefined || value === null) return {}
  if (Array.isArray(value)) throw mistake(source, 0, 'unexpected list, expected keys with values')
  const result = v.safeParse(configSchema, value)
  if (!result.success) throw firstError(source, result.issues)
  return value as Config
}

function readSource({text, name, key}: ConfigSource): Source {
  // A package.json may be long for other reasons.
  if (text.length > longest && key === undefined) {
    throw new ConfigError(`${name}:1:1: the configuration is longer than ${longest / 1024} KB`)
  }
  const lines = new LineCounter()
  const source = {text, name, lines, ...(key === undefined ? {} : {key})}
  try {
    const document = parseDocument(text, {lineCounter: lines, prettyErrors: false, version: '1.2'}) as Document
    const [error] = [...document.errors, ...document.warnings]
    // Where the parser notices by itself that its stack is full, it makes an error of it.
    if (/call stack/u.test(error?.message ?? '')) throw new RangeError(error?.message)
    if (error) throw mistake({...source, document}, error.pos[0], firstLine(error.message))
    const own = key === undefined ? document.contents : document.get(key, true)
    if (isNode(own)) visit(own, {Pair: (_key, pair) => refuseDangerous({...source, document}, pair)})
    return {...source, document}
  } catch (cause) {
    // Brackets in brackets in brackets: the parser’s stack has an end.
    const what = `${name}:1:1: the configuration is nested too deeply`
    throw cause instanceof RangeError ? new ConfigError(what, {cause}) : cause
  }
}

const firstLine = (message: string): string => {
  const text = message.split('\n', 1)[0] ?? ''
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}

function refuseDangerous(source: Source, {key}: Pair): void {
  if (!isScalar(key) || !dangerousKeys.has(String(key.value))) return
  throw mistake(source, key.range?.[0] ?? 0, `unexpected key \`${String(key.value)}\``, 'Take it out.')
}

function toValue({document, name, key}: Source): unknown {
  let value: unknown
  try {
    value = document.toJS({maxAliasCount: mostAliases})
  } catch (cause) {
    throw new ConfigError(`${name}:1:1: the configuration repeats itself too often through aliases`, {cause})
  }
  if (key === undefined) return value
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

function mistake({name, lines}: Source, offset: number, what: string, hint: string | null = null): ConfigError {
  const {line, col} = lines.linePos(offset)
  return new ConfigError(`${name}:${line}:${col}: ${what}`, {hint})
}

/** The error for the mistake that stands first. */
function firstError(source: Source, issues: readonly Issue[]): ConfigError {
  const places = issues.map((one) => {
    const issue = deepest(one)
    const path = issue.path ?? []
    // A list where an object has to be has unknown keys: its numbers.
    const isList = path.at(-1)?.origin === 'key' && Array.isArray(path.at(-1)?.input)
    const keys = path.slice(0, isList ? -1 : undefined).map(({key}) => key as string | number)
    const isKey = !isList && path.at(-1)?.origin === 'key'
    return {issue, keys, isKey, isList, offset: offsetOf(source, keys, isKey)}
  })
  const [first] = places.sort((a, b) => a.offset - b.offset)
  if (!first) return mistake(source, 0, 'unexpected value')
  const {issue, keys, isKey, isList, offset} = first
  if (isList) return mistake(source, offset, `unexpected list${within(keys)}, expected keys with values`)
  const known = isKey ? keysAt(configSchema, keys.slice(0, -1)) : choices(issue)
  const hint =
    known.length > 0 && issue.received !== 'undefined'
      ? instead(String(isKey ? keys.at(-1) : issue.input), known)
      : null
  return mistake(source, offset, describe(issue, keys, isKey), hint)
}

/** Of a union’s issues the one that came farthest: the others speak of forms that were not meant. */
function deepest(issue: Issue): Issue {
  const reached = ({path, type}: Issue) => (path?.length ?? 0) * 2 + (type === 'picklist' ? 1 : 0)
  const inner = (issue.issues ?? []).map((one) =>
    deepest({...one, path: [...(issue.path ?? []), ...(one.path ?? [])] as never})
  )
  const best = inner.sort((a, b) => reached(b) - reached(a))[0]
  return best && reached(best) > reached(issue) ? best : issue
}

function describe(issue: Issue, keys: Keys, isKey: boolean): string {
  if (isKey) {
    const what = issue.received === 'undefined' ? 'missing' : 'unexpected'
    return `${what} key \`${shortened(String(keys.at(-1)))}\`${within(keys.slice(0, -1))}`
  }
  if (issue.type === 'check') return `unexpected ${issue.message}`
  if (issue.type === 'regex') return firstLine(issue.message)
  const expected = (issue.expected ?? '').replaceAll(/[()]/gu, '').split(' | ').map(inWords)
  return `unexpected ${shortened(inWords(issue.received))}${within(keys)}, expected ${orList([...new Set(expected)])}`
}

const words: Readonly<Record<string, string>> = {
  Array: 'list',
  Object: 'keys with values',
  boolean: 'true or false',
  null: 'nothing',
  string: 'text'
}

/** Valibot’s names of types, and its quoted values, as a writer of YAML knows them. */
const inWords = (name: string): string => words[name] ?? name.replace(/^"(.*)"$/su, '`$1`')

const orList = (items: readonly string[]): string =>
  items.length > 1 ? `${items.slice(0, -1).join(', ')} or ${items.at(-1)}` : (items[0] ?? '')

const within = (keys: Keys): string => (keys.length === 0 ? '' : ` in \`${keys.map(String).join('.')}\``)

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

/** The values of a picklist, as its message quotes them. */
const choices = ({type, expected}: Issue): string[] =>
  type === 'picklist' ? [...(expected ?? '').matchAll(/"([^"]*)"/gu)].map(([, value]) => value ?? '') : []

/** Where the value of some keys stands, or the last key itself; the nearest thing above where it is missing. */
function offsetOf({document, key}: Source, keys: Keys, isKey: boolean): number {
  let node = document.contents as Node | null
  let offset = node?.range?.[0] ?? 0
  const all = key === undefined ? keys : [key, ...keys]
  for (const [index, name] of all.entries()) {
    if (isAlias(node)) node = node.resolve(document) ?? null
    if (isSeq(node)) node = (node.items[Number(name)] as Node | undefined) ?? null
    else if (isMap(node)) {
      const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === String(name))
      const place = isKey && index === all.length - 1 ? pair?.key : (pair?.value ?? pair?.key)
      node = (place as Node | undefined) ?? null
    } else node = null
    if (!node) return offset
    offset = node.range?.[0] ?? offset
  }
  return offset
}

/** The keys that a schema knows at a path. */
function keysAt(schema: Schema, path: Keys): string[] {
  let schemas = unwrap(schema)
  for (const key of path) schemas = schemas.flatMap((one) => children(one, key)).flatMap(unwrap)
  return [...new Set(schemas.flatMap(keysOf))]
}

/** The parts of valibot’s schemas that lead from one to another. */
interface Parts {
  wrapped?: Schema
  options?: readonly unknown[]
  entries?: Record<string, Schema>
  items?: readonly Schema[]
  item?: Schema
  key?: {options?: readonly string[]}
  value?: Schema
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && 'kind' in value

function unwrap(schema: Schema): Schema[] {
  const {wrapped, options} = schema as Parts
  if (wrapped) return unwrap(wrapped)
  const branches = options?.filter(isSchema) ?? []
  return branches.length > 0 ? branches.flatMap(unwrap) : [schema]
}

function children(schema: Schema, key: string | number): Schema[] {
  const {entries, items, item, value} = schema as Parts
  return [entries?.[key], items?.[Number(key)], item, value].filter(isSchema)
}

function keysOf(schema: Schema): string[] {
  const {entries, key} = schema as Parts
  return entries ? Object.keys(entries) : [...(key?.options ?? [])]
}
