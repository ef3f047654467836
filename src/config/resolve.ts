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

/**
 * Turn a profile and the user’s settings into rules with their options; rules that are off are left out.
 *
 * @param isSound the profile is known to make options that every rule takes, as the built-in ones do.
 */
export function resolveConfig(profile: Profile, settings: Settings = {}, isSound = false): ResolvedConfig {
  const derived = optionsFor(profile)
  const given = Object.entries(rules).map(([id, rule]) => {
    const [severity, options] = [settings.rules?.[id] ?? rule.severity].flat() as [SeveritySetting, object?]
    return {id, rule, severity, own: {...options}, derived: derived[id] ?? {}}
  })
  const off = given.filter(({severity}) => severity === 'off').map(({id}) => id)
  const parse = isSound ? addSound : optionsParser(derived)
  return {
    profile,
    model: {...profile.model, ...(settings.roles ? {roles: settings.roles} : {})},
    rules: given.flatMap(({id, rule, severity, own, derived}) =>
      severity === 'off'
        ? []
        : [{rule, severity, options: parse(rule, derived, id === 'valid-directive' ? {off, ...own} : own)}]
    )
  }
}

type Options = Record<string, unknown>

/** Only what a person wrote is checked; all rules get the list of sections of the profile, as they do from the parser. */
const addSound = (rule: Rule, derived: Options, own: Options): Options => ({
  ...(v.parse(rule.options, own) as Options),
  ...Object.fromEntries(Object.entries(derived).filter(([key]) => !(key in own)))
})

function optionsParser(derived: Record<string, Options>): typeof addSound {
  // One list for all rules, so that sections are matched once (see `matchSections`).
  const shared = v.parse(expectedSections, derived['require-sections']?.['sections'])
  return (rule, derived, own) => {
    const options = {...derived, ...own}
    const parsed = v.parse(rule.options, options) as Options
    const profiles = derived['sections']
    return profiles !== undefined && profiles === options['sections'] ? {...parsed, sections: shared} : parsed
  }
}

/** What a profile means for each rule; a rule that the profile says nothing about has its defaults. */
function optionsFor(profile: Profile): Record<string, Options> {
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
