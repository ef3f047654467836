import type {Root} from 'mdast'
import type {Directive} from '../handoff/directive.ts'
import type {Field, HandoffDocument, Range} from '../handoff/handoff.ts'
import type {Slot} from './profile.ts'
import type {TemplateSource} from './template-source.ts'

/** Everything the steps of the compilation share. */
export interface Draft {
  source: TemplateSource
  name: string
  tree: Root
  document: HandoffDocument
  fields: Field[]
  slots: Slot[]
  sectionDirectives: Map<number, Directive>
  fieldDirectives: Map<number, Directive>
  /** The section that is one handoff, or -1 when the whole file is. */
  scope: number
}

/** Where the line ends that an offset lies in. */
export const lineEnd = (text: string, offset: number): number => {
  const at = text.indexOf('\n', offset)
  return at === -1 ? text.length : at
}

export const isInside = (inner: Range, outer: Range): boolean => inner.start >= outer.start && inner.end <= outer.end

/** The parts of a list that is written with commas. */
export const commaList = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
