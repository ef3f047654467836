import {chownSync, mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it, vi} from 'vitest'
import {inputTable, outputTable} from '../src/action-inputs.ts'
import {
  type ActionOptions,
  exampleOf,
  groupPayload,
  node24,
  type PullShape,
  pullPayload,
  pushPayload,
  runAction
} from './helpers/action.ts'
import {serve} from './helpers/github.ts'
import type {GithubServer, ServerOptions} from './helpers/github-server.ts'
import type {Pull} from './helpers/github-server-routes.ts'
import {broken, handoff, place} from './helpers/push.ts'
import {createFolder, createRepository, type Files, type Repository, runGit} from './helpers/repository.ts'

// Folders of large repositories take their time to go.
vi.setConfig({hookTimeout: 60_000})

interface World {
  repository: Repository
  server: GithubServer
  base: string
  head: () => string
  work: (count?: number) => string
  run: (options?: ActionOptions) => ReturnType<typeof runAction>
  pull: Pull
  payload: (more?: Partial<PullShape>) => unknown
}

/** A repository on GitHub with the pull request #7 of `topic`. */
async function world(files: Files = {}, options: Partial<ServerOptions> & {branch?: string} = {}): Promise<World> {
  const {branch = 'topic', ...more} = options
  const repository = createRepository({'src/a.ts': '0', ...files})
  const base = repository.git('rev-parse', 'HEAD')
  repository.git('switch', '--quiet', '-c', branch)
  const {server} = await serve(repository.root, more)
  const pull: Pull = {number: 7, base: 'main', head: branch}
  server.state.pulls.push(pull)
  let made = 0
  const head = () => repository.git('rev-parse', branch)
  const payload = (shape: Partial<PullShape> = {}) => pullPayload({base, head: head(), headRef: branch, ...shape})
  return {
    ...{repository, server, base, head, pull, payload},
    work: (count = 3) => {
      for (let index = 0; index < count; index++) repository.commit({[`src/work-${++made}.ts`]: String(made)})
      return head()
    },
    run: (given = {}) => runAction(server, {payload: payload(), ...given})
  }
}

const forkToken = {ghs_fork: {login: 'github-actions[bot]', canWrite: false}}

const own = {login: 'github-actions[bot]', type: 'Bot'} as const

const onlyOurs = (commands: readonly {name: string}[]) =>
  expect(commands.filter(({name}) => !['error', 'warning', 'notice', 'debug'].includes(name))).toEqual([])

const many = (errors: number) => {
  const text = handoff().replace('- Retries', '- {what was done}\n'.repeat(errors).concat('- Retries'))
  return text
}

