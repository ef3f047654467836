import {Command, CommanderError, Help, InvalidArgumentError, Option} from 'commander'
import {UsageError} from '../errors.ts'
import {reporterNames} from '../reporters/names.ts'
import {instead} from '../suggest.ts'
import {addGateCommands} from './gate-program.ts'
import type {InspectOptions} from './inspect.ts'
import type {Io} from './io.ts'
import type {LintOptions} from './lint.ts'
import type {NewOptions} from './new.ts'
import {findPackage} from './package-root.ts'
import {addBranchCommands} from './status-program.ts'

/** Takes the exit code of the command that ran. */
export type Finish = (code: number) => void

/** Declare the whole command line. What a command does is loaded only when it runs. */
export function makeProgram(io: Io, finish: Finish): Command {
  const program = new Command('handoff-lint')
    .description('Checks work handoffs, the notes that end a session of work: complete, filled in, rightly named.')
    .usage('[paths…|-] [options]\n       handoff-lint <command> [options]')
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: io.out,
      // Errors are thrown as well, and worded in one place.
      writeErr: () => {},
      getOutHasColors: () => true,
      getOutHelpWidth: () => Math.min(io.stdout.columns ?? 100, 100)
    })
    .configureHelp({styleTitle: (title) => io.paint.bold(title), showGlobalOptions: true})
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show the help of a command')
    .option('-v, --version', 'print the version')
    .option('--color', 'colour the output, even into a file or a pipe')
    .option('--no-color', 'never colour the output (as NO_COLOR=1 does)')
    .option('--debug', 'say on stderr what was decided, and why')
    .addHelpText('after', helpAfter(overview))
  program.on('option:version', () => {
    io.out(`${findPackage().version}\n`)
    throw new CommanderError(0, 'commander.version', '')
  })
  const lint = addLint(program, io, finish)
  addRules(program, io, finish)
  addExplain(program, io, finish)
  addProfile(program, io, finish)
  addInspect(program, io, finish)
  addNew(program, io, finish)
  const options = {configOption, profileOption, formatOption, reportOption}
  const parts = {...options, choice, collect, count, helpAfter, exitCodes}
  addGateCommands(program, io, finish, parts)
  addBranchCommands(program, io, finish, parts)
  io.commands.push(...program.commands.map((command) => command.name()))
  // The help of the program shows what linting takes: it is what most people come for.
  return program.configureHelp({
    styleTitle: (title) => io.paint.bold(title),
    visibleOptions: (command) => [...lint.options, ...new Help().visibleOptions(command)]
  })
}

const exitCodes = `Exit codes:
  0  no errors (warnings do not fail, unless --max-warnings says so)
  1  errors found
  2  could not run: wrong option, broken configuration, no such file
  3  could not be determined`

const overview = `Examples:
  handoff-lint                          check every handoff of the repository
  handoff-lint HANDOFF.md docs/         check a file, and the handoffs in a folder
  handoff-lint --fix                    repair names, dates and missing sections
  handoff-lint new "retry queue"        write the next handoff's scaffold, print its path
  handoff-lint explain no-placeholder   what a rule wants, and why

A folder that is named like a command is meant by ./rules.

${exitCodes}`

const helpAfter = (text: string): string => `\n${text}`

const formats = ['stylish', 'json'] as const

/** An option whose values are few and known. */
function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).argParser((given: string) => {
    if (values.includes(given)) return given
    const name = flags.split(' ')[0]
    throw new UsageError(`Unknown value \`${given}\` of ${name}`, {hint: instead(given, values)})
  })
}

const formatOption = () => choice('--format <name>', 'stylish (for people) or json', formats).default('stylish')
const reportOption = () =>
  choice('--format <name>', `report to print: ${reporterNames.join(', ')}`, reporterNames).default('stylish')
const profileOption = () => new Option('--profile <name>', 'built-in profile, or path of a template (.md)')
const configOption = () => new Option('--config <path>', 'configuration to use instead of the one found')

const collect = (value: string, list: readonly string[] = []): string[] => [...list, value]

function count(text: string): number {
  if (!/^\d{1,9}$/u.test(text)) throw new InvalidArgumentError('It has to be a whole number, 0 or more.')
  return Number(text)
}

