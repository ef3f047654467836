import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {beforeAll, describe, expect, it} from 'vitest'
import {main} from '../src/action.ts'
import {limitReading} from '../src/action-branches-budget.ts'
import {listCandidates} from '../src/action-branches-list.ts'
import type {ScannedBranch} from '../src/action-branches-scan.ts'
import {isInShard} from '../src/action-branches-shard.ts'
import {branchesTable, byUrgency} from '../src/action-branches-table.ts'
import type {BranchReport, Report} from '../src/core/report.ts'
import {GithubError} from '../src/github/github-error.ts'
import {serve} from './helpers/github.ts'
import type {GithubServer} from './helpers/github-server.ts'
import {invoke} from './helpers/invoke.ts'
import {createFolder, createRepository, type Repository, runGit} from './helpers/repository.ts'
import {readCommands} from './helpers/runner-commands.ts'

const now = new Date('2026-03-20T12:00:00Z')

const handoff = (done: string) => `# Handoff\n\n## Summary\n\n${done}\n\n## Next Steps\n\n1. Test the retry.\n`

/** Noon of a day of March, so many hours later. */
const at = (day: number, hour = 0) =>
  `2026-03-${String(day).padStart(2, '0')}T${String(8 + hour).padStart(2, '0')}:00:00Z`

/** Work that no rule takes for small. */
function work(repository: Repository, name: string, day: number): void {
  for (const [index, hour] of [0, 3, 6].entries()) {
    repository.commit({[`src/${name}${index}.ts`]: `${day}`}, {message: `${name} ${index}`, date: at(day, hour)})
  }
}

/** One branch of each kind, all from main. */
function createBranches(): Repository {
  const repository = createRepository()
  const {git, commit} = repository
  commit({'src/a.ts': '1', 'HANDOFF.md': handoff('Begun.')}, {message: 'first', date: at(1)})
  const branch = (name: string, fill: () => void) => {
    git('switch', '--quiet', '-c', name, 'main')
    fill()
  }
  branch('covered', () => {
    work(repository, 'c', 2)
    commit({'HANDOFF.md': handoff('Retry queue.')}, {date: at(2, 7)})
  })
  branch('stale', () => {
    commit({'HANDOFF.md': handoff('Half of it.')}, {date: at(2)})
    for (const day of [3, 4, 5]) work(repository, `s${day}`, day)
  })
  branch('missing', () => work(repository, 'm', 6))
  branch('excused', () => {
    work(repository, 'e', 6)
    commit({}, {message: 'skip\n\nHandoff-Skip: a spike that nobody keeps', date: at(6, 8)})
  })
  branch('merged', () => {})
  git('switch', '--quiet', 'main')
  commit({'src/z.ts': '1'}, {date: at(10)})
  return repository
}

interface Ran {
  code: number
  stdout: string
  summary: string
  outputs: Record<string, string>
  report: Report
}

/** Run the Action on a schedule. */
async function scan(
  server: GithubServer,
  inputs: Record<string, string> = {},
  more: Record<string, string> = {}
): Promise<Ran> {
  const folder = createFolder({'event.json': '{"schedule":"0 6 * * 1"}', 'summary.md': '', outputs: ''})
  let stdout = ''
  const given = Object.entries({'github-token': server.token, 'report-file': 'report.json', ...inputs})
  const code = await main({
    env: {
      ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...{PATH: process.env['PATH'], GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: server.name},
      ...{
        GITHUB_API_URL: server.apiUrl,
        GITHUB_GRAPHQL_URL: server.graphqlUrl,
        GITHUB_SERVER_URL: 'https://github.com'
      },
      ...{GITHUB_EVENT_NAME: 'schedule', GITHUB_EVENT_PATH: folder.path('event.json'), GITHUB_RUN_ID: '77'},
      ...{GITHUB_STEP_SUMMARY: folder.path('summary.md'), GITHUB_OUTPUT: folder.path('outputs')},
      ...{GITHUB_WORKSPACE: folder.root, ...more}
    },
    stdout: {write: (text: string) => (stdout += text)},
    now
  })
  const read = (name: string) => readFileSync(join(folder.root, name), 'utf8')
  const outputs = Object.fromEntries(
    [...read('outputs').matchAll(/^(\S+?)<<(\S+)\n([\s\S]*?)\n\2$/gmu)].map(([, name, , value]) => [name, value])
  )
  const report = outputs['report-path'] ? (JSON.parse(read('report.json')) as Report) : ({} as Report)
  return {code, stdout, summary: read('summary.md'), outputs, report}
}

