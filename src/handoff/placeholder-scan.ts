import {isAscii} from './characters.ts'
import {isAsciiWord, isSpace, isWord} from './placeholder-characters.ts'
import {codeToken} from './placeholder-code.ts'
import type {Leaf} from './placeholder-leaves.ts'
import {type Pair, pairs, single} from './placeholder-marks.ts'

/** How a span is written; what it says is judged elsewhere. */
export type Form =
  | 'bracket'
  | 'brace'
  | 'double-brace'
  | 'angle'
  | 'wide-bracket'
  | 'cjk-bracket'
  | 'paren'
  | 'variable'
  | 'blank-rule'
  | 'comment'
  | 'marker'
  | 'phrase'
  | 'ellipsis'
  | 'date-mask'
  | 'letter-mask'
  | 'choice'
  | 'sample'
  | 'numbered'
  | 'guidance'

/** What parts a line: its end, a label’s colon, a dash, a table’s or list’s bar, parentheses, commas, a full stop. */
export type Separator = 'line' | 'label' | 'dash' | 'arrow' | 'pipe' | 'open' | 'close' | 'comma' | 'slash' | 'stop'

export type Token =
  | {type: 'span'; form: Form; start: number; end: number; code: boolean}
  | Readonly<{type: 'code' | 'opaque'; start: number; end: number}>
  | {type: 'separator'; separator: Separator; start: number; end: number}

export type SpanToken = Extract<Token, {type: 'span'}>

interface Scan {
  source: string
  start: number
  end: number
  lineStart: number
  raw: boolean
  tokens: Token[]
  /** Start offsets of what is open, by kind, so that a closer never searches. */
  open: Partial<Record<Pair, number[]>>
}

// Longer than this, a pair of brackets is not one thing to fill in.
const maxSpan = 700

/** Split a leaf into spans, opaque parts and separators; what lies between the tokens is plain text. */
export function scan(source: string, leaf: Leaf): Token[] {
  const {start, end, kind} = leaf
  const raw = kind === 'fence' || kind === 'meta' || kind === 'comment'
  const state: Scan = {
    source,
    start,
    end,
    lineStart: start,
    raw,
    tokens: [],
    open: {}
  }
  let at = start
  for (const inline of leaf.inlines) {
    at = scanText(state, at, Math.min(inline.start, end))
    if (at >= end) break
    state.tokens.push(inline.type === 'code' ? codeToken(source, inline.start, inline.end) : inline)
    at = inline.end
  }
  scanText(state, at, end)
  closeAtEnd(state, leaf)
  return state.tokens
}

/** Scan until an offset or what reaches beyond it, and say where that was. */
function scanText(state: Scan, from: number, to: number): number {
  const {source} = state
  let at = from
  while (at < to) {
    telling.lastIndex = at
    if (!telling.test(source) || telling.lastIndex > to) return to
    at = step(state, telling.lastIndex - 1, source.charCodeAt(telling.lastIndex - 1))
  }
  return at
}

