import {resolveConfig, type Settings} from '../../src/config/resolve.ts'
import {type LintResult, lintText} from '../../src/core/lint.ts'
import {parse} from '../../src/parse.ts'
import {builtinProfiles} from '../../src/profiles/index.ts'
import type {Profile} from '../../src/profiles/profile.ts'

/** The built-in profile of a name that exists. */
export function builtin(name: string): Profile {
  const profile = builtinProfiles.find((one) => one.name === name)
  if (!profile) throw new Error(`no built-in profile ${name}`)
  return profile
}

/** Judge a text by a profile, as the engine does it. */
export const lintBy = (profile: Profile, text: string, path = 'HANDOFF.md', settings: Settings = {}): LintResult =>
  lintText({path, text, tree: parse(text)}, resolveConfig(profile, settings))

/** `line rule` of every message, sorted: short enough to compare. */
export const shortly = ({report}: LintResult): string[] =>
  report.messages.map(({line, ruleId}) => `${line} ${ruleId}`).sort((a, b) => a.localeCompare(b, 'en', {numeric: true}))
