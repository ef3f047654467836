import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {configNames, packageKey, packageName} from './names.ts'

/**
 * Whether it is certain that no configuration in a folder has some setting: told by the letters alone, so that nothing is
 * loaded for those who have never heard of it.
 */
export function isNoSetting(setting: string, folder: string): boolean {
  const texts = configNames.map((name) => readLetters(join(folder, name)))
  // A backslash may write any letter.
  const isSilent = (text: string | null) => text !== null && !text.includes(setting) && !text.includes('\\')
  return texts.every(isSilent) && isSilent(packagePart(readLetters(join(folder, packageName))))
}

/** The text of a file, empty for none; null for one that cannot be read. */
function readLetters(path: string): string | null {
  try {
    // Where a letter has two bytes, one of them is zero.
    return readFileSync(path, 'latin1').replaceAll('\0', '')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? '' : null
  }
}

/** What a package.json says of us; all of it, where that cannot be told. */
function packagePart(text: string | null): string | null {
  if (text === null || !(text.includes(packageKey) || text.includes('\\'))) return text === null ? null : ''
  try {
    return JSON.stringify((JSON.parse(text) as Record<string, unknown> | null)?.[packageKey] ?? '')
  } catch {
    return text
  }
}
