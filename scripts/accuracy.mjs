/**
 * Measure the built command against a corpus of labelled handoffs, and print one table.
 *
 *   npm run build && npm run accuracy -- [--list] [CORPUS] [SET]
 *
 * CORPUS holds `score.mjs` and the folder SET (`dev`) with a `manifest.jsonl`; without it, `../shared/corpus` is tried.
 * Where there is none, that is said and nothing fails: the corpus is no part of the package. `score.mjs` is the oracle
 * for placeholders and roles; the rest is counted here, from the same labels.
 */
import {spawnSync} from 'node:child_process'
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const cli = join(root, 'dist', 'cli.js')
const given = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const list = process.argv.includes('--list')
const corpus = resolve(given[0] ?? join(root, '..', 'shared', 'corpus'))
const set = join(corpus, given[1] ?? 'dev')

if (!existsSync(join(corpus, 'score.mjs')) || !existsSync(join(set, 'manifest.jsonl'))) {
  console.log(`No labelled corpus in ${corpus}: nothing to measure. Name its folder to measure another one.`)
  process.exit(0)
}
if (!existsSync(cli)) {
  console.error('No dist/cli.js: run `npm run build` first')
  process.exit(1)
}

const entries = readFileSync(join(set, 'manifest.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
const common = ['--format', 'json', '--exit-zero']
const details = []

const scored = score(entries, 'generic')
const reports = lint('generic', entries)
const rows = [
  row('precision', scored.precision, 0.97),
  row('recall', scored.recall),
  row('coreRecall', scored.coreRecall, 0.93),
  row('realPrecision', scored.realPrecision, 0.85),
  row('realRecall', scored.realRecall, 0.85),
  row(`cleanFilesFlagged (of ${scored.cleanFiles})`, scored.cleanFilesFlagged, 3, 'at most'),
  row(`dirtyFilesMissed (of ${scored.dirtyFiles})`, scored.dirtyFilesMissed, 3, 'at most'),
  row('roleRecall', scored.roleRecall, 0.9),
  ...roleRows(scored.roles),
  falseAlarmRow(),
  ...blankRows(),
  ...ownTemplateRows()
]
print(rows)
if (list) console.log(['', ...details].join('\n'))

/** Run `score.mjs` over some of the files; its own text goes to the details. */
function score(files, profile) {
  const folder = mkdtempSync(join(tmpdir(), 'handoff-accuracy-'))
  try {
    const manifest = join(folder, 'manifest.jsonl')
    writeFileSync(manifest, files.map((entry) => JSON.stringify(entry)).join('\n'))
    const command = [process.execPath, cli, '--profile', profile, ...common]
    const flags = ['--set', set, '--manifest', manifest, ...(list ? ['--list'] : [])]
    const run = spawnSync(process.execPath, [join(corpus, 'score.mjs'), ...flags, '--', ...command], {
      encoding: 'utf8',
      maxBuffer: 1 << 28
    })
    if (run.status !== 0) throw new Error(run.stderr.trim().split('\n')[0])
    const end = run.stdout.indexOf('\n}\n') + 2
    details.push(
      ...run.stdout
        .slice(end)
        .trim()
        .split('\n')
        .filter((line) => /^\d/u.test(line))
    )
    return JSON.parse(run.stdout.slice(0, end))
  } finally {
    rmSync(folder, {recursive: true})
  }
}

/** The report of each file, in the order of the entries. */
function lint(profile, files) {
  const arguments_ = [cli, '--profile', profile, ...common, ...files.map(({file}) => file)]
  const run = spawnSync(process.execPath, arguments_, {cwd: set, encoding: 'utf8', maxBuffer: 1 << 28})
  if (run.stdout === '') throw new Error(run.stderr.trim().split('\n')[0])
  const byName = new Map(JSON.parse(run.stdout).files.map((report) => [report.path.split('/').at(-1), report]))
  return files.map(({file}) => byName.get(file))
}

function row(figure, value, bar, how = 'at least') {
  if (bar === undefined) return [figure, show(value), '', '']
  return [
    figure,
    show(value),
    `${how} ${show(bar)}`,
    (how === 'at most' ? value <= bar : value >= bar) ? 'reached' : 'MISSED'
  ]
}

function show(value) {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(4) : String(value)
}

/** A role is extra where a filled file plays it for us and not for the reader. */
function roleRows(roles) {
  const filled = entries.filter(({state}) => state === 'filled').length
  return Object.entries(roles).flatMap(([role, {labelled, found, extra}]) => [
    row(`  ${role}: recall (of ${labelled})`, found / Math.max(labelled, 1)),
    row(`  ${role}: extra, share of ${filled} filled files`, extra / Math.max(filled, 1), 0.1, 'at most')
  ])
}

/** Files of which it is said that a role is missing although a reader sees a section that plays it. */
function falseAlarmRow() {
  const asks = [
    ['what comes next', ['next']],
    ['where the work stands or what was done', ['summary', 'done']]
  ]
  const real = entries.flatMap((entry, index) => (entry.state === 'template' ? [] : [{entry, report: reports[index]}]))
  const wrong = real.filter(({entry, report}) =>
    report.messages.some(({ruleId, reason}) =>
      asks.some(
        ([text, roles]) =>
          ruleId === 'require-sections' &&
          reason.startsWith(`Missing section for ${text},`) &&
          roles.some((role) => entry.sections[role] !== null)
      )
    )
  )
  details.push(...wrong.map(({entry}) => `${entry.file} (a role that is there is said to be missing)`))
  return row(
    `require-sections: false alarms, share of ${real.length} real files`,
    wrong.length / real.length,
    0.05,
    'at most'
  )
}

/** Labels, items, rows and sections left empty that some message points at. */
function blankRows() {
  const rules = ['no-empty-section', 'no-placeholder', 'require-fields']
  const blanks = entries.flatMap((entry, index) =>
    (entry.blank_lines ?? []).map((line) => ({entry, line, report: reports[index]}))
  )
  const missed = blanks.filter(({line, report}) => {
    const messages = report.messages.filter(({ruleId}) => rules.includes(ruleId))
    const empty = messages.filter(({ruleId}) => ruleId === 'no-empty-section').map((message) => message.line)
    const above = Math.max(
      ...[...report.sections.map((section) => section.line), ...empty].filter((start) => start <= line)
    )
    return !empty.includes(above) && !messages.some((message) => message.line <= line && message.endLine >= line)
  })
  details.push(...missed.map(({entry, line}) => `${entry.file}:${line} (blank, not found)`))
  const share = (of, without) =>
    row(
      `blank lines${without}: recall (of ${of.length})`,
      1 - of.filter((blank) => missed.includes(blank)).length / Math.max(of.length, 1)
    )
  return [
    share(blanks, ''),
    share(
      blanks.filter(({entry, line}) => !isFenced(entry.file, line)),
      ' outside of code fences'
    )
  ]
}

/** Whether a line stands in a code fence, which is not judged unless the whole file is one. */
function isFenced(file, line) {
  let fence = null
  for (const text of readFileSync(join(set, file), 'utf8').split('\n').slice(0, line)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(text)?.[1]
    if (!mark) continue
    if (fence === null) fence = mark
    else if (mark.startsWith(fence)) fence = null
  }
  return fence !== null
}

/** A repository’s own template as the profile: all of it is found, and nothing of it in what was written from it. */
function ownTemplateRows() {
  const pairs = entries
    .filter(({state}) => state === 'template')
    .map((template) => ({
      template,
      filled: entries.filter(({repo, state}) => repo === template.repo && state === 'filled')
    }))
    .filter(({filled}) => filled.length > 0)
  let labels = 0
  let found = 0
  let judged = 0
  let wrong = 0
  const refused = []
  for (const {template, filled} of pairs) {
    try {
      const core = template.placeholders.filter(
        ({kind, fenced, code, comment}) => kind !== 'guidance' && !fenced && !code && !comment
      ).length
      found += Math.round(score([template], template.file).coreRecall * core)
      labels += core
      for (const [index, report] of lint(template.file, filled).entries()) {
        const unsure = new Set((filled[index].ambiguous ?? []).map(({line}) => line))
        const messages = report.messages.filter(({ruleId, line}) => ruleId === 'no-placeholder' && !unsure.has(line))
        details.push(
          ...messages.map(({line, column}) => `${report.path}:${line}:${column} (filled, judged by ${template.file})`)
        )
        judged++
        wrong += messages.length
      }
    } catch (error) {
      refused.push(template.file)
      details.push(`${template.file} (is no profile: ${error.message})`)
    }
  }
  return [
    row(
      `own template: coreRecall on itself (${pairs.length - refused.length} templates, ${labels} labels)`,
      found / Math.max(labels, 1),
      0.99
    ),
    row(`own template: false placeholders in ${judged} filled siblings`, wrong, 0, 'at most'),
    row(`own template: refused as profile (of ${pairs.length})`, refused.length, 0, 'at most')
  ]
}

function print(table) {
  const all = [['figure', 'value', 'bar', ''], ...table]
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((cells) => cells[column].length)))
  for (const cells of all) {
    console.log(
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()
    )
  }
}
