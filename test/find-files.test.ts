import {mkdirSync, symlinkSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {GitError, UsageError} from '../src/errors.ts'
import {type FindRequest, findFiles} from '../src/find-files.ts'
import {createGit} from '../src/git/client.ts'
import {compileGlobs} from '../src/glob.ts'
import {isTemplateName} from '../src/profiles/claims.ts'
import {walk} from '../src/walk.ts'
import {createFolder, createRepository, type Folder, runGit} from './helpers/repository.ts'

/** Find in a folder; the paths of what is judged (those that were named with a `!`) and of what is skipped. */
async function find(folder: Folder, paths: string[], more: Partial<FindRequest> & {at?: string} = {}) {
  const cwd = folder.path(more.at ?? '.').replace(/\/\.?$/u, '')
  const git = createGit(cwd)
  const {files, skipped} = await findFiles({
    paths,
    cwd,
    base: (await git.root()) ?? cwd,
    git,
    isClaimed: compileGlobs(['**/HANDOFF*.md', '**/handoffs/**/*.md']),
    isIgnored: () => false,
    templates: new Set(),
    debug: () => {},
    ...more
  })
  return [
    ...files.map(({path, given}) => (given ? `${path}!` : path)).sort(),
    ...skipped.map(({path}) => `(${path})`).sort()
  ]
}

const names = ['HANDOFF.md', 'docs/handoffs/a.md', 'docs/guide.md', 'README.md', 'src/HANDOFF.ts']
const files = Object.fromEntries(names.map((name) => [name, '']))

describe('without paths', () => {
  it('finds what is claimed, tracked or not, of the whole repository, wherever one stands', async () => {
    const repository = createRepository({...files, '.gitignore': 'tmp/\n'})
    repository.write({'HANDOFF-2.md': '', 'tmp/HANDOFF.md': '', 'node_modules/x/HANDOFF.md': ''})
    repository.write({'.gitignore': 'tmp/\nnode_modules/\n'})
    const expected = ['HANDOFF-2.md', 'HANDOFF.md', 'docs/handoffs/a.md']
    expect(await find(repository, [])).toEqual(expected)
    expect(await find(repository, [], {at: 'docs'})).toEqual(expected)
  })

  it('walks the folder outside a repository, without node_modules', async () => {
    const folder = createFolder({...files, 'node_modules/x/HANDOFF.md': '', '.claude/HANDOFF.md': ''})
    expect(await find(folder, [])).toEqual(['.claude/HANDOFF.md', 'HANDOFF.md', 'docs/handoffs/a.md'])
    expect(await find(folder, [], {at: 'docs'})).toEqual(['handoffs/a.md'])
  })

  it('leaves out what is ignored, and templates, which it tells', async () => {
    const more = ['docs/handoffs/TEMPLATE.md', 'docs/handoffs/_template/x.md', 'HANDOFF_TEMPLATE.md', 'HANDOFF-own.md']
    const folder = createFolder({...files, ...Object.fromEntries(more.map((name) => [name, '']))})
    const request = {templates: new Set(['HANDOFF-own.md']), isIgnored: compileGlobs(['docs/handoffs/a.md'])}
    expect(await find(folder, [], request)).toEqual(['HANDOFF.md', ...more.map((name) => `(${name})`).sort()])
  })

  it('never takes a failing git for “no files”', async () => {
    const repository = createRepository(files)
    repository.write({'.git/index': 'broken'})
    await expect(find(repository, [])).rejects.toBeInstanceOf(GitError)
    await expect(find(repository, ['docs'])).rejects.toBeInstanceOf(GitError)
    expect(await find(repository, ['docs/guide.md'])).toEqual(['docs/guide.md!'])
    await expect(find(repository, ['docs/giude.md'])).rejects.toBeInstanceOf(UsageError)
  })
})

describe('with paths', () => {
  it('takes every file that is named, once, also a template and one that nobody claims', async () => {
    const repository = createRepository({...files, 'HANDOFF_TEMPLATE.md': ''})
    const paths = [
      'README.md',
      './README.md',
      'HANDOFF_TEMPLATE.md',
      repository.path('HANDOFF.md'),
      'docs/../HANDOFF.md'
    ]
    expect(await find(repository, paths)).toEqual(['HANDOFF.md!', 'HANDOFF_TEMPLATE.md!', 'README.md!'])
    expect(await find(repository, ['guide.md', '../README.md'], {at: 'docs'})).toEqual(['README.md!', 'docs/guide.md!'])
  })

  it('takes names as they are', async () => {
    const odd = [
      'a b.md',
      'quo"te\'s.md',
      'new\nline.md',
      '-dash.md',
      'é.md',
      '小林.md',
      '*.md',
      '[x].md',
      '{a,b}.md',
      '~.md'
    ]
    for (const folder of [createFolder(), createRepository()]) {
      folder.write(Object.fromEntries([...odd, 'x.md', 'a.md'].map((name) => [name, ''])))
      expect(await find(folder, odd)).toEqual(odd.map((name) => `${name}!`).sort())
    }
  })

  it('expands a folder to what is claimed in it, else to all its Markdown', async () => {
    const repository = createRepository({
      ...files,
      'notes/a.md': '',
      'notes/b.txt': '',
      'notes/c.markdown': '',
      'notes/TEMPLATE.md': ''
    })
    expect(await find(repository, ['.'])).toEqual(['HANDOFF.md', 'docs/handoffs/a.md'])
    expect(await find(repository, ['docs/'])).toEqual(['docs/handoffs/a.md'])
    expect(await find(repository, ['.'], {at: 'docs'})).toEqual(['docs/handoffs/a.md'])
    expect(await find(repository, ['..', '../README.md'], {at: 'docs'})).toEqual([
      'HANDOFF.md',
      'README.md!',
      'docs/handoffs/a.md'
    ])
    expect(await find(repository, ['notes'])).toEqual(['notes/a.md!', 'notes/c.markdown!', '(notes/TEMPLATE.md)'])
    expect(await find(repository, ['src'])).toEqual([])
    expect(await find(repository, ['notes'], {isIgnored: compileGlobs(['notes/a.md'])})).toEqual([
      'notes/c.markdown!',
      '(notes/TEMPLATE.md)'
    ])
  })

  it('walks no more of the disk than was asked for, where no git tells what there is', async () => {
    const folder = createFolder({...files, 'home/pictures/HANDOFF.md': ''})
    const walked = async (paths: string[]) => {
      const lines: string[] = []
      await find(folder, paths, {debug: (line) => lines.push(line)})
      return lines
    }
    expect(await walked(['docs'])).toEqual(['docs: files on the disk: 2'])
    expect(await walked(['docs/**/*.md'])).toEqual(['docs: files on the disk: 2'])
    expect(await walked(['docs/guide.md'])).toEqual([])
    expect(await walked([])).toEqual(['.: files on the disk: 6'])
  })

  it('expands a glob as a shell would', async () => {
    const repository = createRepository({...files, '.gitignore': 'tmp/\n', 'tmp/x/HANDOFF.md': '', 'docs/pic.png': ''})
    expect(await find(repository, ['docs/**/*.md'])).toEqual(['docs/guide.md!', 'docs/handoffs/a.md!'])
    expect(await find(repository, ['*'], {at: 'docs'})).toEqual(['docs/guide.md!'])
    expect(await find(repository, ['{README,HANDOFF}.md'])).toEqual(['HANDOFF.md!', 'README.md!'])
    expect(await find(repository, ['tmp/**'])).toEqual(['tmp/x/HANDOFF.md!'])
    await expect(find(repository, ['docs/*.rst'])).rejects.toThrow('No Markdown file matches docs/*.rst')
  })

  it('looks into what git does not list: ignored folders, submodules, other places', async () => {
    const other = createFolder({'HANDOFF.md': '', 'x.md': ''})
    const inner = createRepository({'HANDOFF.md': ''})
    const repository = createRepository({'.gitignore': '.claude/\n', '.claude/handoffs/a.md': '', 'HANDOFF.md': ''})
    runGit(repository.root, ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'sub'])
    expect(await find(repository, ['.claude'])).toEqual(['.claude/handoffs/a.md'])
    expect(await find(repository, ['sub'])).toEqual(['sub/HANDOFF.md'])
    const name = other.root.split('/').at(-1)
    expect(await find(repository, [other.root])).toEqual([`../${name}/HANDOFF.md`])
    symlinkSync(other.root, repository.path('link'))
    expect(await find(repository, ['link/'])).toEqual([`../${name}/HANDOFF.md`])
  })

  it('hands links on as they are; a link in a folder’s place is not followed by a search', async () => {
    const folder = createFolder({'real/HANDOFF.md': ''})
    symlinkSync('real/HANDOFF.md', folder.path('HANDOFF.md'))
    symlinkSync('HANDOFF-ring.md', folder.path('HANDOFF-ring.md'))
    symlinkSync('nowhere', folder.path('HANDOFF-broken.md'))
    symlinkSync('real', folder.path('handoffs'))
    const all = ['HANDOFF-broken.md', 'HANDOFF-ring.md', 'HANDOFF.md', 'real/HANDOFF.md']
    expect(await find(folder, [])).toEqual(all)
    expect(await find(folder, all)).toEqual(all.map((path) => `${path}!`))
  })

  it.each([
    ['HANDOF.md', 'No such file or folder: HANDOF.md', 'Did you mean `HANDOFF.md`?'],
    ['docs/giude.md', 'No such file or folder: docs/giude.md', 'Did you mean `docs/guide.md`?'],
    ['guide.md', 'No such file or folder: guide.md', 'Did you mean `docs/guide.md`?'],
    ['HANDOFF.md/x', 'No such file or folder: HANDOFF.md/x', 'Run it without paths to check every handoff.'],
    ['nothing/like/it', 'No such file or folder: nothing/like/it', 'Run it without paths to check every handoff.'],
    ['', 'An empty path', 'Run it without paths to check every handoff.'],
    ['a\0b', 'No such file or folder: a\0b', 'Run it without paths to check every handoff.'],
    ['x'.repeat(5000), `No such file or folder: ${'x'.repeat(5000)}`, 'Run it without paths to check every handoff.']
  ])('refuses what is not there: %j', async (path, message, hint) => {
    for (const folder of [createFolder(files), createRepository(files)]) {
      await expect(find(folder, [path])).rejects.toMatchObject({message, hint, exitCode: 2})
    }
  })
})

