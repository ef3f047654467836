import type {Paint} from '../terminal.ts'

/** Our own pages for a terminal: headings and code set apart, marks taken away; not a renderer for foreign Markdown. */
export function renderMarkdown(page: string, paint: Paint): string {
  const out: string[] = []
  let fence: string | null = null
  for (const line of withoutComments(page).split('\n')) {
    const mark = /^(`{3,}|~{3,})/u.exec(line)?.[1]
    if (fence !== null) {
      if (mark?.startsWith(fence)) fence = null
      else out.push(`    ${line}`.trimEnd())
    } else if (mark) {
      fence = mark
      const label = line.slice(mark.length).trim()
      if (label !== '') out.push(paint.dim(`  ${label}`))
    } else out.push(renderLine(line, paint))
  }
  return `${out.join('\n').trim()}\n`
}

const withoutComments = (page: string): string => page.replace(/<!--(?:(?!-->)[\s\S])*-->\n?/gu, '')

function renderLine(line: string, paint: Paint): string {
  const heading = /^(#{1,6}) (.*)$/u.exec(line)
  if (heading) {
    const text = (heading[2] ?? '').replace(/`/gu, '')
    return heading[1] === '#' ? paint.bold(paint.underline(text)) : paint.bold(text)
  }
  return line
    .split(/(`[^`]+`)/u)
    .map((part) => (part.startsWith('`') && part.length > 2 ? paint.cyan(part.slice(1, -1)) : renderText(part, paint)))
    .join('')
}

const renderText = (text: string, paint: Paint): string =>
  text
    .replace(/\*\*([^*]+)\*\*/gu, (_, strong: string) => paint.bold(strong))
    .replace(/\[([^[\]]+)\]\(([^()\s]+)\)/gu, (_, label: string, url: string) =>
      label === url ? label : `${label} (${url})`
    )
