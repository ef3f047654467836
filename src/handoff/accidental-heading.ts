import type {Heading, Nodes} from 'mdast'

/**
 * Whether a heading is one only by accident: several lines with a rule right below them, or a line with a lone dash
 * below it that was to become a list item. Markdown makes setext headings of both.
 *
 * @see https://spec.commonmark.org/0.31.2/#setext-headings
 */
export const isAccidentalHeading = (node: Heading, source: string): boolean =>
  spannedLines(node) > 2 || loneDash(node, source)

const spannedLines = ({position}: Heading): number => (position ? position.end.line - position.start.line + 1 : 1)

/** A single `-` below a line of text. */
export function loneDash({position}: Nodes, source: string): boolean {
  const end = position?.end.offset
  return end !== undefined && source[end - 1] === '-' && /[\r\n]/u.test(source[end - 2] ?? '')
}
