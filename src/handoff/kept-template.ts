import type {Heading, Nodes, Root} from 'mdast'
import {isAscii, isAsciiLetter} from './characters.ts'
import {firstWord, wordsOf} from './placeholder-characters.ts'

/** Half-open range of UTF-16 offsets. */
export interface Range {
  start: number
  end: number
}

// The word for a template, in the languages that handoffs are written in, and the ways to say “how an entry looks”.
const templateWord =
  /(?:^|[^\p{L}])(?:templates?|modelos?|plantillas?|vorlagen?|gabarits?|modèles? (?:de|d['’]|pour)|sjablo(?:on|nen)|szablon(?:y|u)?|modell[io] (?:di|per)|şablon[uı]?|boilerplate|copy[- ]me|blank (?:entry|form|handoff|session))(?![\p{L}])|шаблон|заготовк|模板|模版|範本|范本|テンプレ|雛形|ひな形|ひな型|雛型|템플릿|서식|양식|mẫu/iu
const howToAdd =
  /^how to (?:add|write|create|fill in|record|log)\b.*\b(?:entry|entries|handoff|session|block|log|note)s?\b|^(?:adding|writing|recording) (?:a |an |new |the )*(?:entry|entries|handoff|session|block)|^(?:cómo|como) (?:añadir|agregar|adicionar|registrar)\b|^comment ajouter\b|^(?:neuen? eintrag|so (?:wird|legt man) .*eintrag)/iu
const formatOnly =
  /^(?:(?:entry|session|handoff|log|record|block|item|required|expected|standard|output|file|entrée|d[’']entrée|de (?:la )?(?:sesión|sessão|entrada)) )*(?:format|formato|formát|формат(?: записи)?|格式|フォーマット|記入例|형식)(?: (?:for|of|per|de|d’une|des|einer|pour|para) .{1,40})?$/iu
const aboutTemplates =
  /\b(?:engine|system|rendering|renderer|parser|bug|bugs|tests?|migration|refactor\w*|loader|cache|email)\b/iu

/** Whether a heading announces a template that is kept on purpose: a form to copy for the next entry. */
export function isTemplateHeading(text: string): boolean {
  const plain = isBare(text) ? text : nameOf(text)
  if (plain === '' || plain.length > 80) return false
  if (firstWord(plain, 0, plain.length, formatStarts) !== '' && formatHint.test(plain) && formatOnly.test(plain))
    return true
  if (firstWord(plain, 0, plain.length, howStarts) !== '' && howToAdd.test(plain)) return true
  return templateHint.test(plain) && templateWord.test(plain) && !aboutTemplates.test(plain)
}

// What the patterns begin with or hold: in most files no heading does, and the patterns are never compiled.
const formatStarts = wordsOf(
  'entry session handoff log record block item required expected standard output file d de format formato'.split(' ')
)
const formatHint = /format|[^\0-\x7f]/i
const howStarts = wordsOf('how adding writing recording como comment neue neuen so'.split(' '))
const templateHint = /templ|model|plantill|vorlag|gabarit|jablo|zablon|boiler|copy|blank|[^\0-\x7f]/iu

/** Whether a heading begins and ends with an ASCII letter, as most do: then there is nothing to take off. */
const isBare = (text: string): boolean =>
  isAsciiLetter(text.charCodeAt(0)) && isAsciiLetter(text.charCodeAt(text.length - 1))

/** Without emoji, numbers and punctuation around it. */
function nameOf(text: string): string {
  const {before, after} = isAscii(text) ? asciiEdges : edgesOfAnyScript()
  return text
    .replace(before, '')
    .replace(/^\d+(?:\.\d+)*[.):、]?\s+/u, '')
    .replace(after, '')
}

const asciiEdges = {before: /^[^A-Za-z\d]+/, after: /[^A-Za-z\d)\]]+$/}
// Made when a text asks for them: V8 looks the letters up.
const edgesOfAnyScript = () => ({before: /^[^\p{L}\p{N}]+/u, after: /[^\p{L}\p{N})）\]]+$/u})

let last: {tree: Root; source: string; ranges: Range[]} | undefined

/** Sections below such a heading, in a file that is not itself a template by its title; see `ofLast`. */
export function keptTemplateRanges(tree: Root, source: string): readonly Range[] {
  if (last?.tree !== tree || last.source !== source) last = {tree, source, ranges: findKept(tree, source)}
  return last.ranges
}

function findKept(tree: Root, source: string): Range[] {
  const headings = tree.children.filter((node): node is Heading => node.type === 'heading')
  if (headings.length < 2) return []
  const ranges: Range[] = []
  for (const [index, heading] of headings.entries()) {
    const start = heading.position?.start.offset
    if (start === undefined || start < (ranges.at(-1)?.end ?? 0) || !isTemplateHeading(textOf(heading, source)))
      continue
    const next = headings.slice(index + 1).find((other) => other.depth <= heading.depth)
    ranges.push({start, end: next?.position?.start.offset ?? source.length})
  }
  return ranges.length === 0 || titleSaysTemplate(tree, source) ? [] : ranges
}

/** Whether the first heading says that the whole file is a template. */
export function titleSaysTemplate(tree: Root, source: string): boolean {
  const title = tree.children.find((node) => node.type === 'heading')
  return title !== undefined && isTemplateHeading(textOf(title, source))
}

function textOf(heading: Nodes, source: string): string {
  if (!('children' in heading)) return ''
  const start = heading.children[0]?.position?.start.offset
  const end = heading.children.at(-1)?.position?.end.offset
  return start === undefined || end === undefined ? '' : source.slice(start, end)
}
