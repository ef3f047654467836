import fc from 'fast-check'
import type {Nodes, Root} from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {visit} from 'unist-util-visit'
import {describe, expect, it} from 'vitest'
import {makeReport, type Report} from '../src/core/report.ts'
import {markdown} from '../src/reporters/markdown.ts'
import {code, codeCell, oneLine, safeAddress} from '../src/reporters/markdown-text.ts'
import {branchOf, canonicalReport, fileOf, messageOf} from './helpers/canonical-report.ts'
import {hostileReport, hostileText} from './helpers/hostile.ts'

const parse = (text: string): Root => unified().use(remarkParse).use(remarkGfm).parse(text)

function nodesOf<Type extends Nodes['type']>(text: string, type: Type): Extract<Nodes, {type: Type}>[] {
  const found: Extract<Nodes, {type: Type}>[] = []
  visit(parse(text), (node) => {
    if (node.type === type) found.push(node as Extract<Nodes, {type: Type}>)
  })
  return found
}

const codesOf = (text: string): string[] => nodesOf(text, 'inlineCode').map(({value}) => value)

const home = 'https://forge.example/acme/shop/blob/'
const linkTo = (path: string, line: number, commit = 'main') => `${home}${commit}/${path}#L${line}`
const bytes = (text: string) => new TextEncoder().encode(text).length

describe('code', () => {
  it('shows any text as itself, in a paragraph, a heading and a table', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(oneLine(text).trim() !== '')
        expect(codesOf(`x ${code(text)} y`)).toEqual([oneLine(text)])
        expect(codesOf(`### ${code(text)} (x)`)).toEqual([oneLine(text)])
        const [row, ...others] = nodesOf(`| a | b |\n| --- | --- |\n| ${codeCell(text)} | y |`, 'tableRow').slice(1)
        expect(others).toEqual([])
        expect(row?.children).toHaveLength(2)
        expect(row?.children[0]?.children).toMatchObject([{type: 'inlineCode'}])
      }),
      {numRuns: 300}
    )
  })

  it.each([
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['``x`', '``` ``x` ```'],
    ['a\nb\r\nc', '`a b c`'],
    ['\u202egnp', '`\\u{202e}gnp`'],
    ['', '*blank*'],
    [' \n ', '*blank*'],
    [' x ', '`  x  `']
  ])('writes %j as %s', (text, written) => {
    expect(code(text)).toBe(written)
  })

  it('escapes bars in a table, and shows those behind a backslash by their number', () => {
    expect(codeCell('| x |')).toBe('`\\| x \\|`')
    expect(codeCell('\\|')).toBe('`\\\\u{7c}`')
  })

  it('cuts after 200 characters, whole ones', () => {
    expect(oneLine('🔁'.repeat(300))).toBe(`${'🔁'.repeat(200)}…`)
    expect(oneLine('x'.repeat(200))).toBe('x'.repeat(200))
    expect(oneLine('x'.repeat(10_000_000))).toHaveLength(201)
  })
})

describe('safeAddress', () => {
  it('takes addresses of the web only', () => {
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', '//x', '/x', 'x', 'https:', 'https://', '']) {
      expect(safeAddress(bad)).toBeNull()
    }
    expect(safeAddress('https://x.example/a(b) c|d`e\\f<g>é\n?h=[i]&amp;j#k')).toBe(
      'https://x.example/a%28b%29%20c%7Cd%60e%5Cf%3Cg%3E%C3%A9%0A?h=%5Bi%5D&amp%3Bj#k'
    )
  })

  it('gives one whole destination whatever stands in it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const address = safeAddress(`https://x.example/${text}`) ?? ''
        expect(nodesOf(`| a |\n| --- |\n| [1:1](${address}) |`, 'link').map(({url}) => url)).toEqual([address])
      })
    )
  })
})

