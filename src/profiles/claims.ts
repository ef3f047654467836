import {compileGlobs} from '../glob.ts'
import type {Profile} from './profile.ts'

const matchers = new WeakMap<Profile, (path: string) => boolean>()

/** Whether a profile’s globs take a path (from the repository root, `/` between folders). */
export function claims(profile: Profile, path: string): boolean {
  let test = matchers.get(profile)
  if (!test) {
    const isTaken = compileGlobs(profile.files)
    const isIgnored = compileGlobs(profile.ignore)
    test = (path) => isTaken(path) && !isIgnored(path)
    matchers.set(profile, test)
  }
  return test(path)
}

/** Whether a path names a template: `TEMPLATE.md`, `_template/…`, `HANDOFF_TEMPLATE.md`, `handoff-template.md`. */
export function isTemplateName(path: string): boolean {
  const parts = path.split('/')
  const name = parts.pop() ?? ''
  if (name.includes('TEMPLATE') || parts.some((part) => /^_?templates?$/iu.test(part))) return true
  // A dated `2026-01-31-fix-mail-template.md` is a handoff about a template.
  return !/\d{4}/u.test(name) && /(?:^|[-_. ])template\.\w+$/iu.test(name)
}
