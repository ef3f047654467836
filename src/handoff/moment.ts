import {hasWord, isAscii} from './characters.ts'
import {once} from './memo.ts'

const months = [
  'jan(?:uary|uar|vier|uari)?|feb(?:ruary|ruar|ruari|raio|raio|brero|braio)?|mar(?:ch|s|zo|co|t|et)?|apr(?:il|ile)?',
  'may|jun[ei]?|jul[yi]?|aug(?:ust|ustus)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember|embre|embro|iembre)?|de[cz](?:ember|embre|embro)?',
  'mai|maj|marz|maart|mei|fevrier|avril|juin|juillet|aout|septembre|octobre',
  'enero|febrero|abril|mayo|junio|julio|agosto|septiembre|octubre|diciembre|janeiro|fevereiro|maio|junho|julho|setembro|outubro',
  'gennaio|maggio|giugno|luglio|settembre|ottobre|dicembre',
  'stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika|grudnia',
  'ocak|subat|nisan|mayis|haziran|temmuz|agustos|eylul|ekim|kasim|aralik'
].join('|')
const cyrillicMonths = [
  'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря',
  'січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня'
].join('|')

const clock = '\\d{1,2}[:h]\\d{2}(?::\\d{2})?(?: ?(?:z|am|pm|utc|msk|uhr|[a-z]{2,3}t))?(?: ?[+-]\\d{1,2}(?::?\\d{2})?)?'

/** Dates in digits, with the time where it is joined to them. */
const day = [
  '\\d{4}-\\d{2}-\\d{2}[t_-]\\d{2}[:-]?\\d{2}(?:[:-]?\\d{2})?(?:\\.\\d{1,9})?(?:z|[+-]\\d{2}:?\\d{2})?',
  '\\d{4}[-/.]\\d{1,2}(?:[-/.]\\d{1,2})?',
  '20\\d{6}(?:[-_t]?\\d{4}(?:\\d{2})?)?',
  '\\d{1,2}[-/]\\d{1,2}[-/](?:\\d{4}|\\d{2})',
  '\\d{1,2}\\. ?\\d{1,2}\\. ?\\d{4}'
].join('|')

/** Dates with the name of the month; they end with the year. */
const named = (month: string): string =>
  [
    `(?:[a-z]{3,6}day,? )?${month}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}`,
    `(?:[a-z]{3,6}day,? )?\\d{1,2}(?:st|nd|rd|th|er|\\.)? (?:de |of )?${month}\\.?,? (?:de |del )?\\d{4}(?: ?г| ?р)?`,
    `${month}\\.? \\d{4}`
  ].join('|')

const eastern = '\\d{4} ?[年년] ?\\d{1,2} ?[月월](?: ?\\d{1,2} ?[日일])?'

// What ties a date to the words before it (“as of …”, “vom …”) goes with it.
const ties = 'as of|as at|dated|updated|on|at|since|until|from|to|vom|am|stand|seit|bis|du|au|le|del|al|dal|de|em|van'

// Made when a heading ends like one: the more they know, the longer their first use takes.
const endings = {
  clock: once(() => asciiEnding(clock)),
  day: once(() => asciiEnding(day)),
  named: once(() => asciiEnding(named(`(?:${months})`))),
  any: once(() => {
    const forms = [clock, day, named(`(?:${months}|${cyrillicMonths})`), eastern]
    return new RegExp(`${notInWord}(?:${forms.join('|')})$`, 'u')
  })
}
const tie = {
  ascii: once(() => new RegExp(`${notInAsciiWord}(?:${ties}) $`)),
  any: once(() => new RegExp(`${notInWord}(?:${ties}|от|на|від|截至) $`, 'u'))
}

const notInWord = '(?<![\\p{N}\\p{Script=Latin}\\p{Script=Cyrillic}:])'
const notInAsciiWord = '(?<![0-9A-Za-z:])'

const asciiEnding = (moments: string): RegExp => new RegExp(`${notInAsciiWord}(?:${moments})$`)

/** Take a date or a time of day off the end of a folded heading, unless it is all there is. */
export function stripMoment(key: string): string {
  if (!mayEndMoment(key)) return key
  const isPlain = isAscii(key)
  const starts = (isPlain ? endingsOf(key) : [endings.any()]).map((ending) => key.search(ending))
  const rest = key.slice(0, Math.min(...starts.map((at) => (at === -1 ? key.length : at))))
  // A tie stands between two spaces, or in front.
  if (rest === key || !rest.endsWith(' ')) return rest
  const untied = rest.replace(isPlain ? tie.ascii() : tie.any(), '')
  return hasWord(untied) ? untied : rest
}

function endingsOf(key: string): RegExp[] {
  return [
    ...(/\d[:h]\d\d/.test(key) ? [endings.clock()] : []),
    endings.day(),
    ...(/[a-z\d]\.?,? (?:del? )?\d{4}$/.test(key) ? [endings.named()] : [])
  ]
}

/**
 * Whether a text may end with a moment: with a digit, or the letter of a unit or a time zone, and with a year, a clock or
 * a day in it.
 */
export const mayEndMoment = (text: string): boolean => momentEnd.test(text) && momentCore.test(text)

const momentEnd = /[\dzmckrtZMCKRTгр月월日일]$/
const momentCore = /\d{4}|\d[:hH]\d\d|\d[-/]\d\d?[-/]\d\d/
