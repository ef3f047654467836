import {toJsonSchema} from '@valibot/to-json-schema'
import fc from 'fast-check'
import * as v from 'valibot'
import {describe, expect, it} from 'vitest'
import {formatSeconds, secondsOf} from '../src/config/freshness-duration.ts'
import {resolvePolicy} from '../src/config/freshness-policy.ts'
import {type FreshnessSettings, freshnessSettings} from '../src/config/freshness-settings.ts'
import {type FreshnessInput, judgeBranch, type Verdict} from '../src/core/freshness.ts'
import type {CommitFact, UnknownHistory} from '../src/core/freshness-facts.ts'
import {foldText, touchesOf} from '../src/core/freshness-touches.ts'
import {builtinProfiles} from '../src/profiles/index.ts'

const hour = 3600
/** 2026-03-02 09:00 UTC. */
const start = 1_772_442_000
const ada = {name: 'Ada', email: 'ada@example.org'}
const bot = {name: 'renovate[bot]', email: 'renovate@example.org'}

interface Sketch extends Partial<Omit<CommitFact, 'touches'>> {
  /** Hours after the start. */
  at?: number
  work?: string[]
  /** A path to write a new handoff to. */
  handoff?: string
}

/** A branch in a line, oldest first, a commit every ten minutes. */
function lineOf(sketches: readonly Sketch[]): CommitFact[] {
  return sketches.map(({at = 0, work, handoff, ...rest}, index) => {
    const time = start + at * hour + (at === 0 ? index * 600 : 0)
    return {
      oid: `${index + 1}`.padStart(40, 'a'),
      parents: [index === 0 ? 'b'.repeat(40) : `${index}`.padStart(40, 'a')],
      authored: time,
      committed: time,
      author: ada,
      committer: ada,
      subject: 'change',
      skips: [],
      touches: {
        handoffs: handoff ? [{path: handoff, oid: 'c'.repeat(40), before: null, after: `text ${index}`}] : [],
        work: work ?? (handoff ? [] : [`src/${index}.ts`])
      },
      ...rest
    }
  })
}

const works = (count: number, more: Sketch = {}): Sketch[] => Array.from({length: count}, () => more)

type Options = Partial<Omit<FreshnessInput, 'history' | 'policy'>> & {settings?: FreshnessSettings}

function judge(sketches: readonly Sketch[], {settings = {}, branch = 'topic', ...more}: Options = {}) {
  const policy = resolvePolicy([settings], branch)
  const history = {known: true, commits: lineOf(sketches)} as const
  return judgeBranch({branch, head: 'd'.repeat(40), history, policy, now: start + 1000 * hour, ...more})
}

const wrote: Sketch = {handoff: 'handoffs/x.md'}