describe('markdown', () => {
  it('holds foreign text in code only, whatever it is', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const text = markdown(report, {linkTo})
        visit(parse(text), (node) => {
          expect(known).toContain(node.type)
          // Without `@` there is no mention, without `#` and a number no reference.
          if (node.type === 'text') expect(node.value).toMatch(/^[\w .,:()-]*$/u)
          if (node.type === 'link')
            expect(node.url).toMatch(/^https:\/\/(?:forge\.example|github\.com\/handoff-lint)\//u)
        })
        const wanted = [...report.files.filter(({messages}) => messages.length > 0), ...report.skipped]
          .map(({path}) => oneLine(path))
          .filter((path) => path.trim() !== '')
        expect(codesOf(text)).toEqual(expect.arrayContaining(wanted))
      }),
      {numRuns: 200}
    )
  })

  it('keeps its tables, whatever stands in them', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        for (const table of nodesOf(markdown(report, {linkTo}), 'table')) {
          const width = table.children[0]?.children.length
          for (const row of table.children) expect(row.children).toHaveLength(width ?? 0)
        }
      }),
      {numRuns: 300}
    )
  })

  it('says the verdict first', () => {
    expect(markdown(canonicalReport()).split('\n').slice(0, 3)).toEqual([
      '## Handoffs: failed',
      '',
      '5 errors and 4 warnings in 3 of 5 handoffs and 4 of 6 branches.'
    ])
  })

  it('links lines when it is told where they are', () => {
    const report = makeReport([fileOf('a b.md', [messageOf('valid-field', 3)], {commit: 'c0ffee'})])
    expect(nodesOf(markdown(report, {linkTo}), 'link')[0]?.url).toBe(`${home}c0ffee/a%20b.md#L3`)
    expect(markdown(report)).toContain('\n| 3:1 | error |')
  })

  it('has one row for each message, branch and skipped file', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const text = markdown(report)
        const rows = nodesOf(text, 'table').reduce((sum, {children}) => sum + children.length - 1, 0)
        expect(rows + nodesOf(text, 'listItem').length).toBe(rowsOf(report))
      })
    )
  })
})

const known = [
  'root',
  'heading',
  'paragraph',
  'text',
  'inlineCode',
  'strong',
  'emphasis',
  'table',
  'tableRow',
  'tableCell',
  'list',
  'listItem',
  'link'
]

const rowsOf = ({files, branches, skipped}: Report): number =>
  files.reduce((sum, {messages}) => sum + messages.length, 0) + branches.length + skipped.length

const moreUrl = 'https://forge.example/run/1'

describe('markdown under a limit', () => {
  const big = makeReport(
    Array.from({length: 200}, (_, index) =>
      fileOf(`handoffs/${index}.md`, [
        messageOf('no-placeholder', 1, {severity: index < 150 ? 'warning' : 'error', reason: 'Übergabe '.repeat(10)}),
        messageOf('valid-field', 2, {severity: 'warning'})
      ])
    ),
    [],
    Array.from({length: 50}, (_, index) => branchOf(`b${index}`, index % 2 ? 'covered' : 'missing'))
  )

  it('is cut between rows, with errors kept before warnings and the rest counted', () => {
    const text = markdown(big, {maxBytes: 10_000, moreUrl})
    expect(bytes(text)).toBeLessThanOrEqual(10_000)
    expect(bytes(text)).toBeGreaterThan(9000)
    const rows = nodesOf(text, 'table').reduce((sum, {children}) => sum + children.length - 1, 0)
    expect(text).toMatch(/\n\n\*\*Cut here:\*\* \d+ more rows would not fit\. \[See all of it\]\(https:.*\)\.\n$/u)
    expect(Number(/Cut here:\*\* (\d+)/u.exec(text)?.[1])).toBe(rowsOf(big) - rows)
    expect(text).toContain('`handoffs/150.md`')
    expect(text).not.toContain('`handoffs/0.md`')
    expect(text).toContain('| `b48` | **missing**')
    expect(text).not.toContain('**covered**')
  })

  it('is whole when it just fits', () => {
    const whole = markdown(big)
    expect(markdown(big, {maxBytes: bytes(whole), moreUrl})).toBe(whole)
    expect(markdown(big, {maxBytes: bytes(whole) - 1, moreUrl})).toContain('**Cut here:**')
  })

  it('keeps any limit', () => {
    fc.assert(
      fc.property(hostileReport, fc.integer({min: 0, max: 3000}), (report, maxBytes) => {
        const text = markdown(report, {maxBytes, moreUrl, linkTo})
        expect(bytes(text)).toBeLessThanOrEqual(maxBytes)
        if (maxBytes > 200) expect(text).toMatch(/^## Handoffs: .*\n\n.*\.\n/u)
        for (const row of nodesOf(text, 'tableRow')) expect([4, 5]).toContain(row.children.length)
      })
    )
  })

  it('takes a moment only for very many rows', () => {
    const messages = Array.from({length: 20_000}, (_, index) => messageOf('no-placeholder', index + 1))
    const start = performance.now()
    expect(bytes(markdown(makeReport([fileOf('a.md', messages)]), {maxBytes: 1_000_000}))).toBeLessThanOrEqual(
      1_000_000
    )
    expect(performance.now() - start).toBeLessThan(3000)
  })
})
