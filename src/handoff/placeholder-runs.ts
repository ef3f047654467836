import {firstWord, isWord, wordsOf} from './placeholder-characters.ts'
import {readsAsChoice} from './placeholder-choice.ts'
import {hint, hintsOf} from './placeholder-hints.ts'
import {sampleForm} from './placeholder-sample.ts'
import type {Form, Separator, SpanToken, Token} from './placeholder-scan.ts'

/** Add the spans that no bracket marks: TBD, `...`, date masks, sample names, and `A / B` lists. */
export function addRuns(source: string, start: number, end: number, tokens: Token[]): Token[] {
  const all: Token[] = []
  let at = start
  for (const token of tokens) {
    addRun(source, at, token.start, all)
    all.push(token)
    at = token.end
  }
  addRun(source, at, end, all)
  return addParens(source, start, end, addChoices(source, start, end, all))
}

function addRun(source: string, from: number, to: number, into: Token[]): void {
  let start = from
  let end = to
  while (start < end && isPadding(source.charCodeAt(start))) start++
  while (end > start && isPadding(source.charCodeAt(end - 1))) end--
  if (start >= end) return
  const first = source.charCodeAt(start)
  if (first === 46 || first === 0x2026) {
    if (/^(?:\.{3,}|…+|\. \. \.)$/u.test(source.slice(start, end))) push(into, 'ellipsis', start, end)
    return
  }
  while (start < end && !isTextStart(source, start)) start++
  while (end > start && !isWord(source, end - 1) && source[end - 1] !== '%') end--
  if (start < end) readRun(source, start, end, into)
}

const markerStart = /^(?:TBD|TBC|TBA|TODO|FIXME|XXX)(?![\p{L}\p{N}_-])/u
const wholeMarker = /^(?:tbd|tbc|todo|fixme|to do|x{5,}|\?{3,})$/iu

const request = () =>
  /^(?:please )?(?:fill (?:in|out|me|this)(?: (?:in|out|later|here|this|me))?$|complete me$|replace (?:me|this)$|fill (?:in|out) (?:after|when|before|at|once)\b)/iu
const here = () => /^(?:add|insert|put|enter|describe|write|paste)\b.{0,40}\bhere$/iu
const german = () =>
  /^(?:noch (?:auszufüllen|auszufullen|zu ergänzen)|(?:wird|zu) (?:ergänzt|ergänzen|ausgefüllt)|bitte (?:ausfüllen|ergänzen))/iu
/** Words that say “fill this in”, by the first of them: what no file says is never made. */
const phrases: Readonly<Record<string, () => RegExp>> = {
  to: () =>
    /^to be (?:filled|completed|determined|defined|decided|added|confirmed|written|announced|documented|provided|updated|specified)\b/iu,
  please: request,
  fill: request,
  complete: request,
  replace: request,
  add: here,
  insert: here,
  put: here,
  enter: here,
  describe: here,
  write: here,
  paste: here,
  your: () => /^your .{1,40} (?:here|goes here)$/iu,
  lorem: () => /^lorem ipsum/iu,
  por: () => /^por (?:definir|completar|rellenar)/iu,
  a: () => /^a (?:definir|preencher|completar)\b/iu,
  noch: german,
  wird: german,
  zu: german,
  bitte: german,
  da: () => /^da (?:definire|compilare)/iu,
  nog: () => /^nog (?:in te vullen|te bepalen)/iu,
  do: () => /^do uzupełnienia/iu,
  doldurulacak: () => /^doldurulacak/iu
}
const phraseWords = wordsOf(Object.keys(phrases))
const unspacedPhrase = () =>
  /^(?:待定|待补|待填|待补充|待填写|待確認|要記入|未記入|記入してください|미정$|작성 ?예정|입력하세요|à (?:compléter|définir|remplir|préciser)|заполнить|дополнить|уточнить позже|(?:cần )?điền)/iu

