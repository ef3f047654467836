import type {HandoffDocument, Section} from '../handoff/handoff.ts'
import {headingPattern} from '../handoff/heading-pattern.ts'
import {readDocument} from '../handoff/read.ts'
import {parse} from '../parse.ts'
import type {Profile} from './profile.ts'

/**
 * Open a new handoff in a file that holds many.
 *
 * `section` scope (a rolling file): the current section moves to the top of the history, the new one takes its place.
 * `each` scope (a growing log): the new block goes before the first or behind the last, as the file does it by its dates.
 *
 * @param whole a complete new file in the profile’s format; only its scope section is taken.
 * @returns the new text, or null when the file has no place for it.
 */
export function openHandoff(profile: Profile, existing: string, whole: string): string | null {
  const {scope} = profile.model
  if (!scope) return null
  const fresh = scopeBlocks(whole, profile)[0]
  if (!fresh) return null
  const block = whole.slice(fresh.start, fresh.treeEnd).trimEnd()
  const blocks = scopeBlocks(existing, profile)
  if (scope.kind === 'each') return insertBlock(existing, blocks, block)
  return replaceCurrent(profile, existing, blocks[0], block)
}

function scopeBlocks(text: string, {model}: Profile): Section[] {
  const document = readDocument(parse(text), text, model)
  return document.handoffs.flatMap(({start}) => document.sections.find((section) => section.start === start) ?? [])
}

/** Logs whose first date is younger than their last grow at the top. */
function insertBlock(text: string, blocks: readonly Section[], block: string): string {
  const [first] = blocks
  const last = blocks.at(-1)
  if (!first || !last) return `${text.trimEnd()}\n\n${block}\n`
  const isNewestFirst = blocks.length > 1 && dateOf(first) > dateOf(last)
  const at = isNewestFirst ? first.start : last.treeEnd
  return join(text.slice(0, at), block, text.slice(at))
}

const dateOf = ({heading}: Section): string => /\d{4}-\d{2}-\d{2}/u.exec(heading)?.[0] ?? ''

const join = (...parts: string[]): string =>
  `${parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join('\n\n')}\n`

function replaceCurrent(profile: Profile, text: string, current: Section | undefined, block: string): string {
  if (!current) return join(text, block)
  const old = text.slice(current.start, current.treeEnd).trim()
  const rest = text.slice(current.treeEnd)
  const history = findHistory(profile, text)
  if (!history || history.start < current.treeEnd) {
    return join(
      text.slice(0, current.start),
      block,
      rest,
      `${'#'.repeat(current.depth)} Historical Handoffs`,
      archived(old)
    )
  }
  const introEnd = historyStart(text, history)
  return join(
    text.slice(0, current.start),
    block,
    text.slice(current.treeEnd, introEnd),
    archived(old),
    text.slice(introEnd)
  )
}

/** The part where old handoffs are kept: the ignored section whose name speaks of history. */
function findHistory(profile: Profile, text: string): Section | undefined {
  const {sections}: HandoffDocument = readDocument(parse(text), text, {ignore: []})
  const known = profile.model.ignore
    .filter((heading) => /histor|archive|previous|past/iu.test(heading))
    .map(headingPattern)
  return sections.findLast((section) => known.some((test) => test(section)))
}

/** Old handoffs stand below the words that introduce them. */
function historyStart(text: string, history: Section): number {
  const next = /^#{1,6} /mu.exec(text.slice(history.headingRange.end))
  return next ? history.headingRange.end + next.index : text.length
}

/** One level down, and no longer the current one: `## Current Handoff (…)` becomes `### Handoff (…)`. */
function archived(old: string): string {
  let fenced = false
  const lines = old.split('\n').map((line) => {
    if (/^\s*(?:```|~~~)/u.test(line)) fenced = !fenced
    return !fenced && /^#{1,5} /u.test(line) ? `#${line}` : line
  })
  const [heading = '', ...body] = lines
  return [heading.replace(/^(#+ )current /iu, '$1'), ...body].join('\n').trimEnd()
}
