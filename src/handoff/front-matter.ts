import type {Root, Yaml} from 'mdast'
import {readFlatYaml} from './flat-yaml.ts'
import {type FrontMatter, readByLibrary} from './front-matter-library.ts'
import type {Field, Range} from './handoff.ts'
import {foldOnce} from './keys.ts'
import {ofLast} from './memo.ts'

/** Front matter beyond this many characters is no metadata; YAML parsers slow down on it. */
const longest = 16_384

const readFrontMatter = ofLast(({value}: Yaml): FrontMatter => {
  const flat = readFlatYaml(value)
  return flat ? {pairs: flat, error: null} : readByLibrary(value)
})

/** The fields of front matter: its keys and their values. */
export function frontMatterFields(node: Yaml, source: string): Field[] {
  if (node.value.length > longest) return []
  const base = yamlStart(node, source)
  const line = node.position?.start.line ?? 1
  return readFrontMatter(node).pairs.map(({label, start, end, from, to, isNull}) => {
    const value = isNull ? '' : node.value.slice(from, to)
    return {
      label,
      key: foldOnce(label.replace(/[_-]+/gu, ' ')),
      value: value.replace(/^(["'])(.*)\1$/su, '$2').trim(),
      valueRange: {start: base + from, end: base + to},
      start: base + start,
      end: base + Math.max(to, end),
      line: line + 1 + count(node.value.slice(0, start)),
      section: -1,
      origin: 'front-matter',
      empty: value.trim() === ''
    }
  })
}

const count = (text: string): number => text.split('\n').length - 1

/** Offset of the first character after the opening fence. */
const yamlStart = (node: Yaml, source: string): number => source.indexOf('\n', node.position?.start.offset ?? 0) + 1

/** What is wrong with the front matter, and where; null when it is sound or absent. */
export function frontMatterProblem(tree: Root, source: string): (Range & {reason: string}) | null {
  const node = tree.children[0]
  if (node?.type !== 'yaml' || !node.position) return null
  const whole = {start: node.position.start.offset ?? 0, end: node.position.end.offset ?? 0}
  if (node.value.length > longest) {
    return {...whole, reason: `${node.value.length} characters of front matter, expected at most ${longest}`}
  }
  const {error} = readFrontMatter(node)
  if (!error) return null
  const base = yamlStart(node, source)
  const [start, end] = error.place
  return {start: Math.min(base + start, whole.end - 1), end: Math.min(base + end, whole.end), reason: error.reason}
}
