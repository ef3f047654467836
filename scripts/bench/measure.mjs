import {spawnSync} from 'node:child_process'
import {closeSync, mkdirSync, openSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

// The first alone adds some 28 ms to every start of Node 20.
const {NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, CI: _ci, ...inherited} = process.env

/** Milliseconds after which one run of a command is enough. */
const long = 20_000

/**
 * @typedef {{times: number[], memory: number}} Timed milliseconds of each run; peak MiB, NaN where nobody tells
 */

export const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]

/**
 * What measures commands as whole processes, in turn (A B C, A B C …), so that a machine that slows down slows all.
 *
 * @param {{runs: number, cache: string, only: string}} options a folder for what programs keep between runs
 */
export function makeBench({runs, cache, only}) {
  const env = {...inherited, XDG_CACHE_HOME: cache}
  const hasTime = /^\d+$/.test(peakOf(spawnSync('time', ['-f', '%M', 'true'], {encoding: 'utf8'})))

  mkdirSync(cache, {recursive: true})
  const inputFile = join(cache, 'input')

  const run = ({words, input = '', mayFail = false, env: more = {}, before}, cwd, prefix = []) => {
    before?.()
    // Out of a file: the pipes that Node makes are sockets, which those of git are not.
    writeFileSync(inputFile, input)
    const stdin = openSync(inputFile, 'r')
    const [program, ...rest] = [...prefix, ...words]
    const start = process.hrtime.bigint()
    const {status, error, stderr} = spawnSync(program, rest, {
      ...{cwd, env: {...env, ...more}, encoding: 'utf8', maxBuffer: 2 ** 28},
      stdio: [stdin, 'ignore', 'pipe']
    })
    const time = Number(process.hrtime.bigint() - start) / 1e6
    closeSync(stdin)
    if (error) throw error
    if (!mayFail && status > 1) throw new Error(`${words.join(' ')}: ${stderr}`)
    return {time, stderr}
  }

  /** The run before those that count; its memory is told by GNU time, where there is one. */
  const warmUp = (one, cwd) => {
    const {time, stderr} = run(one, cwd, hasTime ? ['time', '-f', '%M'] : [])
    return {time, memory: hasTime ? Math.round(Number(peakOf({stderr})) / 1024) : Number.NaN}
  }

  /** Time some commands in turn and print them as one table; returns what was timed by name. */
  const compare = (title, cases, cwd) => {
    if (!title.includes(only)) return new Map()
    const timed = cases.map((one) => {
      const {time, memory} = warmUp(one, cwd)
      return {times: time > long ? [time] : [], memory}
    })
    for (let round = 0; round < runs; round++) {
      for (const [index, one] of cases.entries()) {
        const {times} = timed[index]
        if ((times[0] ?? 0) <= long) times.push(run(one, cwd).time)
      }
    }
    console.log(`\n## ${title}\n\n| what | median ms | min | MiB | × the first |\n|---|--:|--:|--:|--:|`)
    for (const [index, one] of cases.entries()) {
      const {times, memory} = timed[index]
      const cells = [
        median(times).toFixed(1),
        Math.min(...times).toFixed(1),
        Number.isNaN(memory) ? '' : memory,
        ratioOf(timed[index], timed[0]).toFixed(2)
      ]
      console.log(`| ${one.name} | ${cells.join(' | ')} |`)
    }
    return new Map(cases.map(({name}, index) => [name, timed[index]]))
  }
  return {env, compare}
}

/** How many times as long one takes as another: the median of what it was in each round. */
export const ratioOf = ({times}, {times: others}) =>
  median(times.map((time, round) => time / (others[round] ?? median(others))))

const peakOf = ({stderr}) =>
  String(stderr ?? '')
    .trim()
    .split('\n')
    .at(-1) ?? ''

/**
 * How time grows with size: the exponent between neighbours, 1 when ten times as much takes ten times as long.
 *
 * @param {[size: number, ms: number][]} points
 */
export function printGrowth(title, points) {
  console.log(`\n## growth of ${title}\n\n| from | to | exponent |\n|--:|--:|--:|`)
  for (const [index, [size, ms]] of points.slice(1).entries()) {
    const [before, sooner] = points[index]
    console.log(`| ${before} | ${size} | ${(Math.log(ms / sooner) / Math.log(size / before)).toFixed(2)} |`)
  }
}
