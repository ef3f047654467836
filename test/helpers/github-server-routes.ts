import {posix} from 'node:path'
import {type ChangedFile, createGitAnswers, type GitAnswers, type TreeItem} from './github-server-git.ts'

export interface Reply {
  status: number
  data: unknown
  headers?: Record<string, string>
}

export interface Account {
  login: string
  type?: 'User' | 'Bot'
}

export interface Pull {
  number: number
  title?: string
  state?: 'open' | 'closed'
  draft?: boolean
  user?: Account
  labels?: string[]
  /** Branches; a head elsewhere names its repository and commit. */
  base: string
  head: string
  headRepository?: string | null
  headOid?: string
  /** What `base.sha` says: mostly not where the base is now. */
  baseOid?: string
}

export interface Comment {
  id: number
  issue: number
  body: string
  user: Account
  created_at: string
}

export interface Issue {
  number: number
  title: string
  body: string
  state: 'open' | 'closed'
  user: Account
}

export interface Check {
  id: number
  name: string
  head_sha: string
  status: string
  conclusion: string | null
  output: {title?: string; summary?: string; annotations: unknown[]}
}

/** What is not in the repository; tests change it as they like. */
export interface State {
  pulls: Pull[]
  comments: Comment[]
  issues: Issue[]
  checks: Check[]
  /** Trees with more items are cut. */
  mostTreeItems: number
}

interface Request {
  method: string
  /** Percent-encoded. */
  path: string
  query: URLSearchParams
  body: unknown
  url: URL
  /** Whose token it is. */
  login: string
}

interface Place {
  repository: string
  name: string
  defaultBranch: string
}

type Handler = (parts: readonly string[], request: Request) => Reply

const ok = (data: unknown, status = 200): Reply => ({status, data})
const refuse = (status: number, message: string): Reply => ({status, data: {message}})
const notFound = refuse(404, 'Not Found')

/** Links to other pages name the repository by its number. */
const byNumber = /^\/repositories\/1(?=\/)/u

/** All that is answered, and the state behind it. */
export function createRoutes(place: Place): {answer: (request: Request) => Reply; state: State} {
  const git = createGitAnswers(place.repository)
  const state: State = {pulls: [], comments: [], issues: [], checks: [], mostTreeItems: 100_000}
  const routes = [
    ...gitRoutes(git, state),
    ...pullRoutes(git, state, place),
    ...issueRoutes(state),
    ...checkRoutes(state)
  ]
  const root = `/repos/${place.name}`
  const answer = (request: Request): Reply => {
    const {method} = request
    const path = request.path.replace(byNumber, root)
    if (path === '/graphql') return ok({data: {viewer: {login: request.login}}})
    if (path === root && method === 'GET') return ok({full_name: place.name, default_branch: place.defaultBranch})
    for (const [wanted, pattern, handler] of routes) {
      const parts = path.startsWith(`${root}/`) ? pattern.exec(path.slice(root.length)) : null
      if (wanted === method && parts) return handler(parts.slice(1).map(decodeURIComponent), request)
    }
    return notFound
  }
  return {answer, state}
}

type Route = [method: string, pattern: RegExp, handler: Handler]

