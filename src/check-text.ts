import type {Root} from 'mdast'
import {stdinPath} from './check-request.ts'
import type {Plan} from './config/plan.ts'
import {explainPlaceholders} from './core/explain.ts'
import {lintText} from './core/lint.ts'
import type {FileReport, Message} from './core/report.ts'
import {titleSaysTemplate} from './handoff/kept-template.ts'
import type {Parsers} from './parse/choose.ts'
import {isTooDeep} from './parse/depth.ts'
import {withinTime} from './parse/within-time.ts'
import {tooDeep, tooSlow} from './read-file.ts'
import type {Result} from './verdicts.ts'

/** What judging a text needs. */
export interface Judge {
  plan: Plan
  parsers: Parsers
  debug: (line: string) => void
  /** Also tell the debug output why each span that looks like a placeholder was or was not reported. */
  explain?: boolean | undefined
}

/** Milliseconds that one text may take. */
const patience = 4000

/** A shorter text is judged without a clock, which costs more than it does; the reference needs one sooner. */
const shortText = {native: 20_000, reference: 4000}

/** Judge one text, or pass on the message that says why there is none. */
export async function judgeText(
  file: {path: string; given: boolean},
  read: {text: string} | {message: Message},
  {plan, parsers: {native, loadReference}, debug, explain}: Judge
): Promise<Result> {
  const {path} = file
  const only = (message: Message): FileReport => ({
    path,
    profile: plan.expected(path),
    messages: [message],
    sections: []
  })
  if ('message' in read) return only(read.message)
  const {text} = read
  const judgeTree = (tree: Root): Result =>
    isTooDeep(tree) ? only(tooDeep()) : judgeParsed(file, text, tree, {plan, debug, explain})
  try {
    const first = inTime(text.length < shortText.native, () => {
      const tree = native?.(text) ?? null
      return tree && judgeTree(tree)
    })
    if (first === null) return only(tooSlow())
    if (first.value !== null) return first.value
    const reference = await loadReference()
    const last = inTime(text.length < shortText.reference, () => judgeTree(reference(text)))
    return last?.value ?? only(tooSlow())
  } catch (error) {
    if (!isLimit(error)) throw error
    return only(tooDeep())
  }
}

const inTime = <Value>(isShort: boolean, work: () => Value): {value: Value} | null =>
  isShort ? {value: work()} : withinTime(patience, work)

/** Judge a tree, unless the file is none of ours. */
function judgeParsed(
  {path, given}: {path: string; given: boolean},
  text: string,
  tree: Root,
  {plan, debug, explain}: Pick<Judge, 'plan' | 'debug' | 'explain'>
): Result {
  if (!given && titleSaysTemplate(tree, text)) return {path, reason: 'its title says that it is a template'}
  const choice = plan.choose({path, tree, text}, given)
  if (choice === null) return {path, reason: 'no profile takes it for a handoff'}
  debug(`${path || stdinPath}: profile ${choice.profile.name}, ${choice.reason}`)
  const config = plan.resolve(path, choice.profile)
  const {report, document} = lintText({path, text, tree}, config)
  if (explain) for (const line of explainPlaceholders(document, config)) debug(`${path || stdinPath}:${line}`)
  return report
}

/** A stack or a string that is full; any other RangeError is a bug. */
const isLimit = (error: unknown): boolean =>
  error instanceof RangeError && /call stack|invalid (?:array|string) length/iu.test(error.message)
