import * as v from 'valibot'
import {type Config, configSchema} from './schema.ts'
import {type ConfigSource, dangerousKeys, longest} from './source.ts'

/**
 * Read a configuration: YAML, or JSON, which is YAML too.
 *
 * @throws ConfigError with file, line and column of the first mistake.
 */
export async function parseConfig({text: given, ...rest}: ConfigSource): Promise<Config> {
  const text = given.replace(/^\uFEFF/u, '')
  const value = readJson({text, ...rest})
  if (value !== undefined && v.is(configSchema, value)) return value as Config
  // The YAML parser takes longer to load than all else; only it knows where a mistake stands.
  const {parseYaml} = await import('./parse-yaml.ts')
  return parseYaml({text, ...rest})
}

/** The value of JSON without a fault; undefined for anything else. */
function readJson({text, key}: ConfigSource): unknown {
  if (!text.trimStart().startsWith('{') || (text.length > longest && key === undefined)) return undefined
  let keys = 0
  let isDangerous = false
  try {
    const value: unknown = JSON.parse(text, (name, inner: unknown) => {
      if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) keys += Object.keys(inner).length
      isDangerous ||= dangerousKeys.has(name)
      return inner
    })
    if (isDangerous || keys !== countKeys(text)) return undefined
    return key === undefined ? value : (value as Record<string, unknown>)[key]
  } catch {
    return undefined
  }
}

/** How many keys valid JSON has, those that are written twice counted twice. */
function countKeys(json: string): number {
  let count = 0
  // Every string is matched, with or without a colon: a search for colons alone would begin inside of strings.
  for (const [, colon] of json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/gsu)) if (colon !== undefined) count++
  return count
}
