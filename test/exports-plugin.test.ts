import {describe, expect, it} from 'vitest'
import {exportsPlugin} from '../scripts/exports-plugin.ts'

const getter = (name: string, value = name): string =>
  `Object.defineProperty(exports, "${name}", {\n  enumerable: true,\n  get: function () {\n    return ${value};\n  }\n});\n`

const change = (code: string): string => exportsPlugin().renderChunk(code)

describe('what a chunk exports', () => {
  it('is a value, under the name that others know', () => {
    expect(change(`const one = 1;\n${getter('one')}${getter('b', 'two$1')}`)).toBe(
      'const one = 1;\nexports.one = one;\nexports.b = two$1;\n'
    )
  })

  it('stays a question where the answer may change', () => {
    const code = `let one = 1;\nvar two = 2;\n${getter('one')}${getter('two')}${getter('three')}`
    expect(change(code)).toBe(`let one = 1;\nvar two = 2;\n${getter('one')}${getter('two')}exports.three = three;\n`)
  })
})
