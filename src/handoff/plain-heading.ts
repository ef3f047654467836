import {isAsciiLetter} from './characters.ts'
import {mayEndMoment} from './moment.ts'

/** “Step” in the languages that number their headings with it, folded. */
export const stepWords: readonly string[] =
  'step section schritt abschnitt etape paso passo passaggio stap krok adim шаг крок buoc 步骤 步驟 ステップ 단계'.split(
    ' '
  )
const steps = new Set(stepWords)

/** Longer headings are cut. */
const longest = 300

/**
 * The key of a heading that nothing has to be taken off, as of most: it is the heading in small letters.
 *
 * @returns null for any other, and where that cannot be told at a glance.
 */
export function plainHeading(text: string): string | null {
  if (text.length > longest || !isAsciiLetter(text.charCodeAt(0)) || !endsPlainly(text)) return null
  let firstWord = text.length
  for (let at = 1; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (isAsciiLetter(character)) continue
    if (isMark(character) || (character === space && text.charCodeAt(at - 1) === space)) return null
    if (firstWord === text.length) firstWord = at
  }
  if (firstWord === text.length) return text.toLowerCase()
  // “a. …” and “IV) …” are numbers, and so is “Step 3: …”.
  const next = text[firstWord]
  if (next === '.' || next === ')') return null
  const key = text.toLowerCase()
  return steps.has(key.slice(0, firstWord)) ? null : key
}

/** With a letter, or with a digit that ends no date and no time. */
function endsPlainly(text: string): boolean {
  const last = text.charCodeAt(text.length - 1)
  return (isAsciiLetter(last) || (last >= 48 && last <= 57)) && !mayEndMoment(text)
}

const space = 32

/** A mark of emphasis or code, another white space than the space, or what is not ASCII. */
const isMark = (character: number): boolean =>
  character < space || character > 125 || character === 42 || character === 95 || character === 96
