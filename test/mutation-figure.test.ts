import {readFileSync} from 'node:fs'
import type {Nodes, RootContent} from 'mdast'
import {describe, expect, it} from 'vitest'
import {resolveConfig} from '../src/config/resolve.ts'
import {lintText} from '../src/core/lint.ts'
import type {Message} from '../src/core/report.ts'
import {findField} from '../src/handoff/find-field.ts'
import type {Range} from '../src/handoff/handoff.ts'
import {matchSections} from '../src/handoff/match-sections.ts'
import {readDocument} from '../src/handoff/read.ts'
import {parse} from '../src/parse.ts'
import type {Profile, Slot} from '../src/profiles/profile.ts'
import {judgedSlots} from '../src/profiles/scaffold.ts'
import {builtin} from './helpers/lint.ts'

// How much of what is put back into filled handoffs is found, and how often what only looks like it raises an alarm:
// figures with a floor and a ceiling. Seeds are fixed, so a figure changes only when the code does.

const filled: Record<string, string[]> = {
  'session-log': ['filled.md', 'filled-drifted.md'],
  'session-brief': ['filled.md', 'filled-drifted.md'],
  timestamped: ['2026-03-14-1630-retry-queue.md', '2026-04-21-1905-filled-drifted.md'],
  rolling: ['filled.md', 'filled-drifted.md'],
  capture: ['filled.md', 'filled-drifted.md']
}
const files = Object.entries(filled).flatMap(([name, fixtures]) =>
  fixtures.map((fixture) => ({
    profile: builtin(name),
    text: readFileSync(new URL(`fixtures/${name}/${fixture}`, import.meta.url), 'utf8')
  }))
)
const generic = builtin('generic')

/** Numbers from 0 to 1, the same for a seed on every machine (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const pick = <Item>(random: () => number, from: readonly Item[]): Item =>
  from[Math.floor(random() * from.length)] as Item

const onlyPlaceholders = (profile: Profile) => {
  const config = resolveConfig(profile)
  return {...config, rules: config.rules.filter(({rule}) => rule.id === 'no-placeholder')}
}
const configs = new Map([generic, ...files.map(({profile}) => profile)].map((one) => [one, onlyPlaceholders(one)]))

function alarms(text: string, profile: Profile, tree = parse(text)): (Range & {level: Message['severity']})[] {
  const config = configs.get(profile)
  if (!config) throw new Error(`no configuration for ${profile.name}`)
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const offset = (line: number, column: number) => (starts[line - 1] ?? 0) + column - 1
  return lintText({path: 'HANDOFF.md', text, tree}, config).report.messages.map((message) => ({
    start: offset(message.line, message.column),
    end: offset(message.endLine, message.endColumn),
    level: message.severity
  }))
}

/** A part of a filled file, what of the template replaces it, and where in that the slots stand. */
interface Edit extends Range {
  text: string
  slots: Range[]
  kind: 'value' | 'heading' | 'item' | 'section'
}

/** A piece of the template, with its slots counted from the start of the piece. */
function piece({template, slots}: Profile, {start, end}: Range): {text: string; slots: Range[]} {
  return {
    text: template.slice(start, end),
    slots: slots
      .filter((slot) => slot.start >= start && slot.end <= end)
      .map((slot) => ({start: slot.start - start, end: slot.end - start}))
  }
}

/** The line of a slot without list mark, box and label. */
function lineOf({template}: Profile, slot: Slot): Range {
  const start = template.lastIndexOf('\n', slot.start) + 1
  const stop = template.indexOf('\n', slot.end)
  const end = stop === -1 ? template.length : stop
  const lead = /^\s*(?:(?:[-*+]|\d+[.)])\s+)?(?:\[[ x]\]\s+)?/u.exec(template.slice(start, end))?.[0].length ?? 0
  return {start: start + lead, end}
}

