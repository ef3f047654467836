import {describe, expect, it} from 'vitest'
import {UsageError} from '../src/errors.ts'
import {type PullTarget, readEvent, supportedEvents} from '../src/github/event.ts'
import {resolvePull, resolvePush} from '../src/github/resolve.ts'
import {serve} from './helpers/github.ts'
import {createRepository} from './helpers/repository.ts'

const [one, two, zero] = ['1'.repeat(40), '2'.repeat(40), '0'.repeat(40)]
const repository = {full_name: 'octo/demo', default_branch: 'main', private: false}

interface PullChange {
  action?: string
  headRepository?: string | null
}

const pullPayload = ({action = 'opened', headRepository = 'octo/demo'}: PullChange = {}) => ({
  action,
  number: 7,
  repository,
  pull_request: {
    ...{number: 7, state: 'open', draft: false, user: {login: 'ada', type: 'User'}, labels: [{name: 'old'}]},
    base: {ref: 'main', sha: one, repo: repository},
    head: {ref: 'topic', sha: two, repo: headRepository === null ? null : {full_name: headRepository}}
  }
})

const pushPayload = (more: object = {}) => ({ref: 'refs/heads/feature/x', before: one, after: two, repository, ...more})

const groupPayload = {
  action: 'checks_requested',
  repository,
  merge_group: {base_sha: one, head_sha: two, base_ref: 'refs/heads/main', head_ref: 'refs/heads/gh-readonly-queue/x'}
}

const pull = {kind: 'pull', number: 7, head: {oid: two, branch: 'topic'}, base: {oid: one, branch: 'main'}}

describe('an event', () => {
  it.each([
    ['pull_request', pullPayload(), {...pull, isUntrusted: false}],
    ['pull_request', pullPayload({action: 'ready_for_review'}), {...pull, isUntrusted: false}],
    ['pull_request', pullPayload({headRepository: 'eve/demo'}), {...pull, isUntrusted: true}],
    ['pull_request', pullPayload({headRepository: null}), {...pull, isUntrusted: true}],
    ['pull_request', pullPayload({action: 'closed'}), {kind: 'nothing', reason: 'pull request #7 is closed'}],
    ['pull_request_target', pullPayload(), {...pull, isUntrusted: true}],
    ['push', pushPayload(), {kind: 'push', branch: 'feature/x', head: two, before: one, defaultBranch: 'main'}],
    ['push', pushPayload({before: zero, created: true}), {kind: 'push', before: null, head: two}],
    ['push', pushPayload({after: zero, deleted: true}), {kind: 'nothing'}],
    ['push', pushPayload({ref: 'refs/tags/v1'}), {kind: 'nothing', reason: 'refs/tags/v1 is not a branch'}],
    ['merge_group', groupPayload, {kind: 'group', head: two, base: one, branch: 'main'}],
    ['schedule', {schedule: '0 0 * * *', repository}, {kind: 'branches'}],
    ['workflow_dispatch', {inputs: null, ref: 'refs/heads/main', repository}, {kind: 'branches'}],
    ['workflow_call', pullPayload(), {...pull, isUntrusted: true}],
    ['workflow_call', pushPayload(), {kind: 'push', branch: 'feature/x'}],
    ['workflow_call', groupPayload, {kind: 'group'}],
    ['workflow_call', {}, {kind: 'branches'}]
  ])('%s is read from its payload', (name, payload, expected) => {
    expect(readEvent(name, payload)).toMatchObject(expected)
  })

  it.each(['issue_comment', 'workflow_run', 'release', '', 'toString', '__proto__', 'pull_request_review'])(
    '%s is refused, and those that are supported are named',
    (name) => {
      const attempt = () => readEvent(name, pullPayload())
      expect(attempt).toThrow(UsageError)
      try {
        attempt()
      } catch (error) {
        for (const known of supportedEvents) expect((error as UsageError).hint).toContain(known)
      }
    }
  )

  it.each([
    ['pull_request', {}, '`repository`'],
    ['pull_request', {...pullPayload(), pull_request: {number: 7}}, '`pull_request.base`'],
    ['push', pushPayload({after: '--upload-pack=x'}), '`after`'],
    ['merge_group', {merge_group: {base_sha: 1}}, '`merge_group.base_sha`'],
    ['pull_request', null, '`all of it`']
  ])('%s with a broken payload says what is wrong with it', (name, payload, where) => {
    expect(() => readEvent(name, payload)).toThrow(`unexpected ${where}`)
  })
})