describe('a pull request', () => {
  it('with a fresh, complete handoff passes without a checkout and without a comment', async () => {
    const {repository, run, work} = await world()
    work()
    repository.commit({[place]: handoff()})
    const {code, errors, warnings, outputs, summary, requests, commands} = await run()
    expect([code, errors, warnings]).toEqual([0, [], []])
    expect(outputs).toEqual({
      ...{status: 'passed', verdict: 'covered', 'error-count': '0', 'warning-count': '0', 'stale-branches': '0'},
      ...{'handoff-path': place, 'report-path': ''}
    })
    expect(summary).toContain('## Handoffs: passed')
    expect(summary).toContain('covered')
    expect(requests.filter((one) => !one.startsWith('GET '))).toEqual([])
    expect(requests.length).toBeLessThan(20)
    onlyOurs(commands)
  })

  it('without a handoff fails, says so in one comment, and links to the new file with its name and scaffold', async () => {
    const {run, work, server} = await world({}, {branch: 'feature/a b#1'.replace(' ', '-')})
    work()
    const {code, errors, outputs, summary} = await run()
    expect(code).toBe(1)
    expect(errors).toEqual([expect.stringContaining('feature/a-b#1')])
    expect(outputs).toMatchObject({status: 'failed', verdict: 'missing', 'error-count': '1', 'stale-branches': '1'})
    expect(summary).toContain('missing')
    const [comment, more] = server.state.comments
    expect(more).toBeUndefined()
    expect(comment?.body).toContain('## Handoffs: failed')
    expect(comment?.body).toContain('Handoff-Skip')
    const address = /\((http[^)]*\/new\/[^)]*)\)/u.exec(comment?.body ?? '')?.[1] ?? ''
    expect(address).toContain('/octo/demo/new/feature/a-b%231?filename=session-handoffs%2F')
    const {searchParams} = new URL(address)
    expect(searchParams.get('filename')).toMatch(/^session-handoffs\/\d{4}-\d{2}-\d{2}-\d{4}-feature-a-b-1\.md$/u)
    expect(searchParams.get('value')).toContain('feature/a-b#1')
    expect(searchParams.get('value')).toContain('## Next Priorities')
  })

  it('with a placeholder is annotated on the line, with a link to it at the commit', async () => {
    const {repository, run, work, head} = await world()
    work()
    repository.commit({[place]: broken})
    const {code, commands, summary} = await run()
    expect(code).toBe(1)
    const error = commands.find(({name}) => name === 'error')
    const line = broken.split('\n').findIndex((text) => text.includes('{What to do first')) + 1
    expect(error?.properties).toMatchObject({file: place, line: String(line), title: 'no-placeholder'})
    expect(summary).toContain(`/octo/demo/blob/${head()}/${place}?plain=1#L${line}`)
  })

  it('is judged by payload and API where the merge commit is checked out at depth 1', async () => {
    const {repository, run, work, server, head} = await world()
    work()
    repository.commit({[place]: handoff()})
    const clone = createRepository()
    runGit(clone.root, ['fetch', '--quiet', '--depth=1', `file://${repository.root}`, head()])
    runGit(clone.root, ['checkout', '--quiet', 'FETCH_HEAD'])
    const {code, outputs, stdout} = await run({workspace: clone.root, env: {RUNNER_DEBUG: '1'}})
    expect([code, outputs['verdict']]).toEqual([0, 'covered'])
    expect(stdout).toContain('from the API of GitHub')
    expect(server.requests.some(({path}) => path.includes('/compare/'))).toBe(true)
  })

  it('gets the same report out of a whole clone in the workspace, by fewer requests', async () => {
    const {repository, run, work} = await world()
    work()
    repository.commit({[place]: broken})
    const inputs = {'report-file': 'out/report.json', comment: 'never'}
    const api = await run({inputs})
    const git = await run({inputs, workspace: repository.root, env: {RUNNER_DEBUG: '1'}})
    expect(git.stdout).toContain('from git in the workspace')
    expect(api.stdout).not.toContain('from git in the workspace')
    expect([git.code, git.outputs, git.errors]).toEqual([api.code, api.outputs, api.errors])
    expect(git.summary).toBe(api.summary)
    expect(git.requests.length).toBeLessThan(api.requests.length)
  })

  it('with more than 250 commits is still judged right', async () => {
    const {repository, server, run, head} = await world()
    repository.commit({[place]: handoff()})
    const lines = Array.from({length: 252}, (_, index) => {
      const text = `${index}`
      const from = index === 0 ? `from ${head()}\n` : ''
      return `commit refs/heads/topic\ncommitter Ada <a@b.c> ${1_700_000_000 + index * 60} +0000\ndata 1\nx\n${from}M 644 inline src/${index}.ts\ndata ${text.length}\n${text}\n`
    })
    const {spawnSync} = await import('node:child_process')
    spawnSync('git', ['fast-import', '--quiet', '--force'], {cwd: repository.root, input: lines.join('\n')})
    const {outputs, errors} = await run({inputs: {comment: 'never'}})
    expect(outputs['verdict']).toBe('stale')
    expect(errors.join()).toContain('252 commits')
    expect(server.requests.length).toBeLessThan(300)
  })

  it('with a huge commit and cut trees never loses its handoff', async () => {
    const {repository, server, run} = await world()
    const files = Object.fromEntries(Array.from({length: 3100}, (_, index) => [`src/x/${index}.ts`, String(index)]))
    repository.commit({...files, [place]: handoff()})
    const {outputs, code} = await run({inputs: {comment: 'never'}})
    expect([outputs['verdict'], outputs['handoff-path'], code]).toEqual(['covered', place, 0])
    // Cut as a whole, it is walked folder by folder; where one folder is cut nothing can be told of it.
    server.state.mostTreeItems = 3101
    expect((await run({inputs: {comment: 'never'}})).outputs).toMatchObject({verdict: 'covered', status: 'passed'})
    server.state.mostTreeItems = 3000
    const cut = await run({inputs: {comment: 'never'}})
    expect([cut.code, cut.outputs['status']]).toEqual([3, 'undetermined'])
  })

  it('of a draft has warnings only, and errors when it is ready', async () => {
    const {pull, run, work, payload} = await world()
    work()
    pull.draft = true
    const draft = await run({inputs: {comment: 'never'}})
    expect([draft.code, draft.errors, draft.warnings.length]).toEqual([0, [], 1])
    expect(draft.outputs).toMatchObject({status: 'passed', verdict: 'missing', 'warning-count': '1'})
    pull.draft = false
    const ready = await run({payload: payload({action: 'ready_for_review'}), inputs: {comment: 'never'}})
    expect([ready.code, ready.errors.length]).toEqual([1, 1])
  })

  it('of a bot is skipped with a notice by its author, also when a maintainer starts the run again', async () => {
    for (const login of ['dependabot[bot]', 'renovate[bot]']) {
      const {pull, run, work} = await world()
      work()
      pull.user = {login, type: 'Bot'}
      const {code, notices, outputs} = await run({env: {GITHUB_ACTOR: 'maintainer'}})
      expect([code, outputs['verdict'], outputs['status']]).toEqual([0, 'exempt', 'passed'])
      expect(notices.join()).toContain(login)
    }
  })

  it('of a person on a branch named like one of a bot is judged', async () => {
    const {run, work} = await world({}, {branch: 'renovate/x'})
    work()
    expect((await run({inputs: {comment: 'never'}})).outputs['verdict']).toBe('missing')
  })

  it('of an author who is named exactly in `exempt-authors` is skipped', async () => {
    const {run, work} = await world()
    work()
    const named = await run({inputs: {'exempt-authors': 'eve, ada'}})
    expect([named.code, named.outputs['verdict']]).toEqual([0, 'exempt'])
    expect((await run({inputs: {'exempt-authors': 'ad', comment: 'never'}})).code).toBe(1)
  })

  it('with a skip label is skipped by its labels of now, not those of the payload', async () => {
    const {pull, run, work, repository} = await world()
    work()
    repository.commit({[place]: broken})
    pull.labels = ['no-handoff']
    expect((await run({inputs: {comment: 'never'}})).code).toBe(1)
    const {code, notices, outputs} = await run({inputs: {'skip-label': 'no-handoff'}})
    expect([code, outputs['verdict'], outputs['error-count']]).toEqual([0, 'exempt', '0'])
    expect(notices.join()).toContain('no-handoff')
    pull.labels = []
    expect((await run({inputs: {'skip-label': 'no-handoff', comment: 'never'}})).code).toBe(1)
  })

  it('that is closed, and one without work, pass and say why', async () => {
    const {run, payload, repository} = await world()
    repository.commit({}, {message: 'empty'})
    expect(await run({payload: payload({action: 'closed'})})).toMatchObject({code: 0, outputs: {status: 'skipped'}})
    const none = await run()
    expect([none.code, none.outputs['status'], none.outputs['verdict']]).toEqual([0, 'passed', 'exempt'])
  })

  it('is judged within a working directory as if there were nothing else', async () => {
    const {repository, run, work} = await world({'app/src/a.ts': '0'})
    work()
    const inputs = {'working-directory': 'app', comment: 'never'}
    expect((await run({inputs})).outputs['verdict']).toBe('exempt')
    for (const name of ['1', '2', '3']) repository.commit({[`app/src/${name}.ts`]: name})
    expect((await run({inputs})).outputs['verdict']).toBe('missing')
    repository.commit({[`app/${place}`]: broken})
    const {commands, outputs} = await run({inputs})
    expect(outputs['handoff-path']).toBe(`app/${place}`)
    expect(commands.find(({name}) => name === 'error')?.properties).toMatchObject({file: `app/${place}`})
    const git = await run({inputs, workspace: repository.root})
    expect(git.outputs).toEqual(outputs)
  })

  it('is judged by the limits of the inputs, over those of the configuration', async () => {
    const {repository, run, work} = await world({'.handofflintrc.json': '{"freshness": {"maxCommits": 1}}'})
    repository.commit({[place]: handoff()})
    work(3)
    const verdict = async (inputs: Record<string, string>) =>
      (await run({inputs: {...inputs, comment: 'never'}})).outputs['verdict']
    expect(await verdict({})).toBe('stale')
    expect(await verdict({'max-commits': '3'})).toBe('due')
    expect(await verdict({'max-commits': 'false', 'max-age': '1s'})).toBe('due')
  })
})

