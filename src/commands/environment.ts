import type {CheckEnvironment} from '../check.ts'
import {createGit} from '../git/client.ts'
import type {Io} from './io.ts'
import {few, tuneForFew, tuneForMany, untuned} from './tune.ts'

/** Below this a run is over before one could read how far it is. */
const longRun = 300

/** So many files leave the compiled program fit for later starts. */
const handful = 8

/** What checking needs from the outside, for a person at a terminal. */
export function makeEnvironment(io: Io): CheckEnvironment {
  const {cwd, env, now, debug, explain, threadFile, keepNow} = io
  const show = makeProgress(io)
  const engine = (['native', 'reference'] as const).find((one) => one === env['HANDOFF_LINT_PARSER'])
  let isLong = false
  const loadParse: CheckEnvironment['loadParse'] = async (count = 0) => {
    const {chooseParse} = await import('../parse/choose.ts')
    const parsers = chooseParse({engine, debug})
    if (!isLong && count <= few) tuneForFew()
    return parsers
  }
  const progress: CheckEnvironment['progress'] = (done, all) => {
    if (done === 1 && all > handful && keepNow) untuned(keepNow)
    if (done === 1 && all > few) {
      isLong = true
      tuneForMany()
    }
    show(done, all)
  }
  return {cwd, env, now, git: createGit(cwd), loadParse, debug, explain, progress, engine, threadFile}
}

/** One line on stderr that rewrites itself and is gone at the end. */
function makeProgress({stderr}: Io): CheckEnvironment['progress'] {
  if (!stderr.isTTY) return () => {}
  return (done, all) => {
    if (all <= longRun) return
    if (done >= all) stderr.write('\r\u001b[2K')
    else if (done % 50 === 0) stderr.write(`\r${done} of ${all} handoffs`)
  }
}
