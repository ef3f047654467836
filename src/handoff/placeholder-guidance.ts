import {firstWord, wordsOf} from './placeholder-characters.ts'

/** Patterns by the words that a text of theirs begins with: what no file begins with is never made. */
type ByWord = readonly (readonly [words: string, pattern: () => RegExp])[]

const counted = () =>
  /^(?:\d|one|two|three|a few|bulleted|prioriti[sz]ed|ordered|numbered)[\p{L}\d\s–-]{0,20}?\b(?:sentences?|paragraphs?|bullets?|lists?|concrete|overview)\b/iu
const nouns: ByWord = [
  ['two three a bulleted prioritized prioritised ordered numbered', counted],
  [
    'brief short concise high',
    () => /^(?:brief|short|concise|one-line|high-level) (?:description|summary|overview|list|note)/iu
  ],
  [
    'one',
    () =>
      /^(?:one-line (?:description|summary|overview|list|note)|one[\p{L}\d\s–-]{0,20}?\b(?:sentences?|paragraphs?|bullets?|lists?|concrete|overview)\b)/iu
  ],
  [
    'list summary description overview explanation',
    () => /^(?:list|summary|description|overview|explanation) of (?:what|the|any|all|files|items|changes|key)\b/iu
  ],
  ['none nothing empty', () => /^(?:none|nothing|empty) yet\b.{0,20}\b(?:add|fill)\b.* (?:as|when|after|here)\b/iu],
  ['kurz kurze', () => /^kurze? (?:beschreibung|zusammenfassung)/iu],
  ['breve', () => /^breve (?:descripción|descrição|resumen|resumo)/iu],
  ['courte', () => /^courte description/iu]
]
const accentedNoun = () => /^(?:brève description|краткое описание)/iu
const verbs: ByWord = [
  [
    'please describe summarise summarize list explain state note include specify outline provide describa descreva beschreibe',
    () =>
      /^(?:please )?(?:describe|summari[sz]e|list|explain|state|note|include|specify|outline|provide|describ[ae]|descreva|décrivez|beschreibe|опишите) /iu
  ],
  ['what where how why which who', () => /^(?:what|where|how|why|which|who)(?: |['’])/iu],
  ['any anything', () => /^any(?:thing)? /iu],
  ['most second third', () => /^(?:most|second|third) (?:important|priority|critical)\b/iu],
  [
    'decisions items questions things tasks',
    () => /^(?:decisions|items|questions|things|tasks) (?:made|that|which|to)\b/iu
  ],
  ['unresolved', () => /^unresolved questions\b/iu],
  ['etc', () => /^etc\b/iu],
  ['top', () => /^top priority$/iu],
  ['nice', () => /^nice to have$/iu]
]
const leadWords = wordsOf(
  [...nouns, ...verbs]
    .map(([words]) => words)
    .join(' ')
    .split(' ')
)
const accentedVerb = () => /^(?:décrivez|опишите) /iu

// A Chinese request begins with its verb, a Japanese or Korean one ends with it.
const unspacedRequest =
  /^请?(?:列出|列举|记录|描述|简述|概述|概括|说明|写明|写下|填写|总结|记下|標明|列舉|記錄|說明)[\p{Script=Han}「（(]|(?:を|について)(?:列挙|記載|記入|記述|記録|説明|要約|書)(?:する|し(?:てください|ておく)|く|いてください)?(?:こと)?[。．.]?$|(?:을|를)\s?(?:작성|기록|나열|설명|요약|기입|기재|적)(?:하세요|해 ?주세요|합니다|하기|할 것|으세요|는다)[.。]?$/u

/** Whether a task is one of writing, of the kind that templates give. */
export const asksToWrite = (text: string): boolean =>
  /^(?:describe|summari[sz]e|list|state|explain|add|link|note|fill|write|document|record|insert|specify|provide|include|identify)\b/iu.test(
    text
  )

const isDigit = (character: number): boolean => character >= 48 && character <= 57

/** Whether a text that begins in ASCII may end as a request in a script without spaces: `API を記載する。` */
const mayAsk = (source: string, end: number): boolean => {
  for (let at = end - 1; at > end - 8; at--) if (source.charCodeAt(at) > 0x2e7f) return true
  return false
}

/** Whether the beginning and the end leave it open that a text is an instruction to its writer. */
export function mayBeGuidance(source: string, start: number, end: number): boolean {
  return isDigit(source.charCodeAt(start)) || firstWord(source, start, end, leadWords) !== '' || mayAsk(source, end)
}

/** How clearly a whole paragraph or item without brackets reads like an instruction to its writer; null for not at all. */
export function readsAsGuidance(text: string): 'noun' | 'verb' | null {
  if (text.length > 240 || /[:：]$/u.test(text)) return null
  const word = firstWord(text, 0, text.length, leadWords)
  if (nounOf(text, word)?.().test(text)) return 'noun'
  const verb = word === null ? accentedVerb : patternOf(verbs, word)
  return verb?.().test(text) || (mayAsk(text, text.length) && unspacedRequest.test(text)) ? 'verb' : null
}

function nounOf(text: string, word: string | null): (() => RegExp) | undefined {
  if (word === null) return accentedNoun
  if (isDigit(text.charCodeAt(0))) return counted
  return patternOf(nouns, word)
}

const patternOf = (list: ByWord, word: string): (() => RegExp) | undefined =>
  list.find(([words]) => words.split(' ').includes(word))?.[1]
