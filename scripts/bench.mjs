import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {cpus, tmpdir} from 'node:os'
import {dirname, join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {countGits} from './bench/count-gits.mjs'
import {timeFirstRequest} from './bench/first-request.mjs'
import {printGoals} from './bench/goals.mjs'
import {writeHandoffs} from './bench/handoffs.mjs'
import {makeBench, median, printGrowth, ratioOf} from './bench/measure.mjs'
import {installPeers, peerCases} from './bench/peers.mjs'
import {makeRepository} from './bench/repository.mjs'

// Times handoff-lint and its peers as whole processes, in turn, so that a machine that slows down slows all of them.
//
//   npm run bench -- [--runs 7] [--only files] [--folder DIR] [--program dist/cli.js]
//   npm run bench -- --tiny      no peers, small inputs: only whether it still runs

const {values} = parseArgs({
  options: {
    tiny: {type: 'boolean', default: false},
    runs: {type: 'string', default: '7'},
    only: {type: 'string', default: ''},
    folder: {type: 'string'},
    program: {type: 'string', default: 'dist/cli.js'}
  }
})
const {tiny} = values
const runs = tiny ? 2 : Number(values.runs)
const program = resolve(values.program)
if (!existsSync(program)) throw new Error(`No ${program}: run \`npm run build\` first`)
const root = resolve(values.folder ?? mkdtempSync(join(tmpdir(), 'handoff-lint-bench-')))
const peers = join(root, 'peers')
const {env, compare: measure} = makeBench({runs, cache: join(root, 'cache'), only: values.only})
/** All that was timed, by the title of its table and by its row. */
const tables = new Map()
/** What is counted rather than timed. */
const counts = []

function compare(title, cases, cwd) {
  const timed = measure(title, cases, cwd)
  tables.set(title, timed)
  return timed
}

const node = {name: '`node -e 0`', words: [process.execPath, '-e', '0']}
const own = (name, words, more = {}) => ({
  name: `handoff-lint ${name}`,
  words: [process.execPath, program, ...words],
  ...more
})
const peersOf = (path) => (tiny ? [] : peerCases(peers, path))

const git = (cwd, ...words) =>
  spawnSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', ...words], {
    cwd,
    encoding: 'utf8'
  }).stdout.trim()

/** A repository with so many handoffs, committed. */
function repositoryOf(count) {
  const folder = join(root, `files-${count}`)
  const [first = ''] = writeHandoffs(folder, count)
  git(folder, 'init', '--quiet', '--initial-branch=main')
  git(folder, 'add', '.')
  git(folder, 'commit', '--quiet', '-m', 'handoffs')
  return {folder, first}
}

function benchOne() {
  const {folder, first} = repositoryOf(1)
  compare('start', [node, own('--version', ['--version']), own('--help', ['--help'])], folder)
  const lean = own('FILE, reference parser', [first], {env: {HANDOFF_LINT_PARSER: 'reference'}})
  compare('one file', [node, own('FILE', [first]), lean, ...peersOf(first)], folder)
}

/** So that `1,000` is not a part of `10,000`. */
const named = (count) => count.toLocaleString('en')

const medianOf = (timed, {name}) => median(timed.get(name)?.times ?? [])

/** Returns how long all of them take to be judged. */
function benchFiles(count) {
  const {folder} = repositoryOf(count)
  const cold = own('docs --no-cache', ['docs', '--no-cache'])
  const cases = [node, cold, own('docs, nothing changed', ['docs']), ...peersOf('docs')]
  const timed = compare(`files ${named(count)}`, cases, folder)
  if (count === (tiny ? 20 : 1000)) {
    const broken = join(root, `broken-${count}`)
    writeHandoffs(broken, count, {broken: true})
    compare(`files ${named(count)}, each with findings`, [node, {...cold, mayFail: true}, ...peersOf('docs')], broken)
  }
  return medianOf(timed, cold)
}

