import type {Command, Option} from 'commander'
import type {Io} from './io.ts'
import type {Finish} from './program.ts'
import type {ShowOptions} from './show.ts'
import type {StatusOptions} from './status-report.ts'

/** What all commands are declared with. */
interface Parts {
  choice: (flags: string, description: string, values: readonly string[]) => Option
  configOption: () => Option
  helpAfter: (text: string) => string
  exitCodes: string
}

/** Declare the commands that look at branches instead of judging them. */
export function addBranchCommands(program: Command, io: Io, finish: Finish, parts: Parts): void {
  addStatus(program, io, finish, parts)
  addShow(program, io, finish, parts)
}

const formats = ['stylish', 'json', 'markdown']

function addStatus(program: Command, io: Io, finish: Finish, {choice, configOption, helpAfter}: Parts): void {
  program
    .command('status')
    .description('list the branches with work: verdict, age, newest handoff and its next step')
    .option('--all', 'all branches, those of remotes too (without it: the newest local ones)')
    .option('--base <ref>', 'what branches are compared with, instead of the default branch')
    .addOption(configOption())
    .addOption(choice('--format <name>', 'stylish (for people), json or markdown', formats).default('stylish'))
    .addHelpText('after', helpAfter(statusHelp))
    .action(async (options: StatusOptions) => {
      const {status} = await import('./status.ts')
      finish(await status(options, io))
    })
}

const statusHelp = `Examples:
  handoff-lint status                            the newest local branches, the current one first
  handoff-lint status --all --format markdown    every branch, as a table for a page
  handoff-lint status --base origin/develop      compared with another branch

Exit codes:
  0  listed, whatever the verdicts are
  2  could not run: wrong option, no repository`

function addShow(program: Command, io: Io, finish: Finish, {configOption, helpAfter, exitCodes}: Parts): void {
  program
    .command('show')
    .description('print the newest handoff of a branch, for whoever takes over')
    .argument('[branch]', 'the branch (default: the one that is checked out)')
    .option('--section <name>', 'only the section with this role (next, blockers, …) or heading')
    .option('--base <ref>', 'what the branch is compared with, instead of the default branch')
    .addOption(configOption())
    .addHelpText('after', helpAfter(`${showHelp}\n\n${exitCodes}`))
    .action(async (branch: string | undefined, options: ShowOptions) => {
      const {show} = await import('./show.ts')
      finish(await show(branch, options, io))
    })
}

const showHelp = `Examples:
  handoff-lint show                             where the work of this branch stands
  handoff-lint show feature/retry               that of another branch, of a remote too
  handoff-lint show --section next              only what comes next
  handoff-lint show --section decisions | cat   plain Markdown, no pager

What it is from goes to stderr: file, commit, date, and the work that it does not cover.`
