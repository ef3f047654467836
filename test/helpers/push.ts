import {spawn, spawnSync} from 'node:child_process'
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {delimiter, dirname, join, resolve} from 'node:path'
import {createFolder, createRepository, type Files, gitEnvironment, type Repository, runGit} from './repository.ts'

/** The built program. */
export const cli = resolve('dist/cli.js')

export interface Outcome {
  code: number | null
  /** What git and the hook said. */
  said: string
  stdout: string
}

export interface Pushed extends Repository {
  /** A bare repository, the remote `origin`. */
  remote: string
  push: (...commands: string[]) => Outcome
  /** Push with more in the environment, or from another folder. */
  pushWith: (more: {env?: Record<string, string>; cwd?: string}, ...commands: string[]) => Outcome
  /** Commits of work, none of them small enough to need no handoff. */
  work: (count?: number) => string
}

/** The environment of a person who pushes: no settings of the tester, no colour. */
export const personEnvironment = (more: Record<string, string> = {}): Record<string, string> => {
  const env: Record<string, string> = {...gitEnvironment(), NO_COLOR: '1', HUSKY: '', ...more}
  for (const key of ['GITHUB_ACTIONS', 'CI', 'FORCE_COLOR']) delete env[key]
  for (const key of Object.keys(env)) if (/^(?:PRE_COMMIT|HANDOFF_LINT)/u.test(key) && !(key in more)) delete env[key]
  return env
}

export const hookText = (before = '', command = `node '${cli}'`): string =>
  `#!/bin/sh\n${before}\n${command} pre-push "$@"\n`

export function writeScript(path: string, text: string): void {
  mkdirSync(dirname(path), {recursive: true})
  writeFileSync(path, text)
  chmodSync(path, 0o755)
}

/** A handoff that has all that the format `timestamped` asks for. */
export const handoff = (
  title = 'retry queue',
  priority = 'Read the delay from the configuration, because operations asked for it'
) => `# Session Handoff: ${title}

**Date**: 2026-03-14
**Time**: 16:30:05
**Branch**: topic
**Author**: Ada Example

## Session Summary

The queue retries failed jobs with a growing delay. The delay is not yet configurable.

## Completed Work

- Retries with back-off in \`src/queue.ts\`

## Next Priorities

1. ${priority}

## Context for Next Session

### Decisions

- The delay doubles, since the broker throttles short bursts

### Key Files

- \`src/queue.ts\` - the retry loop
`

export const broken = handoff('retry queue', '{What to do first, and why}')

/** Where handoffs of that format lie. */
export const place = 'session-handoffs/2026-03-14-1630-retry-queue.md'

/** A repository on `topic`, with `main` pushed to a real bare remote, and the hook in `.git/hooks`. */
export function createPushed({
  files = {},
  hook = hookText(),
  format = 'sha1'
}: {
  files?: Files
  hook?: string | null
  format?: string
} = {}): Pushed {
  const bare = createFolder()
  const repository = createRepository()
  if (format !== 'sha1') {
    repository.remove('.git')
    runGit(repository.root, ['init', '--quiet', '--initial-branch=main', `--object-format=${format}`])
    repository.git('config', 'user.name', 'Ada Example')
    repository.git('config', 'user.email', 'ada@example.org')
  }
  repository.commit({'src/a.ts': '0', ...files}, {message: 'first'})
  const remote = bare.path('remote.git')
  runGit(bare.root, ['init', '--quiet', '--bare', '--initial-branch=main', `--object-format=${format}`, remote])
  repository.git('remote', 'add', 'origin', remote)
  repository.git('push', '--quiet', 'origin', 'main')
  repository.git('switch', '--quiet', '-c', 'topic')
  if (hook !== null) writeScript(repository.path('.git/hooks/pre-push'), hook)
  const pushWith: Pushed['pushWith'] = ({env, cwd = repository.root}, ...commands) =>
    run('git', ['push', ...commands], {cwd, env: env ?? {}})
  let made = 0
  const work = (count = 3) => {
    let oid = ''
    for (let index = 0; index < count; index++) oid = repository.commit({[`src/work-${++made}.ts`]: String(made)})
    return oid
  }
  return {...repository, remote, push: (...commands) => pushWith({}, ...commands), pushWith, work}
}

export interface RunOptions {
  cwd: string
  env?: Record<string, string>
  input?: string | undefined
}

/** Run a program to its end. */
export function run(command: string, words: readonly string[], {cwd, env = {}, input}: RunOptions): Outcome {
  const path = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter)
  const {status, stdout, stderr, error} = spawnSync(command, [...words], {
    cwd,
    env: personEnvironment({PATH: path, ...env}),
    encoding: 'utf8',
    ...(input === undefined ? {stdio: ['ignore', 'pipe', 'pipe']} : {input})
  })
  if (error) throw error
  return {code: status, said: stderr, stdout}
}

/** Hand the program what git, or a hook manager, hands it. */
export const replay = (words: readonly string[], options: RunOptions): Outcome =>
  run(process.execPath, [cli, 'pre-push', ...words], options)

/** Run the program with an input that nobody ends; the exit code and the milliseconds until then. */
export function runOpen(words: readonly string[], {cwd, env = {}}: RunOptions): Promise<Outcome & {took: number}> {
  const from = Date.now()
  const child = spawn(process.execPath, [cli, 'pre-push', ...words], {cwd, env: personEnvironment(env)})
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += String(chunk)
  })
  return new Promise((resolved) => {
    child.on('exit', (code) => resolved({code, said, stdout: '', took: Date.now() - from}))
  })
}

/** A line as git writes it to the hook. */
export const line = (repository: Repository, local: string, remoteRef: string, remoteOid?: string): string => {
  const oid = repository.git('rev-parse', local)
  return `${local} ${oid} ${remoteRef} ${remoteOid ?? '0'.repeat(oid.length)}\n`
}

/** A folder whose `git` counts how often it is started. */
export function countGit(): {folder: string; count: () => number} {
  const {root, path, write} = createFolder({log: ''})
  const real = run('sh', ['-c', 'command -v git'], {cwd: root}).stdout.trim()
  write({})
  writeScript(join(root, 'git'), `#!/bin/sh\necho "$@" >> '${path('log')}'\nexec '${real}' "$@"\n`)
  return {folder: root, count: () => run('cat', [path('log')], {cwd: root}).stdout.split('\n').length - 1}
}
