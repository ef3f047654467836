// Regular expressions made of globs backtrack: `**/*a*a*/**/*b` and a long path keep picomatch busy for minutes. Globs
// come from repositories that we do not trust, so they are matched here by two greedy loops, in time path × glob.

type Token = string | {set: string; not: boolean} | 'any' | 'one'

interface Segment {
  /** `**`: any number of folders, none too. */
  deep: boolean
  /** Whether it takes a name. */
  takes: (part: string) => boolean
  /** Without a wildcard. */
  isPlain: boolean
}

const longest = 512
const mostAlternatives = 64

/** Why a glob cannot be used, in the words after “a glob that …”; null when it can. */
export function globProblem(glob: string): string | null {
  if (glob.trim() === '') return 'is empty'
  if (glob.length > longest) return `has more than ${longest} characters`
  if (/\p{Cc}/u.test(glob)) return 'has control characters'
  if (glob.includes('\\')) return 'has a backslash (folders are divided by `/`)'
  if (/^(?:\/|[a-z]:|~)/iu.test(glob)) return 'is absolute (globs start at the repository root)'
  if (glob.split('/').includes('..')) return 'leads out of the repository (`..`)'
  if (glob.startsWith('!')) return 'begins with `!` (name what is left out in `ignore`)'
  if (/[?*+@!]\(/u.test(glob)) return 'has a group in parentheses (alternatives are written `{a,b}`)'
  return expandBraces(glob) === null ? `has more than ${mostAlternatives} alternatives` : null
}

/** Whether a text is a glob, not the name of one file. */
export const isGlob = (text: string): boolean => /[*?]|\[[^\]]+\]|\{[^}]*,[^}]*\}/u.test(text)

/**
 * Compile globs, when they are first asked, to one test of paths (from the root, `/` between folders). `*` and `?` take dots too, case does not
 * count, and a glob for a folder means all that is in it.
 */
export function compileGlobs(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false
  let ending: string | undefined
  let compiled: Pattern[] | undefined
  return (path) => {
    const folded = foldedOf(path)
    ending ??= sharedEnding(globs)
    if (!folded.includes(ending)) return false
    compiled ??= globs.flatMap((glob) => expandBraces(fold(glob)) ?? []).map(compile)
    return compiled.some(({segments, needle}) => folded.includes(needle) && matches(segments, partsOf(folded)))
  }
}

/** The extension that all of the globs end with, so that it is in every path that one of them takes; else nothing. */
function sharedEnding(globs: readonly string[]): string {
  const [first = '', ...others] = globs.map((glob) => /\.[a-z]+$/iu.exec(glob)?.[0].toLowerCase() ?? '')
  return others.every((ending) => ending === first) ? first : ''
}

interface Pattern {
  segments: Segment[]
  /** Found in every path that it matches: most paths need no other look. */
  needle: string
}

const last: {path: string; folded: string; parts: readonly string[] | undefined} = {path: '', folded: '', parts: ['']}

/** A path as globs are compared with it. One path after the other is asked about, each of them by many globs. */
function foldedOf(path: string): string {
  if (path !== last.path) Object.assign(last, {path, folded: fold(path), parts: undefined})
  return last.folded
}

/** The names that the last path is made of. */
function partsOf(folded: string): readonly string[] {
  last.parts ??= folded.split('/')
  return last.parts
}

/** File systems differ in case and in how they compose accents. */
const fold = (text: string): string => text.normalize('NFC').toLowerCase()

/** All texts that `{a,b}` stands for; null when they are too many. Braces without a comma are characters. */
function expandBraces(glob: string): string[] | null {
  const done: string[] = []
  const open = [glob]
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    const group = firstGroup(text)
    if (!group) done.push(text)
    else for (const option of group.options) open.push(text.slice(0, group.start) + option + text.slice(group.end))
    if (open.length + done.length > mostAlternatives) return null
  }
  return done
}

interface Group {
  start: number
  end: number
  options: string[]
}

/** The first pair of braces with a comma of its own. */
function firstGroup(text: string): Group | null {
  for (let start = text.indexOf('{'); start !== -1; start = text.indexOf('{', start + 1)) {
    const commas: number[] = []
    let depth = 0
    for (let at = start; at < text.length; at++) {
      const character = text[at]
      if (character === '{') depth++
      if (character === ',' && depth === 1) commas.push(at)
      if (character !== '}' || --depth > 0) continue
      if (commas.length === 0) break
      const cuts = [start, ...commas, at]
      return {start, end: at + 1, options: cuts.slice(1).map((cut, index) => text.slice((cuts[index] ?? 0) + 1, cut))}
    }
  }
  return null
}

