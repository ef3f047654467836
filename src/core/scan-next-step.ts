import type {List, ListItem, RootContent} from 'mdast'
import {hasContent, visibleText} from '../handoff/content.ts'
import type {Handoff, HandoffDocument, Section} from '../handoff/handoff.ts'
import {rolesOf} from '../handoff/role.ts'

/** More would push the rest of a line out of sight. */
const longest = 160

/**
 * What a handoff wants done first, on one line: the first open item of its next steps, else what stands there instead of
 * items, else a field that names them, else the first open box anywhere; null when it does not say.
 */
export function nextStep(document: HandoffDocument, handoff: Handoff): string | null {
  for (const index of handoff.sections) {
    if (!document.sections[index]?.roles.includes('next')) continue
    const text = firstStep(blocksBelow(document, index))
    if (text !== null) return shorten(text)
  }
  const field = handoff.fields.find(({label, empty}) => !empty && rolesOf(label)[0] === 'next')
  return field ? shorten(field.value) : firstBox(document, handoff)
}

function firstBox({sections}: HandoffDocument, handoff: Handoff): string | null {
  const items = itemsOf(handoff.sections.flatMap((index) => sections[index]?.blocks ?? []))
  const open = items.find(({checked}) => checked === false)
  return open ? shorten(itemText(open)) : null
}

/** The blocks of a section and of those under it, in order. */
function blocksBelow({sections}: HandoffDocument, index: number): RootContent[] {
  const top = sections[index]
  if (!top) return []
  const isInside = (section: Section) => section.start >= top.start && section.start < top.treeEnd
  return sections.filter(isInside).flatMap(({blocks}) => blocks)
}

function firstStep(blocks: readonly RootContent[]): string | null {
  const items = itemsOf(blocks)
  const item = items.find(({checked}) => checked !== true)
  // What is ticked is done: it is not next.
  if (items.length > 0) return item ? itemText(item) : null
  const block = blocks.find((one) => one.type !== 'html' && hasContent(one))
  return block ? visibleText(block).trim() : null
}

const itemsOf = (blocks: readonly RootContent[]): ListItem[] =>
  blocks
    .filter((block): block is List => block.type === 'list')
    .flatMap(({children}) => children)
    .filter(hasContent)

/** The item without the items below it. */
const itemText = ({children}: ListItem): string =>
  visibleText(children.find((block) => block.type !== 'list') ?? (children[0] as RootContent)).trim()

function shorten(text: string): string | null {
  const line = text.replace(/\s+/gu, ' ').trim()
  if (line === '') return null
  const characters = [...line]
  return characters.length <= longest
    ? line
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
}
