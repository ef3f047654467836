import {setTimeout} from 'node:timers/promises'
import {failureOf, noToken, requestIdOf} from './failure.ts'
import {GithubError} from './github-error.ts'
import {createHttp, type Http, type HttpAnswer, type HttpRequest} from './http.ts'
import {nextOf} from './link.ts'
import {type Clock, createPatience, isRateLimit, type Patience, waitFor} from './patience.ts'
import {createQueue} from './queue.ts'

export interface SenderOptions extends Partial<Clock> {
  /** `GITHUB_API_URL`; it has a path on GitHub Enterprise Server. */
  apiUrl: string
  token: string
  /** Whole URLs that may be asked as well. */
  others?: readonly string[] | undefined
  /** Proxies are found in it. */
  env?: Readonly<Record<string, string | undefined>> | undefined
  /** Most requests of a run: a token of Actions has 1,000 an hour for all runs of a repository. */
  maxRequests?: number | undefined
  /** Most milliseconds that a run waits in all because GitHub says so. */
  maxWait?: number | undefined
  debug?: ((line: string) => void) | undefined
  http?: Http | undefined
}

export interface Ask {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE' | undefined
  /** Below the URL of the API, each part percent-encoded; or a whole URL that may be asked. */
  path: string
  query?: Readonly<Record<string, string | number | boolean>> | undefined
  body?: unknown
  /** Whether to ask twice does no more than to ask once; only a POST does. */
  repeatable?: boolean | undefined
}

export interface Answer {
  data: unknown
  /** Where the next page is. */
  next: string | null
}

export interface Sender {
  /** Throws a `GithubError` for all but success. */
  send: (ask: Ask) => Promise<Answer>
  /** Requests made so far. */
  count: () => number
}

/** More at once may be taken for abuse. */
const mostAtOnce = 8

const mostTries = 3

/** Ask GitHub’s API with patience: limits are waited for, failures of others are tried again, the token goes nowhere else. */
export function createSender(options: SenderOptions): Sender {
  const {apiUrl, token, maxRequests = 800, maxWait = 90_000, debug = () => {}} = options
  const base = baseOf(apiUrl)
  const isAllowed = (url: URL) => isBelow(url, base) || (options.others ?? []).includes(url.href)
  const clock: Clock = {sleep: options.sleep ?? ((time) => setTimeout(time)), now: options.now ?? Date.now}
  const http = options.http ?? createHttp(options.env ?? {})
  const patience = createPatience(maxWait, clock)
  const enqueue = createQueue(mostAtOnce)
  let count = 0
  const once: Http = async (request) => {
    await patience.pass()
    if (count >= maxRequests) throw tooMany(maxRequests)
    count++
    const started = clock.now()
    const answer = await http(request)
    const left = answer.headers['x-ratelimit-remaining'] ?? 'unknown'
    const {pathname, search} = request.url
    debug(
      `${request.method} ${pathname}${search}: ${answer.status}, ${clock.now() - started} ms, ${left} requests left`
    )
    return answer
  }
  const send = async (ask: Ask): Promise<Answer> => {
    if (token.trim() === '') throw noToken()
    const request = requestFor(ask, {base, token, isAllowed})
    try {
      const answer = await enqueue(() =>
        follow(request, isAllowed, (one) => persist(one, ask, once, {patience, clock}))
      )
      const {status, headers} = answer
      if (status < 200 || status > 299) throw failureOf(askedOf(request, base), answer)
      return {data: dataOf(answer), next: nextOf(headers['link'])}
    } catch (error) {
      throw withoutToken(error, token)
    }
  }
  return {send, count: () => count}
}

function baseOf(apiUrl: string): string {
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : null
  if (url && /^https?:$/u.test(url.protocol)) return `${url.origin}${url.pathname.replace(/\/+$/u, '')}`
  throw new GithubError(`the URL of GitHub’s API cannot be used: ${apiUrl.slice(0, 200)}`, {
    hint: 'Set `GITHUB_API_URL`, such as to `https://api.github.com`.'
  })
}

interface Target {
  base: string
  token: string
  isAllowed: (url: URL) => boolean
}