describe('what GitHub knows of a pull request now', () => {
  function start() {
    const made = createRepository({'src/a.ts': '1'})
    const old = made.git('rev-parse', 'HEAD')
    made.git('switch', '--quiet', '-c', 'topic')
    const head = made.commit({'src/b.ts': '1'})
    made.git('switch', '--quiet', 'main')
    const tip = made.commit({'src/m.ts': '1'})
    const target: PullTarget = {
      ...{kind: 'pull', number: 7, isUntrusted: false},
      ...{head: {oid: head, branch: 'topic'}, base: {oid: old, branch: 'main'}}
    }
    return {...made, old, head, tip, target}
  }

  it('is its labels, its draft state, its author, and where its base is', async () => {
    const {root, head, tip, old, target} = start()
    const {server, github} = await serve(root)
    const user = {login: 'dependabot[bot]', type: 'Bot'} as const
    const one = {number: 7, base: 'main', head: 'topic', baseOid: old, labels: ['skip-handoff'], draft: true, user}
    server.state.pulls.push(one)
    expect(await resolvePull(github, target)).toEqual({
      facts: {
        ...{branch: 'topic', head, draft: true, labels: ['skip-handoff']},
        opener: {login: 'dependabot[bot]', isBot: true}
      },
      base: tip,
      configAt: head
    })
    expect(await resolvePull(github, {...target, isUntrusted: true})).toMatchObject({configAt: tip})
    expect(server.requests.map(({path}) => path)).toHaveLength(4)
  })

  it('takes a person on the branch of a bot for a person', async () => {
    const {root, target} = start()
    const {server, github} = await serve(root)
    server.state.pulls.push({number: 7, base: 'main', head: 'topic', user: {login: 'renovate', type: 'User'}})
    const {facts} = await resolvePull(github, target)
    expect(facts.opener).toEqual({login: 'renovate', isBot: false})
  })

  it('keeps to the old base once it is merged, and where its base is gone', async () => {
    const {root, target, old, git} = start()
    const {server, github} = await serve(root)
    server.state.pulls.push({number: 7, base: 'main', head: 'topic', baseOid: old, state: 'closed'})
    expect(await resolvePull(github, target)).toMatchObject({base: old})
    git('branch', 'stack/a%2Fé#b', 'main')
    Object.assign(server.state.pulls[0] ?? {}, {state: 'open', base: 'stack/a%2Fé#b'})
    expect(await resolvePull(github, target)).toMatchObject({base: git('rev-parse', 'main')})
    git('branch', '-D', 'stack/a%2Fé#b')
    expect(await resolvePull(github, target)).toMatchObject({base: old})
  })

  it('is needed: a token that may not read it fails, and names the permission', async () => {
    const {root, target} = start()
    const {server, github} = await serve(root)
    server.fail({match: /\/pulls\/7/u, status: 403, message: 'Resource not accessible by integration'})
    const attempt = resolvePull(github, target)
    await expect(attempt).rejects.toMatchObject({
      exitCode: 2,
      hint: 'Add `permissions: pull-requests: read` to the job.'
    })
  })
})

describe('a push', () => {
  it('is compared with the default branch, and that with what it was', async () => {
    const {root, git, commit} = createRepository({'src/a.ts': '1'})
    const before = git('rev-parse', 'HEAD')
    const tip = commit({'src/b.ts': '1'})
    const {github} = await serve(root)
    const push = {kind: 'push', branch: 'topic', head: tip, before: null, defaultBranch: 'main'} as const
    expect(await resolvePush(github, push)).toEqual({facts: {branch: 'topic', head: tip}, base: tip, configAt: tip})
    expect(await resolvePush(github, {...push, branch: 'main', before})).toMatchObject({base: before})
    expect(await resolvePush(github, {...push, branch: 'main'})).toMatchObject({base: null})
  })
})
