import {isAsciiLetter} from './characters.ts'
import {once} from './memo.ts'
import {isBlank} from './placeholder-characters.ts'

// Lists, not regular expressions: most choices are none, and a large pattern costs half a millisecond at its first use.
const good =
  'y|yes|pass|passed|passing|ok|done|complete|completed|complete success|success|successful|green|true|ready|closed|' +
  'resolved|fixed|healthy|working|on track|approved|validated|released|merged|running|clean|enabled|sí|si|sim|oui|ja|да|是|有|' +
  'はい|네|通过|完成|成功|已完成|完了|완료|통과|terminé|fait|hecho|completado|completa|concluído|feito|erledigt|fertig|готово|' +
  'завершено|hoàn thành'
const other =
  'n|no|none|fail|failed|failing|fails|failure|not run|not started|not done|not tested|not applicable|not yet|not complete|' +
  'issue|issues|issue encountered|issues encountered|partial|partially|partial complete|partial success|partial done|' +
  'partially complete|partially success|partially done|in progress|in-progress|inprogress|wip|blocked|paused|draft|pending|' +
  'red|yellow|amber|false|broken|error|errors|at risk|off track|open|review|ready for review|stopped|crashed|dirty|disabled|' +
  'skipped|deferred|warning|critical|n/a|não|non|nein|нет|否|无|無|いいえ|아니오|아니요|失败|未执行|未通过|部分完成|进行中|' +
  '未完成|未着手|進行中|実施中|미완료|진행중|진행 중|보류|리뷰 대기|블로킹|en cours|bloqué|en progreso|pendiente|bloqueado|' +
  'bloqueada|em andamento|pendente|in arbeit|offen|blockiert|в работе|в процессе|đang làm'
const pairs =
  'yes/no|y/n|pass/fail|passed/fail|pass/failed|passed/failed|true/false|sí/no|sim/não|oui/non|ja/nein|да/нет|是/否|有/无|有/無|' +
  'はい/いいえ|通过/失败|on/off|done/not done'

type Answer = 'good' | 'other'

/** The answers that are known, laid out at the first choice. */
const answers = once(
  (): ReadonlyMap<string, Answer> =>
    new Map([
      ...other.split('|').map((word): [string, Answer] => [word, 'other']),
      ...good.split('|').map((word): [string, Answer] => [word, 'good'])
    ])
)
const pairSet = once((): ReadonlySet<string> => new Set(pairs.split('|')))

/** How the answers in plain letters begin: most words do not. */
const starts = once((): ReadonlySet<number> => new Set(Array.from(answers().keys(), startOf)))

/** The first two letters, of any case, as a number; -1 for others. */
function startOf(word: string): number {
  const [one, two] = [word.charCodeAt(0), word.length > 1 ? word.charCodeAt(1) : 32]
  return one < 128 && two < 128 ? ((one | 32) << 8) | two | 32 : -1
}

/** Whether a word is a good answer, another one, or none that is known. */
function answerOf(option: string): Answer | null {
  const spaced = option.includes('_') ? option.replaceAll('_', ' ') : option
  if (!starts().has(startOf(spaced))) return null
  const word = spaced.toLowerCase()
  const known = answers().get(word)
  if (known === 'good') return 'good'
  const isLong = /\s/u.test(word)
  if (isLong && answers().get(word.replace(goodTail, '')) === 'good') return 'good'
  if (known === 'other' || (isLong && answers().get(word.replace(otherTail, '')) === 'other')) return 'other'
  if (word.charCodeAt(0) < 128) return null
  if (/^пройден\p{L}*(?:\s+(?:success|completed?))?$/u.test(word)) return 'good'
  if (otherForm.test(word) || /^заблокирован\p{L}*(?:\s+encountered)?$/u.test(word)) return 'other'
  return goodForm.test(word) ? 'good' : null
}

const goodTail = /\s+(?:success|completed?)$/u
const otherTail = /\s+encountered$/u

