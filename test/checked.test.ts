import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {checked, checkedLines} from '../src/git/checked.ts'

const hex = fc
  .array(fc.constantFrom(...'0123456789abcdef'), {minLength: 40, maxLength: 40})
  .map((list) => list.join(''))
const odd = fc.constantFrom(
  ...['', '^', '--all', 'HEAD', 'a'.repeat(39), 'a'.repeat(41), '0'.repeat(40), `^${'0'.repeat(64)}`],
  ...[`${'a'.repeat(40)}\r`, ` ${'a'.repeat(40)}`, `${'A'.repeat(40)}`, `${'a'.repeat(40)} `, `^^${'a'.repeat(40)}`]
)
const revision = fc.oneof(
  {weight: 4, arbitrary: fc.tuple(fc.constantFrom('', '^'), hex).map((parts) => parts.join(''))},
  odd
)

describe('revisions for git', () => {
  it('are lines of object ids, or refused as one by one', () => {
    fc.assert(
      fc.property(fc.array(revision, {maxLength: 6}), (revisions) => {
        const oneByOne = () => revisions.map((one) => `${checked(one)}\n`).join('')
        let expected: string | null = null
        try {
          expected = oneByOne()
        } catch {
          expect(() => checkedLines(revisions)).toThrow('not an object id')
          return
        }
        expect(checkedLines(revisions)).toBe(expected)
      }),
      {numRuns: 2000}
    )
  })

  it('may be very many', () => {
    const many = new Array<string>(1_000_000).fill('0123456789abcdef0123456789abcdef01234567')
    expect(checkedLines(many).length).toBe(41_000_000)
    many[999_999] = '--output=x'
    expect(() => checkedLines(many)).toThrow('not an object id: --output=x')
  })
})
