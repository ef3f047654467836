import * as v from 'valibot'
import {rules} from '../../rules/index.ts'
import {expectedSections, type ModelOptions} from '../handoff/expected.ts'
import type {Profile} from '../profiles/profile.ts'
import type {Rule} from '../rule.ts'

export type SeveritySetting = 'error' | 'warn' | 'off'

/** What a configuration says of a rule; options are added to the profile’s. */
export type RuleSetting = SeveritySetting | [severity: SeveritySetting, options: Record<string, unknown>]

/** The part of a configuration that a file is judged by, once its profile is chosen. */
export interface Settings {
  rules?: Readonly<Record<string, RuleSetting>> | undefined
  roles?: ModelOptions['roles'] | undefined
}

export interface ResolvedRule {
  rule: Rule
  severity: 'error' | 'warn'
  options: unknown
}

/** All that judging a text needs: plain data and pure functions. */
export interface ResolvedConfig {
  profile: Profile
  model: ModelOptions
  rules: ResolvedRule[]
}

/** Turn a profile and the user’s settings into rules with their options; rules that are off are left out. */
export function resolveConfig(profile: Profile, settings: Settings = {}): ResolvedConfig {
  const derived = optionsFor(profile)
  const given = Object.entries(rules).map(([id, rule]) => {
    const [severity, options] = [settings.rules?.[id] ?? rule.severity].flat() as [SeveritySetting, object?]
    return {id, rule, severity, options: {...derived[id], ...options}}
  })
  const off = given.filter(({severity}) => severity === 'off').map(({id}) => id)
  // One list for all rules, so that sections are matched once (see `matchSections`).
  const shared = v.parse(expectedSections, derived['require-sections']?.['sections'])
  return {
    profile,
    model: {...profile.model, ...(settings.roles ? {roles: settings.roles} : {})},
    rules: given.flatMap(({id, rule, severity, options}) =>
      severity === 'off'
        ? []
        : [{rule, severity, options: parseOptions(rule, id === 'valid-directive' ? {off, ...options} : options)}]
    )
  }

  function parseOptions(rule: Rule, options: Record<string, unknown>): unknown {
    const parsed = v.parse(rule.options, options) as Record<string, unknown>
    const profiles = derived[rule.id]?.['sections']
    return profiles !== undefined && profiles === options['sections'] ? {...parsed, sections: shared} : parsed
  }
}

/** What a profile means for each rule; a rule that the profile says nothing about has its defaults. */
function optionsFor(profile: Profile): Record<string, Record<string, unknown>> {
  const sections = judgedSections(profile)
  const literals = [...new Set(profile.slots.map(({text}) => text))]
  const {fields, filename, maxTokens, roles} = profile
  return {
    'max-tokens': maxTokens === null ? {} : {max: maxTokens},
    'no-duplicate-section': {sections},
    'no-empty-section': {sections},
    'no-placeholder': {literals},
    'require-entry-fields': {sections},
    'require-fields': {fields, sections},
    'require-sections': {sections, roles},
    'valid-field': {fields, sections, literals},
    'valid-filename': filename === null ? {} : {pattern: filename},
    'valid-section-content': {sections, literals},
    // Where no section is required the order of the template is a proposal.
    'valid-section-order': sections.some(({level}) => level === 'required') ? {sections} : {}
  }
}

/** The judged sections of a profile as rules take them, with parents counted among themselves. */
function judgedSections({sections}: Profile): (Record<string, unknown> & {level: string})[] {
  const judged = sections.flatMap((section, index) => (section.unjudged ? [] : [index]))
  return judged.map((index) => {
    const {depth, start, headingEnd, end, shape, unjudged, parent, ...expected} = sections[index] ?? ({} as never)
    return {...expected, parent: judged.indexOf(parent)}
  })
}
