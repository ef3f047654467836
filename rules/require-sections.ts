/**
 * Warn when a handoff lacks a section.
 *
 * ## Why
 *
 * Whoever goes on looks for the same few things every time: what was done, what comes next, what is in the way. A
 * section that is not there cannot be told from one that was forgotten.
 *
 * Headings count at any depth, in either style, with or without emoji, numbers, dates and colons; a heading inside a
 * code block does not count. `sections` names headings; `roles` asks for what a section does, whatever it is called and
 * in any language of the lexicon: a heading, a bold line or a `Key: value` line may play it. An empty section plays none.
 *
 * ## Fix
 *
 * `--fix` corrects a misspelled heading, and puts the template’s own text where a section is missing, to be filled in.
 *
 * ## Examples
 *
 * ```json options
 * {"sections": ["Summary", "Next Steps"]}
 * ```
 *
 * ```markdown ok.md
 * # Handoff
 *
 * ## 1. Summary:
 *
 * Retries work.
 *
 * ### ➡️ Next steps
 *
 * Ship it.
 * ```
 *
 * ```json options
 * {"sections": ["Summary", "Next Steps"]}
 * ```
 *
 * ```markdown not-ok.md
 * # Handoff
 *
 * ## Summary
 *
 * Retries work.
 * ```
 *
 * ```text messages
 * 6:1: Missing section `Next Steps`, expected it after `Summary`
 * ```
 *
 * ```json options
 * {"roles": {"required": ["next", ["summary", "done"]]}}
 * ```
 *
 * ```markdown role.md
 * # Übergabe
 *
 * ## Zusammenfassung
 *
 * Die Wiederholung läuft.
 * ```
 *
 * ```text messages
 * 1:3-1:11: Missing section for what comes next, expected a heading such as `Next Steps`
 * ```
 *
 * ```json options
 * {"roles": {"required": ["next"]}}
 * ```
 *
 * ```markdown empty.md
 * # Handoff
 *
 * ## Next steps
 *
 * <!-- what to do first -->
 * ```
 *
 * ```text messages
 * 3:4-3:14: Unexpected empty section `Next steps`, expected what comes next
 * ```
 *
 * @module require-sections
 */
import * as v from 'valibot'
import {emptiness} from '../src/handoff/emptiness.ts'
import {type ExpectedSection, expectedSections} from '../src/handoff/expected.ts'
import type {Handoff, HandoffDocument, Range} from '../src/handoff/handoff.ts'
import {isPattern} from '../src/handoff/heading-pattern.ts'
import {type Matches, matchSections} from '../src/handoff/match-sections.ts'
import {fencedLine, nearMiss} from '../src/handoff/near-miss.ts'
import {playedRoles} from '../src/handoff/played-roles.ts'
import {type Role, roles} from '../src/handoff/role.ts'
import {roleNames} from '../src/handoff/role-names.ts'
import {defineRule, type Finding, toPlugin} from '../src/rule.ts'

const roleGroup = v.union([v.picklist(roles), v.array(v.picklist(roles))])

export const options = v.strictObject({
  sections: expectedSections,
  roles: v.optional(
    v.strictObject({
      required: v.optional(
        v.pipe(v.array(roleGroup), v.description('Roles that must be played; of a list, one is enough.')),
        []
      ),
      recommended: v.optional(v.pipe(v.array(v.picklist(roles)), v.description('Roles that should be played.')), [])
    }),
    {}
  ),
  recommended: v.optional(v.pipe(v.boolean(), v.description('Also warn about what is only recommended.')), false)
})

type Options = v.InferOutput<typeof options>

export const rule = defineRule({
  id: 'require-sections',
  summary: 'Every required section is there',
  severity: 'error',
  options,
  check: ({document, options, report}) => {
    if (document.source.trim() === '') return report(emptyFile(options))
    if (document.missingScope !== null) return report(missingScope(document, document.missingScope))
    for (const handoff of document.handoffs) {
      for (const finding of missingSections(document, handoff, options)) report(finding)
      for (const finding of missingRoles(document, handoff, options)) report(finding)
    }
  }
})

export default /* @__PURE__ */ toPlugin(rule)

const newNote = 'Start from the template: `handoff-lint new` writes one to fill in.'

const emptyFile = ({sections, roles}: Options): Finding => ({
  reason: `Unexpected empty file, expected ${wanted(sections) || roles.required.flat().join(', ') || 'a handoff'}`,
  place: {start: 0, end: 0},
  note: newNote
})

const wanted = (sections: readonly ExpectedSection[]): string =>
  sections
    .filter(({level}) => level === 'required')
    .map(({heading}) => `\`${heading}\``)
    .join(', ')

const missingScope = (document: HandoffDocument, heading: string): Finding => ({
  reason: `Missing section \`${heading}\`, expected the handoff in it`,
  place: document.sections[0]?.headingRange ?? {start: 0, end: 0},
  note: newNote
})

function missingSections(document: HandoffDocument, handoff: Handoff, {sections, recommended}: Options): Finding[] {
  const matches = matchSections(document, handoff, sections)
  const levels = recommended ? ['required', 'recommended'] : ['required']
  const isMissing = (index: number) => {
    const {level = 'optional', parent = -1, heading = ''} = sections[index] ?? {}
    if (matches.found.has(index) || !levels.includes(level) || (level === 'recommended' && isPattern(heading)))
      return false
    return parent === -1 || matches.found.has(parent)
  }
  const missing = sections.flatMap((_, index) => (isMissing(index) ? [index] : []))
  const required = sections.filter(({level, parent}) => level === 'required' && parent === -1).length
  const lost = missing.filter((index) => sections[index]?.level === 'required' && sections[index]?.parent === -1).length
  if (lost >= 3 && lost > (required * 2) / 3)
    return [anotherFormat(document, handoff, sections, required - lost, required)]
  return missing.map((index) => missingOne(document, handoff, sections, matches, index))
}

