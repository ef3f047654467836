import type {ContentKind, ExpectedField, ExpectedSection, FieldType, ModelOptions} from '../handoff/expected.ts'
import type {Range} from '../handoff/handoff.ts'
import type {Role} from '../handoff/role.ts'

/** A place in a template that a person is meant to fill. */
export interface Slot extends Range {
  text: string
  type: FieldType
  /** The values to choose from, for a choice. */
  values: string[]
  /** Index of the section it stands in, or -1 above the first. */
  section: number
  /** The label it is the value of, or null. */
  label: string | null
  /** Whether it stands in the section’s heading. */
  heading: boolean
}

/** A section of a template, with where it stands in the template’s text. */
export interface ProfileSection extends ExpectedSection {
  depth: number
  /** From the heading line to the next heading: `template.slice(start, end)`. */
  start: number
  /** Where the heading line ends. */
  headingEnd: number
  end: number
  /** What the template’s own content is; enforced only where `kind` says so. */
  shape: ContentKind
  /** Lies outside the scope, or is not judged: scaffolded, never linted. */
  unjudged: boolean
}

/** Roles that have to be played; of a list, one is enough. */
export interface RoleRequirements {
  required: (Role | Role[])[]
  recommended: Role[]
}

/** One handoff format, compiled from a template: what it is linted against, scaffolded from and documented from. */
export interface Profile {
  /** Built-in name, or the template’s path from the repository root. */
  name: string
  description: string
  /** Globs from the repository root; files that match are candidates. */
  files: string[]
  ignore: string[]
  /** File name with the tokens of `filename.ts`, or null when any name does. */
  filename: string | null
  maxTokens: number | null
  model: ModelOptions
  roles: RoleRequirements
  /** Policy data for the branch gate, as written in the front matter. */
  freshness: Record<string, unknown> | null
  /** Fields above the first section and in the front matter. */
  fields: ExpectedField[]
  sections: ProfileSection[]
  slots: Slot[]
  /** The text that `new` starts from: front matter settings and directives taken out. */
  template: string
}
