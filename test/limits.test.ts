import {describe, expect, it} from 'vitest'
import {makeLightPlan} from '../src/check-light-plan.ts'
import {judgeText} from '../src/check-text.ts'
import {chooseParse} from '../src/parse/choose.ts'
import {withinTime} from '../src/parse/within-time.ts'
import {isSkipped} from '../src/verdicts.ts'

/** Lists in lists by indentation: each level costs the parser all levels above it. */
const nested = (levels: number) => Array.from({length: levels}, (_, level) => `${' '.repeat(2 * level)}- a\n`).join('')

const bombs: [name: string, text: string][] = [
  ['items on one line', '- '.repeat(4000)],
  ['numbered items on one line', '1. '.repeat(4000)],
  ['quotes and items', '> - '.repeat(4000)],
  ['quotes', '>'.repeat(10_000)],
  ['lists in lists, 1,000 deep', nested(1000)],
  ['lazy lines of a quote', `> a\n${'a\n'.repeat(20_000)}`],
  ['growing runs of backticks', Array.from({length: 1400}, (_, index) => `${'`'.repeat(index + 1)} `).join('')],
  ['half a megabyte of front matter', `---\n${'a: b\n'.repeat(100_000)}---\n\n# Handoff\n`],
  ['brackets', '['.repeat(60_000)],
  ['emphasis', '*a **a '.repeat(20_000)]
]

const judged = async (engine: 'native' | 'reference', text: string) => {
  const {loadPlan} = await makeLightPlan({}, {}, null, async () => {
    throw new Error('no profile is named')
  })
  const quiet = () => {}
  const judge = {plan: await loadPlan(), parsers: chooseParse({engine, debug: quiet}), debug: quiet}
  const start = performance.now()
  const result = await judgeText({path: 'HANDOFF.md', given: true}, {text}, judge)
  return {result, took: performance.now() - start}
}

describe.each(['native', 'reference'] as const)('the %s engine', (engine) => {
  it.each(bombs)(
    'is done in time with %s',
    async (_, text) => {
      const {result, took} = await judged(engine, text)
      expect(isSkipped(result)).toBe(false)
      expect(took).toBeLessThan(6000)
    },
    20_000
  )

  it('says so when it gave up', async () => {
    const {result} = await judged('reference', nested(1000))
    expect(result).toMatchObject({messages: [{ruleId: 'parse-limit', severity: 'error'}]})
  }, 20_000)

  it('judges what comes after a bomb', async () => {
    const before = await judged(engine, '# Handoff\n\n## Next steps\n\n- TODO\n')
    await judged(engine, bombs[4]?.[1] ?? '')
    const after = await judged(engine, '# Handoff\n\n## Next steps\n\n- TODO\n')
    expect(after.result).toEqual(before.result)
  }, 20_000)
})

describe('a line of containers', () => {
  // The native engine would take minutes, and nothing can stop it.
  it.each(['> - ', '1. ', '>', '- > '])(
    'is refused at once when a megabyte of `%s` opens them',
    async (unit) => {
      const {result, took} = await judged('native', `${unit.repeat(1_000_000 / unit.length)}a`)
      expect(result).toMatchObject({messages: [{ruleId: 'parse-limit', reason: expect.stringContaining('nesting')}]})
      expect(took).toBeLessThan(4000)
    },
    20_000
  )

  it.each([
    ['is a rule', (count: number) => `# A\n\n${'- '.repeat(count)}\n`],
    ['is a rule in a quote', (count: number) => `# A\n\n> ${'* '.repeat(count)}\n`],
    ['stands in a fence', (count: number) => `# A\n\n\`\`\`\n${'> - '.repeat(count)}\n\`\`\`\n`]
  ])('is judged when it %s', async (_, text) => {
    const {result} = await judged('native', text(10_000))
    expect(result).toEqual((await judged('native', text(100))).result)
  })
})

describe('a limit of time', () => {
  it('ends work that never ends', () => {
    const start = performance.now()
    expect(
      withinTime(50, () => {
        for (;;);
      })
    ).toBeNull()
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('hands on what came of the work, null too, and what it threw', () => {
    expect(withinTime(1000, () => 7)).toEqual({value: 7})
    expect(withinTime(1000, () => null)).toEqual({value: null})
    expect(() =>
      withinTime(1000, () => {
        throw new RangeError('mine')
      })
    ).toThrow(RangeError)
  })
})
