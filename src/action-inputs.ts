import {durationPattern, secondsOf} from './config/freshness-duration.ts'
import {pathProblem} from './config/path-problem.ts'
import {UsageError} from './errors.ts'
import {instead} from './suggest.ts'

/** What a user can set in a workflow; texts are empty where nothing was said. */
export interface ActionInputs {
  token: string
  config: string
  profile: string
  base: string
  head: string
  deepen: 'auto' | 'never'
  mode: 'auto' | 'pull-request' | 'branches'
  failOn: 'error' | 'warning' | 'never'
  onUnknown: 'error' | 'warning'
  comment: 'on-failure' | 'always' | 'never'
  annotations: boolean
  sarifFile: string
  reportFile: string
  skipLabel: string
  exemptAuthors: readonly string[]
  /** Null: as the configuration says. */
  maxCommits: number | false | null
  /** Seconds. */
  maxAge: number | false | null
  workingDirectory: string
  checkMergeGroup: boolean
  branches: 'all' | 'pull-requests'
  dashboard: boolean
  commentStale: boolean
  shard: {index: number; count: number} | null
}

/** One input or output, as `action.yml` and the documentation have it. */
export interface Described {
  name: string
  description: string
  default?: string
}

const yes = {true: true, false: false} as const

/** All inputs, in the order of the documentation; `action.yml` and its table are made of this list. */
export const inputTable = [
  {
    name: 'github-token',
    description:
      'Token for GitHub’s API; `contents: read` and `pull-requests: read`, with comments `pull-requests: write`',
    default: '$' + '{{ github.token }}'
  },
  {name: 'config', description: 'Path of the configuration in the repository; without it, the one at the root'},
  {name: 'profile', description: 'Profile that judges every handoff: a built-in name, or the path of a template'},
  {name: 'base', description: 'Branch or commit to compare with; without it, the one that the event names'},
  {name: 'head', description: 'Branch or commit to judge; without it, the one that the event names'},
  {
    name: 'deepen',
    description:
      'Whether a shallow clone in the workspace may fetch history that is missing: `auto`, where the API cannot do, or `never`',
    default: 'auto'
  },
  {
    name: 'mode',
    description: '`pull-request` judges one branch, `branches` all of them, `auto` what the event calls for',
    default: 'auto'
  },
  {
    name: 'fail-on',
    description: 'What fails the step: `error`, `warning`, or `never`, which shows errors as warnings',
    default: 'error'
  },
  {
    name: 'on-unknown',
    description: 'What it means that a branch cannot be judged: `error` fails the step, `warning` does not',
    default: 'error'
  },
  {
    name: 'comment',
    description:
      'When to comment on the pull request: `on-failure`, `always` or `never`; there is one, kept up to date',
    default: 'on-failure'
  },
  {name: 'annotations', description: 'Whether to annotate the lines: `true` or `false`', default: 'true'},
  {name: 'sarif-file', description: 'File in the workspace for a SARIF report'},
  {name: 'report-file', description: 'File in the workspace for the JSON report'},
  {name: 'skip-label', description: 'Label of pull requests that are skipped, beside those of the configuration'},
  {
    name: 'exempt-authors',
    description: 'Logins whose pull requests are skipped, divided by commas or lines, beside those of the configuration'
  },
  {
    name: 'max-commits',
    description: 'Most commits of work since the newest handoff, or `false`; over the configuration'
  },
  {
    name: 'max-age',
    description:
      'Longest time between the newest handoff and later work, such as `24h`, or `false`; over the configuration'
  },
  {name: 'working-directory', description: 'Folder of the repository to look at, as if there were nothing else'},
  {
    name: 'check-merge-group',
    description: 'Whether to judge merge groups, too: `true` or `false`; their pull requests were judged already',
    default: 'false'
  },
  {
    name: 'branches',
    description: 'In mode `branches`: `all` branches, or those of the open `pull-requests`',
    default: 'all'
  },
  {
    name: 'dashboard',
    description:
      'In mode `branches`: whether to keep an issue with the result: `true` or `false`; needs `issues: write`',
    default: 'false'
  },
  {
    name: 'comment-stale',
    description: 'In mode `branches`: whether to comment on pull requests of stale branches: `true` or `false`',
    default: 'false'
  },
  {name: 'shard', description: 'In mode `branches`: the part of the branches to judge, such as `2/7`'}
] as const satisfies readonly Described[]

type InputName = (typeof inputTable)[number]['name']

