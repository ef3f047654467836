import {isBlank} from './placeholder-characters.ts'
import type {ContentSign} from './placeholder-content.ts'
import {innerText, isHonest, readContent} from './placeholder-content.ts'
import {asksToWrite, mayBeGuidance, readsAsGuidance} from './placeholder-guidance.ts'
import type {Leaf} from './placeholder-leaves.ts'
import {echoes, fillLine} from './placeholder-line.ts'
import {type Literals, normalise} from './placeholder-literals.ts'
import type {Placement} from './placeholder-place.ts'
import {placeOf} from './placeholder-place.ts'
import {addRuns} from './placeholder-runs.ts'
import type {Form, SpanToken, Token} from './placeholder-scan.ts'
import {scan} from './placeholder-scan.ts'

/** A span with everything that its own line says about it. */
export interface Candidate {
  form: Form
  start: number
  end: number
  code: boolean
  inner: string
  signs: ContentSign[]
  placement: Placement
  leaf: Leaf
  /** Index of the line inside the leaf, to find neighbours. */
  line: number
  inQuotes: boolean
  /** Set in italics, or in parentheses, from end to end. */
  emphasised: boolean
  /** Is a text of the template that the caller knows. */
  literal: boolean
  /** Is, with its neighbours, most of its line. */
  fillsLine: boolean
  /** Says no more than its label or its heading does. */
  echo: boolean
}

// What the words of these forms say is already in their form.
const selfEvident = new Set<Form>([
  'marker',
  'phrase',
  'ellipsis',
  'date-mask',
  'letter-mask',
  'choice',
  'sample',
  'numbered',
  'blank-rule',
  'variable'
])

/** What the caller knows of the template behind a file. */
export interface Known {
  literals: Literals
  /** Take whatever stands in italics alone for an instruction: the file is a template. */
  greedy: boolean
}

/** The spans of a leaf that could be placeholders. */
export function findCandidates(source: string, leaf: Leaf, {literals, greedy}: Known): Candidate[] {
  const tokens = addRuns(source, leaf.start, leaf.end, scan(source, leaf))
  const found = tokens.some(isSpan) ? findSpans(source, leaf, tokens) : []
  if (!literals.isEmpty) addLiterals(source, leaf, tokens, literals, found)
  if (found.length === 0) {
    const guidance = guidanceOf(source, leaf, greedy)
    if (guidance) found.push(guidance)
  }
  return found
}

const isSpan = ({type}: Token): boolean => type === 'span'

/** The spans among the tokens of a leaf, line by line. */
function findSpans(source: string, leaf: Leaf, tokens: Token[]): Candidate[] {
  const found: Candidate[] = []
  let line = 0
  let from = leaf.start
  let first = 0
  const endLine = (end: number): void => {
    if (found.length - first > 1) {
      const spans = found.slice(first)
      if (fillLine(source, spans, {start: from, end})) for (const span of spans) span.fillsLine = true
    }
    first = found.length
  }
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'separator' && token.separator === 'line') {
      endLine(token.start)
      from = token.end
      line++
    }
    if (token.type === 'span') found.push(candidateOf(source, leaf, tokens, index, line))
  }
  endLine(leaf.end)
  return found
}

function candidateOf(source: string, leaf: Leaf, tokens: Token[], index: number, line: number): Candidate {
  const {form, start, end, code} = tokens[index] as SpanToken
  const text = source.slice(start, end)
  const after = source.slice(end, Math.min(leaf.end, end + 80))
  // Markers are all alike: what sets one apart is what it says is missing.
  const inner = form === 'marker' ? text + (/^\s?[:：][^\n]*/u.exec(after)?.[0] ?? '') : innerText(form, text)
  const placement = placeOf(source, leaf, tokens, index)
  return {
    form,
    start,
    end,
    code,
    inner,
    signs: signsOf(form, inner, after),
    placement,
    leaf,
    line,
    inQuotes: isInQuotes(source, leaf.start, start),
    emphasised: false,
    literal: false,
    fillsLine: false,
    echo: namedForms.has(form) && inner.length <= 40 && echoes(inner, placement.label, headingOf(source, leaf))
  }
}

const namedForms = new Set<Form>(['bracket', 'brace', 'double-brace', 'angle', 'wide-bracket'])

const headingOf = (source: string, {kind, heading}: Leaf): string =>
  heading && kind !== 'heading' ? source.slice(heading.start, heading.end) : ''

/** What a span says; of a marker, what the words behind it say: `TODO: Describe the state.` */
function signsOf(form: Form, inner: string, after: string): ContentSign[] {
  if (form === 'marker' && /^\s?[:：]/u.test(after))
    return asksToWrite(after.replace(/^[\s:：]+/u, '')) ? ['instruction'] : []
  return selfEvident.has(form) ? [] : readContent(form, inner)
}