describe('verdict', () => {
  it.each<[string, readonly Sketch[], Verdict]>([
    ['nothing', [], 'exempt'],
    ['work alone', works(3), 'missing'],
    ['a handoff alone', [wrote], 'covered'],
    ['a handoff after the work', [...works(9), wrote], 'covered'],
    ['a handoff with the work', [...works(9), {...wrote, work: ['src/a.ts']}], 'covered'],
    ['a handoff before the work', [wrote, ...works(3)], 'due'],
    ['work up to the limit', [wrote, ...works(5)], 'due'],
    ['work over the limit', [wrote, ...works(6)], 'stale'],
    ['a second handoff', [wrote, ...works(6), wrote], 'covered'],
    ['commits that touch nothing', [wrote, ...works(9, {work: []})], 'covered'],
    ['work a day after the handoff', [wrote, ...works(3, {at: 24})], 'due'],
    ['work more than a day after it', [wrote, ...works(3, {at: 24.1})], 'stale']
  ])('%s', (_, sketches, verdict) => {
    expect(judge(sketches).verdict).toBe(verdict)
  })

  it('does not change with the day', () => {
    for (const days of [0, 1, 400]) {
      expect(judge([wrote, ...works(3)], {now: start + days * 24 * hour + 6 * hour}).verdict).toBe('due')
    }
  })

  it('knows limits for work time and files, and each may be switched off', () => {
    const long = [wrote, ...[0.5, 1, 1.5, 2, 2.6].map((at): Sketch => ({at, work: ['src/a.ts']}))]
    expect(judge(long).verdict).toBe('due')
    expect(judge(long, {settings: {maxWork: '2h'}}).breaches).toEqual([
      {limit: 'maxWork', value: 2.1 * hour, max: 2 * hour}
    ])
    // Two sessions of less than two hours, with a night between.
    expect(judge([wrote, {at: 1}, {at: 2}, {at: 15}, {at: 16}], {settings: {maxWork: '2h'}}).verdict).toBe('due')
    const wide = [wrote, {work: ['a.ts', 'b.ts']}, {work: ['b.ts', 'c.ts']}, {work: ['c.ts']}]
    expect(judge(wide, {settings: {maxFiles: 3}}).verdict).toBe('due')
    expect(judge(wide, {settings: {maxFiles: 2}}).breaches).toEqual([{limit: 'maxFiles', value: 3, max: 2}])
    const late = [wrote, ...works(9, {at: 99})]
    expect(judge(late).breaches.map(({limit}) => limit)).toEqual(['maxCommits', 'maxAge'])
    expect(judge(late, {settings: {maxCommits: false, maxAge: false}}).verdict).toBe('due')
    expect(judge([wrote, ...works(3)], {settings: {maxCommits: 0}}).verdict).toBe('stale')
  })

  it('is not misled by clocks that are ahead', () => {
    const now = start + 2 * hour
    const ahead = judge([wrote, ...works(3, {at: 900})], {now})
    expect(ahead).toMatchObject({verdict: 'due', breaches: []})
    expect(ahead.warnings).toEqual([
      expect.stringMatching(/^commit a+\d? ?.*\(and 2 more\) dated in the future, by up to 37 d/u)
    ])
    expect(judge([{...wrote, at: 900}, ...works(3)], {now}).verdict).toBe('due')
    expect(judge([wrote, ...works(3)], {now: start + 1800 - 200}).warnings).toEqual([])
    expect(judge([{...wrote, authored: start + hour, committed: start}]).warnings).toEqual([
      expect.stringContaining('committed before the date of its author')
    ])
  })
})

describe('parallel lines', () => {
  /** Two lines of one work commit each, with handoffs as told, and a merge of them. */
  function fork(first: boolean, second: boolean): CommitFact[] {
    const line = (name: string, hasHandoff: boolean, at: number): CommitFact[] =>
      lineOf([{at}, {at, ...(hasHandoff ? {handoff: `handoffs/${name}.md`} : {work: []})}]).map((commit, index) => ({
        ...commit,
        oid: `${name}${index}`.padEnd(40, '0'),
        parents: [index === 0 ? 'base' : `${name}0`.padEnd(40, '0')],
        touches: {
          ...commit.touches,
          handoffs: commit.touches.handoffs.map((change) => ({...change, after: name}))
        }
      }))
    const [merge] = lineOf([{at: 30, work: []}])
    const parents = ['a1', 'b1'].map((oid) => oid.padEnd(40, '0'))
    return [
      ...line('a', first, 1),
      ...line('b', second, 20),
      ...(merge ? [{...merge, oid: 'e'.repeat(40), parents}] : [])
    ]
  }

  const status = (first: boolean, second: boolean) =>
    judgeBranch({
      branch: 'topic',
      head: 'e'.repeat(40),
      history: {known: true, commits: fork(first, second)},
      policy: resolvePolicy([{exempt: {minCommits: 0}}], 'topic'),
      now: start + 99 * hour
    })

  it('need a handoff each, and the latest one is named', () => {
    expect(status(true, true)).toMatchObject({verdict: 'covered', handoff: {path: 'handoffs/b.md'}})
    expect(status(true, false)).toMatchObject({
      verdict: 'due',
      uncovered: {commits: 1},
      handoff: {path: 'handoffs/a.md'}
    })
    expect(status(false, true)).toMatchObject({
      verdict: 'due',
      uncovered: {commits: 1},
      handoff: {path: 'handoffs/b.md'}
    })
    expect(status(false, false)).toMatchObject({verdict: 'missing', uncovered: {commits: 2}})
  })
})

