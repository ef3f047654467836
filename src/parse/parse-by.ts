import type {Root} from 'mdast'
import type {Parsers} from './choose.ts'

/** Parse a text by the engine that is right for it, without a limit of time. */
export const parseBy = async ({native, loadReference}: Parsers, markdown: string): Promise<Root> =>
  native?.(markdown) ?? (await loadReference())(markdown)
