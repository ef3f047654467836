import type {Profile, Slot} from '../../src/profiles/profile.ts'
import {judgedSlots, replaceSlots} from '../../src/profiles/scaffold.ts'

const texts = [
  'The retry queue drains within a second. Its alert still needs a threshold',
  'Payments are retried three times. The fourth attempt goes to the dead letter queue',
  'The importer reads both formats. Only the old one is measured so far'
]

/** What a careful person would write into a slot. */
export function realisticValue(slot: Slot, index: number): string {
  switch (slot.type) {
    case 'date':
      return '2026-03-14'
    case 'time':
      return '16:30:00'
    case 'datetime':
      return '2026-03-14 16:30'
    case 'choice':
      return slot.values[index % slot.values.length] ?? ''
    case 'duration':
      return '2 h 30 min'
    case 'percent':
      return '80'
    case 'score':
      return '8'
    case 'branch':
      return 'feat/retry-queue'
    default:
      return slot.heading ? `retry queue ${index + 1}` : (texts[index % texts.length] ?? '')
  }
}

/** The template with every slot filled by a realistic value. */
export const fillAll = (profile: Profile): string => {
  const slots = judgedSlots(profile)
  return replaceSlots(profile.template, slots, (slot) => realisticValue(slot, slots.indexOf(slot)))
}
