import type {Nodes} from 'mdast'
import {TemplateError} from '../errors.ts'
import {type Directive, readDirective} from '../handoff/directive.ts'
import {type ContentKind, contentKinds} from '../handoff/expected.ts'
import {readFields} from '../handoff/fields.ts'
import type {Range} from '../handoff/handoff.ts'
import {readDocument} from '../handoff/read.ts'
import {type Role, roles} from '../handoff/role.ts'
import {parse} from '../parse.ts'
import {commaList, lineEnd} from './compile-draft.ts'

/** Find every directive, by the number of the section or field it speaks of, and where its text is. */
export function readDirectives(text: string, name: string) {
  const tree = parse(text)
  const document = readDocument(tree, text, {ignore: []})
  const fields = readFields(tree, text, document.sections)
  const sections = new Map<number, Directive>()
  const byField = new Map<number, Directive>()
  const ranges: Range[] = []
  const stack: {node: Nodes; block: boolean}[] = [{node: tree, block: false}]
  for (let top = stack.pop(); top; top = stack.pop()) {
    const {node, block} = top
    const directive = readDirective(node, 'handoff')
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (directive && start !== undefined && end !== undefined) {
      checkDirective(directive, `${name}:${node.position?.start.line}:${node.position?.start.column}`)
      const field = fields.findIndex((one) => start >= one.start && start <= lineEnd(text, one.end))
      if (block || field === -1)
        sections.set(
          document.sections.findLastIndex((one) => one.start < start),
          directive
        )
      else byField.set(field, directive)
      ranges.push(wholeLine(text, {start, end}))
    }
    if ('children' in node) {
      stack.push(...[...node.children].reverse().map((child) => ({node: child, block: node.type === 'root'})))
    }
  }
  return {sections, fields: byField, ranges}
}

/** A comment alone on its line goes with the line; one behind text goes with the space before it. */
function wholeLine(text: string, {start, end}: Range): Range {
  let from = start
  while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--
  const alone = from === 0 || text[from - 1] === '\n'
  const stop = lineEnd(text, end)
  return alone && text.slice(end, stop).trim() === ''
    ? {start: from, end: Math.min(stop + 1, text.length)}
    : {start: from, end}
}

/** The text without some parts of it. */
export function withoutRanges(text: string, ranges: readonly Range[]): string {
  let result = ''
  let from = 0
  for (const {start, end} of [...ranges].sort((a, b) => a.start - b.start)) {
    result += text.slice(from, start)
    from = end
  }
  return result + text.slice(from)
}

const words = ['optional', 'recommended', 'required', 'repeat', 'ignore', 'reason']
const keys = ['aliases', 'role', 'min', 'max', 'kind', 'type', 'values']

function checkDirective({words: given, options}: Directive, place: string): void {
  const fail = (what: string, expected: readonly string[]) => {
    throw new TemplateError(`${place}: unexpected ${what} in a \`handoff:\` directive, expected ${expected.join(', ')}`)
  }
  for (const word of given) if (!words.includes(word)) fail(`\`${word}\``, [...words, ...keys.map((key) => `${key}=…`)])
  for (const key of Object.keys(options)) if (!keys.includes(key)) fail(`\`${key}\``, keys)
  const {kind, role} = options
  if (kind !== undefined && !contentKinds.includes(kind as ContentKind)) fail(`kind \`${kind}\``, contentKinds)
  if (role !== undefined && !commaList(role).every((one) => roles.includes(one as Role)))
    fail(`role \`${role}\``, roles)
}
