import {join} from 'node:path'
import {objectOf, parseJson, readSmall, runCommand, type Surroundings} from '../init/surroundings.ts'
import {type Finding, fail, hint, ok} from './finding.ts'

/** What stands behind the hook of a manager that has a configuration of its own. */
export async function examineManager(
  manager: 'lefthook' | 'pre-commit' | 'simple-git-hooks',
  around: Surroundings
): Promise<Finding[]> {
  if (manager === 'lefthook') return examineLefthook(around)
  if (manager === 'pre-commit') return examinePreCommit(around)
  const {package: own, configs} = around
  const path = configs['simple-git-hooks'] ?? 'package.json'
  if (!(readSmall(join(around.root, path)) ?? '').includes('handoff-lint pre-push')) return [notCalled(path)]
  const fix = runCommand(own?.manager ?? 'npm', 'simple-git-hooks')
  const what = `${path} has handoff-lint, but the hook of this clone does not`
  return [
    fail('hook-call', what, 'simple-git-hooks writes the hook once; a change takes effect when it runs again', fix)
  ]
}

const notCalled = (path: string): Finding =>
  fail('hook-call', `${path} does not call handoff-lint on a push`, 'a push is not judged', 'handoff-lint init')

type Values = Readonly<Record<string, unknown>>

async function readYaml(path: string): Promise<unknown> {
  const text = readSmall(path) ?? ''
  if (path.endsWith('.json')) return parseJson(text)
  const {parseDocument} = await import('yaml')
  try {
    return parseDocument(text, {prettyErrors: false, logLevel: 'silent'}).toJS({maxAliasCount: 100})
  } catch {
    return undefined
  }
}

const listOf = (value: unknown): Values[] => (Array.isArray(value) ? value.map(objectOf) : [])

/** Jobs of all forms that lefthook knows: `jobs`, `commands`, `scripts`; groups within groups too. */
function jobsOf(hook: Values): {name: string; job: Values}[] {
  const named = (value: unknown, isScript: boolean) =>
    Object.entries(objectOf(value)).map(([name, job]) => ({
      name,
      job: isScript ? {script: name, ...objectOf(job)} : objectOf(job)
    }))
  const jobs = listOf(hook['jobs']).flatMap((job) => [
    {name: String(job['name'] ?? job['script'] ?? ''), job},
    ...(job['group'] === undefined ? [] : jobsOf(objectOf(job['group'])))
  ])
  return [...jobs, ...named(hook['commands'], false), ...named(hook['scripts'], true)]
}

async function examineLefthook({root, configs}: Surroundings): Promise<Finding[]> {
  const path = configs.lefthook
  if (path === undefined) return [notCalled('lefthook')]
  if (path.endsWith('.toml')) {
    const isNamed = (readSmall(join(root, path)) ?? '').includes('handoff-lint')
    return isNamed ? [ok('hook', `lefthook runs the hook, and ${path} names handoff-lint`)] : [notCalled(path)]
  }
  const config = objectOf(await readYaml(join(root, path)))
  const hook = objectOf(config['pre-push'])
  const folder = typeof config['source_dir'] === 'string' ? config['source_dir'] : '.lefthook'
  const scriptOf = (job: Values) => readSmall(join(root, folder, 'pre-push', String(job['script'] ?? '')))
  const ours = jobsOf(hook).find(({job}) => `${job['run'] ?? ''}${scriptOf(job) ?? ''}`.includes('handoff-lint'))
  if (!ours) return [notCalled(path)]
  return [
    ok('hook', `lefthook runs handoff-lint (${path}, ${ours.name})`),
    ...lefthookTraps(path, ours.name, ours.job, hook)
  ]
}

function lefthookTraps(path: string, name: string, job: Values, hook: Values): Finding[] {
  const findings: Finding[] = []
  const where = `the job ${name} of ${path}`
  const isRun = typeof job['run'] === 'string'
  if (isRun && (job['files'] ?? hook['files']) === undefined) {
    const why =
      'lefthook skips it when the branch that is checked out has no files to push: another branch, or an empty commit, goes through'
    const fix =
      'Make it a `script:`, as `handoff-lint init` does, or give it `files:` with a command and use `{files}`.'
    findings.push(fail('hook-input', `${where} is a \`run:\` without \`files:\``, why, fix))
  }
  if (job['use_stdin'] !== true) {
    const why = 'it does not learn what is pushed'
    findings.push(
      fail('hook-input', `${where} has no \`use_stdin: true\``, why, `Add \`use_stdin: true\` to ${where}.`)
    )
  }
  if (isRun && !/\{[012]\}/u.test(String(job['run']))) {
    const why = 'it does not learn which remote the push goes to'
    findings.push(
      hint('hook-call', `${where} does not hand on what git gives it`, why, 'Write `handoff-lint pre-push {1} {2}`.')
    )
  }
  const filters = ['glob', 'skip', 'only', 'exclude', 'file_types'].filter((key) => job[key] !== undefined)
  if (filters.length > 0) {
    const why = 'pushes that it leaves out are not judged'
    const fix = 'Take it out; handoff-lint decides itself what needs no handoff.'
    findings.push(hint('hook-call', `${where} is limited by \`${filters.join('`, `')}\``, why, fix))
  }
  return findings
}

async function examinePreCommit({root, configs}: Surroundings): Promise<Finding[]> {
  const path = configs['pre-commit']
  if (path === undefined) return [notCalled('pre-commit')]
  const config = objectOf(await readYaml(join(root, path)))
  const ours = listOf(config['repos'])
    .flatMap((repo) => listOf(repo['hooks']).map((hook) => ({repo, hook})))
    .find(({hook}) => hook['id'] === 'handoff-lint' || String(hook['entry'] ?? '').includes('handoff-lint'))
  if (!ours) return [notCalled(path)]
  // What our own repository offers has these settings already; only a contrary one matters there.
  const isLocal = ours.repo['repo'] === 'local'
  const {hook} = ours
  const stages = hook['stages'] ?? config['default_stages']
  const findings = [ok('hook', `pre-commit runs handoff-lint (${path})`)]
  if (isLocal ? !isPushStage(stages) : hook['stages'] !== undefined && !isPushStage(stages)) {
    const why = 'it does not run on a push'
    findings.push(
      fail('hook-call', `the hook handoff-lint of ${path} is not for a push`, why, 'Add `stages: [pre-push]` to it.')
    )
  }
  const wrong = [
    ...(hook['always_run'] === true || (!isLocal && hook['always_run'] === undefined) ? [] : ['always_run: true']),
    ...(hook['pass_filenames'] === false || (!isLocal && hook['pass_filenames'] === undefined)
      ? []
      : ['pass_filenames: false'])
  ]
  if (wrong.length > 0) {
    const why = 'pre-commit skips it for a push without files of the right kind, and gives it file names for arguments'
    const what = `the hook handoff-lint of ${path} lacks \`${wrong.join('`, `')}\``
    findings.push(fail('hook-call', what, why, `Add \`${wrong.join('` and `')}\` to it.`))
  }
  const why = 'pre-commit shows a hook the first ref of a push only; the others are judged by nobody here'
  findings.push(
    hint(
      'hook-input',
      'a push of several branches is judged by its first one',
      why,
      'Let a workflow judge pull requests.'
    )
  )
  return findings
}

const isPushStage = (stages: unknown): boolean =>
  Array.isArray(stages) && stages.some((stage) => stage === 'pre-push' || stage === 'push')
