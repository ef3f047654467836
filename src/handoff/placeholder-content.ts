import {isAscii} from './characters.ts'
import {once} from './memo.ts'
import {firstWord, wordsOf} from './placeholder-characters.ts'
import type {Form} from './placeholder-scan.ts'
import {findRequest, isGenericNoun, isStatus} from './placeholder-words.ts'
import {beginningsOf, mayHold} from './word-beginnings.ts'

/** What the text of a span says for and against being a placeholder. */
export type ContentSign =
  | 'weak'
  | 'words'
  | 'instruction'
  | 'options'
  | 'mask'
  | 'numbered'
  | 'generic'
  | 'snake'
  | 'capitals'
  | 'fill-word'
  | 'status'
  | 'honest'
  | 'numeric'
  | 'box'
  | 'code-like'
  | 'markup'
  | 'plain-list'
  | 'reference'
  | 'address'
  | 'file-name'
  | 'long-prose'
  | 'facts'
  | 'example'
  | 'past'

const fillWord =
  /(?:^|[^\p{L}])(?:TODO|TBD|TBC|TBA|FIXME|FILL(?:[ _-]?(?:IN|ME|OUT))?|fill(?:ed)? (?:in|me|out|this)|to be \p{L}+|pending|placeholder|your[ _-]\p{L}+|insert|replace (?:me|this|with)|change[ _-]?me|xxx+|lorem ipsum)(?![\p{L}])|待定|待补|待填|ここに|记入|記入|填写|미정|작성 ?예정|por definir|à compléter|a preencher|заполн/iu
const fillWords = once(() =>
  beginningsOf(
    'todo|tbd|tbc|tba|fixme|fill*|to|pending|placeholder|your|insert|replace|change*|xxx*|lorem|definir*|preencher*'
  )
)
const genericCjk =
  /^[\p{L}\p{N} /・]{0,8}?(?:名称|名稱|名字|姓名|名前|日期|时间|時間|日時|标题|標題|题目|描述|说明|說明|内容|內容|原因|理由|链接|路径|路徑|编号|番号|状态|狀態|概要|要点|担当者|负责人|結果|结果|이름|제목|내용|날짜|설명|경로|번호|상태|담당자|사유|결과|일시)\s?\d{0,2}$/u
