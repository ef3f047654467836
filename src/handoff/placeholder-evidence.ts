import {isAscii} from './characters.ts'
import {once} from './memo.ts'
import type {Candidate} from './placeholder-candidates.ts'
import {type ContentSign, isYamlList} from './placeholder-content.ts'
import type {Form} from './placeholder-scan.ts'
import type {ContextSign, Evidence} from './placeholder-weights.ts'
import {contentWeights, contextWeights, formWeights, placeWeights} from './placeholder-weights.ts'
import {beginningsOf, mayHold} from './word-beginnings.ts'

interface Style {
  slots: Set<string>
  tags: number
  /** How many of the tags stand outside of headings. */
  inProse: number
}

/** What the file as a whole says, gathered before single spans are judged. */
export interface FileEvidence {
  template: boolean
  templateMode: boolean
  /** By style: the different texts that fill a slot, and how many only tag a line. */
  styles: Map<string, Style>
  /** Names of markup that is closed somewhere. */
  closed: ReadonlySet<string>
}

const slotPlaces = new Set(['whole', 'value', 'label', 'lead', 'tail', 'unit'])
const tagPlaces = new Set(['tag', 'value-tag', 'inside', 'ending'])

/** What of its own line speaks for or against a span, besides form, place and content; the weights have their own table. */
const applies: Partial<Record<ContextSign, (candidate: Candidate) => boolean>> = {
  code: ({code, form}) => code && form !== 'letter-mask',
  quoted: ({leaf}) => leaf.quoted,
  inQuotes: ({inQuotes}) => inQuotes,
  metadata: ({leaf, form}) => leaf.kind === 'meta' && form === 'bracket',
  yamlList: ({leaf, form, inner}) => leaf.kind === 'meta' && form === 'bracket' && isYamlList(inner),
  elision: ({leaf, form, placement: {place}}) => form === 'ellipsis' && place === 'whole' && leaf.kind === 'paragraph',
  format: ({placement: {label}}) => label !== '' && speaksOfForm(label),
  heading: ({leaf, form, placement: {place}}) =>
    leaf.kind === 'heading' && form !== 'marker' && namingPlaces.has(place),
  section: ({leaf, form}) => leaf.kind === 'heading' && form === 'marker',
  task: (candidate) => candidate.form === 'marker' && isTask(candidate),
  hash: ({form, inner}) => form === 'letter-mask' && /^x{5,}$/iu.test(inner),
  mention: ({signs, leaf, placement: {place}}) =>
    leaf.kind !== 'heading' && tagPlaces.has(place) && signs.includes('fill-word'),
  alone: ({leaf, form, signs, placement: {place}}) =>
    leaf.alone &&
    (loneForms.has(form) ? place === 'whole' || place === 'label' : place === 'whole' && isRequest(signs)),
  title: ({form, leaf, placement: {place}}) => form === 'cjk-bracket' && place === 'whole' && leaf.kind !== 'cell',
  emphasised: ({form, emphasised}) => form === 'guidance' && emphasised,
  fillsLine: ({fillsLine, placement: {place}}) => fillsLine && !slotPlaces.has(place),
  echo: ({echo, placement: {place}}) => echo && slotPlaces.has(place),
  literal: (candidate) => candidate.literal && standsFree(candidate),
  literalText: (candidate) => candidate.literal && !standsFree(candidate) && !isMention(candidate)
}
const tests = Object.entries(applies) as [ContextSign, (candidate: Candidate) => boolean][]

/** The evidence of a span that needs no other span. */
export function ownEvidence(candidate: Candidate): Evidence[] {
  const {form, placement, signs} = candidate
  const entries = [formWeights[form], placeWeights[placement.place], ...signs.map((sign) => contentWeights[sign])]
  for (const [sign, test] of tests) if (test(candidate)) entries.push(contextWeights[sign])
  return entries.map(([weight, reason]) => ({reason, weight}))
}

/** Two words and more that ask for something; two words alone may be a remark. */
const isRequest = (signs: readonly ContentSign[]): boolean =>
  signs.includes('words') && signs.some((sign) => sign === 'instruction' || sign === 'generic' || sign === 'options')

// What no bracket sets off from the words beside it.
const bareForms = new Set<Form>(['date-mask', 'letter-mask', 'sample', 'numbered', 'marker', 'phrase', 'ellipsis'])
const joinedPlaces = new Set(['attached', 'path'])

/** A text of the template counts as left over where it is a thing of its own, not a piece of a name or of a sentence. */
const standsFree = ({form, inner, leaf, placement: {place}}: Candidate): boolean =>
  bareForms.has(form)
    ? !joinedPlaces.has(place) && (leaf.kind === 'heading' || !prosePlaces.has(place))
    : !joinedPlaces.has(place) || /\s/u.test(inner)

