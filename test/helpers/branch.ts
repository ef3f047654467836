import {resolvePolicy} from '../../src/config/freshness-policy.ts'
import type {FreshnessSettings} from '../../src/config/freshness-settings.ts'
import {type BranchStatus, judgeBranch} from '../../src/core/freshness.ts'
import type {BranchHistory} from '../../src/core/freshness-facts.ts'
import {readHistory} from '../../src/git/history.ts'
import {compileGlobs} from '../../src/glob.ts'
import {gitEnvironment, runGit} from './repository.ts'

export interface BranchOptions {
  head?: string
  /** Null: none. */
  base?: string | null
  branch?: string
  settings?: FreshnessSettings
  env?: Record<string, string>
  now?: number
}

// Small work would be excused in most tests.
const strict: FreshnessSettings = {exempt: {minCommits: 0, branches: []}}

const isHandoff = compileGlobs(['handoffs/*.md', 'HANDOFF.md'])

/** Read the own commits of a branch in a real repository. */
export function readBranch(cwd: string, {head = 'HEAD', base = 'main', env, settings = {}}: BranchOptions = {}) {
  const oid = (revision: string) => runGit(cwd, ['rev-parse', '--verify', revision], env)
  const policy = resolvePolicy([strict, settings], null)
  return readHistory(
    {cwd, env: {...gitEnvironment(), ...env}},
    {head: oid(head), bases: base === null ? [] : [oid(base)], isHandoff, isIgnored: policy.isIgnored}
  )
}

/** Judge a branch of a real repository. */
export async function judge(cwd: string, options: BranchOptions = {}): Promise<BranchStatus> {
  const history: BranchHistory = await readBranch(cwd, options)
  return judgeBranch({
    branch: options.branch ?? 'topic',
    head: options.head ?? 'HEAD',
    history,
    policy: resolvePolicy([strict, options.settings ?? {}], options.branch ?? 'topic'),
    now: options.now ?? Math.floor(Date.now() / 1000)
  })
}