function gitRoutes(git: GitAnswers, state: State): Route[] {
  const commitOf = (revision = '') => git.resolve(revision)
  return [
    ['GET', /^\/compare\/(.+)$/u, ([range = ''], request) => compare(git, range, request)],
    [
      'GET',
      /^\/commits$/u,
      (_, request) => {
        const oid = commitOf(request.query.get('sha') ?? 'HEAD')
        const log = oid === null ? [] : git.log(oid, request.query.get('path'))
        return oid === null ? notFound : page(log.map(git.commit), request)
      }
    ],
    [
      'GET',
      /^\/commits\/(.+)$/u,
      ([revision = ''], request) => {
        const oid = commitOf(revision)
        // A text that looks like an object id and is none is “unprocessable”.
        if (oid === null)
          return /^[0-9a-f]{40}$/u.test(revision) ? refuse(422, `No commit found for SHA: ${revision}`) : notFound
        const commit = git.commit(oid) as {parents: {sha: string}[]}
        const files = git.files(commit.parents[0]?.sha ?? null, oid).slice(0, 3000)
        return page(files, request, {size: 300, wrap: (items) => ({...commit, files: items})})
      }
    ],
    [
      'GET',
      /^\/git\/trees\/(.+)$/u,
      ([revision = ''], {query}) => {
        const oid = git.resolve(revision, 'tree')
        if (oid === null) return notFound
        const items = git.tree(oid, query.has('recursive'))
        const isCut = items.length > state.mostTreeItems
        return ok({sha: oid, tree: items.slice(0, state.mostTreeItems), truncated: isCut})
      }
    ],
    [
      'GET',
      /^\/git\/blobs\/([0-9a-f]+)$/u,
      ([oid = '']) => {
        const bytes = git.blob(oid)
        if (!bytes) return notFound
        const content = (bytes.toString('base64').match(/.{1,60}/gu) ?? []).map((line) => `${line}\n`).join('')
        return ok({sha: oid, size: bytes.length, encoding: 'base64', content})
      }
    ],
    ['GET', /^\/contents\/(.*)$/u, ([path = ''], {query}) => contents(git, path, query.get('ref') ?? 'HEAD')],
    ['GET', /^\/branches$/u, (_, request) => page(git.branches(), request)],
    [
      'GET',
      /^\/branches\/(.+)$/u,
      ([name]) => {
        const branch = git.branches().find((one) => one.name === name)
        return branch ? ok(branch) : refuse(404, 'Branch not found')
      }
    ]
  ]
}

/** A folder has at most 1,000 entries, and a link is followed: not the way to read what strangers wrote. */
function contents(git: GitAnswers, path: string, ref: string): Reply {
  const root = git.resolve(ref, 'tree')
  const at = (name: string) => git.tree(root ?? '', true).find((item) => item.path === name)
  const item = path === '' ? null : at(path)
  if (root === null || item === undefined) return notFound
  const show = ({path: name, sha, mode, type, size = 0}: TreeItem) => ({
    ...{name: name.split('/').at(-1), path: name, sha, size},
    type: mode === '120000' ? 'symlink' : type === 'tree' ? 'dir' : 'file'
  })
  if (item === null || item.type === 'tree') {
    const prefix = item === null ? '' : `${item.path}/`
    const items = git.tree(item?.sha ?? root, false).map((one) => show({...one, path: `${prefix}${one.path}`}))
    return ok(items.slice(0, 1000))
  }
  const bytes = git.blob(item.sha) ?? Buffer.alloc(0)
  const target = item.mode === '120000' ? at(posix.join(posix.dirname(path), bytes.toString('utf8'))) : undefined
  if (target) return ok({...show(target), encoding: 'base64', content: git.blob(target.sha)?.toString('base64')})
  // Above 1 MB only the raw media type gives the content.
  const isLarge = bytes.length > 1_000_000
  return ok({...show(item), encoding: isLarge ? 'none' : 'base64', content: isLarge ? '' : bytes.toString('base64')})
}

function compare(git: GitAnswers, range: string, request: Request): Reply {
  const [base, head] = range.split('...').map((revision) => git.resolve(revision))
  const mergeBase = base && head ? git.mergeBase(base, head) : null
  if (!base || !head) return notFound
  if (mergeBase === null) return refuse(404, `No common ancestor between ${range.replace('...', ' and ')}.`)
  const own = git.between(base, head)
  const behind = git.between(head, base).length
  const isPaged = request.query.has('page') || request.query.has('per_page')
  const isFirst = Number(request.query.get('page') ?? 1) === 1
  const status = own.length === 0 ? (behind === 0 ? 'identical' : 'behind') : behind === 0 ? 'ahead' : 'diverged'
  const wrap = (commits: unknown[]) => ({
    ...{status, ahead_by: own.length, behind_by: behind, total_commits: own.length},
    ...{base_commit: git.commit(base), merge_base_commit: git.commit(mergeBase), commits},
    ...(isFirst ? {files: git.files(mergeBase, head).slice(0, 300)} : {})
  })
  // Without paging the newest are given.
  return isPaged ? page(own.map(git.commit), request, {wrap}) : ok(wrap(own.slice(-250).map(git.commit)))
}