describe('a pull request from a fork', () => {
  it('gets summary and annotations; the comment that is not allowed is a warning', async () => {
    const {run, work, payload, server} = await world({}, {tokens: forkToken})
    work()
    const {code, errors, warnings, summary} = await run({payload: payload({headRepository: 'eve/demo'})})
    expect([code, errors.length, warnings.length]).toEqual([1, 1, 1])
    expect(warnings[0]).toMatch(/no comment on the pull request: .*Resource not accessible/u)
    expect(summary).toContain('missing')
    expect(server.state.comments).toEqual([])
  })

  it('is judged by the configuration of the base, whatever its head says', async () => {
    const {repository, run, work, payload} = await world()
    work()
    repository.commit({'.handofflintrc.json': '{"freshness": {"severity": {"missing": "off"}}}'})
    const options = {inputs: {comment: 'never'}}
    expect((await run(options)).code).toBe(0)
    expect((await run({...options, payload: payload({headRepository: 'eve/demo'})})).code).toBe(1)
    expect((await run({...options, event: 'pull_request_target'})).code).toBe(1)
    expect((await run({...options, event: 'pull_request_target', workspace: repository.root})).code).toBe(1)
  })

  it('has nothing of its head executed: no plugin, no configuration of remark', async () => {
    const {repository, run, work, payload} = await world()
    work()
    const trace = join(repository.root, 'trace')
    const evil = `require('fs').writeFileSync(${JSON.stringify(trace)}, 'x')`
    repository.commit({
      ...{'.remarkrc.cjs': evil, 'evil.mjs': evil.replace('require(', 'process.getBuiltinModule('), [place]: handoff()},
      'package.json': JSON.stringify({remarkConfig: {plugins: ['./evil.mjs']}, 'handoff-lint': {}})
    })
    for (const workspace of [repository.root, undefined]) {
      const given = workspace === undefined ? {} : {workspace}
      const {code} = await run({event: 'pull_request_target', payload: payload(), ...given})
      expect(code).toBe(0)
    }
    expect(() => readFileSync(trace)).toThrow('ENOENT')
  })
})

