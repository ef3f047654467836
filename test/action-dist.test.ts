import {execFileSync} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import {isBuiltin} from 'node:module'
import {describe, expect, it} from 'vitest'
import {bundleAction} from './helpers/action.ts'
import {gitEnvironment} from './helpers/repository.ts'

const file = 'dist/action.js'
const licences = 'dist/THIRD-PARTY-LICENSES.txt'

const git = (...commands: string[]) => execFileSync('git', commands, {env: gitEnvironment(), encoding: 'utf8'}).trim()

describe('dist/action.js', () => {
  it('is what the sources build, byte for byte, wherever it is built', async () => {
    const built = readFileSync(await bundleAction(), 'utf8')
    // In the repository it is compared with what is committed: that is what users run.
    const isCommitted = git('ls-files', '--', file) !== ''
    const committed = isCommitted && process.env['CI'] ? git('show', `HEAD:${file}`) : readFileSync(file, 'utf8')
    expect(built.trim() === committed.trim()).toBe(true)
    expect(built).not.toContain(process.cwd())
  })

  it('is one file below 1.5 MB that needs nothing but Node', () => {
    const text = readFileSync(file, 'utf8')
    expect(Buffer.byteLength(text)).toBeLessThan(1_500_000)
    const needed = [...text.matchAll(/\brequire\((["'`])([^"'`]+)\1\)/gu)].map(([, , name = '']) => name)
    expect(needed.filter((name) => !isBuiltin(name))).toEqual([])
    expect(needed.length).toBeGreaterThan(5)
    expect(text).not.toMatch(/satteri-(?:linux|darwin|win)|@satteri/u)
  })

  it('is kept by git, together with the files that say how Node has to read it and whose code it holds', () => {
    for (const path of [file, 'dist/package.json', licences]) {
      expect(existsSync(path)).toBe(true)
      expect(() => git('check-ignore', '--quiet', '--no-index', path)).toThrow()
    }
    expect(git('check-attr', 'linguist-generated', 'diff', '--', file)).toMatch(/generated: set\n.*diff: unset/u)
    expect(JSON.parse(readFileSync('dist/package.json', 'utf8'))).toEqual({type: 'commonjs'})
  })

  it('comes with the terms of every package whose code was bundled', () => {
    const text = readFileSync(licences, 'utf8')
    for (const name of ['commander', 'micromark', 'unified-lint-rule', 'valibot', 'yaml']) {
      expect(text).toMatch(new RegExp(`^${name} [\\d.]+ \\((?:MIT|ISC)\\)$`, 'mu'))
    }
    expect(text).toContain('Permission is hereby granted')
    expect(text).not.toMatch(/^(?:vitest|handoff-lint|husky) /mu)
    expect(text).not.toContain(process.cwd())
    if (process.env['CI'] && git('ls-files', '--', licences) !== '')
      expect(git('show', `HEAD:${licences}`)).toBe(text.trim())
  })

  it('starts fast', () => {
    const started = Date.now()
    try {
      execFileSync(process.execPath, [file], {env: {PATH: process.env['PATH'] ?? ''}, stdio: 'pipe'})
    } catch (error) {
      expect(error).toMatchObject({status: 2, stdout: expect.objectContaining({})})
    }
    expect(Date.now() - started).toBeLessThan(2000)
  })
})
