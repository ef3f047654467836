import type {List, Nodes} from 'mdast'
import {hasContent, visibleText} from '../handoff/content.ts'
import type {Directive} from '../handoff/directive.ts'
import type {ContentKind} from '../handoff/expected.ts'
import {fold} from '../handoff/fold.ts'
import type {Section} from '../handoff/handoff.ts'
import {isPattern} from '../handoff/heading-pattern.ts'
import {isTemplateHeading} from '../handoff/kept-template.ts'
import {type Role, rolesOf} from '../handoff/role.ts'
import {commaList, type Draft, lineEnd} from './compile-draft.ts'
import {sectionFields} from './compile-fields.ts'
import type {ProfileSection} from './profile.ts'

/** What each heading of a template asks for. */
export function readSections(draft: Draft): ProfileSection[] {
  const {document, scope, source} = draft
  const sections = document.sections
  const titles = findTitles(sections)
  const isTitle = (index: number) => titles.includes(index)
  const candidates = sections.filter(
    (_, index) => !isTitle(index) && isWithin(sections, index, scope) && index !== scope
  )
  const top = Math.min(...candidates.map(({depth}) => depth))
  return sections.map((section, index) => {
    const directive = draft.sectionDirectives.get(index)
    const has = (word: string) => directive?.words.includes(word) ?? false
    const heading = patternOf(section, draft)
    const ignored = isIgnored(draft, index)
    const unjudged = isTitle(index) || index === scope || !isWithin(sections, index, scope) || ignored
    const parent = isTitle(section.parent) || section.parent === scope ? -1 : section.parent
    const start = section.start
    const end = sections[index + 1]?.start ?? source.text.length
    const shape = (directive?.options['kind'] as ContentKind | undefined) ?? shapeOf(section)
    return {
      heading,
      aliases: commaList(directive?.options['aliases']),
      roles: directive?.options['role'] ? (commaList(directive.options['role']) as Role[]) : rolesOf(section.heading),
      level: levelOf(directive, {
        unjudged,
        isTop: section.depth === top,
        isPattern: isPattern(heading),
        depth: section.depth
      }),
      parent,
      repeat: has('repeat') || isPattern(heading),
      reason: has('reason'),
      ...(directive?.options['kind'] ? {kind: shape} : {}),
      ...numberOption(directive, 'min'),
      ...numberOption(directive, 'max'),
      fields: unjudged ? [] : sectionFields(draft, index, isPattern(heading)),
      text: ownText(draft, section),
      insert: source.text.slice(start, section.treeEnd).trimEnd(),
      depth: section.depth,
      start,
      headingEnd: lineEnd(source.text, section.headingRange.end),
      end,
      shape,
      unjudged
    }
  })
}

/** The heading that names the handoff; below one that only says “template”, also the one that all the rest stands under. */
function findTitles(sections: readonly Section[]): number[] {
  const isFlat = sections.every(({depth}) => depth === 1)
  if (sections[0]?.depth !== 1 || sections.length < 2 || isFlat) return []
  const second = sections.findIndex(({depth}, index) => index > 0 && depth === 1)
  const holdsAll = second === 1 && sections.slice(2).every(({depth}) => depth > 1)
  return isTemplateHeading(sections[0].heading) && holdsAll ? [0, 1] : [0]
}

function numberOption(directive: Directive | undefined, key: 'min' | 'max'): {min?: number; max?: number} {
  const value = directive?.options[key]
  return value === undefined ? {} : {[key]: Number(value)}
}

function levelOf(
  directive: Directive | undefined,
  facts: {unjudged: boolean; isTop: boolean; isPattern: boolean; depth: number}
): 'required' | 'recommended' | 'optional' {
  const given = (['required', 'recommended', 'optional'] as const).find((word) => directive?.words.includes(word))
  if (facts.unjudged) return 'optional'
  if (given) return given
  if (facts.depth > 6) return 'optional'
  return facts.isTop && !facts.isPattern ? 'required' : 'recommended'
}

/** Whether a section stands in the subtree of the scope’s section; without a scope all do. */
function isWithin(sections: readonly Section[], index: number, scope: number): boolean {
  for (let at = index; at !== -1; at = sections[at]?.parent ?? -1) if (at === scope) return true
  return scope === -1
}

function isIgnored({document, sectionDirectives}: Draft, index: number): boolean {
  for (let at = index; at !== -1; at = document.sections[at]?.parent ?? -1) {
    if (sectionDirectives.get(at)?.words.includes('ignore')) return true
  }
  return false
}

/** The heading with `{…}` for every placeholder in it. */
function patternOf(section: Section, {slots, source}: Draft): string {
  const {headingRange} = section
  let heading = section.heading
  for (const slot of slots) {
    if (!slot.heading || slot.start < headingRange.start || slot.end > headingRange.end) continue
    const inner = slot.text.replace(/^[[{<(（【［｛]+|[\]}>)）】］｝]+$/gu, '').replace(/[{}]/gu, '')
    const shown = source.text.slice(slot.start, slot.end).replace(/\\/gu, '')
    heading = heading.replace(shown, () => `{${inner}}`)
  }
  return heading
}

function shapeOf(section: Section): ContentKind {
  for (const block of section.blocks) {
    if (block.type === 'code') return 'code'
    if (block.type === 'table') return 'table'
    if (block.type === 'list') return listKind(block)
    if (block.type === 'paragraph' && hasContent(block)) return 'prose'
  }
  return 'prose'
}

const listKind = (node: List): ContentKind => {
  if (node.children.some(({checked}) => typeof checked === 'boolean')) return 'tasks'
  return node.ordered ? 'ordered' : 'list'
}

/** The visible texts of a section that hold no slot: left alone in a handoff, they say nothing. */
function ownText({slots, source}: Draft, section: Section): string[] {
  const texts: string[] = []
  // A part without any slot may be meant to stay as it is, unless the template was written for this tool.
  if (!source.marked && !slots.some(({start}) => start >= section.start && start < section.end)) return []
  const stack: Nodes[] = [...section.blocks].reverse()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote' || node.type === 'table') {
      stack.push(...[...node.children].reverse())
      continue
    }
    const start = node.position?.start.offset ?? 0
    const end = node.position?.end.offset ?? 0
    if (slots.some((slot) => slot.start >= start && slot.end <= end)) continue
    const text = node.type === 'code' ? fold(node.value) : fold(visibleText(node))
    if (text !== '') texts.push(text)
  }
  return texts
}
