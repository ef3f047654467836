import type {Command, Option} from 'commander'
import type {InitOptions} from './init.ts'
import type {Io} from './io.ts'
import type {MergeReportsOptions} from './merge-reports.ts'
import type {PrePushOptions} from './pre-push.ts'
import type {Finish} from './program.ts'

/** What the commands of one program share. */
export interface ProgramParts {
  profileOption: () => Option
  configOption: () => Option
  formatOption: () => Option
  reportOption: () => Option
  collect: (value: string, list?: readonly string[]) => string[]
  count: (text: string) => number
  helpAfter: (text: string) => string
  exitCodes: string
}

/** Declare the commands around the gate: the hook, setting it up, and asking whether it is in force. */
export function addGateCommands(program: Command, io: Io, finish: Finish, parts: ProgramParts): void {
  addPrePush(program, io, finish, parts)
  addInit(program, io, finish, parts)
  addDoctor(program, io, finish, parts)
  addMergeReports(program, io, finish, parts)
}

function addInit(program: Command, io: Io, finish: Finish, parts: ProgramParts): void {
  program
    .command('init')
    .description('set the repository up: configuration, hook, workflow, instructions for agents')
    .addOption(parts.profileOption())
    .option('--yes', 'make the changes without asking')
    .option('--dry-run', 'show the changes only')
    .addHelpText('after', parts.helpAfter(`${initHelp}\n\n${parts.exitCodes}`))
    .action(async (options: InitOptions) => {
      const {init} = await import('./init.ts')
      finish(await init(options, io))
    })
}

const initHelp = `Examples:
  handoff-lint init                                     look, propose, show the changes, ask, write
  handoff-lint init --dry-run                           show the changes only
  handoff-lint init --yes --profile docs/TEMPLATE.md    with your own template, without asking

It runs no package manager and overwrites nothing: files of yours get lines added where that is safe, else it says which.`

function addDoctor(program: Command, io: Io, finish: Finish, parts: ProgramParts): void {
  program
    .command('doctor')
    .description('say whether the hook is in force here, and how to repair it')
    .addOption(parts.formatOption())
    .addHelpText('after', parts.helpAfter(doctorHelp))
    .action(async (options: {format: string}) => {
      const {doctor} = await import('./doctor.ts')
      finish(await doctor(options.format, io))
    })
}

const doctorHelp = `Examples:
  handoff-lint doctor                  what is checked, what is wrong, and the fix of each
  handoff-lint doctor --format json    the same for programs

Exit codes:
  0  the hook is in force; there may be hints
  1  the hook is not in force
  2  could not run: wrong option, no repository`

function addPrePush(program: Command, io: Io, finish: Finish, parts: ProgramParts): void {
  program
    .command('pre-push')
    .description('judge what a push brings, as a git hook')
    .argument('[remote]', 'name of the remote, as git gives it')
    .argument('[url]', 'where the remote is')
    .addOption(parts.profileOption())
    .addOption(parts.configOption())
    .option('--base <ref>', 'the branch that others start from, instead of the default branch')
    .option('--quiet', 'show errors only')
    .option('--from <commit>', 'what the remote has (without it: nothing)')
    .option('--to <commit>', 'what is pushed (default: HEAD)')
    .option('--remote-ref <ref>', 'the ref of the remote that is updated')
    .addHelpText('after', parts.helpAfter(`${prePushHelp}\n\n${parts.exitCodes}`))
    .action(async (remote: string | undefined, url: string | undefined, options: PrePushOptions) => {
      const {prePush} = await import('./pre-push.ts')
      const words = [remote, url].filter((word) => word !== undefined)
      finish(await prePush(words, options, io))
    })
}

const prePushHelp = `Examples:
  handoff-lint pre-push "$@"                     in a hook: reads the ref updates that git writes
  handoff-lint pre-push                          by hand: HEAD against its upstream
  handoff-lint pre-push --from main --to topic   any two commits

HANDOFF_LINT_SKIP=reason lets one push through. How to install it: docs/hooks.md`

function addMergeReports(program: Command, io: Io, finish: Finish, parts: ProgramParts): void {
  program
    .command('merge-reports')
    .description('join the JSON reports of several runs into one')
    .argument('<reports...>', 'files that `--format json` wrote, or folders with them')
    .addOption(parts.reportOption())
    .option('--output <format=file>', 'write a report to a file as well (may be repeated)', parts.collect)
    .option('--quiet', 'show errors only')
    .option('--expect <n>', 'how many reports there have to be', parts.count)
    .option('--exit-zero', 'exit with 0 in spite of findings')
    .addHelpText('after', parts.helpAfter(`${mergeReportsHelp}\n\n${parts.exitCodes}`))
    .action(async (paths: string[], options: MergeReportsOptions) => {
      const {mergeReports} = await import('./merge-reports.ts')
      finish(await mergeReports(paths, options, io))
    })
}

const mergeReportsHelp = `Examples:
  handoff-lint merge-reports shard-1.json shard-2.json --format markdown
  handoff-lint merge-reports reports/ --expect 7 --output json=all.json

A report that is missing is no report without findings: --expect makes it fail (exit code 3).`
