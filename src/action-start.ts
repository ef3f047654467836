import {readFileSync} from 'node:fs'
import type {ActionContext} from './action-context.ts'
import {readInputs} from './action-inputs.ts'
import {createCheck} from './action-source.ts'
import {UsageError} from './errors.ts'
import {createGithub} from './github/client.ts'
import {neutralise, workflowCommand} from './reporters/workflow-command.ts'
import {escapeText} from './terminal.ts'

/** All that the Action takes from the outside; nothing else is touched but the files that the environment names. */
export interface ActionInvocation {
  env: Readonly<Record<string, string | undefined>>
  stdout: {write: (text: string) => unknown}
  now: Date
}

/** Ways to speak to the runner; none lets foreign text pass for a command. */
export type Speech = Pick<ActionContext, 'say' | 'notice' | 'warn' | 'debug'> & {
  fail: (text: string) => void
  /** Text that was made for the runner already. */
  out: (text: string) => void
}

export function makeSpeech({env, stdout}: ActionInvocation): Speech {
  const out = (text: string) => void stdout.write(text)
  const command = (name: string) => (text: string) =>
    out(`${workflowCommand(name, {title: 'handoff-lint'}, text.split('\n').map(escapeText).join('\n'))}\n`)
  const isDebug = env['RUNNER_DEBUG'] === '1' || env['ACTIONS_STEP_DEBUG'] === 'true'
  return {
    out,
    say: (line) => out(`${neutralise(escapeText(line))}\n`),
    notice: command('notice'),
    warn: command('warning'),
    fail: command('error'),
    debug: isDebug ? (line) => out(`${workflowCommand('debug', {}, escapeText(line))}\n`) : () => {}
  }
}

/** Read inputs and event; nothing is asked of GitHub yet. */
export function createContext({env, now}: ActionInvocation, speech: Speech): ActionContext {
  const inputs = readInputs(env)
  const apiUrl = env['GITHUB_API_URL'] || 'https://api.github.com'
  const repository = required(env, 'GITHUB_REPOSITORY')
  const serverUrl = (env['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/u, '')
  const graphqlUrl = env['GITHUB_GRAPHQL_URL'] || `${apiUrl.replace(/\/+$/u, '')}/graphql`
  const github = createGithub({repository, apiUrl, graphqlUrl, token: inputs.token, env, debug: speech.debug})
  const run = env['GITHUB_RUN_ID']
  let login: Promise<string> | undefined
  return {
    ...{inputs, env, now, github, repository, serverUrl},
    ...{say: speech.say, notice: speech.notice, warn: speech.warn, debug: speech.debug},
    event: {name: required(env, 'GITHUB_EVENT_NAME'), payload: readPayload(env)},
    runUrl: run === undefined ? undefined : `${serverUrl}/${repository}/actions/runs/${run}`,
    login: () => {
      login ??= github.login()
      return login
    },
    check: createCheck({inputs, env, now, github, debug: speech.debug}),
    linkTo: (path, line, commit) =>
      commit === undefined
        ? null
        : `${serverUrl}/${repository}/blob/${commit}/${path.split('/').map(encodeURIComponent).join('/')}?plain=1#L${line}`
  }
}

function required(env: ActionInvocation['env'], name: string): string {
  const value = env[name]
  if (value) return value
  throw new UsageError(`${name} is not set`, {hint: 'Run this as a step of GitHub Actions; elsewhere use the command.'})
}

function readPayload(env: ActionInvocation['env']): unknown {
  const path = required(env, 'GITHUB_EVENT_PATH')
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new UsageError('the payload of the event cannot be read', {
      cause,
      hint: 'Leave `GITHUB_EVENT_PATH` as GitHub sets it.'
    })
  }
}
