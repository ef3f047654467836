export interface ErrorDetails {
  /** What to do, as one imperative sentence. */
  hint?: string | null | undefined
  /** 3 where the answer could not be determined, else 2. */
  exitCode?: 2 | 3 | undefined
  cause?: unknown
}

/** A failure that is nobody's bug: an entry prints its one line and its hint, never a stack. */
export class ExpectedError extends Error {
  readonly exitCode: 2 | 3
  readonly hint: string | null

  constructor(message: string, {hint = null, exitCode = 2, cause}: ErrorDetails = {}) {
    super(message, cause === undefined ? {} : {cause})
    this.name = new.target.name
    this.exitCode = exitCode
    this.hint = hint
  }
}

/** A configuration that cannot be used; the message begins with `file:line:column: ` where the place is known. */
export class ConfigError extends ExpectedError {}

/** A command line that asks for what is not there. */
export class UsageError extends ExpectedError {}

/** A template that cannot be compiled; the message begins with `file:line:column: `. */
export class TemplateError extends ExpectedError {}

/** Git is missing, or refused; never to be taken for “nothing found”. */
export class GitError extends ExpectedError {}

/** A file or folder that cannot be read or written, where no finding can say it. */
export class FileError extends ExpectedError {}