/** Every way to put a slot of the template back into a filled file. */
function editsOf(profile: Profile, text: string): Edit[] {
  const document = readDocument(parse(text), text, profile.model)
  const [handoff] = document.handoffs
  if (!handoff) return []
  const judged = profile.sections.flatMap((section, index) => (section.unjudged ? [] : [index]))
  const {found} = matchSections(
    document,
    handoff,
    judged.map((index) => {
      const section = profile.sections[index]
      if (!section) throw new Error('no such section')
      return {...section, parent: judged.indexOf(section.parent)}
    })
  )
  const edits: Edit[] = []
  for (const slot of judgedSlots(profile)) {
    const section = document.sections[found.get(judged.indexOf(slot.section))?.[0] ?? -1]
    if (slot.label !== null) {
      const own = section
        ? handoff.fields.filter(({start}) => start >= section.start && start < section.end)
        : handoff.fields
      const expected = [...profile.fields, ...profile.sections.flatMap(({fields}) => fields)].find(
        ({label}) => label === slot.label
      )
      const field = expected && findField(own, expected)
      if (field && !field.empty) {
        edits.push({...field.valueRange, ...piece(profile, slot), kind: 'value'})
      }
      continue
    }
    if (!section) continue
    if (slot.heading) {
      const from = profile.sections[slot.section]
      const line = from && {start: from.start, end: from.headingEnd}
      if (!line) continue
      const lead = /^#+\s+/u.exec(profile.template.slice(line.start, line.end))?.[0].length ?? 0
      edits.push({
        ...section.headingRange,
        ...piece(profile, {start: line.start + lead, end: line.end}),
        kind: 'heading'
      })
      continue
    }
    for (const range of leavesOf(section.blocks))
      edits.push({...range, ...piece(profile, lineOf(profile, slot)), kind: 'item'})
    const body = profile.sections[slot.section]
    const blocks = section.blocks.flatMap(({position}) => (position ? [position] : []))
    const [first, last] = [blocks[0]?.start.offset, blocks.at(-1)?.end.offset]
    if (body && first !== undefined && last !== undefined) {
      const whole = profile.template.slice(body.headingEnd, body.end)
      const start = body.headingEnd + (whole.length - whole.trimStart().length)
      edits.push({
        start: first,
        end: last,
        ...piece(profile, {start, end: body.headingEnd + whole.trimEnd().length}),
        kind: 'section'
      })
    }
  }
  return edits.filter(({slots}) => slots.length > 0)
}

/** Paragraphs of a section: its own, and those of its items. */
function leavesOf(blocks: readonly RootContent[]): Range[] {
  const stack: Nodes[] = [...blocks]
  const leaves: Range[] = []
  for (let node = stack.pop(); node; node = stack.pop()) {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (node.type === 'paragraph' && start !== undefined && end !== undefined) leaves.push({start, end})
    if (node.type === 'list' || node.type === 'listItem') stack.push(...node.children)
  }
  return leaves
}

/** Up to `count` edits that do not touch each other. */
function choose(random: () => number, edits: readonly Edit[], count: number): Edit[] {
  const chosen: Edit[] = []
  for (let tries = 0; tries < count * 3 && chosen.length < count; tries++) {
    const edit = pick(random, edits)
    if (chosen.every(({start, end}) => edit.end <= start || edit.start >= end)) chosen.push(edit)
  }
  return chosen.sort((a, b) => a.start - b.start)
}

function apply(text: string, edits: readonly Edit[]): {text: string; slots: (Range & {kind: Edit['kind']})[]} {
  let result = ''
  let from = 0
  const slots: (Range & {kind: Edit['kind']})[] = []
  for (const edit of edits) {
    result += text.slice(from, edit.start)
    for (const slot of edit.slots) {
      slots.push({start: result.length + slot.start, end: result.length + slot.end, kind: edit.kind})
    }
    result += edit.text
    from = edit.end
  }
  return {text: result + text.slice(from), slots}
}

/** The line of a place: who reads a message there sees the rest of it too. */
function lineAt(text: string, {start, end}: Range): Range {
  const next = text.indexOf('\n', end)
  return {start: text.lastIndexOf('\n', start - 1) + 1, end: next === -1 ? text.length : next}
}

interface Tally {
  slots: number
  found: number
}

/** Who judged, and what counts: the slot itself, its line, slots that are the only one of their file. */
type Figure = 'own' | 'generic' | 'generic, line' | 'generic, only one'

const share = ({slots, found}: Tally): number => found / slots
const shown = (tally: Tally): string => `${tally.found} of ${tally.slots} (${(100 * share(tally)).toFixed(2)} %)`

