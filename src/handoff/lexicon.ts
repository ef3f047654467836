import {blockers} from './lexicon/blockers.ts'
import {context} from './lexicon/context.ts'
import {decisions} from './lexicon/decisions.ts'
import {done} from './lexicon/done.ts'
import type {Entry} from './lexicon/entry.ts'
import {files} from './lexicon/files.ts'
import {next} from './lexicon/next.ts'
import {questions} from './lexicon/questions.ts'
import {state} from './lexicon/state.ts'
import {summary} from './lexicon/summary.ts'
import {tests} from './lexicon/tests.ts'

export type {Entry} from './lexicon/entry.ts'

/** Words that put a heading, and all below it, into an earlier handoff. */
export const earlier = {
  spaced:
    'previous, prior, earlier, history, historical, archive, archived, old, vorherige*, frühere*, précédent*, anterior*, ' +
    'precedent*, vorige, предыдущ*, прошл*, попередн*, архив, архів, poprzedni*, önceki, trước',
  unspaced: '이전, 지난, 以前, 过去, 過去, 历史, 歷史'
}

/** How the roles of a handoff are named; reviewed by hand, no project's own words. */
// Marked as pure, the bundler leaves the lists out: a bundle has the table that is made of them.
export const lexicon: readonly Entry[] = /* @__PURE__ */ [
  next,
  summary,
  state,
  done,
  questions,
  blockers,
  decisions,
  context,
  files,
  tests
].flat()
