import {createHash} from 'node:crypto'
import {readFileSync, realpathSync} from 'node:fs'
import {join, resolve} from 'node:path'
import type {Earlier, Summary} from './check-known.ts'
import type {CheckEnvironment, CheckRequest} from './check-request.ts'
import {configNames, packageName} from './config/names.ts'
import type {Listing} from './git/port.ts'
import {statsOf} from './stats.ts'
import {findStoreFolder, nameFor, writeStored} from './verdict-store.ts'

/** A request, and who is to answer it. */
type RunRequest = CheckRequest & Pick<CheckEnvironment, 'engine'>

/** The kept outcome of a request, which holds as long as nothing changes that it came from. */
export interface KeptRun {
  find: (listing: Promise<Listing | null>) => Promise<Summary | null>
  keep: Earlier['keep']
}

/** Open what the last run of the same request left. */
export function openRun(request: RunRequest, cwd: string, root: string): KeptRun {
  const folder = findStoreFolder(root)
  const name = `run-${nameFor(describe(request, cwd))}.json`
  const inputs = [...configNames, packageName].map((one) => join(root, one))
  if (request.config !== undefined) inputs.push(resolve(cwd, request.config))
  const read = contentOf(inputs)
  return {
    find: async (listing) => {
      const known = folder === null ? null : readRun(join(folder, name))
      if (known === null || known.read !== read || known.templates !== contentOf(known.paths)) return null
      return known.state === stateOf(await listing) ? known.summary() : null
    },
    keep: (summary, listing, templates) => {
      const head: RunHead = {state: stateOf(listing), read, paths: [...templates], templates: contentOf(templates)}
      const body = JSON.stringify(summary)
      if (folder !== null) writeStored(folder, name, `${JSON.stringify({...head, sum: sumOf(body)})}\n${body}`)
    }
  }
}

/** The request, as far as it decides which files are judged and how; where its paths lead as well. */
function describe({paths, profile, config, severity, only, engine}: RunRequest, cwd: string): string {
  const places = paths.map((path) => whereTo(resolve(cwd, path)))
  return JSON.stringify([realpathSync(cwd), paths, places, profile, config, severity, only, engine])
}

function whereTo(path: string): string {
  const stats = statsOf(path)
  if (stats === null) return 'nowhere'
  if (stats.isFile()) return `file ${realpathSync(path)}`
  return statsOf(path, {follow: true})?.isDirectory() ? `folder ${realpathSync(path)}` : 'something'
}

/** The content of files, or that they are not there, in short. */
function contentOf(paths: readonly string[]): string {
  const hash = createHash('sha1')
  for (const path of paths) {
    try {
      const bytes = readFileSync(path)
      hash.update(`${bytes.length}\n`).update(bytes)
    } catch {
      hash.update('none\n')
    }
  }
  return hash.digest('hex')
}

function stateOf(listing: Listing | null): string {
  const hash = createHash('sha1')
  for (const answer of listing?.answers ?? []) hash.update(`${answer.length}\n`).update(answer)
  return hash.digest('hex')
}

const sumOf = (text: string): string => createHash('sha1').update(text).digest('hex')

/** Under which circumstances a summary was found. */
interface RunHead {
  /** Of the listing. */
  state: string
  /** Of the configuration. */
  read: string
  /** Templates beside it, and their state. */
  paths: string[]
  templates: string
}

/** A kept run: a line of circumstances, then the summary; what is damaged is nothing. */
function readRun(path: string): (RunHead & {summary: () => Summary | null}) | null {
  try {
    const [head = '', body = ''] = readFileSync(path, 'utf8').split('\n')
    const run = JSON.parse(head) as RunHead & {sum: string}
    if (!Array.isArray(run.paths)) return null
    return {...run, summary: () => (sumOf(body) === run.sum ? (JSON.parse(body) as Summary) : null)}
  } catch {
    return null
  }
}
