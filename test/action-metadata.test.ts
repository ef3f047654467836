import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {Ajv} from 'ajv'
import {describe, expect, it} from 'vitest'
import {parse} from 'yaml'
import {inputTable, outputTable, readInputs} from '../src/action-inputs.ts'
import {actionYaml, inputsTable, outputsTable} from './helpers/action-metadata.ts'

const read = (path: string) => readFileSync(path, 'utf8')
const names = (table: readonly {name: string}[]) => table.map(({name}) => name)

interface Metadata {
  inputs: Record<string, unknown>
  outputs: Record<string, unknown>
  runs: {main: string}
}

const readMetadata = () => parse(read('action.yml')) as Metadata

const described = {
  type: 'object',
  propertyNames: {pattern: '^[_a-zA-Z][a-zA-Z0-9_-]*$'},
  additionalProperties: {
    type: 'object',
    required: ['description'],
    additionalProperties: false,
    properties: {
      description: {type: 'string', minLength: 10},
      required: {type: 'boolean'},
      default: {type: 'string'},
      deprecationMessage: {type: 'string'}
    }
  }
}

// The part of https://json.schemastore.org/github-action.json that a JavaScript action meets.
const schema = {
  type: 'object',
  required: ['name', 'description', 'runs'],
  additionalProperties: false,
  properties: {
    name: {type: 'string'},
    author: {type: 'string'},
    description: {type: 'string', maxLength: 125},
    inputs: described,
    outputs: described,
    branding: {
      type: 'object',
      additionalProperties: false,
      properties: {
        color: {enum: ['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark']},
        icon: {type: 'string', pattern: '^[a-z-]+$'}
      }
    },
    runs: {
      type: 'object',
      required: ['using', 'main'],
      additionalProperties: false,
      properties: {using: {enum: ['node20', 'node24']}, main: {type: 'string'}}
    }
  }
}

describe('action.yml', () => {
  it('is made of the tables in the code', async () => {
    await expect(actionYaml()).toMatchFileSnapshot('../action.yml')
  })

  it('is what GitHub takes for the metadata of an action', () => {
    const metadata = readMetadata()
    const validate = new Ajv({allErrors: true}).compile(schema)
    validate(metadata)
    expect(validate.errors).toBeNull()
    expect(metadata).toMatchObject({runs: {using: 'node24', main: 'dist/action.js'}})
    expect(existsSync(metadata.runs.main)).toBe(true)
  })

  it('has the inputs and outputs that the code reads and writes, each used', () => {
    const metadata = readMetadata()
    expect(Object.keys(metadata.inputs)).toEqual(names(inputTable))
    expect(Object.keys(metadata.outputs)).toEqual(names(outputTable))
    const code = read('src/action-inputs.ts').split('export function readInputs')[1] ?? ''
    expect(names(inputTable).filter((name) => !code.includes(`'${name}'`))).toEqual([])
    const writer = read('src/action-publish.ts')
    expect(names(outputTable).filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(writer))).toEqual([])
  })

  it('names the same inputs and outputs as the documentation', async () => {
    const text = read('docs/github-action.md')
    await expect(withTables(text)).toMatchFileSnapshot('../docs/github-action.md')
    expect(text).toContain(inputsTable())
    expect(text).toContain(outputsTable())
    const docs = readdirSync('docs').filter((name) => name.endsWith('.md'))
    const used = ['README.md', ...docs.map((name) => `docs/${name}`)].flatMap((page) => inputsUsedIn(read(page)))
    expect(used.filter((name) => !(names(inputTable) as string[]).includes(name))).toEqual([])
  })
})

/** The page with the tables as they should be, between their marks. */
const withTables = (text: string): string =>
  [['inputs', inputsTable()] as const, ['outputs', outputsTable()] as const].reduce((page, [name, table]) => {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [before = '', rest = ''] = page.split(start)
    return `${before}${start}\n${table}\n${end}${rest.split(end)[1] ?? ''}`
  }, text)

/** The inputs that the examples of a page give to this Action. */
const inputsUsedIn = (text: string): string[] =>
  [...text.matchAll(/uses: [\w.-]+\/handoff-lint@[^\n]*\n( +)with:\n((?:\1 {2}[^\n]*\n)+)/gu)].flatMap(
    ([, , block = '']) => [...block.matchAll(/^ +([\w-]+):/gmu)].map(([, name = '']) => name)
  )

describe('the inputs', () => {
  const inputs = (given: Record<string, string> = {}) =>
    readInputs(Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])))

  it('have the defaults that action.yml says', () => {
    const written = Object.fromEntries(
      inputTable.flatMap((one) => ('default' in one && !one.default.startsWith('$') ? [[one.name, one.default]] : []))
    )
    expect(inputs()).toEqual(inputs(written))
    expect(inputs()).toMatchObject({mode: 'auto', failOn: 'error', onUnknown: 'error', comment: 'on-failure'})
  })

  it('are read with their spaces, lists and units', () => {
    const given = {'exempt-authors': 'a, b\n c', 'max-commits': ' 7 ', 'max-age': '2h', 'working-directory': './a//b/'}
    expect(inputs({...given, shard: '2/7'})).toMatchObject({
      ...{exemptAuthors: ['a', 'b', 'c'], maxCommits: 7, maxAge: 7200, workingDirectory: 'a/b'},
      shard: {index: 2, count: 7}
    })
    expect(inputs({'max-age': 'false', 'max-commits': 'false'})).toMatchObject({maxAge: false, maxCommits: false})
  })

  it.each([
    ['mode', 'brnches', /Did you mean|branches/u],
    ['annotations', 'yes', /true/u],
    ['max-commits', '-1', /whole number/u],
    ['max-age', 'a day', /24h/u],
    ['shard', '8/7', /2\/7/u],
    ['shard', '0/7', /2\/7/u],
    ['report-file', '../x', /leads out/u],
    ['sarif-file', '/etc/x', /absolute/u],
    ['working-directory', 'a/../..', /leads out/u],
    ['base', '--upload-pack=x', /branch/u],
    ['head', ':/text', /branch/u]
  ])('%s: %s is refused with the remedy', (name, value, hint) => {
    expect(() => inputs({[name]: value})).toThrow(
      expect.objectContaining({
        exitCode: 2,
        message: expect.stringContaining(`\`${name}\``),
        hint: expect.stringMatching(hint)
      })
    )
  })
})
