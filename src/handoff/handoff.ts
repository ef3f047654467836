import type {Root, RootContent} from 'mdast'
import type {Role} from './role.ts'

/** A half-open range of UTF-16 offsets into the source. */
export interface Range {
  start: number
  end: number
}

/** A heading and what stands below it, up to the next heading of any depth. */
export interface Section extends Range {
  /** The heading as a reader sees it: no `#`, no emphasis marks. */
  heading: string
  /** `headingKey` of the heading: what two spellings of the same name share. */
  key: string
  /** `fold` of the heading: all of it. */
  folded: string
  /** 1–6; a bold line that stands for a heading is 7. */
  depth: number
  line: number
  /** The heading without its marks, for a narrow place. */
  headingRange: Range
  /** Index of the enclosing section in the document, or -1. */
  parent: number
  /** Own content, child sections excluded. */
  blocks: RootContent[]
  /** Best first; empty for a section that plays no role. */
  roles: Role[]
  /** Where the section ends with all its child sections. */
  treeEnd: number
}

/** `Label: value` anywhere, or a key of the front matter. */
export interface Field extends Range {
  label: string
  key: string
  value: string
  valueRange: Range
  line: number
  /** Index of the section it stands in, or -1 above the first heading. */
  section: number
  origin: 'front-matter' | 'label' | 'table'
  /** True when neither the line nor what follows it gives a value. */
  empty: boolean
}

/** Something in the text that points into the repository. */
export interface Reference extends Range {
  kind: 'path' | 'load' | 'commit' | 'branch'
  /** The path, oid or branch name alone. */
  target: string
  /** Line number given after a path (`src/a.ts:12`). */
  at: number | null
  line: number
}

/** One handoff: a whole file, or the part of it that the profile's scope names. */
export interface Handoff extends Range {
  title: string | null
  /** Indexes into `document.sections`, in document order. */
  sections: number[]
  fields: Field[]
  line: number
}

/** A Markdown file as rules see it; made once per tree. */
export interface HandoffDocument {
  tree: Root
  source: string
  /** Every section of the file, judged or not. */
  sections: Section[]
  handoffs: Handoff[]
  /** What is not judged: regions a profile ignores, templates kept on purpose. */
  skipped: Range[]
  /** The scope heading that was looked for and not found. */
  missingScope: string | null
  /** What was made of the document, by what made it (see `perDocument`). */
  made: Map<unknown, unknown>
}
