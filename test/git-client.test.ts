import {chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs'
import {afterEach, describe, expect, it} from 'vitest'
import {GitError} from '../src/errors.ts'
import {createGit, parsePaths} from '../src/git/client.ts'
import {createFolder, createRepository, runGit} from './helpers/repository.ts'

const environment = {...process.env}

afterEach(() => {
  for (const key of Object.keys(process.env)) if (!(key in environment)) delete process.env[key]
  Object.assign(process.env, environment)
})

/** Put a script in the place of git. */
function useGit(script: string): void {
  const {root, path} = createFolder({git: `#!/bin/sh\n${script}\n`})
  chmodSync(path('git'), 0o755)
  process.env['PATH'] = `${root}:${environment['PATH']}`
}

describe('root', () => {
  it('is what git says, from a folder below, through a symlink and in a linked worktree', async () => {
    const repository = createRepository({'a/b/c.txt': 'x'})
    const elsewhere = createFolder()
    symlinkSync(repository.path('a'), elsewhere.path('link'))
    repository.git('worktree', 'add', '--quiet', elsewhere.path('tree'))
    for (const cwd of [repository.root, repository.path('a/b'), elsewhere.path('link'), elsewhere.path('tree/a')]) {
      expect(await createGit(cwd).root()).toBe(runGit(cwd, ['rev-parse', '--show-toplevel']))
    }
  })

  it('is the submodule inside a submodule', async () => {
    const inner = createRepository({'x.md': 'x'})
    const outer = createRepository({'y.md': 'y'})
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'sub')
    expect(await createGit(outer.path('sub')).root()).toBe(outer.path('sub'))
  })

  it('is null outside a repository, in a folder that is gone, and next to a `.git` that is none', async () => {
    const {root, path} = createFolder({'fake/.git/config': '', 'file/.git': 'hello'})
    expect(await createGit(root).root()).toBeNull()
    expect(await createGit(path('gone')).root()).toBeNull()
    expect(await createGit(path('fake')).root()).toBeNull()
    expect(await createGit(path('file')).root()).toBeNull()
  })
})

describe('branch', () => {
  it('knows a branch before its first commit, one with slashes, and one that looks like an option', async () => {
    const {root, git, commit} = createRepository()
    const client = createGit(root)
    expect(await client.branch()).toBe('main')
    commit()
    git('switch', '--quiet', '-c', 'feature/a-b')
    expect(await client.branch()).toBe('feature/a-b')
    git('update-ref', 'refs/heads/--upload-pack=x', 'HEAD')
    git('symbolic-ref', 'HEAD', 'refs/heads/--upload-pack=x')
    expect(await client.branch()).toBe('--upload-pack=x')
  })

  it('is null on a detached head and outside a repository', async () => {
    const {root, git, commit} = createRepository()
    commit()
    git('checkout', '--quiet', '--detach')
    expect(await createGit(root).branch()).toBeNull()
    expect(await createGit(createFolder().root).branch()).toBeNull()
  })
})

describe('author', () => {
  it('is the user of the repository, and null when there is none', async () => {
    const {root, git} = createRepository()
    expect(await createGit(root).author()).toBe('Ada Example')
    git('config', 'user.name', 'Zoë 小林')
    expect(await createGit(root).author()).toBe('Zoë 小林')
    const folder = createFolder()
    process.env['HOME'] = folder.root
    process.env['XDG_CONFIG_HOME'] = folder.root
    expect(await createGit(folder.root).author()).toBeNull()
  })
})