function pullRoutes(git: GitAnswers, state: State, place: Place): Route[] {
  const show = (pull: Pull) => showPull(pull, git, place.name)
  const find = (number: string | undefined) => state.pulls.find((pull) => pull.number === Number(number))
  const ends = (pull: Pull) => ({
    base: git.resolve(pull.baseOid ?? pull.base) ?? '',
    head: git.resolve(pull.headOid ?? pull.head) ?? ''
  })
  return [
    [
      'GET',
      /^\/pulls$/u,
      (_, request) => {
        const wanted = request.query.get('state') ?? 'open'
        return page(
          state.pulls.filter(({state: now = 'open'}) => wanted === 'all' || now === wanted).map(show),
          request
        )
      }
    ],
    [
      'GET',
      /^\/pulls\/(\d+)$/u,
      ([number]) => {
        const pull = find(number)
        if (!pull) return notFound
        const {base, head} = ends(pull)
        const files: ChangedFile[] = git.files(git.mergeBase(base, head), head)
        return ok({...show(pull), commits: git.between(base, head).length, changed_files: files.length})
      }
    ],
    [
      'GET',
      /^\/pulls\/(\d+)\/files$/u,
      ([number], request) => {
        const pull = find(number)
        if (!pull) return notFound
        const {base, head} = ends(pull)
        return page(git.files(git.mergeBase(base, head), head).slice(0, 3000), request)
      }
    ],
    [
      'GET',
      /^\/pulls\/(\d+)\/commits$/u,
      ([number], request) => {
        const pull = find(number)
        if (!pull) return notFound
        const {base, head} = ends(pull)
        return page(git.between(base, head).slice(0, 250).map(git.commit), request)
      }
    ],
    [
      'GET',
      /^\/issues\/(\d+)\/labels$/u,
      ([number], request) =>
        page(
          (find(number)?.labels ?? []).map((name) => ({name})),
          request
        )
    ]
  ]
}

function showPull(pull: Pull, git: GitAnswers, name: string): object {
  const {number, title = '', state = 'open', draft = false, labels = []} = pull
  const {user = {login: 'ada', type: 'User'}, headRepository = name} = pull
  return {
    ...{number, title, state, draft, user, labels: labels.map((label) => ({name: label}))},
    base: {ref: pull.base, sha: pull.baseOid ?? git.resolve(pull.base), repo: {full_name: name}},
    head: {
      ref: pull.head,
      sha: pull.headOid ?? git.resolve(pull.head),
      repo: headRepository === null ? null : {full_name: headRepository}
    }
  }
}

