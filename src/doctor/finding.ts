/** One thing that was looked at. */
export interface Finding {
  /** Names the check, not the outcome: programs may rely on it. */
  id: FindingId
  /** `fail`: the hook is not in force, or does not stop anything; `hint`: it is, but something may go wrong. */
  status: 'ok' | 'hint' | 'fail'
  what: string
  /** Why it matters; null where all is well. */
  why: string | null
  /** Exactly what to do; null where all is well. */
  fix: string | null
}

export type FindingId =
  | 'git'
  | 'hook'
  | 'hook-call'
  | 'hook-input'
  | 'hook-verdict'
  | 'managers'
  | 'shadowed-hook'
  | 'switched-off'
  | 'command'
  | 'node'
  | 'git-lfs'
  | 'base'
  | 'history'
  | 'config'
  | 'workflow'

export const ok = (id: FindingId, what: string): Finding => ({id, status: 'ok', what, why: null, fix: null})

export const hint = (id: FindingId, what: string, why: string, fix: string): Finding => ({
  id,
  status: 'hint',
  what,
  why,
  fix
})

export const fail = (id: FindingId, what: string, why: string, fix: string): Finding => ({
  ...hint(id, what, why, fix),
  status: 'fail'
})
