import type {Issue} from './github/answers.ts'
import type {Github} from './github/client.ts'

/** What the dashboard says. */
export interface Dashboard {
  /** Tells the dashboards of two workflows in one repository apart. */
  id: string
  /** Whose the token is. */
  login: string
  body: string
  /** Whether anything needs attention; where nothing does the issue is closed. */
  isOpen: boolean
}

export type DashboardResult = 'none' | 'unchanged' | 'created' | 'updated' | 'closed' | 'reopened'

const title = 'Branches without a recent handoff'

/** The hidden first line that a dashboard is found by. */
const markerOf = (id: string): string => `<!-- handoff-lint:dashboard:${id.replace(/[^\w.-]/gu, '-')} -->`

/**
 * Keep the one issue up to date. It is told by its marker and by who opened it: anyone can paste a marker. Where nothing
 * changed nothing is written, and where nothing is wrong none is opened.
 */
export async function updateDashboard(github: Github, dashboard: Dashboard): Promise<DashboardResult> {
  const marker = markerOf(dashboard.id)
  const body = `${marker}\n${dashboard.body}`
  const [issue, ...more] = await findIssues(github, marker, dashboard.login)
  // Two runs at the same time may both have opened one.
  for (const {number, state} of more) if (state === 'open') await github.updateIssue(number, {state: 'closed'})
  if (!issue) {
    if (!dashboard.isOpen) return 'none'
    await github.createIssue({title, body})
    return 'created'
  }
  const state = dashboard.isOpen ? 'open' : 'closed'
  const isMoved = issue.state !== state
  const isSame = plain(issue.body ?? '') === plain(body)
  // A text of a closed issue that nobody needs is left as it is.
  if (!isMoved && isSame) return 'unchanged'
  await github.updateIssue(issue.number, {...(isSame ? {} : {body}), ...(isMoved ? {state} : {})})
  return isMoved ? (dashboard.isOpen ? 'reopened' : 'closed') : 'updated'
}

/** Our own issues with the marker, the oldest first. */
async function findIssues(github: Github, marker: string, login: string): Promise<Issue[]> {
  const {items} = await github.issuesBy(login)
  return items
    .filter(({user, body}) => user?.login === login && plain(body ?? '').startsWith(`${marker}\n`))
    .sort((a, b) => a.number - b.number)
}

/** GitHub may give line breaks back in another way than they came. */
const plain = (text: string): string => text.replace(/\r\n/gu, '\n').trimEnd()
