import type {Preset} from 'unified'
import type {ResolvedConfig} from './config/resolve.ts'
import {resolveConfig} from './config/resolve.ts'
import {builtinProfiles} from './profiles/index.ts'
import type {Profile} from './profiles/profile.ts'
import {toPlugin} from './rule.ts'
import {handoffSyntax} from './syntax.ts'

/** The unified preset of a profile: its rules with their options, for remark-cli and editors. */
export const presetOf = (profile: Profile): Preset => toPreset(resolveConfig(profile))

function toPreset({model, rules}: ResolvedConfig): Preset {
  const last = ({rule}: (typeof rules)[number]) => (rule.id === 'valid-directive' ? 1 : 0)
  const ordered = [...rules].sort((a, b) => last(a) - last(b))
  return {
    settings: {handoff: model} as never,
    plugins: [
      handoffSyntax,
      ...ordered.map(({rule, severity, options}) => [toPlugin(rule), [severity, options]] as never)
    ]
  }
}

const generic = builtinProfiles.find(({name}) => name === 'generic')
if (!generic) throw new Error('the profile `generic` is missing from the build')

/** The preset of the profile `generic`: any handoff in any language. */
export default presetOf(generic)
