import {describe, expect, it} from 'vitest'
import {createGithub} from '../src/github/client.ts'
import {GithubError} from '../src/github/github-error.ts'
import {nextOf} from '../src/github/link.ts'
import type {SenderOptions} from '../src/github/send.ts'
import {clientOf, serve} from './helpers/github.ts'
import type {Fault} from './helpers/github-server.ts'
import {createRepository} from './helpers/repository.ts'

const start = () => createRepository({'src/a.ts': '1'}).root

/** A clock that only goes forward when somebody sleeps; who sleep at the same time sleep together. */
function createClock() {
  const slept: number[] = []
  let time = 1_700_000_000_000
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds)
    const until = time + milliseconds
    await new Promise((resolve) => setTimeout(resolve, 5))
    time = Math.max(time, until)
  }
  return {slept, now: () => time, sleep}
}

async function failing(fault: Omit<Fault, 'match'>, more: Partial<SenderOptions> = {}) {
  const clock = createClock()
  const {server, github} = await serve(start(), {}, {...clock, ...more})
  server.fail({match: /./u, times: 1, ...fault})
  return {server, github, ...clock}
}

describe('patience', () => {
  it('waits as long as GitHub says, and asks again', async () => {
    for (const status of [403, 429]) {
      const {server, github, slept} = await failing({status, headers: {'retry-after': '7'}})
      expect(await github.info()).toEqual({full_name: 'octo/demo', default_branch: 'main'})
      expect([slept, server.requests.length]).toEqual([[7000], 2])
    }
  })

  it('waits until the limit is reset, and a minute where nothing is said', async () => {
    const reset = {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(1_700_000_020)}
    expect((await (await failing({status: 403, headers: reset})).github.info()).full_name).toBe('octo/demo')
    const {github, slept} = await failing({status: 403, message: 'You have exceeded a secondary rate limit'})
    await github.info()
    expect(slept).toEqual([60_000])
  })

  it('ends: what cannot be determined is never taken for nothing', async () => {
    const {server, github, slept} = await failing({status: 429, headers: {'retry-after': '40'}, times: 99})
    await expect(github.branches()).rejects.toMatchObject({
      name: 'GithubError',
      exitCode: 3,
      status: 429,
      requestId: 'F00D:3',
      message: expect.stringContaining('used up until 22:15 UTC')
    })
    expect([slept, server.requests.length]).toEqual([[40_000, 40_000], 3])
    const long = {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(1_700_003_600)}
    const hour = await failing({status: 403, headers: long})
    await expect(hour.github.info()).rejects.toMatchObject({exitCode: 3})
    expect(hour.slept).toEqual([])
  })

  it('is one budget, and requests wait together', async () => {
    const clock = createClock()
    let requests = 0
    const http: SenderOptions['http'] = async () => {
      const isEarly = ++requests <= 5
      const body = isEarly ? '{}' : '{"full_name":"a/b","default_branch":"c"}'
      return {status: isEarly ? 429 : 200, headers: {'retry-after': '50'}, bytes: Buffer.from(body)}
    }
    const place = {apiUrl: 'https://x.example', graphqlUrl: '', repository: 'o/r', token: 'x'}
    const github = createGithub({...place, ...clock, http, maxWait: 60_000})
    await Promise.all([1, 2, 3, 4, 5].map(() => github.info()))
    expect([requests, clock.slept]).toEqual([10, Array(5).fill(50_000)])
    requests = 0
    await expect(github.info()).rejects.toMatchObject({exitCode: 3})
  })

  it.each([500, 502, 503, 0])('tries three times when the answer is %s', async (status) => {
    const twice = await failing({status, times: 2})
    expect((await twice.github.info()).full_name).toBe('octo/demo')
    expect(twice.slept).toEqual([500, 2000])
    const {server, github} = await failing({status, times: 9})
    await expect(github.info()).rejects.toMatchObject({exitCode: 3, requestId: status === 0 ? null : 'F00D:3'})
    expect(server.requests).toHaveLength(3)
  })

  it('does not write twice, unless GitHub refused the first time', async () => {
    const broken = await failing({status: 502, times: 1})
    broken.server.state.issues.push({number: 1, title: '', body: '', state: 'open', user: {login: 'a'}})
    await expect(broken.github.createComment(1, 'x')).rejects.toMatchObject({status: 502})
    expect(broken.server.requests).toHaveLength(1)
    const limited = await failing({status: 403, headers: {'retry-after': '1'}})
    limited.server.state.issues.push({number: 1, title: '', body: '', state: 'open', user: {login: 'a'}})
    await limited.github.createComment(1, 'x')
    expect(limited.server.state.comments).toHaveLength(1)
  })

  it('has a limit on requests', async () => {
    const {github} = await serve(start(), {}, {maxRequests: 2})
    await github.info()
    await github.info()
    await expect(github.info()).rejects.toMatchObject({exitCode: 3, message: expect.stringContaining('more than 2')})
    expect(github.count()).toBe(2)
  })
})

