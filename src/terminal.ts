import {styleText} from 'node:util'

// C0 and C1 controls, marks that change the direction of text, invisible separators, tags and lone surrogates: what a
// terminal obeys or hides instead of showing.
const unsafe =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}\p{Cs}]/gu

const show = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`

/** Make foreign text safe to print on one line: whatever would steer a terminal is shown as `\u{…}`. */
export const escapeText = (text: string): string => (narrow.test(text) ? text : text.replace(unsafe, show))

/** Like `escapeText`, but keeps line breaks and tabs. */
export const escapeLines = (text: string): string =>
  text
    .replace(/\r\n/gu, '\n')
    .replace(unsafe, (character) => (character === '\n' || character === '\t' ? character : show(character)))

/** JSON for a terminal or a file: what `JSON.stringify` leaves raw but a terminal obeys is written as `\uXXXX`. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
  return `${text.replace(unsafe, (character) => (character === '\n' ? character : unitEscapes(character)))}\n`
}

/** UTF-16 escapes: JSON knows no others. */
function unitEscapes(character: string): string {
  let escaped = ''
  for (let index = 0; index < character.length; index++) {
    escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  }
  return escaped
}

const styles = ['red', 'yellow', 'green', 'cyan', 'bold', 'dim', 'underline'] as const

/** Functions that dress a text for one stream; all give it back unchanged where there is no colour. */
export type Paint = Record<(typeof styles)[number], (text: string) => string>

/** Make the colours of one stream. Whether there are any is our decision, so styleText must not ask its own streams. */
export function makePaint(colour: boolean): Paint {
  const paint = (style: (typeof styles)[number]) => (text: string) =>
    colour && text !== '' ? styleText(style, text, {validateStream: false}) : text
  return Object.fromEntries(styles.map((style) => [style, paint(style)])) as Paint
}

/** The environment variables that a program was started with. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Whether to colour a stream: a flag on the command line wins, then FORCE_COLOR, NO_COLOR and TERM, then whether the
 * stream is a terminal.
 */
export function wantsColour(
  flag: boolean | undefined,
  env: Environment,
  stream: {isTTY?: boolean | undefined}
): boolean {
  if (flag !== undefined) return flag
  const {FORCE_COLOR, NO_COLOR, NODE_DISABLE_COLORS, TERM} = env
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  if (NO_COLOR || NODE_DISABLE_COLORS || TERM === 'dumb') return false
  return stream.isTTY === true
}

const escapeSequence = /\p{Cc}\[[0-9;]*m/gu
// Letters, quotes and dashes of one column each, none of which joins its neighbour; to split others into what is seen
// as one letter takes a hundred times as long.
const narrow = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e]*$/u
const wide =
  /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{17000}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}])/u

let segmenter: Intl.Segmenter | undefined

/** How many columns a terminal gives a text: 2 for ideographs and emoji, 0 for marks that sit on another letter. */
export function widthOf(text: string): number {
  if (narrow.test(text)) return text.length
  const plain = text.replace(escapeSequence, '')
  if (narrow.test(plain)) return plain.length
  segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'})
  let width = 0
  for (const {segment} of segmenter.segment(plain)) width += wide.test(segment) ? 2 : /^\p{M}/u.test(segment) ? 0 : 1
  return width
}

/** Fill up with spaces to a width in columns; longer text stays whole. */
export const padEnd = (text: string, width: number, own = widthOf(text)): string =>
  text + ' '.repeat(Math.max(0, width - own))

/** Lines of aligned columns, two spaces between them; the last column is not filled up. */
export function table(rows: readonly (readonly string[])[], indent = ''): string[] {
  const widths = rows.map((row) => row.map(widthOf))
  const widest: number[] = []
  widths.forEach((row) => {
    row.forEach((width, index) => {
      if (width > (widest[index] ?? -1)) widest[index] = width
    })
  })
  return rows.map((row, line) => {
    let text = indent
    row.forEach((cell, index) => {
      const missing = (widest[index] ?? 0) - (widths[line]?.[index] ?? 0)
      text += missing > 0 ? `${cell}${' '.repeat(missing)}  ` : `${cell}  `
    })
    return text.trimEnd()
  })
}

/** `1 handoff`, `2 handoffs`. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`
