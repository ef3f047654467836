import type {Root} from 'mdast'
import type {Range} from './kept-template.ts'
import {keptTemplateRanges, titleSaysTemplate} from './kept-template.ts'
import type {Candidate, Known} from './placeholder-candidates.ts'
import {findCandidates} from './placeholder-candidates.ts'
import type {FileEvidence, LineEvidence} from './placeholder-evidence.ts'
import {fileEvidence, lineEvidence, ownEvidence, styleEvidence} from './placeholder-evidence.ts'
import type {Fence, Leaf} from './placeholder-leaves.ts'
import {fenceLeaves, findLeaves} from './placeholder-leaves.ts'
import {literalsOf, normalise} from './placeholder-literals.ts'
import type {Form} from './placeholder-scan.ts'
import type {Evidence} from './placeholder-weights.ts'
import {evident, thresholds} from './placeholder-weights.ts'

export type PlaceholderKind =
  | 'bracket'
  | 'brace'
  | 'angle'
  | 'marker'
  | 'ellipsis'
  | 'choice'
  | 'date-mask'
  | 'blank-rule'
  | 'paren'
  | 'comment'
  | 'guidance'
  | 'literal'

/** Text that somebody was meant to replace and has not. */
export interface Placeholder {
  kind: PlaceholderKind
  text: string
  /** UTF-16 offsets into the source. */
  start: number
  end: number
  /** Fills its item, cell, heading or paragraph; fills the value after a label; or stands inside other text. */
  slot: 'whole' | 'value' | 'part'
  /** How sure; `none` (judged legitimate) only comes with `explain`. */
  level: 'sure' | 'likely' | 'possible' | 'none'
  /** What spoke for and against, in words. */
  evidence: Evidence[]
}

export interface PlaceholderOptions {
  /** Exact placeholder texts of the template that the file follows: sure, whatever their form. */
  literals?: readonly string[]
  /** Regions that are not judged; templates kept on purpose are found without help. */
  skip?: readonly Range[]
  /** The file is itself a template: report all that a person was meant to replace. */
  template?: boolean
  /** Texts that the user says are fine. */
  allow?: readonly string[]
  /** Also return the spans judged legitimate, with level `none`. */
  explain?: boolean
}

/** Find what was meant to be replaced and was not, by weighing what speaks for and against each span. */
export function findPlaceholders(tree: Root, source: string, options: PlaceholderOptions = {}): Placeholder[] {
  const {leaves, fences} = findLeaves(tree, source)
  const skipped = [...(options.skip ?? []), ...(options.template ? [] : keptTemplateRanges(tree, source))]
  const literals = literalsOf(options.literals ?? none)
  const known = {literals, greedy: options.template === true}
  const judged = leaves.filter((leaf) => !isInside(leaf, skipped))
  const outside: Weighed[] = []
  for (const leaf of judged) search(source, leaf, known, outside)
  const template = options.template === true || titleSaysTemplate(tree, source) || isEvidentTemplate(judged, outside)
  const inside: Weighed[] = []
  for (const fence of fences) if (!isInside(fence, skipped)) searchFence(source, fence, template, known, inside)
  const all = withoutOverlaps([...outside, ...inside])
  const file = gather(source, all, template, options.template === true)
  return report(source, all, file, options)
}

/** Add the spans of a leaf. */
function search(source: string, leaf: Leaf, known: Known, into: Weighed[]): void {
  for (const candidate of findCandidates(source, leaf, known)) into.push(withOwnEvidence(candidate))
}

/** Add the spans of a fence; of one that is not judged only what can be nothing else. */
function searchFence(source: string, fence: Fence, template: boolean, known: Known, into: Weighed[]): void {
  const isTold = isJudged(fence, template)
  if (!isTold && known.literals.isEmpty) return
  const found: Weighed[] = []
  for (const leaf of fenceLeaves(fence, source)) search(source, leaf, known, found)
  for (const one of found) if (isTold || isUnmistakable(one)) into.push(one)
}

