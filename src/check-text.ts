import type {Plan} from './config/plan.ts'
import {lintText} from './core/lint.ts'
import type {FileReport, Message, SkippedFile} from './core/report.ts'
import {titleSaysTemplate} from './handoff/kept-template.ts'
import type {Parsers} from './parse/choose.ts'
import {isTooDeep} from './parse/depth.ts'
import type {Parse} from './parse.ts'
import {tooDeep} from './read-file.ts'

export type Result = FileReport | SkippedFile

export const isSkipped = (result: Result): result is SkippedFile => 'reason' in result

/** What judging a text needs. */
export interface Judge {
  plan: Plan
  parsers: Parsers
  debug: (line: string) => void
}

/** What an unnamed standard input is called in the report. */
export const stdinPath = '<stdin>'

/** Judge one text, or pass on the message that says why there is none. */
export function judgeText(
  file: {path: string; given: boolean},
  read: {text: string} | {message: Message},
  {plan, parsers, debug}: Judge
): Result {
  const {path} = file
  const only = (message: Message): FileReport => ({
    path,
    profile: plan.expected(path),
    messages: [message],
    sections: []
  })
  if ('message' in read) return only(read.message)
  try {
    const first = judgeBy(parsers.parse, file, read.text, {plan, debug})
    if (first === null) return only(tooDeep())
    if (parsers.reference === null || isSkipped(first) || first.messages.length === 0) return first
    // What is reported is what the reference sees, word for word and place for place.
    return judgeBy(parsers.reference, file, read.text, {plan, debug: () => {}}) ?? only(tooDeep())
  } catch (error) {
    if (!isLimit(error)) throw error
    return only(tooDeep())
  }
}

/** Judge a text by one parser; null when its tree is too deep. */
function judgeBy(
  parse: Parse,
  {path, given}: {path: string; given: boolean},
  text: string,
  {plan, debug}: Pick<Judge, 'plan' | 'debug'>
): Result | null {
  const tree = parse(text)
  if (isTooDeep(tree)) return null
  if (!given && titleSaysTemplate(tree, text)) return {path, reason: 'its title says that it is a template'}
  const choice = plan.choose({path, tree, text}, given)
  if (choice === null) return {path, reason: 'no profile takes it for a handoff'}
  debug(`${path || stdinPath}: profile ${choice.profile.name}, ${choice.reason}`)
  return lintText({path, text, tree}, plan.resolve(path, choice.profile)).report
}

/** A stack or a string that is full; any other RangeError is a bug. */
const isLimit = (error: unknown): boolean =>
  error instanceof RangeError && /call stack|invalid (?:array|string) length/iu.test(error.message)
