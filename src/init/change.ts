/** A file to write. */
export interface Change {
  /** From the root, `/` between folders. */
  path: string
  /** What is there now; null: nothing. */
  before: string | null
  after: string
  /** Whether git has to be able to run it. */
  executable: boolean
}

/** Something that only a person can or should do. */
export interface Todo {
  /** A command, or text to add. */
  text: string
  why: string
}

/** What one part of setting up comes to. */
export interface Part {
  changes: Change[]
  todos: Todo[]
  /** What is as it should be already. */
  kept: string[]
}

export const nothing: Part = {changes: [], todos: [], kept: []}

/** Put parts together, in their order. */
export const joinParts = (...parts: readonly Part[]): Part => ({
  changes: parts.flatMap(({changes}) => changes),
  todos: parts.flatMap(({todos}) => todos),
  kept: parts.flatMap(({kept}) => kept)
})

/** A file that is not there yet. */
export const newFile = (path: string, after: string, executable = false): Part => ({
  ...nothing,
  changes: [{path, before: null, after, executable}]
})
