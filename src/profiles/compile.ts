import {TemplateError} from '../errors.ts'
import type {ModelOptions} from '../handoff/expected.ts'
import {readFields} from '../handoff/fields.ts'
import {headingPattern} from '../handoff/heading-pattern.ts'
import {findPlaceholders} from '../handoff/placeholders.ts'
import {readDocument} from '../handoff/read.ts'
import {parse} from '../parse.ts'
import {readDirectives, withoutRanges} from './compile-directives.ts'
import {commaList, type Draft, lineEnd} from './compile-draft.ts'
import {headFields} from './compile-fields.ts'
import {readSections} from './compile-sections.ts'
import type {Profile, ProfileSection, Slot} from './profile.ts'
import {slotType} from './slot-type.ts'
import {readTemplateSource, type TemplateSource} from './template-source.ts'

/**
 * Compile a template into a profile.
 *
 * @param name built-in name or path; it is what messages call the profile.
 * @throws TemplateError for front matter or directives that cannot be understood, with the place.
 */
export function compileTemplate(text: string, name: string): Profile {
  const source = readTemplateSource(text, name)
  const draft = makeDraft(source, name)
  const sections = readSections(draft)
  const {settings} = source
  return {
    name,
    description: settings.description,
    files: settings.files,
    ignore: settings.ignore,
    filename: settings.filename ?? null,
    maxTokens: settings.maxTokens ?? null,
    model: modelOf(draft, sections),
    roles: {required: settings.roles?.required ?? [], recommended: settings.roles?.recommended ?? []},
    freshness: settings.freshness ?? null,
    fields: headFields(draft),
    sections,
    slots: draft.slots,
    template: draft.source.text
  }
}

function makeDraft(source: TemplateSource, name: string): Draft {
  const marked = readDirectives(source.text, name)
  const text = withoutRanges(source.text, marked.ranges)
  const tree = parse(text)
  const document = readDocument(tree, text, {ignore: []})
  const fields = readFields(tree, text, document.sections)
  const draft: Draft = {
    source: {...source, text},
    name,
    tree,
    document,
    fields,
    slots: [],
    sectionDirectives: marked.sections,
    fieldDirectives: marked.fields,
    scope: -1
  }
  draft.scope = findScope(draft)
  draft.slots = readSlots(draft)
  return draft
}

const scopeText = /^(section|each) "(.+)"$/u

function findScope({document, source, sectionDirectives, name}: Draft): number {
  const [, kind, heading] = scopeText.exec(source.settings.scope ?? '') ?? []
  if (!kind || !heading) return -1
  const test = headingPattern(heading)
  const index = document.sections.findIndex(
    (section, at) => test(section) && !sectionDirectives.get(at)?.words.includes('ignore')
  )
  if (index === -1)
    throw new TemplateError(`${name}:1:1: no heading is the scope \`${heading}\`, expected one in the template`)
  return index
}

function readSlots({tree, document, source, fields}: Draft): Slot[] {
  return findPlaceholders(tree, source.text, {template: true}).map((found) => {
    const {start, end, text} = found
    const section = document.sections.findLastIndex((one) => one.start <= start)
    const field = fields.find((one) => start >= one.valueRange.start && end <= one.valueRange.end)
    const range = document.sections[section]?.headingRange
    const label = field?.label ?? null
    return {
      start,
      end,
      text,
      ...slotType(text, label, source.text.slice(end, lineEnd(source.text, end))),
      section,
      label,
      heading: range !== undefined && start >= range.start && end <= range.end
    }
  })
}

function modelOf({source, document, sectionDirectives}: Draft, sections: readonly ProfileSection[]): ModelOptions {
  const [, kind, heading] = scopeText.exec(source.settings.scope ?? '') ?? []
  const ignore = document.sections.flatMap((section, index) => {
    const directive = sectionDirectives.get(index)
    return directive?.words.includes('ignore')
      ? [sections[index]?.heading ?? section.heading, ...commaList(directive.options['aliases'])]
      : []
  })
  return {ignore, ...(kind && heading ? {scope: {kind: kind as 'section' | 'each', heading}} : {})}
}
