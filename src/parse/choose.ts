import {type Parse, parse as parseByReference} from '../parse.ts'
import {loadNativeParse} from './native.ts'

/** The parsers of a run: the quick one, and the one that has the last word, where they are two. */
export interface Parsers {
  parse: Parse
  reference: Parse | null
}

export interface ParseChoice {
  /** Which engine to use; without it, the native one where it runs. */
  engine?: 'native' | 'reference' | undefined
  /** Takes one line of what only a person who searches a mistake wants to read. */
  debug: (line: string) => void
  load?: () => Parse | null
}

/**
 * Choose the parser of a run. Where the native engine fails the reference does that text; a RangeError (a stack that is
 * full) is thrown on, since the reference would only take longer to get there.
 */
export function chooseParse({engine, debug, load = loadNativeParse}: ParseChoice): Parsers {
  const native = engine === 'reference' ? null : load()
  if (!native) {
    debug(engine === 'reference' ? 'parser: reference' : 'parser: reference, for the native one does not run here')
    return {parse: parseByReference, reference: null}
  }
  debug('parser: native')
  const parse: Parse = (markdown) => {
    try {
      return native(markdown)
    } catch (error) {
      if (error instanceof RangeError) throw error
      debug(`parser: reference for this text, ${error instanceof Error ? error.message : String(error)}`)
      return parseByReference(markdown)
    }
  }
  return {parse, reference: parseByReference}
}
