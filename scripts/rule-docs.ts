import {readFileSync} from 'node:fs'
import {type JsonSchema, toJsonSchema} from '@valibot/to-json-schema'
import * as v from 'valibot'
import {rules} from '../rules/index.ts'
import {resolveConfig} from '../src/config/resolve.ts'
import {fixableRules} from '../src/fixable.ts'
import {expectedField, expectedSection} from '../src/handoff/expected.ts'
import {roles} from '../src/handoff/role.ts'
import {builtinProfiles} from '../src/profiles/index.ts'
import type {Rule} from '../src/rule.ts'
import {readRuleHeader} from './rule-header.ts'

const fileOf = (id: string) => new URL(`../rules/${id}.ts`, import.meta.url)
const regenerate = '`npx vitest run test/docs.test.ts -u` writes it anew'

/** The page of a rule: its header, with what its schema and the profiles say about its options. */
export function rulePage(id: string): string {
  const rule = rules[id]
  if (!rule) throw new Error(`no rule \`${id}\``)
  const [before = '', examples = ''] = readRuleHeader(readFileSync(fileOf(id), 'utf8')).markdown.split('## Examples\n')
  const [what = '', ...more] = before.trim().split('\n\n')
  const facts = `Severity: **${rule.severity}**. ${fixableRules.has(id) ? '`--fix` helps.' : 'Nothing to fix by itself.'} In remark: \`handoff-lint/rules/${id}\`.`
  return `${[
    `<!-- Made from rules/${id}.ts: edit there; ${regenerate}. -->\n\n# ${id}`,
    what,
    facts,
    ...more,
    '## Options',
    optionsText(rule),
    '## Examples',
    captioned(examples).trim()
  ].join('\n\n')}\n`
}

/** Every rule in a table; `base` is where the pages are, seen from where the table stands. */
export function rulesTable(base = 'docs/rules/'): string {
  const rows = Object.values(rules).map(({id, summary, severity}) => [
    `[\`${id}\`](${base}${id}.md)`,
    summary,
    severity,
    fixableRules.has(id) ? 'yes' : ''
  ])
  return table(['Rule', 'What it checks', 'Severity', '`--fix`'], rows)
}

/** `docs/rules/README.md`. */
export const rulesIndex = (): string =>
  `${[
    `<!-- Made from rules/*.ts; ${regenerate}. -->\n\n# Rules`,
    rulesTable(''),
    '## Sections',
    'What the option `sections` of a rule takes, besides a heading alone. A profile fills it from its template.',
    optionsTable(expectedSection),
    '## Fields',
    'What the option `fields` takes. A profile fills it too.',
    optionsTable(expectedField),
    '## Roles',
    `What a section is for, whatever it is called: ${roles.map((role) => `\`${role}\``).join(', ')}.`
  ].join('\n\n')}\n`

function optionsText(rule: Rule): string {
  const filled = Object.keys(rule.options.type === 'strict_object' ? propertiesOf(rule.options) : {}).filter((name) =>
    builtinProfiles.some((profile) => isFilled(rule, name, profile))
  )
  const names = filled.map((name) => `\`${name}\``).join(', ')
  const where = `They stand behind the severity: \`"${rule.id}": ["${rule.severity}", {…}]\`.`
  return [
    optionsTable(rule.options),
    names === '' ? where : `${where} A profile fills ${names} from its template.`
  ].join('\n\n')
}

/** Whether a profile gives an option a value that it does not have by itself. */
function isFilled(rule: Rule, name: string, profile: (typeof builtinProfiles)[number]): boolean {
  const resolved = resolveConfig(profile).rules.find((one) => one.rule.id === rule.id)
  const valueIn = (options: unknown) => JSON.stringify((options as Record<string, unknown> | undefined)?.[name])
  return valueIn(resolved?.options) !== valueIn(v.parse(rule.options, {}))
}

const schemaOf = (schema: v.GenericSchema): JsonSchema => toJsonSchema(schema, {typeMode: 'input', errorMode: 'ignore'})

const propertiesOf = (schema: v.GenericSchema) => (schemaOf(schema).properties ?? {}) as Record<string, JsonSchema>

function optionsTable(schema: v.GenericSchema): string {
  return table(['Option', 'Takes', 'Default', 'Meaning'], optionRows(propertiesOf(schema), ''))
}

function optionRows(properties: Record<string, JsonSchema>, prefix: string): string[][] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = `${prefix}${name}`
    const nested = property.properties as Record<string, JsonSchema> | undefined
    if (nested) return optionRows(nested, `${path}.`)
    const fallback = property.default === undefined ? '' : `\`${JSON.stringify(property.default)}\``
    return [[`\`${path}\``, typeText(property), fallback, property.description ?? '']]
  })
}

const pages: readonly [schema: string, text: string][] = [
  [JSON.stringify(withoutHead(schemaOf(expectedSection))), '[section](README.md#sections)'],
  [JSON.stringify(withoutHead(schemaOf(expectedField))), '[field](README.md#fields)'],
  [JSON.stringify(withoutHead(schemaOf(v.picklist(roles)))), '[role](README.md#roles)']
]

function withoutHead({$schema, ...schema}: JsonSchema): JsonSchema {
  return schema
}

function typeText(schema: JsonSchema): string {
  const page = pages.find(([known]) => known === JSON.stringify(schema))
  if (page) return page[1]
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ')
  if (schema.anyOf) return schema.anyOf.map((one) => typeText(one as JsonSchema)).join(' or ')
  if (schema.type === 'array') return `list: ${typeText(schema.items as JsonSchema)}`
  return schema.type === 'string' ? 'text' : String(schema.type ?? 'object')
}

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')

/** What stands behind the language of a fence is seen by nobody, so it goes into the text above. */
function captioned(examples: string): string {
  const captions: [RegExp, string][] = [
    [/^```json options$/gmu, 'With the options\n\n```json'],
    [/^```markdown (\S.*)$/gmu, '`$1`\n\n```markdown'],
    [/^```text messages$/gmu, 'gives\n\n```text']
  ]
  return captions.reduce((text, [fence, caption]) => text.replace(fence, caption), withSilence(examples))
}

/** An example without messages says so. */
function withSilence(examples: string): string {
  const parts = examples.split(/^(?=```(?:json|markdown|text) )/mu)
  return parts
    .map((part, index) => {
      const isQuiet = part.startsWith('```markdown ') && !parts[index + 1]?.startsWith('```text ')
      return isQuiet ? `${part.trimEnd()}\n\ngives no message.\n\n` : part
    })
    .join('')
}