function slotFigure(
  cases: number,
  seed: number
): {tallies: Record<Figure, Tally>; missed: Record<'own' | 'generic', string[]>} {
  const random = seeded(seed)
  const possible = files.map((file) => ({...file, edits: editsOf(file.profile, file.text)}))
  const none = (): Tally => ({slots: 0, found: 0})
  const tallies: Record<Figure, Tally> = {
    own: none(),
    generic: none(),
    'generic, line': none(),
    'generic, only one': none()
  }
  const missed: Record<'own' | 'generic', string[]> = {own: [], generic: []}
  const count = (figure: Figure, found: boolean) => {
    tallies[figure].slots++
    if (found) tallies[figure].found++
  }
  for (let index = 0; index < cases; index++) {
    const {profile, text, edits} = possible[index % possible.length] as (typeof possible)[number]
    const mutated = apply(text, choose(random, edits, 1 + Math.floor(random() ** 2 * 5)))
    const tree = parse(mutated.text)
    const byProfile = alarms(mutated.text, profile, tree)
    const byGeneric = alarms(mutated.text, generic, tree)
    for (const slot of mutated.slots) {
      const touches = (place: Range) => (alarm: Range) => alarm.start < place.end && alarm.end > place.start
      const line = lineAt(mutated.text, slot)
      const [isFound, isKnown] = [byGeneric.some(touches(slot)), byProfile.some(touches(slot))]
      count('own', isKnown)
      count('generic', isFound)
      count('generic, line', byGeneric.some(touches(line)))
      if (mutated.slots.length === 1) count('generic, only one', isFound)
      const what = `${profile.name} ${slot.kind}: ${mutated.text.slice(line.start, line.end)}`
      if (!isKnown) missed.own.push(what)
      if (!byGeneric.some(touches(line))) missed.generic.push(what)
    }
  }
  return {tallies, missed}
}

/** Lines that hold what looks like a placeholder and is none; invented, each for one way to be taken in. */
const lines = [
  'Related ticket: pending',
  '関連チケット：pending',
  'The banner reads "No ferry on [weekday], the next one leaves at [time]."',
  'All [FILL IN] marks in the price list are gone',
  'Search for `[FILL IN]` and `{{berth}}` before printing',
  'Boxes on the form: [x] gift wrap, [ ] invoice',
  '`3fa9c12` [INIT] Add the tide tables',
  'Buy the second pump (exact model TBD)',
  'Whether the jetty closes is TBD by the harbour office',
  'The TODO in `tides.py` about leap seconds is done',
  'Owner: UNKNOWN',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's variable in prose
  'The loader reads ${TIDE_ROOT} and falls back to the home folder',
  'The new theme sets style{{ colour }} on the map, as before',
  '[MS2] Second stage of the import runs at night',
  '[합의] 새 시간표는 월요일부터',
  'The label `[保留]` stays on two tickets',
  '（午後に確認済み）',
  'Memory is read from /proc/[pid]/smaps once a minute',
  'Answers land in outbox/[Harbour]/note and are moved by hand',
  'Use `Array<Berth>` and Map<string, Tide> in the next change',
  'The slice item[:amount] was off by one',
  'The card keeps h-[240px] on phones',
  'New files are called YYYY-MM-DD-slug.md, as agreed',
  'See the [tide tables](tides.md), the [list of berths][berths] and [[Harbour]]',
  'The limit holds for [0, 10) and is checked in two places[^1]',
  'Ask at <https://tides.example.org> or <ops@tides.example.org>',
  'Line one<br>line two, with <kbd>Ctrl</kbd> held',
  'Run `tides import <file> --day {day}` after each storm',
  'Endpoints: `GET /berths/{id}` and `PUT /berths/:id`',
  'The parser accepts {a, b} and rejects {}',
  'It printed ... and stopped after the third berth',
  'Waiting for review [see the thread of Monday]',
  '[desk] Print the new letters',
  '[pump-2] leaks again, a seal is on its way',
  'None: nothing is in the way this week',
  'N/A, because the change only touches texts',
  'Result: 41 passed / 0 failed',
  'Colours: red / green / blue are taken from the old map',
  'Run tides-copy <source file> <target file> first',
  'Lamps: red / green / white as in the inventory of May',
  'The buttons are [Save draft], [Send now] and [Discard all]',
  'Columns: [Name], [Email], [Status]',
  'Days in the log are written as YYYY-MM-DD',
  'YYYY-MM-DD is the day of the run, HH:MM the hour',
  'Nobody has asked since 2025-11-XX, says the harbour office',
  'Old tables were called {first}_{last}.csv',
  'State of the pump: passed / failed only once in the cold',
  '[前へ] [次を追加する] [一覧に戻る]',
  '状態：作業中、来週に終わる予定',
  'The route {berth}/{day} is not used any more',
  'Placeholder images were replaced by photographs',
  '“Insert coin” is what the display says when idle'
]

