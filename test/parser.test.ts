import {existsSync, readdirSync, readFileSync} from 'node:fs'
import fc from 'fast-check'
import type {Root} from 'mdast'
import {describe, expect, it} from 'vitest'
import {rules} from '../rules/index.ts'
import {readRuleHeader} from '../scripts/rule-header.ts'
import {resolveConfig} from '../src/config/resolve.ts'
import {lintText} from '../src/core/lint.ts'
import {chooseParse} from '../src/parse/choose.ts'
import {isTooDeep} from '../src/parse/depth.ts'
import {loadNativeParse} from '../src/parse/native.ts'
import {parseBy} from '../src/parse/parse-by.ts'
import {type Parse, parse} from '../src/parse.ts'
import {builtinProfiles} from '../src/profiles/index.ts'
import {markdown} from './helpers/markdown.ts'

const native = loadNativeParse()
const root = new URL('../', import.meta.url)
const corpus = new URL('../shared/corpus/dev/', root)
if (!native) console.log('the native parser does not run here: it is not compared')
if (!existsSync(corpus)) console.log('there is no corpus beside the project: the parsers are not compared over it')

const readFolder = (folder: URL): {name: string; text: string}[] =>
  readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => ({name, text: readFileSync(new URL(encodeURI(name), folder), 'utf8').replace(/^\uFEFF/u, '')}))

/** The tree of a text by the native engine, or null where it leaves the text to the reference. */
function parseNatively(text: string): Root | null {
  try {
    return native?.(text) ?? null
  } catch (error) {
    // Only our own doubts: what the engine itself throws would be a bug.
    expect(String(error)).toMatch(/^Error: unsure of /u)
    return null
  }
}

/** In development builds the reference refuses some texts that it makes a tree of in production. */
function parseOrNull(text: string): Root | null {
  try {
    return parse(text)
  } catch {
    return null
  }
}

const configs = builtinProfiles.map((profile) => resolveConfig(profile))

/** All that rules and reporters get to see of a tree: the model and every message, under every profile. */
const judge = (tree: Root, text: string) =>
  configs.map((config) => {
    const {report, document} = lintText({path: 'docs/HANDOFF.md', text, tree}, config)
    const {handoffs, skipped, missingScope} = document
    return {report, sections: document.sections.map(({blocks, ...rest}) => rest), handoffs, skipped, missingScope}
  })

const isSameTree = (a: Root, b: Root): boolean => canonical(a) === canonical(b)

/** Key order and keys without a value tell nothing. */
const canonical = (tree: Root): string =>
  JSON.stringify(tree, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value
  )

