import {ownAliases} from '../init/hook-part.ts'
import {eatsInput, findOurCall, isLfs, type OurCall, readCommands, type ShellCommand} from '../init/shell-script.ts'
import type {Surroundings} from '../init/surroundings.ts'
import {type Finding, fail, hint, ok} from './finding.ts'
import type {HookFile} from './hook-file.ts'

export interface ScriptExamination {
  call: OurCall | null
  findings: Finding[]
}

const right = 'handoff-lint pre-push "$@"'

/** Whether a hook script calls us, gives us what git gives it, and heeds the answer. */
export function examineScript({path, text, manager}: HookFile, around: Surroundings): ScriptExamination {
  const commands = readCommands(text)
  const call = findOurCall(commands, ownAliases(around.package))
  if (call === null) {
    const why = 'a push is not judged'
    return {call, findings: [fail('hook-call', `${path} does not call handoff-lint`, why, 'handoff-lint init')]}
  }
  const who = manager === null ? '' : ` (${manager})`
  const findings = [
    ...lineEnds(path, text),
    ...givenToUs(path, call),
    ...inputOf(path, commands, call),
    ...verdictOf(path, text, commands, call, manager === 'husky' || /\/husky\.sh\b/u.test(text))
  ]
  return {call, findings: [ok('hook', `${path} calls handoff-lint${who}`), ...findings]}
}

function lineEnds(path: string, text: string): Finding[] {
  if (!text.includes('\r\n')) return []
  const why = 'the shell takes the carriage return for a part of the last word of each line'
  const fix = `Add \`${path} text eol=lf\` to .gitattributes and save the file with LF.`
  return [fail('hook-call', `${path} has Windows line ends`, why, fix)]
}

function givenToUs(path: string, {given, mayFetch, runner, program}: OurCall): Finding[] {
  const findings: Finding[] = []
  // A package script holds the words itself.
  const isScript = !program.includes('handoff-lint') && !program.includes('/')
  if (given[0] !== 'pre-push' && !isScript) {
    const why = 'it judges the files on the disk, not what is pushed'
    findings.push(hint('hook-call', `${path} calls handoff-lint without \`pre-push\``, why, `Write \`${right}\`.`))
  } else if (!given.some((word) => /^\$(?:@|\*|1|\{1)/u.test(word)) && !given.includes('--from')) {
    const why = 'without them it judges the branch that is checked out, whatever is pushed'
    findings.push(hint('hook-call', `${path} does not hand on what git gives it`, why, `Write \`${right}\`.`))
  }
  if (mayFetch) {
    const why = 'it starts slowly, and without a network, or where the package is missing, it waits or fails'
    const fix = `Add handoff-lint to the packages and write \`${right}\`.`
    findings.push(hint('hook-call', `${path} calls handoff-lint through ${runner}`, why, fix))
  }
  return findings
}

/** git tells a hook once what is pushed: whoever reads it first leaves nothing to the others. */
function inputOf(path: string, commands: readonly ShellCommand[], {index, command}: OurCall): Finding[] {
  const isFed = command.before === '|' || command.redirected
  const thief = isFed ? undefined : commands.slice(0, index).find(eatsInput)
  if (thief) {
    const what = `${path} calls \`${thief.words.slice(0, 2).join(' ')}\` before handoff-lint`
    const why = 'it reads what git tells of the push, so that handoff-lint finds nothing to judge and lets it through'
    const fix = 'Keep the input and give it to both: `input=$(cat)`, then `printf \'%s\\n\' "$input" | …` for each.'
    return [fail('hook-input', what, why, fix)]
  }
  const lfs = commands.slice(index + 1).find((one) => isLfs(one) && one.before !== '|' && !one.redirected)
  if (!lfs || isFed) return []
  const why = 'handoff-lint has read what git tells of the push, so that Git LFS uploads nothing'
  const fix = 'Keep the input and give it to both: `input=$(cat)`, then `printf \'%s\\n\' "$input" | …` for each.'
  return [hint('hook-input', `${path} calls Git LFS after handoff-lint`, why, fix)]
}

function verdictOf(
  path: string,
  text: string,
  commands: readonly ShellCommand[],
  {index, command}: OurCall,
  stopsOnError: boolean
): Finding[] {
  const why = 'a push goes through whatever it says'
  const next = commands[index + 1]
  const isExcused = command.after === '||' && ['true', ':', 'echo', 'printf'].includes(next?.words[0] ?? 'true')
  const leavesWithZero = command.after === '||' && next?.words[0] === 'exit' && next.words[1] === '0'
  if (isExcused || leavesWithZero || command.after === '&' || command.after === '|') {
    const fix = `Let \`${right}\` stand alone.`
    return [fail('hook-verdict', `${path} ignores the answer of handoff-lint`, why, fix)]
  }
  const follows = commands.slice(index + 1).some(({words}) => words[0] !== 'exit' || words[1] === '0')
  const isKept =
    stopsOnError || command.after !== ';' || /(?:^|\n)\s*set -\w*e/u.test(text) || /^#!.*sh -\w*e/u.test(text)
  if (!follows || isKept || isCondition(text)) return []
  const fix = `Write \`${right} || exit 1\`, or put it last.`
  return [fail('hook-verdict', `${path} goes on after handoff-lint, and only its last command counts`, why, fix)]
}

/** `if ! handoff-lint …; then exit 1`, or the code kept in a variable: somebody has thought of it. */
const isCondition = (text: string): boolean =>
  /\bif\b[^\n]*\bhandoff-lint\b/u.test(text) || /\bhandoff-lint\b[^\n]*(?:;|\n)\s*\w+=\$\?/u.test(text)