describe('isTemplateName', () => {
  it.each([
    'TEMPLATE.md',
    'template.md',
    'x/_TEMPLATE/a.md',
    'x/templates/a.md',
    'HANDOFF_TEMPLATE.md',
    'a/handoff-template.md',
    'TEMPLATE-v2.md',
    'Session Template.md'
  ])('yes: %s', (path) => {
    expect(isTemplateName(path)).toBe(true)
  })

  it.each([
    'HANDOFF.md',
    '2026-01-31-0930-fix-mail-template.md',
    'template-engine.md',
    'contemplate.md',
    'templates.md',
    'templated/a.md'
  ])('no: %s', (path) => {
    expect(isTemplateName(path)).toBe(false)
  })
})

describe('walk', () => {
  it('lists in the order of names, whatever lies deep, and tells what it cannot read', () => {
    const {root, path} = createFolder({
      'b.md': '',
      'a/z.md': '',
      'a/b/c.md': '',
      '.git/x.md': '',
      'a/node_modules/x.md': ''
    })
    mkdirSync(path('empty'))
    expect(walk(root)).toEqual(['b.md', 'a/z.md', 'a/b/c.md'])
    const unreadable: string[] = []
    expect(walk(path('gone'), (folder) => unreadable.push(folder))).toEqual([])
    expect(unreadable).toEqual([''])
  })
})
