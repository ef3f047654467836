import {escapeLines, type Paint} from '../terminal.ts'
import {renderMarkdown} from './render-markdown.ts'

/** A handoff for a terminal: what would steer it is shown instead, comments are gone. */
export function renderHandoff(text: string, paint: Paint): string {
  const safe = withoutComments(escapeLines(text))
  // The renderer looks for the end of a comment from each beginning, so none may be left open.
  return safe.includes('<!--') ? safe : renderMarkdown(safe, paint)
}

/** In one pass, whatever the text: it is foreign. */
function withoutComments(text: string): string {
  let out = ''
  let at = 0
  for (let start = text.indexOf('<!--'); start !== -1; start = text.indexOf('<!--', at)) {
    const end = text.indexOf('-->', start + 4)
    if (end === -1) break
    out += text.slice(at, start)
    at = end + 3
  }
  return out + text.slice(at)
}
