import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {cpus, tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {writeHandoffs} from './bench/handoffs.mjs'
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
const packages = [
  'rumdl@0.2.75',
  'markdownlint-cli2@0.22.1',
  'remark-cli@12.0.1',
  'remark-preset-lint-recommended@7.0.1',
  'remark-frontmatter@5.0.0',
  'remark-gfm@4.0.1'
]

// The first alone adds some 28 ms to every start of Node 20.
const {NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, CI: _ci, ...inherited} = process.env
const env = {...inherited, XDG_CACHE_HOME: join(root, 'cache')}

const run = (words, cwd, input = '') => {
  const start = process.hrtime.bigint()
  const {status, error, stderr} = spawnSync(words[0], words.slice(1), {
    cwd,
    env,
    input,
    stdio: ['pipe', 'ignore', 'pipe'],
    maxBuffer: 2 ** 28
  })
  if (error) throw error
  if (words[1] === program && status > 1) throw new Error(`${words.join(' ')}: ${stderr}`)
  return Number(process.hrtime.bigint() - start) / 1e6
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]

/** Time some commands in turn, the first run of each not counted. */
function compare(title, cases, cwd) {
  if (!title.includes(values.only)) return
  for (const one of cases) run(one.words, cwd, one.input)
  const times = cases.map(() => [])
  for (let round = 0; round < runs; round++) {
    for (const [index, one] of cases.entries()) {
      one.before?.()
      times[index].push(run(one.words, cwd, one.input))
    }
  }
  console.log(`\n## ${title}\n\n| what | median ms | min | × the first |\n|---|--:|--:|--:|`)
  for (const [index, {name}] of cases.entries()) {
    const ratio = median(times[index].map((time, round) => time / times[0][round]))
    const cells = [median(times[index]).toFixed(1), Math.min(...times[index]).toFixed(1), ratio.toFixed(2)]
    console.log(`| ${name} | ${cells.join(' | ')} |`)
  }
}

const node = {name: '`node -e 0`', words: [process.execPath, '-e', '0']}
const own = (name, words, more = {}) => ({
  name: `handoff-lint ${name}`,
  words: [process.execPath, program, ...words],
  ...more
})

function peerCases(path) {
  if (tiny) return []
  const bin = (name) => join(peers, 'node_modules/.bin', name)
  const native = readdirSync(join(peers, 'node_modules/@rumdl'), {recursive: true, encoding: 'utf8'})
  const rumdl = native.find((name) => /\/rumdl(?:\.exe)?$/u.test(name))
  const uses = ['remark-preset-lint-recommended', 'remark-frontmatter', 'remark-gfm'].flatMap((name) => [
    '--use',
    join(peers, 'node_modules', name, 'index.js')
  ])
  return [
    ...(rumdl
      ? [{name: 'rumdl', words: [join(peers, 'node_modules/@rumdl', rumdl), 'check', '--no-cache', path]}]
      : []),
    {name: 'rumdl by npm', words: [bin('rumdl'), 'check', '--no-cache', path]},
    {name: 'markdownlint-cli2', words: [bin('markdownlint-cli2'), path.endsWith('.md') ? path : `${path}/**/*.md`]},
    {name: 'remark-cli', words: [bin('remark'), '--no-stdout', '--quiet', ...uses, path]}
  ]
}

function installPeers() {
  if (tiny || existsSync(join(peers, 'node_modules/.bin/rumdl'))) return
  mkdirSync(peers, {recursive: true})
  writeFileSync(join(peers, 'package.json'), '{"private": true}\n')
  const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages]
  const {status} = spawnSync('npm', words, {cwd: peers, stdio: 'inherit', shell: process.platform === 'win32'})
  if (status !== 0) throw new Error('The peers could not be installed')
}

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

function benchFiles(count) {
  const {folder, first} = repositoryOf(count)
  if (count === 1) {
    compare('start', [node, own('--version', ['--version']), own('--help', ['--help'])], folder)
    compare('one file', [node, own('FILE', [first]), ...peerCases(first)], folder)
    benchPush()
    return
  }
  const cold = own('docs --no-cache', ['docs', '--no-cache'])
  compare(`files ${count}`, [node, cold, own('docs, nothing changed', ['docs']), ...peerCases('docs')], folder)
}

function benchPush() {
  const folder = join(root, 'push')
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
  const push = (name, input) => own(`pre-push, ${name}`, ['pre-push', 'origin', 'x'], {input})
  const cases = [
    push('one handoff', `refs/heads/topic ${head} refs/heads/topic ${zero}\n`),
    push('nothing to judge', `refs/heads/main ${base} refs/heads/main ${base}\n`),
    push('work without a handoff', `refs/heads/topic ${work} refs/heads/topic ${zero}\n`),
    push('a tag', `refs/tags/v1 ${head} refs/tags/v1 ${zero}\n`),
    push('a deletion', `(delete) ${zero} refs/heads/topic ${head}\n`),
    push('nothing on stdin', '')
  ]
  compare('pre-push', [node, ...cases], folder)
}

async function benchStatus(size) {
  const folder = join(root, `branches-${size.branches}`)
  if (!existsSync(folder)) await makeRepository(folder, size)
  const walk = ['git', 'rev-list', '--parents', '--topo-order', '--branches', '--not', 'main']
  compare(
    `status of ${size.branches} branches`,
    [{name: '`git rev-list`', words: walk}, own('status --all', ['status', '--all'])],
    folder
  )
}

try {
  installPeers()
  console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${runs} runs`)
  for (const count of tiny ? [1, 20] : [1, 100, 1000, 10_000]) {
    if (count === 1 || values.only === '' || values.only === `files ${count}`) benchFiles(count)
  }
  const sizes = tiny ? [5] : [50, 500, 5000]
  for (const branches of sizes) {
    if ('status'.includes(values.only)) await benchStatus({commits: branches * 10, branches, handoffs: branches * 2})
  }
} finally {
  if (!values.folder) rmSync(root, {recursive: true, force: true})
}
