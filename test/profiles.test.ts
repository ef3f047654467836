import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {resolveConfig, type Settings} from '../src/config/resolve.ts'
import {parse} from '../src/parse.ts'
import {chooseProfile} from '../src/profiles/choose.ts'
import {compileTemplate} from '../src/profiles/compile.ts'
import {builtinProfiles} from '../src/profiles/index.ts'
import type {Profile} from '../src/profiles/profile.ts'
import {scaffold} from '../src/profiles/scaffold.ts'
import {builtin, lintBy, shortly} from './helpers/lint.ts'
import {fillAll} from './helpers/values.ts'

const fixtures = join(import.meta.dirname, 'fixtures')
const formats = ['session-log', 'session-brief', 'timestamped', 'rolling', 'capture']
const filesOf = (format: string) => readdirSync(join(fixtures, format)).filter((name) => name.endsWith('.md'))
const isBroken = (name: string) => /broken/iu.test(name)

describe.each(formats)('fixtures of %s', (format) => {
  const read = (name: string) => readFileSync(join(fixtures, format, name), 'utf8')

  test.each(filesOf(format).filter((name) => !isBroken(name) && name !== 'scaffold.md'))(
    '%s has no finding',
    (name) => {
      expect(lintBy(builtin(format), read(name), name).report.messages).toEqual([])
    }
  )

  test.each(filesOf(format).filter((name) => name !== 'scaffold.md'))('%s is known for what it is', (name) => {
    const text = read(name)
    const [folder = ''] = builtin(format).files
    const path = `${folder.replace(/[^/]*$/u, '')}${name}`
    expect(chooseProfile({path, tree: parse(text), text}, builtinProfiles)?.profile.name).toBe(format)
  })

  test('every defect of the broken file is found, and nothing else', () => {
    const [name = ''] = filesOf(format).filter(isBroken)
    const expected = read('broken.expected.txt')
      .split('\n')
      .filter((line) => /^\d/u.test(line))
      .map((line) => line.split(' ').slice(0, 2).join(' '))
    expect(shortly(lintBy(builtin(format), read(name), name))).toEqual(
      expected.sort((a, b) => a.localeCompare(b, 'en', {numeric: true}))
    )
  })

  test('the scaffold is what `new` would write', async () => {
    const text = scaffold(builtin(format), {date: '2026-03-14', time: '16:30:00', branch: 'feat/retry', author: 'Ada'})
    await expect(text).toMatchFileSnapshot(join(fixtures, format, 'scaffold.md'))
  })
})

/** A name that the profile accepts. */
const nameFor = ({filename}: Profile) => (filename === null ? 'HANDOFF.md' : '2026-03-14-1630-retry-queue.md')

const unfilledRules = ['no-placeholder', 'no-empty-section', 'valid-field']

function checkScaffold(profile: Profile): void {
  const raw = lintBy(profile, scaffold(profile, {}), nameFor(profile)).report.messages
  expect(raw.length).toBeGreaterThan(0)
  expect(raw.filter(({ruleId}) => !unfilledRules.includes(ruleId))).toEqual([])
}

function checkFilled(profile: Profile): void {
  expect(lintBy(profile, fillAll(profile), nameFor(profile)).report.messages).toEqual([])
}

function checkRemoval(profile: Profile): void {
  const text = fillAll(profile)
  const {document} = lintBy(profile, text)
  for (const [index, section] of profile.sections.entries()) {
    if (section.unjudged || section.level !== 'required') continue
    const actual = document.sections[index]
    if (!actual) throw new Error('the filled scaffold lost a section')
    const without = text.slice(0, actual.start) + text.slice(actual.treeEnd)
    const {messages} = lintBy(profile, without, nameFor(profile)).report
    expect(messages.map(({ruleId, reason}) => `${ruleId}: ${reason}`)).toEqual([
      expect.stringContaining(`require-sections: Missing section \`${section.heading}\``)
    ])
  }
}

