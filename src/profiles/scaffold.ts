import type {Profile, Slot} from './profile.ts'

/** What is known when a handoff is begun. */
export interface Known {
  /** ISO day. */
  date?: string | undefined
  /** `HH:MM:SS`, by the clock of whoever writes. */
  time?: string | undefined
  branch?: string | undefined
  author?: string | undefined
  title?: string | undefined
}

/** The template’s text with everything filled in that is known already; the other slots stay. */
export const scaffold = (profile: Profile, known: Known): string =>
  replaceSlots(profile.template, judgedSlots(profile), (slot) => knownValue(slot, known))

/** The slots that a person fills: not those of parts that are kept as they are, such as a copy-me template. */
export const judgedSlots = ({slots, sections}: Profile): Slot[] =>
  slots.filter((slot) => {
    const section = sections[slot.section]
    return !section?.unjudged || slot.heading || section.depth === 1 || !section.text.length
  })

/** Replace slots of a text; those without a value stay. Slots must be in order. */
export function replaceSlots(
  text: string,
  slots: readonly Slot[],
  value: (slot: Slot) => string | null,
  offset = 0
): string {
  let result = ''
  let from = 0
  for (const slot of slots) {
    const given = value(slot)
    if (given === null) continue
    result += text.slice(from, slot.start - offset) + given
    from = slot.end - offset
  }
  return result + text.slice(from)
}

/** What goes into a slot by its type, or null when that is for a person to say. */
export function knownValue(slot: Slot, {date, time, branch, author, title}: Known): string | null {
  const clock = time && slot.text.match(/:/gu)?.length === 1 && !slot.text.includes('SS') ? time.slice(0, 5) : time
  if (slot.type === 'date') return date ?? null
  if (slot.type === 'time') return clock ?? null
  if (slot.type === 'datetime') return date && time ? `${date} ${time.slice(0, 5)}` : null
  if (slot.type === 'branch') return branch ?? null
  if (slot.label !== null && /^(?:author|written by|by|agent)$/iu.test(slot.label)) return author ?? null
  const isTitle = slot.heading && slot.section === 0
  return isTitle ? (title ?? null) : null
}