/** Weigh every span against the file and keep what the caller wants to hear of. */
function report(
  source: string,
  all: readonly Weighed[],
  file: FileEvidence,
  options: PlaceholderOptions
): Placeholder[] {
  const allowed = new Set((options.allow ?? []).map(normalise))
  const lines = byLine(all)
  const found: Placeholder[] = []
  for (const candidate of all) {
    const text = source.slice(candidate.start, candidate.end)
    if (allowed.size > 0 && allowed.has(normalise(text))) continue
    const line = lines.get(candidate.leaf)?.get(candidate.line) ?? {slots: 0, lastValue: -1}
    const evidence = [...candidate.own, ...fileEvidence(candidate, line, file)]
    const level = levelOf(total(evidence))
    if (level === 'none' && !options.explain) continue
    const {start, end} = candidate
    found.push({kind: kindOf(candidate), text, start, end, slot: slotOf(candidate), level, evidence})
  }
  return found
}

type Weighed = Candidate & {own: Evidence[]; sum: number}

function withOwnEvidence(candidate: Candidate): Weighed {
  const own = ownEvidence(candidate)
  return Object.assign(candidate, {own, sum: total(own)})
}

const total = (evidence: readonly Evidence[]): number => evidence.reduce((sum, {weight}) => sum + weight, 0)

const none: readonly string[] = []

const isInside = ({start}: Range, ranges: readonly Range[]): boolean =>
  ranges.some((range) => start >= range.start && start < range.end)

// In other languages a bracket is code; without a language the fence may show anything.
const isJudged = ({lang}: Fence, template: boolean): boolean =>
  lang === 'markdown' || lang === 'md' || (template && plainLanguages.has(lang))
const plainLanguages = new Set(['', 'text', 'txt', 'yaml'])

/** In code only the template’s own words tell, and only when they are more than a name. */
const isUnmistakable = ({literal, inner}: Candidate): boolean => literal && /\s/u.test(inner)

/** In document order, without what a longer span holds. */
function withoutOverlaps(candidates: Weighed[]): Weighed[] {
  let end = -1
  return candidates
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((candidate) => {
      const inside = candidate.start < end
      if (!inside) end = candidate.end
      return !inside
    })
}

/** Whether hardly a slot of the file has been filled in; paragraphs are not slots. */
function isEvidentTemplate(leaves: readonly Leaf[], candidates: readonly Weighed[]): boolean {
  const open = new Set(candidates.filter(({sum}) => sum >= thresholds.likely).map(({leaf}) => leaf))
  if (open.size < evident.slots) return false
  const slots = leaves.filter((leaf) => leaf.kind === 'item' || leaf.kind === 'cell' || open.has(leaf)).length
  return open.size / slots >= evident.share
}

function gather(
  source: string,
  candidates: readonly Weighed[],
  template: boolean,
  templateMode: boolean
): FileEvidence {
  const closed = new Set<string>()
  if (candidates.some(({form}) => form === 'angle')) {
    for (const [, name] of source.matchAll(/<\/([\w-]+)/gu)) if (name) closed.add(name)
  }
  return {template, templateMode, styles: styleEvidence(candidates), closed}
}

function byLine(candidates: readonly Weighed[]): Map<Leaf, Map<number, LineEvidence>> {
  const leaves = new Map<Leaf, Map<number, LineEvidence>>()
  for (const candidate of candidates) {
    const lines = leaves.get(candidate.leaf) ?? new Map<number, LineEvidence>()
    lines.set(candidate.line, lineEvidence(lines.get(candidate.line) ?? {slots: 0, lastValue: -1}, candidate))
    leaves.set(candidate.leaf, lines)
  }
  return leaves
}

function levelOf(sum: number): Placeholder['level'] {
  if (sum >= thresholds.sure) return 'sure'
  if (sum >= thresholds.likely) return 'likely'
  return sum >= thresholds.possible ? 'possible' : 'none'
}

function slotOf({placement: {place}}: Candidate): Placeholder['slot'] {
  if (place === 'whole') return 'whole'
  return place === 'value' || place === 'unit' ? 'value' : 'part'
}

const kindOf = ({literal, form}: Candidate): PlaceholderKind => (literal ? 'literal' : kinds[form])

const kinds: Record<Form, PlaceholderKind> = {
  bracket: 'bracket',
  brace: 'brace',
  'double-brace': 'brace',
  angle: 'angle',
  'wide-bracket': 'bracket',
  'cjk-bracket': 'bracket',
  paren: 'paren',
  variable: 'marker',
  'blank-rule': 'blank-rule',
  comment: 'comment',
  marker: 'marker',
  phrase: 'marker',
  ellipsis: 'ellipsis',
  'date-mask': 'date-mask',
  'letter-mask': 'marker',
  choice: 'choice',
  sample: 'guidance',
  numbered: 'guidance',
  guidance: 'guidance'
}
