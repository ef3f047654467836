import {readdirSync, readFileSync} from 'node:fs'
import type {Nodes, Root} from 'mdast'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import * as v from 'valibot'
import {VFile} from 'vfile'
import {location} from 'vfile-location'
import {describe, expect, it} from 'vitest'
import {rules} from '../rules/index.ts'
import {readRuleHeader} from '../scripts/rule-header.ts'
import {readDocument} from '../src/handoff/read.ts'
import {parse} from '../src/parse.ts'
import {type Rule, runRule, toPlugin} from '../src/rule.ts'
import {ruleIds} from '../src/rule-ids.ts'
import {ruleMeta} from '../src/rule-meta.ts'
import {handoffSyntax} from '../src/syntax.ts'

const folder = new URL('../rules/', import.meta.url)
const files = readdirSync(folder).filter((name) => name !== 'index.ts')
const headerOf = (id: string) => readRuleHeader(readFileSync(new URL(`${id}.ts`, folder), 'utf8'))

interface Judged {
  place: string
  reason: string
  note: string | undefined
  expected: string[] | undefined
  isError: boolean
}

const show = ({place, reason}: Judged): string => `${place}: ${reason}`

interface Place {
  start: {line: number; column: number}
  end: {line: number; column: number}
}

function showPlace({start, end}: Place): string {
  const from = `${start.line}:${start.column}`
  const to = `${end.line}:${end.column}`
  return from === to ? from : `${from}-${to}`
}

/** Judge by the model alone, as our engine does. */
function judgeModel(rule: Rule, text: string, options: unknown, path: string): Judged[] {
  const document = readDocument(parse(text), text, {ignore: []})
  const {toPoint} = location(text)
  return runRule(rule, document, v.parse(rule.options, options ?? {}), path).map(
    ({reason, place, note, expected, level}) => {
      const [start, end] = [toPoint(place.start), toPoint(place.end)]
      if (!start || !end) throw new Error(`${rule.id}: the place ${place.start}-${place.end} lies outside the text`)
      return {place: showPlace({start, end}), reason, note, expected, isError: level !== 'warning'}
    }
  )
}

const processorOf = (rule: Rule, options: unknown) =>
  unified()
    .use(remarkParse)
    .use(handoffSyntax)
    .use(toPlugin(rule) as never, ['error', options] as never)

/** Judge as remark does. */
function judgePlugin(
  rule: Rule,
  text: string,
  options: unknown,
  path: string,
  change?: (tree: Root) => void
): Judged[] {
  const file = new VFile({value: text, path})
  const processor = processorOf(rule, options)
  const tree = processor.parse(file) as Root
  change?.(tree)
  processor.runSync(tree, file)
  return file.messages.map(({place, reason, note, expected, fatal, cause, ruleId, source, url}) => {
    // `lintRule` turns a thrown bug into a message.
    if (cause instanceof Error) throw cause
    expect({ruleId, source, url}).toEqual({ruleId: rule.id, source: 'handoff-lint', url: ruleMeta(rule.id).url})
    const shown = place && 'start' in place ? showPlace(place) : ''
    return {place: shown, reason, note, expected, isError: fatal === true}
  })
}

function removePositions(node: Nodes): void {
  delete node.position
  if ('children' in node) for (const child of node.children) removePositions(child)
}

describe('the list of rules', () => {
  it('has every rule file, in alphabetical order, under the name of its file', () => {
    expect(Object.keys(rules)).toEqual(files.map((name) => name.slice(0, -'.ts'.length)).sort())
    expect(Object.values(rules).map(({id}) => id)).toEqual(Object.keys(rules))
  })

  it('has the ids that are listed apart', () => {
    expect(ruleIds).toEqual(Object.keys(rules))
  })
})

describe.each(Object.values(rules).map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const header = headerOf(id)

  it('is documented: what, why, an example that is not fine, its name', () => {
    expect(header.markdown).toMatch(/^Warn when [^\n]+\.\n/u)
    expect(header.markdown).toMatch(/^## Why\n\n\S/mu)
    expect(header.markdown).toMatch(/^## Examples\n/mu)
    expect(header.examples.some(({messages}) => messages.length > 0)).toBe(true)
    expect(header.module).toBe(id)
  })

  it('says something about itself and has defaults for its options', () => {
    expect(rule.summary).toMatch(/^[A-Z].*[^.]$/u)
    expect(v.safeParse(rule.options, {}).success).toBe(true)
    expect(v.safeParse(rule.options, {noSuchOption: 1}).success).toBe(false)
  })

  it.each(header.examples)('judges the example $path', ({path, text, options, messages}) => {
    const judged = judgeModel(rule, text, options, path)
    expect(judged.map(show)).toEqual(messages)
    for (const {reason, note} of judged) {
      expect(reason).not.toMatch(/\.$/u)
      expect(note).toMatch(/[.?]$/u)
    }
  })

  it.each(header.examples)('judges the example $path as a remark plugin too', ({path, text, options}) => {
    expect(judgePlugin(rule, text, options, path)).toEqual(judgeModel(rule, text, options, path))
  })

  it.each(header.examples)('judges the example $path with CRLF in the same places', ({path, text, options}) => {
    const crlf = text.replaceAll('\n', '\r\n')
    expect(judgeModel(rule, crlf, options, path).map(show)).toEqual(judgeModel(rule, text, options, path).map(show))
  })

  it.each(header.examples)(
    'judges the example $path with a byte order mark in the same lines',
    ({path, text, options}) => {
      // Columns of the first line differ by one: remark counts the mark.
      const lineOf = (one: Judged) => show(one).replace(/^(\d+):\d+(?:-\d+:\d+)?/u, '$1')
      expect(judgePlugin(rule, `\uFEFF${text}`, options, path).map(lineOf)).toEqual(
        judgeModel(rule, text, options, path).map(lineOf)
      )
    }
  )

  it.each(header.examples)('lives with the tree of $path without positions', ({path, text, options}) => {
    expect(() => judgePlugin(rule, text, options, path, removePositions)).not.toThrow()
    const tree = parse(text)
    removePositions(tree)
    const document = readDocument(tree, text, {ignore: []})
    expect(() => runRule(rule, document, v.parse(rule.options, options ?? {}), path)).not.toThrow()
  })
})

describe('every rule', () => {
  it.each(Object.values(rules))('$id has nothing to say without options about a handoff that is fine', (rule) => {
    const text = '# Handoff\n\n## Next steps\n\n1. Ship it.\n'
    expect(judgeModel(rule, text, {}, 'HANDOFF.md')).toEqual([])
  })
})

describe('front matter', () => {
  it.each([
    ['LF', '---\n', '\n'],
    ['CRLF', '---\n', '\r\n'],
    ['blanks behind the line', '---  \n', '\n']
  ])('has its places in the right columns with %s', (_, open, eol) => {
    const rule = rules['valid-field'] as Rule
    const text = `${open}title: a\ndate: 2026-02-30\n---\n\n# Handoff\n`.replaceAll('\n', eol)
    const options = {fields: [{label: 'Date', type: 'date'}]}
    expect(judgeModel(rule, text, options, 'a.md').map(({place}) => place)).toEqual(['3:7-3:17'])
  })
})
