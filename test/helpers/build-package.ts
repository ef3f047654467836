import {cpSync, existsSync, mkdirSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {build} from 'rolldown'
import config from '../../rolldown.config.ts'

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

/** Build the package into a folder of its own, so that no test depends on what was built last, or by whom. */
export async function buildPackage(folder: string): Promise<void> {
  mkdirSync(folder, {recursive: true})
  for (const name of [
    'package.json',
    'schema.json',
    'report.schema.json',
    'docs/rules',
    'README.md',
    'LICENSE',
    'CHANGELOG.md'
  ]) {
    if (existsSync(join(projectRoot, name))) cpSync(join(projectRoot, name), join(folder, name), {recursive: true})
  }
  for (const one of [config].flat()) {
    await build({...one, output: {...one.output, dir: join(folder, 'dist')}, logLevel: 'silent'})
  }
}

/** Make packages of the project resolvable from another folder. */
export function linkPackages(folder: string, names: readonly string[]): void {
  for (const name of names) {
    const link = join(folder, 'node_modules', name)
    mkdirSync(join(link, '..'), {recursive: true})
    symlinkSync(join(projectRoot, 'node_modules', name), link, 'junction')
  }
}
