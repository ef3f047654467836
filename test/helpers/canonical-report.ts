import {type BranchReport, type FileReport, type Message, makeReport, type Report} from '../../src/core/report.ts'
import {ruleMeta} from '../../src/rule-meta.ts'

const oid = (digit: string): string => digit.repeat(40)

/** A message with what a test does not care about filled in. */
export function messageOf(ruleId: string, line: number, more: Partial<Message> = {}): Message {
  return {
    ruleId,
    severity: 'error',
    line,
    column: 1,
    endLine: line,
    endColumn: 9,
    reason: `Unexpected ${ruleId}, expected none`,
    note: null,
    expected: [],
    url: ruleMeta(ruleId).url,
    ...more
  }
}

/** A file with what a test does not care about filled in. */
export const fileOf = (path: string, messages: Message[] = [], more: Partial<FileReport> = {}): FileReport => ({
  path,
  profile: 'timestamped',
  messages,
  sections: [{role: 'next', heading: 'Next Priorities', line: 7}],
  ...more
})

/** A branch with what a test does not care about filled in. */
export const branchOf = (
  branch: string | null,
  verdict: BranchReport['verdict'],
  more: Partial<BranchReport> = {}
): BranchReport => ({
  branch,
  head: oid('a'),
  verdict,
  severity: verdict === 'stale' || verdict === 'missing' ? 'error' : verdict === 'due' ? 'warning' : 'ok',
  explanation: `said to be ${verdict}`,
  remedy: null,
  handoff: null,
  uncovered: {commits: 0, files: 0, sessions: 0, time: 0},
  breaches: [],
  exemption: null,
  warnings: [],
  ...more
})

const handoff = {oid: oid('b'), path: 'session-handoffs/2026-03-14-1630-retry-queue.md', committed: 1_773_505_800}
const write = 'Run `npx handoff-lint new`, fill in the handoff and commit it.'

const branches: BranchReport[] = [
  branchOf('feat/retry-queue', 'covered', {explanation: 'covered by the handoff bbbbbbb', handoff}),
  branchOf('feat/metrics', 'due', {
    explanation: '2 commits of work in 1 session since the handoff bbbbbbb',
    remedy: write,
    handoff,
    uncovered: {commits: 2, files: 3, sessions: 1, time: 3600},
    warnings: ['the date of 1 commit is in the future']
  }),
  branchOf('feat/importer', 'stale', {
    explanation: '7 commits of work in 3 sessions since the handoff bbbbbbb: 7 commits, at most 5 allowed',
    remedy: write,
    handoff,
    uncovered: {commits: 7, files: 12, sessions: 3, time: 18_000},
    breaches: [{limit: 'maxCommits', value: 7, max: 5}]
  }),
  branchOf('a`b/@octocat/<img/src=x>|$(id)', 'missing', {
    explanation: '3 commits of work in 1 session and no handoff on the branch',
    remedy: write,
    uncovered: {commits: 3, files: 1, sessions: 1, time: 5400}
  }),
  branchOf('hotfix/typo', 'exempt', {
    explanation: 'exempt: Handoff-Skip: one letter](http://evil.example)',
    exemption: {kind: 'trailer', reason: 'Handoff-Skip: one letter](http://evil.example)'}
  }),
  branchOf(null, 'unknown', {
    severity: 'warning',
    explanation: 'cannot tell: the history is shallow',
    remedy: 'Run `git fetch --unshallow`.'
  })
]

const files: FileReport[] = [
  fileOf('session-handoffs/2026-03-14-1630-retry-queue.md', [
    messageOf('no-placeholder', 12, {
      column: 4,
      endColumn: 22,
      reason: 'Unexpected placeholder `{What to do first}`, expected your own words',
      note: 'Replace it, or delete the line.'
    }),
    messageOf('no-placeholder', 14, {
      column: 4,
      endColumn: 22,
      reason: 'Unexpected placeholder `{What to do first}`, expected your own words',
      note: 'Replace it, or delete the line.'
    }),
    messageOf('max-tokens', 1, {
      severity: 'warning',
      endLine: 90,
      endColumn: 1,
      reason: 'Unexpected 812 tokens, expected at most 600'
    })
  ]),
  fileOf('session-handoffs/2026-03-15-0900-clean.md'),
  fileOf(
    'docs/handoffs/Übergabe 100% #1 (a,b:c).md',
    [
      messageOf('valid-field', 3, {
        reason: 'Unexpected date `14.03.2026`, expected YYYY-MM-DD',
        expected: ['2026-03-14']
      })
    ],
    {profile: 'docs/HANDOFF_TEMPLATE.md', commit: oid('c')}
  ),
  fileOf('evil\n::error file=x::owned\r::stop-commands::t.md', [
    messageOf('no-empty-section', 5, {
      severity: 'warning',
      reason:
        'Unexpected empty section `##[add-mask]x | @octocat ``![](http://evil.example/a.png)`` \u202egnp\u001b[2J`',
      note: '%0A%25\n::set-env name=A::b <script>alert(1)</script>'
    })
  ]),
  fileOf('empty.md', [], {profile: 'generic', sections: []})
]

/** Everything that a report can hold: errors, warnings, all verdicts, names that try to be something else. */
export const canonicalReport = (): Report =>
  makeReport(
    files,
    [
      {path: 'docs/TEMPLATE.md', reason: 'a template'},
      {path: '<b>|`x`', reason: 'looks like a template: `@octocat`'}
    ],
    branches
  )

/** Reports at the edges. */
export const otherReports = {
  empty: () => makeReport([]),
  clean: () => makeReport([fileOf('HANDOFF.md'), fileOf('docs/HANDOFF.md')], [], [branchOf('main', 'covered')]),
  undetermined: () => makeReport([], [], [branchOf('x', 'unknown', {severity: 'error', explanation: 'cannot tell'})])
} satisfies Record<string, () => Report>
