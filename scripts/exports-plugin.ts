const accessor =
  /Object\.defineProperty\(exports, (["'])([\w$]+)\1, \{\s*enumerable: true,\s*get: function \(\) \{\s*return ([\w$]+);\s*\}\s*\}\);/gu

/**
 * Bundler plugin for CommonJS: chunks export values, not functions that give them, of which each start would make
 * hundreds. They are exported at the end of their chunk, when all of them are what they stay.
 */
export const exportsPlugin = () => ({
  name: 'handoff-exports',
  renderChunk(code: string) {
    const changing = new Set([...code.matchAll(/^(?:let|var) ([\w$]+)/gmu)].map(([, name]) => name))
    return code.replace(accessor, (all, _, name, value) => (changing.has(value) ? all : `exports.${name} = ${value};`))
  }
})
