import type {ContentSign} from './placeholder-content.ts'
import type {Place} from './placeholder-place.ts'
import type {Form} from './placeholder-scan.ts'

/** One thing that speaks for (positive) or against (negative) a span. */
export interface Evidence {
  reason: string
  weight: number
}

/** Sums from which a span is reported, and how. */
export const thresholds = {sure: 5, likely: 2.5, possible: 0.5} as const

/** From how many open slots, and which share of all, a file is evidently a template. */
export const evident = {slots: 4, share: 0.35} as const

type Entry = readonly [weight: number, reason: string]

/** How it is written. */
export const formWeights: Record<Form, Entry> = {
  bracket: [-1, 'square brackets, which also mark tags and notes'],
  brace: [-0.5, 'braces, which also mark code'],
  'double-brace': [1, 'double braces, as template engines write them'],
  angle: [-1, 'angle brackets, which also mark markup'],
  'wide-bracket': [-1, 'full-width brackets, which also mark notes'],
  'cjk-bracket': [-2.5, 'corner brackets, which also set off titles'],
  paren: [-4, 'parentheses, which mostly hold remarks'],
  variable: [1, 'a variable that a command replaces'],
  'blank-rule': [2, 'a line to write on'],
  comment: [0.5, 'a comment where a value is due'],
  marker: [2.5, 'a word that says “not yet”'],
  phrase: [2.5, 'words that say “fill this in”'],
  ellipsis: [1.5, 'dots instead of a value'],
  'date-mask': [1.5, 'letters in place of a date or time'],
  'letter-mask': [1.5, 'X in place of a value'],
  choice: [1, 'a choice that nobody made'],
  sample: [0.5, 'a name that stands for any name'],
  numbered: [-1.5, 'a numbered name that stands for any name'],
  guidance: [-1.5, 'an instruction to the writer']
}

/** Where it stands: the slot test, the strongest evidence there is. */
export const placeWeights: Record<Place, Entry> = {
  whole: [3, 'fills its line, cell or heading'],
  value: [3, 'fills the value of a label'],
  label: [0, 'is a label itself'],
  lead: [1.5, 'fills the first part of its line'],
  tail: [1.5, 'fills a part of its line'],
  unit: [1.5, 'stands where a number is due'],
  aside: [-0.5, 'stands in parentheses'],
  listed: [-1, 'stands in an enumeration'],
  ending: [-1, 'ends a line of text'],
  tag: [-3, 'opens a line of text, as a tag does'],
  'value-tag': [-1.5, 'opens a value that goes on'],
  inside: [-2, 'stands inside a sentence'],
  attached: [-3, 'is joined to a word or an operator'],
  path: [-3.5, 'is a part of a path or a name']
}

/** What it says. */
export const contentWeights: Record<ContentSign, Entry> = {
  weak: [-2, 'may just as well be a statement or a task'],
  words: [1, 'two or more words'],
  instruction: [1.5, 'reads like an instruction'],
  options: [1.5, 'offers options'],
  mask: [2, 'holds a mask such as YYYY'],
  numbered: [1, 'is numbered like a sample'],
  generic: [1, 'names a kind of value, not a value'],
  snake: [1, 'is named like a variable'],
  capitals: [-0.5, 'is in capitals, as tags are'],
  'fill-word': [2.5, 'says that it is to be filled in'],
  status: [-4, 'is a status'],
  honest: [-9, 'is an honest “none” or “unknown”'],
  numeric: [-9, 'is a number, an index or an interval'],
  box: [-9, 'is a task box or a tick'],
  'code-like': [-9, 'is code or data'],
  markup: [-9, 'is markup'],
  reference: [-9, 'is a reference, a note or a mention'],
  address: [-9, 'is an address'],
  'plain-list': [-3, 'is a list of names'],
  'file-name': [-1, 'is a file name'],
  facts: [-3, 'holds a date, a number or a hash of its own'],
  example: [2, 'gives an example of what belongs here'],
  past: [-2, 'tells what was done'],
  'long-prose': [-2, 'is a long remark']
}

/** What the line, the file and the caller add. */
export const contextWeights = {
  literal: [20, 'is a placeholder of the known template'],
  literalText: [4.5, 'is written like a placeholder of the known template'],
  neighbour: [1, 'stands next to another one in its line'],
  fillsLine: [3, 'is, with its neighbours, most of its line'],
  echo: [1.5, 'only repeats the name of its label or section'],
  onlySlots: [3, 'such braces only stand for what is to be filled in, in this file'],
  labelled: [2.5, 'is a label whose value is one too'],
  repeated: [0.5, 'others of its style fill their slots'],
  tagStyle: [-0.5, 'this style only occurs as tags'],
  template: [2.5, 'the file is a template'],
  templateMode: [4.5, 'the file is compiled as a template'],
  alone: [1.5, 'is all that its section holds'],
  heading: [1, 'a heading names things, it does not discuss them'],
  code: [-3, 'stands in inline code'],
  hash: [4.5, 'is a hash or number never written down'],
  task: [-3.5, 'is a status or a task to do'],
  quoted: [-1, 'stands in a block quote'],
  inQuotes: [-4, 'stands inside a quotation'],
  format: [-5, 'its label speaks of a format or a name pattern'],
  mention: [-3, 'is spoken of rather than left over'],
  title: [-3, 'is set like a title'],
  section: [-9, 'is the name of a section'],
  yamlList: [-3, 'is a list by the syntax of metadata'],
  elision: [-2.5, 'is a line left out as often as one to write'],
  metadata: [-1.5, 'stands in metadata, where brackets make lists'],
  closed: [-9, 'is markup that is closed further on'],
  emphasised: [1.5, 'is set in italics as a whole']
} as const satisfies Record<string, Entry>

/** What its line, its file or the caller say about a span. */
export type ContextSign = keyof typeof contextWeights
