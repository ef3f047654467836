import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {resolvePolicy} from '../src/config/freshness-policy.ts'
import {type BranchStatus, judgeBranch} from '../src/core/freshness.ts'
import type {CommitFact} from '../src/core/freshness-facts.ts'
import {
  at,
  changedPaths,
  factOf,
  handoffOps,
  handoffPaths,
  kinds,
  type Model,
  name,
  ops,
  parentTree,
  play,
  type Step,
  script,
  small,
  step,
  stepOf,
  time,
  workPaths
} from './helpers/history-model.ts'

const policy = resolvePolicy(
  [{maxCommits: 1, maxAge: false, exempt: {docsOnly: false, minCommits: 0, branches: []}}],
  null
)

function judge(
  model: Model,
  base: number | null = model.tips[0],
  reorder = (facts: CommitFact[]) => facts
): BranchStatus {
  const own = ownOf(model, base)
  return judgeBranch({
    branch: 'topic',
    head: name(model.tips[1]),
    history: {known: true, commits: reorder(own.map((index) => factOf(model, index)))},
    policy,
    now: 1_000_000
  })
}

// The oracle.

function ancestors(model: Model, index: number): Set<number> {
  return new Set([index, ...at(model, index).parents.flatMap((parent) => [...ancestors(model, parent)])])
}

function ownOf(model: Model, base: number | null): number[] {
  const others = base === null ? new Set() : ancestors(model, base)
  return [...ancestors(model, model.tips[1])].filter((index) => !others.has(index)).sort((a, b) => a - b)
}

function expected(model: Model, base: number | null = model.tips[0]) {
  const own = ownOf(model, base)
  const single = own.filter((index) => at(model, index).parents.length < 2)
  const changed = (index: number) => changedPaths(model, at(model, index))
  const handoffsOf = (index: number) => changed(index).filter(kinds.isHandoff)
  const before = (index: number) =>
    handoffsOf(index).flatMap((path) => parentTree(model, at(model, index))[path]?.text ?? [])
  const after = (index: number) => handoffsOf(index).flatMap((path) => at(model, index).tree[path]?.text ?? [])
  const isBelow = (low: number, high: number) => low !== high && ancestors(model, high).has(low)

  const wrote = (index: number): number[] =>
    after(index).filter(
      (text) =>
        !before(index).includes(text) &&
        !single.some((low) => isBelow(low, index) && [...before(low), ...after(low)].includes(text))
    )
  const isTakenBack = (text: number, index: number): boolean =>
    single.some(
      (high) =>
        isBelow(index, high) &&
        before(high).includes(text) &&
        !after(high).includes(text) &&
        !isHandoff(high) &&
        !single.some((later) => isBelow(high, later) && after(later).includes(text) && !before(later).includes(text))
    )
  const isHandoff = (index: number): boolean => wrote(index).some((text) => !isTakenBack(text, index))

  const handoffs = single.filter(isHandoff)
  const work = single.filter((index) => changed(index).some((path) => workPaths.includes(path)))
  const uncovered = work.filter((index) => !handoffs.some((high) => ancestors(model, high).has(index)))
  const verdict = () => {
    if (handoffs.length > 0 && uncovered.length === 0) return 'covered'
    if (work.length === 0) return 'exempt'
    if (handoffs.length === 0) return 'missing'
    return uncovered.length > 1 ? 'stale' : 'due'
  }
  return {verdict: verdict(), uncovered: uncovered.length, handoffs: handoffs.map(name)}
}

const short = ({verdict, uncovered}: BranchStatus) => ({verdict, uncovered: uncovered.commits})

const runs = {numRuns: 400}