describe('other events', () => {
  it('merge_group passes with a notice, and is judged by its own commits when that is wanted', async () => {
    const {run, work, base, head} = await world()
    work()
    const payload = groupPayload(base, head())
    const usual = await run({event: 'merge_group', payload})
    expect([usual.code, usual.outputs['status'], usual.requests]).toEqual([0, 'skipped', []])
    expect(usual.notices.join()).toContain('check-merge-group')
    const judged = await run({event: 'merge_group', payload, inputs: {'check-merge-group': 'true'}})
    expect([judged.code, judged.outputs['verdict']]).toEqual([1, 'missing'])
  })

  it('push judges the branch against the default branch; a new one and a deleted one, too', async () => {
    const {run, work, base, head} = await world()
    work()
    const zero = '0'.repeat(40)
    const push = async (payload: unknown) => run({event: 'push', payload})
    expect((await push(pushPayload('topic', base, head()))).outputs['verdict']).toBe('missing')
    expect((await push(pushPayload('topic', zero, head(), {created: true}))).outputs['verdict']).toBe('missing')
    const deleted = await push(pushPayload('topic', head(), zero, {deleted: true}))
    expect([deleted.code, deleted.outputs['status']]).toEqual([0, 'skipped'])
    const tag = await push({...pushPayload('x', base, head()), ref: 'refs/tags/v1'})
    expect([tag.code, tag.outputs['status']]).toEqual([0, 'skipped'])
  })

  it('push of the first commit of a repository has nothing to compare with, and passes', async () => {
    const {run, base} = await world()
    const {code, outputs} = await run({
      event: 'push',
      payload: pushPayload('main', '0'.repeat(40), base, {created: true})
    })
    expect([code, outputs['verdict']]).toEqual([0, 'exempt'])
  })

  it('workflow_dispatch judges a given head against a given base', async () => {
    const {run, work, base} = await world()
    work()
    const payload = exampleOf('workflow_dispatch')
    const byName = await run({event: 'workflow_dispatch', payload, inputs: {head: 'topic', base: 'main'}})
    expect([byName.code, byName.outputs['verdict']]).toEqual([1, 'missing'])
    const byOid = await run({event: 'workflow_dispatch', payload, inputs: {head: 'refs/heads/topic', base}})
    expect(byOid.outputs['verdict']).toBe('missing')
    const none = await run({event: 'workflow_dispatch', payload, inputs: {head: 'gone'}})
    expect([none.code, none.errors.join()]).toEqual([2, expect.stringContaining('gone')])
  })

  it('schedule and workflow_dispatch judge all branches', async () => {
    const {run, work} = await world()
    work()
    for (const event of ['schedule', 'workflow_dispatch']) {
      const {code, outputs, summary} = await run({event, payload: {repository: {full_name: 'octo/demo'}}})
      expect([code, outputs['verdict'], outputs['stale-branches']]).toEqual([1, 'missing', '1'])
      expect(summary).toContain('`topic`')
    }
  })

  it('workflow_call is judged by the payload of its caller', async () => {
    const {run, work} = await world()
    work()
    expect((await run({event: 'workflow_call', inputs: {comment: 'never'}})).outputs['verdict']).toBe('missing')
  })

  it.each(['issue_comment', 'workflow_run', 'release'])(
    '%s fails and names the events that are supported',
    async (event) => {
      const {run} = await world()
      const {code, errors, outputs, commands} = await run({event, payload: exampleOf(event)})
      expect([code, outputs['status']]).toEqual([2, 'error'])
      expect(errors.join()).toMatch(/pull_request, pull_request_target, push, merge_group, schedule/u)
      onlyOurs(commands)
    }
  )
})