const verdictsIn = ({branches}: Report) => Object.fromEntries(branches.map(({branch, verdict}) => [branch, verdict]))

const writes = ({requests}: GithubServer) =>
  requests
    .filter(({method, path}) => method !== 'GET' && path !== '/graphql')
    .map(({method, path}) => `${method} ${path}`)

let repository: Repository
beforeAll(() => {
  repository = createBranches()
})

describe('a scan of all branches', () => {
  it('gives each the verdict that the hook gives, without those that are merged', async () => {
    const {server} = await serve(repository.root)
    const {code, report, outputs, stdout} = await scan(server)
    const expected: Record<string, string> = {}
    const clone = createFolder()
    runGit(clone.root, ['clone', '--quiet', repository.root, '.'])
    for (const name of ['covered', 'stale', 'missing', 'excused']) {
      runGit(clone.root, ['switch', '--quiet', name])
      const {stdout: text} = await invoke(clone.root, ['--since', 'origin/main', '--format', 'json'], {now})
      expected[name] = (JSON.parse(text) as Report).branches[0]?.verdict ?? 'none'
    }
    expect(expected).toEqual({covered: 'covered', stale: 'stale', missing: 'missing', excused: 'exempt'})
    expect(verdictsIn(report)).toEqual(expected)
    expect([code, outputs['status'], outputs['stale-branches']]).toEqual([1, 'failed', '2'])
    const names = readCommands(stdout).map((command) => command.name)
    expect(new Set(names)).toEqual(new Set(['error']))
  })

  it('shows a table, stale branches first, with links', async () => {
    const {server} = await serve(repository.root)
    const {summary} = await scan(server)
    const rows = summary.split('\n').filter((line) => line.startsWith('| [`'))
    expect(rows.map((line) => /`([^`]+)`/u.exec(line)?.[1])).toEqual(['stale', 'missing', 'excused', 'covered'])
    expect(rows[0]).toContain('](https://github.com/octo/demo/tree/stale)')
    expect(rows[0]).toContain('| **stale** |')
    expect(rows[0]).toContain('`HANDOFF.md` 2026-03-02')
    expect(rows[0]).toContain('| 2026-03-05 |')
    expect(summary).toContain('4 branches with work: 1 stale, 1 missing, 1 exempt, 1 covered.')
    expect(summary).toContain('Not in the table: 1 without work of their own.')
  })

  it('looks only at the branches of open pull requests when told to, at those from forks by the configuration of the base', async () => {
    const {server} = await serve(repository.root)
    const own = createRepositoryCommit(repository, 'fork-head')
    server.state.pulls.push(
      {number: 1, base: 'main', head: 'covered'},
      {number: 2, base: 'main', head: 'missing', headRepository: 'eve/demo', headOid: own},
      {number: 3, base: 'main', head: 'stale', state: 'closed'}
    )
    const {report, summary} = await scan(server, {branches: 'pull-requests'})
    expect(verdictsIn(report)).toEqual({covered: 'covered', 'eve:missing': 'missing'})
    expect(summary).toContain('[#2](https://github.com/octo/demo/pull/2)')
    // The fork’s own configuration ignores its branch; that of the base does not.
    expect(server.requests.some(({path}) => path.endsWith('/branches'))).toBe(false)
  })

  it('counts labels, drafts and authors of pull requests as the pull request does', async () => {
    const {server} = await serve(repository.root)
    server.state.pulls.push(
      {number: 1, base: 'main', head: 'missing', labels: ['no-handoff']},
      {number: 2, base: 'main', head: 'stale', draft: true}
    )
    const {report, code} = await scan(server, {'skip-label': 'no-handoff'})
    const severities = Object.fromEntries(report.branches.map(({branch, severity}) => [branch, severity]))
    expect(severities).toMatchObject({missing: 'ok', stale: 'warning'})
    expect(code).toBe(0)
  })

  it('goes on when one branch cannot be looked at, and is not green', async () => {
    const {server} = await serve(repository.root)
    const covered = runGit(repository.root, ['rev-parse', 'covered'])
    server.fail({match: new RegExp(`^GET /repos/octo/demo/compare/.*${covered}`, 'u'), status: 500})
    const {report, code, outputs, summary} = await scan(server, {'fail-on': 'never'})
    expect(verdictsIn(report)).toEqual({covered: 'unknown', stale: 'stale', missing: 'missing', excused: 'exempt'})
    expect(summary).toContain('**Not looked at: 1.**')
    expect([code, outputs['status']]).not.toEqual([0, 'passed'])
  })

  it('is undetermined when nothing is wrong but one branch could not be looked at', async () => {
    const {server} = await serve(onlyGood().root)
    server.fail({match: /^GET \/repos\/octo\/demo\/compare\//u, status: 502})
    const {code, outputs} = await scan(server)
    expect([code, outputs['status']]).toEqual([3, 'undetermined'])
  })

  it('judges the others when the configuration of one branch is broken', async () => {
    const own = createRepository()
    own.commit({'src/a.ts': '1'}, {date: at(1)})
    own.git('switch', '--quiet', '-c', 'broken')
    own.commit({'.handofflintrc.json': '{"profil": 1}'}, {date: at(2)})
    own.git('switch', '--quiet', '-c', 'missing', 'main')
    work(own, 'm', 3)
    const {server} = await serve(own.root)
    const {report, summary} = await scan(server)
    expect(verdictsIn(report)).toEqual({broken: 'unknown', missing: 'missing'})
    expect(summary).toContain('profil')
  })

  it('asks nothing more once the rate limit is used up, and names every branch that it did not look at', async () => {
    const {server} = await serve(repository.root)
    const headers = {'retry-after': '100000'}
    server.fail({match: /^GET \/repos\/octo\/demo\/compare\//u, status: 403, headers})
    const {report, code} = await scan(server)
    expect(new Set(Object.values(verdictsIn(report)))).toEqual(new Set(['unknown']))
    expect(Object.keys(verdictsIn(report))).toHaveLength(5)
    expect(code).toBe(3)
    expect(server.requests.filter(({path}) => path.includes('/compare/')).length).toBeLessThanOrEqual(4)
  })

  it('leaves out what the configuration ignores, and compares with the base that is named', async () => {
    const own = createRepository()
    own.commit({'.handofflintrc.json': '{"branches": {"ignore": ["gh-pages"]}}'}, {date: at(1)})
    own.git('switch', '--quiet', '-c', 'gh-pages')
    work(own, 'p', 2)
    own.git('switch', '--quiet', '-c', 'develop', 'main')
    work(own, 'd', 2)
    own.git('branch', 'released')
    const {server} = await serve(own.root)
    expect(verdictsIn((await scan(server)).report)).toEqual({develop: 'missing', released: 'missing'})
    const {report, summary} = await scan(server, {base: 'develop'})
    expect(verdictsIn(report)).toEqual({})
    expect(summary).toContain('1 left out by the configuration')
    const nowhere = await scan(server, {base: 'nowhere'})
    expect(nowhere.report.branches[0]?.explanation).toContain('there is no branch nowhere')
    expect(nowhere.code).toBe(3)
  })

  it('shows hostile names literally', async () => {
    const own = createRepository()
    own.commit({'src/a.ts': '1'}, {date: at(1)})
    const names = ['@octocat', 'a`b', '<img/src=x>', 'x|y', '$(id)', 'x](evil)']
    for (const name of names) {
      own.git('switch', '--quiet', '-c', name, 'main')
      work(own, 'x', 2)
    }
    const {server} = await serve(own.root)
    const {summary, stdout, report} = await scan(server)
    expect(Object.keys(verdictsIn(report)).sort()).toEqual([...names].sort())
    const rows = summary.split('\n').filter((line) => line.startsWith('| ') && line.includes('**missing**'))
    expect(rows).toHaveLength(names.length)
    const outside = rows.map((line) =>
      line.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/gu, '').replace(/\]\([^)]*\)/gu, ']()')
    )
    for (const line of outside) {
      expect(line).not.toMatch(/[@<$]/u)
      // Six cells.
      expect(line.match(/(?<!\\)\|/gu)).toHaveLength(7)
    }
    for (const {name} of readCommands(stdout)) expect(name).toBe('error')
  })

  it('takes one request to see that a branch is merged, and few for one with work', async () => {
    const {server} = await serve(repository.root)
    await scan(server)
    const compared = server.requests.filter(({path}) => path.includes('/compare/'))
    expect(compared).toHaveLength(5)
    expect(server.requests.length).toBeLessThan(60)
  })
})

