import {execFileSync} from 'node:child_process'
import {rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {answersFile, questions} from '../src/answers.ts'

/** Bundler plugin: have the built program answer what it is often asked, so that it need not load to say it again. */
export const answersPlugin = () => ({
  name: 'handoff-answers',
  writeBundle: ({dir = '.'}: {dir?: string}) => {
    const path = join(dir, answersFile)
    rmSync(path, {force: true})
    const ask = (word: string) =>
      execFileSync(process.execPath, [join(dir, 'cli.js'), word], {
        encoding: 'utf8',
        env: {NODE_DISABLE_COMPILE_CACHE: '1'}
      })
    writeFileSync(path, JSON.stringify(Object.fromEntries(questions.map((word) => [word, ask(word)]))))
  }
})
