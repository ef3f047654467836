import {readdirSync} from 'node:fs'
import {join} from 'node:path'

// What tools put there; nobody writes handoffs in it.
const skipped = new Set(['node_modules', '.git'])

/**
 * All that is no folder below a folder, as paths from it with `/`, in the order of names. Links are listed, never
 * followed; a folder that may not be read is passed to `unreadable`.
 */
export function walk(folder: string, unreadable: (path: string) => void = () => {}): string[] {
  const found: string[] = []
  const open = ['']
  for (let prefix = open.pop(); prefix !== undefined; prefix = open.pop()) {
    let entries: ReturnType<typeof list>
    try {
      entries = list(join(folder, prefix))
    } catch {
      unreadable(prefix)
      continue
    }
    const folders: string[] = []
    for (const entry of entries) {
      if (!entry.isDirectory()) found.push(prefix + entry.name)
      else if (!skipped.has(entry.name)) folders.push(`${prefix}${entry.name}/`)
    }
    open.push(...folders.reverse())
  }
  return found
}

const list = (folder: string) => readdirSync(folder, {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1))
