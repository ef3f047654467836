import {compileGlobs} from '../glob.ts'
import {secondsOf} from './freshness-duration.ts'
import type {FreshnessSettings} from './freshness-settings.ts'

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
