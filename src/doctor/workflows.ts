import {join} from 'node:path'
import {objectOf, readSmall, type Surroundings} from '../init/surroundings.ts'
import {mentionsUs} from '../init/workflow-part.ts'
import {type Finding, hint, ok} from './finding.ts'

type Values = Readonly<Record<string, unknown>>

/** Whether a workflow judges pull requests, and checks out what it needs for that. */
export async function examineWorkflows({root, workflows}: Surroundings): Promise<Finding[]> {
  if (workflows === null) return []
  const texts = workflows.map((name) => ({name, text: readSmall(join(root, '.github/workflows', name)) ?? ''}))
  const ours = texts.filter(({text}) => mentionsUs(text))
  if (ours.length === 0) {
    const why = 'a local hook can be left out (`--no-verify`, a clone without it); a workflow cannot'
    return [hint('workflow', 'no workflow calls handoff-lint', why, 'handoff-lint init')]
  }
  return (await Promise.all(ours.map(({name, text}) => examineWorkflow(name, text)))).flat()
}

async function examineWorkflow(name: string, text: string): Promise<Finding[]> {
  const {parseDocument} = await import('yaml')
  let workflow: Values = {}
  try {
    const document = parseDocument(text, {prettyErrors: false, logLevel: 'silent'})
    if (document.errors[0]) throw document.errors[0]
    workflow = objectOf(document.toJS({maxAliasCount: 100}))
  } catch {
    const why = 'GitHub does not run it'
    return [hint('workflow', `.github/workflows/${name} is no YAML`, why, 'Repair it; `handoff-lint init` shows one.')]
  }
  const jobs = Object.values(objectOf(workflow['jobs'])).map((job) => stepsOf(objectOf(job)))
  const ours = jobs.filter((steps) => steps.some((step) => callsUs(step)))
  const findings = [...ours.flatMap((steps) => examineSteps(name, steps)), ...examineEvents(name, workflow)]
  return findings.length > 0 ? findings : [ok('workflow', `.github/workflows/${name} judges pull requests`)]
}

const stepsOf = (job: Values): Values[] => (Array.isArray(job['steps']) ? job['steps'].map(objectOf) : [])

const callsUs = ({run, uses}: Values): boolean => /\bhandoff-lint\b/u.test(`${run ?? ''} ${uses ?? ''}`)

function examineSteps(name: string, steps: readonly Values[]): Finding[] {
  // The Action fetches what it needs by itself.
  if (!steps.some(({run}) => /\bhandoff-lint\b/u.test(String(run ?? '')))) return []
  const checkout = steps.find(({uses}) => /^actions\/checkout@/u.test(String(uses ?? '')))
  if (!checkout || String(objectOf(checkout['with'])['fetch-depth']) === '0') return []
  const why = 'it then has the last commit alone, and whether a handoff covers the work cannot be told'
  const fix = 'Give `actions/checkout` the input `fetch-depth: 0`.'
  return [hint('workflow', `.github/workflows/${name} checks out without the history`, why, fix)]
}

function examineEvents(name: string, workflow: Values): Finding[] {
  // YAML 1.1 reads a bare `on` as true; ours does not.
  const events = objectOf(workflow['on'])
  const filters = ['pull_request', 'pull_request_target'].filter((event) => {
    const {paths, 'paths-ignore': ignored} = objectOf(events[event])
    return paths !== undefined || ignored !== undefined
  })
  if (filters.length === 0) return []
  const why = 'where the check is required, a pull request without such files waits for ever'
  const fix = 'Take the filter out; handoff-lint decides itself what needs no handoff.'
  return [hint('workflow', `.github/workflows/${name} is limited to some paths`, why, fix)]
}
