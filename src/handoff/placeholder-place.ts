import {isAsciiWord, isWord} from './placeholder-characters.ts'
import type {Leaf} from './placeholder-leaves.ts'
import type {Form, Separator, SpanToken, Token} from './placeholder-scan.ts'

/**
 * Where a span stands in its line. The first five fill a slot: `whole` line, `value` after a label, `label` before a
 * value, `lead` and `tail` of a line in parts; `unit` is a value but for its unit. The others stand inside other text.
 */
export type Place =
  | 'whole'
  | 'value'
  | 'label'
  | 'lead'
  | 'tail'
  | 'unit'
  | 'aside'
  | 'listed'
  | 'ending'
  | 'tag'
  | 'value-tag'
  | 'inside'
  | 'attached'
  | 'path'

type Side = Separator | 'edge' | 'span' | 'code' | 'opaque' | 'text' | 'unit'

/** What surrounds a span. */
export interface Placement {
  place: Place
  left: Side
  right: Side
  /** The label before the span, when there is one close by. */
  label: string
}

const unitBehind =
  /^\s*(?:%|percent\b|min(?:ute)?s?\b|hours?\b|hrs?\b|h\b|days?\b|tokens?\b|points?\b|\/\s?\d+|k\b|ms\b|s\b|分|時間|小时|分钟|시간|분|件|项|minutos?\b|horas?\b|heures?\b|stunden?\b|минут\p{L}*|час\p{L}*)/iu

/** Say where the token at an index stands. */
export function placeOf(source: string, leaf: Leaf, tokens: readonly Token[], index: number): Placement {
  const {start, end} = leaf
  const token = tokens[index] as SpanToken
  const left = leftOf(source, start, tokens, index)
  // A title that leads from one thing to another has two slots; elsewhere an arrow goes through menus and states too.
  const isFirst = leaf.kind === 'heading' && side(tokens[index + 1]) === 'arrow' && tokens[index + 2]?.type === 'span'
  const right = isFirst ? 'span' : rightOf(source, end, tokens, index)
  const label = labelOf(source, start, tokens, index, left)
  const place = joined(source, start, end, token) ?? decide(label.length > 90 ? 'stop' : left, right)
  return {place: place === 'tag' && braces.has(token.form) ? 'inside' : place, left, right, label}
}

/** Nobody sets a tag in braces. */
const braces = new Set<Form>(['brace', 'double-brace'])

function leftOf(source: string, start: number, tokens: readonly Token[], index: number): Side {
  const token = tokens[index] as Token
  const previous = tokens[index - 1]
  if (hasWord(source, previous?.end ?? start, token.start)) return 'text'
  // `[before] → [after]` is one line in two parts; an arrow after text goes on with the text.
  const isPair = side(previous) === 'arrow' && tokens[index - 2]?.type === 'span'
  if (isPair) return 'span'
  return isRow(source, start, tokens, index - 1) ? 'comma' : side(previous)
}

/**
 * Whether two spans with only a space between them are a row of tags or buttons, or the arguments of a command named
 * before them; what parts a line stands between its parts.
 */
function isRow(source: string, start: number, tokens: readonly Token[], index: number): boolean {
  const [one, two] = [tokens[index], tokens[index + 1]]
  if (one?.type !== 'span' || two?.type !== 'span' || source.slice(one.end, two.start).trim() !== '') return false
  if (one.form === 'bracket') return true
  return one.form === 'angle' && hasWord(source, tokens[index - 1]?.end ?? start, one.start)
}

function rightOf(source: string, end: number, tokens: readonly Token[], index: number): Side {
  const token = tokens[index] as Token
  const next = tokens[index + 1]
  const to = next?.start ?? end
  const from = endOfUnit(source, token.end, to)
  if (hasWord(source, from, to)) return 'text'
  if (from > token.end) return 'unit'
  return token.type === 'span' && token.form === 'bracket' && isRow(source, from, tokens, index) ? 'comma' : side(next)
}

/** Where a unit ends that begins at an offset; that offset, where none does. */
function endOfUnit(source: string, from: number, end: number): number {
  const behind = source.slice(from, Math.min(end, from + 16))
  return behind === '' ? from : from + (unitBehind.exec(behind)?.[0].length ?? 0)
}

function side(token: Token | undefined): Side {
  if (!token) return 'edge'
  if (token.type !== 'separator') return token.type
  return token.separator === 'line' ? 'edge' : token.separator
}

