import type {Code, Root} from 'mdast'
import {parse} from '../src/parse.ts'

/** One example of a rule's header: a file, the options it is judged by and the messages that it gets. */
export interface RuleExample {
  /** The path given to the rule: what stands behind `markdown` in the fence. */
  path: string
  /** Ends with a line end, as files do. */
  text: string
  options: Record<string, unknown> | undefined
  /** `line:column-endLine:endColumn: reason`; an empty place is `line:column: reason`. */
  messages: string[]
}

/** The JSDoc header of a rule file: its documentation and its first tests. */
export interface RuleHeader {
  /** Markdown without the comment's marks and tags. */
  markdown: string
  /** What stands behind `@module`. */
  module: string | null
  examples: RuleExample[]
}

/** Read the header of a rule file; throws where it is missing or an example is not understood. */
export function readRuleHeader(source: string): RuleHeader {
  const comment = /^\/\*\*\n([\s\S]*?)\n \*\/\n/u.exec(source)?.[1]
  if (comment === undefined) throw new Error('expected the file to start with a JSDoc comment')
  const lines = comment.split('\n').map((line) => line.replace(/^ \* ?/u, ''))
  const tag = lines.findIndex((line) => line.startsWith('@module '))
  const markdown = `${(tag === -1 ? lines : lines.slice(0, tag)).join('\n').trim()}\n`
  const module = lines[tag]?.slice('@module '.length).trim() ?? null
  return {markdown, module, examples: readExamples(parse(markdown))}
}

/** Options stand before their file, messages behind it; both are for this one file. */
function readExamples(tree: Root): RuleExample[] {
  const examples: RuleExample[] = []
  let options: Record<string, unknown> | undefined
  for (const {lang, meta, value} of tree.children.filter((node): node is Code => node.type === 'code')) {
    const last = examples.at(-1)
    const info = [lang, meta].join(' ')
    if (info === 'json options') options = JSON.parse(value) as Record<string, unknown>
    else if (lang === 'markdown' && meta) {
      examples.push({path: meta, text: `${value}\n`, options, messages: []})
      options = undefined
    } else if (info === 'text messages' && last) last.messages = value.split('\n')
    else
      throw new Error(`unexpected fence \`${info}\`, expected \`json options\`, \`markdown NAME\` or \`text messages\``)
  }
  return examples
}
