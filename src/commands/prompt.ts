import type {Io} from './io.ts'

/** Asks a person; only ever made where somebody sits at a terminal. */
export interface Prompt {
  /** Enter means yes; the end of the input means no. */
  confirm: (question: string) => Promise<boolean>
  /** Enter means the first of the answers; null at the end of the input. */
  choose: (question: string, answers: readonly string[]) => Promise<string | null>
  /** Let the terminal go, or the process does not end. */
  close: () => Promise<void>
}

/** Ask on stderr, read lines from stdin. Null without a person: a question that nobody sees would wait for ever. */
export function openPrompt({stdin, stderr}: Io): Prompt | null {
  if (stdin.isTTY !== true || stderr.isTTY !== true) return null
  const input = stdin[Symbol.asyncIterator]()
  const decoder = new TextDecoder()
  let waiting = ''
  const readLine = async (): Promise<string | null> => {
    for (;;) {
      const end = waiting.indexOf('\n')
      if (end !== -1) {
        const line = waiting.slice(0, end).trim()
        waiting = waiting.slice(end + 1)
        return line
      }
      const {done, value} = await input.next()
      if (done) return null
      waiting += typeof value === 'string' ? value : decoder.decode(value, {stream: true})
    }
  }
  const ask = (text: string) => {
    stderr.write(text)
    return readLine()
  }
  return {
    confirm: async (question) => isYes(await ask(`${question} [Y/n] `)),
    choose: async (question, answers) => {
      const list = answers.map((answer, index) => `  ${index + 1}  ${answer}\n`).join('')
      for (;;) {
        const line = await ask(`${question}\n${list}Number [1]: `)
        if (line === null) return null
        const answer = line === '' ? answers[0] : (answers[Number(line) - 1] ?? answers.find((one) => one === line))
        if (answer !== undefined) return answer
      }
    },
    close: async () => {
      await input.return?.()
    }
  }
}

const isYes = (line: string | null): boolean => line !== null && /^(?:y|yes|)$/iu.test(line)
