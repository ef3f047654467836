import {readdirSync, readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {rules} from '../rules/index.ts'
import {rulePage, rulesIndex, rulesTable} from '../scripts/rule-docs.ts'
import {fixableRules} from '../src/fixable.ts'
import {parse} from '../src/parse.ts'
import type {EngineRule} from '../src/read-file.ts'
import {docsUrl} from '../src/rule-meta.ts'

const root = new URL('../', import.meta.url)
const ids = Object.keys(rules)
// What the engine itself says of a file that no rule can look at; these pages are written by hand.
const engineRules: readonly EngineRule[] = ['parse-limit', 'regular-file', 'valid-encoding']

describe('the pages of the rules', () => {
  it.each(ids)('has the page of %s as its header and its schema say', async (id) => {
    await expect(rulePage(id)).toMatchFileSnapshot(`../docs/rules/${id}.md`)
  })

  it('has the list of all rules', async () => {
    await expect(rulesIndex()).toMatchFileSnapshot('../docs/rules/README.md')
  })

  it('has pages for nothing else', () => {
    const known = ['README.md', ...[...ids, ...engineRules].map((id) => `${id}.md`)]
    expect(readdirSync(new URL('docs/rules/', root)).filter((name) => !known.includes(name))).toEqual([])
  })

  it.each(engineRules)('has the page of %s', (id) => {
    expect(readFileSync(new URL(`docs/rules/${id}.md`, root), 'utf8')).toContain(`# ${id}\n`)
  })

  it('lies where the messages point to', () => {
    expect(docsUrl.endsWith('/docs/rules')).toBe(true)
  })

  it.each(ids)('says on the page of %s what the fix does, if there is one', (id) => {
    const headings = parse(rulePage(id)).children.filter(({type}) => type === 'heading')
    const titles = headings.map((node) => rulePage(id).slice(node.position?.start.offset, node.position?.end.offset))
    expect(titles.slice(0, 2)).toEqual([`# ${id}`, '## Why'])
    expect(titles.includes('## Fix')).toBe(fixableRules.has(id))
  })

  it.each(ids)('describes every option of %s', (id) => {
    const rows = rulePage(id)
      .split('\n')
      .filter((line) => line.startsWith('| `'))
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toMatch(/\| [^|]+ \|$/u)
  })
})

describe('README.md', () => {
  const text = readFileSync(new URL('README.md', root), 'utf8')
  const marked = /<!-- rules -->\n+([\s\S]*?)\n+<!-- \/?rules -->/u.exec(text)?.[1]

  it('has the table of the rules between its marks', () => {
    expect(marked).toBe(rulesTable())
  })
})
