import {formatSeconds} from '../config/freshness-duration.ts'
import type {BranchStatus, Breach} from './freshness.ts'
import type {BranchHistory} from './freshness-facts.ts'

export type Wording = Pick<BranchStatus, 'explanation' | 'remedy'>

type Unworded = Omit<BranchStatus, keyof Wording>

const write = 'Run `npx handoff-lint new`, fill in the handoff and commit it.'

/** Say a verdict in one line, and what to do about it. */
export function explain(status: Unworded, history: BranchHistory): Wording {
  const {explanation, remedy} = word(status, history)
  return {explanation: oneLine(explanation), remedy}
}

function word(status: Unworded, history: BranchHistory): Wording {
  const {verdict, exemption, breaches} = status
  switch (verdict) {
    case 'covered':
      return {explanation: `covered by the handoff ${name(status)}`, remedy: null}
    case 'due':
      return {explanation: `${amount(status)} since the handoff ${name(status)}`, remedy: write}
    case 'stale':
      return {
        explanation: `${amount(status)} since the handoff ${name(status)}: ${breaches.map(wordBreach).join(', ')}`,
        remedy: write
      }
    case 'missing':
      return {explanation: `${amount(status)} and no handoff on the branch${takenBack(history)}`, remedy: write}
    case 'exempt':
      return {explanation: `exempt: ${exemption?.reason ?? ''}${left(status)}`, remedy: null}
    default:
      return history.known
        ? {explanation: 'cannot tell', remedy: null}
        : {explanation: `cannot tell: ${history.reason}`, remedy: history.fix}
  }
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** “3 commits of work in 2 sessions”, and since when. */
function amount({uncovered: {commits, sessions, from}}: Unworded): string {
  const since = from === null ? '' : ` from ${date(from)}`
  return `${plural(commits, 'commit')} of work in ${plural(sessions.length, 'session')}${since}`
}

const name = ({handoff}: Unworded): string =>
  handoff ? `${handoff.oid.slice(0, 7)} (${handoff.path}, ${date(handoff.committed)})` : ''

/** An exempt branch still says what it carries. */
const left = (status: Unworded): string => (status.uncovered.commits === 0 ? '' : ` (${amount(status)})`)

function takenBack(history: BranchHistory): string {
  const wrote = history.known && history.commits.some(({touches}) => touches.handoffs.some(({after}) => after !== null))
  return wrote ? ' (one was touched, but no new text of it is left)' : ''
}

function wordBreach({limit, value, max}: Breach): string {
  switch (limit) {
    case 'maxCommits':
      return `${plural(value, 'commit')}, at most ${max} allowed`
    case 'maxFiles':
      return `${plural(value, 'file')}, at most ${max} allowed`
    case 'maxAge':
      return `${formatSeconds(value)} after it, at most ${formatSeconds(max)} allowed`
    case 'maxWork':
      return `${formatSeconds(value)} of work, at most ${formatSeconds(max)} allowed`
  }
}

/** Largest time that a date can hold. */
const latest = 8_640_000_000_000
const day = 86_400
const mostDays = 2000

function date(seconds: number): string {
  const time = Math.min(seconds, latest)
  const number = Math.floor(time / day)
  // Before 1970 too the clock goes on from midnight.
  const minutes = Math.floor((time - number * day) / 60)
  const clock = [Math.floor(minutes / 60), minutes % 60].map((value) => String(value).padStart(2, '0')).join(':')
  return `${`${dayOf(number)} ${clock}`.slice(0, 16)} UTC`
}

const days = new Map<number, string>()

/** Thousands of branches are of the same few hundred days, and V8 takes longest to write a date. */
function dayOf(number: number): string {
  const known = days.get(number)
  if (known !== undefined) return known
  if (days.size >= mostDays) days.clear()
  const [text = ''] = new Date(number * day * 1000).toISOString().split('T')
  days.set(number, text)
  return text
}

const oneLine = (text: string): string =>
  /^[ -~]*$/u.test(text) ? text : text.replace(/[\p{Cc}\u2028\u2029]+/gu, '\ufffd')
