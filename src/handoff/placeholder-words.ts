import {isAscii, isAsciiWord} from './characters.ts'
import {once} from './memo.ts'
import {beginningsOf, mayHold} from './word-beginnings.ts'

// Lists, not expressions: most spans hold none of these words, and an expression of a hundred words takes V8 half a
// millisecond at its first use. Words are written as a reader sees them; a star stands for any letters that follow.

const requests =
  'describe|list|add|insert|enter|fill|specify|explain|summarise|summarize|provide|include|state|note|write|paste|link|' +
  'name|choose|select|replace|mention|capture|record|document|outline|identify|indicate|reference'
const openings =
  'what|how|why|when|where|who|whom|which|whether|any|anything|brief|short|detailed|specific|exact|one|two|three|first|' +
  'second|third|fourth|next|most|highest|other|another|optional|e.g|current|your|relevant|key|main|if'
const closings =
  'e.g.|i.e.|if any|if applicable|if needed|optional|etc.|or none|or n/a|here|goes here|sentence|sentences|bullet|' +
  'bullets|paragraph|paragraphs|description|explanation|rationale|reason|reasoning|summary'
const unspaced =
  'ここに|記入|記載|入力|書く|してください|説明|概要|理由|内容|填写|填入|描述|说明|說明|列出|简述|简要|一句话|如果|' +
  '是否|应|原因|写明|注明|請|请|작성|입력|기입|설명|요약|기록|무엇|이유'
const foreign =
  'qué|que|cómo|por qué|cuál|describi|describir|descripción|breve|lista|listar|nombre|si hay|si aplica|ej.|ej:|agrega|' +
  'añad*|o que|como|por que|descreva|descrever|descrição|nome|liste|se houver|se aplicável|quoi|pourquoi|comment|décri*|' +
  'brève|nom|lister|si applicable|was|wie|warum|welche*|beschreib*|kurz|kurze|falls|z.b|z. b|что|как|почему|зачем|опис*|' +
  'кратк*|список|указ*|если|какие|какой|mô tả|tên|lý do|cosa|perché|descri*|wat|waarom|opis*|dlaczego|açıkla*|ne|neden'

/** Words as an expression has them, with what stands for a letter there. */
const written = (words: string, letter = '\\p{L}'): string =>
  words.replaceAll('.', '\\.').replaceAll('+', '\\+').replaceAll('*', `${letter}*`)

const requestPattern = (flags: string): RegExp =>
  new RegExp(
    `(?:^|[\\s:—–-])(?:${requests})(?:\\s|$)|^(?:${written(openings)})\\b|\\b(?:${written(closings)})(?=$|[\\s),.;:\\]])`,
    flags
  )
const foreignPattern = (words: string): string => `(?:^|\\s)(?:${words})(?=$|[\\s),.;:?\\]])`

/** For ASCII texts without the letters of all scripts, which V8 takes long to look up. */
const asciiRequests = once(() => [
  requestPattern('i'),
  new RegExp(foreignPattern(written(foreign.split('|').filter(isAscii).join('|'), '[a-z]')), 'i')
])
const anyRequests = once(() => [
  requestPattern('iu'),
  new RegExp(`${unspaced}|${foreignPattern(written(foreign))}`, 'iu')
])

/** Where a text begins to ask its reader for something; -1 where it does not. */
export function findRequest(text: string): number {
  if (!isAscii(text)) return firstOf(anyRequests(), text)
  return mayHold(text, requestWords()) ? firstOf(asciiRequests(), text) : -1
}

/** Where the first of some patterns that is found at all is found. */
function firstOf(patterns: readonly RegExp[], text: string): number {
  for (const pattern of patterns) {
    const at = text.search(pattern)
    if (at !== -1) return at
  }
  return -1
}

const requestWords = once(() => beginningsOf([requests, openings, closings, foreign].join('|')))

