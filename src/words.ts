/** The names of all commands, in the order of the help; what is no command is a path. */
export const commandNames: readonly string[] = [
  'lint',
  'rules',
  'explain',
  'profile',
  'inspect',
  'new',
  'pre-push',
  'init',
  'doctor',
  'merge-reports',
  'status',
  'show'
]

/** What follows `pre-push` as git’s hooks call it; null for all that has to be read as a command line. */
export function hookWords([command, ...words]: readonly string[]): readonly string[] | null {
  return command === 'pre-push' && words.length === 2 && words.every(isPlain) ? words : null
}

/** Words that are paths to check and nothing else; null for all that has to be read as a command line. */
export function pathWords(words: readonly string[]): readonly string[] | null {
  const [first = ''] = words
  return first !== 'help' && !commandNames.includes(first) && words.every(isPlain) ? words : null
}

/** What follows `status` where nothing but `--all` does; null for all that has to be read as a command line. */
export function statusWords([command, ...words]: readonly string[]): readonly string[] | null {
  return command === 'status' && words.every((word) => word === '--all') ? words : null
}

const isPlain = (word: string): boolean => word !== '' && !word.startsWith('-')
