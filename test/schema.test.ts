import {toJsonSchema} from '@valibot/to-json-schema'
import {describe, expect, it} from 'vitest'
import {rules} from '../rules/index.ts'
import {configSchema, ruleSettings, severity} from '../src/config/schema.ts'
import {expectedField, expectedSection} from '../src/handoff/expected.ts'

const {$schema, ...schema} = toJsonSchema(configSchema, {
  typeMode: 'input',
  errorMode: 'ignore',
  target: 'draft-07',
  definitions: {rules: ruleSettings, severity, field: expectedField, section: expectedSection}
})

describe('schema.json', () => {
  it('is what the configuration’s schema says', async () => {
    await expect(`${JSON.stringify({$schema, ...schema}, null, 2)}\n`).toMatchFileSnapshot('../schema.json')
  })

  it('stays small enough to read', () => {
    expect(JSON.stringify(schema, null, 2).length).toBeLessThan(40_000)
  })

  it('knows every rule and nothing else, and describes every key', () => {
    const {properties = {}, $defs = {}} = schema
    const described = Object.entries(properties as Record<string, {description?: string; $ref?: string}>)
    expect(schema.additionalProperties).toBe(false)
    expect(Object.keys(($defs as {rules?: {properties: object}}).rules?.properties ?? {})).toEqual(Object.keys(rules))
    for (const [key, {description, $ref}] of described) if (!$ref) expect(description, key).toMatch(/\.$/)
  })
})
