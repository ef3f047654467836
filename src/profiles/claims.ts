import {compileGlobs} from '../glob.ts'
import type {Profile} from './profile.ts'

/** The part of a profile that decides which paths are its own. */
export type Claim = Pick<Profile, 'name' | 'files' | 'ignore'>

type Test = (path: string) => boolean

const tests = new WeakMap<Claim, Test>()

/** Whether a profile’s globs take a path (from the repository root, `/` between folders). */
export function claims(claim: Claim, path: string): boolean {
  let test = tests.get(claim)
  if (!test) {
    test = testFor(claim)
    tests.set(claim, test)
  }
  return test(path)
}

const compiled = new Map<string, Test>()

/** A built-in profile, and what it claims, are two objects with the same globs. */
function testFor({files, ignore}: Claim): Test {
  const key = JSON.stringify([files, ignore])
  let test = compiled.get(key)
  if (!test) {
    const isTaken = compileGlobs(files)
    const isIgnored = compileGlobs(ignore)
    test = (path) => isTaken(path) && !isIgnored(path)
    compiled.set(key, test)
  }
  return test
}

/** Whether a path names a template: `TEMPLATE.md`, `_template/…`, `HANDOFF_TEMPLATE.md`, `handoff-template.md`. */
export function isTemplateName(path: string): boolean {
  const parts = path.split('/')
  const name = parts.pop() ?? ''
  if (name.includes('TEMPLATE') || parts.some((part) => /^_?templates?$/iu.test(part))) return true
  // A dated `2026-01-31-fix-mail-template.md` is a handoff about a template.
  return !/\d{4}/u.test(name) && /(?:^|[-_. ])template\.\w+$/iu.test(name)
}
