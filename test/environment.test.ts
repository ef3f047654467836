import {expect, it, vi} from 'vitest'
import {makeEnvironment} from '../src/commands/environment.ts'
import type {Io} from '../src/commands/io.ts'

it('the compiled program is kept before many files make another one of it', () => {
  const kept = (files: number): number[] => {
    const keepNow = vi.fn()
    const io = {cwd: '.', env: {}, now: new Date(0), debug: () => {}, stderr: {write: () => {}}, keepNow}
    const {progress} = makeEnvironment(io as unknown as Io)
    return Array.from({length: files}, (_, index) => {
      progress(index + 1, files)
      return keepNow.mock.calls.length
    })
  }
  expect(kept(8).at(-1)).toBe(0)
  expect(kept(9)).toEqual(new Array(9).fill(1))
  expect(kept(100)).toEqual(new Array(100).fill(1))
})
