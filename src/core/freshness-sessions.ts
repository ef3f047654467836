import type {CommitFact} from './freshness-facts.ts'

/** A run of commits without a long pause. */
export interface Session {
  commits: number
  /** Seconds since 1970, of its first and its last commit. */
  from: number
  to: number
}

/**
 * Split commits into sessions, oldest first. It goes by when the work was done: a rebase gives all commits one committer
 * date, and a week of work would pass for one short session.
 */
export function sessionsOf(commits: readonly CommitFact[], gap: number): Session[] {
  const sessions: Session[] = []
  for (const time of commits.map(({authored}) => authored).sort((a, b) => a - b)) {
    const last = sessions.at(-1)
    if (last && time - last.to < gap) Object.assign(last, {commits: last.commits + 1, to: time})
    else sessions.push({commits: 1, from: time, to: time})
  }
  return sessions
}

/** The time between first and last commit of each session: a lower bound, since nobody commits when beginning. */
export const workTime = (sessions: readonly Session[]): number =>
  sessions.reduce((sum, {from, to}) => sum + to - from, 0)
