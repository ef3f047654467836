import type {ListItem, Nodes} from 'mdast'
import {visibleText} from './content.ts'
import type {Handoff, HandoffDocument} from './handoff.ts'
import {isSkipped} from './read.ts'
import {type Role, rolesOf} from './role.ts'

/**
 * The roles that something in a handoff plays for its reader: a section of any depth, a field with a value, boxes (an open
 * one is a next step, a ticked one is done), or sentences right below the title, which say where things stand.
 */
export function playedRoles(document: HandoffDocument, handoff: Handoff): Set<Role> {
  const played = new Set<Role>()
  for (const index of handoff.sections) for (const role of document.sections[index]?.roles ?? []) played.add(role)
  for (const {label, empty} of handoff.fields) if (!empty) for (const role of rolesOf(label)) played.add(role)
  for (const item of boxesOf(document, handoff)) played.add(item.checked ? 'done' : 'next')
  if (hasLead(document, handoff)) played.add('summary')
  return played
}

function boxesOf(document: HandoffDocument, {start, end}: Handoff): ListItem[] {
  const boxes: ListItem[] = []
  const stack: Nodes[] = [...document.tree.children]
  for (let node = stack.pop(); node; node = stack.pop()) {
    const offset = node.position?.start.offset ?? -1
    const range = {start: offset, end: offset}
    if (offset < start || offset >= end || isSkipped(document, range)) continue
    if (node.type === 'listItem' && typeof node.checked === 'boolean' && visibleText(node) !== '') boxes.push(node)
    if (node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote') stack.push(...node.children)
  }
  return boxes
}

/** Fewer letters than in a sentence are a subtitle. */
const shortestLead = 60

/** A paragraph between the title and the first section that is no list of fields. */
function hasLead({tree, sections}: HandoffDocument, {start, fields}: Handoff): boolean {
  const first = sections.findIndex((section) => section.start >= start)
  const title = sections[first]
  const blocks = title?.depth === 1 || title?.start === start ? title.blocks : leadBlocks(tree.children, title?.start)
  return blocks.some((block) => {
    const from = block.position?.start.offset ?? -1
    const to = block.position?.end.offset ?? -1
    const isFields = fields.some((field) => field.start >= from && field.start < to)
    return (
      (block.type === 'paragraph' || block.type === 'blockquote') &&
      !isFields &&
      visibleText(block).length >= shortestLead
    )
  })
}

const leadBlocks = (nodes: readonly Nodes[], until = Number.POSITIVE_INFINITY): Nodes[] =>
  nodes.filter(({position}) => (position?.start.offset ?? until) < until)