/** All outputs: words of a fixed choice, numbers, and paths without signs that a shell obeys. */
export const outputTable = [
  {name: 'status', description: '`passed`, `failed`, `undetermined`, `skipped` or `error` (the step could not run)'},
  {
    name: 'verdict',
    description:
      '`covered`, `due`, `stale`, `missing`, `exempt` or `unknown`; of several branches the worst; empty for none'
  },
  {name: 'error-count', description: 'Number of errors'},
  {name: 'warning-count', description: 'Number of warnings'},
  {name: 'stale-branches', description: 'Number of branches that are `stale` or `missing`'},
  {
    name: 'handoff-path',
    description: 'Path of the newest handoff of the branch; empty for none, and for unusual names'
  },
  {name: 'report-path', description: 'Path of the JSON report in the workspace; empty without `report-file`'}
] as const satisfies readonly Described[]

export type OutputName = (typeof outputTable)[number]['name']

type Env = Readonly<Record<string, string | undefined>>

/** Read the inputs as the runner hands them over: in the environment, spaces as `_`, hyphens kept. */
export function readInputs(env: Env): ActionInputs {
  const text = (name: InputName): string => {
    const given = env[`INPUT_${name.toUpperCase()}`]?.trim() ?? ''
    const {default: usual = ''}: Described = inputTable.find((one) => one.name === name) ?? {name, description: ''}
    return given === '' && !usual.startsWith('$') ? usual : given
  }
  const choice = <Value extends string>(name: InputName, choices: readonly Value[]): Value => {
    const given = text(name)
    return choices.find((one) => one === given) ?? refuse(name, given, instead(given, [...choices]))
  }
  const flag = (name: InputName): boolean => yes[choice(name, ['true', 'false'])]
  return {
    token: text('github-token'),
    config: path('config', text('config')),
    profile: text('profile'),
    base: revision('base', text('base')),
    head: revision('head', text('head')),
    deepen: choice('deepen', ['auto', 'never']),
    mode: choice('mode', ['auto', 'pull-request', 'branches']),
    failOn: choice('fail-on', ['error', 'warning', 'never']),
    onUnknown: choice('on-unknown', ['error', 'warning']),
    comment: choice('comment', ['on-failure', 'always', 'never']),
    annotations: flag('annotations'),
    sarifFile: path('sarif-file', text('sarif-file')),
    reportFile: path('report-file', text('report-file')),
    skipLabel: text('skip-label'),
    exemptAuthors: listOf(text('exempt-authors')),
    maxCommits: commits(text('max-commits')),
    maxAge: age(text('max-age')),
    workingDirectory: folder(text('working-directory')),
    checkMergeGroup: flag('check-merge-group'),
    branches: choice('branches', ['all', 'pull-requests']),
    dashboard: flag('dashboard'),
    commentStale: flag('comment-stale'),
    shard: shard(text('shard'))
  }
}

function refuse(name: InputName, given: string, hint: string | null): never {
  throw new UsageError(`unexpected value ${JSON.stringify(given.slice(0, 100))} of the input \`${name}\``, {hint})
}

const listOf = (text: string): string[] =>
  text
    .split(/[,\n]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')

function path(name: InputName, given: string): string {
  const problem = given === '' ? null : pathProblem(given)
  return problem === null ? given : refuse(name, given, `Give a path in the repository, not one that ${problem}.`)
}

const folder = (given: string): string =>
  path('working-directory', given)
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/')

/** Not one that git would take for a search or an option. */
function revision(name: InputName, given: string): string {
  return /^(?!-)[^\s~^:?*[\\{}\p{Cc}]*$/u.test(given)
    ? given
    : refuse(name, given, 'Give the name of a branch, or a full object id.')
}

function commits(given: string): ActionInputs['maxCommits'] {
  if (given === '' || given === 'false') return given === '' ? null : false
  return /^\d{1,6}$/u.test(given) ? Number(given) : refuse('max-commits', given, 'Give a whole number, or `false`.')
}

function age(given: string): ActionInputs['maxAge'] {
  if (given === '' || given === 'false') return given === '' ? null : false
  return durationPattern.test(given)
    ? secondsOf(given)
    : refuse('max-age', given, 'Give a whole number and a unit, such as `30m`, `24h` or `7d`; or `false`.')
}

function shard(given: string): ActionInputs['shard'] {
  if (given === '') return null
  const [, index = '', count = ''] = /^(\d{1,4})\/(\d{1,4})$/u.exec(given) ?? []
  const isPart = Number(index) >= 1 && Number(index) <= Number(count)
  return isPart
    ? {index: Number(index), count: Number(count)}
    : refuse('shard', given, 'Give the number of the part and how many there are: `2/7`.')
}
