// A class, a character by its number, a class of Unicode, the opening of a group, an escape, or any one character.
const token =
  /\[(?:\\u\{[\da-f]+\}|\\[pP]\{[^}]*\}|\\.|[^\]\\])*\]|\\u(?:\{[\da-f]+\}|[\da-f]{4})|\\[pP]\{[^}]*\}|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|\\.|./gisu
const beyondAscii = /\\u|\\p|[^\0-\x7f]/iu
const never = '[]'

/**
 * What an expression asks of a text that is ASCII, written without what only other texts can have: of the alternatives
 * of ten languages mostly one is left, and V8 looks up no letters.
 *
 * @returns null where that is no less, or where the expression remembers where it stopped.
 */
export function asciiPattern(pattern: string, flags: string): {pattern: string; flags: string} | null {
  if (!/^i?u$/u.test(flags) || !beyondAscii.test(pattern)) return null
  const tokens = (pattern.match(token) ?? []).map((one) => (beyondAscii.test(one) ? membersOf(one, flags) : one))
  return {pattern: withoutDead(withoutRuns(tokens)).join(''), flags: flags.replace('u', '')}
}

/** The ASCII characters that a class or a character means, as a class. */
function membersOf(one: string, flags: string): string {
  const expression = new RegExp(one, flags)
  const is = (code: number) => code < 128 && expression.test(String.fromCharCode(code))
  let ranges = ''
  for (let code = 0; code < 128; code++) {
    if (!is(code)) continue
    const first = code
    while (is(code + 1)) code++
    ranges += first === code ? hex(code) : `${hex(first)}-${hex(code)}`
  }
  return `[${ranges}]`
}

const hex = (code: number): string => `\\x${code.toString(16).padStart(2, '0')}`

/** What holds a character that never comes, never comes. */
function withoutRuns(tokens: readonly string[]): string[] {
  const runs: string[][] = [[]]
  for (const one of tokens) {
    if (one === '|' || one === ')' || one.startsWith('(')) runs.push([one], [])
    else runs.at(-1)?.push(one)
  }
  return runs.flatMap((run) => (run.some((one, at) => one === never && !isOptional(run[at + 1])) ? [never] : run))
}

const isOptional = (after: string | undefined): boolean => after !== undefined && /^[*?{]$/u.test(after)

/** Without alternatives that never come, where there are others. */
function withoutDead(tokens: readonly string[]): string[] {
  const kept: string[] = []
  for (let at = 0; at < tokens.length; at++) {
    const [one = '', before, after] = [tokens[at], kept.at(-1), tokens[at + 1]]
    const isBegin = before === undefined || before === '|' || before.startsWith('(')
    const isEnd = after === undefined || after === '|' || after === ')'
    const hasOthers = before === '|' || after === '|'
    if (one !== never || !isBegin || !isEnd || !hasOthers) kept.push(one)
    else if (after === '|') at++
    else kept.pop()
  }
  return kept
}
