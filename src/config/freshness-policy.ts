import * as v from 'valibot'
import {compileGlobs, globProblem} from '../glob.ts'
import {durationPattern, secondsOf} from './freshness-duration.ts'

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

type Entries = Omit<FreshnessSettings, 'overrides'>

/** What a branch is judged by: all of it said, times in seconds, a limit that is off is null. */
export interface FreshnessPolicy {
  maxCommits: number | null
  maxAge: number | null
  maxWork: number | null
  maxFiles: number | null
  sessionGap: number
  isIgnored: (path: string) => boolean
  isDocs: (path: string) => boolean
  severity: Readonly<Record<'due' | 'stale' | 'missing', 'error' | 'warn' | 'off'>>
  exempt: {
    isExemptBranch: (branch: string) => boolean
    bots: readonly string[]
    isBotBranch: (branch: string) => boolean
    docsOnly: boolean
    drafts: boolean
    labels: readonly string[]
    minCommits: number
    minSession: number | null
    trailer: boolean
  }
}

type Exemptions = NonNullable<Entries['exempt']>

type Severities = NonNullable<Entries['severity']>

type Complete<Settings> = {[Key in keyof Settings]-?: Exclude<Settings[Key], undefined>}

type CompleteEntries = Complete<Omit<Entries, 'exempt' | 'severity'>> & {
  exempt: Complete<Exemptions>
  severity: Complete<Severities>
}

const defaults: CompleteEntries = {
  maxCommits: 5,
  maxAge: '24h',
  maxWork: false,
  maxFiles: false,
  sessionGap: '2h',
  ignore: [],
  docs: ['**/*.{md,mdx,markdown,rst,adoc}', 'docs/**', '**/{LICENSE,LICENCE,NOTICE,AUTHORS}'],
  exempt: {
    branches: ['hotfix/**'],
    bots: ['dependabot[bot]', 'renovate[bot]', 'github-actions[bot]'],
    botBranches: ['dependabot/**', 'renovate/**'],
    docsOnly: true,
    drafts: true,
    labels: ['skip-handoff'],
    minCommits: 2,
    minSession: '30m',
    trailer: true
  },
  severity: {due: 'warn', stale: 'error', missing: 'error'}
}

/** Merge settings over the defaults, later layers last; the overrides of a layer follow its own settings. */
export const resolvePolicy = (layers: readonly FreshnessSettings[], branch: string | null): FreshnessPolicy =>
  policyResolver(layers)(branch)

/** Like `resolvePolicy`, for many branches: those that the same overrides are meant for have the same policy. */
export function policyResolver(layers: readonly FreshnessSettings[]): (branch: string | null) => FreshnessPolicy {
  const overrides = layers.flatMap(({overrides = []}) => overrides)
  const tests = overrides.map(({branches}) => compileGlobs(branches))
  const known = new Map<string, FreshnessPolicy>()
  if (overrides.length === 0) {
    const policy = compilePolicy(layers)
    return () => policy
  }
  return (branch) => {
    const meant = branch === null ? [] : overrides.filter((_, index) => tests[index]?.(branch))
    const key = meant.map((override) => overrides.indexOf(override)).join()
    const policy = known.get(key) ?? compilePolicy(layers.flatMap((layer) => [layer, ...ownOf(layer, meant)]))
    known.set(key, policy)
    return policy
  }
}

const ownOf = ({overrides = []}: FreshnessSettings, meant: readonly Entries[]): Entries[] =>
  overrides.filter((override) => meant.includes(override))

function compilePolicy(layers: readonly Entries[]): FreshnessPolicy {
  const {exempt, severity, ...entries} = layers.reduce(merge, defaults)
  return {
    maxCommits: limit(entries.maxCommits),
    maxAge: seconds(entries.maxAge),
    maxWork: seconds(entries.maxWork),
    maxFiles: limit(entries.maxFiles),
    sessionGap: secondsOf(entries.sessionGap),
    isIgnored: compileGlobs(entries.ignore),
    isDocs: compileGlobs(entries.docs),
    severity,
    exempt: {
      isExemptBranch: compileGlobs(exempt.branches),
      bots: exempt.bots,
      isBotBranch: compileGlobs(exempt.botBranches),
      docsOnly: exempt.docsOnly,
      drafts: exempt.drafts,
      labels: exempt.labels,
      minCommits: exempt.minCommits,
      minSession: seconds(exempt.minSession),
      trailer: exempt.trailer
    }
  }
}

const limit = (setting: number | false): number | null => (setting === false ? null : setting)

const seconds = (setting: string | false): number | null => (setting === false ? null : secondsOf(setting))

/** Lists replace lists: who writes one knows all that is in it. */
function merge(base: CompleteEntries, layer: FreshnessSettings): CompleteEntries {
  const {overrides, branches, ...entries} = layer as FreshnessSettings & {branches?: unknown}
  const exempt = {...base.exempt, ...said(entries.exempt ?? {})}
  const severity = {...base.severity, ...said(entries.severity ?? {})}
  return {...base, ...said(entries), exempt, severity} as CompleteEntries
}

const said = <Settings extends object>(settings: Settings): Partial<Settings> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Partial<Settings>