const prosePlaces = new Set(['inside', 'tag', 'ending', 'listed'])

/** `files are called YYYY-MM-DD-slug.md`, `where YYYY is the year`. */
const isMention = ({form, placement: {place}}: Candidate): boolean => bareForms.has(form) && place !== 'ending'

const formatWord =
  /\b(?:format(?:s|ted)?|pattern|naming|convention|syntax|usage|examples?|file ?names?|schema|regex|template|placeholder|values?|legend|one of|allowed|possible|options?|states|called|named|written|valores|werte|valeurs|formato|ejemplo|exemplo|exemple|beispiel)\b|格式|命名|形式|示例|формат|пример|例$/iu
const formatWords = once(() =>
  beginningsOf(
    'format*|pattern|naming|convention|syntax|usage|example*|file*|schema|regex|template|placeholder|value*|legend|one|' +
      'allowed|possible|option*|states|called|named|written|valores|werte|valeurs|ejemplo|exemplo|exemple|beispiel'
  )
)

/** Whether a label says that what follows shows a form: `Format: …`. */
const speaksOfForm = (label: string): boolean =>
  (!isAscii(label) || mayHold(label, formatWords())) && formatWord.test(label)

const namingPlaces = new Set(['ending', 'inside', 'listed'])

/** `| fix login | TODO |` and `Status: TODO` are states, `TODO: fix login` is a task: nothing is missing there. */
function isTask({inner, leaf, placement: {place, label}}: Candidate): boolean {
  if (!/^(?:TODO|FIXME|to do)(?!\p{L})/iu.test(inner)) return false
  return (
    leaf.kind === 'cell' ||
    (place !== 'whole' && place !== 'value') ||
    /stat(?:us|e)|état|estado|状态|状態|상태|статус/iu.test(label)
  )
}

// Forms that say nothing by themselves and much when their section holds nothing else.
const loneForms = new Set(['marker', 'guidance', 'phrase', 'paren', 'ellipsis'])

/** Which spans look alike. */
const styleOf = ({form}: Candidate): string => form

/** What the spans of one line have in common, so that a span need not look at each of its neighbours. */
export interface LineEvidence {
  slots: number
  lastValue: number
}

/** Count the spans of a line that fill a slot, and find where its last value stands. */
export function lineEvidence(line: LineEvidence, {placement: {place}, start}: Candidate): LineEvidence {
  if (slotPlaces.has(place)) line.slots++
  if (place === 'value') line.lastValue = Math.max(line.lastValue, start)
  return line
}

/** The evidence that other spans and the file lend to one. */
export function fileEvidence(candidate: Candidate, line: LineEvidence, file: FileEvidence): Evidence[] {
  const found: Evidence[] = []
  const add = ([weight, reason]: readonly [number, string], times = 1): void => {
    found.push({reason, weight: weight * times})
  }
  const {place} = candidate.placement
  const style = file.styles.get(styleOf(candidate))
  const others = style ? style.slots.size - (style.slots.has(candidate.inner) ? 1 : 0) : 0
  if (others > 0) add(contextWeights.repeated, Math.min(others, 4))
  else if (style && style.tags >= 2) add(contextWeights.tagStyle)
  if (file.templateMode) add(contextWeights.templateMode)
  else if (file.template) add(contextWeights.template)
  if (line.slots > (slotPlaces.has(place) ? 1 : 0)) add(contextWeights.neighbour)
  if (others >= 2 && isTitleBrace(candidate) && style?.inProse === 0) add(contextWeights.onlySlots)
  const isLabel = place === 'label' && candidate.form !== 'numbered'
  if (isLabel && line.lastValue > candidate.end) add(contextWeights.labelled)
  if (candidate.form === 'angle' && file.closed.has(nameOf(candidate.inner))) add(contextWeights.closed)
  return found
}

const isTitleBrace = ({form, leaf, placement: {place}}: Candidate): boolean =>
  leaf.kind === 'heading' && form.endsWith('brace') && namingPlaces.has(place)

const nameOf = (inner: string): string => /^[\w-]*/u.exec(inner)?.[0] ?? ''

/** Gather by style which texts fill slots; only what already stands on its own counts. */
export function styleEvidence(candidates: readonly (Candidate & {sum: number})[]): FileEvidence['styles'] {
  const styles: FileEvidence['styles'] = new Map()
  for (const candidate of candidates) {
    const key = styleOf(candidate)
    const style = styles.get(key) ?? {slots: new Set<string>(), tags: 0, inProse: 0}
    styles.set(key, style)
    const {place} = candidate.placement
    if (slotPlaces.has(place) && candidate.sum >= 2) style.slots.add(candidate.inner)
    else if (tagPlaces.has(place)) {
      style.tags++
      if (candidate.leaf.kind !== 'heading') style.inProse++
    }
  }
  return styles
}
