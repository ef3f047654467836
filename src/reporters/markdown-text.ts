import {escapeText} from '../terminal.ts'

/** Foreign text is cut here: a report is for looking, and a comment has a limit. */
const longest = 200

/** Foreign text on one line, bounded, with what steers or hides shown as `\u{…}`. */
export function oneLine(text: string): string {
  // Bounded first: it may be megabytes.
  const points = [...text.slice(0, 4 * longest).replace(/\r\n?|[\n\t\v\f\u0085\u2028\u2029]/gu, ' ')]
  const isCut = points.length > longest || text.length > 4 * longest
  return escapeText(isCut ? `${points.slice(0, longest).join('')}…` : points.join(''))
}

/**
 * Foreign text as a code span: nothing in it is a link, an image, HTML, a mention or a reference to an issue. The fence
 * is longer than any within; a space keeps apart what would melt into it.
 */
export function code(text: string): string {
  const line = oneLine(text)
  if (line.trim() === '') return '*blank*'
  const fence = '`'.repeat(longestRun(line) + 1)
  const pad = /^`|`$/u.test(line) || (line.startsWith(' ') && line.endsWith(' ')) ? ' ' : ''
  return `${fence}${pad}${line}${pad}${fence}`
}

/**
 * A code span in a table, where a bar ends the cell even within code. After a backslash an escaped bar means different
 * things to different parsers, so there it is shown by its number.
 */
export const codeCell = (text: string): string => code(text).replace(/\\\|/gu, '\\\\u{7c}').replace(/\|/gu, '\\|')

const longestRun = (text: string): number =>
  (text.match(/`+/gu) ?? []).reduce((longest, {length}) => Math.max(longest, length), 0)

/** A link under a text of our own; an address that is none of the web, or none at all, leaves the text alone. */
export function link(text: string, address: string | null | undefined): string {
  const safe = address ? safeAddress(address) : null
  return safe === null ? text : `[${text}](${safe})`
}

/** An address with all that could end it, or the cell that it stands in, percent-encoded. */
export function safeAddress(address: string): string | null {
  if (!/^https?:\/\/[^/?#]/iu.test(address)) return null
  return address.replace(/[^\w.~:/?#@!$&*+,=%-]/gu, (sign) =>
    /^[\0-\u007f]$/u.test(sign) ? `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : encode(sign)
  )
}

const encode = (sign: string): string => (/^\p{Cs}$/u.test(sign) ? '%EF%BF%BD' : encodeURIComponent(sign))