describe('judgeBranch and a slow oracle', () => {
  it('agree on random graphs', () => {
    const seen: Record<string, number> = {}
    fc.assert(
      fc.property(script, fc.boolean(), (steps, hasBase) => {
        const model = play(steps)
        const base = hasBase ? model.tips[0] : null
        const status = judge(model, base)
        const {handoffs, ...rest} = expected(model, base)
        expect(short(status)).toEqual(rest)
        if (handoffs.length === 0) expect(status.handoff).toBeNull()
        else expect(handoffs).toContain(status.handoff?.oid)
        seen[rest.verdict] = (seen[rest.verdict] ?? 0) + 1
      }),
      {numRuns: 1500}
    )
    // A generator that makes one kind only would prove nothing.
    for (const verdict of ['covered', 'due', 'stale', 'missing', 'exempt']) expect(seen[verdict]).toBeGreaterThan(15)
  })
})

describe('laws', () => {
  it('a handoff at the end covers any branch', () => {
    fc.assert(
      fc.property(script, stepOf(['handoff', 'both']), (steps, last) => {
        const status = judge(play([...steps, {...last, line: 1}]))
        expect(short(status)).toEqual({verdict: 'covered', uncovered: 0})
      }),
      runs
    )
  })

  it('merging the base changes nothing, whichever side wins', () => {
    fc.assert(
      fc.property(script, fc.array(stepOf(ops), {maxLength: 5}), small, (steps, more, pick) => {
        const model = play([...steps, ...more.map((one): Step => ({...one, line: 0, other: 2}))])
        const merged = play([step('merge', {pick})], model)
        expect(short(judge(merged))).toEqual(short(judge(model)))
      }),
      runs
    )
  })

  it('a rebase, and an amend of the words, leave the verdict', () => {
    const alone = fc.array(stepOf([...handoffOps, 'work', 'both', 'ignored', 'empty']), {maxLength: 14})
    fc.assert(
      fc.property(alone, fc.array(stepOf(['work']), {maxLength: 3}), time, (steps, base, committed) => {
        const own = steps.map((one): Step => ({...one, line: 1, pick: 0}))
        const ahead = base.map((one): Step => ({...one, line: 0, pick: 1}))
        const model = play([...own, ...ahead])
        // The texts are numbered in the order in which they are made.
        const texts = 2 + 2 * ahead.length
        const rebased = play([step('branch'), ...own.map((one) => ({...one, committed}))], {
          ...play(ahead),
          tips: [ahead.length, ahead.length, 0],
          texts
        })
        expect(short(judge(rebased))).toEqual(short(judge(model)))
      }),
      runs
    )
  })

  it('a commit of handoffs alone is never work', () => {
    fc.assert(
      fc.property(fc.array(stepOf([...handoffOps, 'ignored', 'empty']), {maxLength: 14}), (steps) => {
        expect(['covered', 'exempt']).toContain(judge(play(steps)).verdict)
      }),
      runs
    )
  })

  it('a rename and a change of white space are never a handoff', () => {
    fc.assert(
      fc.property(script, fc.array(stepOf(['respace', 'rename']), {minLength: 1, maxLength: 4}), (steps, more) => {
        const model = play(steps)
        // A rename onto another handoff removes that one.
        const harmless = more.filter(
          ({op, target}) => op === 'respace' || !at(model, model.tips[1]).tree[handoffPaths[target] ?? '']
        )
        const last = harmless.slice(0, 1).map((one): Step => ({...one, line: 1}))
        const after = play(last, model)
        expect(short(judge(after))).toEqual(short(judge(model)))
        if (after.tips[1] !== model.tips[1]) expect(judge(after).handoff?.oid).not.toBe(name(after.tips[1]))
      }),
      runs
    )
  })

  it('neither dates nor the order in which commits are given decide what is covered', () => {
    fc.assert(
      fc.property(script, fc.array(time, {minLength: 30, maxLength: 30}), (steps, times) => {
        const model = play(steps)
        const skewed = {
          ...model,
          nodes: model.nodes.map((node, index) => ({
            ...node,
            committed: times[index % 30] ?? 0,
            authored: times[(index * 7) % 30] ?? 0
          }))
        }
        const reversed = judge(skewed, model.tips[0], (facts) => facts.reverse())
        expect(short(reversed)).toEqual(short(judge(model)))
      }),
      runs
    )
  })
})
