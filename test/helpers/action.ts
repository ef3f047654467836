import {spawn} from 'node:child_process'
import {copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import examples from '@octokit/webhooks-examples'
import {type RolldownOptions, rolldown} from 'rolldown'
import config from '../../rolldown.config.ts'
import {main} from '../../src/action.ts'
import type {GithubServer} from './github-server.ts'
import {createFolder, gitEnvironment} from './repository.ts'
import {type RunnerCommand, readCommands} from './runner-commands.ts'

/** What the runner would have got from one step. */
export interface ActionRun {
  code: number | null
  stdout: string
  stderr: string
  commands: RunnerCommand[]
  /** Annotations by kind, as texts. */
  errors: string[]
  warnings: string[]
  notices: string[]
  outputs: Record<string, string>
  summary: string
  /** `METHOD /path` of this run, without the repository. */
  requests: string[]
  /** Milliseconds. */
  took: number
  folder: string
}

export interface ActionOptions {
  event?: string
  payload?: unknown
  inputs?: Record<string, string>
  env?: Record<string, string>
  /** A folder to be `GITHUB_WORKSPACE`; else an empty one. */
  workspace?: string
  node?: string
  /** Call the sources instead of the bundle: what is measured as covered. */
  inProcess?: boolean
}

let built: Promise<string> | undefined

/** Bundle the Action as for `dist`, but once a test file and into a folder of its own, which no other build empties. */
export function bundleAction(): Promise<string> {
  built ??= bundle(createFolder().root)
  return built
}

async function bundle(folder: string): Promise<string> {
  const configs = [config].flat() as RolldownOptions[]
  const own = configs.find(({input}) => typeof input === 'object' && 'action' in input)
  if (!own) throw new Error('the Action is not built')
  const {output, ...input} = own
  const made = await rolldown({...input, logLevel: 'silent'})
  await made.write({...[output].flat()[0], dir: join(folder, 'dist')})
  await made.close()
  copyFileSync('package.json', join(folder, 'package.json'))
  writeFileSync(join(folder, 'dist/package.json'), '{"type": "commonjs"}\n')
  return join(folder, 'dist/action.js')
}

/** The Node of users, where it is installed beside ours. */
export const node24 = ['bin/node', 'node_modules/node/bin/node', 'node_modules/.bin/node']
  .map((name) => join(process.env['NODE24'] ?? '', name))
  .find((path) => process.env['NODE24'] && existsSync(path))

/** Run the bundled Action as the runner does. */
export async function runAction(server: GithubServer, options: ActionOptions = {}): Promise<ActionRun> {
  const {event = 'pull_request', payload = {}, inputs = {}, node = process.execPath} = options
  const folder = createFolder().root
  const file = (name: string, text = '') => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const env: Record<string, string> = {
    ...{PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(':'), HOME: folder},
    ...Object.fromEntries(Object.entries(gitEnvironment()).filter(([key]) => key.startsWith('GIT_'))),
    ...{GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_EVENT_NAME: event, GITHUB_REPOSITORY: server.name},
    ...{GITHUB_API_URL: server.apiUrl, GITHUB_GRAPHQL_URL: server.graphqlUrl, GITHUB_SERVER_URL: server.url},
    ...{GITHUB_RUN_ID: '42', GITHUB_JOB: 'handoffs', GITHUB_WORKFLOW_REF: 'octo/demo/.github/workflows/h.yml@refs/x'},
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(payload)),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_WORKSPACE: options.workspace ?? mkdtempSync(join(folder, 'workspace-')),
    'INPUT_GITHUB-TOKEN': server.token,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...options.env
  }
  const from = server.requests.length
  const started = Date.now()
  const {code, stdout, stderr} = options.inProcess ? await call(env) : await start(node, folder, env)
  const commands = readCommands(stdout)
  const said = (name: string) => commands.filter((one) => one.name === name).map(({data}) => data)
  return {
    ...{code, stdout, stderr, commands, took: Date.now() - started, folder},
    ...{errors: said('error'), warnings: said('warning'), notices: said('notice')},
    outputs: readOutputs(readFileSync(join(folder, 'output'), 'utf8')),
    summary: readFileSync(join(folder, 'summary'), 'utf8'),
    requests: server.requests
      .slice(from)
      .map(({method, path}) => `${method} ${path.replace(`/repos/${server.name}`, '') || '/'}`)
  }
}

async function start(node: string, cwd: string, env: Record<string, string>) {
  const program = await bundleAction()
  const child = spawn(node, [program], {cwd, env, stdio: ['ignore', 'pipe', 'pipe']})
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done))
  return {code, stdout: stdout(), stderr: stderr()}
}

async function call(env: Record<string, string>) {
  let stdout = ''
  const write = (text: string) => {
    stdout += text
  }
  return {code: await main({env, stdout: {write}, now: new Date()}), stdout, stderr: ''}
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString('utf8')
}

/** The file of outputs, as the runner reads it: only the form with delimiters is accepted. */
export function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  const lines = text.split('\n')
  for (let at = 0; at < lines.length - 1; at++) {
    const [, name = '', end = ''] = /^([\w-]+)<<(\S+)$/u.exec(lines[at] ?? '') ?? []
    const close = lines.indexOf(end, at + 1)
    if (name === '' || close === -1) throw new Error(`not an output: ${lines[at]}`)
    outputs[name] = lines.slice(at + 1, close).join('\n')
    at = close
  }
  return outputs
}

type Example = Record<string, unknown>

/** A payload as GitHub sends it. */
export function exampleOf(event: string, action?: string): Example {
  const found = (examples as unknown as {name: string; examples: Example[]}[]).find(({name}) => name === event)
  const example = found?.examples.find((one) => action === undefined || one['action'] === action) ?? found?.examples[0]
  if (!example) throw new Error(`no example of ${event}`)
  return structuredClone(example)
}

export interface PullShape {
  number?: number
  action?: string
  head: string
  headRef?: string
  base: string
  headRepository?: string | null
}

const here = {full_name: 'octo/demo', default_branch: 'main'}

/** The payload of a pull request with our commits in it. */
export function pullPayload({number = 7, action = 'opened', headRef = 'topic', ...shape}: PullShape): Example {
  const {headRepository = 'octo/demo'} = shape
  const example = exampleOf('pull_request')
  const pull = example['pull_request'] as Example
  return {
    ...{...example, action, number, repository: {...(example['repository'] as Example), ...here}},
    pull_request: {
      ...{...pull, number},
      base: {...(pull['base'] as Example), ref: 'main', sha: shape.base, repo: here},
      head: {
        ...(pull['head'] as Example),
        ...{ref: headRef, sha: shape.head, repo: headRepository === null ? null : {full_name: headRepository}}
      }
    }
  }
}

/** The payload of a push. */
export const pushPayload = (branch: string, before: string, after: string, more: Example = {}): Example => ({
  ...exampleOf('push'),
  ...{ref: `refs/heads/${branch}`, before, after, created: false, deleted: false, forced: false, repository: here},
  ...more
})

export const groupPayload = (base: string, head: string): Example => {
  const group = {
    base_sha: base,
    head_sha: head,
    base_ref: 'refs/heads/main',
    head_ref: 'refs/heads/gh-readonly-queue/x'
  }
  return {...exampleOf('merge_group'), repository: here, merge_group: group}
}