/** The pattern that a run may match, by its first word. */
function phraseOf(source: string, start: number, end: number): (() => RegExp) | undefined {
  const word = firstWord(source, start, end, phraseWords)
  if (word === '') return undefined
  return word === null ? unspacedPhrase : phrases[word]
}
const dateMask =
  /(?<![\p{L}\p{N}])(?:(?:YYYY|AAAA|JJJJ|RRRR|ГГГГ|yyyy|aaaa|jjjj|гггг|20XX|20xx|XXXX|YY)[-/.](?:MM|mm|ММ|мм|XX|xx)(?:[-/.](?:DD|dd|JJ|jj|TT|tt|GG|gg|ДД|дд|XX|xx))?|20\d\d[-/.](?:(?:XX|xx|MM|mm)(?:[-/.](?:XX|xx|DD|dd))?|\d\d[-/.](?:XX|xx|DD|dd))(?![\p{L}\p{N}])|(?:DD|dd|JJ|jj|TT|tt|GG|gg|ДД|дд|MM|mm)[-/.](?:MM|mm|ММ|мм|DD|dd)[-/.](?:YYYY|AAAA|JJJJ|RRRR|ГГГГ|yyyy|aaaa|jjjj|гггг|YY|JJ)|(?:YYYY|XXXX|yyyy|xxxx)?\s?年\s?(?:MM|XX|mm|xx)?\s?月\s?(?:DD|XX|dd|xx)?\s?日)(?:[ T,]{1,2}(?:HH|hh|ЧЧ|чч|XX)[:h](?:MM|mm|ММ|мм|XX)(?::(?:SS|ss|СС|сс|XX))?)?|(?<![\p{L}\p{N}])(?:HH|hh|ЧЧ|чч)[:h](?:MM|mm|ММ|мм)(?::(?:SS|ss|СС|сс))?(?![\p{L}\p{N}])/u
