import {isClockTime, readDate} from './date.ts'
import type {ExpectedField, FieldType} from './expected.ts'
import {fold} from './fold.ts'
import type {Field, Range} from './handoff.ts'

/** What is wrong with a value. */
export interface ValueProblem {
  reason: string
  place: Range
  level: 'error' | 'warning'
  note: string
  expected?: string[]
}

type Check = (value: string, expected: ExpectedField) => Omit<ValueProblem, 'place'> | null

const honest = /^(?:unknown|none|n\/a|not yet|not run|not measured)(?!\p{L})/iu

/** Judge a value by the type of its field; null when it may be true, is absent, or honestly says that nobody knows. */
export function checkFieldValue(field: Field | undefined, expected: ExpectedField): ValueProblem | null {
  if (!field || field.value === '' || expected.type === 'text') return null
  const value = field.value.replace(/^[`*_~\s]+|[`*_~\s]+$/gu, '')
  if (value === '' || (/^[un]/iu.test(value) && honest.test(value))) return null
  const problem = checks[expected.type](value, expected)
  return problem && {...problem, place: field.valueRange}
}

const checks: Record<FieldType, Check> = {
  text: () => null,
  date: checkDate,
  time: checkTime,
  datetime: (value) => checkDate(value) ?? (/\d[:h]\d/u.test(value) ? checkTime(value) : null),
  choice: checkChoice,
  duration: (value) =>
    /[\p{N}]|\b(?:hour|minute|day|half|one|two|three)/iu.test(value)
      ? null
      : problem(
          'warning',
          `duration \`${short(value)}\``,
          'a number with its unit, as in `2 h 30 min`',
          'Give the time it took.'
        ),
  percent: (value) => {
    const number = /(\d+(?:[.,]\d+)?)/u.exec(value)?.[1]
    if (number === undefined)
      return problem('error', `percentage \`${short(value)}\``, '0 to 100', 'Give a number with `%`.')
    return inRange(number, 100)
      ? null
      : problem('error', `percentage \`${short(value)}\``, '0 to 100', 'Nothing is more than done.')
  },
  score: (value, {max = 10}) => {
    const number = /(\d+(?:[.,]\d+)?)/u.exec(value)?.[1]
    const fix = `Give a number from 0 to ${max}.`
    if (number === undefined) return problem('error', `score \`${short(value)}\``, `0 to ${max}`, fix)
    return inRange(number, max) ? null : problem('error', `score \`${short(value)}\``, `0 to ${max}`, fix)
  },
  branch: (value) =>
    /^`?[^\s~^:?*[\\`]+`?(?:\s*[(（—–,;-].*)?$/u.test(value)
      ? null
      : problem(
          'warning',
          `branch \`${short(value)}\``,
          'the name of a git branch',
          'Give the name that `git branch --show-current` prints.'
        )
}

const inRange = (text: string, max: number): boolean => Number(text.replace(',', '.')) <= max

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text).replace(/`/gu, '')

function problem(level: 'error' | 'warning', what: string, wanted: string, note: string): Omit<ValueProblem, 'place'> {
  return {level, reason: `Unexpected ${what}, expected ${wanted}`, note}
}

/** `January 2024`, `2024-01`: not wrong, but no day. */
const monthAlone = /^(?:[A-Za-z]{3,9}\.?,? \d{4}|\d{4}-\d{2})$/u

function checkDate(value: string): ReturnType<Check> {
  const date = readDate(value)
  if (!date) {
    return problem(
      monthAlone.test(value) ? 'warning' : 'error',
      `date \`${short(value)}\``,
      'a day such as `2026-03-14`',
      'Give the day on which the session ended.'
    )
  }
  if (!date.iso) {
    return problem(
      'error',
      `date \`${date.text}\``,
      'a day that the calendar has',
      'Give the day on which the session ended.'
    )
  }
  const numeric = /^[\d./-]+$/u.test(date.text)
  if (!numeric || date.text === date.iso) return null
  const fixed = value.replace(date.text, date.iso)
  return {
    ...problem('warning', `date \`${date.text}\``, `\`${date.iso}\``, 'ISO dates sort and cannot be misread.'),
    ...(fixed === date.iso ? {expected: [date.iso]} : {})
  }
}

function checkTime(value: string): ReturnType<Check> {
  const text = /(?<!\d)\d{1,2}[:h]\d{2}(?::\d{2})?(?!\d)/u.exec(value)?.[0]
  if (text && isClockTime(text.replace('h', ':'))) return null
  if (!text && /\d\s?[ap]\.?m\b/iu.test(value)) return null
  return problem('error', `time \`${short(value)}\``, 'a time such as `16:30`', 'Give the time by a 24-hour clock.')
}

/** The chosen value may be decorated before and explained after. */
function checkChoice(value: string, {values}: ExpectedField): ReturnType<Check> {
  const given = fold(value)
  const hits = values.filter((one) => {
    const wanted = fold(one)
    return wanted === '' ? value.includes(one) : containsWords(given, wanted)
  })
  const list = values.map((one) => `\`${one}\``).join(', ')
  if (hits.length > 0) return null
  return problem(
    'error',
    `value \`${short(value)}\``,
    `one of ${list}`,
    'Choose one of the values; explain it behind the value if need be.'
  )
}

function containsWords(text: string, words: string): boolean {
  const at = text.indexOf(words)
  if (at === -1) return false
  const edge = (character: string | undefined) => character === undefined || !/[\p{L}\p{N}]/u.test(character)
  return edge(text[at - 1]) && edge(text[at + words.length])
}
