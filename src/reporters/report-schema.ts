import * as v from 'valibot'
import {roles} from '../handoff/role.ts'

const text = (description: string) => v.pipe(v.string(), v.description(description))
const optionalText = (description: string) => v.pipe(v.nullable(v.string()), v.description(description))
const natural = (description: string) => v.pipe(v.number(), v.integer(), v.minValue(0), v.description(description))
const position = (description: string) => v.pipe(v.number(), v.integer(), v.minValue(1), v.description(description))
const seconds = (description: string) => v.pipe(v.number(), v.description(description))

const message = v.object({
  ruleId: text('Id of the rule.'),
  severity: v.picklist(['error', 'warning']),
  line: position('First line, counted from 1.'),
  column: position('First column, counted from 1 in UTF-16 units.'),
  endLine: position('Last line.'),
  endColumn: position('Column after the last.'),
  reason: text('What is wrong; may hold text of the file.'),
  note: optionalText('What to do next.'),
  expected: v.pipe(v.array(v.string()), v.description('Texts that may safely replace the place.')),
  url: text('Page of the rule.')
})

const section = v.object({
  role: v.pipe(v.nullable(v.picklist(roles)), v.description('What the section is for, where it is known.')),
  heading: text('The heading as written.'),
  line: position('Line of the heading.')
})

const file = v.object({
  path: text('Path from the root of the repository, `/` between folders.'),
  profile: text('The profile that judged it: a name, or the path of a template.'),
  messages: v.pipe(v.array(message), v.description('What was found, sorted by place.')),
  sections: v.pipe(v.array(section), v.description('The sections, in order.')),
  commit: v.exactOptional(text('The commit that it was read at; without one it was read from the disk.'))
})

const verdicts = ['covered', 'due', 'stale', 'missing', 'exempt', 'unknown'] as const
const kinds = ['branch', 'bot', 'draft', 'label', 'no-work', 'trailer', 'docs-only', 'small'] as const

const branch = v.object({
  branch: optionalText('Name of the branch; null for a commit without one.'),
  head: text('Object id of its newest commit.'),
  verdict: v.picklist(verdicts),
  severity: v.pipe(v.picklist(['error', 'warning', 'ok']), v.description('What the verdict means here.')),
  explanation: text('The verdict in one line.'),
  remedy: optionalText('What to do.'),
  handoff: v.pipe(
    v.nullable(
      v.object({
        oid: text('The commit that wrote it.'),
        path: text('Its path.'),
        committed: seconds('When, in seconds since 1970.')
      })
    ),
    v.description('The newest handoff of the branch, whether or not it covers all.')
  ),
  uncovered: v.pipe(
    v.object({
      commits: natural('Commits of work.'),
      files: natural('Files that they change.'),
      sessions: natural('Runs of commits without a long pause.'),
      time: seconds('Seconds of work that the sessions show at least.')
    }),
    v.description('The work that no handoff covers.')
  ),
  breaches: v.pipe(
    v.array(
      v.object({
        limit: v.picklist(['maxCommits', 'maxAge', 'maxWork', 'maxFiles']),
        value: seconds('A number of commits or files, or seconds.'),
        max: seconds('What is allowed.')
      })
    ),
    v.description('The limits that the work is over.')
  ),
  exemption: v.pipe(
    v.nullable(v.object({kind: v.picklist(kinds), reason: text('Completes “exempt: …”.')})),
    v.description('Why the branch needs no handoff.')
  ),
  warnings: v.pipe(v.array(v.string()), v.description('What is odd about its history.'))
})

const counts = v.object({
  files: natural('Files that were judged.'),
  errors: natural('Errors of files and branches.'),
  warnings: natural('Warnings of files and branches.'),
  verdicts: v.pipe(
    v.object(v.entriesFromList(verdicts, v.pipe(v.number(), v.integer(), v.minValue(0)))),
    v.description('Branches by verdict.')
  )
})

/** The report as `--format json` writes it, for `report.schema.json`. Later versions may add keys. */
export const reportSchema = v.object({
  version: v.literal(1),
  files: v.pipe(v.array(file), v.description('Every judged file, those without a message too, sorted by path.')),
  branches: v.pipe(v.array(branch), v.description('Every judged branch, those that are fine too.')),
  skipped: v.pipe(
    v.array(v.object({path: text('Path of the file.'), reason: text('Why it was not judged.')})),
    v.description('Files that were found and not judged.')
  ),
  counts
})
