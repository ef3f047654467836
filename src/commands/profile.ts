import {createGit} from '../git/client.ts'
import type {ExpectedField} from '../handoff/expected.ts'
import {builtinProfiles} from '../profiles/index.ts'
import {loadProfile} from '../profiles/load.ts'
import type {Profile, ProfileSection, Slot} from '../profiles/profile.ts'
import {escapeText, type Paint, table, toJson} from '../terminal.ts'
import type {Io} from './io.ts'

/** List the profiles, or show one as the compiler understood it. */
export async function profile(given: string | undefined, format: string, io: Io): Promise<number> {
  if (given === undefined) io.out(format === 'json' ? toJson(builtinProfiles.map(withoutText)) : listProfiles(io.paint))
  else {
    const root = (await createGit(io.cwd).root()) ?? io.cwd
    const found = await loadProfile(given, {cwd: io.cwd, root})
    io.out(format === 'json' ? toJson(withoutText(found)) : showProfile(found, io.paint))
  }
  return 0
}

/** For programs; the text is in the template, and its offsets with it. */
const withoutText = ({template: _, ...rest}: Profile): Omit<Profile, 'template'> => rest

function listProfiles({bold, dim}: Paint): string {
  const blocks = builtinProfiles.map(({name, description, files}) => {
    const more = files.length > 4 ? `, and ${files.length - 4} more` : ''
    return `${bold(name)}\n  ${description}\n  ${dim(`${files.slice(0, 4).join(', ')}${more}`)}`
  })
  return `${blocks.join('\n')}\n\n${dim('All about one: handoff-lint profile <name>, or the path of your own template')}\n`
}

function showProfile(profile: Profile, paint: Paint): string {
  const {bold} = paint
  const head = `${bold(escapeText(profile.name))}${profile.description && `: ${escapeText(profile.description)}`}`
  const parts = [
    ['', factLines(profile)],
    ['Fields', fieldLines(profile.fields, '  ')],
    [
      `Sections (${marks.required} required, ${marks.recommended} recommended, ${marks.optional} optional)`,
      sectionLines(profile.sections, paint)
    ],
    [`Placeholders (${profile.slots.length})`, slotLines(profile)]
  ] as const
  const blocks = parts.flatMap(([title, lines]) =>
    lines.length === 0 ? [] : [[...(title === '' ? [] : [bold(title)]), ...lines].join('\n')]
  )
  return `${[head, ...blocks].join('\n\n')}\n`
}

function factLines({files, ignore, filename, maxTokens, model, roles, sections}: Profile): string[] {
  const {scope} = model
  const handoff = !scope
    ? 'the whole file'
    : `${scope.kind === 'each' ? 'each section' : 'the section'} “${scope.heading}”`
  const required = roles.required.map((group) => [group].flat().join(' or '))
  const facts: [string, string][] = [
    ['title', sections.find(isTitle)?.heading ?? ''],
    ['files', files.join(', ')],
    ['ignore', ignore.join(', ')],
    ['file name', filename ?? 'any'],
    ['a handoff is', handoff],
    ['not judged', model.ignore.join(', ')],
    ['tokens', maxTokens === null ? '' : `at most about ${maxTokens}`],
    ['roles', required.join('; ')]
  ]
  return table(
    facts.filter(([, value]) => value !== '').map((row) => row.map(escapeText)),
    '  '
  )
}

const marks = {required: '●', recommended: '◐', optional: '○'} as const

const fieldLines = (fields: readonly ExpectedField[], indent: string): string[] =>
  table(
    fields.map(({label, type, values, max, required, aliases}) => [
      `${required ? marks.required : marks.optional} ${escapeText(label)}`,
      values.length > 0 ? escapeText(values.join(' / ')) : max === undefined ? type : `${type}, up to ${max}`,
      aliases.length > 0 ? `or ${escapeText(aliases.join(', '))}` : ''
    ]),
    indent
  )

/** The heading of the whole file: a name, not a section. */
const isTitle = ({depth, unjudged}: ProfileSection): boolean => depth === 1 && unjudged

function sectionLines(sections: readonly ProfileSection[], {dim}: Paint): string[] {
  const parts = sections.filter((section) => !isTitle(section))
  const rows = parts.map((section) => {
    const indent = '  '.repeat(1 + depthOf(sections, section))
    const fields = section.fields.map(({label}) => label)
    const about = [
      contentOf(section),
      section.repeat ? 'may repeat' : '',
      section.unjudged ? 'not judged' : '',
      section.roles.length > 0 ? `role ${section.roles.join(', ')}` : '',
      fields.length > 0 ? `fields ${fields.join(', ')}` : '',
      section.aliases.length > 0 ? `or ${section.aliases.join(', ')}` : ''
    ].filter((text) => text !== '')
    return [`${indent}${marks[section.level]} ${escapeText(section.heading)}`, dim(escapeText(about.join('; ')))]
  })
  return table(rows)
}

/** How many sections enclose one. */
function depthOf(sections: readonly ProfileSection[], {parent}: ProfileSection): number {
  let depth = 0
  for (let above = sections[parent]; above && depth < sections.length; above = sections[above.parent]) depth++
  return depth
}

/** What is enforced; the template's mere habit is named as such. */
function contentOf({kind, shape, min, max, unjudged}: ProfileSection): string {
  if (unjudged) return ''
  const size = [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`].filter(Boolean)
  return [kind ? `must be ${kind}` : shape, ...size].join(', ')
}

function slotLines({slots, template}: Profile): string[] {
  const rows = slots.map((slot) => [
    `${lineOf(template, slot)}`,
    escapeText(slot.text),
    slot.type === 'text' ? '' : slot.type
  ])
  return table(
    rows.map(([line = '', ...rest]) => [line.padStart(4), ...rest]),
    ''
  )
}

const lineOf = (text: string, {start}: Slot): number => text.slice(0, start).split('\n').length
