import {readFileSync} from 'node:fs'
import {compileTemplate} from '../src/profiles/compile.ts'
import {builtinNames} from '../src/profiles/names.ts'

const folder = new URL('../src/profiles/', import.meta.url)

const compile = (name: string) => compileTemplate(readFileSync(new URL(`${name}.md`, folder), 'utf8'), name)

/** What the built-in profiles claim, without the rest of them. */
const claims = () =>
  builtinNames.map((name) => {
    const {files, ignore} = compile(name)
    return {name, files, ignore}
  })

/** Bundler and test plugin: a template imported from `src/profiles` is compiled, so that no template is parsed at start-up. */
export const profilePlugin = () => ({
  name: 'handoff-profile',
  load(id: string) {
    const [, template, list] = /src[\\/]profiles[\\/](?:([\w-]+)\.md|(builtin-claims)\.ts)$/u.exec(id) ?? []
    if (template) return moduleOf(`export default JSON.parse(${JSON.stringify(JSON.stringify(compile(template)))})`)
    return list ? moduleOf(`export const builtinClaims = ${JSON.stringify(claims())}`) : null
  }
})

const moduleOf = (code: string) => ({code, moduleType: 'js' as const, map: null})
