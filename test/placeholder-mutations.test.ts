import {readdirSync, readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import type {Placeholder} from '../src/handoff/placeholders.ts'
import {findPlaceholders} from '../src/handoff/placeholders.ts'
import {parse} from '../src/parse.ts'

const folder = new URL('fixtures/placeholders/', import.meta.url)
const handoffs = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({name, source: readFileSync(new URL(name, folder), 'utf8')}))

/** Numbers between 0 and 1 that are the same on every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

const styles: readonly ((inner: string) => string)[] = [
  (inner) => `[${inner}]`,
  (inner) => `{${inner}}`,
  (inner) => `<${inner}>`,
  (inner) => `{{${inner.replaceAll(' ', '_')}}}`,
  (inner) => `[${inner.toUpperCase().replaceAll(' ', '_')}]`,
  (inner) => `**[${inner}]**`,
  (inner) => `［${inner}］`
]

const wishes = [
  'what was done and why',
  'name of the reviewer',
  'short description',
  'main result',
  'reason',
  'date',
  'git branch',
  'next action',
  'file path',
  'one sentence on the outcome',
  'list of changed files',
  'second priority',
  'risk 1',
  'how to verify',
  'what blocks it',
  'commit hash',
  'estimated time',
  'anything the next person must know',
  'owner name',
  'passing / failing / not run',
  'description',
  'link to the ticket',
  'expected outcome',
  'current state'
]

const plain = [
  'TBD',
  'TODO',
  'YYYY-MM-DD',
  'AAAA-MM-DD',
  '...',
  '…',
  '____________',
  'Pass / Fail',
  'Done / In progress / Blocked',
  '✅ / ❌',
  'to be determined',
  '[Pending]',
  '[To be filled at the end of the session]',
  '$ARGUMENTS',
  'HH:MM',
  '{{SUMMARY}}',
  'xxxxxxx',
  '[ここに記入]',
  '[描述本次变更]',
  '[descrição da tarefa]',
  '[описание задачи]',
  '[작업 내용]',
  '[kurze Beschreibung]',
  '[description de la tâche]',
  'path/to/file'
]

const leftover = (random: () => number): string =>
  random() < 0.3 ? pick(random, plain) : pick(random, styles)(pick(random, wishes))

const honest = [
  'None',
  'N/A',
  'UNKNOWN',
  '[N/A]',
  '[PAY-311]',
  '[done]',
  '41/41',
  '[the note](docs/a.md)',
  '`{name}`',
  '`<id>`',
  'see `[queue]`',
  'read [PAY-312] first',
  '[flaky] `rotate()` again',
  'Array<string>',
  'macOS / Linux',
  'on [nightly] only',
  'between [0, 15]',
  'the $HOME of the bot',
  "{'passed': 41}",
  'TBD by the payments team',
  'the TODO in the parser',
  '/proc/[pid]/smaps',
  'queues/{id}/log',
  'shows "[count] jobs" to users',
  '@reviewer',
  '[^1]',
  '[[Queue design]]',
  '<https://example.com>',
  '`YYYY-MM-DD-slug.md`',
  'files named YYYY-MM-DD-slug.md',
  '2026-03-14',
  '[x] yes',
  'a -> b',
  '[HIGH]',
  '(none)',
  '12 %',
  '[1]',
  '<br>'
]

/** Places where a value stands: behind a label, as an item, as a cell. */
function slotsOf(source: string): {start: number; end: number}[] {
  const slots: {start: number; end: number}[] = []
  const value =
    /^(?:[-*] |\d+\. )?\*\*[^*\n]{1,30}(?:[:：]\*\*|\*\*[:：]) ?(.+)$|^[-*] \p{L}{2,12}[:：] ?(.+)$|^(?:[-*] (?:\[[ x]\] )?|\d+\. )([^[*\n].+)$|\| ([^|\n-][^|\n]*) (?=\|)/dgmu
  for (const match of source.matchAll(value)) {
    const range = match.indices?.slice(1).find((group) => group !== undefined)
    if (range) slots.push({start: range[0], end: range[1]})
  }
  return slots
}

const loud = (source: string): Placeholder[] =>
  findPlaceholders(parse(source), source).filter(({level}) => level === 'sure' || level === 'likely')

interface Figure {
  put: number
  found: number
  extra: number
  missed: Map<string, number>
}

/** Put texts into random slots of filled handoffs and see which are reported. */
function mutate(rounds: number, seed: number, perFile: number, text: (random: () => number) => string): Figure {
  const random = seeded(seed)
  const figure: Figure = {put: 0, found: 0, extra: 0, missed: new Map()}
  for (let round = 0; round < rounds; round++) {
    const {source} = pick(random, handoffs)
    const chosen = new Set<{start: number; end: number}>()
    const slots = slotsOf(source)
    while (chosen.size < perFile) chosen.add(pick(random, slots))
    let changed = source
    const ranges: {start: number; end: number; text: string}[] = []
    for (const {start, end} of [...chosen].sort((a, b) => b.start - a.start)) {
      const put = text(random)
      for (const range of ranges) {
        range.start += put.length - (end - start)
        range.end += put.length - (end - start)
      }
      ranges.push({start, end: start + put.length, text: put})
      changed = changed.slice(0, start) + put + changed.slice(end)
    }
    score(figure, ranges, loud(changed))
  }
  return figure
}

function score(
  figure: Figure,
  ranges: readonly {start: number; end: number; text: string}[],
  found: readonly Placeholder[]
): void {
  const overlaps = (a: {start: number; end: number}, b: {start: number; end: number}): boolean =>
    a.start < b.end && b.start < a.end
  for (const range of ranges) {
    figure.put++
    if (found.some((placeholder) => overlaps(placeholder, range))) figure.found++
    else figure.missed.set(range.text, (figure.missed.get(range.text) ?? 0) + 1)
  }
  figure.extra += found.filter((placeholder) => !ranges.some((range) => overlaps(placeholder, range))).length
}

const worst = ({missed}: Figure): string =>
  [...missed]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 12)
    .map(([text, times]) => `${text} ×${times}`)
    .join(', ')

describe('mutations of filled handoffs', () => {
  test.each(handoffs)('$name has nothing left to fill in', ({source}) => {
    expect(loud(source)).toEqual([])
  })

  test.each([1, 3])('%i leftovers in a file are found', (perFile) => {
    const figure = mutate(2400 / perFile, 20260314 + perFile, perFile, leftover)
    expect(figure.found / figure.put, worst(figure)).toBeGreaterThanOrEqual(0.99)
    expect(figure.extra).toBe(0)
  })

  test.each([1, 4])('%i confusables in a file raise no alarm', (perFile) => {
    const figure = mutate(2400 / perFile, 20260401 + perFile, perFile, (random) => pick(random, honest))
    const alarms = new Map(figure.missed)
    expect(figure.found / figure.put, `quiet: ${alarms.size} texts`).toBeLessThanOrEqual(0.002)
    expect(figure.extra).toBe(0)
  })
})