/** A file that follows no template at all is told so once. */
function anotherFormat(
  document: HandoffDocument,
  handoff: Handoff,
  sections: readonly ExpectedSection[],
  found: number,
  all: number
): Finding {
  return {
    reason: `Unexpected structure with ${found} of ${all} required sections, expected ${wanted(sections.filter(({parent}) => parent === -1))}`,
    place: titleRange(document, handoff),
    note: 'If the file follows another format, say so: `--profile NAME`, or `overrides` in the configuration.'
  }
}

const titleRange = (document: HandoffDocument, handoff: Handoff): Range =>
  document.sections.find(({headingRange}) => headingRange.start >= handoff.start)?.headingRange ?? {
    start: handoff.start,
    end: handoff.start
  }

function missingOne(
  document: HandoffDocument,
  handoff: Handoff,
  sections: readonly ExpectedSection[],
  matches: Matches,
  index: number
): Finding {
  const expected = sections[index] as ExpectedSection
  const level = expected.level === 'required' ? 'error' : 'warning'
  const near = nearMiss(document, handoff, matches, expected)
  if (near) {
    return {
      reason: `Unexpected heading \`${near.heading}\`, expected \`${expected.heading}\``,
      place: near.headingRange,
      level,
      note: 'Correct the heading, or add it to the aliases of the section.',
      // A pattern is no heading to write.
      ...(isPattern(expected.heading) ? {} : {expected: [expected.heading]})
    }
  }
  const {place, where} = findPlace(document, handoff, sections, matches, index)
  const fenced = fencedLine(document, expected)
  return {
    reason: `Missing section \`${expected.heading}\`, expected it ${where}`,
    place,
    level,
    note: fenced
      ? `The heading on line ${fenced} stands in a code block and does not count.`
      : 'Add it and say what is true, or “None” and why.',
    ...(expected.insert === undefined ? {} : {expected: [`${expected.insert}\n\n`]})
  }
}

function findPlace(
  document: HandoffDocument,
  handoff: Handoff,
  sections: readonly ExpectedSection[],
  matches: Matches,
  index: number
): {place: Range; where: string} {
  const parent = sections[index]?.parent ?? -1
  const sectionOf = (at: number) => document.sections[matches.found.get(at)?.[0] ?? -1]
  for (let at = index - 1; at >= 0; at--) {
    const before = sections[at]?.parent === parent ? sectionOf(at) : undefined
    if (before) return {place: at0(before.treeEnd), where: `after \`${before.heading}\``}
  }
  for (let at = index + 1; at < sections.length; at++) {
    const after = sections[at]?.parent === parent ? sectionOf(at) : undefined
    if (after) return {place: at0(after.start), where: `before \`${after.heading}\``}
  }
  const above = sectionOf(parent)
  if (above) return {place: at0(above.treeEnd), where: `under \`${above.heading}\``}
  return {place: at0(handoff.end), where: 'at the end'}
}

const at0 = (offset: number): Range => ({start: offset, end: offset})

function missingRoles(document: HandoffDocument, handoff: Handoff, {roles, recommended}: Options): Finding[] {
  if (roles.required.length === 0 && !recommended) return []
  const groups = [
    ...roles.required.map((group) => ({group: [group].flat(), level: 'error' as const})),
    ...(recommended ? roles.recommended : []).map((role) => ({group: [role], level: 'warning' as const}))
  ].filter(({group}) => group.length > 0 && !isPlayed(document, handoff, group))
  if (groups.length === 0) return []
  const said = handoff.sections.filter((index) => !isBlank(document, index))
  const played = playedRoles(document, {...handoff, sections: said})
  return groups
    .filter(({group}) => !group.some((role) => played.has(role)))
    .map(({group, level}) => missingRole(document, handoff, group, level))
}

/** Whether a section that says something plays a role; most often one does, and nothing else need be looked at. */
const isPlayed = (document: HandoffDocument, {sections}: Handoff, group: readonly Role[]): boolean =>
  sections.some(
    (index) => document.sections[index]?.roles.some((role) => group.includes(role)) && !isBlank(document, index)
  )

function missingRole(
  document: HandoffDocument,
  handoff: Handoff,
  group: readonly Role[],
  level: 'error' | 'warning'
): Finding {
  const what = group.map((role) => roleNames[role][0]).join(' or ')
  const blank = handoff.sections
    .map((index) => document.sections[index])
    .find((section) => section?.roles.some((role) => group.includes(role)))
  if (blank) {
    return {
      reason: `Unexpected empty section \`${blank.heading}\`, expected ${what}`,
      place: blank.headingRange,
      level,
      note: 'Nothing else in the file says it; if there is nothing to say, say “None” and why.'
    }
  }
  return {
    reason: `Missing section for ${what}, expected a heading such as ${group.map((role) => `\`${roleNames[role][1]}\``).join(' or ')}`,
    place: titleRange(document, handoff),
    level,
    note: 'Add the section; when yours has a name of its own, add the name under `roles` in the configuration.'
  }
}

/** Whether a section holds nothing, not even a section of its own: it plays no role. */
function isBlank({sections}: HandoffDocument, index: number): boolean {
  const section = sections[index]
  return (
    section !== undefined && sections[index + 1]?.parent !== index && emptiness(section, undefined)?.kind === 'blank'
  )
}
