import type {ContentKind} from '../handoff/expected.ts'
import {headingKey} from '../handoff/fold.ts'
import {isPattern} from '../handoff/heading-pattern.ts'
import {suggest} from '../suggest.ts'
import type {Profile, ProfileSection, Slot} from './profile.ts'
import {judgedSlots, type Known, knownValue, replaceSlots} from './scaffold.ts'

/** A handoff made in one go, and what was left over on either side. */
export interface Filled {
  text: string
  /** Keys of the values that name no section and no field. */
  unknown: {key: string; suggestion: string | null}[]
  /** Slots that no value filled, as they stand in the text. */
  unfilled: string[]
}

type Values = Record<string, unknown>

/** What the recursion over sections shares. */
interface Job {
  profile: Profile
  known: Known
  /** Keys of the values at this level that found their place. */
  used: Set<string>
  unknown: Filled['unknown']
  unfilled: string[]
}

/**
 * Write a handoff from values. Keys are labels of fields and headings of sections, in any spelling; a section takes a
 * text, a list of texts, an object of its own fields and sections (`text` for what stands above them), or null to leave
 * an optional section out; an entry (`Decision: {name}`) takes a list of objects, `name` for the slot of its heading.
 */
export function fill(profile: Profile, known: Known, values: Values): Filled {
  const title = known.title ?? textOf(values['title'])
  const job: Job = {profile, known: {...known, title}, used: new Set(['title']), unknown: [], unfilled: []}
  const first = profile.sections[0]?.start ?? profile.template.length
  const head = fillPart(job, {start: 0, end: first}, values)
  const text = head + renderFrom(job, 0, profile.sections.length, values)
  reportUnknown(job, values, '')
  return {text, unknown: job.unknown, unfilled: job.unfilled}
}

function reportUnknown(job: Job, values: Values, where: string): void {
  const names = knownKeys(job.profile)
  for (const key of Object.keys(values)) {
    if (!job.used.has(keyOf(key))) job.unknown.push({key: where + key, suggestion: suggest(key, names)})
  }
}

const keyOf = (text: string): string => headingKey(text.replace(/[_-]+/gu, ' '))

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** The keys that `fill` takes at the top level, as they are written in the template. */
export const knownKeys = (profile: Profile): string[] => [
  'title',
  ...profile.fields.map(({label}) => label),
  ...profile.sections
    .filter(({unjudged}) => !unjudged)
    .map(({heading}) => heading.replace(/[:：]?\s*\{[^}]*\}/gu, '') || heading)
]

/** Render the sections `from` up to `to`, which are siblings and their children, in the order of the template. */
function renderFrom(job: Job, from: number, to: number, values: Values): string {
  const {sections} = job.profile
  let text = ''
  for (let at = from; at < to; ) {
    const section = sections[at] as ProfileSection
    const end = subtreeEnd(sections, at, to)
    text += renderSection(job, section, at, end, values)
    at = end
  }
  return text
}

function subtreeEnd(sections: readonly ProfileSection[], at: number, to: number): number {
  const depth = sections[at]?.depth ?? 0
  let end = at + 1
  while (end < to && (sections[end]?.depth ?? 0) > depth) end++
  return end
}

function renderSection(job: Job, section: ProfileSection, at: number, end: number, values: Values): string {
  const given = section.unjudged ? undefined : take(job, section, values)
  if (given === null && section.level !== 'required') return ''
  if (section.unjudged || given === undefined || given === null) {
    return fillPart(job, section, values) + renderFrom(job, at + 1, end, values)
  }
  if (isPattern(section.heading) && Array.isArray(given)) {
    return given
      .map((entry) => renderEntry(job, section, at, end, isValues(entry) ? entry : {name: String(entry)}))
      .join('')
  }
  if (isValues(given)) return renderEntry(job, section, at, end, given)
  const heading = job.profile.template.slice(section.start, section.headingEnd)
  return `${heading}\n\n${writeContent(given, section.shape)}\n\n${renderFrom(job, at + 1, end, values)}`
}

/** A section given as an object: its own text, fields and sections. */
function renderEntry(job: Job, section: ProfileSection, at: number, end: number, entry: Values): string {
  const inner: Job = {...job, used: new Set(['text', 'name'])}
  const own = textOf(entry['text'])
  const heading = fillPart(inner, {start: section.start, end: section.headingEnd}, entry)
  const content = fillPart(inner, {start: section.headingEnd, end: section.end}, entry)
  const text = `${heading}${own === undefined ? content : `\n\n${own.trim()}\n\n`}${renderFrom(inner, at + 1, end, entry)}`
  reportUnknown(inner, entry, `${section.heading} → `)
  return text.endsWith('\n\n') ? text : `${text.trimEnd()}\n\n`
}

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Find the value for a section by its heading, an alias, or the literal part of its pattern. */
function take(job: Job, {heading, aliases}: ProfileSection, values: Values): unknown {
  const literal = heading.replace(/[:：]?\s*\{[^}]*\}/gu, '')
  const keys = new Set([heading, literal, ...aliases].filter(Boolean).map(keyOf))
  const key = Object.keys(values).find((name) => keys.has(keyOf(name)))
  if (key === undefined) return undefined
  job.used.add(keyOf(key))
  return values[key]
}

/** Fill the slots of one part of the template: fields by label, the rest by what is known. */
function fillPart(job: Job, {start, end}: {start: number; end: number}, values: Values): string {
  const {profile, known} = job
  const slots = judgedSlots(profile).filter((slot) => slot.start >= start && slot.end <= end)
  const given = (slot: Slot): string | null => {
    const name = textOf(values['name'])
    if (slot.heading && name !== undefined) return name
    const key =
      slot.label === null ? undefined : Object.keys(values).find((one) => keyOf(one) === keyOf(slot.label ?? ''))
    if (key === undefined) return knownValue(slot, known)
    job.used.add(keyOf(key))
    return bare(slot, String(values[key]))
  }
  const text = profile.template.slice(start, end)
  return replaceSlots(
    text,
    joinSlots(slots, profile.template, values),
    (slot) => {
      const value = given(slot)
      if (value === null) job.unfilled.push(slot.text)
      return value
    },
    start
  )
}

/** One value for a label takes the place of all its slots and of what stands between them (`{file} - {why}`). */
function joinSlots(slots: readonly Slot[], template: string, values: Values): Slot[] {
  const joined: Slot[] = []
  for (const slot of slots) {
    const last = joined.at(-1)
    const isGiven = Object.keys(values).some((key) => keyOf(key) === keyOf(slot.label ?? ''))
    const isSame =
      last?.label === slot.label && slot.label !== null && !template.slice(last.end, slot.start).includes('\n')
    if (last && isSame && isGiven) joined[joined.length - 1] = {...last, end: slot.end}
    else joined.push(slot)
  }
  return joined
}

/** The unit stands in the template already. */
const bare = ({type}: Slot, value: string): string =>
  type === 'percent' ? value.replace(/\s*%$/u, '') : type === 'score' ? value.replace(/\s*\/\s*\d+$/u, '') : value

function writeContent(value: unknown, shape: ContentKind): string {
  if (!Array.isArray(value)) return String(value).trim()
  const mark = (index: number) => (shape === 'ordered' ? `${index + 1}. ` : shape === 'tasks' ? '- [ ] ' : '- ')
  return value
    .map(
      (item, index) =>
        mark(index) +
        String(item)
          .trim()
          .replace(/\n/gu, `\n${' '.repeat(mark(index).length)}`)
    )
    .join('\n')
}
