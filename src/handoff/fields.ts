import type {Heading, Nodes, Paragraph, Parents, Root, Table} from 'mdast'
import {toString as toText} from 'mdast-util-to-string'
import {isAccidentalHeading} from './accidental-heading.ts'
import {isLetterAt, isWordAt} from './characters.ts'
import {hasContent, visibleHtml, visibleText} from './content.ts'
import {frontMatterFields} from './front-matter.ts'
import type {Field, Range, Section} from './handoff.ts'
import {foldOnce} from './keys.ts'
import {isBlank} from './placeholder-characters.ts'

// Every quantifier is bounded or followed by something it cannot match: linear on any line.
const boldLabel =
  /(?:\*\*([^*\n]{1,60}?)[:：]\*\*|\*\*([^*\n]{1,60})\*\*[ \t]?[:：]|__([^_\n]{1,60}?)[:：]__|__([^_\n]{1,60})__[ \t]?[:：])/gu
// Both only behind a letter.
const plainLabel = /^([^:：\n*`[\]<>|{}()"“”，。；！？]{1,40})(?::(?=\s|$)|：)/u
// A whole item that ends with a colon asks for something, however long the question.
const itemLabel = /^([^:：\n*`[\]<>|{}]{1,80})[:：]$/u

/** Find every `Label: value`: front matter keys, bold and plain labels at the start of a line, rows of two cells. */
export function readFields(tree: Root, source: string, sections: readonly Section[]): Field[] {
  const fields: Field[] = []
  const sectionAt = makeSectionFinder(sections)
  const text = {source, hasColon: makeColonFinder(source)}
  const stack: Level[] = [{node: tree, index: 0}]
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const child = top.node.children[top.index] as Nodes | undefined
    top.index++
    if (!child) stack.pop()
    else if (child.type === 'paragraph' || (child.type === 'heading' && isAccidentalHeading(child, source))) {
      for (const field of paragraphFields(child, stack, text)) fields.push(field)
    } else if (child.type === 'table') fields.push(...tableFields(child))
    else if (child.type === 'yaml') fields.push(...frontMatterFields(child, source))
    else if (child.type === 'list' || child.type === 'listItem' || child.type === 'blockquote') {
      stack.push({node: child, index: 0})
    }
  }
  for (const field of fields) field.section = sectionAt(field.start)
  return fields
}

/** A node on the way down to a paragraph, and the index of the child that comes after. */
interface Level {
  node: Parents
  index: number
}

/** Offsets must be asked for in rising order. */
function makeSectionFinder(sections: readonly Section[]): (offset: number) => number {
  let at = -1
  return (offset) => {
    while ((sections[at + 1]?.start ?? Number.POSITIVE_INFINITY) <= offset) at++
    return at
  }
}

/** A source, and whether a part of it holds a colon, without which there is no label. */
interface Text {
  source: string
  hasColon: (start: number, end: number) => boolean
}

/** Starts must be asked for in rising order, but for going back in a part that was asked for. */
function makeColonFinder(source: string): Text['hasColon'] {
  const finders = [':', '：'].map((colon) => {
    let next = -1
    return (start: number, end: number): boolean => {
      if (next < start) next = source.indexOf(colon, start)
      if (next === -1) next = Number.POSITIVE_INFINITY
      return next < end
    }
  })
  return (start, end) => finders.some((find) => find(start, end))
}

function paragraphFields(node: Paragraph | Heading, path: readonly Level[], text: Text): Field[] {
  const {source, hasColon} = text
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  if (start === undefined || end === undefined) return []
  if (!hasColon(start, end)) return []
  const lines = linesOf(source, start, end, node.position?.start.line ?? 1)
  const isItem = path.at(-1)?.node.type === 'listItem' && lines.length === 1
  const fields: Field[] = []
  for (const line of lines) addLineFields(line, text, isItem ? itemLabel : plainLabel, fields)
  for (const field of fields) {
    if (field.value !== '') continue
    const following = lines.find((line) => line.start >= field.end)
    const isBold = source[field.start] === '*' || source[field.start] === '_'
    field.empty = following
      ? isLabelled(following, fields) && (isBold || field !== fields[0])
      : fields.at(-1) !== field ||
        !isContinued(path, {isBold, isOnly: fields.length === 1, isFirst: field.line === lines[0]?.line})
  }
  return fields
}

const isLabelled = (line: Line, fields: readonly Field[]): boolean => fields.some((field) => field.line === line.line)

/** Where a label without a value stands in its paragraph, whose last line it is. */
interface OpenLabel {
  isBold: boolean
  isOnly: boolean
  isFirst: boolean
}

/**
 * Whether what follows a label line gives its value: a list, a code block, a table, a paragraph. A bold label after a
 * bold one begins the next field; plain labels below a plain one are a group of their own.
 */
function isContinued(path: readonly Level[], label: OpenLabel): boolean {
  const {node: parent, index} = path.at(-1) as Level
  const sibling = parent.children[index] as Nodes | undefined
  if (!sibling) return parent.type === 'listItem' && isContinuedBelow(path, label)
  if (sibling.type === 'thematicBreak') return false
  if (sibling.type === 'heading') return !label.isBold && introduces(parent, index, sibling)
  if (sibling.type === 'paragraph' && label.isBold && sibling.children[0]?.type === 'strong') {
    if (/[:：]/u.test(toText(sibling).slice(0, 64))) return false
  }
  return hasContent(sibling)
}

