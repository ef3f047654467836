import {location} from 'vfile-location'
import type {ResolvedConfig} from '../config/resolve.ts'
import {dateOf} from '../handoff/date.ts'
import type {Field, Handoff, HandoffDocument, Range} from '../handoff/handoff.ts'
import {matchSections} from '../handoff/match-sections.ts'
import {findPlaceholders, type Placeholder, type PlaceholderOptions} from '../handoff/placeholders.ts'
import {readReferences} from '../handoff/references.ts'
import type {ProfileChoice} from '../profiles/choose.ts'

interface SectionView {
  heading: string
  depth: number
  line: number
  roles: string[]
  /** Heading of the profile’s section that it was taken for, or null. */
  expected: string | null
}

export interface HandoffView {
  title: string | null
  date: string | null
  line: number
  fields: (Pick<Field, 'label' | 'value' | 'line' | 'origin'> & {section: string | null})[]
  sections: SectionView[]
  /** Sections of the profile that nothing was taken for. */
  missing: {heading: string; level: string}[]
}

export interface PlaceholderView extends Pick<Placeholder, 'text' | 'kind' | 'slot' | 'level' | 'evidence'> {
  line: number
  column: number
}

/** All that the program made of one file: plain data. */
export interface InspectView {
  path: string
  profile: {name: string; reason: string; scores: ProfileChoice['scores']}
  handoffs: HandoffView[]
  /** Heading of the section that should hold the handoff, where there is none. */
  missingScope: string | null
  references: {kind: string; target: string; at: number | null; line: number}[]
  placeholders: PlaceholderView[]
  /** Lines that are not judged, both ends included. */
  skipped: {from: number; to: number}[]
}

/** Show how a document was read by a profile, with the reasons. */
export function inspectView(
  path: string,
  document: HandoffDocument,
  config: ResolvedConfig,
  choice: Pick<ProfileChoice, 'reason' | 'scores'>
): InspectView {
  const {toPoint} = location(document.source)
  const point = (offset: number) => toPoint(Math.min(offset, document.source.length)) ?? {line: 1, column: 1}
  return {
    path,
    profile: {name: config.profile.name, reason: choice.reason, scores: choice.scores},
    handoffs: document.handoffs.map((handoff) => handoffView(document, handoff, config)),
    missingScope: document.missingScope,
    references: readReferences(document.tree).map(({kind, target, at, line}) => ({kind, target, at, line})),
    placeholders: placeholdersOf(document, config).map(({text, kind, slot, level, evidence, start}) => {
      const {line, column} = point(start)
      return {line, column, text, kind, slot, level, evidence}
    }),
    skipped: document.skipped.map(({start, end}: Range) => ({from: point(start).line, to: point(end - 1).line}))
  }
}

/** With the options of the rule, so that what is shown is what it sees. */
function placeholdersOf(document: HandoffDocument, {rules}: ResolvedConfig): Placeholder[] {
  const options = rules.find(({rule}) => rule.id === 'no-placeholder')?.options as PlaceholderOptions | undefined
  const {literals = [], allow = []} = options ?? {}
  return findPlaceholders(document.tree, document.source, {literals, allow, skip: document.skipped, explain: true})
}

function handoffView(document: HandoffDocument, handoff: Handoff, {profile}: ResolvedConfig): HandoffView {
  const matches = matchSections(document, handoff, profile.sections)
  const expectedOf = (index: number) => profile.sections[matches.expected.get(index) ?? -1]?.heading ?? null
  return {
    title: handoff.title,
    date: dateOf(document, handoff),
    line: handoff.line,
    fields: handoff.fields.map(({label, value, line, origin, section}) => {
      return {label, value, line, origin, section: document.sections[section]?.heading ?? null}
    }),
    sections: handoff.sections.flatMap((index) => {
      const section = document.sections[index]
      if (!section) return []
      const {heading, depth, line, roles} = section
      return [{heading, depth, line, roles, expected: expectedOf(index)}]
    }),
    missing: profile.sections.flatMap(({heading, level, unjudged}, index) =>
      unjudged || matches.found.has(index) || level === 'optional' ? [] : [{heading, level}]
    )
  }
}
