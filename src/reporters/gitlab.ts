import type {Report} from '../core/report.ts'
import {escapeText, toJson} from '../terminal.ts'
import {fingerprintsOf} from './fingerprint.ts'
import {problemsOf} from './problems.ts'

/** For the code quality report of GitLab merge requests. */
export function gitlab(report: Report): string {
  const problems = problemsOf(report)
  const fingerprints = fingerprintsOf(problems)
  return toJson(
    problems.map(({ruleId, severity, path, place, reason, note}, index) => ({
      description: escapeText(note === null ? reason : `${reason}. ${note}`),
      check_name: ruleId,
      fingerprint: fingerprints[index],
      severity: severity === 'error' ? 'major' : 'minor',
      // A path is demanded; a branch without a handoff has none but the whole repository.
      location: {path: path ?? '.', lines: {begin: place.line, end: place.endLine}}
    }))
  )
}