/** A request that begins a paragraph and whose bracket closes in a later block: `[TODO: say … ` before a list. */
function closeAtEnd(state: Scan, {start, end}: Leaf): void {
  if (state.open.bracket?.[0] !== start || end - start > maxSpan) return
  if (/^\[(?:TODO|TBD|FILL|FIXME|Describe|List|Explain|State)\b/u.test(state.source.slice(start, start + 12)))
    close(state, 'bracket', start, end)
}

const backslash = 92

const telling = /[[\]{}<>()|,;\n\\:\-.!?/_$&`\x80-\xb7\u2013-\u3015\uff01-\uffff]/g

function step(state: Scan, at: number, character: number): number {
  const pair = pairs.get(character)
  if (pair) return stepPair(state, at, at, pair)
  const separator = single.get(character)
  if (separator) return separate(state, separator, at, at + 1)
  switch (character) {
    case 10:
      return stepLine(state, at)
    case backslash:
      return stepEscape(state, at)
    case 58:
      return stepColon(state, at)
    case 45:
      return stepDash(state, at)
    case 46:
    case 33:
    case 63:
      return isSpace(state.source.charCodeAt(at + 1)) && at + 1 < state.end ? stepStop(state, at) : at + 1
    case 47:
      return spaced(state, at, at + 1) ? separate(state, 'slash', at, at + 1) : at + 1
    case 95:
    case 0xff3f:
      return stepRule(state, at)
    case 36:
      return stepDollar(state, at)
    case 38:
      return stepReference(state, at)
    case 96:
      return state.raw ? stepBacktick(state, at) : at + 1
    default:
      return at + 1
  }
}

/** A `\[` in the source is a plain bracket to the reader; the span then starts at its backslash. */
function stepEscape(state: Scan, at: number): number {
  const next = state.source.charCodeAt(at + 1)
  if (next === 95) return stepRule(state, at)
  const pair = pairs.get(next)
  return pair && at + 1 < state.end ? stepPair(state, at, at + 1, pair) : at + 2
}

function stepPair(state: Scan, from: number, at: number, {pair, opens}: {pair: Pair; opens: boolean}): number {
  const {source, open, end} = state
  if (opens) {
    if (pair === 'angle' && source.startsWith('<!--', at)) return stepComment(state, at)
    if (pair === 'angle' && !opensAngle(source.charCodeAt(at + 1))) return at + 1
    push(open, pair, from)
    return at + 1
  }
  if (pair === 'angle' && (source[at - 1] === '-' || source[at - 1] === '=')) return at + 1
  const start = open[pair]?.pop()
  if (start !== undefined && at + 1 - start <= maxSpan) close(state, pair, start, Math.min(at + 1, end))
  return at + 1
}

function push(open: Scan['open'], pair: Pair, at: number): void {
  const starts = open[pair]
  if (starts) starts.push(at)
  else open[pair] = [at]
}

const opensAngle = (character: number): boolean =>
  !isSpace(character) && character !== 61 && character !== 45 && character !== 60 && !Number.isNaN(character)

/** Record a span and forget what it holds: the outermost pair is the one that a person replaces. */
function close(state: Scan, pair: Pair, start: number, end: number): void {
  const {tokens, source} = state
  let last = tokens.at(-1)
  while (last && last.start >= start) {
    tokens.pop()
    last = tokens.at(-1)
  }
  if (last && last.end > start) return
  // A closing or empty tag is markup for certain, and text to what stands beside it.
  if (pair === 'angle' && (source[start + 1] === '/' || source[end - 2] === '/')) {
    tokens.push({type: 'opaque', start, end})
    return
  }
  const double = pair === 'brace' && source.startsWith('{{', start) && source.startsWith('}}', end - 2)
  tokens.push({type: 'span', form: double ? 'double-brace' : pair, start, end, code: false})
}

function stepComment(state: Scan, at: number): number {
  const found = state.source.indexOf('-->', at + 4)
  const end = found === -1 || found + 3 > state.end ? state.end : found + 3
  state.tokens.push({type: 'span', form: 'comment', start: at, end, code: false})
  return end
}

function separate(state: Scan, separator: Separator, start: number, end: number): number {
  state.tokens.push({type: 'separator', separator, start, end})
  return end
}

/** A line break parts two lines, unless it only wraps a sentence. */
function stepLine(state: Scan, at: number): number {
  const {source, lineStart} = state
  if (state.open.angle) state.open.angle.length = 0
  state.lineStart = at + 1
  const wraps = at - lineStart >= wrapWidth && !/(?: {2}|\\|<br ?\/?>|[:：])\r?$/u.test(source.slice(at - 6, at))
  if (wraps && !startsAnew(source.slice(at + 1, at + 40))) return at + 1
  return separate(state, 'line', at, at + 1)
}

// Shorter lines were broken on purpose.
const wrapWidth = 50
const newStart = /^\s*(?:>\s*)?(?:[^\p{L}\p{N}\s"'“‘(（]|[\p{L}][\p{L} /]{0,24}[:：](?:\s|$))/u
const plainStart = /^\s*(?:[^A-Za-z\d\s"'(]|[A-Za-z][A-Za-z /]{0,24}:(?:\s|$))/u

/** Whether a line begins with a mark or a label, and so does not go on with the sentence of the one before. */
const startsAnew = (line: string): boolean => (isAscii(line) ? plainStart : newStart).test(line)

/** A colon ends a label when something may follow it: not in times, addresses and paths with line numbers. */
function stepColon(state: Scan, at: number): number {
  const {source, end} = state
  const next = at + 1 < end ? source.charCodeAt(at + 1) : 32
  const before = source.charCodeAt(at - 1)
  const opens = next === 91 || next === 123 || next === 60
  const ends = isSpace(next) || next === 42 || next === 95 || (opens && isWord(source, at - 1)) || before > 0x2e7f
  return ends ? separate(state, 'label', at, at + 1) : at + 1
}

function stepDash(state: Scan, at: number): number {
  let end = at
  while (state.source.charCodeAt(end) === 45) end++
  if (state.source[end] === '>') return separate(state, 'arrow', at, end + 1)
  return spaced(state, at, end) ? separate(state, 'dash', at, end) : end
}

/** `1. ` is a number and `e.g. ` an abbreviation, not the end of a sentence. */
function stepStop(state: Scan, at: number): number {
  const {source} = state
  const before = source.charCodeAt(at - 1)
  const isNumber = before >= 48 && before <= 57
  return isNumber || source[at - 2] === '.' || before === 46 ? at + 1 : separate(state, 'stop', at, at + 1)
}

const spaced = ({source, start, end}: Scan, from: number, to: number): boolean =>
  from > start && to < end && isSpace(source.charCodeAt(from - 1)) && isSpace(source.charCodeAt(to))

/** Three or more underscores that hold no word: a line to write on, escaped or not. */
function stepRule(state: Scan, at: number): number {
  const {source} = state
  let end = at
  let count = 0
  for (;;) {
    const here = source.charCodeAt(end) === backslash ? end + 1 : end
    const character = source.charCodeAt(here)
    if ((character !== 95 && character !== 0xff3f) || here >= state.end) break
    end = here + 1
    count++
  }
  if (count === 0) return at + 1
  const inWord = isAsciiWord(source.charCodeAt(at - 1)) && at > state.start
  if (count >= 3 && !inWord && !isAsciiWord(source.charCodeAt(end))) {
    state.tokens.push({type: 'span', form: 'blank-rule', start: at, end, code: false})
  }
  return end
}

/** `$ARGUMENTS` is filled in by a tool; any other `$NAME` belongs to a shell. */
function stepDollar(state: Scan, at: number): number {
  const name = '$ARGUMENTS'
  if (!state.source.startsWith(name, at) || isAsciiWord(state.source.charCodeAt(at + name.length))) return at + 1
  state.tokens.push({type: 'span', form: 'variable', start: at, end: at + name.length, code: false})
  return at + name.length
}

/** `&lt;name&gt;` shows as `<name>`. */
function stepReference(state: Scan, at: number): number {
  if (state.source.startsWith('lt;', at + 1)) push(state.open, 'angle', at)
  if (!state.source.startsWith('gt;', at + 1)) return at + 1
  const start = state.open.angle?.pop()
  if (start !== undefined && at + 4 - start <= maxSpan) close(state, 'angle', start, at + 4)
  return at + 4
}

function stepBacktick(state: Scan, at: number): number {
  let end = at + 1
  while (end < state.end && state.source.charCodeAt(end) !== 96 && state.source.charCodeAt(end) !== 10) end++
  if (state.source.charCodeAt(end) !== 96 || end >= state.end) return at + 1
  state.tokens.push(codeToken(state.source, at, end + 1))
  return end + 1
}
