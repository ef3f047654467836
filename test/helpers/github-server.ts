import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import {createRoutes, type Reply, type State} from './github-server-routes.ts'

/** A request as it came. */
export interface Recorded {
  method: string
  /** Without the prefix of the API, decoded; without the query. */
  path: string
  query: Record<string, string>
  headers: Record<string, string | string[] | undefined>
  body: unknown
  status: number
}

/** An answer that is given instead of the right one. */
export interface Fault {
  /** Tried on `METHOD /path?query`. */
  match: RegExp
  /** 0 breaks the connection off. */
  status: number
  headers?: Record<string, string>
  message?: string
  /** How often; else for ever. */
  times?: number
}

export interface ServerOptions {
  /** A real repository, mostly a bare one. */
  repository: string
  name?: string
  /** `/api/v3` for a GitHub Enterprise Server. */
  prefix?: string
  /** Tokens that are taken, and what they may do. */
  tokens?: Record<string, {login: string; canWrite?: boolean}>
  defaultBranch?: string
}

export interface GithubServer {
  /** For `GITHUB_SERVER_URL`. */
  url: string
  /** For `GITHUB_API_URL`. */
  apiUrl: string
  graphqlUrl: string
  name: string
  token: string
  state: State
  requests: Recorded[]
  /** Give a wrong answer. */
  fail: (fault: Fault) => void
  close: () => Promise<void>
}

const allowedToken = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz'

/** Start a server that speaks the part of GitHub’s API that is used, on the loopback interface. */
export async function startGithubServer({
  repository,
  name = 'octo/demo',
  prefix = '',
  tokens = {[allowedToken]: {login: 'github-actions[bot]', canWrite: true}},
  defaultBranch = 'main'
}: ServerOptions): Promise<GithubServer> {
  const requests: Recorded[] = []
  const faults: Fault[] = []
  const {answer, state} = createRoutes({repository, name, defaultBranch})
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    const isGraphql = url.pathname === (prefix === '' ? '/graphql' : '/api/graphql')
    const path = isGraphql ? '/graphql' : url.pathname.slice(prefix.length)
    const body = await readBody(request)
    const method = request.method ?? 'GET'
    const recorded: Recorded = {
      ...{method, path: decodeURIComponent(path), query: Object.fromEntries(url.searchParams)},
      ...{headers: request.headers, body, status: 0}
    }
    requests.push(recorded)
    const fault = faults.find(({match, times = 1}) => times > 0 && match.test(`${method} ${path}${url.search}`))
    if (fault?.times !== undefined) fault.times--
    if (fault?.status === 0) return void request.socket.destroy()
    const reply = fault
      ? {status: fault.status, headers: fault.headers ?? {}, data: {message: fault.message ?? 'as was asked for'}}
      : !isGraphql && !url.pathname.startsWith(`${prefix}/`)
        ? notFound
        : (refusal(method, isGraphql, request, tokens) ??
          answer({method, path, query: url.searchParams, body, url, login: loginOf(request, tokens)}))
    recorded.status = reply.status
    write(response, reply, requests.length)
  }
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      write(response, {status: 500, data: {message: `the server for tests failed: ${error}`}}, requests.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    apiUrl: `${url}${prefix}`,
    graphqlUrl: `${url}${prefix === '' ? '/graphql' : '/api/graphql'}`,
    name,
    token: Object.keys(tokens)[0] ?? '',
    state,
    requests,
    fail: (fault) => void faults.unshift(fault),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

const notFound: Reply = {status: 404, data: {message: 'Not Found'}}

type Tokens = NonNullable<ServerOptions['tokens']>

const tokenOf = (request: IncomingMessage): string =>
  (request.headers.authorization ?? '').replace(/^(?:Bearer|token) /u, '')

const loginOf = (request: IncomingMessage, tokens: Tokens): string => tokens[tokenOf(request)]?.login ?? ''

/** A token that is not known, or that may only read, as on pull requests from forks. */
function refusal(method: string, isGraphql: boolean, request: IncomingMessage, tokens: Tokens): Reply | null {
  const token = tokens[tokenOf(request)]
  if (!token) return {status: 401, data: {message: 'Bad credentials'}}
  if (token.canWrite || method === 'GET' || isGraphql) return null
  return {
    status: 403,
    headers: {'x-accepted-github-permissions': 'issues=write; pull_requests=write'},
    data: {message: 'Resource not accessible by integration'}
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  return text === '' ? null : JSON.parse(text)
}

function write(response: ServerResponse, {status, data, headers = {}}: Reply, count: number): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-github-request-id': `F00D:${count}`,
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': String(Math.max(0, 1000 - count)),
    'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600),
    ...headers
  })
  response.end(status === 204 ? undefined : JSON.stringify(data))
}