describe('a text of a handoff', () => {
  const change = (before: string | null, after: string | null, path = 'HANDOFF.md') => ({
    path,
    oid: null,
    before,
    after
  })
  const touching = (...handoffs: CommitFact['touches']['handoffs'][number][]): Partial<CommitFact> => ({
    touches: {handoffs, work: []}
  })

  it('counts on its own line when another line takes it away', () => {
    const [base, first, second, removal, merge] = lineOf(works(5))
    if (!base || !first || !second || !removal || !merge) throw new Error('too few commits')
    const commits: CommitFact[] = [
      base,
      {...first, ...touching(change('old', 'new'))},
      {...second, parents: [base.oid], ...touching(change('old', 'new'))},
      {...removal, ...touching(change('new', null))},
      {...merge, parents: [first.oid, removal.oid], ...touching(change('new', 'merged'))}
    ]
    const input = {branch: 'topic', head: merge.oid, policy: resolvePolicy([], 'topic'), now: start + 99 * hour}
    const status = judgeBranch({...input, history: {known: true, commits}})
    // A merge is not asked, whatever it is said to touch.
    expect(status).toMatchObject({verdict: 'covered', handoff: {oid: first.oid}})
    const alone = judgeBranch({...input, history: {known: true, commits: commits.filter(({oid}) => oid !== first.oid)}})
    expect(alone).toMatchObject({handoff: null, exemption: {kind: 'small'}})
  })

  it('is the newest by topology, whatever its date', () => {
    const status = judge([...works(3), {...wrote, at: 900}, {handoff: 'handoffs/y.md'}, ...works(3)])
    expect(status).toMatchObject({verdict: 'due', handoff: {path: 'handoffs/y.md'}, uncovered: {commits: 3}})
  })
})

