/** One simple command of a shell script: enough to see what a hook calls, not a shell. */
export interface ShellCommand {
  words: string[]
  /** What stands before it: `|` feeds it, `&&` and `||` make it depend on the last one; a new line is `;`. */
  before: string
  /** What stands behind it. */
  after: string
  /** Whether its input comes from a file or a here-document. */
  redirected: boolean
}

/** Read a script into simple commands: comments go, quoted text becomes one word, constructs fall apart at their words. */
export function readCommands(script: string): ShellCommand[] {
  const commands: ShellCommand[] = []
  let before = ';'
  for (const {text, operator} of split(script)) {
    const words = text.split(/\s+/u).filter((word) => word !== '' && !keywords.has(word))
    const plain = words.filter((word) => !/^[A-Za-z_]\w*=/u.test(word))
    // An assignment alone is no command.
    const isCommand = plain.length > 0 && !(/^(?:case|for|esac|in)$/u.test(plain[0] ?? '') || plain[0] === '#')
    if (isCommand) {
      const redirected = /(?:^|[^<>&\d])<{1,3}(?!&|\()/u.test(text)
      commands.push({words: plain, before, after: operator, redirected})
      before = operator
    } else if (operator !== ';' || words.length > 0) before = operator
  }
  return commands
}

const keywords = new Set(['if', 'then', 'else', 'elif', 'fi', 'do', 'done', '{', '}', '!', 'time', 'exec', 'command'])

interface Piece {
  text: string
  operator: string
}

/** Cut at operators outside of quotes; one walk over the text. */
function split(script: string): Piece[] {
  const pieces: Piece[] = []
  let text = ''
  let quote = ''
  const end = (operator: string) => {
    pieces.push({text, operator})
    text = ''
  }
  for (let index = 0; index < script.length; index++) {
    const character = script.charAt(index)
    const next = script.charAt(index + 1)
    if (character === '\\' && quote !== "'") {
      // A line that goes on in the next one.
      if (next !== '\n' && next !== '\r') text += next === ' ' ? '_' : next
      else if (next === '\r') index++
      index++
    } else if (quote !== '') {
      if (character === quote) quote = ''
      // Within quotes nothing separates words.
      else text += /[\s<>|&;]/u.test(character) ? '_' : character
    } else if (character === '"' || character === "'") quote = character
    else if (character === '#' && /(?:^|[\s;])$/u.test(text)) {
      while (index + 1 < script.length && script.charAt(index + 1) !== '\n') index++
    } else if ((character === '&' || character === '|') && next === character) {
      end(character + next)
      index++
    } else if (character === '&' && (/[<>]$/u.test(text) || next === '>')) text += character
    else if (character === '\n' || character === ';') end(';')
    else if ('|&()'.includes(character)) end(character === '(' || character === ')' ? ';' : character)
    else text += character === '\r' ? ' ' : character
  }
  end(';')
  return pieces
}

/** How a script calls us. */
export interface OurCall {
  command: ShellCommand
  /** Where it stands among the script’s commands. */
  index: number
  /** The program as written: a name, or a path. */
  program: string
  /** Everything behind the program. */
  given: string[]
  /** The package runner before it, as `npx`. */
  runner: string | null
  /** Whether that runner may go to the network. */
  mayFetch: boolean
}

const runnerNames = new Set(['npx', 'pnpx', 'bunx', 'npm', 'pnpm', 'yarn', 'bun', 'node', 'env', 'mise', 'volta'])
const runnerWords = new Set(['exec', 'x', 'run', 'dlx', '--', '-s', '--silent', '--no-install', '--no', '--yes', '-y'])

/**
 * Find the first call of us.
 *
 * @param aliases further programs that are us: names of package scripts, or the path of our own build.
 */
export function findOurCall(commands: readonly ShellCommand[], aliases: ReadonlySet<string>): OurCall | null {
  for (const [index, command] of commands.entries()) {
    const at = programAt(command.words)
    const program = command.words[at] ?? ''
    const runner = command.words.slice(0, at).find((word) => runnerNames.has(word)) ?? null
    if (!isUs(program, runner, aliases)) continue
    const between = command.words.slice(0, at)
    const fetching = runner === 'npx' || runner === 'bunx' || runner === 'pnpx' || between.includes('dlx')
    const mayFetch = fetching && !between.some((word) => word === '--no-install' || word === '--no')
    return {command, index, program, given: command.words.slice(at + 1), runner, mayFetch}
  }
  return null
}

function isUs(program: string, runner: string | null, aliases: ReadonlySet<string>): boolean {
  const name = program.split(/[\\/]/u).at(-1) ?? ''
  if (/^handoff-lint(?:\.cmd|\.exe)?(?:@[\w.^~-]+)?$/u.test(name)) return true
  return aliases.has(program) && runner !== null
}

/** Where the program stands, behind a package runner and its options. */
function programAt(words: readonly string[]): number {
  let at = 0
  if (!runnerNames.has(words[0] ?? '')) return 0
  while (at < words.length && (runnerNames.has(words[at] ?? '') || runnerWords.has(words[at] ?? ''))) at++
  return at
}

/** Whether a command reads all of the input that a hook gets, and leaves nothing to those behind it. */
export function eatsInput({words, before, redirected}: ShellCommand): boolean {
  if (before === '|' || redirected) return false
  const [first = '', second = ''] = words
  if (first === 'while' || first === 'until') return second === 'read' || second === 'IFS=' || words.includes('read')
  if (first === 'git') return second === 'lfs'
  return ['cat', 'read', 'git-lfs', 'xargs', 'tee', 'lefthook', 'pre-commit'].includes(first) && words.length < 9
}

/** Whether a command is one of Git LFS. */
export const isLfs = ({words}: ShellCommand): boolean =>
  words[0] === 'git-lfs' || (words[0] === 'git' && words[1] === 'lfs')

/** A line that a hook may hold beside ours: a package script or a tool with plain words, which reads no input. */
const harmless =
  /^(?:npm|pnpm|yarn|bun|npx|bunx|echo|make|cargo|go|tsc|eslint|biome|vitest|jest|prettier)(?: +(?:[\w@%+=:,./~^-]+|"[\w\s@%+=:,./~^!?-]*"|'[\w\s@%+=:,./~^!?-]*'))*(?: *&& *(?:npm|pnpm|yarn|bun|npx|bunx)(?: +[\w@%+=:,./~^-]+)*)*\s*$/u
const opening = /^(?:#.*|set -[a-z]+|\. "\$\((?:dirname -- "\$0"|dirname "\$0")\)\/_\/husky\.sh"|\s*)$/u

/**
 * Put our call into a script of others, before all that runs: it reads the refs, and what follows must not need them.
 *
 * @param stopsOnError whether the script ends by itself when a command fails (`sh -e`).
 * @returns null where it cannot be told that this is safe.
 */
export function addCall(script: string, call: string, stopsOnError: boolean): string | null {
  const shebang = /^#!.*/u.exec(script)?.[0]
  if (shebang !== undefined && !/^#! ?(?:\/usr)?\/bin\/(?:env )?(?:ba|da|z)?sh(?: -\w+)?\s*$/u.test(shebang))
    return null
  const lines = script.split(/\r?\n/u)
  const first = lines.findIndex((line) => !opening.test(line))
  const at = first === -1 ? endOfText(lines) : startOfComments(lines, first)
  if (lines.slice(at).some((line) => !isHarmless(line.trim()))) return null
  // Elsewhere only the failure of the last command counts.
  const stops = stopsOnError || first === -1 || /^\s*set -\w*e/mu.test(script)
  const rest = lines.slice(at)
  const added = [...lines.slice(0, at), stops ? call : `${call} || exit 1`, ...(rest.length === 0 ? [''] : rest)]
  return added.join(script.includes('\r\n') ? '\r\n' : '\n')
}

const isHarmless = (line: string): boolean =>
  line === '' ||
  line.startsWith('#') ||
  (harmless.test(line) && !/\b(?:lefthook|lfs|pre-commit|pre-push)\b/u.test(line))

/** Where empty lines end the text. */
function endOfText(lines: readonly string[]): number {
  let at = lines.length
  while (at > 0 && lines[at - 1]?.trim() === '') at--
  return at
}

/** A comment belongs to the line below it. */
function startOfComments(lines: readonly string[], first: number): number {
  let at = first
  while (at > 0 && /^#(?!!)/u.test(lines[at - 1] ?? '')) at--
  return at
}
