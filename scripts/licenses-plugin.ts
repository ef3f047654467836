import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

const fileName = 'THIRD-PARTY-LICENSES.txt'

const preface = `What handoff-lint ships holds code of these packages. Each is used under the terms below.
`

interface Manifest {
  name: string
  version: string
  author?: string | {name: string}
  license?: string
  /** How packages said it before there was `license`. */
  licenses?: readonly {type: string}[]
}

/** By package, over all bundles of one build. */
const notices = new Map<string, string>()

/** Bundler plugin: the licences of the packages that parts of are bundled lie beside what holds them. */
export const licensesPlugin = () => ({
  name: 'handoff-licenses',
  writeBundle({dir = 'dist'}: {dir?: string}, bundle: Readonly<Record<string, {moduleIds?: readonly string[]}>>) {
    for (const {moduleIds = []} of Object.values(bundle)) {
      for (const folder of new Set(moduleIds.flatMap(packageOf)))
        if (!notices.has(folder)) notices.set(folder, noticeOf(folder))
    }
    writeFileSync(join(dir, fileName), [preface, ...[...notices.values()].sort()].join('\n'))
  }
})

/** The folder of the package that a module is a part of; none for our own. */
const packageOf = (id: string): string[] =>
  /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/u.exec(id)?.slice(0, 1) ?? []

/** Throws where a package says nothing of its licence: then it must not be bundled before somebody has asked. */
function noticeOf(folder: string): string {
  const {
    name,
    version,
    author,
    licenses = [],
    ...said
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  const license = said.license ?? licenses.map(({type}) => type).join(' OR ')
  if (license === '') throw new Error(`${name} says nothing of its licence (in ${folder})`)
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|notice|copying)\b/iu.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
  const by = typeof author === 'string' ? author : author?.name
  const text =
    texts.join('\n\n') ||
    `By ${by}. The package comes without the text of its licence: https://spdx.org/licenses/${license}`
  return `${'='.repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`
}
