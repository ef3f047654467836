import {readFileSync} from 'node:fs'
import {basename} from 'node:path'
import {compileTemplate} from '../src/profiles/compile.ts'

/** Bundler and test plugin: a template imported from `src/profiles` is compiled, so that no template is parsed at start-up. */
export const profilePlugin = () => ({
  name: 'handoff-profile',
  load(id: string) {
    if (!/src[\\/]profiles[\\/][\w-]+\.md$/u.test(id)) return null
    const profile = compileTemplate(readFileSync(id, 'utf8'), basename(id, '.md'))
    return {
      code: `export default JSON.parse(${JSON.stringify(JSON.stringify(profile))})`,
      moduleType: 'js' as const,
      map: null
    }
  }
})
