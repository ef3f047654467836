import type {Root} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {frontmatterFromMarkdown} from 'mdast-util-frontmatter'
import {gfmTableFromMarkdown} from 'mdast-util-gfm-table'
import {gfmTaskListItemFromMarkdown} from 'mdast-util-gfm-task-list-item'
import {frontmatter} from 'micromark-extension-frontmatter'
import {gfmTable} from 'micromark-extension-gfm-table'
import {gfmTaskListItem} from 'micromark-extension-gfm-task-list-item'

/** Markdown to mdast with positions; offsets count UTF-16 units of the string given, which must not start with a BOM. */
export type Parse = (markdown: string) => Root

/** The syntax that handoffs use beyond CommonMark: front matter, tables and task boxes. The rest of GFM costs time and tells nothing. */
export const syntax: Readonly<Record<'micromark' | 'mdast', () => object[]>> = {
  micromark: () => [frontmatter(['yaml', 'toml']), gfmTable(), gfmTaskListItem()],
  mdast: () => [frontmatterFromMarkdown(['yaml', 'toml']), gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()]
}

/** The reference engine (micromark). It throws a RangeError on nesting that overflows the stack. */
export const parse: Parse = (markdown) =>
  fromMarkdown(markdown, {extensions: syntax.micromark() as [], mdastExtensions: syntax.mdast() as []})
