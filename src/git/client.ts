import {GitError} from '../errors.ts'
import {findRoot} from './root.ts'
import {askGit, placeAt} from './start-git.ts'

/** All that this project asks of git; paths are from the repository root, with `/` between folders. */
export interface Git {
  /** The top folder of the work tree, or null outside one; found without starting git. */
  root: () => Promise<string | null>
  /** Name of the branch checked out, without `refs/heads/`; null for a detached head and outside a repository. */
  branch: () => Promise<string | null>
  /** `user.name` of the configuration. */
  author: () => Promise<string | null>
  /** What is tracked, and what is neither tracked nor ignored. */
  listFiles: () => Promise<string[]>
  isTracked: (path: string) => Promise<boolean>
  /** `git mv`; it refuses to overwrite. */
  move: (from: string, to: string) => Promise<void>
}

interface Answer {
  exitCode: number | null
  stdout: string
  stderr: string
}

type Run = (folder: string, commands: readonly string[], accepted?: readonly number[]) => Promise<Answer>

/** Git for one folder. Nothing is loaded or started before it is asked; a git that fails throws a `GitError`. */
export function createGit(cwd: string, run: Run = runGit): Git {
  let known: string | null | undefined
  const root = () => {
    if (known === undefined) known = findRoot(cwd)
    return known
  }
  const inRepository = (commands: readonly string[], accepted?: readonly number[]) => {
    const folder = root()
    if (folder === null) throw new GitError('not inside a git repository', {hint: 'Run it inside one.'})
    return run(folder, commands, accepted)
  }
  return {
    root: async () => root(),
    branch: async () => {
      const folder = root()
      if (folder === null) return null
      // Most runs ask this and nothing else, and to load simple-git takes longer than git takes to answer.
      const answer = await askGit(placeAt(folder, process.env), ['symbolic-ref', '-q', 'HEAD'], '', [0, 1])
      return branchOf(answer.toString('utf8'))
    },
    // Exit code 1: the key is not set.
    author: async () => line((await run(root() ?? cwd, ['config', '--get', 'user.name'], [0, 1])).stdout),
    listFiles: async () => {
      const {stdout} = await inRepository(['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
      return parsePaths(stdout)
    },
    isTracked: async (path) => {
      if (root() === null) return false
      const {stdout} = await inRepository(['--literal-pathspecs', 'ls-files', '-z', '--', path])
      return stdout !== ''
    },
    move: async (from, to) => {
      await inRepository(['mv', '--', from, to])
    }
  }
}

/** Split the answer of `ls-files -z`: a path in conflict is listed once a stage, a nested repository ends with `/`. */
export const parsePaths = (stdout: string): string[] => [
  ...new Set(stdout.split('\0').filter((path) => path !== '' && !path.endsWith('/')))
]

function branchOf(stdout: string): string | null {
  const ref = line(stdout)
  return ref?.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null
}

const line = (stdout: string): string | null => stdout.replace(/\r?\n$/u, '') || null

/** Run git once through a fresh simple-git: within one instance a failing task takes the waiting ones with it. */
async function runGit(folder: string, commands: readonly string[], accepted: readonly number[] = [0]): Promise<Answer> {
  const {simpleGit} = await import('simple-git')
  let answer: Answer = {exitCode: null, stdout: '', stderr: ''}
  try {
    const git = simpleGit({
      baseDir: folder,
      // By default a timer of 50 ms keeps the process alive after the last command.
      completion: {onClose: true, onExit: false},
      // A repository may name a program here, and `ls-files` would start it.
      config: ['core.fsmonitor=false'],
      unsafe: {allowUnsafeFsMonitor: true},
      errors: (error, {exitCode, stdOut, stdErr}) => {
        answer = {exitCode, stdout: '', stderr: Buffer.concat(stdErr).toString()}
        // By default a failure that prints nothing on stderr passes for an empty answer.
        return (
          error ?? (accepted.includes(exitCode) ? undefined : Buffer.concat([...stdErr, ...stdOut, Buffer.from(' ')]))
        )
      }
    })
    const stdout = await git.env(childEnvironment()).raw([...commands])
    return {...answer, stdout}
  } catch (cause) {
    throw gitError(commands, answer, cause)
  }
}

// Variables that simple-git refuses to hand on; none of them matters to a command that only asks.
const guarded = new Set(['editor', 'pager', 'prefix', 'ssh_askpass', 'visual'])

/** Our environment without what a hook's git left in it, and with messages in English, because they are read. */
function childEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^git_/iu.test(entry[0]) && !guarded.has(entry[0].toLowerCase())
  )
  return {...Object.fromEntries(kept), LC_ALL: 'C'}
}

function gitError(commands: readonly string[], {stderr}: Answer, cause: unknown): GitError {
  const said = stderr || (cause instanceof Error ? cause.message : String(cause))
  if (/\bENOENT\b/u.test(said)) {
    return new GitError('git was not found', {cause, hint: 'Install git, or put it on the PATH.'})
  }
  const first =
    said
      .split('\n')
      .find((text) => text.trim() !== '')
      ?.trim() ?? 'it said nothing'
  const command = commands.find((word) => !word.startsWith('-')) ?? ''
  return new GitError(`git ${command} failed: ${first.replace(/^(?:fatal|error): /u, '')}`, {
    cause,
    hint: hintFor(said)
  })
}

function hintFor(said: string): string | null {
  if (!/dubious ownership/u.test(said)) return null
  const command = /git config --global --add safe\.directory .+/u.exec(said)?.[0]
  return `The repository belongs to another user; if you trust it, run \`${command ?? 'git config --global --add safe.directory <folder>'}\`.`
}
