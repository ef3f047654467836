import {expect, it} from 'vitest'
import {builtin, lintBy} from './helpers/lint.ts'

const severitiesOf = (date: string) =>
  lintBy(builtin('generic'), `# Handoff\n\n**Date**: ${date}\n\n## Done\n\nAll.\n\n## Next steps\n\nShip it.\n`)
    .report.messages.filter(({ruleId}) => ruleId === 'valid-field')
    .map(({severity}) => severity)

it.each([
  ['2026-03-14', []],
  ['14 March 2026', []],
  ['January 2024', ['warning']],
  ['2024-01', ['warning']],
  ['2024/01/02', ['warning']],
  ['2025-02-30', ['error']],
  ['some day', ['error']]
])('the date %s gives %j', (date, severities) => {
  expect(severitiesOf(date)).toEqual(severities)
})