const statuses =
  'done|ok|okay|pass|passed|passing|fail|failed|failing|complete|completed|finished|fixed|resolved|closed|open|opened|' +
  'merged|shipped|released|deployed|live|active|inactive|blocked|blocking|wip|in progress|in_progress|in-progress|started|' +
  'not started|ready|skipped|deferred|parked|paused|canceled|cancelled|abandoned|superseded|deprecated|obsolete|new|' +
  'updated|added|removed|changed|deleted|modified|created|renamed|yes|no|true|false|on|off|enabled|disabled|high|medium|' +
  'med|low|critical|major|minor|info|warn|warning|error|debug|success|partial|confirmed|verified|unverified|validated|' +
  'approved|rejected|accepted|proposed|draft|final|stable|beta|alpha|p0|p1|p2|p3|p4|s0|s1|s2|s3|s4|feat|fix|chore|docs|' +
  'refactor|test|perf|style|build|ci|init|hotfix|release|breaking|security|bug|infra|backend|frontend|manual|auto|' +
  'automated|human|ai|internal|external|required|recommended|must|should|could|完成|已完成|进行中|未完成|未开始|通过|' +
  '失败|完了|対応済|対応済み|未対応|進行中|완료|진행중|진행 중|미완료|보류|합의완료|합의 완료|terminé|en cours|fait|hecho|' +
  'listo|pendiente|completado|feito|concluído|erledigt|offen|fertig|готово|сделано|в работе'

const statusSet = once((): ReadonlySet<string> => new Set(statuses.split('|')))
const anyStatus = once(() => new RegExp(`^[^\\p{L}\\p{N}]*(?:${statuses})[\\s\\p{P}\\p{S}]*$`, 'iu'))

/** Whether a text is the name of a state or of a level, with marks around it. */
export const isStatus = (text: string): boolean =>
  isAscii(text) ? statusSet().has(withoutMarks(text).toLowerCase()) : anyStatus().test(text)

/** An ASCII text from its first letter or digit on, without the marks and the white space at its end. */
function withoutMarks(text: string): string {
  let start = 0
  while (start < text.length && !isAsciiWord(text.charCodeAt(start))) start++
  return text.slice(start).replace(/[\s!-/:-@[-`{-~]+$/u, '')
}

const prefixes =
  'the|your|a|an|my|current|full|short|session|project|git|start|end|task|file|feature|component|issue|commit|author|' +
  'model|agent|team|user|repo|next|previous'
const nouns =
  'date|dates|time|timestamp|day|name|title|titles|description|summary|value|values|path|paths|file|files|filename|' +
  'branch|commit|hash|sha|url|link|links|id|number|num|no|n|x|y|z|n+1|status|state|author|owner|assignee|agent|model|' +
  'version|reason|rationale|duration|hours|minutes|project|repo|repository|task|tasks|item|items|step|steps|goal|goals|' +
  'objective|topic|subject|feature|component|module|area|category|type|priority|note|notes|detail|details|comment|' +
  'comments|metric|metrics|result|results|outcome|impact|decision|decisions|question|questions|answer|issue|issues|' +
  'problem|solution|blocker|blockers|risk|risks|mitigation|estimate|count|total|percentage|percent|%|role|person|who|' +
  'what|why|when|where|how|context|content|contents|text|list|location|line|lines|command|commands|test|tests|ticket|' +
  'slug|phase|sprint|milestone|service|tool|environment|env|username|user|email|key|label|evidence|action|actions|' +
  'change|changes|example|option|options|placeholder|dir|directory|folder|data|nombre|fecha|título|titulo|descripción|' +
  'nome|descrição|autor|rama|tarea|tarefa|nom|titre|auteur|branche|tâche|beschreibung|datum|titel|aufgabe|дата|имя|' +
  'название|описание|ветка|автор|задача|日期|时间|時間|名称|名前|名字|标题|標題|描述|说明|作者|分支|路径|任务|内容|日付|' +
  'タイトル|ブランチ|担当者|説明|날짜|이름|제목|설명|브랜치|작성자|작업|주제|내용'

const prefixSet = once((): ReadonlySet<string> => new Set(prefixes.split('|')))
const nounSet = once((): ReadonlySet<string> => new Set(nouns.split('|')))
const anyNoun = once(() => new RegExp(`^(?:(?:${prefixes})[ _-])*(?:${written(nouns)})s?$`, 'iu'))

/** Whether a text names a kind of value: `date`, `your branch name`. */
export function isGenericNoun(text: string): boolean {
  if (!isAscii(text)) return anyNoun().test(text)
  const parts = text.toLowerCase().split(/[ _-]/u)
  const last = parts.pop() ?? ''
  const isNoun = nounSet().has(last) || (last.endsWith('s') && nounSet().has(last.slice(0, -1)))
  return isNoun && parts.every((part) => prefixSet().has(part))
}