describe('exemptions', () => {
  const kindOf = (sketches: readonly Sketch[], options: Options = {}) =>
    judge(sketches, options).exemption?.kind ?? null

  it('excuse one short session of few commits, and no more', () => {
    expect(kindOf(works(2))).toBe('small')
    expect(kindOf(works(3))).toBeNull()
    expect(kindOf([{}, {at: 0.51}])).toBeNull()
    expect(kindOf([{}, {at: 3}])).toBeNull()
    expect(judge([{}, {at: 2}]).uncovered.sessions).toHaveLength(2)
    expect(judge([{}, {at: 1.99}]).uncovered.sessions).toHaveLength(1)
    expect(kindOf(works(2, {work: ['a.ts', 'b.ts', 'c.ts']}), {settings: {maxFiles: 2}})).toBeNull()
    expect(kindOf(works(3), {settings: {exempt: {minCommits: 3}}})).toBe('small')
    expect(kindOf(works(1), {settings: {exempt: {minSession: false}}})).toBeNull()
    expect(kindOf([wrote, ...works(2)])).toBe('small')
    // The work of a week, rebased a minute ago.
    expect(kindOf([{authored: start}, {authored: start + 99 * hour}])).toBeNull()
  })

  it('excuse documentation alone', () => {
    expect(kindOf(works(9, {work: ['README.md', 'docs/a/b.png']}))).toBe('docs-only')
    expect(kindOf([...works(8, {work: ['README.md']}), {}])).toBeNull()
    expect(kindOf(works(9, {work: ['README.md']}), {settings: {exempt: {docsOnly: false}}})).toBeNull()
    expect(kindOf(works(9, {work: ['README.md']}), {settings: {docs: ['manual/**']}})).toBeNull()
  })

  it('excuse branches by name, bots only with their authors', () => {
    expect(kindOf(works(9), {branch: 'hotfix/a/b'})).toBe('branch')
    expect(kindOf(works(9), {branch: 'hotfixes'})).toBeNull()
    expect(kindOf(works(9), {branch: 'renovate/x'})).toBeNull()
    expect(kindOf(works(9, {author: bot}), {branch: 'renovate/x'})).toBe('bot')
    expect(kindOf(works(9, {author: bot}), {branch: 'topic'})).toBeNull()
    expect(kindOf([...works(9, {author: bot}), {}], {branch: 'renovate/x'})).toBeNull()
    expect(kindOf(works(9), {branch: 'topic', opener: {login: 'renovate[bot]', isBot: true}})).toBe('bot')
    expect(kindOf(works(9), {branch: 'topic', opener: {login: 'renovate[bot]', isBot: false}})).toBeNull()
    expect(kindOf(works(9), {branch: 'topic', opener: {login: 'evil[bot]', isBot: true}})).toBeNull()
    expect(kindOf(works(9, {author: bot}), {branch: 'renovate/x', opener: {login: 'eve', isBot: false}})).toBeNull()
  })

  it('excuse drafts and labels', () => {
    expect(kindOf(works(9), {draft: true})).toBe('draft')
    expect(kindOf(works(9), {draft: true, settings: {exempt: {drafts: false}}})).toBeNull()
    expect(kindOf(works(9), {labels: ['bug', 'skip-handoff']})).toBe('label')
    expect(kindOf(works(9), {labels: ['skip']})).toBeNull()
  })

  it('excuse by a trailer the work up to its commit, for a reason', () => {
    const skip: Sketch = {work: [], skips: ['generated code']}
    expect(judge([...works(9), skip])).toMatchObject({
      verdict: 'exempt',
      exemption: {kind: 'trailer', reason: 'Handoff-Skip: generated code'},
      uncovered: {commits: 0}
    })
    expect(judge([...works(9), skip, ...works(3)])).toMatchObject({verdict: 'missing', uncovered: {commits: 3}})
    expect(judge([wrote, ...works(9), skip, ...works(3)])).toMatchObject({verdict: 'due', uncovered: {commits: 3}})
    expect(judge([...works(9), skip, wrote]).verdict).toBe('covered')
    expect(judge([...works(9), skip], {settings: {exempt: {trailer: false}}}).verdict).toBe('missing')
    for (const reason of ['', '-', '1', '…']) {
      const status = judge([...works(9), {work: [], skips: [reason]}])
      expect(status).toMatchObject({verdict: 'missing', warnings: [expect.stringContaining('no effect')]})
    }
  })

  it('are worth less than a handoff, and say what they excuse', () => {
    expect(judge([...works(9), wrote], {branch: 'hotfix/x'}).verdict).toBe('covered')
    expect(judge(works(9), {branch: 'hotfix/x'})).toMatchObject({
      explanation:
        'exempt: branches like hotfix/x need no handoff (9 commits of work in 1 session from 2026-03-02 09:00 UTC)',
      remedy: null
    })
  })
})

describe('history that is not known', () => {
  const history: UnknownHistory = {known: false, code: 'shallow', reason: 'the clone is shallow', fix: 'Run it.'}
  const policy = resolvePolicy([], 'topic')
  const input = {branch: 'topic', head: 'd'.repeat(40), history, policy, now: start}

  it('is said with its fix, unless the branch is exempt whatever it holds', () => {
    expect(judgeBranch(input)).toMatchObject({
      verdict: 'unknown',
      explanation: 'cannot tell: the clone is shallow',
      remedy: 'Run it.',
      handoff: null
    })
    expect(judgeBranch({...input, branch: 'hotfix/x'}).verdict).toBe('exempt')
    expect(judgeBranch({...input, branch: null}).verdict).toBe('unknown')
  })
})

