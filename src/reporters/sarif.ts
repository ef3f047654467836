import {rules} from '../../rules/index.ts'
import type {Report} from '../core/report.ts'
import {escapeText, plural, toJson} from '../terminal.ts'
import {fingerprintsOf} from './fingerprint.ts'
import {freshnessId, freshnessSummary} from './freshness-rule.ts'
import type {ReporterOptions} from './options.ts'
import {type Problem, problemsOf} from './problems.ts'

const home = 'https://github.com/handoff-lint/handoff-lint'
const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

/** GitHub shows no more results of one upload. */
const mostResults = 5000

/** Keeps 5,000 results far below the 10 MB that an upload may have. */
const longestText = 1000

type SarifOptions = Pick<ReporterOptions, 'version' | 'withoutSources'>

/** SARIF 2.1.0, for code scanning and editors. */
export function sarif(report: Report, {version, withoutSources = false}: SarifOptions = {}): string {
  const problems = problemsOf(report)
  const fingerprints = fingerprintsOf(problems)
  const placed = problems.flatMap((problem, index) => {
    const {path} = problem
    return path === null ? [] : [{problem, path, fingerprint: fingerprints[index] ?? ''}]
  })
  const kept = mostSevere(placed)
  // Code scanning refuses a whole upload for one result without a place, so these are told as notifications.
  const placeless = problems.filter(({path}) => path === null)
  const ruleIds = [
    ...new Set([...kept.map(({problem}) => problem.ruleId), ...placeless.map(({ruleId}) => ruleId)])
  ].sort()
  const notifications = [...placeless.slice(0, mostResults).map(toNotification), ...notes(placed.length - kept.length)]
  const run = {
    tool: {
      driver: {
        name: 'handoff-lint',
        informationUri: home,
        ...(version === undefined ? {} : {semanticVersion: version}),
        rules: ruleIds.map((id) => toRule(id, problems))
      }
    },
    invocations: [{executionSuccessful: true, toolExecutionNotifications: notifications}],
    columnKind: 'utf16CodeUnits',
    results: kept.map(({problem, path, fingerprint}) => ({
      ruleId: problem.ruleId,
      ruleIndex: ruleIds.indexOf(problem.ruleId),
      level: problem.severity,
      message: {text: textOf(problem)},
      locations: [{physicalLocation: {artifactLocation: locate(path), region: regionOf(problem)}}],
      // Uploads from a checkout add a hash of the line; a value that is there would be warned about, result by result.
      partialFingerprints: {
        'handoffLint/v1': fingerprint,
        ...(withoutSources ? {primaryLocationLineHash: `${fingerprint}:1`} : {})
      }
    }))
  }
  return toJson({$schema: schema, version: '2.1.0', runs: [run]})
}

/** The first 5,000, errors before warnings, in the order of the report. */
function mostSevere<Item extends {problem: Problem}>(items: readonly Item[]): Item[] {
  if (items.length <= mostResults) return [...items]
  const isError = ({problem}: Item) => problem.severity === 'error'
  const kept = new Set([...items.filter(isError), ...items.filter((item) => !isError(item))].slice(0, mostResults))
  return items.filter((item) => kept.has(item))
}

function toRule(id: string, problems: readonly Problem[]) {
  const rule = rules[id]
  const summary = rule?.summary ?? (id === freshnessId ? freshnessSummary : id)
  const helpUri = problems.find(({ruleId}) => ruleId === id)?.url ?? home
  return {
    id,
    shortDescription: {text: `${summary}.`},
    help: {
      text: `${summary}. What it wants, and why: ${helpUri}`,
      markdown: `${summary}. [What it wants, and why](${helpUri})`
    },
    helpUri,
    defaultConfiguration: {level: rule?.severity === 'warn' ? 'warning' : 'error'}
  }
}

/** Viewers make links of `[text](target)`, even in plain text. */
const textOf = ({reason, note}: Problem): string =>
  cut(escapeText(note === null ? reason : `${reason}. ${note}`).replace(/\](?=\()/gu, '] '))

const cut = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText)}…` : text)

/** A relative path is a path in the repository. */
const locate = (path: string): {uri: string; uriBaseId?: string} =>
  path.startsWith('/') ? {uri: `file://${encodePath(path)}`} : {uri: encodePath(path), uriBaseId: '%SRCROOT%'}

const encodePath = (path: string): string =>
  path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/')

/** A region without extent has no end: SARIF counts the end column as the one after. */
function regionOf({place: {line, column, endLine, endColumn}}: Problem) {
  const start = {startLine: line, startColumn: column}
  return line === endLine && column === endColumn ? start : {...start, endLine, endColumn}
}

const toNotification = (problem: Problem) => ({
  level: problem.severity,
  descriptor: {id: problem.ruleId},
  message: {text: textOf(problem)}
})

const notes = (left: number) =>
  left === 0
    ? []
    : [
        {
          level: 'warning',
          message: {text: `${plural(left, 'more result')} left out: code scanning takes ${mostResults}.`}
        }
      ]