const letterMask =
  /^(?:[~≈#$€£]?\s?(?:[A-Z]{1,6}-)?X{2,}(?:\s?%)?(?:\s\p{L}{1,12})?|[A-Z]{2,6}-(?:X{2,}|N{2,}|#{2,}|X\.Y(?:\.Z)?)|v?X\.Y(?:\.Z)?|X\/Y|N\/M|[XYZN]\s?%|○{2,}|〇{2,}|◯{2,}|△{2,})$/u
/** What a letter mask holds: the whole pattern takes long to compile, and few files hold one. */
const maskHint = /XX|NN|##|X[./]Y|N\/M|%|○○|〇〇|◯◯|△△/u

// A longer run is a sentence.
const maxRun = 160

function readRun(source: string, start: number, to: number, into: Token[]): void {
  const end = Math.min(to, start + maxRun)
  const hints = hintsOf(source, start, end)
  const phrase = end - start <= 80 ? phraseOf(source, start, end) : undefined
  if (hints === 0 && !phrase) return
  const found = formOfRun(source.slice(start, end), hints, phrase)
  if (found) push(into, found.form, start + found.from, start + found.to)
}

/** What a stretch of plain text is, by its words, and which part of it. */
function formOfRun(text: string, hints: number, phrase?: () => RegExp): {form: Form; from: number; to: number} | null {
  const whole = (form: Form): {form: Form; from: number; to: number} => ({form, from: 0, to: text.length})
  if (text.length <= 40 && text.length > 2) {
    if (hints & hint.marked && wholeMarker.test(text)) return whole(/^x{5,}$/iu.test(text) ? 'letter-mask' : 'marker')
    const name = hints & hint.named ? sampleForm(text) : null
    if (name) return whole(name)
  }
  const marked = hints & hint.marked ? markerStart.exec(text) : null
  if (marked) return {form: 'marker', from: 0, to: marked[0].length}
  const mask = hints & hint.masked ? dateMask.exec(text) : null
  if (mask) return {form: 'date-mask', from: mask.index, to: mask.index + mask[0].length}
  if (hints & hint.lettered && maskHint.test(text) && letterMask.test(text)) return whole('letter-mask')
  return phrase?.().test(text) ? whole('phrase') : null
}

const push = (into: Token[], form: Form, start: number, end: number): void => {
  into.push({type: 'span', form, start, end, code: false})
}

// White space, emphasis and quotation marks.
const isPadding = (character: number): boolean =>
  character <= 32 || character === 42 || character === 95 || character === 34 || character === 96 || character === 126

const isTextStart = (source: string, at: number): boolean =>
  isWord(source, at) || '~≈$○〇◯△?'.includes(source.charAt(at))

const parts = new Set<Separator>(['pipe', 'slash', 'open', 'close'])

/** Merge `A / B / C` behind a label, or alone on its line, into one span. */
function addChoices(source: string, start: number, end: number, tokens: Token[]): Token[] {
  if (!source.slice(start, end).includes('/') && !tokens.some(isBar)) return tokens
  let all: Token[] | null = null
  let from = start
  let first = 0
  for (let index = 0; index <= tokens.length; index++) {
    const token = tokens[index]
    if (token && (token.type !== 'separator' || parts.has(token.separator))) continue
    const to = token?.start ?? end
    const choice = choiceOf(source, from, to, tokens, first, index)
    if (choice) {
      all ??= tokens.slice(0, first)
      all.push(choice)
    }
    // What a choice holds is part of it, but for the remark behind it.
    if (all) for (const one of tokens.slice(first, index)) if (!choice || one.start >= choice.end) all.push(one)
    if (all && token) all.push(token)
    from = token?.end ?? end
    first = index + 1
  }
  return all ?? tokens
}

const isBar = (token: Token): boolean => token.type === 'separator' && token.separator === 'pipe'

/** The choice that a stretch is, whose tokens are those from `first` until `last`. */
function choiceOf(
  source: string,
  from: number,
  to: number,
  tokens: readonly Token[],
  first: number,
  last: number
): SpanToken | null {
  if (to - from > 160 || to - from < 3 || source.charAt(from) === '|') return null
  const text = source.slice(from, to)
  if (!text.includes('/') && !text.includes('|')) return null
  let until = to
  for (let index = first; index < last; index++) {
    const token = tokens[index] as Token
    if (isOther(token)) return null
    if (until === to && isSeparator(token, 'open')) until = token.start
  }
  const body = until === to ? text : source.slice(from, until)
  if (!readsAsChoice(body)) return null
  const lead = /^[\s*_~]*/u.exec(body)?.[0].length ?? 0
  const tail = /[\s*_~]*$/u.exec(body)?.[0].length ?? 0
  return {type: 'span', form: 'choice', start: from + lead, end: from + body.length - tail, code: false}
}

const isOther = (token: Token): boolean =>
  token.type === 'opaque' ||
  (token.type === 'span' &&
    token.form !== 'ellipsis' &&
    token.form !== 'sample' &&
    token.form !== 'numbered' &&
    token.form !== 'letter-mask')

/** A pair of parentheses with only text inside is one span where nothing but its slot surrounds it. */
function addParens(source: string, start: number, end: number, tokens: Token[]): Token[] {
  if (!tokens.some((token) => token.type === 'separator' && token.separator === 'close')) return tokens
  const all: Token[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token
    const closer = isSeparator(token, 'open') ? closerOf(tokens, index) : -1
    const last = tokens[closer]
    if (!last || !isAlone(source, start, end, tokens, index, closer)) {
      all.push(token)
      continue
    }
    all.push({type: 'span', form: 'paren', start: token.start, end: last.end, code: false})
    index = closer
  }
  return all
}

const isSeparator = (token: Token | undefined, separator: Separator): boolean =>
  token?.type === 'separator' && token.separator === separator

function closerOf(tokens: Token[], index: number): number {
  for (let at = index + 1; at < tokens.length && at <= index + 6; at++) {
    const token = tokens[at] as Token
    if (isSeparator(token, 'close')) return at
    if (isSeparator(token, 'open') || isSeparator(token, 'line') || (token.type === 'span' && token.form !== 'phrase'))
      return -1
  }
  return -1
}

function isAlone(source: string, start: number, end: number, tokens: Token[], from: number, to: number): boolean {
  const before = tokens[from - 1]
  const after = tokens[to + 1]
  const opens = !before || isSeparator(before, 'line') || isSeparator(before, 'label')
  const ends = !after || isSeparator(after, 'line')
  if (!opens || !ends) return false
  return (
    !anyWord(source, before?.end ?? start, (tokens[from] as Token).start) &&
    !anyWord(source, (tokens[to] as Token).end, after?.start ?? end)
  )
}

function anyWord(source: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isWord(source, at)) return true
  return false
}
