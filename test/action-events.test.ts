import {describe, expect, it, vi} from 'vitest'
import {type ActionRun, exampleOf, groupPayload, node24, pullPayload, pushPayload, runAction} from './helpers/action.ts'
import {serve} from './helpers/github.ts'
import {broken, place} from './helpers/push.ts'
import {createRepository, runGit} from './helpers/repository.ts'

// Every event, with the payload that GitHub sends: what the runner gets, and what is asked of GitHub, is on record.
vi.setConfig({testTimeout: 180_000, hookTimeout: 60_000})

interface EventCase {
  event: string
  payload: unknown
  inputs?: Record<string, string>
  clone?: true
}

function casesOf(base: string, head: string): Record<string, EventCase> {
  const zero = '0'.repeat(40)
  const pull = (action: string, more: object = {}) => pullPayload({base, head, action, ...more})
  const actions = ['opened', 'synchronize', 'reopened', 'ready_for_review', 'labeled', 'unlabeled', 'edited', 'closed']
  const inWords = Object.fromEntries(
    actions.map((action) => [`pull_request ${action}`, {event: 'pull_request', payload: pull(action)}])
  )
  const push = (more: object, payload = pushPayload('topic', base, head)) => ({
    event: 'push',
    payload: {...payload, ...more}
  })
  const rest = (event: string, inputs = {}) => ({event, payload: exampleOf(event), inputs})
  const repository = {full_name: 'octo/demo', default_branch: 'main'}
  return {
    ...inWords,
    'pull_request opened, whole clone in the workspace': {event: 'pull_request', payload: pull('opened'), clone: true},
    'pull_request from a fork': {event: 'pull_request', payload: pull('opened', {headRepository: 'eve/demo'})},
    'pull_request from a fork that is gone': {event: 'pull_request', payload: pull('opened', {headRepository: null})},
    pull_request_target: {event: 'pull_request_target', payload: pull('opened')},
    push: push({}),
    'push of a new branch': push({before: zero, created: true}),
    'push that deletes': push({after: zero, deleted: true}),
    'push of a tag': push({ref: 'refs/tags/v1'}),
    merge_group: {event: 'merge_group', payload: groupPayload(base, head)},
    'merge_group that is checked': {
      ...{event: 'merge_group', payload: groupPayload(base, head)},
      inputs: {'check-merge-group': 'true'}
    },
    schedule: {event: 'schedule', payload: {schedule: '0 0 * * *', repository}},
    workflow_dispatch: {event: 'workflow_dispatch', payload: {...exampleOf('workflow_dispatch'), repository}},
    'workflow_dispatch with a head': rest('workflow_dispatch', {head: 'topic', base: 'main'}),
    'workflow_call by a pull request': {event: 'workflow_call', payload: pull('opened')},
    issue_comment: rest('issue_comment'),
    workflow_run: rest('workflow_run'),
    release: rest('release')
  }
}

/** Ids and dates differ from run to run. */
const plain = (text: string): string =>
  text
    .replace(/http:\/\/127\.0\.0\.1:\d+/gu, 'https://server')
    .replace(/[0-9a-f]{40}/gu, '<oid>')
    .replace(/\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2})?/gu, '<date>')

const record = ({code, errors, warnings, notices, outputs, summary, requests}: ActionRun) => ({
  ...{code, errors: errors.map(plain), warnings: warnings.map(plain), notices: notices.map(plain), outputs},
  summary: plain(summary.split('\n')[0] ?? ''),
  requests: requests.map(plain).sort()
})

async function runAll(how: {node: string} | {inProcess: true}): Promise<Record<string, ReturnType<typeof record>>> {
  const repository = createRepository({'src/a.ts': '0'})
  const base = repository.git('rev-parse', 'HEAD')
  repository.git('switch', '--quiet', '-c', 'topic')
  for (const name of ['1', '2', '3']) repository.commit({[`src/${name}.ts`]: name})
  const head = repository.commit({[place]: broken})
  const clone = createRepository()
  runGit(clone.root, ['fetch', '--quiet', `file://${repository.root}`, 'main', 'topic'])
  const results: Record<string, ReturnType<typeof record>> = {}
  for (const [name, {event, payload, inputs = {}, clone: isCloned}] of Object.entries(casesOf(base, head))) {
    const {server} = await serve(repository.root)
    server.state.pulls.push({number: 7, base: 'main', head: 'topic'})
    const given = isCloned ? {workspace: clone.root} : {}
    const run = await runAction(server, {event, payload, inputs, ...how, ...given})
    expect([name, run.stderr]).toEqual([name, ''])
    expect([name, run.commands.filter((one) => !['error', 'warning', 'notice'].includes(one.name))]).toEqual([name, []])
    results[name] = record(run)
    if (process.env['ACTION_TIMES']) {
      const annotations = [run.errors, run.warnings, run.notices].map(({length}) => length).join('/')
      process.stdout.write(`| ${name} | ${run.code} | ${annotations} | ${run.requests.length} | ${run.took} |\n`)
    }
  }
  return results
}

describe('each event', () => {
  it('gets the exit code, annotations, outputs, summary and requests that are on record', async () => {
    const text = `${JSON.stringify(await runAll({node: process.execPath}), null, 2)}\n`
    await expect(text).toMatchFileSnapshot('./action-events.json')
  })

  it('gets the same out of the sources', async () => {
    const text = `${JSON.stringify(await runAll({inProcess: true}), null, 2)}\n`
    await expect(text).toMatchFileSnapshot('./action-events.json')
  })

  it.runIf(node24)('gets the same on Node 24, which GitHub runs it with', async () => {
    const text = `${JSON.stringify(await runAll({node: node24 ?? ''}), null, 2)}\n`
    await expect(text).toMatchFileSnapshot('./action-events.json')
  })
})
