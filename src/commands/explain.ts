import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {FileError, UsageError} from '../errors.ts'
import {instead} from '../suggest.ts'
import type {Io} from './io.ts'
import {findPackage} from './package-root.ts'
import {renderMarkdown} from './render-markdown.ts'

/** Print the page of a rule: dressed for a terminal, as it is for a pipe. */
export async function explain(given: string, io: Io): Promise<number> {
  const folder = join(findPackage().root, 'docs', 'rules')
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new FileError(`The pages of the rules are not in ${folder}`, {cause, hint: 'Install handoff-lint again.'})
  })
  const ids = names.flatMap((name) => /^([a-z-]+)\.md$/u.exec(name)?.[1] ?? []).sort()
  // As it stands in the output of remark and in comments that switch rules off.
  const id = given.replace(/^handoff-lint:/u, '')
  if (!ids.includes(id)) throw new UsageError(`Unknown rule \`${id}\``, {hint: instead(id, ids)})
  const page = await readFile(join(folder, `${id}.md`), 'utf8')
  io.out(io.stdout.isTTY ? renderMarkdown(page, io.paint) : page)
  return 0
}