function benchPush() {
  const folder = join(root, 'push')
  // In one of an earlier run there would be nothing to commit, and so nothing to judge.
  rmSync(folder, {recursive: true, force: true})
  mkdirSync(folder, {recursive: true})
  git(folder, 'init', '--quiet', '--initial-branch=main')
  const commit = (name) => {
    writeFileSync(join(folder, name), `${name}\n`)
    git(folder, 'add', '.')
    git(folder, 'commit', '--quiet', '-m', name)
    return git(folder, 'rev-parse', 'HEAD')
  }
  const base = commit('start.txt')
  git(folder, 'update-ref', 'refs/remotes/origin/main', base)
  git(folder, 'checkout', '--quiet', '-b', 'topic')
  const work = commit('work.txt')
  writeHandoffs(folder, 1)
  const head = commit('more.txt')
  const zero = '0'.repeat(40)
  const topic = `refs/heads/topic ${head} refs/heads/topic ${zero}\n`
  const judgeOnce = () =>
    spawnSync(process.execPath, [program, 'pre-push', 'origin', 'x'], {cwd: folder, env, input: topic})
  const forget = () => rmSync(join(folder, '.git/handoff-lint'), {recursive: true, force: true})
  const push = (name, input) => own(`pre-push, ${name}`, ['pre-push', 'origin', 'x'], {input})
  const cases = [
    {...push('one handoff', topic), before: forget},
    {...push('one handoff, reference parser', topic), before: forget, env: {HANDOFF_LINT_PARSER: 'reference'}},
    {...push('one handoff, its verdict known', topic), before: judgeOnce},
    push('nothing new', `refs/heads/main ${base} refs/heads/main ${base}\n`),
    push('work without a handoff', `refs/heads/topic ${work} refs/heads/topic ${zero}\n`),
    push('a tag', `refs/tags/v1 ${head} refs/tags/v1 ${zero}\n`),
    push('a deletion', `(delete) ${zero} refs/heads/topic ${head}\n`),
    push('nothing on stdin', '')
  ]
  compare('pre-push', [node, ...cases], folder)
  if (!isWanted('pre-push')) return
  const value = countGits(cases[0], folder, env, root)
  if (value !== null) counts.push({work: 'git processes of a push', value, most: 3})
}

/** Returns how long the scan of all branches takes. */
async function benchStatus(size) {
  const folder = join(root, `branches-${size.branches}`)
  if (!existsSync(folder)) await makeRepository(folder, size)
  const walk = ['git', 'rev-list', '--parents', '--topo-order', '--branches', '--not', 'main']
  const scan = own('status --all', ['status', '--all'])
  const cases = [{name: '`git rev-list`', words: walk}, scan, node]
  return medianOf(compare(`status of ${named(size.branches)} branches`, cases, folder), scan)
}

async function benchAction() {
  const title = 'the Action until its first request'
  if (!title.includes(values.only)) return
  const action = join(dirname(program), 'action.js')
  const [times, bases] = [[], []]
  for (let round = 0; round < runs; round++) {
    const start = process.hrtime.bigint()
    spawnSync(process.execPath, ['-e', '0'], {env})
    bases.push(Number(process.hrtime.bigint() - start) / 1e6)
    times.push(await timeFirstRequest(action, root, env))
  }
  tables.set(
    title,
    new Map([
      ['the Action', {times}],
      [node.name, {times: bases}]
    ])
  )
  console.log(`\n## ${title}\n\n${ratioOf({times}, {times: bases}).toFixed(2)} × ${node.name}`)
}

const isWanted = (title) => title.includes(values.only)

try {
  if (!tiny) installPeers(peers)
  console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${runs} runs`)
  if (isWanted('start') || isWanted('one file')) benchOne()
  if (isWanted('pre-push')) benchPush()
  await benchAction()
  const files = []
  for (const count of tiny ? [20] : [100, 1000, 10_000]) {
    if (isWanted(`files ${named(count)}, each with findings`)) files.push([count, benchFiles(count)])
  }
  if (files.length > 1) printGrowth('files', files)
  const branches = []
  for (const count of tiny ? [5] : [50, 500, 5000]) {
    const size = {commits: count * 10, branches: count, handoffs: count * 2}
    if (isWanted(`status of ${named(count)} branches`)) branches.push([count, await benchStatus(size)])
  }
  if (branches.length > 1) printGrowth('branches', branches)
  printGoals(tables, counts)
} finally {
  if (!values.folder) rmSync(root, {recursive: true, force: true})
}
