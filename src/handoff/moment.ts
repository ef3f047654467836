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

/** Dates and times of day in digits. */
const numeric = [
  '\\d{1,2}[:h]\\d{2}(?::\\d{2})?(?: ?(?:z|am|pm|utc|msk|uhr|[a-z]{2,3}t))?(?: ?[+-]\\d{1,2}(?::?\\d{2})?)?',
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

/** A moment at the end of a text, and the same with its tie. */
interface Ending {
  bare: RegExp
  tied: RegExp
}

// Made when a heading ends like one: the more they know, the longer their first use takes.
const endings = {
  numeric: once(() => asciiEnding(numeric)),
  named: once(() => asciiEnding(named(`(?:${months})`))),
  any: once(() =>
    toEnding(
      '(?<![\\p{N}\\p{Script=Latin}\\p{Script=Cyrillic}:])',
      `${ties}|от|на|від|截至`,
      `${numeric}|${named(`(?:${months}|${cyrillicMonths})`)}|${eastern}`
    )
  )
}

const asciiEnding = (moments: string): Ending => toEnding('(?<![0-9A-Za-z:])', ties, moments)

const toEnding = (noWord: string, ties: string, moments: string): Ending => ({
  bare: new RegExp(`${noWord}(?:${moments})$`, 'u'),
  tied: new RegExp(`${noWord}(?:(?:${ties}) )?(?:${moments})$`, 'u')
})

/** Take a date or a time of day off the end of a folded heading, unless it is all there is. */
export function stripMoment(key: string): string {
  if (!mayEndMoment(key)) return key
  const forms = endingsOf(key)
  const rest = key.slice(0, startOf(forms, key, 'tied'))
  return hasWord(rest) ? rest : key.slice(0, startOf(forms, key, 'bare'))
}

/** Where the longest of some endings starts: the end of the text where there is none. */
const startOf = (forms: readonly Ending[], key: string, kind: keyof Ending): number =>
  Math.min(...forms.map((form) => key.search(form[kind])).map((at) => (at === -1 ? key.length : at)))

function endingsOf(key: string): Ending[] {
  if (!isAscii(key)) return [endings.any()]
  return /[a-z\d]\.?,? (?:del? )?\d{4}$/.test(key) ? [endings.numeric(), endings.named()] : [endings.numeric()]
}

/**
 * Whether a text may end with a moment: with a digit, or the letter of a unit or a time zone, and with a year, a clock or
 * a day in it.
 */
export const mayEndMoment = (text: string): boolean => momentEnd.test(text) && momentCore.test(text)

const momentEnd = /[\dzmckrtZMCKRTгр月월日일]$/
const momentCore = /\d{4}|\d[:hH]\d\d|\d[-/]\d\d?[-/]\d\d/
