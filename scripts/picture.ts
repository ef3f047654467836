import {spawnSync} from 'node:child_process'
import {cpSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {stripVTControlCharacters} from 'node:util'

const root = join(import.meta.dirname, '..')
const columns = 104
const cell = {width: 7.83, height: 18}

/** What the command really prints, with colours, about one unfinished handoff. */
function capture(): string {
  const folder = mkdtempSync(join(tmpdir(), 'handoff-picture-'))
  try {
    mkdirSync(join(folder, 'session-handoffs'))
    const from = join(root, 'test/fixtures/picture/2026-03-14-1630-retry-queue.md')
    cpSync(from, join(folder, 'session-handoffs/2026-03-14-1630-retry-queue.md'))
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')))
    const run = spawnSync(process.execPath, [join(root, 'dist/cli.js'), '--color'], {
      cwd: folder,
      env: {...env, COLUMNS: String(columns)},
      encoding: 'utf8'
    })
    return run.stdout
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

const colours: Record<string, string> = {
  '1': 'font-weight="bold"',
  '2': 'fill="#8b949e"',
  '4': 'text-decoration="underline"',
  '31': 'fill="#ff7b72"',
  '32': 'fill="#7ee787"',
  '33': 'fill="#e3b341"',
  '36': 'fill="#79c0ff"'
}
const resets: Record<string, string[]> = {
  '0': Object.keys(colours),
  '22': ['1', '2'],
  '24': ['4'],
  '39': ['31', '32', '33', '36']
}

const escapeXml = (text: string): string => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;')

const esc = String.fromCharCode(27)
const code = new RegExp(`(${esc}\\[[\\d;]*m)`, 'u')

const codesOf = (part: string): string[] | undefined =>
  part.startsWith(`${esc}[`) ? part.slice(2, -1).split(';') : undefined

/** One line of terminal output as SVG text; unknown codes are an error, so that the picture cannot lie. */
function toText(line: string, row: number): string {
  const on = new Set<string>()
  let column = 0
  let svg = ''
  for (const part of line.split(code)) {
    const codes = codesOf(part)
    if (codes) {
      for (const code of codes) {
        if (colours[code]) on.add(code)
        else if (resets[code]) for (const one of resets[code]) on.delete(one)
        else throw new Error(`no picture for the terminal code ${code}`)
      }
    } else if (part !== '') {
      const style = [...on].map((code) => colours[code]).join(' ')
      svg += `<tspan x="${(16 + column * cell.width).toFixed(1)}" ${style}>${escapeXml(part)}</tspan>`
      column += [...part].length
    }
  }
  return `<text y="${46 + row * cell.height}" xml:space="preserve">${svg}</text>`
}

/** Render a real run of the built command as an SVG for the README. */
export function picture(): string {
  const lines = ['$ npx handoff-lint', ...capture().trimEnd().split('\n')]
  const width = Math.ceil(
    32 + Math.max(...lines.map((line) => [...stripVTControlCharacters(line)].length)) * cell.width
  )
  const height = 46 + lines.length * cell.height
  const title = '<title>handoff-lint reports what a handoff still lacks</title>'
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13">
${title}
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g fill="#ff5f56"><circle cx="18" cy="16" r="5"/></g><g fill="#ffbd2e"><circle cx="36" cy="16" r="5"/></g><g fill="#27c93f"><circle cx="54" cy="16" r="5"/></g>
<g fill="#e6edf3">
${lines.map(toText).join('\n')}
</g>
</svg>
`
}
