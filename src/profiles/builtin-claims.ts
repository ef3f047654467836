import type {Claim} from './claims.ts'
import {builtinProfiles} from './index.ts'

/** What the built-in profiles claim. The build writes it out, so that who looks at paths alone need not load the rest. */
export const builtinClaims: readonly Claim[] = builtinProfiles.map(({name, files, ignore}) => ({name, files, ignore}))