/** `Yes/No` and `✅/❌`. */
const isPair = (text: string): boolean =>
  pairSet().has(text.replace(/^[\s*_`"'~]+|[.\s*_`"'~]+$/gu, '').toLowerCase()) ||
  !(/[A-Za-z]/u.test(text) || /[\p{L}\p{N}]/u.test(text))

const tick = /^(?:✅|✔️?|✓|❌|✗|✘|✖️?|⚠️?|🟢|🟡|🔴|🟠|⏳|🔄|🚧|⏸️?|☑️?|⬜|💯)/u

/** Whether no option goes on for much longer than the next: the last one of an enumeration in a sentence does. */
function areAlike(options: readonly string[]): boolean {
  const [longest = 0, second = 0] = options.map((option) => option.split(/[\s\u3000]+/u).length).sort((a, b) => b - a)
  return longest - second <= 2
}

// Where words are not spaced, a state ends or begins as all of its kind do.
const goodForm = /^(?:[\p{L}]{0,4}(?:完了|済み?|完成|완료|완료됨)|已\p{Script=Han}{1,3})$/u
const otherForm =
  /^(?:[\p{L}]{1,5}(?:中|待ち?|予定)|(?:未|待|非)[\p{Script=Han}]{1,4}|[\p{Script=Hangul} ]{1,6}(?:중|대기|예정)|미\p{Script=Hangul}{1,4})$/u

/** What is known of the options of a text. */
interface Tally {
  options: string[]
  goods: number
  others: number
  ticks: number
  strange: number
  /** Some of them are parted by more than a bare slash. */
  spaced: boolean
}

/** Whether a text is a list of answers to pick from, none picked: it offers both a good and another answer. */
export function readsAsChoice(text: string): boolean {
  const tally: Tally = {options: [], goods: 0, others: 0, ticks: 0, strange: 0, spaced: false}
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const end = breakEnd(text, at)
    if (tally.options.length === 0 && at > longestFirst) return false
    if (end === -1) {
      // An answer holds no figure.
      if (isDigit(text.charCodeAt(at))) return false
      continue
    }
    tally.spaced ||= end - at > 1 || (isBlankAt(text, at - 1) && isBlankAt(text, end))
    if (!addOption(tally, optionIn(text, from, at))) return false
    from = end
    at = end - 1
  }
  return from > 0 && addOption(tally, optionIn(text, from, text.length)) && isChoice(text, tally)
}

const longestFirst = 60

const isDigit = (character: number): boolean => character >= 48 && character <= 57

const isBlankAt = (text: string, at: number): boolean => at >= 0 && at < text.length && isBlank(text.charCodeAt(at))

/** Where a slash, a bar or the word `or` ends that begins at an offset, or -1. */
function breakEnd(text: string, at: number): number {
  const character = text.charCodeAt(at)
  if (character === 47 || character === 124 || character === 0xff5c) return at + 1
  const isOr =
    text.charCodeAt(at + 1) === 111 && text.charCodeAt(at + 2) === 114 && isBlank(character) && isBlankAt(text, at + 3)
  return isOr ? at + 4 : -1
}

/** Count an option; false when there can be no choice any more. */
function addOption(tally: Tally, option: string): boolean {
  tally.options.push(option)
  if (option === '' || option.length > 40 || tally.options.length > 8) return false
  if (option.includes('`') && /\w`|`\w/u.test(option)) return false
  const isPlain = isAsciiLetter(option.charCodeAt(0))
  const isTicked = !isPlain && tick.test(option)
  if (isTicked) tally.ticks++
  const answer = answerOf(isPlain ? option : option.replace(/^[^\p{L}\p{N}]+/u, ''))
  if (answer === 'good') tally.goods++
  else if (answer === 'other') tally.others++
  else if (!isTicked) tally.strange++
  return tally.strange < 2
}

function isChoice(text: string, {options, goods, others, ticks, strange, spaced}: Tally): boolean {
  // Two words joined by a bare slash are one word as often as a choice.
  if (options.length === 2 && !spaced && !isPair(text)) return false
  const isAnswered = strange < goods + others && goods >= 1 && others >= 1
  return (isAnswered || ticks === options.length) && areAlike(options)
}

const before = /[\s*_`"'~[(（]/u
const after = /[\s*_`"'~\])）.。]/u

/** An option without the marks around it. */
function optionIn(text: string, from: number, to: number): string {
  let start = from
  let end = to
  while (start < end && !isAsciiLetter(text.charCodeAt(start)) && before.test(text.charAt(start))) start++
  while (end > start && !isAsciiLetter(text.charCodeAt(end - 1)) && after.test(text.charAt(end - 1))) end--
  return text.slice(start, end)
}
