import * as fc from 'fast-check'
import picomatch from 'picomatch'
import {describe, expect, it} from 'vitest'
import {compileGlobs, globProblem, isGlob} from '../src/glob.ts'

describe('compileGlobs', () => {
  it.each<[string, string[], string[]]>([
    ['HANDOFF.md', ['HANDOFF.md', 'handoff.md', 'HANDOFF.md/x'], ['a/HANDOFF.md', 'HANDOFF.mdx', 'HANDOFFxmd']],
    ['HANDOFF*.md', ['HANDOFF.md', 'HANDOFF-a.b.md'], ['HANDOFF/a.md', 'xHANDOFF.md']],
    ['**/*.md', ['a.md', '.md', '.a/b.md', 'a/b/c.md'], ['a.mdx', 'a/b']],
    ['docs/**/*.md', ['docs/a.md', 'docs/.x/y/a.md'], ['docs.md', 'xdocs/a.md', 'a/docs/b.md']],
    ['**/docs/**', ['docs/a', 'x/docs/a/b', 'docs'], ['docsx/a']],
    ['a/**/b/**/c', ['a/b/c', 'a/x/b/y/z/c', 'a/b/b/c/c'], ['a/c', 'a/b/x']],
    ['./docs/', ['docs/a', 'docs/a/b'], ['docsx', 'a/docs/b']],
    ['docs/archive', ['docs/archive', 'docs/archive/a.md'], ['docs/archived']],
    ['*', ['a', '.a'], ['a/b']],
    ['*a*a*b', ['aab', 'xaxaxb', 'aaab'], ['ab', 'aabx']],
    ['?.md', ['a.md', '😀.md'], ['ab.md', '.md']],
    ['[a-c]x', ['ax', 'Cx'], ['dx', '-x', 'x']],
    ['[!a-c]x', ['dx'], ['ax', '/x', 'x']],
    ['[]-]x', [']x', '-x'], ['ax']],
    ['[x.md', ['[x.md'], ['x.md']],
    ['{a,b/c}.md', ['a.md', 'b/c.md'], ['a', 'b.md']],
    ['{a,{b,c}d,}x', ['ax', 'bdx', 'cdx', 'x'], ['bx']],
    ['{a}.md', ['{a}.md'], ['a.md']],
    ['notes (1).md', ['notes (1).md'], ['notes 1.md']],
    ['x+$^.md', ['x+$^.md'], ['xx.md']],
    ['caf\u00e9.md', ['cafe\u0301.md'], ['cafe.md']],
    ['인수인계.md', ['인수인계.md'.normalize('NFD')], []]
  ])('%s', (glob, yes, no) => {
    const test = compileGlobs([glob])
    expect(yes.filter((path) => !test(path))).toEqual([])
    expect(no.filter(test)).toEqual([])
  })

  it('takes nothing without globs', () => {
    expect(compileGlobs([])('a.md')).toBe(false)
  })

  it('agrees with picomatch on what both know', () => {
    const part = fc.string({unit: fc.constantFrom('a', 'b', '.', '*', '?', '-'), minLength: 1, maxLength: 5})
    const safe = part.filter((text) => !/\*\*|^\.+$/u.test(text))
    const glob = fc.array(fc.oneof(safe, fc.constant('**')), {minLength: 1, maxLength: 4})
    const name = fc.string({unit: fc.constantFrom('a', 'b', '.', '-'), minLength: 1, maxLength: 4})
    const path = fc.array(
      // A shell lets `*.*` take `a.`; picomatch wants something behind the dot.
      name.filter((text) => !text.endsWith('.')),
      {minLength: 1, maxLength: 4}
    )
    fc.assert(
      fc.property(glob, path, (segments, names) => {
        // A glob without a wildcard at its end also means a folder here.
        fc.pre(/[*?]/u.test(segments.at(-1) ?? '') && !segments.join('/').endsWith('**'))
        const [text, target] = [segments.join('/'), names.join('/')]
        expect(compileGlobs([text])(target), `${text} on ${target}`).toBe(picomatch.isMatch(target, text, {dot: true}))
      }),
      {numRuns: 3000}
    )
  })

  it.each(['**/*a*a*/**/*a*a*b', '**/*/**/*/**/*/**/b', '*a*a*a*a*a*a*a*a*b', `${'**/*a/'.repeat(60)}b`])(
    'cannot be kept busy: %s',
    (glob) => {
      const test = compileGlobs([glob])
      const start = performance.now()
      for (const path of [Array(16).fill('a'.repeat(255)).join('/'), 'a/'.repeat(2000), 'a'.repeat(50_000)]) {
        expect(test(`${path}c`)).toBe(false)
      }
      expect(performance.now() - start).toBeLessThan(200)
    }
  )
})

describe('globProblem', () => {
  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['/etc/*', 'absolute'],
    ['C:/x', 'absolute'],
    ['~/x', 'absolute'],
    ['../x', 'leads out'],
    ['a/../b', 'leads out'],
    ['a\\b', 'backslash'],
    ['a\0b', 'control'],
    ['!a.md', '`ignore`'],
    ['+(a|b)', '{a,b}'],
    ['(a+)+(b)', '{a,b}'],
    ['{a,b}'.repeat(7), 'alternatives'],
    ['{a,'.repeat(100), null],
    ['x'.repeat(513), 'characters'],
    ['a..b/...md', null],
    ['notes (1).md', null],
    ['(a+)+$', null]
  ])('%s', (glob, problem) => {
    if (problem === null) expect(globProblem(glob)).toBeNull()
    else expect(globProblem(glob)).toContain(problem)
  })

  it('refuses too many alternatives at once', () => {
    const start = performance.now()
    expect(globProblem(`{${'a,'.repeat(100)}}`.repeat(2))).toContain('alternatives')
    expect(globProblem('{'.repeat(512))).toBeNull()
    expect(globProblem('{a,b}'.repeat(100))).toContain('alternatives')
    expect(performance.now() - start).toBeLessThan(100)
  })
})

it.each([
  ['a*.md', true],
  ['a?.md', true],
  ['[ab].md', true],
  ['{a,b}.md', true],
  ['a.md', false],
  ['{a}.md', false],
  ['[a.md', false]
])('isGlob(%s)', (text, answer) => {
  expect(isGlob(text)).toBe(answer)
})
