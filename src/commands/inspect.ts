import {realpathSync} from 'node:fs'
import {relative, resolve, sep} from 'node:path'
import type {Root} from 'mdast'
import {stdinPath} from '../check.ts'
import {makePlan} from '../check-plan.ts'
import {FileError} from '../errors.ts'
import {createGit} from '../git/client.ts'
import {readDocument} from '../handoff/read.ts'
import {parse} from '../parse.ts'
import {chooseProfile} from '../profiles/choose.ts'
import {builtinProfiles} from '../profiles/index.ts'
import {readText, textOf} from '../read-file.ts'
import {toJson} from '../terminal.ts'
import {inspectText} from './inspect-text.ts'
import {inspectView} from './inspect-view.ts'
import {type Io, readAll} from './io.ts'

/** The options of the command line, as commander hands them over. */
export interface InspectOptions {
  profile?: string
  config?: string
  format: string
  stdinFilename?: string
}

/** Show how one file is understood. */
export async function inspect(file: string, options: InspectOptions, io: Io): Promise<number> {
  const {plan, cwd, base} = await makePlan(options, {cwd: io.cwd, git: createGit(io.cwd), debug: io.debug})
  const text = await textFor(file, cwd, io)
  const name = file === '-' ? (options.stdinFilename ?? '') : file
  const path = name === '' ? '' : relative(base, resolve(cwd, name)).split(sep).join('/')
  const tree = parseSafely(text, name || stdinPath)
  const choice = plan.choose({path, tree, text}, true)
  if (!choice) throw new Error('the profile generic is missing')
  // The scores are shown whatever decided.
  const scores = chooseProfile({path, tree, text}, builtinProfiles)?.scores ?? []
  const config = plan.resolve(path, choice.profile)
  const view = inspectView(path || stdinPath, readDocument(tree, text, config.model), config, {...choice, scores})
  io.out(options.format === 'json' ? toJson(view) : inspectText(view, io.paint))
  return 0
}

async function textFor(file: string, cwd: string, io: Io): Promise<string> {
  const read = file === '-' ? textOf(await readAll(io.stdin)) : readText(followed(resolve(cwd, file)))
  if ('text' in read) return read.text
  if ('gone' in read) throw new FileError(`no such file: ${file}`, {hint: 'Give the path of one file, or `-`.'})
  const {line, column, reason, note} = read.message
  throw new FileError(`${file}:${line}:${column}: ${reason}`, {hint: note})
}

/** Whoever names one file to look at may name a link. */
function followed(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function parseSafely(text: string, name: string): Root {
  try {
    return parse(text)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new FileError(`${name} is nested too deeply to be read`, {cause, hint: 'Flatten its lists and quotes.'})
  }
}
