/** How many sentences of a text say something: two letters or digits side by side. */
export const countSentences = (text: string): number => countPlain(text) ?? segmentsOf(text).filter(says).length

let segmenter: Intl.Segmenter | undefined

/** The segmenter is made for the first text that needs it: it takes milliseconds. */
function segmentsOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en', {granularity: 'sentence'})
  return Array.from(segmenter.segment(text), ({segment}) => segment)
}

const says = (text: string): boolean => /[\p{L}\p{N}]{2}/u.test(text)

const plain = /^[\x20-\x7e]*$/u
const plainWord = /[A-Za-z0-9]{2}/u

/**
 * The same for a text in ASCII and on one line, as most are, by the rules of Unicode for where sentences end (UAX 29, SB6
 * to SB11); null for any other.
 */
function countPlain(text: string): number | null {
  // Versions of Unicode differ on a semicolon behind a full stop.
  if (!plain.test(text) || /[.!?][)(\][}{"' ]*;/u.test(text)) return null
  let count = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const end = '.!?'.includes(text.charAt(at)) ? endOfSentence(text, at) : null
    if (end === null) continue
    if (plainWord.test(text.slice(from, end))) count++
    from = end
    at = end - 1
  }
  return plainWord.test(text.slice(from)) ? count + 1 : count
}

const behind = /[)(\][}{"']* */uy
// A full stop ends no sentence in a number, within a name in capitals, or where the next letter is a small one.
const goesOn = /[.!?,:-]/u
const small = /[^A-Za-z.!?]*[a-z]/uy

/** Where the sentence ends that a mark at an offset may end; null when it goes on. */
function endOfSentence(text: string, mark: number): number | null {
  const isStop = text[mark] === '.'
  const next = text.charAt(mark + 1)
  if (isStop && (/\d/u.test(next) || (/[A-Z]/u.test(next) && /[A-Za-z]/u.test(text.charAt(mark - 1))))) return null
  behind.lastIndex = mark + 1
  behind.test(text)
  const end = behind.lastIndex
  if (end >= text.length) return end
  if (goesOn.test(text.charAt(end))) return null
  small.lastIndex = end
  return isStop && small.test(text) ? null : end
}
