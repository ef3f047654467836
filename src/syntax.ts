import type {Root} from 'mdast'
import type {Plugin, Processor} from 'unified'
import {syntax} from './parse.ts'

/**
 * remark plugin: parse the syntax beyond CommonMark that handoffs use. Beside `remark-gfm` and `remark-frontmatter` it
 * changes nothing.
 */
export const handoffSyntax: Plugin<[], Root> = function (this: Processor) {
  const data = this.data() as Record<string, unknown[] | undefined>
  const add = (key: string, values: unknown[]) => {
    data[key] = [...(data[key] ?? []), ...values]
  }
  add('micromarkExtensions', syntax.micromark())
  add('fromMarkdownExtensions', syntax.mdast())
}
