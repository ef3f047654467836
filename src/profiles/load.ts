import {readdirSync, readFileSync, realpathSync} from 'node:fs'
import {dirname, isAbsolute, relative, resolve, sep} from 'node:path'
import {decode} from '../decode.ts'
import {TemplateError, UsageError} from '../errors.ts'
import {globProblem} from '../glob.ts'
import {codeOf, statsOf} from '../stats.ts'
import {instead, suggest} from '../suggest.ts'
import {builtinProfiles} from './index.ts'
import {builtinNames} from './names.ts'
import type {Profile} from './profile.ts'

const mostBytes = 1024 * 1024

interface Places {
  /** Where a path starts; for one from a configuration, the root. */
  cwd: string
  root: string
  /** Refuse a template that lies, or is linked, outside of the root. */
  confined?: boolean
}

/** The profile of a name, or the one that a template compiles to. */
export async function loadProfile(nameOrPath: string, places: Places): Promise<Profile> {
  const builtin = builtinProfiles.find(({name}) => name === nameOrPath)
  if (builtin) return builtin
  const path = resolve(places.cwd, nameOrPath)
  const stats = statsOf(path, {follow: true})
  if (!stats) throw unknownProfile(nameOrPath, path)
  if (!stats.isFile()) throw new UsageError(`${nameOrPath} is no template`, {hint: 'Give the path of a .md file.'})
  if (places.confined) refuseOutside(nameOrPath, path, places.root)
  return compileProfile(readTemplate(path, nameOrPath, stats.size), nameFor(path, nameOrPath, places.root), nameOrPath)
}

/** Compile a template and refuse globs that could not be matched; `given` names it in messages. */
export async function compileProfile(text: string, name: string, given = name): Promise<Profile> {
  const {compileTemplate} = await import('./compile.ts')
  const profile = compileTemplate(text, name)
  for (const glob of [...profile.files, ...profile.ignore]) {
    const problem = globProblem(glob)
    if (problem !== null)
      throw new TemplateError(`${given}:1:1: the front matter has a glob that ${problem}: \`${glob}\``)
  }
  return profile
}

function unknownProfile(given: string, path: string): UsageError {
  if (!/[/\\]|\.\w+$/u.test(given)) {
    const hint = `${instead(given, builtinNames)} Or give the path of a template.`
    return new UsageError(`Unknown profile \`${given}\``, {hint})
  }
  let siblings: string[] = []
  try {
    siblings = readdirSync(dirname(path))
  } catch {
    // There is no such folder either.
  }
  const near = suggest(path.split(sep).at(-1) ?? '', siblings)
  const hint =
    near === null ? `Give the path of a template, or one of: ${builtinNames.join(', ')}.` : `Did you mean \`${near}\`?`
  return new UsageError(`No template ${given}`, {hint})
}

function refuseOutside(given: string, path: string, root: string): void {
  if (isInside(realpathSync(root), realpathSync(path))) return
  throw new UsageError(`the template ${given} lies outside of the repository`, {hint: 'Copy it into the repository.'})
}

const isInside = (root: string, path: string): boolean => {
  const way = relative(root, path)
  return !isAbsolute(way) && way.split(sep)[0] !== '..'
}

const nameFor = (path: string, given: string, root: string): string =>
  isInside(root, path) ? relative(root, path).split(sep).join('/') : given

function readTemplate(path: string, given: string, size: number): string {
  if (size > mostBytes) throw new TemplateError(`${given}:1:1: the template is longer than 1 MiB`)
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    throw new TemplateError(`cannot read ${given} (${codeOf(cause)})`, {cause})
  }
  const {text, problem} = decode(bytes)
  if (problem)
    throw new TemplateError(`${given}:${problem.line}:${problem.column}: ${problem.reason}`, {hint: problem.note})
  return text
}
