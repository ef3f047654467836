import {posix} from 'node:path'
import {readBlob} from './check-blob.ts'
import type {TreeEntry} from './core/freshness-touches.ts'
import {UsageError} from './errors.ts'
import type {Commits} from './git/port.ts'
import {builtinProfiles} from './profiles/index.ts'
import {compileProfile} from './profiles/load.ts'
import {builtinNames} from './profiles/names.ts'
import type {Profile} from './profiles/profile.ts'
import {textOf} from './read-file.ts'

/** The built-in profile of a name. */
export const builtin = (name: string): Profile | undefined => builtinProfiles.find((profile) => profile.name === name)

/** Load a profile by its name, or by the path of its template at a commit. */
export const readProfileAt = async (commits: Commits, commit: string, name: string): Promise<Profile> =>
  builtin(name) ?? readProfile(commits, name, await commits.entryAt(commit, posix.normalize(name)))

/** Compile the template that stands in a commit; where none does, say so. */
export async function readProfile(
  commits: Commits,
  name: string,
  entry: TreeEntry | null | undefined
): Promise<Profile> {
  if (!entry?.mode.startsWith('100')) {
    const hint = `Commit the template, or name one of: ${builtinNames.join(', ')}.`
    throw new UsageError(`No template ${name}`, {hint})
  }
  const read = textOf(await readBlob(commits, entry.oid))
  if ('message' in read) throw new UsageError(`${name}: ${read.message.reason}`, {hint: read.message.note})
  return compileProfile(read.text, posix.normalize(name))
}
