import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

const packages = [
  'rumdl@0.2.75',
  'markdownlint-cli2@0.22.1',
  'remark-cli@12.0.1',
  'remark-preset-lint-recommended@7.0.1',
  'remark-frontmatter@5.0.0',
  'remark-gfm@4.0.1'
]

/** Install other linters of Markdown into a folder, unless they are there. */
export function installPeers(folder) {
  if (existsSync(join(folder, 'node_modules/.bin/rumdl'))) return
  mkdirSync(folder, {recursive: true})
  writeFileSync(join(folder, 'package.json'), '{"private": true}\n')
  const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages]
  const {status} = spawnSync('npm', words, {cwd: folder, stdio: 'inherit', shell: process.platform === 'win32'})
  if (status !== 0) throw new Error('The peers could not be installed')
}

/** Ways to have a file or a folder checked by them, each by its default rules. */
export function peerCases(folder, path) {
  const modules = join(folder, 'node_modules')
  const bin = (name) => join(modules, '.bin', name)
  const native = readdirSync(join(modules, '@rumdl'), {recursive: true, encoding: 'utf8'}).find((name) =>
    /\/rumdl(?:\.exe)?$/u.test(name)
  )
  const uses = ['remark-preset-lint-recommended', 'remark-frontmatter', 'remark-gfm'].flatMap((name) => [
    '--use',
    join(modules, name, 'index.js')
  ])
  const cases = [
    {name: 'rumdl by npm', words: [bin('rumdl'), 'check', '--quiet', '--no-cache', path]},
    {name: 'markdownlint-cli2', words: [bin('markdownlint-cli2'), path.endsWith('.md') ? path : `${path}/**/*.md`]},
    {name: 'remark-cli', words: [bin('remark'), '--no-stdout', '--quiet', ...uses, path]}
  ]
  const direct = {name: 'rumdl', words: [join(modules, '@rumdl', native ?? ''), 'check', '--quiet', '--no-cache', path]}
  return [...(native ? [direct] : []), ...cases].map((one) => ({...one, mayFail: true}))
}
