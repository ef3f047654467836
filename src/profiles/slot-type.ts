import type {FieldType} from '../handoff/expected.ts'
import {fold} from '../handoff/fold.ts'

const dateMask =
  /(?:[YAJГ年]{4}|yyyy|aaaa|jjjj|гггг)[-/.年].*(?:[DTJД日]{1,2}|dd|jj|tt|дд|日)|(?:DD|JJ|TT|ДД|MM)[-/.](?:MM|DD|ММ)[-/.](?:YYYY|AAAA|JJJJ|ГГГГ)/u
const timeMask = /(?<!\p{L})(?:HH|hh|ЧЧ|SS)[:h](?:MM|mm|ММ)/u
const delimiters = /^[[{<(（【［｛`_*]+|[\]}>)）】］｝`_*]+$/gu

/** What a slot asks for, and the values of a choice. */
export interface SlotType {
  type: FieldType
  values: string[]
}

/**
 * Read the type of a slot from its text, the label before it and what follows it.
 *
 * @param after the rest of the line behind the slot: `%` and `/10` tell what the number means.
 */
export function slotType(text: string, label: string | null, after: string): SlotType {
  const inner = text.replace(delimiters, '').trim()
  const key = fold(inner.replace(/_/gu, ' '))
  const name = fold(label ?? '')
  const values = choices(inner)
  const plain = (type: FieldType): SlotType => ({type, values: []})
  const date = dateMask.test(inner) || key === 'date' || key === 'today'
  const time = timeMask.test(inner) || key === 'time' || key === 'hh:mm'
  if (date && time) return plain('datetime')
  if (date) return plain('date')
  if (time) return plain('time')
  if (values.length > 1) return {type: 'choice', values}
  if (/^\s?\/\s?10\b/u.test(after)) return plain('score')
  if (after.startsWith('%') || /^\W*(?:percent|%|n%|xx?%)\W*$/iu.test(inner)) return plain('percent')
  if (/(?:^| )(?:git )?branch(?: name)?$/u.test(key) || name === 'branch' || name === 'git branch')
    return plain('branch')
  if (/^(?:session )?duration(?: |$)|^(?:time spent|recovery time)/u.test(name) || /^duration(?: |$)/u.test(key)) {
    return plain('duration')
  }
  if (/^(?:session |last )?(?:date|updated)$|^created(?: on)?$/u.test(name) && /date|yyyy|day/u.test(key)) {
    return plain('date')
  }
  return plain('text')
}

/** `A / B / C`, `A | B`, `PASS/FAIL`: short values set apart; a path is no choice. */
function choices(inner: string): string[] {
  const spaced = inner.split(/\s+[/|／｜]\s+|\s*[|｜／]\s*/u).map((value) => value.trim())
  const values = spaced.length > 1 ? spaced : /^[^/\s]+(?:\/[^/\s]+)+$/u.test(inner) ? inner.split('/') : []
  const short = values.every((value) => value !== '' && value.split(/\s+/u).length <= 4)
  if (values.length < 2 || !short) return []
  // Without spaces only words that shout or symbols are a choice: `PASS/FAIL`, `✅/❌`, but not `src/lib`.
  return spaced.length > 1 || values.every((value) => !/\p{Ll}/u.test(value)) ? values : []
}