/** The same, for what needs more than a line. */
const blocks = [
  '### [ferry] timetable import\n\nReads both formats.',
  '## TODO\n\n- Move the buoy list\n- Paint the sign',
  '```bash\n# Find TODO comments\ngrep -rn "TODO" src/<module>/{a,b}\n```',
  '```tsx\n<Map style={{width: 300}}>{berths.map((one) => <Pin key={one.id} />)}</Map>\n```',
  '```json\n{"day": "YYYY-MM-DD", "berths": ["<id>", "[name]"]}\n```',
  "| check | result |\n| --- | --- |\n| import | {'passed': 41, 'failed': 0} |\n| tides | [PASS] |",
  '| berth | state |\n| --- | --- |\n| A | ✅ |\n| B | - |\n| C | N/A |',
  '<details>\n<summary>Log</summary>\n\nThree lines of output.\n\n</details>',
  '<!-- keep the newest entry first -->\n\n- The buoy list is current.',
  '- [ ] Print the letters\n- [x] Ask the board\n- [ ] [desk] Fold them',
  '<berth>\nThe prompt wraps each berth in tags.\n</berth>',
  'The report says:\n\n> [weekday] is filled in by the job, not by hand.'
]

function block(random: () => number): string {
  if (random() < 0.25) return pick(random, blocks)
  const line = pick(random, lines)
  return random() < 0.5 ? `${line}.` : `- ${line}`
}

/** Ends of the blocks of a file, where another one may follow. */
function gaps(text: string): number[] {
  return parse(text).children.flatMap(({type, position}) =>
    position?.end.offset === undefined || type === 'yaml' ? [] : [position.end.offset]
  )
}

function alarmFigure(cases: number, seed: number) {
  const random = seeded(seed)
  const places = files.map((file) => ({...file, gaps: gaps(file.text)}))
  const figure = {own: {error: 0, warning: 0}, generic: {error: 0, warning: 0}}
  const raised: string[] = []
  let pasted = 0
  for (let index = 0; index < cases; index++) {
    const {profile, text, gaps} = places[index % places.length] as (typeof places)[number]
    const added = [...new Set(Array.from({length: 1 + Math.floor(random() * 3)}, () => pick(random, gaps)))]
      .sort((a, b) => b - a)
      .map((at) => ({at, block: block(random)}))
    pasted += added.length
    const mutated = added.reduce((all, one) => `${all.slice(0, one.at)}\n\n${one.block}\n${all.slice(one.at)}`, text)
    const tree = parse(mutated)
    for (const [who, judge] of [
      ['own', profile],
      ['generic', generic]
    ] as const) {
      for (const {start, end, level} of alarms(mutated, judge, tree)) {
        figure[who][level]++
        raised.push(`${who} ${profile.name} ${level}: ${mutated.slice(start, end)}`)
      }
    }
  }
  return {figure, raised, pasted}
}

/** How often each text stands in a list, the most frequent first: where a figure is bad, the cause is on top. */
const frequent = (texts: readonly string[]): string =>
  [...new Set(texts)]
    .map((text) => ({text, times: texts.filter((other) => other === text).length}))
    .sort((a, b) => b.times - a.times)
    .slice(0, 12)
    .map(({text, times}) => `${times} × ${text}`)
    .join('\n')

describe('filled handoffs', () => {
  it('raise no alarm as they are', () => {
    for (const {profile, text} of files) {
      expect(alarms(text, profile)).toEqual([])
      expect(alarms(text, generic)).toEqual([])
    }
  })

  it('give away the slots of their template that are put back', () => {
    const {tallies, missed} = slotFigure(1000, 20260314)
    for (const [figure, tally] of Object.entries(tallies)) console.log(`slots found, ${figure}: ${shown(tally)}`)
    expect(tallies.own.slots).toBeGreaterThan(3000)
    expect(share(tallies.own), frequent(missed.own)).toBeGreaterThanOrEqual(0.999)
    expect(share(tallies.generic), frequent(missed.generic)).toBeGreaterThanOrEqual(0.942)
    expect(share(tallies['generic, line']), frequent(missed.generic)).toBeGreaterThanOrEqual(0.99)
    expect(share(tallies['generic, only one']), frequent(missed.generic)).toBeGreaterThanOrEqual(0.99)
  }, 120_000)

  it('stay quiet about what only looks like a placeholder', () => {
    const {figure, raised, pasted} = alarmFigure(1000, 20260421)
    const perThousand = (who: 'own' | 'generic') => (1000 * (figure[who].error + figure[who].warning)) / pasted
    console.log(
      `confusables pasted: ${pasted}; alarms per thousand: ${perThousand('own').toFixed(2)} by the profile, ${perThousand('generic').toFixed(2)} by generic`
    )
    expect(pasted).toBeGreaterThan(1800)
    expect(perThousand('own'), frequent(raised)).toBeLessThanOrEqual(5)
    expect(perThousand('generic'), frequent(raised)).toBeLessThanOrEqual(5)
  }, 120_000)
})
