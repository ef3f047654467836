import type {ExpectedField} from '../handoff/expected.ts'
import type {Field} from '../handoff/handoff.ts'
import {commaList, type Draft, isInside} from './compile-draft.ts'

/** Fields above the first judged section: of the handoff as a whole. */
export function headFields(draft: Draft): ExpectedField[] {
  const {document, scope, fields} = draft
  const head = (index: number) =>
    scope === -1 ? index === -1 || (index === 0 && document.sections[0]?.depth === 1) : index === scope
  return fields.flatMap((field, index) =>
    head(field.section) && isDeclared(draft, field) ? [expectField(draft, field, index, true)] : []
  )
}

/** Fields that stand in one section. */
export function sectionFields(draft: Draft, section: number, isEntry: boolean): ExpectedField[] {
  return draft.fields.flatMap((field, index) =>
    field.section === section && isDeclared(draft, field)
      ? [expectField(draft, field, index, isEntry || draft.source.marked)]
      : []
  )
}

/** A labelled line asks for a value when the template leaves the value open. */
const isDeclared = ({slots}: Draft, field: Field): boolean =>
  field.origin === 'front-matter' ||
  (field.origin === 'label' && (field.value === '' || slots.some((slot) => isInside(slot, field.valueRange))))

function expectField(draft: Draft, field: Field, index: number, required: boolean): ExpectedField {
  const directive = draft.fieldDirectives.get(index)
  const slots = draft.slots.filter((slot) => isInside(slot, field.valueRange))
  const [first] = slots
  const types = new Set(slots.map(({type}) => type))
  const whole =
    first && slots.length === 1 && first.end - first.start >= field.value.replace(/%|\/\s?\d+/u, '').trim().length
  const type =
    types.has('date') && types.has('time') ? 'datetime' : whole || types.size === 1 ? (first?.type ?? 'text') : 'text'
  return {
    label: field.label,
    aliases: commaList(directive?.options['aliases']),
    type: type === 'choice' && !whole ? 'text' : type,
    values: type === 'choice' && whole ? first.values : [],
    ...(type === 'score' ? {max: 10} : {}),
    required: directive?.words.includes('optional') ? false : directive?.words.includes('required') || required
  }
}
