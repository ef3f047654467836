import {type ChildProcessByStdio, spawn} from 'node:child_process'
import {setPriority} from 'node:os'
import type {Readable, Writable} from 'node:stream'
import {GitError} from '../errors.ts'

/** Where git is asked: the folder that we were started in, and our environment, which may name the repository. */
export interface GitPlace {
  cwd: string
  env: Readonly<Record<string, string | undefined>>
}

/** Our own repository, not the one that a hook’s git may have left in the environment. */
export const placeAt = (cwd: string, env: GitPlace['env']): GitPlace => ({
  cwd,
  env: Object.fromEntries(Object.entries(env).filter(([key]) => !/^git_/iu.test(key)))
})

/** A git that speaks to us alone: its messages are kept, not shown. */
export type GitProcess = ChildProcessByStdio<Writable, Readable, Readable>

interface GitSettings {
  /** Whether git may fetch objects that a partial clone lacks. */
  lazyFetch: boolean
  /** Without input there is nothing to write to; a pipe more takes as long as a third of a start. */
  hasInput?: boolean
}

// Git leaves these to a hook in a linked worktree or a bare repository, where nothing else may tell which one is meant.
const kept = new Set(['GIT_DIR', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES'])

const fixed = {
  LC_ALL: 'C',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  // What another clone sees counts, and replacements are not pushed.
  GIT_NO_REPLACE_OBJECTS: '1',
  // Into a pipe git would else write each commit by itself.
  GIT_FLUSH: '0'
}

/** Start git for reading. The arguments must hold no foreign text but validated object ids: the rest goes to its input. */
export function startGit(
  place: GitPlace,
  commands: readonly string[],
  {lazyFetch, hasInput = true}: GitSettings
): GitProcess {
  const inherited = Object.entries(place.env).filter(([key]) => kept.has(key) || !/^git_/iu.test(key))
  return spawn('git', ['--no-pager', '-c', 'core.fsmonitor=false', ...commands], {
    cwd: place.cwd,
    env: {...Object.fromEntries(inherited), ...fixed, ...(lazyFetch ? {} : {GIT_NO_LAZY_FETCH: '1'})},
    stdio: [hasInput ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    windowsHide: true
  }) as GitProcess
}

// Far more than any branch needs, far less than a string can hold.
const longest = 256 * 2 ** 20

/** A git that is asked as one goes along; what it says is taken as it comes. */
export interface GitStream {
  feed: (input: string) => void
  /** It works ahead: where there are not enough processors, what is waited for goes first. */
  yield: () => void
  /** Let it finish. It must be called, and a git that failed throws here. */
  end: (input?: string) => Promise<void>
  /** Its answer is not wanted any more. */
  stop: () => void
}

/** Start a git whose answer is taken piece by piece. */
export function streamGit(
  place: GitPlace,
  commands: readonly string[],
  take: (chunk: Buffer) => void,
  {accepted = [0], hasInput = true}: {accepted?: readonly number[]; hasInput?: boolean} = {}
): GitStream {
  const git = startGit(place, commands, {lazyFetch: false, hasInput})
  const said: Buffer[] = []
  let problem: unknown = null
  git.stdout.on('data', (chunk: Buffer) => {
    if (problem !== null) return
    try {
      take(chunk)
    } catch (error) {
      problem = error
      git.kill()
    }
  })
  git.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  // A git that refuses its arguments does not read; what it says tells more than the broken pipe.
  git.stdin?.on('error', () => {})
  const finished = closed(git).then((code) => {
    if (problem !== null) throw problem
    if (code === null || !accepted.includes(code)) throw gitError(commands, Buffer.concat(said).toString())
  })
  // Whoever started it may be ended by something else before it is asked how it went.
  finished.catch(() => {})
  return {
    feed: (input) => void git.stdin.write(input),
    yield: () => {
      try {
        if (git.pid !== undefined) setPriority(git.pid, 5)
      } catch {
        // It has ended, or the system does not let us: then it only takes longer.
      }
    },
    end: (input = '') => {
      git.stdin?.end(input)
      return finished
    },
    stop: () => void git.kill()
  }
}

/** Ask git once: the whole answer, as bytes. A git that fails throws. */
export async function askGit(
  place: GitPlace,
  commands: readonly string[],
  input = '',
  accepted = [0]
): Promise<Buffer> {
  const output: Buffer[] = []
  let length = 0
  const take = (chunk: Buffer) => {
    length += chunk.length
    if (length > longest) throw new GitError(`git ${nameOf(commands)} gave more than ${longest / 2 ** 20} MiB`)
    output.push(chunk)
  }
  await streamGit(place, commands, take, {accepted, hasInput: input !== ''}).end(input)
  return Buffer.concat(output)
}

/** The exit code once all output has been read; null when it was killed. */
const closed = (git: GitProcess): Promise<number | null> =>
  new Promise((resolve, reject) => {
    git.on('error', (cause) => reject(startError(cause)))
    git.on('close', resolve)
    // To wait until its pipes are taken apart takes a millisecond; only one that failed has still something to say.
    git.on('exit', (code) => {
      if (code === 0 && git.stdout.readableEnded) resolve(0)
      else if (code === 0) git.stdout.on('end', () => resolve(0))
    })
  })

/** A git that could not be started at all. */
export function startError(cause: NodeJS.ErrnoException): GitError {
  return cause.code === 'ENOENT'
    ? new GitError('git was not found', {cause, hint: 'Install git, or put it on the PATH.'})
    : new GitError(`git could not be started: ${cause.message}`, {cause})
}

/** A git that ended badly, in the first words of its own. */
export function gitError(commands: readonly string[], said: string): GitError {
  const first = said.split('\n').find((line) => /^(?:fatal|error): /u.test(line)) ?? said.split('\n')[0] ?? ''
  const trust = /git config --global --add safe\.directory .+/u.exec(said)?.[0]
  return new GitError(
    `git ${nameOf(commands)} failed: ${first.replace(/^(?:fatal|error): /u, '') || 'it said nothing'}`,
    {
      hint: trust ? `The repository belongs to another user; if you trust it, run \`${trust}\`.` : null
    }
  )
}

const nameOf = (commands: readonly string[]): string =>
  commands.find((word, index) => !word.startsWith('-') && commands[index - 1] !== '-c') ?? ''
