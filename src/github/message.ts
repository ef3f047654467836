/** The first paragraph of a commit message, as git’s `%s` has it: one line. */
export function subjectOf(message: string): string {
  const lines = linesOf(message).map(trimEnd)
  const end = lines.indexOf('')
  return lines.slice(0, end === -1 ? undefined : end).join(' ')
}

/**
 * The values of a trailer, as git’s `%(trailers:key=…,unfold)` has them.
 *
 * @see https://git-scm.com/docs/git-interpret-trailers
 */
export function trailersOf(message: string, key: string): string[] {
  const all = linesOf(message)
  const lines = all.slice(0, endOfTrailers(all))
  const values: string[] = []
  let isWanted = false
  for (const line of lines.slice(startOfTrailers(lines))) {
    if (startsBlank(line)) {
      if (isWanted) values.push(`${values.pop() ?? ''}\n${line}`)
      continue
    }
    const separator = separatorIn(line)
    isWanted = separator > 0 && trimEnd(line.slice(0, separator)).toLowerCase() === key.toLowerCase()
    if (isWanted) values.push(line.slice(separator + 1))
  }
  return values.map((value) => trim(value.replace(/\n[ \t\r]*/gu, ' ')))
}

/** Without the blank lines that a message may begin with. */
function linesOf(message: string): string[] {
  const lines = message.split('\n')
  const from = lines.findIndex((line) => !isBlank(line))
  return from === -1 ? [] : lines.slice(from)
}

// What git takes for white space within a line; JavaScript knows more of it.
const blanks = ' \t\r'

const isBlank = (line: string): boolean => trimEnd(line) === ''

const startsBlank = (line: string): boolean => line !== '' && blanks.includes(line.charAt(0))

const isComment = (line: string): boolean => line.startsWith('#')

function trimEnd(text: string): string {
  let end = text.length
  while (end > 0 && blanks.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

function trim(text: string): string {
  let from = 0
  while (from < text.length && blanks.includes(text.charAt(from))) from++
  return trimEnd(text.slice(from))
}

/** Comments, and a list of conflicts, may stand behind the trailers. */
function endOfTrailers(lines: readonly string[]): number {
  let end: number | null = null
  let isConflicts = false
  for (const [index, line] of lines.entries()) {
    if (isComment(line) || line === '') end ??= index
    else if (line === 'Conflicts:' && index < lines.length - 1) {
      isConflicts = true
      end ??= index
    } else if (!(isConflicts && line.startsWith('\t'))) {
      isConflicts = false
      end = null
    }
  }
  return end ?? lines.length
}

/** Trailers are the last paragraph when all of it is trailers, or a quarter of it and git wrote one; the first never is. */
function startOfTrailers(lines: readonly string[]): number {
  const title = lines.findIndex(isBlank)
  const none = lines.length
  const count = {trailers: 0, others: 0, continued: 0, known: false, text: false}
  for (let index = lines.length - 1; index >= (title === -1 ? none : title); index--) {
    const line = lines[index] ?? ''
    if (isComment(line)) {
      count.others += count.continued
      count.continued = 0
    } else if (isBlank(line)) {
      if (!count.text) continue
      const others = count.others + count.continued
      const isBlock = count.known ? count.trailers * 3 >= others : count.trailers > 0 && others === 0
      return isBlock ? index + 1 : none
    } else tally(line, count)
  }
  return none
}

interface Tally {
  trailers: number
  others: number
  /** Lines that may continue a trailer above them. */
  continued: number
  /** Git itself wrote one. */
  known: boolean
  text: boolean
}

function tally(line: string, count: Tally): void {
  count.text = true
  const isKnown = line.startsWith('Signed-off-by: ') || line.startsWith('(cherry picked from commit ')
  if (isKnown || (separatorIn(line) >= 1 && !startsBlank(line))) {
    count.trailers++
    count.continued = 0
    count.known ||= isKnown
  } else if (startsBlank(line)) count.continued++
  else {
    count.others += 1 + count.continued
    count.continued = 0
  }
}

/** Where the colon stands behind a token; -1 without one. */
function separatorIn(line: string): number {
  const [token = ''] = /^[A-Za-z0-9-]+[ \t]*/u.exec(line) ?? []
  return token !== '' && line.charAt(token.length) === ':' ? token.length : -1
}