function issueRoutes(state: State): Route[] {
  const at = '2026-01-01T00:00:00Z'
  const userOf = (login: string): Account => ({login, type: login.endsWith('[bot]') ? 'Bot' : 'User'})
  const next = (ids: number[]) => Math.max(0, ...ids) + 1
  const texts = (body: unknown) => body as {body?: string; title?: string; state?: 'open' | 'closed'}
  const numbers = () => [...state.issues, ...state.pulls].map(({number}) => number)
  const tooLong = (body: unknown) => (texts(body).body ?? '').length > 65_536
  const refusal = refuse(422, 'Validation Failed: body is too long (maximum is 65536 characters)')
  return [
    [
      'GET',
      /^\/issues\/(\d+)\/comments$/u,
      ([number], request) =>
        page(
          state.comments.filter(({issue}) => issue === Number(number)),
          request
        )
    ],
    [
      'POST',
      /^\/issues\/(\d+)\/comments$/u,
      ([number], {body, login}) => {
        if (!numbers().includes(Number(number))) return notFound
        if (tooLong(body)) return refusal
        const id = next(state.comments.map((one) => one.id))
        const text = texts(body).body ?? ''
        const comment: Comment = {id, issue: Number(number), body: text, user: userOf(login), created_at: at}
        state.comments.push(comment)
        return ok(comment, 201)
      }
    ],
    [
      'PATCH',
      /^\/issues\/comments\/(\d+)$/u,
      ([id], {body}) => {
        const comment = state.comments.find((one) => one.id === Number(id))
        if (tooLong(body)) return refusal
        return comment ? ok(Object.assign(comment, {body: texts(body).body})) : notFound
      }
    ],
    [
      'DELETE',
      /^\/issues\/comments\/(\d+)$/u,
      ([id]) => {
        const index = state.comments.findIndex((one) => one.id === Number(id))
        if (index === -1) return notFound
        state.comments.splice(index, 1)
        return ok(null, 204)
      }
    ],
    [
      'GET',
      /^\/issues$/u,
      (_, request) => {
        const {query} = request
        const [creator, wanted] = [query.get('creator'), query.get('state') ?? 'open']
        // Pull requests are issues, too.
        const pulls = state.pulls.map((pull) => ({
          ...{number: pull.number, title: pull.title ?? '', body: '', state: pull.state ?? 'open'},
          ...{user: pull.user ?? userOf('ada'), pull_request: {}}
        }))
        const all = [...state.issues, ...pulls].sort((a, b) => b.number - a.number)
        const isWanted = (one: Pick<Issue, 'state' | 'user'>) =>
          (wanted === 'all' || one.state === wanted) && (creator === null || one.user.login === creator)
        return page(all.filter(isWanted), request)
      }
    ],
    [
      'POST',
      /^\/issues$/u,
      (_, {body, login}) => {
        if (tooLong(body)) return refusal
        const {title = '', body: text = ''} = texts(body)
        const issue: Issue = {number: next(numbers()), title, body: text, state: 'open', user: userOf(login)}
        state.issues.push(issue)
        return ok(issue, 201)
      }
    ],
    [
      'PATCH',
      /^\/issues\/(\d+)$/u,
      ([number], {body}) => {
        const issue = state.issues.find((one) => one.number === Number(number))
        if (tooLong(body)) return refusal
        return issue ? ok(Object.assign(issue, body)) : notFound
      }
    ]
  ]
}

/** At most 50 annotations a request, more by updates; a summary has its own limit. */
function checkRoutes(state: State): Route[] {
  const take = (check: Check, body: unknown): Reply => {
    const {output, ...rest} = body as Partial<Check>
    const {annotations = [], ...words} = output ?? {annotations: []}
    if (annotations.length > 50) return refuse(422, 'Invalid request: no more than 50 annotations')
    if ((words.summary ?? '').length > 65_535) return refuse(422, 'Invalid request: summary is too long')
    Object.assign(check, rest)
    Object.assign(check.output, words)
    check.output.annotations.push(...annotations)
    return ok({...check, output: {...words, annotations_count: check.output.annotations.length}})
  }
  return [
    [
      'POST',
      /^\/check-runs$/u,
      (_, {body}) => {
        const id = state.checks.length + 1
        const check: Check = {id, name: '', head_sha: '', status: 'queued', conclusion: null, output: {annotations: []}}
        const reply = take(check, body)
        if (reply.status === 200) state.checks.push(check)
        return reply.status === 200 ? {...reply, status: 201} : reply
      }
    ],
    [
      'PATCH',
      /^\/check-runs\/(\d+)$/u,
      ([id], {body}) => {
        const check = state.checks.find((one) => one.id === Number(id))
        return check ? take(check, body) : notFound
      }
    ]
  ]
}

interface Paging {
  size?: number
  wrap?: (items: unknown[]) => unknown
}

/** Cut a page out of a list; the `Link` header tells the others. */
function page(items: readonly unknown[], {query, url}: Request, {size = 30, wrap = (one) => one}: Paging = {}): Reply {
  const perPage = Math.min(size === 300 ? 300 : 100, Number(query.get('per_page') ?? size))
  const number = Number(query.get('page') ?? 1)
  const last = Math.max(1, Math.ceil(items.length / perPage))
  const link = (to: number, rel: string) => {
    const address = new URL(url)
    address.pathname = address.pathname.replace(/\/repos\/[^/]+\/[^/]+/u, '/repositories/1')
    address.searchParams.set('page', String(to))
    return `<${address.href}>; rel="${rel}"`
  }
  const links = [
    ...(number > 1 ? [link(number - 1, 'prev')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
    ...(number > 1 ? [link(1, 'first')] : [])
  ]
  const data = wrap(items.slice((number - 1) * perPage, number * perPage))
  return {status: 200, data, ...(links.length > 0 ? {headers: {link: links.join(', ')}} : {})}
}
