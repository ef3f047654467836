import fc from 'fast-check'
import type {Report} from '../../src/core/report.ts'
import {makeReport} from '../../src/core/report.ts'
import {branchOf, fileOf, messageOf} from './canonical-report.ts'

/** Pieces that mean something to a runner, a Markdown parser, a terminal or a browser. */
// biome-ignore format: a list to look over
const pieces = [
  '::', ':', '::error::', '::stop-commands::t', '##[', '##[add-mask]x', '#', '[', ']', '](http://evil.example)',
  '![', '%0A', '%25', '%', ',', ';', '=', '\n', '\r', '\r\n', ' ', '\t', '\u0085', '\u2028', '\ufeff', '\u200d',
  '\u00ad', '\u202e', '\u001b[2J', '|', '\\', '\\|', '`', '``', '```', '~~~', '<img src=x onerror=alert(1)>', '<!--',
  '-->', '</code>', '@octocat', 'https://evil.example', 'www.evil.example', 'a@evil.example', '#1', '*', '_', '$x$',
  '&lt;', '"', "'", ']]>', 'a', '日本', '🔁', '\ud800', '\uffff', '\0', '---', '- ', '1. ', '> ', '# ', '{0}'
]

/** Text that tries to be something else. */
export const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...pieces), {maxLength: 8}).map((parts) => parts.join('')),
  fc.string({unit: 'binary', maxLength: 12})
)

const line = fc.integer({min: 1, max: 40})

const message = fc
  .record({line, column: line, reason: hostileText, note: fc.option(hostileText), isError: fc.boolean()})
  .map(({line, column, reason, note, isError}) =>
    messageOf(isError ? 'no-placeholder' : 'max-tokens', line, {
      column,
      endColumn: column + 1,
      reason,
      note,
      severity: isError ? 'error' : 'warning'
    })
  )

const file = fc
  .record({path: hostileText, profile: hostileText, messages: fc.array(message, {maxLength: 4})})
  .map(({path, profile, messages}) => fileOf(path, messages, {profile}))

const branch = fc
  .record({
    branch: fc.option(hostileText),
    verdict: fc.constantFrom('covered', 'due', 'stale', 'missing', 'exempt', 'unknown'),
    explanation: hostileText,
    warnings: fc.array(hostileText, {maxLength: 1}),
    path: fc.option(hostileText)
  })
  .map(({branch, verdict, explanation, warnings, path}) =>
    branchOf(branch, verdict, {
      explanation,
      warnings,
      handoff: path === null ? null : {oid: 'b'.repeat(40), path, committed: 1}
    })
  )

/** A report in which all foreign text is hostile. */
export const hostileReport: fc.Arbitrary<Report> = fc
  .record({
    files: fc.array(file, {maxLength: 4}),
    branches: fc.array(branch, {maxLength: 3}),
    skipped: fc.array(fc.record({path: hostileText, reason: hostileText}), {maxLength: 2})
  })
  .map(({files, branches, skipped}) => makeReport(files, skipped, branches))