describe('a scan with the whole history checked out', () => {
  it('asks only which branches there are and which are merged, and says the same', async () => {
    const {server} = await serve(repository.root)
    const {outputs: expected, summary} = await scan(server)
    const clone = createFolder()
    runGit(clone.root, ['clone', '--quiet', repository.root, '.'])
    const before = server.requests.length
    const ran = await scan(server, {'report-file': ''}, {GITHUB_WORKSPACE: clone.root})
    expect(ran.outputs).toEqual({...expected, 'report-path': ''})
    expect(ran.summary).toBe(summary)
    const asked = server.requests.slice(before).map(({path}) => path)
    expect(asked.filter((path) => /\/(?:commits|git)\//u.test(path))).toEqual([])
  })
})

describe('the list of branches', () => {
  it('says when GitHub gave only a part of it', async () => {
    const {github} = await serve(repository.root)
    const {items} = await github.branches()
    const cut: typeof github = {...github, branches: async () => ({items: items.slice(0, 2), truncated: true})}
    const {unlisted} = await listCandidates(cut, {scope: 'all', base: '', shard: null})
    expect(unlisted).toEqual(['branches beyond the first 2'])
  })
})

describe('a scan in shards', () => {
  it('looks at each branch in exactly one of them', async () => {
    const {server} = await serve(repository.root)
    const seen: string[] = []
    for (const part of ['1/3', '2/3', '3/3']) {
      const {report} = await scan(server, {shard: part})
      seen.push(...Object.keys(verdictsIn(report)))
    }
    expect(seen.sort()).toEqual(['covered', 'excused', 'missing', 'stale'])
  })

  it('is the same on every day, whatever other branches there are, and even', () => {
    const names = Array.from({length: 2000}, (_, index) => `octo/demo branch-${index}`)
    const sizes = [1, 2, 3, 4, 5, 6, 7].map(
      (index) => names.filter((name) => isInShard(name, {index, count: 7})).length
    )
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(2000)
    expect(Math.min(...sizes)).toBeGreaterThan(220)
    // A name must not move to another part with a new version: parts of several runs are joined.
    expect([1, 2, 3].filter((index) => isInShard('octo/demo topic', {index, count: 3}))).toEqual([shardOfTopic])
  })

  it('writes no dashboard, which would show a part only', async () => {
    const {server} = await serve(repository.root)
    const {stdout} = await scan(server, {shard: '1/2', dashboard: 'true'})
    expect(server.state.issues).toEqual([])
    expect(stdout).toContain('no dashboard: a shard knows only its part')
  })
})

const shardOfTopic = 3

describe('a scan of several repositories', () => {
  it('names each branch by its repository, and goes on when one cannot be looked at', async () => {
    const {server} = await serve(repository.root)
    const {report, code, summary, stdout} = await scan(
      server,
      {},
      {HANDOFF_LINT_REPOSITORIES: 'octo/demo\nocto/gone, not-a-name'}
    )
    expect(verdictsIn(report)).toMatchObject({'octo/demo:stale': 'stale', 'octo/demo:covered': 'covered'})
    expect(summary).toContain('[`octo/demo:stale`](https://github.com/octo/demo/tree/stale)')
    expect(summary).toContain('**Not looked at: 2.**')
    expect(stdout).toContain('octo/gone: ')
    expect(code).toBe(1)
  })

  it('looks at each repository in exactly one shard, at all of its branches', async () => {
    const {server} = await serve(repository.root)
    const seen: number[] = []
    for (const part of ['1/4', '2/4', '3/4', '4/4']) {
      const {report} = await scan(server, {shard: part}, {HANDOFF_LINT_REPOSITORIES: 'octo/demo'})
      seen.push(report.branches.length)
    }
    expect(seen.sort()).toEqual([0, 0, 0, 4])
  })
})

describe('the dashboard', () => {
  const inputs = {dashboard: 'true', 'report-file': ''}

  it('is opened once, left alone while nothing changes, closed when all is well and opened again', async () => {
    const own = onlyGood()
    const {server} = await serve(own.root)
    await scan(server, inputs)
    expect(server.state.issues).toEqual([])
    own.git('switch', '--quiet', '-c', 'late', 'main')
    work(own, 'l', 4)
    await scan(server, inputs)
    expect(server.state.issues).toMatchObject([{state: 'open', title: 'Branches without a recent handoff'}])
    expect(server.state.issues[0]?.body).toMatch(/^<!-- handoff-lint:dashboard:branches -->\n/u)
    expect(server.state.issues[0]?.body).toContain('`late`')
    expect(server.state.issues[0]?.body).not.toContain('`good`')
    const before = writes(server).length
    await scan(server, inputs)
    expect(writes(server).length).toBe(before)
    own.commit({'HANDOFF.md': handoff('Late.')}, {date: at(4, 7)})
    await scan(server, inputs)
    expect(server.state.issues).toMatchObject([{state: 'closed'}])
    expect(server.state.issues[0]?.body).not.toContain('`late`')
    await scan(server, inputs)
    expect(writes(server).length).toBe(before + 1)
    for (const day of [6, 7, 8]) work(own, `l${day}`, day)
    await scan(server, inputs)
    expect(server.state.issues).toMatchObject([{state: 'open'}])
    expect(server.state.issues[0]?.body).toContain('**stale**')
    expect(writes(server)).toEqual([
      'POST /repos/octo/demo/issues',
      ...Array(2).fill('PATCH /repos/octo/demo/issues/1')
    ])
  })

  it('is told by its owner, not by the marker that anyone can paste', async () => {
    const {server} = await serve(repository.root)
    const body = '<!-- handoff-lint:dashboard:branches -->\nmine'
    const user = {login: 'eve'}
    server.state.issues.push({number: 1, title: 'x', body, state: 'open', user})
    await scan(server, inputs)
    expect(server.state.issues).toMatchObject([
      {number: 1, body, state: 'open'},
      {user: {login: 'github-actions[bot]'}}
    ])
    await scan(server, inputs)
    expect(server.state.issues).toHaveLength(2)
  })

  it('is found among many issues, and a second one of ours is closed', async () => {
    const {server} = await serve(repository.root)
    const user = {login: 'github-actions[bot]', type: 'Bot' as const}
    const body = '<!-- handoff-lint:dashboard:branches -->\nold'
    const issue = (number: number, text: string) => ({number, title: 'x', body: text, state: 'open' as const, user})
    server.state.issues.push(issue(1, body), ...Array.from({length: 250}, (_, index) => issue(index + 2, 'other')))
    server.state.issues.push(issue(300, body))
    await scan(server, inputs)
    expect(server.state.issues).toHaveLength(252)
    expect(server.state.issues[0]?.body).toContain('`stale`')
    expect(server.state.issues.at(-1)).toMatchObject({number: 300, state: 'closed', body})
  })

  it('is neither closed nor opened because branches could not be looked at', async () => {
    const {server} = await serve(onlyGood().root)
    const user = {login: 'github-actions[bot]', type: 'Bot' as const}
    const body = '<!-- handoff-lint:dashboard:branches -->\nold'
    server.state.issues.push({number: 1, title: 'x', body, state: 'open', user})
    server.fail({match: /^GET \/repos\/octo\/demo\/compare\//u, status: 502})
    const {code} = await scan(server, inputs)
    expect(code).toBe(3)
    expect(server.state.issues).toMatchObject([{body, state: 'open'}])
  })

  it('that may not be written is a warning that names the permission', async () => {
    const tokens = {ghs_read: {login: 'github-actions[bot]', canWrite: false}}
    const {server} = await serve(repository.root, {tokens})
    const {code, stdout} = await scan(server, inputs)
    expect(code).toBe(1)
    const warning = readCommands(stdout).find(({name}) => name === 'warning')
    expect(warning?.data).toContain('permissions: issues: write')
  })
})

describe('a comment on the pull requests of stale branches', () => {
  it('is written when asked for, once, and becomes “resolved”', async () => {
    const own = createBranches()
    const {server} = await serve(own.root)
    server.state.pulls.push({number: 1, base: 'main', head: 'stale'}, {number: 2, base: 'main', head: 'covered'})
    await scan(server)
    expect(server.state.comments).toEqual([])
    await scan(server, {'comment-stale': 'true'})
    await scan(server, {'comment-stale': 'true'})
    expect(server.state.comments).toMatchObject([{issue: 1}])
    expect(server.state.comments[0]?.body).toContain('**A handoff is out of date.**')
    expect(writes(server)).toHaveLength(1)
    own.git('switch', '--quiet', 'stale')
    own.commit({'HANDOFF.md': handoff('All of it.')}, {date: at(9)})
    await scan(server, {'comment-stale': 'true'})
    expect(server.state.comments).toHaveLength(1)
    expect(server.state.comments[0]?.body).toContain('Resolved')
  })
})

describe('the budget of requests', () => {
  it('refuses what is beyond it, keeps the rest for writing, and asks nothing twice', async () => {
    const {server, github} = await serve(repository.root)
    const limited = limitReading(github, 3)
    const oid = (name: string) => runGit(repository.root, ['rev-parse', name])
    await Promise.all([limited.commit(oid('stale')), limited.commit(oid('stale')), limited.commit(oid('covered'))])
    expect(server.requests).toHaveLength(2)
    await limited.compare(oid('main'), oid('stale'))
    await expect(limited.compare(oid('main'), oid('covered'))).rejects.toThrow(GithubError)
    await expect(limited.compare(oid('main'), oid('stale'))).resolves.toBeTruthy()
    await limited.createIssue({title: 'x', body: 'y'})
    expect(server.requests).toHaveLength(4)
  })
})

describe('the table of branches', () => {
  const branch = (name: string, more: Partial<BranchReport> = {}): ScannedBranch => ({
    candidate: {
      name,
      repository: 'octo/demo',
      facts: {branch: name, head: '1'.repeat(40)},
      base: {name: 'main', oid: null},
      pull: null,
      isForeign: false
    },
    report: {
      ...{branch: name, head: '1'.repeat(40), verdict: 'covered', severity: 'ok', explanation: 'covered', remedy: null},
      ...{handoff: null, uncovered: {commits: 0, files: 0, sessions: 0, time: 0}, breaches: [], exemption: null},
      ...{warnings: []},
      ...more
    },
    files: [],
    lastCommit: null
  })

  it('is cut at a row, says how many are missing, and stays below the limit', () => {
    const branches = Array.from({length: 3000}, (_, index) => branch(`ünü-${String(index).padStart(4, '0')}`))
    const options = {
      serverUrl: 'https://github.com',
      maxBytes: 60_000,
      moreUrl: 'https://github.com/octo/demo/actions/runs/1'
    }
    const text = branchesTable(['All.'], branches, options)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000)
    expect(Buffer.byteLength(text)).toBeGreaterThan(59_000)
    const rows = text.split('\n').filter((line) => line.startsWith('| [`'))
    expect(rows.every((line) => line.endsWith(' |'))).toBe(true)
    expect(text).toContain(`**Cut here:** ${3000 - rows.length} more rows would not fit. [See all of it](https://`)
  })

  it('has errors before warnings, stale before missing, and the newest work first', () => {
    const branches = [
      branch('fine'),
      branch('late', {verdict: 'due', severity: 'warning'}),
      branch('none', {verdict: 'missing', severity: 'error'}),
      {...branch('old', {verdict: 'stale', severity: 'error'}), lastCommit: 1},
      {...branch('new', {verdict: 'stale', severity: 'error'}), lastCommit: 2}
    ]
    expect(branches.sort(byUrgency).map(({candidate}) => candidate.name)).toEqual([
      'new',
      'old',
      'none',
      'late',
      'fine'
    ])
  })
})

/** A repository whose one branch is covered. */
function onlyGood(): Repository {
  const own = createRepository()
  own.commit({'src/a.ts': '1'}, {date: at(1)})
  own.git('switch', '--quiet', '-c', 'good')
  own.commit({'src/b.ts': '1', 'HANDOFF.md': handoff('Good.')}, {date: at(2)})
  own.git('switch', '--quiet', 'main')
  return own
}

/** A commit of a fork: no branch of the repository points to it. */
function createRepositoryCommit({git, commit}: Repository, name: string): string {
  git('switch', '--quiet', '-c', name, 'main')
  commit({'.handofflintrc.json': '{"branches": {"ignore": ["**"]}}'}, {date: at(6)})
  for (const hour of [0, 3, 6]) commit({[`src/f${hour}.ts`]: '1'}, {date: at(7, hour)})
  const oid = git('rev-parse', 'HEAD')
  git('switch', '--quiet', 'main')
  git('branch', '-m', name, `kept-${name}`)
  git('update-ref', 'refs/pull/2/head', oid)
  git('branch', '-D', `kept-${name}`)
  return oid
}
