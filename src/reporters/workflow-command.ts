const inData: readonly [RegExp, string][] = [
  [/%/gu, '%25'],
  [/\r/gu, '%0D'],
  [/\n/gu, '%0A']
]
const inProperty: readonly [RegExp, string][] = [...inData, [/:/gu, '%3A'], [/,/gu, '%2C']]

const encode = (text: string, signs: readonly [RegExp, string][]): string =>
  signs.reduce((escaped, [sign, code]) => escaped.replace(sign, code), text)

/** A line that the runner of GitHub Actions obeys. An empty property is left out: the runner would not read it. */
export function workflowCommand(name: string, properties: Readonly<Record<string, string>>, data: string): string {
  const given = Object.entries(properties).filter(([, value]) => value !== '')
  const list = given.map(([key, value]) => `${key}=${encode(value, inProperty)}`).join(',')
  return `::${name}${list === '' ? '' : ` ${list}`}::${encode(data, inData)}`
}

/**
 * Text that the runner shows and does not obey. It takes commands in two spellings: `::name::` first in a line, and
 * `##[name]` anywhere; a carriage return alone ends a line. Characters that show nothing are no hiding place.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export const neutralise = (text: string): string => text.replace(/[^\r\n]+/gu, neutraliseLine)

const neutraliseLine = (line: string): string =>
  line.replace(/^([\p{DI}\p{Z}\t\v\f\u0085]*):(?=\p{DI}*:)/u, '$1: ').replace(/#(\p{DI}*)#(\p{DI}*)\[/gu, '#$1#$2 [')
