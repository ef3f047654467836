import {spawn} from 'node:child_process'
import {mkdtempSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import {join} from 'node:path'

const oid = '0123456789abcdef0123456789abcdef01234567'
const repository = {full_name: 'octo/demo', default_branch: 'main'}
const payload = {
  ...{action: 'opened', number: 7, repository},
  pull_request: {
    ...{
      number: 7,
      title: 'Work',
      body: '',
      state: 'open',
      draft: false,
      labels: [],
      user: {login: 'octo', type: 'User'}
    },
    base: {ref: 'main', sha: oid, repo: repository},
    head: {ref: 'topic', sha: oid, repo: repository}
  }
}

/**
 * Start the bundled Action for a pull request, and stop it when it asks GitHub for the first time.
 *
 * @returns milliseconds from its start to the first request at a server on this machine.
 */
export async function timeFirstRequest(program, folder, env) {
  const home = mkdtempSync(join(folder, 'action-'))
  const file = (name, text) => {
    writeFileSync(join(home, name), text)
    return join(home, name)
  }
  const {promise, resolve, reject} = deferred()
  const server = createServer((_, response) => {
    resolve(process.hrtime.bigint())
    response.writeHead(500).end()
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${server.address().port}`
  const start = process.hrtime.bigint()
  const child = spawn(process.execPath, [program], {
    cwd: home,
    stdio: 'ignore',
    env: {
      ...{PATH: env.PATH, HOME: home, GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_WORKSPACE: home},
      ...{GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql`, GITHUB_SERVER_URL: url},
      ...{GITHUB_EVENT_NAME: 'pull_request', GITHUB_REPOSITORY: repository.full_name, GITHUB_RUN_ID: '1'},
      GITHUB_EVENT_PATH: file('event.json', JSON.stringify(payload)),
      GITHUB_OUTPUT: file('output', ''),
      GITHUB_STEP_SUMMARY: file('summary', ''),
      'INPUT_GITHUB-TOKEN': 'none'
    }
  })
  child.on('close', () => reject(new Error('the Action ended without a request')))
  try {
    return Number((await promise) - start) / 1e6
  } finally {
    child.kill()
    server.closeAllConnections()
    server.close()
  }
}

// Node 20 has no Promise.withResolvers.
function deferred() {
  let settle
  const promise = new Promise((resolve, reject) => {
    settle = {resolve, reject}
  })
  return {promise, ...settle}
}
