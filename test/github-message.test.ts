import {spawnSync} from 'node:child_process'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {subjectOf, trailersOf} from '../src/github/message.ts'
import {createRepository, gitEnvironment, runGit} from './helpers/repository.ts'

const line = fc.constantFrom(
  '',
  '',
  '  ',
  '\t',
  'A title',
  'plain words: with a colon',
  'Handoff-Skip: one',
  'handoff-skip : two  ',
  'HANDOFF-SKIP:',
  'Handoff-Skip three',
  '  continued',
  '\tfolded  ',
  'Signed-off-by: Ada <ada@example.org>',
  '(cherry picked from commit 0123456789)',
  'Co-authored-by: Grace',
  '# a comment',
  'Conflicts:',
  '\tsrc/a.ts',
  '---',
  'Handoff-Skip:é: x',
  'no trailer'
)

describe('a commit message', () => {
  it('has the subject and the trailers that git finds in it', () => {
    const messages = fc.sample(fc.array(line, {minLength: 1, maxLength: 9}), {numRuns: 400, seed: 5})
    const {root} = createRepository()
    const stream = messages.map((lines, index) => {
      const text = `${lines.join('\n')}${index % 2 === 0 ? '\n' : ''}`
      const person = 'Ada <ada@example.org> 1700000000 +0000'
      const size = Buffer.byteLength(text)
      return `commit refs/heads/n${index}\ncommitter ${person}\ndata ${size}\n${text}\n`
    })
    spawnSync('git', ['fast-import', '--quiet'], {cwd: root, env: gitEnvironment(), input: stream.join('')})
    const format = '--format=tformat:%s%x01%B%x01%(trailers:key=Handoff-Skip,unfold,separator=%x03)%x02'
    const found = runGit(root, ['log', '--branches=n*', format]).split('\x02\n')
    expect(found.length).toBeGreaterThan(300)
    for (const text of found) {
      const [subject = '', body = '', values = ''] = text.split('\x01')
      expect([body, subjectOf(body)]).toEqual([body, subject])
      const trailers = values.replace('\x02', '')
      const expected =
        trailers === '' ? [] : trailers.split('\x03').map((one) => one.slice('Handoff-Skip:'.length).trim())
      expect([body, ...trailersOf(body, 'Handoff-Skip')]).toEqual([body, ...expected])
    }
  })
})
