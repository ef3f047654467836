import {readdirSync, readFileSync, statSync, symlinkSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {type Message, makeReport, type Report} from '../src/core/report.ts'
import {applyFixes, fixAll, fixText} from '../src/fix.ts'
import {isFixable} from '../src/fixable.ts'
import {createGit} from '../src/git/client.ts'
import {createFolder, createRepository} from './helpers/repository.ts'

function message(ruleId: string, place: [number, number, number, number], ...expected: string[]): Message {
  const [line, column, endLine, endColumn] = place
  return {ruleId, severity: 'error', line, column, endLine, endColumn, reason: '', note: null, expected, url: ''}
}

const insertAt = (line: number, column: number, text: string) =>
  message('require-sections', [line, column, line, column], text)

const rename = (name: string) => message('valid-filename', [1, 1, 1, 1], name)

const reportOf = (path: string, ...messages: Message[]) =>
  makeReport([{path, profile: 'timestamped', messages, sections: []}])

describe('isFixable', () => {
  it.each([
    ['valid-filename', ['a.md'], true],
    ['require-sections', ['## A\n\n'], true],
    ['valid-field', ['2026-01-02'], true],
    ['valid-field', ['High', 'Low'], false],
    ['valid-field', [], false],
    ['no-placeholder', ['x'], false]
  ])('%s with %j: %s', (ruleId, expected, answer) => {
    expect(isFixable(message(ruleId, [1, 1, 1, 1], ...expected))).toBe(answer)
  })
})

describe('fixText', () => {
  it('replaces from the end, so that every place stays true', () => {
    const source = 'Date: 2.1.2026\nTime: 9:5\n'
    const messages = [
      message('valid-field', [1, 7, 1, 15], '2026-01-02'),
      message('valid-field', [2, 7, 2, 10], '09:05')
    ]
    const {text, done} = fixText(source, messages)
    expect(text).toBe('Date: 2026-01-02\nTime: 09:05\n')
    expect(done).toEqual(['wrote 2026-01-02 for 2.1.2026', 'wrote 09:05 for 9:5'])
  })

  it.each([
    ['at the end of a paragraph', '# A\n\ntext\n', [3, 5], '# A\n\ntext\n\n## B\n\nx\n'],
    ['after the last line break', '# A\n\ntext\n', [4, 1], '# A\n\ntext\n\n## B\n\nx\n'],
    ['without a last line break', '# A\n\ntext', [3, 5], '# A\n\ntext\n\n## B\n\nx\n'],
    ['before a heading', '# A\n\n## C\n', [3, 1], '# A\n\n## B\n\nx\n\n## C\n'],
    ['between two parts', 'one\n\n\n\ntwo\n', [1, 4], 'one\n\n## B\n\nx\n\ntwo\n'],
    ['in an empty file', '', [1, 1], '## B\n\nx\n']
  ] as const)('puts a section between blank lines %s', (_, source, [line, column], expected) => {
    expect(fixText(source, [insertAt(line, column, '## B\n\nx\n\n')]).text).toBe(expected)
  })

  it('keeps the order of several sections at one place', () => {
    const {text} = fixText('# A\n', [insertAt(2, 1, '## B\n\n'), insertAt(2, 1, '## C\n\n')])
    expect(text).toBe('# A\n\n## B\n\n## C\n')
  })

  it('keeps CRLF and the byte order mark', () => {
    const {text} = fixText('\uFEFF# A\r\n\r\nDate: 2.1.2026\r\n', [
      message('valid-field', [3, 7, 3, 15], '2026-01-02'),
      insertAt(4, 1, '## B\n\nx\n')
    ])
    expect(text).toBe('\uFEFF# A\r\n\r\nDate: 2026-01-02\r\n\r\n## B\r\n\r\nx\r\n')
  })

  it('leaves what overlaps, and what lies outside, alone', () => {
    const source = 'abcdef\n'
    const messages = [
      message('valid-field', [1, 1, 1, 4], 'X'),
      message('valid-field', [1, 2, 1, 5], 'Y'),
      message('valid-field', [9, 1, 9, 2], 'Z')
    ]
    expect(fixText(source, messages).text).toBe('Xdef\n')
  })

  it('changes only what the messages name', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,6}$/u), {minLength: 1, maxLength: 8})
    fc.assert(
      fc.property(words, fc.constantFrom('\n', '\r\n'), fc.nat(), (lines, eol, at) => {
        const source = lines.join(eol) + eol
        const line = (at % lines.length) + 1
        const word = lines[line - 1] ?? ''
        const {text} = fixText(source, [message('valid-field', [line, 1, line, word.length + 1], 'NEW')])
        expect(text).toBe(lines.with(line - 1, 'NEW').join(eol) + eol)
      })
    )
  })
})