describe.skipIf(!native)('the native parser', () => {
  const own = [
    ...readFolder(new URL('test/fixtures/', root)),
    ...readFolder(new URL('src/profiles/', root)),
    ...readFolder(new URL('docs/', root)),
    ...Object.keys(rules).flatMap((id) =>
      readRuleHeader(readFileSync(new URL(`rules/${id}.ts`, root), 'utf8')).examples.map(({path, text}) => ({
        name: `${id}/${path}`,
        text
      }))
    )
  ]

  it.each(own)('makes the tree of the reference for $name', ({text}) => {
    for (const eol of ['\n', '\r\n']) {
      const source = text.replace(/\r?\n/gu, eol)
      expect(native?.(source)).toEqual(parse(source))
    }
  })

  const kinds: [what: string, text: string][] = [
    ['strikethrough, which is text for us', 'a ~~b **c**~~ d ~e~ f\n\n| ~~a~~ |\n| - |\n'],
    ['strikethrough that is plain', 'a ~~b~~ d ~e~ f\n\n| ~~a~~ | ~~`x`~~ |\n| - | - |\n'],
    ['bare addresses, which are text for us', 'see https://x.example/a_b?c=1&d=2, www.x.example and me@x.example.\n'],
    ['addresses in brackets', '<https://x.example/a> [https://x.example](https://x.example) <me@x.example>\n'],
    ['footnotes, which are links and definitions for us', 'a[^1] b\n\n[^1]: note\n'],
    ['the place of a task’s words', '- [ ] a\n- [x] **b** c\n- [X] `d`\n  - [ ] [e](f)\n1. [ ] <!-- g -->\n'],
    ['boxes without words', '- [ ]\n- [x]\n- [ ] \n- [ ] a\n'],
    ['YAML front matter', '---\na: 1\n---\n\n# b\n'],
    ['TOML front matter', '+++\na = 1\n+++\n# b\n'],
    ['a rule at the start', '---\n\n# a\n\n---\n'],
    ['an open front matter', '---\na: 1\n\n# b\n'],
    ['tables', '| a | b |\n| :- | -: |\n| `x|y` | c \\| d |\n| e |\n\nx | y\n- | -\n'],
    ['odd fences', '~~~~ md x=1\n```\na\n```\n~~~~\n\n````\nopen'],
    ['characters beyond the basic plane', '# 🔁 a **🔁 b** 日本語**c**\n\n🔁 [d](e) `🔁` f\n'],
    ['comments', 'a <!-- b --> c\n\n<!-- d\ne -->\n\n- f <!-- g -->\n- h\n'],
    ['items that are comments', '- <!-- f -->\n- g\n'],
    ['hard breaks and escapes', '**a**: b  \n**c**: d\\\n\\*e\\* &amp; &copy;\n']
  ]
  // Each makes another tree in the native engine, or did; all were found by random texts and cut down.
  const traps = [
    ...[
      'n||\n-|-\n<x>',
      'c|||\n-|-\n- |-',
      'www.||\n-|\ne:',
      'n||\n-|-\nwww.|',
      'http://d|dict | why |\n| --- | --- |'
    ],
    ...['n|kes www.a.b| Default | Meaning |\n| --- | --- | --- | --- |', '---\n]\n...', '---\n...\n- [decision]'],
    ...['[k]:k\n#\n+', '[e]:e\n#\n1.', '[s]:s\n#\n3. **a**:', '+++\n+++\n[1]:e\n<div\n\n*\n--'],
    ...['#\n- ```\n- [ ] )', '# Next\n- n\n  ```\n *', '- [\n] 2', '-\n  [x] !', '- -\n\t[x] 2'],
    ...['-\n   <!--e0\n -', '#\n- <e>\n   ', '#\n2) <e>\n    ', '# ~*s**', '# *_***n', '# Next\n* >>p\n>'],
    ...['_\n[others]: https://x.example/contributors&#10;', '# \ud83d', '# \udccd']
  ]
  it.each(traps)('makes the same of %j', async (text) => {
    const tree = parseNatively(text)
    if (tree) expect(tree).toEqual(parse(text))
    expect(await parseBy(chooseParse({debug: () => {}}), text)).toEqual(parse(text))
  })

  it.each(kinds)('agrees with the reference on %s', async (_, text) => {
    const tree = parseNatively(text)
    if (tree) expect(tree).toEqual(parse(text))
    expect(await parseBy(chooseParse({debug: () => {}}), text)).toEqual(parse(text))
  })

  it('is sure of the texts that handoffs are made of', () => {
    const plain = kinds.filter(
      ([what]) => !/boxes without words|items that are|rule at|open front|is text for us/u.test(what)
    )
    expect(plain.filter(([, text]) => !parseNatively(text)).map(([what]) => what)).toEqual([])
  })

  it('means the same as the reference over generated texts', {timeout: 120_000}, () => {
    const count = {same: 0, alike: 0, unsure: 0}
    fc.assert(
      fc.property(markdown, (text) => {
        const [tree, wanted] = [parseNatively(text), parseOrNull(text)]
        if (!tree || !wanted) count.unsure++
        else if (isSameTree(tree, wanted)) count.same++
        else {
          count.alike++
          expect(judge(tree, text)).toEqual(judge(wanted, text))
        }
      }),
      {numRuns: 2000, seed: 1}
    )
    // Ends of blocks before stray blanks differ now and then; anything more is a change of one of the engines.
    expect(count.alike).toBeLessThan(count.same / 100)
    expect(count.unsure).toBeLessThan(2000 / 3)
  })

  it('gives what is too deep as it is, at once', () => {
    for (const text of ['>'.repeat(20_000), `${'*a '.repeat(5000)}${'b*'.repeat(5000)}`]) {
      const start = performance.now()
      let tree: Root | null = null
      try {
        tree = chooseParse({debug: () => {}}).native?.(text) ?? null
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
      }
      expect(tree === null || isTooDeep(tree)).toBe(true)
      expect(performance.now() - start).toBeLessThan(2000)
    }
  })

  it.skipIf(!existsSync(corpus))('means the same as the reference over the corpus', {timeout: 120_000}, () => {
    const count = {same: 0, alike: 0, unsure: 0}
    for (const {name, text} of readFolder(corpus)) {
      const [tree, wanted] = [parseNatively(text), parse(text)]
      if (!tree) count.unsure++
      else if (isSameTree(tree, wanted)) count.same++
      else {
        count.alike++
        // By name alone: nothing of the texts may end up in a log.
        if (JSON.stringify(judge(tree, text)) !== JSON.stringify(judge(wanted, text))) expect.fail(name)
      }
    }
    console.log(`corpus: ${count.same} trees equal, ${count.alike} alike, ${count.unsure} left to the reference`)
    expect(count.unsure).toBeLessThan(count.same / 10)
  })
})

describe('choosing the parsers', () => {
  const tree: Root = {type: 'root', children: []}
  const choose = (load: () => Parse | null, engine?: 'native' | 'reference') => {
    const lines: string[] = []
    return {...chooseParse({engine, debug: (line) => lines.push(line), load}), lines}
  }

  it('takes the native engine where it loads', async () => {
    const {native, loadReference, lines} = choose(() => () => tree)
    expect(native?.('# a\n')).toBe(tree)
    expect((await loadReference())('# a\n')).toEqual(parse('# a\n'))
    expect(lines).toEqual(['parser: native'])
  })

  it('takes the reference where the native one does not load, even when that was asked for', async () => {
    const {native, lines, ...rest} = choose(() => null, 'native')
    expect(native).toBe(null)
    expect(await parseBy({native, ...rest}, '# a\n')).toEqual(parse('# a\n'))
    expect(lines).toEqual(['parser: reference, for the native one does not run here'])
  })

  it('does not even load the native one when the reference is asked for', async () => {
    const {lines, ...parsers} = choose(() => expect.fail('loaded'), 'reference')
    expect(await parseBy(parsers, '# a\n')).toEqual(parse('# a\n'))
    expect(lines).toEqual(['parser: reference'])
  })

  it('leaves one text to the reference that the native engine fails on', async () => {
    const {lines, ...parsers} = choose(() => (text) => {
      if (text.includes('odd')) throw new Error('unsure of odd things')
      return tree
    })
    expect(parsers.native?.('odd')).toBe(null)
    expect(await parseBy(parsers, 'odd')).toEqual(parse('odd'))
    expect(await parseBy(parsers, 'even')).toBe(tree)
    expect(lines.slice(0, 2)).toEqual(['parser: native', 'parser: reference for this text, unsure of odd things'])
  })

  it('does not send to the reference what overflows the stack', () => {
    const {native} = choose(() => () => {
      throw new RangeError('Maximum call stack size exceeded')
    })
    expect(() => native?.('a')).toThrow(RangeError)
  })
})
