import type {Field, Handoff, HandoffDocument} from './handoff.ts'

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december'
]
const month = /(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,?\s\d/iu

/**
 * Orders of year, month and day as they are written; the first group that is a name is the month. A pattern is only
 * made for a text that holds what it needs: those with letters of any script cost more than a file.
 */
const forms: {pattern: () => RegExp; order: [year: number, month: number, day: number]; needs?: RegExp}[] = [
  {pattern: () => /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/u, order: [1, 2, 3]},
  {
    pattern: () => /(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/u,
    order: [1, 2, 3],
    needs: /[年년]/u
  },
  {pattern: () => /(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/u, order: [3, 2, 1]},
  {
    pattern: () => /(?<!\p{L})(\p{L}{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)/u,
    order: [3, 1, 2],
    needs: month
  },
  {
    pattern: () => /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s(\p{L}{3,9})\.?,?\s(\d{4})(?!\d)/u,
    order: [3, 2, 1],
    needs: month
  },
  {pattern: () => /(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/u, order: [1, 2, 3]}
]

/** A date found in a text. */
export interface FoundDate {
  text: string
  index: number
  /** ISO form, or null when the calendar has no such day (`2025-02-30`). */
  iso: string | null
}

/** Find the first thing written as a date, whether or not the calendar has it. */
export function readDate(text: string): FoundDate | null {
  if (!/\d{4}/u.test(text)) return null
  let first: FoundDate | null = null
  for (const {pattern, order, needs} of forms) {
    if (needs && !needs.test(text)) continue
    const match = pattern().exec(text)
    if (!match || (first && match.index >= first.index)) continue
    const [year, month, day] = order.map((group) => match[group] ?? '') as [string, string, string]
    const monthNumber = /\d/u.test(month) ? Number(month) : monthOf(month)
    if (monthNumber === 0) continue
    first = {text: match[0], index: match.index, iso: toIso(Number(year), monthNumber, Number(day))}
  }
  return first
}

/** 0 for a word that names no month; abbreviations of three letters and more count. */
const monthOf = (name: string): number => months.findIndex((month) => month.startsWith(name.toLowerCase())) + 1

/** ISO form of a day that exists, else null. */
export function toIso(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? [padded(year, 4), padded(month, 2), padded(day, 2)].join('-') : null
}

// Put together by hand: V8 takes longer for its first ISO string than for ten texts without a date.
const padded = (number: number, length: number): string => String(number).padStart(length, '0')

/** Whether `HH:MM` or `HH:MM:SS` is a clock time (00:00 to 23:59:59). */
export function isClockTime(text: string): boolean {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/u.exec(text)
  return match !== null && Number(match[1]) < 24 && Number(match[2]) < 60 && Number(match[3] ?? 0) < 60
}

/** The handoff’s own date in ISO form: from a field named for it, else from the title, else from the head of the text. */
export const dateOf = ({source}: HandoffDocument, {title, fields, start, end}: Handoff): string | null =>
  findDate(title ?? '', fields, source.slice(start, Math.min(end, start + 3000)))

function findDate(title: string, fields: readonly Field[], head: string): string | null {
  const named = fields.find(
    ({key, value}) =>
      /^(?:session )?date$|^created|^updated|^last updated|^日期|^日付|^날짜|^datum|^fecha|^data$|^дата/u.test(key) &&
      readDate(value)?.iso
  )
  const sources = [named?.value ?? '', title, head]
  for (const text of sources) {
    const iso = readDate(text)?.iso
    if (iso) return iso
  }
  return null
}