describe('the limits of a report', () => {
  it('are 10 annotations of each kind, errors first, the others counted and listed', async () => {
    const soft = place.replace('retry-queue', 'soft')
    const config = {overrides: [{files: [soft], rules: {'no-placeholder': 'warn'}}]}
    const {repository, run, work} = await world({'.handofflintrc.json': JSON.stringify(config)})
    work()
    repository.commit({[place]: many(37), [soft]: many(25)})
    const {errors, warnings, notices, commands, stdout, summary, outputs} = await run({inputs: {comment: 'never'}})
    expect([errors.length, warnings.length]).toEqual([10, 10])
    expect(commands.slice(0, 20).map(({name}) => name)).toEqual([
      ...Array(10).fill('error'),
      ...Array(10).fill('warning')
    ])
    expect([outputs['error-count'], outputs['warning-count']]).toEqual(['37', '25'])
    expect(notices.join()).toContain('27 more errors and 15 more warnings')
    expect(stdout.split('\n').filter((line) => line.includes('no-placeholder'))).toHaveLength(62)
    expect(summary.match(/^\| .*no-placeholder.*\|$/gmu)).toHaveLength(62)
  })

  it('cut the comment below 60,000 and the summary below 1,000,000 bytes, at a row, with a link to the run', async () => {
    const {repository, run, work, server} = await world()
    work()
    const files = Object.fromEntries(
      Array.from({length: 6}, (_, index) => [place.replace('retry-queue', `retry-queue-${index}`), many(1000)])
    )
    repository.commit(files)
    const {code, summary} = await run()
    expect(code).toBe(1)
    const body = server.state.comments[0]?.body ?? ''
    expect(body.length).toBeGreaterThan(40_000)
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(60_000)
    expect(body).toMatch(
      /\*\*Cut here:\*\* [\d,]+ more rows would not fit\. \[See all of it\]\(http[^)]*\/actions\/runs\/42\)/u
    )
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1_000_000)
    expect(summary).toContain('Cut here')
  }, 120_000)
})

describe('the comment', () => {
  it('is updated in place, left alone when nothing changed, and resolved when all is well', async () => {
    const {repository, run, work, server} = await world()
    work()
    await run()
    const again = await run()
    expect(again.requests.filter((one) => /^(?:POST|PATCH|DELETE) \/(?:repos|issues)/u.test(one))).toEqual([])
    work()
    await run()
    expect(server.state.comments).toHaveLength(1)
    expect(server.state.comments[0]?.body).toContain('6 commits')
    repository.commit({[place]: handoff()})
    await run()
    expect(server.state.comments).toHaveLength(1)
    expect(server.state.comments[0]?.body).toContain('What failed before is resolved.')
    const after = await run()
    expect(after.requests.filter((one) => one.startsWith('PATCH'))).toEqual([])
  })

  it('is none where there is nothing to say, one all the same with `always`, and never with `never`', async () => {
    const {repository, run, work, server} = await world()
    work()
    const never = await run({inputs: {comment: 'never'}})
    expect(never.requests.filter((one) => one.includes('comments') || one.includes('graphql'))).toEqual([])
    repository.commit({[place]: handoff()})
    await run()
    expect(server.state.comments).toEqual([])
    await run({inputs: {comment: 'always'}})
    expect(server.state.comments[0]?.body).toContain('## Handoffs: passed')
  })

  it('of somebody else with our marker is left alone; our own on page 3 is found, and its doubles removed', async () => {
    const {run, work, server} = await world()
    work()
    await run()
    const ours = server.state.comments.splice(0)[0]
    const body = ours?.body ?? ''
    const at = '2026-01-01T00:00:00Z'
    const other = (id: number, text: string) => ({
      id,
      issue: 7,
      body: text,
      user: {login: 'eve', type: 'User' as const},
      created_at: at
    })
    server.state.comments.push(other(1, body))
    for (let id = 2; id < 250; id++) server.state.comments.push(other(id, 'hello'))
    const before = await run()
    expect(before.requests.filter((one) => one.startsWith('POST /repos') || /^POST \/issues/u.test(one))).toHaveLength(
      1
    )
    expect(server.state.comments.at(-1)).toMatchObject({user: own, body})
    server.state.comments.push({id: 900, issue: 7, body: 'old\n', user: own, created_at: at})
    server.state.comments.push({id: 901, issue: 7, body: `${body}more`, user: own, created_at: at})
    work()
    await run()
    expect(
      server.state.comments.filter(({user, body: text}) => user.login === own.login && text.includes('handoff-lint:'))
    ).toHaveLength(1)
    expect(server.state.comments[0]).toMatchObject({user: {login: 'eve'}, body})
    expect(server.state.comments.some(({id}) => id === 900)).toBe(true)
  })
})