/** What leads up to a span: its label, or of a mask in a sentence the words that may say that it is a format. */
function labelOf(source: string, start: number, tokens: readonly Token[], index: number, left: Side): string {
  if (left === 'label') return labelBefore(source, start, tokens, index)
  const token = tokens[index] as SpanToken
  if (left !== 'text' || token.form !== 'date-mask') return ''
  return source.slice(Math.max(tokens[index - 1]?.end ?? start, token.start - 30), token.start)
}

function labelBefore(source: string, start: number, tokens: readonly Token[], index: number): string {
  const colon = tokens[index - 1]
  const before = tokens
    .slice(Math.max(0, index - 6), index - 1)
    .findLast((token) => token.type === 'separator' && token.separator !== 'comma' && token.separator !== 'slash')
  return source
    .slice(before?.end ?? start, colon?.start ?? start)
    .replace(/[*_`#]/gu, '')
    .trim()
}

type Left = 'start' | 'label' | 'part' | 'aside' | 'text' | 'other'
type Right = 'end' | 'label' | 'unit' | 'list' | 'text'

const lefts: Record<Side, Left> = {
  edge: 'start',
  line: 'start',
  label: 'label',
  dash: 'part',
  pipe: 'part',
  span: 'part',
  open: 'aside',
  text: 'text',
  code: 'text',
  opaque: 'text',
  arrow: 'other',
  close: 'other',
  comma: 'other',
  slash: 'other',
  stop: 'other',
  unit: 'other'
}

const rights: Record<Side, Right> = {
  edge: 'end',
  line: 'end',
  dash: 'end',
  pipe: 'end',
  span: 'end',
  open: 'end',
  close: 'end',
  stop: 'end',
  label: 'label',
  unit: 'unit',
  arrow: 'list',
  comma: 'list',
  slash: 'list',
  text: 'text',
  code: 'text',
  opaque: 'text'
}

const places: Record<Left, Record<Right, Place>> = {
  start: {end: 'lead', label: 'label', unit: 'unit', list: 'listed', text: 'tag'},
  label: {end: 'value', label: 'value', unit: 'value', list: 'listed', text: 'value-tag'},
  part: {end: 'tail', label: 'tail', unit: 'unit', list: 'listed', text: 'tag'},
  aside: {end: 'aside', label: 'aside', unit: 'unit', list: 'aside', text: 'tag'},
  text: {end: 'ending', label: 'ending', unit: 'inside', list: 'ending', text: 'inside'},
  other: {end: 'listed', label: 'listed', unit: 'listed', list: 'listed', text: 'inside'}
}

const decide = (left: Side, right: Side): Place =>
  left === 'edge' && right === 'edge' ? 'whole' : places[lefts[left]][rights[right]]

// Characters that glue a span to its neighbour: it is then a part of a path, a name or an expression.
const glueBefore = new Set('/\\.@=&+$%!^?'.split(''))

function joined(source: string, start: number, end: number, token: SpanToken): Place | null {
  if (!delimiters.has(token.form)) return null
  const from = token.start
  const before = from > start ? source.charAt(from - 1) : ' '
  const after = token.end < end ? source.charAt(token.end) : ' '
  if (before === '/' || before === '\\' || after === '\\') return 'path'
  if (after === '/' && endOfUnit(source, token.end, end) === token.end) return 'path'
  if (before === '-' && isWord(source, from - 2)) return 'path'
  if (glueBefore.has(before)) return 'attached'
  if (isAsciiWord(before.charCodeAt(0)) && (before !== '_' || isWord(source, from - 2))) return 'attached'
  if (after === '(' || after === '[' || after === '=' || before === ']') return 'attached'
  const next = source.charCodeAt(token.end + 1)
  if ((after === '-' || after === '.' || after === '_') && isAsciiWord(next) && token.end + 1 < end) return 'path'
  return isAsciiWord(after.charCodeAt(0)) && after !== '_' ? 'attached' : null
}

const delimiters = new Set(['bracket', 'brace', 'double-brace', 'angle', 'date-mask', 'letter-mask', 'sample'])

/** Whether a stretch holds a letter or a digit: everything else (marks, emoji, quotes) does not fill a slot. */
function hasWord(source: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isWord(source, at)) return true
  return false
}
