import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {afterAll} from 'vitest'

/** Text or bytes by path; folders are made as needed. */
export type Files = Record<string, string | Uint8Array>

/** A folder outside any repository. */
export interface Folder {
  /** Absolute, without symlinks. */
  root: string
  path: (...parts: string[]) => string
  write: (files: Files) => void
  remove: (...paths: string[]) => void
}

export interface Repository extends Folder {
  /** Run git in the repository; the answer without its last line break. Throws when git fails. */
  git: (...commands: string[]) => string
  /** Write files, stage everything and commit; the commit’s id. */
  commit: (files?: Files, options?: {message?: string; date?: string}) => string
}

const made: string[] = []

afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, {recursive: true, force: true})
})

/** The environment without the repository of whoever runs the tests, and without their configuration. */
export const gitEnvironment = (): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !/^git_/iu.test(entry[0])
    )
  ),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  LC_ALL: 'C'
})

/** Make a temporary folder; it goes away after the test file. */
export function createFolder(files: Files = {}): Folder {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'handoff-lint-')))
  made.push(root)
  const path = (...parts: string[]) => join(root, ...parts)
  const write = (more: Files) => {
    for (const [name, content] of Object.entries(more)) {
      mkdirSync(dirname(path(name)), {recursive: true})
      writeFileSync(path(name), content)
    }
  }
  write(files)
  const remove = (...paths: string[]) => {
    for (const name of paths) rmSync(path(name), {recursive: true, force: true})
  }
  return {root, path, write, remove}
}

/** Make a real repository on branch `main` with a user of its own; `files` become its first commit. */
export function createRepository(files?: Files): Repository {
  const folder = createFolder()
  const git = (...commands: string[]) => runGit(folder.root, commands)
  git('init', '--quiet', '--initial-branch=main')
  const settings = {
    'user.name': 'Ada Example',
    'user.email': 'ada@example.org',
    'commit.gpgSign': 'false',
    'core.autocrlf': 'false',
    'gc.auto': '0'
  }
  for (const [key, value] of Object.entries(settings)) git('config', key, value)
  const commit: Repository['commit'] = (more = {}, {message = 'change', date} = {}) => {
    folder.write(more)
    git('add', '--all')
    const dates = date === undefined ? {} : {GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date}
    runGit(folder.root, ['commit', '--quiet', '--allow-empty', '--no-verify', '-m', message], dates)
    return git('rev-parse', 'HEAD')
  }
  if (files) commit(files, {message: 'first'})
  return {...folder, git, commit}
}

/** Run git in any folder, the tester’s own settings kept out. */
export function runGit(cwd: string, commands: readonly string[], more: Record<string, string> = {}): string {
  const {status, stdout, stderr, error} = spawnSync('git', [...commands], {
    cwd,
    env: {...gitEnvironment(), ...more},
    encoding: 'utf8'
  })
  if (status !== 0) throw new Error(`git ${commands.join(' ')} failed: ${error?.message ?? stderr}`)
  return stdout.replace(/\n$/u, '')
}