describe('explanation', () => {
  it('is one line with the numbers, the sessions and the handoff', () => {
    const status = judge([wrote, ...works(4, {at: 1}), {at: 4}, {at: 30}])
    expect(status.explanation).toBe(
      '6 commits of work in 3 sessions from 2026-03-02 10:00 UTC since the handoff aaaaaaa (handoffs/x.md, 2026-03-02 09:00 UTC): 6 commits, at most 5 allowed, 30 h after it, at most 24 h allowed'
    )
    expect(status.remedy).toBe('Run `npx handoff-lint new`, fill in the handoff and commit it.')
    expect(judge(works(3)).explanation).toBe(
      '3 commits of work in 1 session from 2026-03-02 09:00 UTC and no handoff on the branch'
    )
    expect(judge([]).explanation).toBe('exempt: no work on the branch')
  })

  it('tells times of any age as dates do', () => {
    const latest = 8_640_000_000_000
    const seconds = fc.oneof(
      fc.integer({min: -4_000_000_000, max: 9_000_000_000}),
      fc.constantFrom(0, -1, -60, -86_400, -86_401, 59, 86_399, 86_400, latest, latest + 5)
    )
    fc.assert(
      fc.property(seconds, (time) => {
        const iso = new Date(Math.min(time, latest) * 1000).toISOString().slice(0, 16).replace('T', ' ')
        const [work] = works(1, {authored: time, committed: time})
        expect(judge([...works(2, work), ...works(1, work)]).explanation).toContain(`from ${iso} UTC`)
      })
    )
  })

  it('has no line break or escape code of others', () => {
    const nasty = 'handoffs/a\n::error::\u001b[31m\u2028x.md'
    for (const status of [
      judge([{handoff: nasty}, ...works(3)]),
      judge(works(9), {labels: ['a\nb'], settings: {exempt: {labels: ['a\nb']}}})
    ]) {
      expect(status.explanation).not.toMatch(/[\p{Cc}\u2028]/u)
    }
    expect(judge([{handoff: nasty}]).handoff?.path).toBe(nasty)
  })

  it('survives dates beyond all bounds', () => {
    expect(judge(works(3, {committed: 1e12, authored: 1e12})).verdict).toBe('missing')
    expect(judge([{handoff: 'h.md', committed: 1e15}]).explanation).toContain('+275760')
  })
})