describe('failures', () => {
  it('name the permission that is missing, in the words of a workflow', async () => {
    const {server} = await serve(start(), {tokens: {fork: {login: 'github-actions[bot]'}}})
    server.state.pulls.push({number: 1, base: 'main', head: 'main'})
    await expect(clientOf(server).createComment(1, 'x')).rejects.toMatchObject({
      exitCode: 2,
      status: 403,
      hint: 'Add `permissions: issues: write` to the job.'
    })
    expect(server.state.comments).toEqual([])
    await expect(clientOf(server).pull(2)).rejects.toMatchObject({hint: expect.stringContaining('pull-requests: read')})
  })

  it('say that the token is missing, or wrong', async () => {
    const {server} = await serve(start())
    await expect(clientOf({...server, token: ''}).info()).rejects.toThrow('there is no token')
    await expect(clientOf({...server, token: 'x'}).info()).rejects.toMatchObject({
      status: 401,
      hint: expect.stringContaining('github-token: ${' + '{ github.token }}')
    })
  })

  it('never tell the token, whoever says it', async () => {
    const token = 'ghs_secretsecretsecret'
    const lines: string[] = []
    const {server} = await serve(start(), {tokens: {[token]: {login: 'a'}}})
    const github = clientOf(server, {debug: (line) => lines.push(line)})
    await github.info()
    server.fail({match: /./u, status: 418, message: `you sent ${token}\n::error::x\u202e`})
    const error = await github.info().catch((one: unknown) => one)
    expect(error).toBeInstanceOf(GithubError)
    expect((error as GithubError).message).toContain('you sent *** ::error::x')
    expect((error as GithubError).message).not.toMatch(/\p{Cc}|\u202e/u)
    const gone = createGithub({
      ...{apiUrl: 'http://127.0.0.1:9', graphqlUrl: '', repository: 'o/r', token, ...createClock()},
      http: () => Promise.reject(new Error(`cannot send ${token}`))
    })
    const other = (await gone.info().catch((one: unknown) => one)) as GithubError
    expect(`${other.message} ${(other.cause as Error).message} ${lines.join()}`).not.toContain(token)
    expect(lines).toHaveLength(2)
  })

  it('are answers that are not what they should be', async () => {
    const {server, github} = await serve(start())
    server.fail({match: /branches/u, status: 200, message: 'no list'})
    await expect(github.branches()).rejects.toMatchObject({exitCode: 3, message: expect.stringContaining('unexpected')})
    const html = createGithub({
      ...{apiUrl: server.apiUrl, graphqlUrl: '', repository: 'o/r', token: 'x'},
      http: async () => ({status: 200, headers: {}, bytes: Buffer.from('<html>')})
    })
    await expect(html.info()).rejects.toMatchObject({exitCode: 3, message: 'GitHub gave an answer that is no JSON'})
  })
})

