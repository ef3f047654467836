import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import type {Model} from './history-model.ts'
import {createFolder, gitEnvironment, runGit} from './repository.ts'

export interface ImportedModel {
  /** A bare repository. */
  root: string
  /** The commits by their index in the model. */
  oids: string[]
}

/** Make a real repository of a model. */
export function importModel(model: Model): ImportedModel {
  const folder = createFolder()
  runGit(folder.root, ['init', '--quiet', '--bare'])
  const stream = model.nodes.flatMap(({parents, tree, authored, committed}, index) => [
    `commit refs/heads/n${index}`,
    `mark :${index + 1}`,
    `author Ada <ada@example.org> ${authored} +0000`,
    `committer Ada <ada@example.org> ${committed} +0000`,
    'data 0',
    ...parents.map((parent, at) => `${at === 0 ? 'from' : 'merge'} :${parent + 1}`),
    'deleteall',
    ...Object.entries(tree).flatMap(([path, {text, spacing}]) => {
      const content = `text ${text}${' '.repeat(spacing)}\n`
      return [`M 100644 inline ${path}`, `data ${content.length}`, content]
    })
  ])
  spawnSync('git', ['fast-import', '--quiet', `--export-marks=${folder.path('marks')}`], {
    cwd: folder.root,
    env: gitEnvironment(),
    input: `${stream.join('\n')}\n`
  })
  const marks = readFileSync(folder.path('marks'), 'utf8').trim().split('\n')
  const oids: string[] = []
  for (const mark of marks) oids[Number(/^:(\d+)/u.exec(mark)?.[1]) - 1] = mark.split(' ')[1] ?? ''
  return {root: folder.root, oids}
}
