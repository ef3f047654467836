import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {builtin, lintBy} from './helpers/lint.ts'

// One handoff that nothing is wrong with, and changes of one thing each. The table of cases drives this test, the
// comparison page and `scripts/compare-peers.mjs`.

/** `taste` is shown and not counted: whether it is wrong is for a team to say. */
type Wanted = 'flag' | 'pass' | 'taste'

interface Case {
  name: string
  replace?: '' | [from: string, to: string][]
  crlf?: true
  file?: string
  timestamped: Wanted
  /** Null where the format has no such convention. */
  generic: Wanted | null
  /** Whether a linter that only looks into the file can be asked. */
  structural?: true
}

interface Table {
  file: string
  texts: Record<string, string>
  groups: {name: string; cases: Case[]}[]
}

interface Peer {
  name: string
  packages: Record<string, string>
  rule: string
  verdicts: Record<string, 'flag' | 'pass'>
}

const read = (name: string): string => readFileSync(new URL(`fixtures/adversarial/${name}`, import.meta.url), 'utf8')
const table = JSON.parse(read('cases.json')) as Table
const peers = JSON.parse(read('peers.json')) as Peer[]
const base = read('base.md')
const cases = table.groups.flatMap((group) => group.cases)
const profiles = ['timestamped', 'generic'] as const
type ProfileName = (typeof profiles)[number]

function textOf({replace = [], crlf}: Case): string {
  const fill = (text: string) => text.replaceAll(/\{([A-Z]+)\}/gu, (whole, name: string) => table.texts[name] ?? whole)
  const text = replace === '' ? '' : replace.reduce((all, [from, to]) => all.replace(fill(from), () => fill(to)), base)
  return crlf ? text.replaceAll('\n', '\r\n') : text
}

interface Verdict {
  level: 'error' | 'warning' | null
  rules: string[]
}

function judge(one: Case, profile: ProfileName): Verdict {
  const {messages} = lintBy(builtin(profile), textOf(one), one.file ?? table.file).report
  const level = messages.some(({severity}) => severity === 'error') ? 'error' : messages.length > 0 ? 'warning' : null
  return {level, rules: [...new Set(messages.map(({ruleId}) => ruleId))].sort()}
}

describe.each(profiles)('%s', (profile) => {
  it('has nothing to say of the base', () => {
    expect(lintBy(builtin(profile), base, table.file).report.messages).toEqual([])
  })

  it.each(cases.filter((one) => one[profile] === 'flag'))('flags: $name', (one) => {
    expect(judge(one, profile).level).not.toBeNull()
  })

  it.each(cases.filter((one) => one[profile] === 'pass'))('passes: $name', (one) => {
    expect(judge(one, profile).rules).toEqual([])
  })
})

it('changes the base in every case', () => {
  for (const one of cases) expect(textOf(one) !== base || one.file !== undefined, one.name).toBe(true)
  expect(new Set(cases.map(({name}) => name)).size).toBe(cases.length)
})

it('says an error of a section that is missing or empty, and of a wrong name or date', () => {
  const sure = table.groups.filter(({name}) => /^A section|^The file/u.test(name)).flatMap((group) => group.cases)
  for (const one of sure)
    if (one.timestamped === 'flag') expect(judge(one, 'timestamped').level, one.name).toBe('error')
})

it('is compared with linters that ran the same cases', async () => {
  const structural = cases.filter((one) => one.structural).map(({name}) => name)
  for (const peer of peers) expect(Object.keys(peer.verdicts)).toEqual(structural)
  await expect(comparison()).toMatchFileSnapshot('../docs/comparison.md')
})

const mark = (wanted: Wanted | null, is: 'flag' | 'pass'): string =>
  `${is}${wanted !== null && wanted !== 'taste' && wanted !== is ? ' ✗' : ''}`

function ownCell(one: Case, profile: ProfileName): string {
  if (one[profile] === null) return '–'
  const {level, rules} = judge(one, profile)
  const shown = mark(one[profile], level === null ? 'pass' : 'flag')
  return level === null ? shown : `${shown} (${level}: ${rules.join(', ')})`
}

