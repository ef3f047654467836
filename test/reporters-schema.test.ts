import {toJsonSchema} from '@valibot/to-json-schema'
import fc from 'fast-check'
import * as v from 'valibot'
import {describe, expect, expectTypeOf, it} from 'vitest'
import type {Report} from '../src/core/report.ts'
import {json} from '../src/reporters/json.ts'
import {reportSchema} from '../src/reporters/report-schema.ts'
import {canonicalReport, otherReports} from './helpers/canonical-report.ts'
import {hostileReport} from './helpers/hostile.ts'

describe('report.schema.json', () => {
  it('is what the schema of the report says', async () => {
    const {$schema, ...schema} = toJsonSchema(reportSchema, {target: 'draft-07'})
    await expect(
      `${JSON.stringify({$schema, title: 'Report of handoff-lint', ...schema}, null, 2)}\n`
    ).toMatchFileSnapshot('../report.schema.json')
  })

  it('is of the report’s type, neither more nor less', () => {
    expectTypeOf<v.InferOutput<typeof reportSchema>>().toEqualTypeOf<Report>()
  })

  it('fits what the reporter writes', () => {
    for (const make of [canonicalReport, ...Object.values(otherReports)]) {
      expect(v.parse(reportSchema, JSON.parse(json(make())))).toEqual(make())
    }
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(v.parse(reportSchema, JSON.parse(json(report)))).toEqual(report)
      })
    )
  })

  it('refuses what is none', () => {
    const report = canonicalReport()
    expect(v.is(reportSchema, {...report, version: 2})).toBe(false)
    expect(v.is(reportSchema, {...report, files: [{path: 'a'}]})).toBe(false)
  })
})
