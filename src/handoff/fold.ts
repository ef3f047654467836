import {type CharacterClass, classes, hasWord, isAscii, isOf} from './characters.ts'
import {stripMoment} from './moment.ts'
import {plainHeading, stepWords} from './plain-heading.ts'

/** Nothing longer is a name; it also bounds what the repeated stripping of `headingKey` can cost. */
const longestName = 300
const quotes = /[\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc]/gu
const doubleQuotes = /[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/gu
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63]/gu
// Soft hyphens, zero-width characters, direction marks and variation selectors: none is seen.
const unseen = /\p{Cf}|[\ufe00-\ufe0f]/gu
/** Letters that Unicode does not decompose, although people leave the stroke or the ligature out. */
const strokes: Readonly<Record<string, string>> = {
  ß: 'ss',
  đ: 'd',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ħ: 'h',
  ё: 'е',
  ѐ: 'е'
}

/** The comparison key of a short text: two spellings that a reader takes for the same give the same key. */
export const fold = (text: string): string => trimEnds(unify(text), classes.foldedStart, classes.foldedEnd)

/** The comparison key of a heading: `fold`, and off with the emoji, numbers, remarks and dates that are not its name. */
export function headingKey(text: string): string {
  const plain = plainHeading(text)
  if (plain !== null) return plain
  let key = strippedKey(text)
  // What stood apart may have met (an accent and a letter, with a mark between them before): a key is its own key.
  for (let passes = 0; passes < 5; passes++) {
    const again = strippedKey(key)
    if (again === key) break
    key = again
  }
  return key
}

function strippedKey(text: string): string {
  const plain = plainHeading(text)
  if (plain !== null) return plain
  const name = text.slice(0, 2 * longestName)
  const whole = unify(name).slice(0, longestName).trim()
  let key = withoutMarks(unify(withoutPictures(name)))
    .slice(0, longestName)
    .trim()
  if (!hasWord(key)) key = withoutMarks(whole) || whole
  for (let before = ''; before !== key; ) {
    before = key
    for (const strip of strips) {
      const rest = strip(key)
      if (hasWord(rest)) key = rest
    }
    if (before === key) key = trimEnds(key, classes.edge, classes.edge) || key
  }
  return key
}

/** What `fold` does, the ends left alone. */
function unify(text: string): string {
  if (isAscii(text)) return text.toLowerCase().replace(/\s+/g, ' ').trim()
  return (
    plainLetters(text.replace(unseen, '').replace(quotes, "'").replace(doubleQuotes, '"').normalize('NFKC'))
      // Again: a full-width form can hide a quote or a dash.
      .replace(quotes, "'")
      .replace(doubleQuotes, '"')
      .replace(dashes, '-')
      .replace(unseen, '')
      .replace(/\s+/gu, ' ')
      .trim()
  )
}

// Ranges instead of `\p{Script=…}`, whose letters beyond 16 bits take milliseconds to compile for no heading ever met.
const marks = '[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]+'
const latin =
  'A-Za-z\u00aa\u00ba\u00c0-\u02b8\u02e0-\u02e4\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ff\uab30-\uab64'
const greek = '\u0370-\u03ff\u1f00-\u1fff'
const latinMarks = new RegExp(`([${latin}${greek}])${marks}`, 'g')
const cyrillicMarks = new RegExp(`([\u0400-\u0482\u048a-\u052f\u1c80-\u1c8f\ua640-\ua66e])${marks}`, 'g')

/**
 * Case and diacritics folded. Marks go from Latin and Greek letters, where people leave them out; й and ї are letters of
 * their own, as are voiced kana; of Cyrillic only ё and stress marks are folded.
 */
const plainLetters = (text: string): string =>
  // Upper case first: it unites ı and i, and the two small sigmas.
  text
    .toUpperCase()
    .toLowerCase()
    .normalize('NFD')
    .replace(latinMarks, '$1')
    .normalize('NFKC')
    .replace(cyrillicMarks, '$1')
    .replace(/[ßđłøæœħёѐ]/gu, (letter) => strokes[letter] ?? letter)

