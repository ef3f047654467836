import {randomUUID} from 'node:crypto'
import {appendFile} from 'node:fs/promises'
import {dirname, relative, resolve, sep} from 'node:path'
import type {OutputName} from './action-inputs.ts'
import {createFile, makeFolder, replaceFile} from './write-file.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Hand outputs to later steps. A delimiter that nobody can know keeps a value from ending early. */
export async function writeOutputs(env: Env, outputs: Readonly<Record<OutputName, string>>): Promise<void> {
  const path = env['GITHUB_OUTPUT']
  if (!path) return
  const entries = Object.entries(outputs).map(([name, value]) => {
    const end = `end_${randomUUID()}`
    return `${name}<<${end}\n${value}\n${end}\n`
  })
  await appendFile(path, entries.join(''))
}

/** GitHub drops a longer job summary whole. */
export const longestSummary = 1_000_000

export async function writeSummary(env: Env, text: string): Promise<void> {
  const path = env['GITHUB_STEP_SUMMARY']
  if (path) await appendFile(path, text)
}

/** Write a report into the workspace, and nowhere else; its path from there. */
export async function writeReport(env: Env, path: string, text: string): Promise<string> {
  const root = resolve(env['GITHUB_WORKSPACE'] || '.')
  const file = resolve(root, path)
  await makeFolder(dirname(file), root)
  if (!(await createFile(file, text))) await replaceFile(file, text)
  return relative(root, file).split(sep).join('/')
}

/** A path, or nothing where one of its signs could mean more than itself in a shell. */
export const plainPath = (path: string | undefined): string =>
  path !== undefined && /^(?!-)[\p{L}\p{N}_./@+=-]+$/u.test(path) ? path : ''
