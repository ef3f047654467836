import {readFileSync} from 'node:fs'
import {join} from 'node:path'

/** What is asked most often of the program about itself, each a command line of one word. */
export const questions: readonly string[] = ['--help', '-h', 'help', '--version', '-v']

/** Where the build keeps what the program answers (scripts/answers-plugin.ts). */
export const answersFile = 'answers.json'

/** The answer as the program gives it into a file, without loading the program; null where it has to be asked itself. */
export function readAnswer(words: readonly string[], folder: string): string | null {
  const [word = ''] = words
  if (words.length !== 1 || !questions.includes(word)) return null
  try {
    const answers = JSON.parse(readFileSync(join(folder, answersFile), 'utf8')) as Record<string, string>
    return answers[word] ?? null
  } catch {
    return null
  }
}
