/** Functions of Node that few runs call, by their module, which takes Node up to 2 ms to load. */
const ofNode: Readonly<Record<string, readonly string[]>> = {
  'node:child_process': ['spawn'],
  'node:crypto': ['createHash'],
  'node:os': ['availableParallelism', 'setPriority'],
  'node:v8': ['setFlagsFromString']
}

/** What has to be there at once when it is needed, but most runs never need: the parser that has the last word, and YAML. */
const large: readonly Large[] = [
  {importer: /[\\/]src[\\/]parse[\\/]choose\.ts$/u, from: '../parse.ts', name: 'parse', chunk: 'reference'},
  {
    ...{importer: /[\\/]src[\\/]handoff[\\/]front-matter\.ts$/u, from: './front-matter-library.ts'},
    ...{name: 'readByLibrary', chunk: 'front-matter-library'}
  }
]

interface Large {
  importer: RegExp
  from: string
  /** The function that is called of it. */
  name: string
  /** What its file is called. */
  chunk: string
}

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
    const index = large.findIndex((one) => one.from === id && one.importer.test(importer))
    if (index === -1) return null
    const found = await this.resolve(id, importer, {skipSelf: true})
    return found && `${lazyChunk}${index}:${found.id}`
  },
  load(this: Context, id: string) {
    if (id.startsWith(lazyBuiltin)) {
      const path = id.slice(lazyBuiltin.length)
      return callers(ofNode[path] ?? [], JSON.stringify(path))
    }
    const [, prefix = '', index = '', path = ''] = /^(lazy-chunk:|chunk:)(\d+):(.*)$/su.exec(id) ?? []
    const one = large[Number(index)]
    if (prefix === '' || !one) return null
    if (prefix === chunk) return `export {${one.name}} from ${JSON.stringify(path)}`
    const file = this.emitFile({type: 'chunk', id: `${chunk}${index}:${path}`, name: one.chunk})
    return callers([one.name], `import.meta.ROLLUP_FILE_URL_${file}`)
  },
  // Chunks lie side by side.
  resolveFileUrl: ({relativePath}: {relativePath: string}) => JSON.stringify(`./${relativePath}`)
})

const callers = (names: readonly string[], path: string): string =>
  names.map((name) => `export const ${name} = (...given) => require(${path}).${name}(...given)\n`).join('')