describe('listFiles', () => {
  it('gives tracked and untracked files exactly, whatever their names, and no ignored ones', async () => {
    const names = ['a b.md', 'quo"te\'s.md', 'new\nline.md', '-dash.md', 'é.md', 'e\u0301.md', '小林.md', ':(top)x.md']
    const {root, write, commit, path} = createRepository()
    commit({...Object.fromEntries(names.map((name) => [`docs/${name}`, ''])), '.gitignore': 'dist/\n'})
    write({'docs/untracked.md': '', 'dist/out.md': ''})
    const expected = ['.gitignore', ...names.map((name) => `docs/${name}`), 'docs/untracked.md'].sort()
    expect((await createGit(root).listFiles()).sort()).toEqual(expected)
    expect((await createGit(path('docs')).listFiles()).sort()).toEqual(expected)
  })

  it('lists a file in conflict once and leaves nested repositories out', async () => {
    expect(parsePaths('a.md\0a.md\0nested/\0b\nc.md\0')).toEqual(['a.md', 'b\nc.md'])
    const {root, path, write} = createRepository({'a.md': 'x'})
    mkdirSync(path('nested'))
    runGit(path('nested'), ['init', '--quiet'])
    write({'nested/b.md': ''})
    expect(await createGit(root).listFiles()).toEqual(['a.md'])
  })

  it('is not misled by what a hook’s git leaves in the environment', async () => {
    const other = createRepository({'other.md': ''})
    const {root} = createRepository({'mine.md': ''})
    Object.assign(process.env, {
      GIT_DIR: other.path('.git'),
      GIT_WORK_TREE: other.root,
      GIT_INDEX_FILE: other.path('.git/index'),
      GIT_CONFIG_PARAMETERS: "'core.quotepath=true'",
      GIT_LITERAL_PATHSPECS: '1',
      EDITOR: 'false',
      PAGER: 'false',
      LC_ALL: 'de_DE.UTF-8'
    })
    expect(await createGit(root).listFiles()).toEqual(['mine.md'])
  })

  it('starts no program that the repository names', async () => {
    const {root, path, git} = createRepository({'a.md': ''})
    git('config', 'core.fsmonitor', `touch ${path('.git/started')}; false`)
    expect(await createGit(root).listFiles()).toEqual(['a.md'])
    expect(existsSync(path('.git/started'))).toBe(false)
    git('ls-files', '--others')
    expect(existsSync(path('.git/started'))).toBe(true)
  })

  it('throws when git fails: never “no files”', async () => {
    const {root, path} = createRepository({'a.md': ''})
    writeFileSync(path('.git/index'), 'broken')
    const failed = createGit(root).listFiles()
    await expect(failed).rejects.toBeInstanceOf(GitError)
    await expect(failed).rejects.toThrow('git ls-files failed: .git/index: index file smaller than expected')
    await expect(createGit(createFolder().root).listFiles()).rejects.toThrow('not inside a git repository')
  })

  it('throws when git fails and says nothing, and when it is killed', async () => {
    const {root} = createRepository({'a.md': ''})
    for (const script of ['exit 7', 'printf "a.md\\0"; exit 7', 'kill -9 $$']) {
      useGit(script)
      await expect(createGit(root).listFiles()).rejects.toBeInstanceOf(GitError)
    }
  })

  it('says that git is missing; the root is known without it', async () => {
    const {root, path} = createRepository({'a.md': ''})
    process.env['PATH'] = path('empty')
    await expect(createGit(root).listFiles()).rejects.toMatchObject({message: 'git was not found', exitCode: 2})
    expect(await createGit(root).root()).toBe(root)
  })

  it('says how to trust a repository of another user', async () => {
    const {root} = createRepository({'a.md': ''})
    const said = `fatal: detected dubious ownership in repository at '/r'
To add an exception for this directory, call:

\tgit config --global --add safe.directory /r`
    useGit(`cat >&2 <<'END'\n${said}\nEND\nexit 128`)
    await expect(createGit(root).listFiles()).rejects.toMatchObject({
      message: "git ls-files failed: detected dubious ownership in repository at '/r'",
      hint: expect.stringContaining('run `git config --global --add safe.directory /r`')
    })
  })
})

describe('isTracked and move', () => {
  it('take names as they are, from the root', async () => {
    const names = ['-x.md', '*.md', ':(glob)a.md', 'a b.md']
    const {path, commit, write, git} = createRepository()
    commit(Object.fromEntries(names.map((name) => [`d/${name}`, name])))
    write({'d/new.md': ''})
    const client = createGit(path('d'))
    for (const name of names) expect(await client.isTracked(`d/${name}`)).toBe(true)
    expect(await client.isTracked('d/new.md')).toBe(false)
    expect(await client.isTracked('d/[x].md')).toBe(false)
    expect(await createGit(createFolder().root).isTracked('x.md')).toBe(false)
    await client.move('d/-x.md', 'd/--y.md')
    expect(git('ls-files', '--', 'd').split('\n')).toContain('d/--y.md')
  })

  it('does not overwrite', async () => {
    const {root} = createRepository({'a.md': '1', 'b.md': '2'})
    await expect(createGit(root).move('a.md', 'b.md')).rejects.toThrow(/destination exists/u)
  })
})