describe('policy', () => {
  it('merges layers over the defaults, and overrides for a branch over their layer', () => {
    const profile: FreshnessSettings = {maxWork: '2h', exempt: {branches: ['quick/**']}}
    const config: FreshnessSettings = {
      maxCommits: 9,
      exempt: {minCommits: 0},
      overrides: [
        {branches: ['agent/**'], maxCommits: 1, exempt: {drafts: false}},
        {branches: ['agent/slow/**'], maxCommits: false}
      ]
    }
    const resolve = (branch: string | null) => resolvePolicy([profile, config], branch)
    expect(resolve('topic')).toMatchObject({maxCommits: 9, maxWork: 7200, maxAge: 86_400, sessionGap: 7200})
    expect(resolve('topic').exempt).toMatchObject({minCommits: 0, drafts: true, docsOnly: true})
    expect(resolve('agent/x')).toMatchObject({maxCommits: 1, exempt: {drafts: false, minCommits: 0}})
    expect(resolve('agent/slow/x')).toMatchObject({maxCommits: null, exempt: {drafts: false}})
    expect(resolve(null).maxCommits).toBe(9)
    expect(['quick/x', 'hotfix/x'].map(resolve('topic').exempt.isExemptBranch)).toEqual([true, false])
  })

  it('fits what the built-in profiles bring', () => {
    for (const {name, freshness} of builtinProfiles) {
      const settings = v.parse(freshnessSettings, freshness ?? {})
      expect(resolvePolicy([settings], 'topic').maxWork).toBe(name === 'timestamped' ? 7200 : null)
    }
  })

  it.each([
    {maxAge: '1.5h'},
    {maxAge: '2 hours'},
    {maxAge: 24},
    {maxAge: true},
    {maxCommits: -1},
    {maxCommits: 1.5},
    {sessionGap: false},
    {ignore: ['../x']},
    {ignore: 'x'},
    {exempt: {branches: ['/x']}},
    {exempt: {unknown: true}},
    {overrides: [{maxCommits: 1}]},
    {overrides: [{branches: []}]},
    {overrides: [{branches: ['x'], overrides: []}]},
    {maxCommit: 5}
  ])('refuses %j', (settings) => {
    expect(v.safeParse(freshnessSettings, settings).success).toBe(false)
  })

  it('has a schema for editors', () => {
    const schema = JSON.stringify(toJsonSchema(freshnessSettings, {errorMode: 'ignore'}))
    expect(schema).toContain('Most commits of work since the newest handoff.')
  })

  it('reads and writes durations', () => {
    expect(['30s', '30m', '2h', '7d', '1w'].map(secondsOf)).toEqual([30, 1800, 7200, 604_800, 604_800])
    expect([0, 59, 90, 3600, 7800, 172_800, 180_000].map(formatSeconds)).toEqual([
      'under a minute',
      '1 min',
      '2 min',
      '1 h',
      '2 h 10 min',
      '2 d',
      '2 d 2 h'
    ])
  })
})

describe('touchesOf', () => {
  const kinds = {isHandoff: (path: string) => path.endsWith('.md'), isIgnored: (path: string) => path === 'lock'}
  const blob = (oid: string, mode = '100644') => ({oid, mode})

  it('sorts paths, and takes only regular files for texts', () => {
    const changes = [
      {path: 'a.md', before: null, after: blob('1')},
      {path: 'b.md', before: blob('1'), after: null},
      {path: 'c.md', before: blob('2', '120000'), after: blob('3', '160000')},
      {path: 'd.md', before: blob('2', '100755'), after: blob('empty')},
      {path: 'lock', before: null, after: blob('4')},
      {path: 'vendor', before: null, after: blob('5', '160000')}
    ]
    expect(touchesOf(changes, kinds, (oid) => (oid === 'empty' ? null : `text ${oid}`))).toEqual({
      handoffs: [
        {path: 'a.md', oid: '1', before: null, after: 'text 1'},
        {path: 'b.md', oid: null, before: 'text 1', after: null},
        {path: 'c.md', oid: '3', before: null, after: null},
        {path: 'd.md', oid: 'empty', before: 'text 2', after: null}
      ],
      work: ['vendor']
    })
  })

  it('compares what can be seen', () => {
    const same = ['a b\nc', ' ab\r\n\r\nc', '\ufeffa\u00a0b\u200bc\u2028\t', 'ab\u00adc\ufe0f']
    expect(new Set(same.map(foldText)).size).toBe(1)
    expect(foldText('abd')).not.toBe(foldText('abc'))
    expect(['', ' \r\n', '\ufeff'].map(foldText)).toEqual([null, null, null])
  })
})

describe('large branches', () => {
  it('are judged in time, a rolling handoff in every commit', () => {
    const commits = lineOf(works(20_000)).map((commit, index) => ({
      ...commit,
      touches: {
        work: ['src/a.ts'],
        handoffs: [{path: 'HANDOFF.md', oid: 'c'.repeat(40), before: `${index}`, after: `${index + 1}`}]
      }
    }))
    const input = {branch: 'topic', head: 'd'.repeat(40), policy: resolvePolicy([], 'topic'), now: start}
    const begin = performance.now()
    expect(judgeBranch({...input, history: {known: true, commits}}).verdict).toBe('covered')
    expect(performance.now() - begin).toBeLessThan(3000)
  })
})
