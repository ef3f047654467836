import type {Role} from '../role.ts'

/** Phrases of one language that make a heading play a role. */
export interface Entry {
  role: Role
  /** A second role such a heading plays when no other heading of the file plays it plainly. */
  also?: Role
  /** BCP 47. */
  lang: string
  /** What the phrase must be of the heading, or of a part of it (“Blockers / Risks” has two). */
  match: 'whole' | 'start' | 'end' | 'within'
  /** True for words that other headings use too: taken only when no heading of the file plays the role plainly. */
  weak?: true
  /** Comma-separated; `*` stands for the rest of a word, alone for any one word. */
  phrases: string
  /** Headings that hold one of these are not meant. */
  except?: string
}