describe('where requests go', () => {
  it('is below the given URL, on GitHub Enterprise Server too', async () => {
    const {server, github} = await serve(start(), {prefix: '/api/v3'})
    for (let id = 1; id <= 150; id++) {
      server.state.comments.push({id, issue: 3, body: `${id}`, user: {login: 'a'}, created_at: ''})
    }
    expect((await github.comments(3)).items).toHaveLength(150)
    expect(await github.login()).toBe('github-actions[bot]')
    expect(server.requests.map(({status}) => status)).toEqual([200, 200, 200])
    expect(server.apiUrl).toMatch(/\/api\/v3$/u)
    expect((await clientOf({...server, apiUrl: `${server.apiUrl}/`}).info()).full_name).toBe('octo/demo')
  })

  it('follows a repository that was renamed, and nothing that leads elsewhere', async () => {
    const {server, github} = await serve(start())
    const {server: evil} = await serve(start())
    const move = (location: string) =>
      server.fail({match: /^GET \/repos\/octo\/demo$/u, status: 301, headers: {location}})
    move(`${server.apiUrl}/repos/octo/demo?moved`)
    expect((await github.info()).full_name).toBe('octo/demo')
    for (const place of [`${evil.apiUrl}/repos/octo/demo`, '//127.0.0.1:1/x', 'file:///etc/passwd', 'http://']) {
      move(place)
      await expect(github.info()).rejects.toThrow('outside its API')
    }
    const link = `<${evil.apiUrl}/branches?page=2>; rel="next"`
    const http: SenderOptions['http'] = async () => ({status: 200, headers: {link}, bytes: Buffer.from('[]')})
    await expect(clientOf(server, {http}).branches()).rejects.toThrow('outside its API')
    expect(evil.requests).toEqual([])
  })

  it.each(['', 'a', 'a/b/c', '../x', 'a/..', 'a b/c', 'a/b?c', 'a/b#c'])('refuses the repository %j', (repository) => {
    const make = () => createGithub({apiUrl: 'https://api.example.org', graphqlUrl: '', repository, token: 'x'})
    expect(make).toThrow('not the name of a repository')
  })

  it.each(['', 'ftp://x', 'api.github.com', 'file:///x'])('refuses the URL %j', (apiUrl) => {
    expect(() => createGithub({apiUrl, graphqlUrl: '', repository: 'o/r', token: 'x'})).toThrow('cannot be used')
  })

  it('sends no more than eight requests at once', async () => {
    let [running, most] = [0, 0]
    const http: SenderOptions['http'] = async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 2))
      running--
      return {status: 200, headers: {}, bytes: Buffer.from('{"full_name":"a/b","default_branch":"c"}')}
    }
    const github = createGithub({apiUrl: 'https://x.example', graphqlUrl: '', repository: 'o/r', token: 'x', http})
    await Promise.all(Array.from({length: 30}, () => github.info()))
    expect(most).toBe(8)
  })
})

describe('comments and issues', () => {
  const user = {login: 'github-actions[bot]', type: 'Bot'} as const

  it('are found on all pages, made, changed and taken away', async () => {
    const {server, github} = await serve(start())
    server.state.pulls.push({number: 5, base: 'main', head: 'main'})
    for (let id = 1; id <= 250; id++) {
      server.state.comments.push({id, issue: 5, body: `${id}`, user: {login: 'ada'}, created_at: ''})
    }
    const {id} = await github.createComment(5, 'ours')
    const {items, truncated} = await github.comments(5)
    expect([items.length, truncated, items.at(-1)]).toMatchObject([251, false, {id, body: 'ours', user}])
    await github.updateComment(id, 'new')
    expect(server.state.comments.at(-1)?.body).toBe('new')
    await github.deleteComment(id)
    expect(server.state.comments).toHaveLength(250)
    await expect(github.updateComment(1, 'x'.repeat(65_537))).rejects.toMatchObject({status: 422})
  })

  it('tell one account’s issues from those of others, and from pull requests', async () => {
    const {server, github} = await serve(start())
    server.state.pulls.push({number: 1, base: 'main', head: 'main', user})
    server.state.issues.push({number: 2, title: 'not ours', body: '', state: 'open', user: {login: 'eve'}})
    const {number} = await github.createIssue({title: 'Dashboard', body: 'a'})
    await github.updateIssue(number, {state: 'closed', body: 'b'})
    const {items} = await github.issuesBy(await github.login())
    expect(items).toMatchObject([{number: 3, title: 'Dashboard', body: 'b', state: 'closed'}])
  })

  it('are said to be cut where they are', async () => {
    const {server, github} = await serve(start())
    for (let id = 1; id <= 5001; id++) {
      server.state.comments.push({id, issue: 5, body: '', user: {login: 'ada'}, created_at: ''})
    }
    expect(await github.comments(5)).toMatchObject({truncated: true, items: {length: 5000}})
  })
})

describe('nextOf', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['<https://x/?page=1>; rel="prev"', null],
    ['<https://x/?page=1,2>; rel="prev", <https://x/?page=3>; rel="next"', 'https://x/?page=3'],
    ['<https://x/?a=rel="next">; rel="last"', null],
    ['<https://x/?page=3>; rel=next; title="x"', 'https://x/?page=3']
  ])('reads %j', (header, next) => {
    expect(nextOf(header)).toBe(next)
  })
})
