import {join} from 'node:path'
import {configNames} from '../config/names.ts'
import {newFile, nothing, type Part} from './change.ts'
import {isThere, type Surroundings} from './surroundings.ts'
import type {Proposal} from './survey.ts'

/** Plan the configuration; one that is there is never touched, and where nothing is to be set there is none. */
export function planConfig(around: Surroundings, {profile, files, config}: Proposal): Part {
  if (config !== undefined) {
    const text = `Set \`"profile": ${JSON.stringify(profile?.name)}\` in ${config}.`
    const todos = profile === null ? [] : [{text, why: 'the configuration is there already and is left alone'}]
    return {...nothing, kept: [config], todos}
  }
  if (profile === null) return nothing
  const value = {$schema: schemaPath(around), profile: profile.name, ...(files === null ? {} : {files})}
  return newFile(configNames[0], `${JSON.stringify(value, null, 2)}\n`)
}

/** Where editors find the schema: beside the command if it is a package here, else on the web. */
function schemaPath({root, package: own}: Surroundings): string {
  if (own?.name === 'handoff-lint') return './schema.json'
  return own !== null || isThere(join(root, 'node_modules/handoff-lint'))
    ? './node_modules/handoff-lint/schema.json'
    : 'https://unpkg.com/handoff-lint/schema.json'
}