function requestFor({method = 'GET', path, query = {}, body}: Ask, {base, token, isAllowed}: Target): HttpRequest {
  const url = allowed(path.startsWith('/') ? `${base}${path}` : path, isAllowed)
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, String(value))
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'user-agent': 'handoff-lint',
    'x-github-api-version': '2022-11-28'
  }
  if (body === undefined) return {method, url, headers}
  const text = JSON.stringify(body)
  const length = String(Buffer.byteLength(text))
  return {method, url, headers: {...headers, 'content-type': 'application/json', 'content-length': length}, body: text}
}

const isBelow = (url: URL, base: string): boolean => `${url.origin}${url.pathname}`.startsWith(`${base}/`)

/** A page or a redirect elsewhere would get the token. */
function allowed(address: string, isAllowed: (url: URL) => boolean): URL {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url && isAllowed(url)) return url
  throw new GithubError('GitHub points to an address outside its API, which is not followed', {exitCode: 3})
}

const askedOf = ({method, url}: HttpRequest, base: string) => ({
  method,
  path: `${url.origin}${url.pathname}`.slice(base.length)
})

/** A repository that was renamed answers from its new place. */
async function follow(request: HttpRequest, isAllowed: (url: URL) => boolean, send: Http): Promise<HttpAnswer> {
  let current = request
  for (let hops = 0; hops < 4; hops++) {
    const answer = await send(current)
    const {location} = answer.headers
    const isMoved = [301, 302, 307, 308].includes(answer.status) && location !== undefined
    if (!isMoved || (answer.status < 307 && request.method !== 'GET')) return answer
    const address = URL.canParse(location, current.url.href) ? new URL(location, current.url).href : ''
    current = {...current, url: allowed(address, isAllowed)}
  }
  throw new GithubError('GitHub redirects without end', {exitCode: 3})
}

interface Waiting {
  patience: Patience
  clock: Clock
}

/** Ask until there is an answer that more patience would not change. */
async function persist(request: HttpRequest, ask: Ask, once: Http, {patience, clock}: Waiting): Promise<HttpAnswer> {
  const isRepeatable = ask.repeatable ?? request.method !== 'POST'
  for (let tries = 1; ; ) {
    const answer = await once(request).catch((error: unknown) => unreachable(error, isRepeatable && tries < mostTries))
    if (answer && isRateLimit(answer)) {
      const time = waitFor(answer, clock.now())
      if (!patience.pause(time)) throw outOfPatience(answer, clock.now() + time)
      continue
    }
    if (answer && (answer.status < 500 || !isRepeatable || tries >= mostTries)) return answer
    await clock.sleep(500 * 4 ** (tries - 1))
    tries++
  }
}

/** Null where it is worth another try. */
function unreachable(error: unknown, isTriedAgain: boolean): null {
  if (error instanceof GithubError) throw error
  if (isTriedAgain) return null
  const {code, message} = error as NodeJS.ErrnoException
  throw new GithubError(`GitHub could not be reached: ${code ?? message}`, {
    cause: error,
    exitCode: 3,
    hint: 'Run the job again; behind a proxy set `HTTPS_PROXY`.'
  })
}

const elsewhere = 'let `actions/checkout` with `fetch-depth: 0` run before, so that nothing has to be asked.'

const tooMany = (most: number): GithubError =>
  new GithubError(`more than ${most} requests to GitHub would be needed`, {
    exitCode: 3,
    hint: `To read a history as long as this, ${elsewhere}`
  })

function outOfPatience(answer: HttpAnswer, until: number): GithubError {
  const time = `${new Date(Math.min(until, 8e15)).toISOString().slice(11, 16)} UTC`
  return new GithubError(`the rate limit of GitHub’s API is used up until ${time}`, {
    exitCode: 3,
    status: answer.status,
    requestId: requestIdOf(answer),
    hint: `Run the job again after that; or ${elsewhere}`
  })
}

function dataOf({status, bytes}: HttpAnswer): unknown {
  if (status === 204 || bytes.length === 0) return null
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw new GithubError('GitHub gave an answer that is no JSON', {cause, exitCode: 3, status})
  }
}

/** Whatever failed, and whoever prints it. */
function withoutToken(error: unknown, token: string): unknown {
  if (error instanceof Error) {
    error.message = error.message.replaceAll(token, '***')
    if (error.cause instanceof Error) withoutToken(error.cause, token)
  }
  return error
}
