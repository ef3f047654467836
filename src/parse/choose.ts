import type {Root} from 'mdast'
import type {Parse} from '../parse.ts'
import {loadNativeParse} from './native.ts'

/** The parsers of a run: the quick one where it runs, and the one that every text can be left to. */
export interface Parsers {
  /** Null for a text whose tree might not be that of the reference. */
  native: ((markdown: string) => Root | null) | null
  /** It takes longer to load than a file takes to be judged, and most runs do without. */
  loadReference: () => Promise<Parse>
}

export type Engine = 'native' | 'reference'

export interface ParseChoice {
  /** Which engine to use; without it, the native one where it runs. */
  engine?: Engine | undefined
  /** Takes one line of what only a person who searches a mistake wants to read. */
  debug: (line: string) => void
  load?: () => Parse | null
}

/**
 * Choose the parsers of a run. What the native engine fails on is left to the reference; a RangeError (a stack that is
 * full) is thrown on, since the reference would only take longer to get there.
 */
export function chooseParse({engine, debug, load = loadNativeParse}: ParseChoice): Parsers {
  const native = engine === 'reference' ? null : load()
  if (!native) {
    debug(engine === 'reference' ? 'parser: reference' : 'parser: reference, for the native one does not run here')
    return {native, loadReference}
  }
  debug('parser: native')
  return {
    native: (markdown) => {
      try {
        return native(markdown)
      } catch (error) {
        if (error instanceof RangeError) throw error
        debug(`parser: reference for this text, ${error instanceof Error ? error.message : String(error)}`)
        return null
      }
    },
    loadReference
  }
}

const loadReference = async (): Promise<Parse> => (await import('../parse.ts')).parse