/** Whether a heading opens a part of the section before it: then the sentence above it is an introduction. */
function introduces({children}: Parents, index: number, {depth}: Heading): boolean {
  let at = index - 1
  while (at >= 0 && children[at]?.type !== 'heading') at--
  const above = children[at]
  return above?.type === 'heading' && depth > above.depth
}

/**
 * Whether the value of a label at the end of a list item stands outside the item, because its author did not indent it:
 * in the items below a label on a line of its own, or in the block below the list.
 */
function isContinuedBelow(path: readonly Level[], {isBold, isOnly, isFirst}: OpenLabel): boolean {
  const list = path.at(-2)
  const around = path.at(-3)
  if (!list || !around) return false
  const item = list.node.children[list.index] as Nodes | undefined
  if (item) return !isBold && isOnly && !isFirst && !asks(item) && hasContent(item)
  const block = around.node.children[around.index] as Nodes | undefined
  if (!block || !['blockquote', 'code', 'list', 'table'].includes(block.type) || !hasContent(block)) return false
  // Several labels without a value are a form to fill in, whatever comes after it.
  return (list.node.children as Nodes[]).filter(asks).length === 1
}

const asks = (node: Nodes): boolean => /[:：]$/u.test(visibleText(node))

interface Line extends Range {
  line: number
}

function linesOf(source: string, start: number, end: number, first: number): Line[] {
  const lines: Line[] = []
  let from = start
  for (let line = first; from <= end; line++) {
    const newline = source.indexOf('\n', from)
    const stop = newline === -1 || newline > end ? end : newline
    // The carriage return is no part of a value.
    lines.push({start: from, end: source[stop - 1] === '\r' ? stop - 1 : stop, line})
    from = stop + 1
  }
  return lines
}

function addLineFields({start, end, line}: Line, {source, hasColon}: Text, plainForm: RegExp, into: Field[]): void {
  if (!hasColon(start, end)) return
  const text = source.slice(start, end)
  const offset = endOfLead(text)
  const labels = findBoldLabels(text, offset)
  const plain = labels.length === 0 && isLetterAt(text, offset) ? findPlainLabel(text.slice(offset), plainForm) : null
  if (plain?.[1] && (isLabel(plain[1]) || plain[0].length === text.length - offset))
    labels.push({label: plain[1], start: offset, end: offset + plain[0].length})
  for (const [index, label] of labels.entries()) {
    const stop = labels[index + 1]?.start ?? text.length
    const value = trimValue(text, label.end, stop)
    into.push({
      label: label.label.trim(),
      key: foldOnce(label.label),
      value: visibleHtml(text.slice(value.start, value.end)),
      valueRange: {start: start + value.start, end: start + value.end},
      start: start + label.start,
      end: start + Math.max(value.end, label.end),
      line,
      section: -1,
      origin: 'label',
      empty: false
    })
  }
}

/** Where a line begins to say something: at its first word, or at what may hold one. */
function endOfLead(text: string): number {
  let at = 0
  while (at < text.length && !isWordAt(text, at) && !leadEnds.includes(text[at] ?? '')) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  }
  return at
}

const leadEnds = '*_`[<{(\n'

const findPlainLabel = (text: string, form: RegExp): RegExpExecArray | null =>
  plainLabel.exec(text) ?? (form === plainLabel ? null : form.exec(text))

/** A sentence with a colon is no label. */
const isLabel = (text: string): boolean => text.trim().split(/\s+/u).length <= 4

function findBoldLabels(text: string, offset: number): (Range & {label: string})[] {
  const found: (Range & {label: string})[] = []
  if (!text.startsWith('**', offset) && !text.startsWith('__', offset)) return found
  boldLabel.lastIndex = 0
  // Not `matchAll`, which makes a pattern of its own for each line.
  for (let match = boldLabel.exec(text); match; match = boldLabel.exec(text)) {
    const before = text.slice(offset, match.index)
    // The first opens the line; more on one line stand apart from the value before them.
    if (found.length === 0 ? before.trim() !== '' : !/(?:[|·•,;/—–]|\s\s)\s*$/u.test(before)) continue
    const label = match[1] ?? match[2] ?? match[3] ?? match[4] ?? ''
    found.push({label, start: match.index, end: match.index + match[0].length})
  }
  return found
}

function trimValue(text: string, from: number, to: number): Range {
  let start = from
  let end = to
  while (start < end && (isBlank(text.charCodeAt(start)) || text[start] === '|')) start++
  while (end > start && (isBlank(text.charCodeAt(end - 1)) || '|·•\\'.includes(text.charAt(end - 1)))) end--
  return {start, end}
}

function tableFields(table: Table): Field[] {
  if (table.children[0]?.children.length !== 2) return []
  return table.children.slice(1).flatMap((row): Field[] => {
    const [name, value] = row.children
    const label = name
      ? toText(name)
          .replace(/[:：]\s*$/u, '')
          .trim()
      : ''
    const start = name?.children[0]?.position?.start.offset
    const end = row.position?.end.offset
    if (label === '' || label.length > 40 || start === undefined || end === undefined) return []
    const valueStart = value?.children[0]?.position?.start.offset ?? end
    const text = value ? toText(value).trim() : ''
    return [
      {
        label,
        key: foldOnce(label),
        value: text,
        valueRange: {start: valueStart, end: value?.children.at(-1)?.position?.end.offset ?? end},
        start,
        end,
        line: row.position?.start.line ?? 1,
        section: -1,
        origin: 'table',
        empty: text === ''
      }
    ]
  })
}
