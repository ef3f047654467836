import {UsageError} from '../errors.ts'
import {headingKey} from '../handoff/fold.ts'
import type {Handoff, HandoffDocument, Section} from '../handoff/handoff.ts'
import {type Role, roles, rolesOf} from '../handoff/role.ts'
import {suggest} from '../suggest.ts'

/** The part of a handoff that plays a role (`next`) or bears a heading, as it was written. */
export function sectionText(document: HandoffDocument, handoff: Handoff, wanted: string): string {
  const sections = handoff.sections.flatMap((index) => document.sections[index] ?? [])
  const role = roles.find((one) => one === wanted.trim().toLowerCase())
  const found = (role ? playing(sections, role) : []).concat(role ? [] : named(sections, wanted))
  const outer = found.filter((one) => !found.some((other) => other !== one && encloses(other, one)))
  const texts = outer.length > 0 || !role ? outer.map((one) => cut(document, one)) : fieldTexts(document, handoff, role)
  if (texts.length === 0) throw unknown(wanted, sections)
  return texts.join('\n\n')
}

const playing = (sections: readonly Section[], role: Role): Section[] =>
  sections.filter((section) => section.roles.includes(role))

/** The heading itself, else the only one that begins like this, else the only one that has it in it. */
function named(sections: readonly Section[], wanted: string): Section[] {
  const key = headingKey(wanted)
  if (key === '') return []
  const equal = sections.filter((section) => section.key === key)
  const starting = sections.filter((section) => section.key.startsWith(key))
  const having = sections.filter((section) => section.key.includes(key))
  return [equal, ...[starting, having].filter(({length}) => length === 1)].find(({length}) => length > 0) ?? []
}

const encloses = (outer: Section, inner: Section): boolean =>
  inner.start >= outer.start &&
  inner.start < outer.treeEnd &&
  (inner.start !== outer.start || inner.treeEnd < outer.treeEnd)

const cut = ({source}: HandoffDocument, {start, treeEnd}: Section): string => source.slice(start, treeEnd).trim()

const fieldTexts = ({source}: HandoffDocument, {fields}: Handoff, role: Role): string[] =>
  fields
    .filter(({label, empty}) => !empty && rolesOf(label)[0] === role)
    .map(({start, end}) => source.slice(start, end).trim())

function unknown(wanted: string, sections: readonly Section[]): UsageError {
  const played = roles.filter((role) => sections.some((section) => section.roles.includes(role)))
  const headings = sections.filter(({depth}) => depth <= 6).map(({heading}) => heading)
  const near = suggest(wanted, [...played, ...headings])
  const all = [...played.map((role) => `\`${role}\``), ...headings.slice(0, 20).map((heading) => `“${heading}”`)]
  const hint = near === null ? `It has: ${all.join(', ') || 'no sections'}.` : `Did you mean \`${near}\`?`
  return new UsageError(`The handoff has no section \`${wanted}\``, {hint})
}
