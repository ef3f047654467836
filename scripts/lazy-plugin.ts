/** Functions of Node that few runs call, by their module, which takes Node up to 2 ms to load. */
const ofNode: Readonly<Record<string, readonly string[]>> = {
  'node:child_process': ['spawn'],
  'node:crypto': ['createHash'],
  'node:os': ['availableParallelism', 'setPriority'],
  'node:v8': ['setFlagsFromString']
}

/** The parser that has the last word has to be there at once when it is needed, but most runs never need it. */
const reference = {importer: /[\\/]src[\\/]parse[\\/]choose\.ts$/u, from: '../parse.ts', name: 'parse'}

interface Context {
  resolve: (id: string, importer: string, options: {skipSelf: true}) => Promise<{id: string} | null>
  emitFile: (file: {type: 'chunk'; id: string; name: string}) => string
}

const [lazyBuiltin, lazyChunk, chunk] = ['lazy-builtin:', 'lazy-chunk:', 'chunk:']

/** Bundler plugin for CommonJS: what is behind some functions is loaded when one of them is first called. */
export const lazyPlugin = () => ({
  name: 'handoff-lazy',
  async resolveId(this: Context, id: string, importer = '') {
    if (id.startsWith(chunk)) return id
    if (id in ofNode && /[\\/]src[\\/][^:]*\.ts$/u.test(importer)) return lazyBuiltin + id
    if (id !== reference.from || !reference.importer.test(importer)) return null
    const found = await this.resolve(id, importer, {skipSelf: true})
    return found && lazyChunk + found.id
  },
  load(this: Context, id: string) {
    const [, prefix = '', path = ''] = /^(lazy-builtin:|lazy-chunk:|chunk:)(.*)$/su.exec(id) ?? []
    if (prefix === lazyBuiltin) return callers(ofNode[path] ?? [], JSON.stringify(path))
    if (prefix === chunk) return `export {${reference.name}} from ${JSON.stringify(path)}`
    if (prefix !== lazyChunk) return null
    const file = this.emitFile({type: 'chunk', id: chunk + path, name: 'reference'})
    return callers([reference.name], `import.meta.ROLLUP_FILE_URL_${file}`)
  },
  // Chunks lie side by side.
  resolveFileUrl: ({relativePath}: {relativePath: string}) => JSON.stringify(`./${relativePath}`)
})

const callers = (names: readonly string[], path: string): string =>
  names.map((name) => `export const ${name} = (...given) => require(${path}).${name}(...given)\n`).join('')
