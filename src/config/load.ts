import {readdirSync, readFileSync} from 'node:fs'
import {basename, isAbsolute, join, relative, resolve, sep} from 'node:path'
import {decode} from '../decode.ts'
import {ConfigError} from '../errors.ts'
import {codeOf, statsOf} from '../stats.ts'
import {suggest} from '../suggest.ts'
import {configNames, packageKey, packageName} from './names.ts'
import type {Config} from './schema.ts'

export interface LoadedConfig {
  config: Config
  /** Path from the root; null when there is none. */
  path: string | null
}

/**
 * Find, read and validate the configuration.
 *
 * @param given path of it, relative to `cwd`; without one it is looked for in `root`.
 */
export async function loadConfig({
  root,
  cwd,
  given
}: {
  root: string
  cwd: string
  given?: string | undefined
}): Promise<LoadedConfig> {
  if (given !== undefined) return readGiven(resolve(cwd, given), given, root)
  const files = [...configNames.filter((name) => exists(join(root, name))), ...(inPackage(root) ? [packageName] : [])]
  const name = onlyOne(files)
  return name === null ? {config: {}, path: null} : {config: await read(join(root, name), name), path: name}
}

/** The one configuration among the names found; null when there is none. */
export function onlyOne([name, second]: readonly string[]): string | null {
  if (second === undefined) return name ?? null
  const shown = second === packageName ? `the key \`${packageKey}\` of ${packageName}` : second
  throw new ConfigError(`two configurations, ${name} and ${shown}`, {hint: 'Keep one of them.'})
}

async function readGiven(path: string, given: string, root: string): Promise<LoadedConfig> {
  if (!exists(path)) {
    const near = suggest(basename(path), siblings(path))
    throw new ConfigError(`no configuration ${given}`, {
      hint: near === null ? 'Give the path of a .json or .yaml file.' : `Did you mean \`${near}\`?`
    })
  }
  const name = relative(root, path)
  const isInside = !isAbsolute(name) && name.split(sep)[0] !== '..'
  return {config: await read(path, isInside ? name.split(sep).join('/') : given), path: isInside ? name : given}
}

async function read(path: string, name: string): Promise<Config> {
  return readConfig(readText(path, name), name, basename(path) === packageName)
}

/** Validate the text of a configuration. */
export async function readConfig(text: string, name: string, isPackage: boolean): Promise<Config> {
  // What validates is only loaded where there is something to validate.
  const {parseConfig} = await import('./parse.ts')
  return parseConfig({text, name, ...(isPackage ? {key: packageKey} : {})})
}

/** Bytes above this are not even read; the parser’s own limit is lower. */
const mostBytes = 4 * 1024 * 1024

function readText(path: string, name: string): string {
  let bytes: Buffer
  try {
    if ((statsOf(path)?.size ?? 0) > mostBytes) throw new ConfigError(`${name}:1:1: the file is longer than 4 MB`)
    bytes = readFileSync(path)
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause
    throw new ConfigError(`cannot read ${name} (${codeOf(cause)})`, {
      cause,
      hint: 'It has to be a file that you may read.'
    })
  }
  return decodeConfig(bytes, name)
}

/** The text of a configuration. */
export function decodeConfig(bytes: Uint8Array, name: string): string {
  const {text, problem} = decode(bytes)
  if (!problem) return text
  const {line, column, reason, note} = problem
  throw new ConfigError(`${name}:${line}:${column}: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`, {hint: note})
}

/** Whether package.json carries a configuration; one that is broken counts when it speaks of us, so that it is told. */
function inPackage(root: string): boolean {
  const path = join(root, packageName)
  return exists(path) && hasConfig(readText(path, packageName))
}

/** Whether the text of a package.json carries a configuration. */
export function hasConfig(text: string): boolean {
  if (!text.includes(`"${packageKey}"`)) return false
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && Object.hasOwn(value, packageKey)
  } catch {
    return true
  }
}

const exists = (path: string): boolean => statsOf(path) !== null

function siblings(path: string): string[] {
  try {
    return readdirSync(join(path, '..'))
  } catch {
    return []
  }
}
