import capture from './capture.md'
import generic from './generic.md'
import type {Profile} from './profile.ts'
import rolling from './rolling.md'
import sessionBrief from './session-brief.md'
import sessionLog from './session-log.md'
import timestamped from './timestamped.md'

/** The built-in profiles; the last, `generic`, takes what no other fits. */
export const builtinProfiles: readonly Profile[] = [sessionLog, sessionBrief, timestamped, rolling, capture, generic]