describe.each(builtinProfiles.map((profile) => [profile.name, profile] as const))('profile %s', (_name, profile) => {
  test('its scaffold has only unfilled places', () => checkScaffold(profile))
  test('its scaffold with every place filled has no finding', () => checkFilled(profile))
  test('a required section that is removed is exactly what is found', () => checkRemoval(profile))
})

describe('random profiles', () => {
  // Words that name no role, so that no section can stand in for another.
  const word = fc.constantFrom(
    'Orbit',
    'Copper',
    'Lantern',
    'Meadow',
    'Quartz',
    'Violet',
    'Walnut',
    'Zephyr',
    'Harbour'
  )
  const places = {
    prose: (name: string) => `{${name} in a few words}\n`,
    list: (name: string) => `- {${name} as items}\n`,
    ordered: (name: string) => `1. {${name} in order}\n`,
    tasks: (name: string) => `- [ ] {${name} to tick}\n`,
    table: (name: string) => `| ${name} | Why |\n| --- | --- |\n| {the ${name} itself} | {the reason for it} |\n`,
    field: (name: string) => `- **${name} level**: {High / Medium / Low}\n- **${name} day**: YYYY-MM-DD\n`
  }
  const section = fc.record({
    kind: fc.constantFrom(...(Object.keys(places) as (keyof typeof places)[])),
    directive: fc.constantFrom('', 'optional', 'recommended', 'strict'),
    child: fc.boolean()
  })
  const template = fc
    .tuple(
      fc.uniqueArray(word, {minLength: 3, maxLength: 7}),
      fc.array(section, {minLength: 7, maxLength: 7}),
      fc.boolean()
    )
    .map(([names, sections, dated]) => {
      const parts = names.map((name, index) => {
        const {kind, directive, child} = sections[index] as (typeof sections)[number]
        const words = directive === 'strict' ? (kind === 'field' ? '' : `kind=${kind}`) : directive
        const comment = words === '' ? '' : `<!-- handoff: ${words} -->\n`
        const below = child ? `\n### ${name} details\n\n{Details of ${name.toLowerCase()}}\n` : ''
        return `## ${name}\n${comment}\n${places[kind](name.toLowerCase())}${below}`
      })
      return `# Note: {topic of the day}\n\n${dated ? '**Date**: YYYY-MM-DD\n\n' : ''}${parts.join('\n')}`
    })

  test('hold the same laws', () => {
    fc.assert(
      fc.property(template, (text) => {
        const profile = compileTemplate(text, 'random')
        checkScaffold(profile)
        checkFilled(profile)
        checkRemoval(profile)
      }),
      {numRuns: 150}
    )
  })
})

describe('the options that a built-in profile makes', () => {
  const settings: Settings[] = [
    {},
    {roles: {next: ['Ahead']}},
    {rules: {'no-placeholder': ['warn', {literals: ['x']}], 'max-tokens': ['error', {max: 9}], 'valid-field': 'off'}},
    {rules: {'require-sections': ['error', {sections: ['Summary', {heading: 'Next', level: 'optional'}]}]}}
  ]

  test.each(builtinProfiles)('of $name are what the parsers of the rules make of them', (profile) => {
    for (const one of settings) expect(resolveConfig(profile, one, true)).toEqual(resolveConfig(profile, one))
  })

  test('share their list of sections', () => {
    for (const isSound of [true, false]) {
      const {rules} = resolveConfig(builtin('session-log'), {}, isSound)
      const lists = rules.map(({options}) => (options as {sections?: unknown[]}).sections)
      expect(new Set(lists.filter((list) => list?.length)).size).toBe(1)
    }
  })

  test('are parsed where a person wrote them', () => {
    const wrong: Settings = {rules: {'max-tokens': ['error', {max: 'many'}]}}
    expect(() => resolveConfig(builtin('session-log'), wrong, true)).toThrow(/number/u)
  })
})
