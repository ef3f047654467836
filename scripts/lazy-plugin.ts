/** What only some texts need, by the importer: functions of a module that loads when one of them is first called. */
const lazy: Readonly<Record<string, {from: string; functions: readonly string[]; chunk: string}>> = {
  'src/handoff/fields.ts': {from: 'yaml', functions: ['isMap', 'isScalar', 'parseDocument'], chunk: 'yaml'},
  'src/parse/choose.ts': {from: '../parse.ts', functions: ['parse'], chunk: 'reference'}
}

interface Context {
  resolve: (id: string, importer: string, options: {skipSelf: true}) => Promise<{id: string} | null>
  emitFile: (file: {type: 'chunk'; id: string; name: string}) => string
}

const caller = 'lazy:'
const called = 'lazy-chunk:'
const urlOf = 'import.meta.ROLLUP_FILE_URL_'

/**
 * Bundler plugin for CommonJS: the parsers of YAML and, beside the native one, of Markdown have to be there at once when
 * they are needed, but most runs never need them, and loading them takes longer than judging a file.
 */
export const lazyPlugin = () => ({
  name: 'handoff-lazy',
  async resolveId(this: Context, id: string, importer = '') {
    if (id.startsWith(called)) return id
    const path = importer.replaceAll('\\', '/')
    const rule = Object.entries(lazy).find(([name]) => path.endsWith(`/${name}`))?.[1]
    if (id !== rule?.from) return null
    const found = await this.resolve(id, importer, {skipSelf: true})
    return found && `${caller}${rule.chunk}:${rule.functions.join()}:${found.id}`
  },
  load(this: Context, id: string) {
    const [, kind, chunk = '', names = '', path] = /^(lazy:|lazy-chunk:)(\w+):([\w,]+):(.*)$/su.exec(id) ?? []
    if (kind === called) return `export {${names}} from ${JSON.stringify(path)}`
    if (kind !== caller) return null
    const file = this.emitFile({type: 'chunk', id: `${called}${chunk}:${names}:${path}`, name: chunk})
    const functions = names.split(',').map((name) => `export const ${name} = (...given) => load().${name}(...given)`)
    return `let loaded\nconst load = () => (loaded ??= require(${urlOf}${file}))\n${functions.join('\n')}\n`
  },
  // Chunks lie side by side.
  resolveFileUrl: ({relativePath}: {relativePath: string}) => JSON.stringify(`./${relativePath}`)
})