const numbered = /^(?=.*\p{L})(?:[^.!?]{1,40}?[\s_#-]?\d{1,2}$|[^.!?]{1,40}?[\s_#-][NXn]$)/u
const maskInside =
  /(?<![\p{L}\p{N}])(?:YYYY|AAAA|JJJJ|ГГГГ|HH[:h]?MM|X+(?:\.X+)?%|XX+)(?![\p{L}])|(?:MM|DD)[-/.](?:DD|MM)/u
const honest =
  /^(?:none|n\/?a|not applicable|not available|nothing|unknown|unclear|no|nil|null|empty|not (?:recorded|measured|known|set|yet known)|ninguno|ninguna|nenhum|nenhuma|aucune?|keine?|нет|无|無|なし|없음|không|nessuno|geen|brak|yok|-+|—|–)[.!]?$/iu
const honestWords = once(() =>
  wordsOf(
    'none n na not nothing unknown unclear no nil null empty ninguno ninguna nenhum nenhuma aucun aucune kein keine nessuno geen brak yok'.split(
      ' '
    )
  )
)
const capitals = /^[\p{Lu}\p{N}.-]{2,}$/u
const wordBreak = /[\s\u3000]+/u
const cjk = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u
const idOnly = /^[\w.@/#:+*~-]+$/u

/** Whether a text owns up to knowing or having nothing: that is an answer, not a gap. */
export const isHonest = (text: string): boolean => readsAsHonest(text.trim())

const readsAsHonest = (text: string): boolean =>
  (text.startsWith('-') || firstWord(text, 0, text.length, honestWords()) !== '') && honest.test(text)

/** Whether a text holds words of somebody who left something open. */
const hasFillWord = (text: string): boolean => (!isAscii(text) || mayHold(text, fillWords())) && fillWord.test(text)

/** Text of a span without its delimiters, escapes and line breaks. */
export function innerText(form: Form, text: string): string {
  let inner = text.replaceAll('\\', '')
  if (form === 'comment') inner = inner.slice(4).replace(/-->$/u, '')
  else if (inner.startsWith('&lt;')) inner = inner.slice(4, -4)
  else if (form === 'double-brace') inner = inner.slice(2, -2)
  else if (delimited.has(form)) inner = inner.slice(1, -1)
  return inner.replace(/\s+/gu, ' ').replace(edges, '')
}

const edges = /^[\s*_"'“”‘’`]+|[\s*_"'“”‘’`]+$/gu
const delimited = new Set<Form>(['bracket', 'brace', 'angle', 'wide-bracket', 'cjk-bracket', 'paren'])

/** Everything that the text of a span says. */
export function readContent(form: Form, inner: string): ContentSign[] {
  const against = readAgainst(form, inner)
  if (against) return [against]
  if (form === 'paren') return readRemark(inner)
  const signs: ContentSign[] = []
  const words = inner.split(wordBreak).length
  if (words >= 2 || (cjk.test(inner) && inner.length >= 5)) signs.push('words')
  if (asks(inner, words > longRemark)) signs.push('instruction')
  if (hasOptions(inner)) signs.push('options')
  if (maskInside.test(inner)) signs.push('mask')
  if (numbered.test(inner)) signs.push('numbered')
  const isGeneric = isGenericName(inner)
  if (isGeneric) signs.push('generic')
  if (/^[A-Z][A-Z0-9]*(?:[_ ][A-Z0-9]+)+$/u.test(inner)) signs.push('snake')
  // Tags in capitals stand in brackets, not in braces.
  else if (!isGeneric && !form.endsWith('brace') && !/[a-z]/u.test(inner) && capitals.test(inner))
    signs.push('capitals')
  if (hasFillWord(inner)) signs.push('fill-word')
  if (signs.includes('options') || signs.includes('fill-word')) return signs
  if (/\d/.test(inner) && facts.test(inner) && !/\b(?:e\.g|i\.e|ex|ej|z\.\s?b)\b/iu.test(inner)) signs.push('facts')
  if (firstWord(inner, 0, inner.length, pastWords()) !== '' && pastForm.test(inner)) signs.push('past')
  if (isPlainList(inner)) signs.push('plain-list')
  if (/^[\w./-]+\.[a-z]{1,4}$/iu.test(inner)) signs.push('file-name')
  if (words > longRemark && !signs.includes('instruction')) signs.push('long-prose')
  return signs
}

function isGenericName(inner: string): boolean {
  if (inner.length > 60) return false
  if (isGenericNoun(inner) || genericCjk.test(inner)) return true
  const bare = inner.replace(/[\s_-]?(?:\d{1,2}|N)$/u, '')
  return bare !== inner && isGenericNoun(bare)
}

const example =
  /^(?:e\.?g\b|for example|ex[.:]|ej[.:]|p\. ?ej|z\. ?B|예[:：)]|例[:：]|例えば|例如|比如|например|напр\.|örn)/iu
const longRemark = 14

/** Whether a text asks its reader for something; a long one has to begin with it. */
function asks(inner: string, isLong: boolean): boolean {
  const at = findRequest(inner)
  return at !== -1 && (!isLong || at < 16)
}

/** Parentheses hold remarks of any kind: only an outright request tells. */
const readRemark = (inner: string): ContentSign[] => [
  ...(asks(inner, false) ? (['instruction'] as const) : []),
  ...(hasFillWord(inner) ? (['fill-word'] as const) : []),
  ...(example.test(inner) ? (['example'] as const) : []),
  ...(hasOptions(inner) ? (['options'] as const) : [])
]

// Comments that speak to tools: `<!-- lint disable -->`, `<!-- BEGIN toc -->`, `<!-- name: value=… -->`.
const toolWord =
  /^(?:handoff(?:-lint)?|lint|eslint|prettier|markdownlint|textlint|vale|cspell|toc|more|omit|truncate|region|endregion|all-contributors|auto-?generated|generated|do not edit|#|\/)|^(?:begin|end|start|stop)\b|^[\w-]+:(?:start|end|begin)\b|\b(?:START|END)$|=["']/iu

// Dates, numbers of issues, hashes, versions: nobody puts those into a placeholder.
const facts =
  /\b20\d\d-\d\d-\d\d\b|(?:^|[\s(])#\d{2,}|\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b|\bv?\d+\.\d+\.\d+\b|\d{2,}\s?(?:ms|%|kB|MB|GB|tests?)\b/iu
const pastForm =
  /^(?:added|built|fixed|updated|moved|removed|edit(?:ed)?|corrected|replaced|superseded|renamed|shipped|landed|merged|resolved|ruled|measured|verified|confirmed|translated|redacted|sic)\b(?!\s?[/|])/iu
const pastWords = once(() =>
  wordsOf(
    'added built fixed updated moved removed edit edited corrected replaced superseded renamed shipped landed merged resolved ruled measured verified confirmed translated redacted sic'.split(
      ' '
    )
  )
)

function readAgainst(form: Form, inner: string): ContentSign | null {
  if (
    inner === '' ||
    (inner.length === 1 && !/[\p{Lu}%n?]/u.test(inner)) ||
    (/^[\sxX✓✔✗✘~/!>-]{1,2}$/u.test(inner) && inner !== 'X')
  ) {
    return 'box'
  }
  if (/^(?=.*\d)[\d\s.,:%+\-–—/×*°]+$/u.test(inner) && !/^\d(?:\/\d){2,}$/u.test(inner)) return 'numeric'
  if (readsAsHonest(inner)) return 'honest'
  if (isStatus(inner)) return /^pending$/iu.test(inner) ? null : 'status'
  if (form === 'angle') return readAgainstAngle(inner)
  if (form === 'comment') return toolWord.test(inner) ? 'code-like' : null
  // What is left of `[[wiki link]]`.
  if (form === 'bracket' && /^\[.*\]$/u.test(inner)) return 'reference'
  if (/^[\^!@#]/u.test(inner) || /^(?:ADR|RFC|PR|GH|CVE|[A-Z]{2,8})[-#]\d+$/u.test(inner)) return 'reference'
  if (
    /^-{1,2}[a-z]/iu.test(inner) ||
    /^[A-Z][A-Z0-9_]*=|=>|&&|\|\||;\s|[=;]$|\w\(\)|^\w+\([^)]*\)$|^["'].*["']\s*[,:]/u.test(inner)
  )
    return 'code-like'
  if (
    /^["']?[\w.-]+["']?\s*:\s*(?:["'{[\d]|true|false|null|[\w-]+(?:\.\w+)*\s*(?:,|$))/u.test(inner) &&
    form.endsWith('brace')
  )
    return 'code-like'
  if (form === 'bracket' && /^\w+:\S/u.test(inner)) return 'code-like'
  if (form === 'brace' && /^[.,#:%]|,\S/u.test(inner)) return 'code-like'
  return null
}

const markupTag =
  /^\/?(?:a|abbr|article|aside|audio|b|blockquote|body|br|button|canvas|caption|center|cite|code|col|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|mark|meta|nav|object|ol|optgroup|option|p|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr)(?:\s+[\w:-]+=.*|\s*\/)?$/iu

function readAgainstAngle(inner: string): ContentSign | null {
  if (/^(?:https?|ftp|mailto|file|ssh|git|tel):|^[^\s@]+@[^\s@]+\.[a-z]+$|^www\./iu.test(inner)) return 'address'
  if (/^[/!?]|\/$|\w+=["'{]/u.test(inner)) return 'markup'
  // `<title>`, `<label>` and the like are far more often things to fill in than markup, in a handoff.
  if (
    markupTag.test(inner) &&
    !/^(?:title|label|summary|time|link|header|source|object|option|section|code|caption)$/u.test(inner)
  )
    return 'markup'
  return /^[\d=-]/u.test(inner) && !/\p{L}{2}/u.test(inner) ? 'numeric' : null
}

/** `[auth, billing]`: a list of names as data files write it. */
function isPlainList(inner: string): boolean {
  const names = inner.split(/,\s*/u)
  return names.length >= 2 && names.every((name) => idOnly.test(name)) && !/\b(?:or|and|e\.g\.|etc)\b/u.test(inner)
}

/** `[shared helper, one payload]` in front matter: by its syntax a list, unless it asks for something. */
export const isYamlList = (inner: string): boolean =>
  inner.includes(', ') && !/\b(?:e\.g\.|or|your|todo|fill)\b/iu.test(inner)

const optionBreak = /\s*[/|｜]\s*|\s+or\s+|\s*、\s*或\s*/u

function hasOptions(inner: string): boolean {
  if (!/[/|｜]|\sor\s/u.test(inner) || inner.length > 160) return false
  const options = inner.split(optionBreak)
  return (
    options.length >= 2 &&
    options.every((option) => option !== '' && option.split(wordBreak).length <= 6) &&
    !/^[\w.-]+(?:\/[\w.-]+)+\.\w+$/u.test(inner)
  )
}
