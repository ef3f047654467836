import {GithubError} from './github-error.ts'
import type {HttpAnswer} from './http.ts'

/** What was asked, as far as an error message has to know it. */
export interface Asked {
  method: string
  /** Within the repository’s API, without a query. */
  path: string
}

const tokenHint = 'Pass `github-token: ${' + '{ github.token }}`, or a token that is still valid.'

export const noToken = (): GithubError => new GithubError('there is no token for GitHub', {hint: tokenHint})

/** Say why GitHub did not answer as wanted, and what to do: mostly a permission is missing. */
export function failureOf(asked: Asked, answer: HttpAnswer): GithubError {
  const {status} = answer
  const details = {status, requestId: requestIdOf(answer)}
  const what = `${asked.method} ${asked.path}`
  const said = saidIn(answer)
  if (status === 401) return new GithubError(`GitHub refused the token: ${said}`, {...details, hint: tokenHint})
  if (status === 403 || status === 404) {
    const hint = `Add \`permissions: ${permissionFor(asked, answer)}\` to the job.`
    const why = status === 403 ? 'GitHub does not allow' : 'GitHub does not know, or the token may not see,'
    return new GithubError(`${why} ${what}: ${said}`, {...details, hint})
  }
  const isTheirs = status >= 500
  return new GithubError(`GitHub answered ${what} with ${status}: ${said}`, {
    ...details,
    exitCode: isTheirs ? 3 : 2,
    hint: isTheirs ? 'Run the job again; https://www.githubstatus.com may say more.' : null
  })
}

export const requestIdOf = ({headers}: HttpAnswer): string | null => {
  const id = headers['x-github-request-id']
  return typeof id === 'string' ? oneLine(id) : null
}

/** The first words of GitHub’s own message. */
export function saidIn({bytes}: HttpAnswer): string {
  const text = bytes.toString('utf8', 0, 4000)
  const message = /"message"\s*:\s*("(?:[^"\\]|\\.)*")/u.exec(text)?.[1]
  return oneLine(message === undefined ? text : parsed(message)) || 'it said nothing'
}

function parsed(json: string): string {
  try {
    return String(JSON.parse(json))
  } catch {
    return json
  }
}

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 200)

/** As a workflow has it: `contents: read`. GitHub names what it accepts; else the path tells. */
function permissionFor({method, path}: Asked, {headers}: HttpAnswer): string {
  const accepted = headers['x-accepted-github-permissions']
  const [first = ''] = typeof accepted === 'string' ? accepted.split(/[;,]/u) : []
  const [, named, access] = /^\s*(\w+)=(read|write)\s*$/u.exec(first) ?? []
  if (named !== undefined) return `${named.replaceAll('_', '-')}: ${access}`
  const part = /^\/repos\/[^/]+\/[^/]+\/(pulls|issues)\b/u.exec(path)?.[1]
  const scope = part === 'pulls' ? 'pull-requests' : (part ?? 'contents')
  return `${scope}: ${method === 'GET' ? 'read' : 'write'}`
}
