import {symlinkSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {serve} from './helpers/github.ts'
import type {ServerOptions} from './helpers/github-server.ts'
import {createRepository} from './helpers/repository.ts'

// The server is believed by other tests, so that it has to be right itself.

async function start(root: string, options: Partial<ServerOptions> = {}) {
  const {server} = await serve(root, options)
  const ask = async (path: string, method = 'GET', body?: unknown) => {
    const headers = {authorization: `Bearer ${server.token}`}
    const answer = await fetch(`${server.apiUrl}/repos/octo/demo${path}`, {
      ...{method, headers},
      ...(body === undefined ? {} : {body: JSON.stringify(body)})
    })
    const data = JSON.parse((await answer.text()) || 'null')
    return {status: answer.status, link: answer.headers.get('link'), data}
  }
  return {server, ask}
}

describe('the server that stands for GitHub', () => {
  it('cuts lists where GitHub does', async () => {
    const files = Object.fromEntries(Array.from({length: 3105}, (_, index) => [`${index % 9}/${index}`, `${index}`]))
    const {root, git, commit} = createRepository({a: '1'})
    git('switch', '--quiet', '-c', 'topic')
    const head = commit(files)
    const {server, ask} = await start(root)
    server.state.pulls.push({number: 1, base: 'main', head: 'topic'})
    const comparison = await ask('/compare/main...topic')
    expect([comparison.data.files.length, comparison.data.total_commits]).toEqual([300, 1])
    expect((await ask('/pulls/1')).data).toMatchObject({commits: 1, changed_files: 3105})
    const all = await Promise.all([1, 30, 31, 32].map((page) => ask(`/pulls/1/files?per_page=100&page=${page}`)))
    expect(all.map(({data}) => data.length)).toEqual([100, 100, 0, 0])
    expect((await ask('/pulls/1/files')).data).toHaveLength(30)
    const last = await ask(`/commits/${head}?page=10`)
    expect([last.data.files.length, last.link?.includes('rel="next"')]).toEqual([300, false])
    server.state.mostTreeItems = 10
    expect((await ask(`/git/trees/${head}?recursive=1`)).data).toMatchObject({truncated: true, tree: {length: 10}})
  })

  it('lists commits, branches and contents as git has them', async () => {
    const {root, git, commit, path} = createRepository({'notes/a.md': 'a', b: '1'})
    symlinkSync('notes/a.md', path('link'))
    const second = commit({b: '2'})
    const {ask} = await start(root)
    expect((await ask('/commits?sha=main&path=notes&per_page=1')).data).toMatchObject([
      {sha: git('rev-parse', 'HEAD~1')}
    ])
    expect((await ask('/commits?sha=main')).data).toHaveLength(2)
    expect((await ask('/branches/main')).data).toMatchObject({commit: {sha: second}})
    expect((await ask('/contents/notes')).data).toMatchObject([{path: 'notes/a.md', type: 'file'}])
    expect((await ask('/contents/link')).data).toMatchObject({
      path: 'notes/a.md',
      content: Buffer.from('a').toString('base64')
    })
    expect((await ask('/contents/none')).status).toBe(404)
    expect((await ask(`/commits/${'1'.repeat(40)}`)).status).toBe(422)
    expect((await ask(`/compare/main...${'1'.repeat(40)}`)).status).toBe(404)
  })

  it('takes 50 annotations of a check at a time', async () => {
    const {server, ask} = await start(createRepository({a: '1'}).root)
    const output = (count: number) => ({
      output: {title: 't', summary: 's', annotations: Array(count).fill({path: 'a'})}
    })
    expect((await ask('/check-runs', 'POST', {name: 'x', ...output(51)})).status).toBe(422)
    expect((await ask('/check-runs', 'POST', {name: 'x', ...output(50)})).status).toBe(201)
    expect((await ask('/check-runs/1', 'PATCH', output(7))).data).toMatchObject({output: {annotations_count: 57}})
    expect(server.state.checks).toHaveLength(1)
  })

  it('knows tokens, records requests, and answers only below its prefix', async () => {
    const {server, ask} = await start(createRepository({a: '1'}).root, {prefix: '/api/v3'})
    expect((await ask('')).data).toMatchObject({full_name: 'octo/demo'})
    expect((await fetch(`${server.url}/repos/octo/demo`)).status).toBe(404)
    expect((await fetch(`${server.apiUrl}/repos/octo/demo`)).status).toBe(401)
    expect(server.requests.map(({status}) => status)).toEqual([200, 404, 401])
  })
})
