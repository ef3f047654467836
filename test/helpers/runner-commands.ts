/** A command as the runner of GitHub Actions reads it. */
export interface RunnerCommand {
  name: string
  properties: Record<string, string>
  data: string
}

/** The commands that the runner knows; it compares them without regard to case. */
const registered: ReadonlySet<string> = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'internal-set-repo-path',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning'
])

/**
 * All commands that the runner finds in an output. It errs on the side of finding: without a set of names every name
 * counts, and with characters that show nothing taken out each line is read a second time, since the runner compares
 * texts by the rules of a language, which skip them.
 */
export function readCommands(output: string, names: ReadonlySet<string> | null = registered): RunnerCommand[] {
  return output.split(/\r\n|\r|\n/u).flatMap((line) => {
    const found = readLine(line, names) ?? readLine(line.replace(/\p{DI}/gu, ''), names)
    return found ? [found] : []
  })
}

const readLine = (line: string, names: ReadonlySet<string> | null): RunnerCommand | null =>
  readColons(line, names) ?? readBrackets(line, names)

/** `::name key=value,key=value::data`, first in its line. */
function readColons(line: string, names: ReadonlySet<string> | null): RunnerCommand | null {
  // White space of .NET: U+0085 counts, U+FEFF does not, which is no way out here.
  const text = line.replace(/^[\s\u0085]+/u, '')
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1
  if (end === -1) return null
  const codes: [string, string][] = [
    ['%0D', '\r'],
    ['%0A', '\n']
  ]
  const forProperties: [string, string][] = [...codes, ['%3A', ':'], ['%2C', ','], ['%25', '%']]
  const info = readInfo(text.slice(2, end), ',', forProperties, names)
  return info && {...info, data: decode(text.slice(end + 2), [...codes, ['%25', '%']])}
}

/** `##[name key=value;key=value]data`, anywhere in a line. */
function readBrackets(line: string, names: ReadonlySet<string> | null): RunnerCommand | null {
  const start = line.indexOf('##[')
  const end = start === -1 ? -1 : line.indexOf(']', start)
  if (end === -1) return null
  const codes: [string, string][] = [
    ['%3B', ';'],
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%5D', ']'],
    ['%25', '%']
  ]
  const info = readInfo(line.slice(start + 3, end), ';', codes, names)
  return info && {...info, data: decode(line.slice(end + 1), codes)}
}

function readInfo(
  text: string,
  separator: string,
  codes: readonly [string, string][],
  names: ReadonlySet<string> | null
): Omit<RunnerCommand, 'data'> | null {
  const space = text.indexOf(' ')
  const name = space === -1 ? text : text.slice(0, space)
  if (names && !names.has(name.toLowerCase())) return null
  const pairs = space === -1 ? [] : text.slice(space + 1).split(separator)
  const properties = pairs.flatMap((pair) => {
    const at = pair.indexOf('=')
    return at > 0 && at < pair.length - 1 ? [[pair.slice(0, at).trim(), decode(pair.slice(at + 1), codes)]] : []
  })
  return {name, properties: Object.fromEntries(properties) as Record<string, string>}
}

const decode = (text: string, codes: readonly [string, string][]): string =>
  codes.reduce((decoded, [code, sign]) => decoded.replaceAll(code, sign), text)