function addLint(program: Command, io: Io, finish: Finish): Command {
  return program
    .command('lint', {isDefault: true})
    .description('check handoffs (this is what runs without a command)')
    .argument('[paths...]', 'files, folders or globs; `-` reads standard input; none: all handoffs')
    .usage('[paths…|-] [options]')
    .addOption(profileOption())
    .addOption(configOption())
    .addOption(reportOption())
    .option('--quiet', 'show errors only')
    .option('--output <format=file>', 'write a report to a file as well (may be repeated)', collect)
    .option('--max-warnings <n>', 'fail on more warnings than this', count)
    .option('--severity <rule=level>', 'error, warn or off for one rule (may be repeated)', collect)
    .option('--fix', 'repair what has exactly one right form: names, dates, missing sections')
    .option('--stdin-filename <path>', 'the name to judge standard input by')
    .option('--no-cache', 'judge every file anew, also those that have not changed since the last run')
    .option('--exit-zero', 'exit with 0 in spite of findings')
    .option('--branch', 'judge the branch that is checked out, too (without paths this is done anyway)')
    .option('--base <ref>', 'what the branch is compared with, instead of the default branch')
    .option('--since <ref>', 'check only what changed since the branch left this one, as committed')
    .addHelpText('after', helpAfter(lintHelp))
    .action(async (paths: string[], options: LintOptions) => {
      const {lint} = await import('./lint.ts')
      finish(await lint(paths, options, io))
    })
}

const lintHelp = `Examples:
  handoff-lint                                          every handoff of the repository
  handoff-lint session-handoffs --max-warnings 0        a folder; warnings fail too
  handoff-lint --severity max-tokens=off --fix          switch a rule off, repair the rest
  git show HEAD:HANDOFF.md | handoff-lint - --stdin-filename HANDOFF.md --format json

${exitCodes}`

function addRules(program: Command, io: Io, finish: Finish): void {
  program
    .command('rules')
    .description('list the rules')
    .addOption(formatOption())
    .addHelpText(
      'after',
      helpAfter(`Examples:
  handoff-lint rules                  id, severity, what it is about
  handoff-lint rules --format json    the same for programs

${exitCodes}`)
    )
    .action(async (options: {format: string}) => {
      const {listRules} = await import('./rules.ts')
      finish(listRules(options.format, io))
    })
}

function addExplain(program: Command, io: Io, finish: Finish): void {
  program
    .command('explain')
    .description('say what a rule wants and why, with examples')
    .argument('<rule>', 'id of the rule')
    .addHelpText(
      'after',
      helpAfter(`Examples:
  handoff-lint explain no-placeholder
  handoff-lint explain valid-filename | less

${exitCodes}`)
    )
    .action(async (rule: string) => {
      const {explain} = await import('./explain.ts')
      finish(await explain(rule, io))
    })
}

function addProfile(program: Command, io: Io, finish: Finish): void {
  program
    .command('profile')
    .description('list the profiles, or show what was understood of one')
    .argument('[name|path]', 'built-in profile, or path of a template (.md)')
    .addOption(formatOption())
    .addHelpText(
      'after',
      helpAfter(`Examples:
  handoff-lint profile                            the built-in formats
  handoff-lint profile timestamped                its sections, fields, placeholders and file name
  handoff-lint profile docs/HANDOFF_TEMPLATE.md   how your own template is understood

${exitCodes}`)
    )
    .action(async (name: string | undefined, options: {format: string}) => {
      const {profile} = await import('./profile.ts')
      finish(await profile(name, options.format, io))
    })
}

function addInspect(program: Command, io: Io, finish: Finish): void {
  program
    .command('inspect')
    .description('show how a file is understood: profile, sections, fields, placeholders')
    .argument('<file>', 'the file, or `-` for standard input')
    .addOption(profileOption())
    .addOption(configOption())
    .addOption(formatOption())
    .option('--stdin-filename <path>', 'the name to judge standard input by')
    .addHelpText(
      'after',
      helpAfter(`Examples:
  handoff-lint inspect HANDOFF.md                          why this profile, and what was found
  handoff-lint inspect HANDOFF.md --profile session-log    as that profile sees it
  handoff-lint inspect - --format json < HANDOFF.md        for programs

${exitCodes}`)
    )
    .action(async (file: string, options: InspectOptions) => {
      const {inspect} = await import('./inspect.ts')
      finish(await inspect(file, options, io))
    })
}

function addNew(program: Command, io: Io, finish: Finish): void {
  program
    .command('new')
    .description('write the scaffold of the next handoff and print its path')
    .argument('[description...]', 'what the session was about; becomes title and file name')
    .addOption(profileOption())
    .addOption(configOption())
    .option('--from <file>', 'fill it with the values of a JSON file (`-`: standard input)')
    .option('--dry-run', 'print the text instead of writing it')
    .addHelpText('after', helpAfter(newHelp))
    .action(async (words: string[], options: NewOptions) => {
      const {newHandoff} = await import('./new.ts')
      finish(await newHandoff(words.join(' '), options, io))
    })
}

const newHelp = `Examples:
  handoff-lint new "retry queue"                      the scaffold, with date, branch and author filled in
  $EDITOR "$(handoff-lint new "retry queue")"         and open it
  handoff-lint new "retry queue" --from values.json   everything filled in one go
  handoff-lint new --profile rolling --dry-run        look at it first

A file that is there is never overwritten. Only the path goes to stdout.

${exitCodes}`