const peerCell = (one: Case, peer: Peer): string => {
  const verdict = peer.verdicts[one.name]
  return verdict === undefined ? '–' : mark(one.timestamped, verdict)
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')

function groupTable({name, cases: group}: Table['groups'][number]): string {
  const head = ['case', 'should', ...profiles.map((profile) => `\`${profile}\``), ...peers.map((peer) => peer.name)]
  const rows = group.map((one) => [
    one.name,
    one.timestamped === one.generic || one.generic === null
      ? one.timestamped
      : `${one.timestamped}; generic: ${one.generic}`,
    ...profiles.map((profile) => ownCell(one, profile)),
    ...peers.map((peer) => peerCell(one, peer))
  ])
  return `### ${name}\n\n${tableOf(head, rows)}`
}

interface Asked {
  one: Case
  wanted: Wanted
  is: 'flag' | 'pass'
}

/** A tool's row: what it was asked, and where it was wrong. */
function totals(name: string, asked: readonly Asked[]): string[] {
  const counted = asked.filter(({wanted}) => wanted !== 'taste')
  const silent = counted.filter(({wanted, is}) => wanted === 'flag' && is === 'pass').length
  const wrong = counted.filter(({wanted, is}) => wanted === 'pass' && is === 'flag').length
  return [name, `${counted.length - silent - wrong} of ${counted.length}`, String(silent), String(wrong)]
}

const ownTotals = (profile: ProfileName): string[] =>
  totals(
    `handoff-lint, \`${profile}\``,
    cases.flatMap((one): Asked[] => {
      const wanted = one[profile]
      return wanted === null ? [] : [{one, wanted, is: judge(one, profile).level === null ? 'pass' : 'flag'}]
    })
  )

const peerTotals = (peer: Peer): string[] =>
  totals(
    `${peer.name}: ${peer.rule}`,
    cases.flatMap((one): Asked[] => {
      const is = peer.verdicts[one.name]
      return is === undefined ? [] : [{one, wanted: one.timestamped, is}]
    })
  )

/** Measured in autumn 2026 by running each tool’s own validator on a handoff of its own format. */
const validators = [
  ['softaworks session-handoff', '13 of 26', '12', '1'],
  ['gzkit', '7 of 26', '8', '11'],
  ['claude-handoff-baton', '14 of 26', '11', '1'],
  ['officialwhitebird/handoff-lint', '13 of 26', '10', '3'],
  ['brigade `handoff lint` (12 structural cases)', '3 of 12', '5', '4'],
  ['contextlint SEC-001 (17 structural cases)', '12 of 17', '5', '0'],
  ['markdownlint MD043 with `*` (17 structural cases)', '10 of 17', '5', '2']
]

const comparison = (): string => `# Comparison

<!-- Written by test/adversarial.test.ts: run \`npx vitest run test/adversarial.test.ts -u\` instead of editing. -->

One complete handoff, and ${cases.length} changes of one thing each. A tool is right when it flags what a careful reader
would flag, and passes the rest without a word. For handoff-lint a warning is a flag, and a warning where nothing is
wrong is a mistake; the level and the rules are shown. Cases of *taste* are shown and not counted.

## Same cases, same file

${tableOf(['tool', 'right', 'passes what is wrong', 'flags what is right'], [...profiles.map(ownTotals), ...peers.map(peerTotals)])}

The others are general linters. They are asked only what the file itself shows, for the four headings that the format
requires, and they do not claim to know placeholders, other names of a heading, or comments that hold a place: the table
says what they leave to do, not that they are wrong at their own task. MD043 also takes regular expressions for
headings; they were not used.

${peers
  .map(
    ({packages}) =>
      `- ${Object.entries(packages)
        .map(([name, version]) => `${name} ${version}`)
        .join(', ')}`
  )
  .join('\n')}

✗ marks a verdict that is not the wanted one.

${table.groups.map(groupTable).join('\n\n')}

## Validators of other handoff formats

These cannot judge our file, since each knows one format of its own. In autumn 2026 each was run with its own validator
on one compliant handoff of its own format and 26 changes of the same kinds: a section missing, emptied, only a comment or
only in a fence; headings deeper, underlined, closed or bold; each style of placeholder; \`TODO\` in a sentence;
CRLF. The cases are alike and not the same, so the rows compare with each other, and only roughly with the table above.

${tableOf(['tool', 'right', 'accepts what it should reject', 'rejects what it should accept'], validators)}

“One level deeper” and a handoff deleted on purpose are matters of judgement. Of officialwhitebird’s 26 cases 17 are within what
it claims to check (13 right), of gzkit’s 24 (7 right). Four of the five that brigade accepts are placeholders, which it
does not claim to check.

## Run it yourself

\`\`\`sh
npx vitest run test/adversarial.test.ts            # our verdicts
node scripts/compare-peers.mjs /tmp/peers --write  # installs the linters there and asks them
npx vitest run test/adversarial.test.ts -u         # writes this page
\`\`\`

The cases are [a table](../test/fixtures/adversarial/cases.json) of texts to replace in [one file](../test/fixtures/adversarial/base.md).
`
