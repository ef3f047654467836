import capture from './capture.md'
import generic from './generic.md'
import {builtinNames} from './names.ts'
import type {Profile} from './profile.ts'
import rolling from './rolling.md'
import sessionBrief from './session-brief.md'
import sessionLog from './session-log.md'
import timestamped from './timestamped.md'

const byName: Readonly<Record<(typeof builtinNames)[number], Profile>> = {
  'session-log': sessionLog,
  'session-brief': sessionBrief,
  timestamped,
  rolling,
  capture,
  generic
}

/** The built-in profiles, in the order of their names. */
export const builtinProfiles: readonly Profile[] = builtinNames.map((name) => byName[name])
