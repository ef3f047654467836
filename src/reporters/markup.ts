import {escapeText} from '../terminal.ts'

const entities: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'}

/**
 * Text for XML and HTML, in an element or a quoted attribute, on one line; what steers or hides is shown as `\u{…}`, and
 * so is what XML cannot hold at all.
 */
export const escapeMarkup = (text: string): string =>
  escapeText(text)
    .replace(/\p{NChar}/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`)
    .replace(/[&<>"']/gu, (sign) => entities[sign] ?? '')

/** Attributes of an element, each after a space; null ones are left out. */
export const attributes = (all: Readonly<Record<string, string | number | null>>): string =>
  Object.entries(all)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${escapeMarkup(`${value}`)}"`))
    .join('')