/** Whether a quotation opened before a span and says something of its own first. */
function isInQuotes(source: string, from: number, to: number): boolean {
  let opened = -1
  for (let at = Math.max(from, to - 300); at < to; at++) {
    const character = source.charCodeAt(at)
    if (character === 10) opened = -1
    else if (character === 34) opened = opened === -1 ? at : -1
    else if (character === 0x201c || character === 0xab || character === 0x300c) opened = at
    else if (character === 0x201d || character === 0xbb || character === 0x300d) opened = -1
  }
  return opened !== -1 && /[\p{L}\p{N}]/u.test(source.slice(opened, to))
}

/** Slots whose whole text the template is known to hold, whatever its form. */
function addLiterals(source: string, leaf: Leaf, tokens: Token[], literals: Literals, found: Candidate[]): void {
  for (const candidate of found) candidate.literal = literals.has(source, candidate.start, candidate.end)
  const add = (from: number, to: number, place: 'whole' | 'value'): boolean => {
    const first = slotStart(source, from, to)
    if (!literals.mayBegin(source.charCodeAt(first))) return false
    const slot = {start: first, end: slotEnd(source, first, to)}
    if (!literals.has(source, slot.start, slot.end)) return false
    if (found.some(({start, end}) => start === slot.start && end === slot.end)) return false
    const inner = normalise(source.slice(slot.start, slot.end))
    found.push({...bare, ...slot, form: 'guidance', inner, placement: {place, ...edge}, leaf, literal: true})
    return true
  }
  if (add(leaf.start, leaf.end, 'whole')) return
  let first = leaf.end
  let from = -1
  for (const token of tokens) {
    if (token.type !== 'separator' || !slotBreaks.has(token.separator)) continue
    if (from === -1) first = token.start
    else add(from, token.start, 'value')
    from = token.end
  }
  if (from === -1) return
  add(from, leaf.end, 'value')
  add(leaf.start, first, 'whole')
}

const slotBreaks = new Set(['line', 'label', 'dash', 'pipe'])
const bare = {code: false, signs: [], line: 0, inQuotes: false, emphasised: false, fillsLine: false, echo: false}

/** Where a slot begins behind its task box, and behind white space and marks of emphasis. */
function slotStart(source: string, from: number, to: number): number {
  let start = from
  if (source.charCodeAt(from) === 91 && /^\[[ xX]\]\s$/u.test(source.slice(from, Math.min(from + 4, to)))) start += 3
  while (start < to && isTrim(source.charCodeAt(start))) start++
  return start
}

/** Where a slot ends before white space and marks of emphasis. */
function slotEnd(source: string, start: number, to: number): number {
  let end = to
  while (end > start && isTrim(source.charCodeAt(end - 1))) end--
  return end
}

const isTrim = (character: number): boolean =>
  isBlank(character) || character === 42 || character === 95 || character === 96 || character === 126

const edge = {left: 'edge', right: 'edge', label: ''} as const

/** A whole item or paragraph that tells the writer what to write. */
function guidanceOf(source: string, leaf: Leaf, greedy: boolean): Candidate | null {
  const {kind, start, end} = leaf
  if ((kind !== 'item' && kind !== 'paragraph') || end - start > 260) return null
  const from = afterLead(source, start, end)
  if (!greedy && !mayBeGuidance(source, from, end)) return null
  const text = source.slice(start, end)
  const inner = withoutTail(oneLine(source.slice(from, end)))
  const asked = readsAsGuidance(inner)
  if (!asked && !greedy) return null
  const emphasised = /^(?:\[[ xX]\] )?(?:[_*](?![_*]).*[_*]|\(.*\))$/su.test(text)
  const reads = asked ?? (emphasised ? 'noun' : null)
  if (!reads || isHonest(inner)) return null
  const signs: ContentSign[] = reads === 'verb' ? ['weak'] : []
  const placement = {place: 'whole', ...edge} as const
  return {...bare, form: 'guidance', start, end, inner, signs, placement, leaf, emphasised, literal: false}
}

/** Where the words begin behind a task box, emphasis and a parenthesis. */
function afterLead(source: string, start: number, end: number): number {
  let at = start
  if (source.charCodeAt(at) === 91) {
    if (!/^\[[ xX]\] $/u.test(source.slice(at, Math.min(at + 4, end)))) return at
    at += 4
  }
  while (at < end && isLead(source.charCodeAt(at))) at++
  return at
}

const isLead = (character: number): boolean =>
  character === 42 || character === 95 || character === 40 || isBlank(character)

const oneLine = (text: string): string => (/[\n\r\t\u3000]|\s\s/u.test(text) ? normalise(text) : text.trim())

/** Without the marks and spaces at its end. */
function withoutTail(text: string): string {
  let end = text.length
  while (end > 0 && ' *_)'.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}
