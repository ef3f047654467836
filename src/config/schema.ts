import * as v from 'valibot'
import {rules} from '../../rules/index.ts'
import {globProblem} from '../glob.ts'
import {modelOptions} from '../handoff/expected.ts'
import {builtinNames} from '../profiles/names.ts'
import type {Rule} from '../rule.ts'
import {type FreshnessSettings, freshnessSettings} from './freshness-settings.ts'
import {pathProblem} from './path-problem.ts'
import type {Settings} from './resolve.ts'

const globs = (description: string) =>
  v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.check(
          (glob) => globProblem(glob) === null,
          ({input}) => `a glob that ${globProblem(input)}`
        )
      )
    ),
    v.description(description)
  )

const profile = v.pipe(
  v.string(),
  v.check(
    (path) => pathProblem(path) === null,
    ({input}) => `a path that ${pathProblem(input)}`
  ),
  v.description(`The format: ${builtinNames.join(', ')}; or the path of a template (.md) from the root.`),
  v.examples([...builtinNames, 'docs/HANDOFF_TEMPLATE.md'])
)

export const severity = v.picklist(['error', 'warn', 'off'])

const ruleSetting = (rule: Rule) =>
  v.pipe(
    v.union([severity, v.strictTuple([severity, rule.options])]),
    v.description(`${rule.summary}. Default: ${rule.severity}.`)
  )

export const ruleSettings = v.pipe(
  v.strictObject(Object.fromEntries(Object.values(rules).map((rule) => [rule.id, v.optional(ruleSetting(rule))]))),
  v.description('Severity by rule, alone or in a list with the rule’s options.')
)

const shared = {
  rules: v.optional(ruleSettings),
  roles: modelOptions.entries.roles
}

const override = v.strictObject({
  files: globs('The files that this part is about.'),
  profile: v.optional(profile),
  ...shared
})

const branches = v.strictObject({
  ignore: v.optional(globs('Branches that are not judged when they are pushed.')),
  base: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^[^\s~^:?*[\\{}]{1,200}$/u,
        'Unexpected base, expected the name of a branch, such as `main` or `origin/develop`'
      ),
      v.description('The branch that others start from. Default: the remote’s default branch.')
    )
  )
})

/** What a configuration may hold. */
export const configSchema = v.pipe(
  v.strictObject({
    $schema: v.optional(v.pipe(v.string(), v.description('Where editors find this schema.'))),
    profile: v.optional(profile),
    files: v.optional(globs('The handoffs, instead of where the profiles look for them.')),
    ignore: v.optional(globs('What is never found; a path on the command line is judged all the same.')),
    ...shared,
    freshness: v.optional(v.pipe(freshnessSettings, v.description('When the work of a branch needs a handoff.'))),
    branches: v.optional(v.pipe(branches, v.description('Which branches are judged, and against what.'))),
    refs: v.optional(globs('Other refs that are judged when they are pushed, such as `refs/for/*`.')),
    onUnknown: v.optional(
      v.pipe(
        v.picklist(['warn', 'error']),
        v.description('What it means that a branch cannot be judged, as in a shallow clone. Default: warn.')
      )
    ),
    overrides: v.optional(
      v.pipe(v.array(override), v.description('Other settings for some files; of two that match, the later one wins.'))
    )
  }),
  v.title('Configuration of handoff-lint')
)

/** Settings for the files of some globs, over those of the whole. */
export interface Override extends Settings {
  files: string[]
  profile?: string | undefined
}

/** A valid configuration, as written: defaults are not filled in, so that a profile’s options show through. */
export interface Config extends Settings {
  profile?: string | undefined
  files?: string[] | undefined
  ignore?: string[] | undefined
  freshness?: FreshnessSettings | undefined
  branches?: {ignore?: string[] | undefined; base?: string | undefined} | undefined
  refs?: string[] | undefined
  onUnknown?: 'warn' | 'error' | undefined
  overrides?: Override[] | undefined
}
