import {isAscii} from './characters.ts'
import {isClockTime, toIso} from './date.ts'
import {memoise} from './memo.ts'

/** What the tokens of a file name say; a token that the pattern lacks is null. */
export interface FilenameParts {
  date: string | null
  /** `HHMM` as it stands in the name. */
  time: string | null
  slug: string | null
}

export type ParsedFilename =
  | ({ok: true} & FilenameParts)
  | {ok: false; reason: string; expected: string | null; note: string}

type Piece = {token: keyof FilenameParts} | {text: string} | {optional: Piece[]}

const longestSlug = 80

/** Split a pattern (`{date}[-{time}]-{slug}.md`) into its pieces; `[…]` is optional and does not nest. */
function readPattern(pattern: string): Piece[] {
  const pieces: Piece[] = []
  for (const match of pattern.matchAll(/\{(date|time|slug)\}|\[([^\]]*)\]|[^{[]+|[{[]/gu)) {
    if (match[1]) pieces.push({token: match[1] as keyof FilenameParts})
    else if (match[2] !== undefined) pieces.push({optional: readPattern(match[2])})
    else pieces.push({text: match[0]})
  }
  return pieces
}

/** Every reading of a pattern, with and without its optional parts; the fullest first. */
function readings(pieces: readonly Piece[]): Piece[][] {
  const [first, ...rest] = pieces
  if (first === undefined) return [[]]
  const tails = readings(rest)
  const withPieces = (head: readonly Piece[]) => tails.map((tail) => [...head, ...tail])
  return 'optional' in first ? [...withPieces(first.optional), ...tails] : withPieces([first])
}

const readingsOf = memoise((pattern) => readings(readPattern(pattern)))

/**
 * Read a base name by a profile's pattern: a real calendar date, a real clock time, a lower-case slug of letters and
 * digits in any script. Two handoffs of one minute are told apart by the end of their slugs.
 */
export function parseFilename(pattern: string, name: string): ParsedFilename {
  const all = readingsOf(pattern)
  for (const reading of all) {
    const parts = match(reading, name)
    if (parts) return {ok: true, ...parts}
  }
  return explain(pattern, all, name)
}

/** Whether a base name is written as a profile's pattern says; what is wrong with another takes longer to say. */
export const isFilename = (pattern: string, name: string): boolean =>
  readingsOf(pattern).some((reading) => match(reading, name) !== null)

const shapes = {date: /^\d{4}-\d{2}-\d{2}/u, time: /^\d{4}/u, slug: /^[a-z0-9]+(?:-[a-z0-9]+)*/u}
const slugOfAnyScript = /^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+)*/u

const isTrue: Record<keyof FilenameParts, (text: string) => boolean> = {
  date: isDay,
  time: (text) => isClockTime(`${text.slice(0, 2)}:${text.slice(2)}`),
  slug: (text) => text.length <= longestSlug && text.normalize('NFC') === text
}

function isDay(text: string): boolean {
  const [year, month, day] = text.split('-').map(Number)
  return toIso(year ?? 0, month ?? 0, day ?? 0) === text
}

function match(pieces: readonly Piece[], name: string): FilenameParts | null {
  const parts: FilenameParts = {date: null, time: null, slug: null}
  let rest = name
  for (const piece of pieces) {
    if ('text' in piece) {
      if (!rest.startsWith(piece.text)) return null
      rest = rest.slice(piece.text.length)
    } else if ('token' in piece) {
      const shape = piece.token === 'slug' && !isAscii(rest) ? slugOfAnyScript : shapes[piece.token]
      const text = shape.exec(rest)?.[0]
      if (text === undefined || !isTrue[piece.token](text)) return null
      parts[piece.token] = text
      rest = rest.slice(text.length)
    }
  }
  return rest === '' ? parts : null
}

/** Say which token of the name is wrong, and what the right name would be where that can be known. */
function explain(pattern: string, all: readonly Piece[][], name: string): ParsedFilename {
  const wants = (token: keyof FilenameParts) => pattern.includes(`{${token}}`)
  const digits = /(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})/u.exec(name)
  const date = digits ? `${digits[1]}-${digits[2]}-${digits[3]}` : null
  const expected = proposeName(all, name)
  const fail = (what: string, note: string): ParsedFilename => ({
    ok: false,
    reason: `Unexpected file name \`${name}\`${what}`,
    expected,
    note: expected ? `${note} Rename it to \`${expected}\`.` : note
  })
  if (wants('date') && !date) {
    return fail(`, expected \`${pattern}\``, 'Start the name with the day of the session, as in `2026-03-14`.')
  }
  if (wants('date') && date && !isDay(date)) {
    return fail(`: there is no day \`${date}\`, expected a calendar date`, 'Give the day on which the session ended.')
  }
  const time = /^\d{4}-\d{2}-\d{2}[-_T ](\d{4})(?!\d)/u.exec(name)?.[1]
  if (wants('time') && time && !isTrue.time(time)) {
    const what = `: \`${time}\` is no clock time, expected \`HHMM\` from 0000 to 2359`
    return fail(what, 'The four digits after the date are the time of day, not a number of an issue.')
  }
  return fail(`, expected \`${pattern}\``, 'Use lower-case letters, digits and single hyphens after the date.')
}

const looseDate =
  /(?<!\d)(\d{4})(?:[-_.](\d{1,2})[-_.](\d{1,2})|(\d{2})(\d{2}))(?:[-_T ]+(\d{2})[-_:.]?(\d{2})(?:[-_:.]?\d{2})?)?(?!\d)/u

/** The name with its date, time and slug put right; null when one of them cannot be known or would be lost. */
function proposeName(all: readonly Piece[][], name: string): string | null {
  const stem = name.replace(/(?:\.(?:md|markdown))+$/iu, '')
  const found = looseDate.exec(stem)
  const [, year, month, day, month2, day2, hour, minute] = found ?? []
  const date = found
    ? `${year}-${(month ?? month2 ?? '').padStart(2, '0')}-${(day ?? day2 ?? '').padStart(2, '0')}`
    : null
  const time = hour ? `${hour}${minute}` : null
  const slug = slugify(found ? `${stem.slice(0, found.index)} ${stem.slice(found.index + found[0].length)}` : stem)
  // A day or a time that does not exist: nobody can say what was meant.
  if ((date && !isDay(date)) || (time && !isTrue.time(time))) return null
  const known = {date, time, slug: slug === '' ? null : slug}
  for (const reading of all) {
    const has = (token: keyof FilenameParts) => reading.some((piece) => 'token' in piece && piece.token === token)
    const literal = slugify(
      reading
        .map((piece) => ('text' in piece ? piece.text : ' '))
        .join('')
        .replace(/\.md$/iu, '')
    )
    const parts = {...known, slug: known.slug === null ? null : withoutLiteral(known.slug, literal)}
    const tokens = ['date', 'time', 'slug'] as const
    if (tokens.every((token) => has(token) === (parts[token] !== null))) return write(reading, parts)
  }
  return null
}

/** The slug of `HANDOFF-2026-03-14.md` is the format’s own word, not a title. */
function withoutLiteral(slug: string, literal: string): string | null {
  if (literal === '' || !`${slug}-`.startsWith(`${literal}-`)) return slug
  return slug.slice(literal.length + 1) || null
}

const write = (pieces: readonly Piece[], parts: FilenameParts): string =>
  pieces.map((piece) => ('text' in piece ? piece.text : 'token' in piece ? (parts[piece.token] ?? '') : '')).join('')

/** The name for a new handoff, with every optional part that the parts can fill. */
export function formatFilename(pattern: string, parts: FilenameParts): string {
  const [first = []] = readingsOf(pattern).filter((reading) =>
    reading.every((piece) => !('token' in piece) || parts[piece.token] !== null)
  )
  return write(first, parts)
}

/** Lower-case words joined by hyphens; scripts without case stay, accents of Latin letters go; at most 60 characters. */
export function slugify(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
  let slug = ''
  for (const word of words) {
    const next = slug === '' ? word : `${slug}-${word}`
    if (next.length > 60) break
    slug = next
  }
  return slug === '' ? (words[0] ?? '').slice(0, 60) : slug
}