describe('what GitHub does not answer', () => {
  it('is waited for where it asks for it, and is a failure when that is too long: never green', async () => {
    const {repository, run, work, server} = await world()
    work()
    repository.commit({[place]: handoff()})
    server.fail({match: /\/compare\//u, status: 429, headers: {'retry-after': '1'}, times: 1})
    const waited = await run()
    expect([waited.code, waited.took > 1000]).toEqual([0, true])
    const headers = {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3000)}
    server.fail({match: /\/compare\//u, status: 403, headers})
    const {code, errors, outputs, summary} = await run()
    expect([code, outputs['status']]).toEqual([3, 'undetermined'])
    expect(errors.join()).toContain('could not be determined')
    expect(summary).toContain('could not be determined')
  })

  it('is tried three times, then a failure with the request id; the token is never shown', async () => {
    const {run, work, server} = await world()
    work()
    server.fail({match: /\/compare\//u, status: 502, message: 'bad gateway', times: 99})
    const {code, errors, stdout, summary, requests} = await run({env: {RUNNER_DEBUG: '1'}})
    expect(code).toBe(3)
    expect(errors.join()).toMatch(/request F00D:\d+/u)
    expect(requests.filter((one) => one.includes('/compare/'))).toHaveLength(3)
    expect(stdout + summary).not.toContain(server.token)
    server.fail({match: /\/compare\//u, status: 0, times: 99})
    expect((await run()).code).toBe(3)
  })

  it('an unrelated base is unknown: an error, unless `on-unknown` says otherwise', async () => {
    const {repository, run, work} = await world()
    work()
    repository.git('switch', '--quiet', '--orphan', 'alone')
    const alone = repository.commit({'src/z.ts': '1'})
    const payload = pullPayload({base: alone, head: alone, headRef: 'topic'})
    const inputs = {base: 'main', comment: 'never'}
    const {code, outputs} = await run({payload, inputs})
    expect([code, outputs['verdict'], outputs['status']]).toEqual([3, 'unknown', 'undetermined'])
    expect((await run({payload, inputs: {...inputs, 'on-unknown': 'warning'}})).code).toBe(0)
    expect((await run({payload, inputs: {...inputs, 'fail-on': 'never'}})).code).toBe(3)
  })

  it('on a GitHub Enterprise Server all requests go to its own address', async () => {
    const {repository, run, work, server} = await world({}, {prefix: '/api/v3'})
    work()
    repository.commit({[place]: broken})
    const {code, stderr} = await run()
    expect([code, stderr]).toEqual([1, ''])
    expect(server.requests.length).toBeGreaterThan(3)
    expect(server.requests.filter(({status}) => status >= 400)).toEqual([])
    expect(server.state.comments).toHaveLength(1)
  })

  it('a token or a permission that is missing is named', async () => {
    const {run, work, server} = await world()
    work()
    const none = await run({env: {'INPUT_GITHUB-TOKEN': ''}})
    expect([none.code, none.errors.join()]).toEqual([2, expect.stringContaining('github-token')])
    const headers = {'x-accepted-github-permissions': 'pull_requests=read'}
    server.fail({match: /\/pulls\/7$/u, status: 403, headers, message: 'Resource not accessible by integration'})
    expect((await run()).errors.join()).toContain('pull-requests: read')
    const wrong = await run({env: {'INPUT_GITHUB-TOKEN': 'ghp_secretsecret'}})
    expect([wrong.code, wrong.stdout.includes('ghp_secret')]).toEqual([2, false])
  })
})

describe('inputs and outputs', () => {
  it('outputs are the documented names with words of a choice, numbers and plain paths', async () => {
    const {repository, run, work, server} = await world()
    work()
    const name = 'session-handoffs/2026-03-14-1630-a$(touch x)`b`.md'
    repository.commit({[name]: handoff()})
    const {outputs, folder} = await run({inputs: {comment: 'never', 'report-file': 'reports/a.json'}})
    expect(Object.keys(outputs).sort()).toEqual(outputTable.map(({name: one}) => one).sort())
    expect(outputs['handoff-path']).toBe('')
    expect(outputs['report-path']).toBe('reports/a.json')
    const text = readFileSync(join(folder, 'output'), 'utf8')
    expect(new Set(text.match(/<<end_[\w-]{36}$/gmu)).size).toBe(outputTable.length)
    expect(server.state.comments).toEqual([])
  })

  it('a report file is the report, and never leaves the workspace', async () => {
    const {repository, run, work} = await world()
    work()
    repository.commit({[place]: broken})
    const workspace = createRepository().root
    const inputs = {comment: 'never', 'report-file': 'reports/a.json', 'sarif-file': 'a.sarif'}
    await run({workspace, inputs})
    const report = JSON.parse(readFileSync(join(workspace, 'reports/a.json'), 'utf8'))
    expect(report).toMatchObject({version: 1, branches: [{branch: 'topic'}], files: [{path: place}]})
    const sarif = JSON.parse(readFileSync(join(workspace, 'a.sarif'), 'utf8'))
    expect(sarif).toMatchObject({version: '2.1.0', runs: [{tool: {driver: {semanticVersion: expect.any(String)}}}]})
    const [result] = sarif.runs[0].results
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(place)
    const outside = createRepository().root
    symlinkSync(outside, join(workspace, 'link'))
    const {code, errors} = await run({workspace, inputs: {...inputs, 'report-file': 'link/a.json'}})
    expect([code, errors.join()]).toEqual([2, expect.stringContaining('outside')])
    writeFileSync(join(outside, 'x'), 'kept')
    symlinkSync(join(outside, 'x'), join(workspace, 'x.json'))
    expect((await run({workspace, inputs: {...inputs, 'report-file': 'x.json'}})).code).toBe(2)
    expect(readFileSync(join(outside, 'x'), 'utf8')).toBe('kept')
  })

  it('`fail-on: never` passes with warnings, `fail-on: warning` fails on them', async () => {
    const {repository, run, work} = await world()
    work()
    const never = await run({inputs: {'fail-on': 'never', comment: 'never'}})
    expect([never.code, never.errors, never.warnings.length, never.outputs['status']]).toEqual([0, [], 1, 'failed'])
    repository.commit({[place]: handoff()})
    work()
    const due = await run({inputs: {comment: 'never'}})
    expect([due.code, due.outputs['verdict'], due.warnings.length]).toEqual([0, 'due', 1])
    expect((await run({inputs: {'fail-on': 'warning', comment: 'never'}})).code).toBe(1)
  })

  it('`annotations: false` says the same in plain lines', async () => {
    const {run, work} = await world()
    work()
    const {code, commands, stdout} = await run({inputs: {annotations: 'false', comment: 'never'}})
    expect([code, commands]).toEqual([1, []])
    expect(stdout).toContain('topic')
  })

  it('`profile` and `config` are read from the commit', async () => {
    const {repository, run, work} = await world({
      'ci/lint.yaml': 'freshness:\n  severity:\n    missing: warn\n',
      'ci/NOTE.md': '---\nfiles: [notes/*.md]\n---\n# Note\n\n## What was done\n\n{What was reached}\n'
    })
    work()
    expect((await run({inputs: {config: 'ci/lint.yaml', comment: 'never'}})).code).toBe(0)
    const wrong = await run({inputs: {config: 'ci/none.yaml', comment: 'never'}})
    expect([wrong.code, wrong.errors.join()]).toEqual([2, expect.stringContaining('ci/none.yaml')])
    repository.commit({'notes/1.md': '# Note\n\n## What was done\n\nAll of it.\n'})
    const {outputs} = await run({inputs: {profile: 'ci/NOTE.md', comment: 'never'}})
    expect(outputs).toMatchObject({verdict: 'covered', 'handoff-path': 'notes/1.md'})
    expect((await run({inputs: {profile: 'nope', comment: 'never'}})).code).toBe(2)
  })

  it('an input that is misspelled fails with the choices', async () => {
    const {run} = await world()
    const {code, errors} = await run({inputs: {mode: 'brnches'}})
    expect([code, errors.join()]).toEqual([2, expect.stringContaining('branches')])
    expect(inputTable.length).toBeGreaterThan(15)
  })
})

describe('hostile text', () => {
  it('in file names, headings and branches gives the runner no command and GitHub no markup', async () => {
    const branch = 'a`b-<img/src=x>-@octocat-|x|-##[add-mask]x'.replace(/[[\]]/gu, '_').replace(/[<>]/gu, '-')
    const {repository, run, work, server} = await world({}, {branch})
    work()
    const names = [
      'a\n::error::x.md',
      'a\r::stop-commands::t.md',
      'a,line=1:b.md',
      '##[add-mask]x.md',
      '](http:--evil).md',
      '%0A::error::x %25.md'
    ]
    const body = `${broken}\n## ##[add-mask]x\n\n::stop-commands::t\n\n{%0A::error::x %25}\n`
    repository.commit(Object.fromEntries(names.map((name) => [`session-handoffs/${name}`, body])))
    const {commands, code, summary, stderr} = await run({env: {RUNNER_DEBUG: '1'}})
    expect([code, stderr]).toEqual([1, ''])
    onlyOurs(commands)
    expect(commands.filter(({data}) => data === 'x')).toEqual([])
    expect(commands.map(({properties}) => properties['file'])).toContain('session-handoffs/%0A::error::x %25.md')
    const texts = [summary, server.state.comments[0]?.body ?? '']
    for (const text of texts) {
      const bare = text.replace(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/gu, '')
      expect(bare).not.toMatch(/@octocat|<img|\]\(http:--evil|::error/u)
    }
  })

  it('like options or commands in branch names is nothing but a name', async () => {
    for (const branch of ['x-$(id)', 'x/--upload-pack=x']) {
      const {run, work, repository} = await world({}, {branch})
      work()
      for (const workspace of [repository.root, undefined]) {
        const given = workspace === undefined ? {} : {workspace}
        expect((await run({inputs: {comment: 'never'}, ...given})).outputs['verdict']).toBe('missing')
      }
    }
  })

  it('in a configuration is refused with its place, at once', async () => {
    const configs: [string, RegExp][] = [
      ['{"__proto__": {"x": 1}}', /handofflintrc\.json:1:\d+/u],
      ['{"unknown": 1}', /handofflintrc\.json:1:\d+/u],
      ['{"profile": "../x.md"}', /handofflintrc\.json:1:\d+/u],
      [`{"files": ["${'x'.repeat(1_000_000)}"]}`, /handofflintrc\.json/u]
    ]
    for (const [text, message] of configs) {
      const {run, work} = await world({'.handofflintrc.json': text})
      work()
      const {code, errors, took} = await run()
      expect([code, errors.join()]).toEqual([2, expect.stringMatching(message)])
      expect(took).toBeLessThan(3000)
    }
  })

  it('that would overflow the parser is one finding; the other files are judged', async () => {
    const {repository, run, work} = await world()
    work()
    const at = (name: string) => place.replace('retry-queue', name)
    repository.commit({
      ...{[at('deep')]: `${'- '.repeat(4000)}a`, [at('quote')]: `${'>'.repeat(20_000)}a`, [at('good')]: handoff()}
    })
    const {outputs, summary, took} = await run({inputs: {comment: 'never'}})
    expect(summary).toContain('parse-limit')
    expect(outputs['verdict']).toBe('covered')
    expect(took).toBeLessThan(20_000)
  })
})

describe('the workspace', () => {
  it('of another user, broken, or missing leaves the API to be asked', async () => {
    const {repository, run, work} = await world()
    work()
    const workspace = createRepository().root
    mkdirSync(join(workspace, '.git/refs/x'), {recursive: true})
    writeFileSync(join(workspace, '.git/HEAD'), 'broken')
    const inputs = {comment: 'never'}
    expect((await run({inputs, workspace})).outputs['verdict']).toBe('missing')
    if (process.getuid?.() === 0) {
      const clone = createFolder()
      runGit(clone.root, ['clone', '--quiet', '--bare', repository.root, '.git'])
      runGit(clone.root, ['config', 'core.bare', 'false'])
      const options = {inputs, workspace: clone.root, env: {RUNNER_DEBUG: '1'}}
      expect((await run(options)).stdout).toContain('from git in the workspace')
      for (const path of [clone.root, clone.path('.git')]) chownSync(path, 65_534, 65_534)
      const foreign = await run(options)
      expect(foreign.outputs['verdict']).toBe('missing')
      expect(foreign.stdout).toContain('dubious ownership')
    }
    expect((await run({inputs, workspace: '/nowhere/at/all'})).outputs['verdict']).toBe('missing')
  })
})

describe('the bundle', () => {
  it.runIf(node24)('does the same on the Node that GitHub runs it with', async () => {
    const {repository, run, work} = await world()
    work()
    repository.commit({[place]: broken})
    const inputs = {comment: 'never'}
    const [ours, theirs] = [await run({inputs}), await run({inputs, node: node24 ?? ''})]
    expect([theirs.code, theirs.stdout, theirs.outputs, theirs.stderr]).toEqual([
      ours.code,
      ours.stdout,
      ours.outputs,
      ''
    ])
  })
})
