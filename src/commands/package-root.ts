import {existsSync, readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'

interface PackageJson {
  name?: string
  version?: string
}

/** The installed package: where its root is and which version it has. */
export function findPackage(from = dirname(fileURLToPath(import.meta.url))): {root: string; version: string} {
  for (let folder = from, above = dirname(from); ; folder = above, above = dirname(above)) {
    const path = join(folder, 'package.json')
    // The build's own folder has a package.json too, which only says how its files are loaded.
    const content = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as PackageJson) : {}
    if (content.name === 'handoff-lint') return {root: folder, version: content.version ?? ''}
    if (above === folder) throw new Error('package.json of handoff-lint not found')
  }
}