const deep: Segment = {deep: true, takes: () => true, isPlain: false}

function compile(glob: string): Pattern {
  const plain = glob.replace(/^(?:\.\/)+/u, '').replace(/\/+$/u, '/**')
  const parts = plain.split('/').map((part) => (part === '**' ? null : tokenize(part)))
  const segments = parts.map((tokens) => (tokens === null ? deep : compilePart(tokens)))
  const needle = longestText(parts.findLast((tokens) => tokens !== null) ?? [])
  // `docs/archive` without a wildcard at its end may be a folder.
  return {segments: segments.at(-1)?.isPlain ? [...segments, deep] : segments, needle}
}

/** The longest run of characters that stand for themselves. */
function longestText(tokens: readonly Token[]): string {
  let [longest, text] = ['', '']
  for (const token of tokens) {
    text = isCharacter(token) ? text + token : ''
    if (text.length > longest.length) longest = text
  }
  return longest
}

const isCharacter = (token: Token): token is string => typeof token === 'string' && token.length === 1

/** Most names in globs have one wildcard or none, which takes no search. */
function compilePart(tokens: readonly Token[]): Segment {
  const at = tokens.findIndex((token) => !isCharacter(token))
  if (at === -1) {
    const name = tokens.join('')
    return {deep: false, takes: (part) => part === name, isPlain: true}
  }
  if (tokens[at] !== 'any' || !tokens.slice(at + 1).every(isCharacter)) {
    return {deep: false, takes: (part) => matchesPart(tokens, part), isPlain: false}
  }
  const start = tokens.slice(0, at).join('')
  const end = tokens.slice(at + 1).join('')
  const takes = (part: string) =>
    part.length >= start.length + end.length && part.startsWith(start) && part.endsWith(end)
  return {deep: false, takes, isPlain: false}
}

function tokenize(part: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < part.length; at++) {
    const character = part[at] ?? ''
    const set = character === '[' ? /^\[([!^]?)(\]?[^\]]+)\]/u.exec(part.slice(at)) : null
    if (set) {
      tokens.push({set: set[2] ?? '', not: set[1] !== ''})
      at += set[0].length - 1
    } else if (character === '*') {
      if (tokens.at(-1) !== 'any') tokens.push('any')
    } else tokens.push(character === '?' ? 'one' : character)
  }
  return tokens
}

function matches(pattern: readonly Segment[], parts: readonly string[]): boolean {
  // Most paths fail at their name: look there first.
  const last = pattern.at(-1)
  if (last && !last.deep && !last.takes(parts.at(-1) ?? '')) return false
  return greedy(
    pattern.length,
    parts.length,
    (at) => pattern[at]?.deep === true,
    (at, part) => (pattern[at]?.takes(parts[part] ?? '') ? 1 : 0)
  )
}

const matchesPart = (tokens: readonly Token[], part: string): boolean =>
  greedy(
    tokens.length,
    part.length,
    (at) => tokens[at] === 'any',
    (at, index) => width(tokens[at], part, index)
  )

/**
 * Match a row of steps against a row of items. When a step fails, only the last wildcard takes one item more: what an
 * earlier one could take instead, the last one could take as well.
 *
 * @param take how many items a step takes at an index; 0 when it fails there.
 */
function greedy(
  steps: number,
  items: number,
  isWildcard: (step: number) => boolean,
  take: (step: number, item: number) => number
): boolean {
  let step = 0
  let item = 0
  let wildcard = -1
  let taken = 0
  while (item < items) {
    if (step < steps && isWildcard(step)) {
      wildcard = step++
      taken = item
      continue
    }
    const width = step < steps ? take(step, item) : 0
    if (width > 0) {
      item += width
      step++
      continue
    }
    if (wildcard === -1) return false
    step = wildcard + 1
    item = ++taken
  }
  while (step < steps && isWildcard(step)) step++
  return step === steps
}

/** How many code units of the text a token takes at an index. */
function width(token: Token | undefined, text: string, index: number): number {
  if (token === undefined || token === 'any') return 0
  const character = String.fromCodePoint(text.codePointAt(index) ?? 0)
  if (token === 'one') return character.length
  if (typeof token === 'string') return text[index] === token ? 1 : 0
  return isIn(token.set, character) === token.not ? 0 : character.length
}

function isIn(set: string, character: string): boolean {
  const members = [...set]
  for (let at = 0; at < members.length; at++) {
    const first = members[at] ?? ''
    const last = members[at + 1] === '-' ? members[at + 2] : undefined
    if (last !== undefined) {
      if (first <= character && character <= last) return true
      at += 2
    } else if (first === character) return true
  }
  return false
}