describe('applyFixes', () => {
  it('renames what git knows with git, and says so', async () => {
    const repository = createRepository({'session-handoffs/Bad Name.md': 'text\n'})
    const place = {base: repository.root, git: createGit(repository.root)}
    const report = reportOf('session-handoffs/Bad Name.md', rename('2026-01-02-0900-bad-name.md'))
    const {files, refused} = await applyFixes(report, place)
    expect(refused).toEqual([])
    expect(files).toEqual([
      {
        path: 'session-handoffs/Bad Name.md',
        newPath: 'session-handoffs/2026-01-02-0900-bad-name.md',
        before: null,
        edits: []
      }
    ])
    expect(repository.git('status', '--porcelain')).toBe(
      'R  "session-handoffs/Bad Name.md" -> session-handoffs/2026-01-02-0900-bad-name.md'
    )
  })

  it('renames what git does not know, outside a repository too', async () => {
    const folder = createFolder({'a/old.md': 'text\n'})
    const place = {base: folder.root, git: createGit(folder.root)}
    await applyFixes(reportOf('a/old.md', rename('new.md')), place)
    expect(readdirSync(folder.path('a'))).toEqual(['new.md'])
    expect(readFileSync(folder.path('a/new.md'), 'utf8')).toBe('text\n')
  })

  it.each([true, false])('never renames onto a file that is there (tracked: %s)', async (tracked) => {
    const repository = createRepository({'a/keep.txt': ''})
    const files = {'a/old.md': 'old\n', 'a/new.md': 'new\n'}
    if (tracked) repository.commit(files)
    else repository.write(files)
    const place = {base: repository.root, git: createGit(repository.root)}
    const {files: fixed, refused} = await applyFixes(reportOf('a/old.md', rename('new.md')), place)
    expect(fixed).toEqual([])
    expect(refused).toEqual(['a/old.md was not renamed: there is a new.md already'])
    expect(readFileSync(repository.path('a/new.md'), 'utf8')).toBe('new\n')
    expect(readFileSync(repository.path('a/old.md'), 'utf8')).toBe('old\n')
  })

  it.each(['../up.md', 'a/b.md', '.git', 'a\\b.md', '', 'a\n.md'])('does not take %j for a name', async (name) => {
    const folder = createFolder({'a/old.md': 'text\n'})
    const {files} = await applyFixes(reportOf('a/old.md', rename(name)), {
      base: folder.root,
      git: createGit(folder.root)
    })
    expect(files).toEqual([])
    expect(readdirSync(folder.path('a'))).toEqual(['old.md'])
  })

  it('repairs content and name at once, keeps the mode, leaves no other file behind', async () => {
    const folder = createFolder({'a/old.md': 'Date: 2.1.2026\n'})
    const mode = statSync(folder.path('a/old.md')).mode
    const report = reportOf('a/old.md', message('valid-field', [1, 7, 1, 15], '2026-01-02'), rename('new.md'))
    const {files} = await applyFixes(report, {base: folder.root, git: createGit(folder.root)})
    expect(files[0]).toMatchObject({newPath: 'a/new.md', edits: ['wrote 2026-01-02 for 2.1.2026']})
    expect(readdirSync(folder.path('a'))).toEqual(['new.md'])
    expect(readFileSync(folder.path('a/new.md'), 'utf8')).toBe('Date: 2026-01-02\n')
    expect(statSync(folder.path('a/new.md')).mode).toBe(mode)
  })

  it('does not write through a symbolic link', async () => {
    const folder = createFolder({'real.md': 'Date: 2.1.2026\n'})
    symlinkSync('real.md', folder.path('link.md'))
    const report = reportOf('link.md', message('valid-field', [1, 7, 1, 15], '2026-01-02'))
    await expect(applyFixes(report, {base: folder.root, git: createGit(folder.root)})).rejects.toThrow(
      /no regular file/u
    )
    expect(readFileSync(folder.path('real.md'), 'utf8')).toBe('Date: 2.1.2026\n')
  })
})

describe('fixAll', () => {
  const place = (root: string) => ({base: root, git: createGit(root)})

  it('goes on until nothing is left, and reports what is', async () => {
    const folder = createFolder({'a.md': 'one\n', 'b.md': 'other\n'})
    const steps = [
      reportOf('a.md', message('valid-field', [1, 1, 1, 4], 'two')),
      reportOf('a.md', {...message('valid-field', [1, 1, 1, 4], 'three'), reason: 'more'}),
      reportOf('a.md', message('no-placeholder', [1, 1, 1, 2]))
    ]
    const [first, ...later] = steps as [Report, Report, Report]
    const whole = makeReport([...first.files, {path: 'b.md', profile: 'timestamped', messages: [], sections: []}])
    const checked: string[][] = []
    const {report, done} = await fixAll(whole, place(folder.root), async (paths) => {
      checked.push(paths)
      return later[checked.length - 1] ?? makeReport([])
    })
    expect(readFileSync(folder.path('a.md'), 'utf8')).toBe('three\n')
    expect(done).toEqual(['a.md: wrote two for one', 'a.md: wrote three for two'])
    expect(checked).toEqual([[folder.path('a.md')], [folder.path('a.md')]])
    expect(report.counts).toMatchObject({files: 2, errors: 1, warnings: 0})
  })

  it('takes back what does not satisfy the rule, and does not try again', async () => {
    const folder = createFolder({'old.md': '# A\n'})
    const report = reportOf('old.md', insertAt(2, 1, '## B\n'), rename('new.md'))
    let checks = 0
    const {done, refused} = await fixAll(report, place(folder.root), async () => {
      checks++
      return reportOf('new.md', insertAt(4, 1, '## B\n'))
    })
    expect(readFileSync(folder.path('new.md'), 'utf8')).toBe('# A\n')
    expect(done).toEqual(['old.md: renamed to new.md'])
    expect(refused).toEqual(['new.md was left as it is: what would be added does not satisfy the rule'])
    expect(checks).toBe(2)
  })
})
