import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {branchOf, isCreate, isDelete, isZeroOid, parseRefUpdates} from '../src/core/ref-update.ts'
import {UsageError} from '../src/errors.ts'

const one = '1'.repeat(40)
const two = 'a'.repeat(40)
const zero = '0'.repeat(40)

describe('parseRefUpdates', () => {
  it('reads a line a ref, with either line break, blank lines and no last line break', () => {
    const main = {localRef: 'refs/heads/main', localOid: one, remoteRef: 'refs/heads/main', remoteOid: two}
    const line = `refs/heads/main ${one} refs/heads/main ${two}`
    expect(parseRefUpdates('')).toEqual([])
    expect(parseRefUpdates('\n\r\n  \n')).toEqual([])
    expect(parseRefUpdates(line)).toEqual([main])
    expect(parseRefUpdates(`${line}\r\n\r\n${line}\n`)).toEqual([main, main])
  })

  it('takes a local ref with spaces', () => {
    expect(parseRefUpdates(`HEAD^{/fix a  bug} ${one} refs/heads/x ${zero}\n`)).toEqual([
      {localRef: 'HEAD^{/fix a  bug}', localOid: one, remoteRef: 'refs/heads/x', remoteOid: zero}
    ])
  })

  it('takes object ids of SHA-256', () => {
    const [update] = parseRefUpdates(`HEAD ${'b'.repeat(64)} refs/heads/x ${'0'.repeat(64)}\n`)
    expect(update && [isCreate(update), isDelete(update)]).toEqual([true, false])
  })

  it.each([
    ['three words', `${one} refs/heads/x ${two}`, 'fewer than four words'],
    ['an empty local ref', ` ${one} refs/heads/x ${two}`, 'fewer than four words'],
    ['a short id', `HEAD 1234567 refs/heads/x ${two}`, 'local object id'],
    ['an id in capitals', `HEAD ${'A'.repeat(40)} refs/heads/x ${two}`, 'local object id'],
    ['an id of 41 digits', `HEAD ${one} refs/heads/x ${two}0`, 'remote object id'],
    ['a remote ref that is an option', `HEAD ${one} --force ${two}`, 'remote ref'],
    ['both object formats', `HEAD ${one} refs/heads/x ${'0'.repeat(64)}`, 'differ in length'],
    ['nothing for nothing', `HEAD ${zero} refs/heads/x ${zero}`, 'both object ids are zero']
  ])('refuses %s, naming the line', (_, line, reason) => {
    const parse = () => parseRefUpdates(`HEAD ${one} refs/heads/x ${two}\n\n${line}\n`)
    expect(parse).toThrow(UsageError)
    expect(parse).toThrow(`line 3 cannot be read`)
    expect(parse).toThrow(reason)
  })

  it('gives back whatever refs git may write, and never throws anything but a UsageError', () => {
    const oid = fc.stringMatching(/^[1-9a-f][0-9a-f]{39}$/u)
    const local = fc
      .string({unit: 'grapheme', minLength: 1})
      .filter((text) => !/[\n\r]/u.test(text) && text.trim() !== '')
    const update = fc.record({localRef: local, localOid: oid, remoteRef: fc.constant('refs/heads/é'), remoteOid: oid})
    fc.assert(
      fc.property(fc.array(update), (updates) => {
        const lines = updates.map(({localRef, localOid, remoteRef, remoteOid}) =>
          [localRef, localOid, remoteRef, remoteOid].join(' ')
        )
        expect(parseRefUpdates(lines.join('\n'))).toEqual(updates)
      })
    )
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (text) => {
        try {
          parseRefUpdates(text)
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError)
        }
      })
    )
  })
})

describe('what an update is', () => {
  it('is told by the object ids', () => {
    const [removed] = parseRefUpdates(`(delete) ${zero} refs/heads/x ${two}`)
    const [made] = parseRefUpdates(`HEAD ${one} refs/heads/x ${zero}`)
    const [moved] = parseRefUpdates(`HEAD ${one} refs/heads/x ${two}`)
    const kinds = [removed, made, moved].map((update) => update && [isDelete(update), isCreate(update)])
    expect(kinds).toEqual([
      [true, false],
      [false, true],
      [false, false]
    ])
    expect([zero, '0'.repeat(64), '0'.repeat(41), '', one].map(isZeroOid)).toEqual([true, true, false, false, false])
  })

  it('has a branch only below refs/heads', () => {
    const refs = ['refs/heads/a/b', 'refs/heads/', 'refs/tags/v1', 'refs/for/main', 'refs/notes/x', 'heads/x', 'HEAD']
    expect(refs.map(branchOf)).toEqual(['a/b', null, null, null, null, null, null])
  })
})