function trimEnds(text: string, before: CharacterClass, after: CharacterClass): string {
  let start = 0
  let end = text.length
  for (let first = characterAt(text, start); start < end && isOf(before, first); first = characterAt(text, start)) {
    start += first.length
  }
  for (let last = characterBefore(text, end); end > start && isOf(after, last); last = characterBefore(text, end)) {
    end -= last.length
  }
  return text.slice(start, end)
}

const characterAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0)

/** A whole character, also where it takes two units. */
function characterBefore(text: string, end: number): string {
  const isPair = end > 1 && (text.codePointAt(end - 2) ?? 0) > 0xffff
  return text.slice(end - (isPair ? 2 : 1), end)
}

const brackets: Readonly<Record<string, string>> = {')': '(', ']': '[', '】': '【', '〕': '〔', '」': '「', '』': '『'}

/** Before NFKC, which makes a letter of ℹ and a digit of ①. */
function withoutPictures(text: string): string {
  if (isAscii(text)) return text
  const plain = (text.includes('\u20e3') ? withoutKeycaps(text) : text).replace(
    /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u24eb-\u24ff\u2776-\u2793]/gu,
    ' '
  )
  return /[\u2460-\u24ea]/u.test(plain) ? plain.replace(/^[^\p{L}\p{N}]*[\u2460-\u24ea]+/u, '') : plain
}

const withoutKeycaps = (text: string): string =>
  text.replace(/^[^\p{L}\p{N}#]*(?:[0-9#]\ufe0f?\u20e3\s*)+/u, '').replace(/\ufe0f?\u20e3/gu, '')

/** Without marks of emphasis and code; an underscore inside a name is none. */
function withoutMarks(text: string): string {
  const plain = text.replace(/[*`~]+/gu, '')
  const bare = plain.includes('_') ? plain.replace(isAscii(plain) ? asciiUnderscores : underscores, '') : plain
  return bare.replace(/\s+/gu, ' ').trim()
}

const asciiUnderscores = /(?<!\w)_+|_+(?!\w)/g
const underscores = /(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu

/** Each takes one thing off that is not the name; what would leave no name is not done. */
const strips: readonly ((key: string) => string)[] = [
  (key) => trimEnds(key, classes.leftEdge, classes.rightEdge),
  stripNumber,
  stripRemark,
  stripMoment
]

const chineseNumber = '[一二三四五六七八九十百]{1,4}'
const numbers: readonly RegExp[] = [
  /^[([]?\d{1,3}(?:\.\d{1,3}){0,4}(?:[)\]:、]|\.(?=[^a-z\d]))\s?(?=\D)/u,
  /^\d{1,3}(?:\.\d{1,3}){1,4}\s(?=\D)/u,
  /^\d{1,3}\s-\s(?=\D)/u,
  /^\(?(?:[ivx]{1,5}|[a-z])[.)]\s/u,
  new RegExp(`^[(]?${chineseNumber}[、.)]\\s?`, 'u'),
  new RegExp(`^第(?:\\d{1,3}|${chineseNumber})[步章节節部段][:、.\\s]\\s?`, 'u'),
  new RegExp(`^(?:(?:${stepWords.join('|')})\\s?\\d{1,2}|\\d{1,2}\\s?단계)(?:\\s?[:.)]|\\s-)\\s?(?=\\D)`, 'u')
]

/** `3.`, `3.1`, `(3)`, `III.`, `Step 3:`, `一、`; a bare number with a space is a count (“3 open bugs”). */
function stripNumber(key: string): string {
  for (const number of numbers) {
    const rest = key.replace(number, '')
    if (rest !== key && hasWord(rest)) return rest
  }
  return key
}

/** A remark in brackets at the end; brackets around the whole are only taken off. */
function stripRemark(key: string): string {
  const close = key.at(-1) ?? ''
  const open = brackets[close]
  if (open === undefined) return key
  let depth = 0
  for (let at = key.length - 1; at >= 0; at--) {
    if (key[at] === close) depth++
    else if (key[at] === open) depth--
    if (depth === 0) return at === 0 ? key.slice(1, -1).trim() : key.slice(0, at)
  }
  return key
}
