import * as v from 'valibot'
import {globProblem} from '../glob.ts'
import {durationPattern} from './freshness-duration.ts'

const duration = v.pipe(
  v.string(),
  v.regex(durationPattern, 'Unexpected duration, expected a whole number and a unit, such as `30m`, `2h` or `7d`')
)

const glob = v.pipe(
  v.string(),
  v.check(
    (text) => globProblem(text) === null,
    ({input}) => `a glob that ${globProblem(input)}`
  )
)

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const switchable = <Schema extends v.GenericSchema>(schema: Schema) => v.union([v.literal(false), schema])

const exempt = v.strictObject({
  branches: v.optional(v.pipe(v.array(glob), v.description('Branches that need no handoff.'))),
  bots: v.optional(
    v.pipe(v.array(v.string()), v.description('Accounts whose branches need no handoff, when they alone wrote them.'))
  ),
  botBranches: v.optional(
    v.pipe(v.array(glob), v.description('Branches on which the commits of a bot are looked for.'))
  ),
  docsOnly: v.optional(v.pipe(v.boolean(), v.description('Work on documentation alone needs no handoff.'))),
  drafts: v.optional(v.pipe(v.boolean(), v.description('Draft pull requests need no handoff.'))),
  labels: v.optional(v.pipe(v.array(v.string()), v.description('Labels of a pull request that needs no handoff.'))),
  minCommits: v.optional(v.pipe(count, v.description('A small piece of work has at most so many commits.'))),
  minSession: v.optional(
    v.pipe(
      switchable(duration),
      v.description('A small piece of work is one session shorter than this; `false`: none is small.')
    )
  ),
  trailer: v.optional(
    v.pipe(v.boolean(), v.description('A `Handoff-Skip: reason` trailer excuses the work up to its commit.'))
  )
})

const level = v.picklist(['error', 'warn', 'off'])

const severity = v.strictObject({
  due: v.optional(v.pipe(level, v.description('For work within the limits. Default: warn.'))),
  stale: v.optional(v.pipe(level, v.description('For work beyond a limit. Default: error.'))),
  missing: v.optional(v.pipe(level, v.description('For work without any handoff. Default: error.')))
})

const entries = {
  maxCommits: v.optional(v.pipe(switchable(count), v.description('Most commits of work since the newest handoff.'))),
  maxAge: v.optional(
    v.pipe(switchable(duration), v.description('Longest time between the newest handoff and the newest work after it.'))
  ),
  maxWork: v.optional(v.pipe(switchable(duration), v.description('Longest time of sessions that no handoff covers.'))),
  maxFiles: v.optional(v.pipe(switchable(count), v.description('Most files changed since the newest handoff.'))),
  sessionGap: v.optional(v.pipe(duration, v.description('So long a pause between two commits ends a session.'))),
  ignore: v.optional(v.pipe(v.array(glob), v.description('Paths that are never work.'))),
  docs: v.optional(v.pipe(v.array(glob), v.description('Paths that are documentation.'))),
  exempt: v.optional(exempt),
  severity: v.optional(v.pipe(severity, v.description('What a verdict means.')))
}

const override = v.strictObject({
  branches: v.pipe(v.array(glob), v.minLength(1), v.description('Branches that these settings are for.')),
  ...entries
})

/** The `freshness` part of a configuration and of a profile’s front matter; durations stay text, `resolvePolicy` reads them. */
export const freshnessSettings = v.strictObject({
  ...entries,
  overrides: v.optional(v.pipe(v.array(override), v.description('Settings for some branches; later ones win.')))
})

export type FreshnessSettings = v.InferInput<typeof freshnessSettings>
