import type {Heading, Nodes, Paragraph, Root, RootContent} from 'mdast'
import {toString as toText} from 'mdast-util-to-string'
import {isAccidentalHeading} from './accidental-heading.ts'
import {visibleText} from './content.ts'
import {readDirective} from './directive.ts'
import type {ModelOptions} from './expected.ts'
import {readFields} from './fields.ts'
import type {Field, Handoff, HandoffDocument, Range, Section} from './handoff.ts'
import {headingPattern, namesOf} from './heading-pattern.ts'
import {keptTemplateRanges} from './kept-template.ts'
import {assignRoles, type Role} from './role.ts'

const boldDepth = 7

/**
 * Turn a tree into the one model that rules read: made once for a tree and options that say the same, however many
 * profiles and rules ask.
 *
 * @param tree mdast of `source`; without positions the model is empty.
 * @param source the text that the tree's offsets count in, without a BOM.
 */
export function readDocument(tree: Root, source: string, options: ModelOptions): HandoffDocument {
  const outline = outlineOf(tree, source)
  const key = keyOf(options)
  let document = outline.documents.get(key)
  if (!document) {
    document = makeDocument(tree, outline, options)
    outline.documents.set(key, document)
  }
  return document
}

const keys = new WeakMap<ModelOptions, string>()

function keyOf(options: ModelOptions): string {
  let key = keys.get(options)
  if (key === undefined) {
    key = JSON.stringify([options.scope, options.ignore, options.roles])
    keys.set(options, key)
  }
  return key
}

function makeDocument(tree: Root, outline: Outline, options: ModelOptions): HandoffDocument {
  const {source, kept, fields} = outline
  const sections = withOwnRoles(outline.sections, options.roles)
  const skipped = [...kept, ...ignoredRanges(outline, options.ignore)].sort((a, b) => a.start - b.start)
  const document: HandoffDocument = {tree, source, sections, handoffs: [], skipped, missingScope: null, made: new Map()}
  const scopes = findScopes(document, options)
  if (scopes.length === 0) document.missingScope = options.scope?.heading ?? null
  document.handoffs = scopes.map((scope) => readHandoff(document, scope, fields))
  return document
}

/** What a text is under every profile: read once, however many are tried on it. */
interface Outline {
  source: string
  sections: Section[]
  kept: readonly Range[]
  fields: Field[]
  /** The sections that a comment of theirs takes out of judgement. */
  ignored: ReadonlySet<Section>
  /** By what their options say. */
  documents: Map<string, HandoffDocument>
}

/** Of the last tree; see `ofLast`. */
let last: {tree: Root; outline: Outline} | undefined

function outlineOf(tree: Root, source: string): Outline {
  if (last?.tree === tree && last.outline.source === source) return last.outline
  const outline = makeOutline(tree, source)
  last = {tree, outline}
  return outline
}

function makeOutline(tree: Root, source: string): Outline {
  const sections = readSections(tree, source)
  giveRoles(sections)
  return {
    source,
    sections,
    kept: keptTemplateRanges(tree, source),
    fields: readFields(tree, source, sections),
    ignored: new Set(sections.filter(({blocks}) => blocks.slice(0, 2).some(isIgnoreDirective))),
    documents: new Map()
  }
}

/** Whether a range lies in a part of the file that is not judged. */
export const isSkipped = (document: HandoffDocument, {start}: Range): boolean =>
  document.skipped.some((range) => start >= range.start && start < range.end)

function readSections(tree: Root, source: string): Section[] {
  const sections: Section[] = []
  const open: number[] = []
  const close = (depth: number, at: number) => {
    for (let top = open.at(-1); top !== undefined && (sections[top]?.depth ?? 0) >= depth; top = open.at(-1)) {
      const section = sections[top]
      if (section) section.treeEnd = at
      open.pop()
    }
  }
  for (const node of tree.children) {
    const depth = sectionDepth(node, source)
    const position = node.position
    if (depth === 0 || position?.start.offset === undefined || position.end.offset === undefined) {
      const current = sections.at(-1)
      if (!current) continue
      current.blocks.push(node)
      current.end = position?.end.offset ?? current.end
      continue
    }
    close(depth, position.start.offset)
    const heading = headingText(node as Heading | Paragraph)
    sections.push({
      heading,
      ...namesOf(heading),
      depth,
      line: position.start.line,
      start: position.start.offset,
      end: position.end.offset,
      headingRange: childRange(node as Heading | Paragraph),
      parent: open.at(-1) ?? -1,
      blocks: [],
      roles: [],
      treeEnd: source.length
    })
    open.push(sections.length - 1)
  }
  return sections
}

/** 0 for a node that opens no section. */
function sectionDepth(node: RootContent, source: string): number {
  if (node.type === 'heading') return isAccidentalHeading(node, source) ? 0 : node.depth
  return node.type === 'paragraph' && isBoldHeading(node) ? boldDepth : 0
}

/** `**Next steps:**` alone on its line: a heading for those who do not like hash signs. */
function isBoldHeading(node: Paragraph): boolean {
  const [first, rest, ...more] = node.children
  if (first?.type !== 'strong' || more.length > 0) return false
  const tail = rest === undefined ? '' : rest.type === 'text' ? rest.value.trim() : 'x'
  const text = toText(first).trim()
  return (
    (tail === '' || tail === ':' || tail === '：') &&
    text.length > 0 &&
    text.length <= 60 &&
    !/[.!?。！？]$/u.test(text)
  )
}

/** `<name>` in a heading looks like HTML to Markdown, but a reader sees a word. */
const headingText = (node: Heading | Paragraph): string => visibleText(node).trim()

function childRange(node: Heading | Paragraph): Range {
  const start = node.children[0]?.position?.start.offset ?? node.position?.start.offset ?? 0
  return {start, end: node.children.at(-1)?.position?.end.offset ?? node.position?.end.offset ?? start}
}

function giveRoles(sections: Section[]): void {
  const assigned = assignRoles(sections.map(({heading, depth, parent}) => ({text: heading, depth, parent})))
  for (const [index, section] of sections.entries()) section.roles = assigned[index] ?? []
}

/** The roles that a configuration gives to headings stand before those that the heading itself tells. */
function withOwnRoles(sections: Section[], own: ModelOptions['roles']): Section[] {
  const tests = Object.entries(own ?? {}).map(([role, headings]) => ({
    role: role as Role,
    tests: (headings ?? []).map(headingPattern)
  }))
  if (tests.length === 0) return sections
  return sections.map((section) => {
    const mine = tests.filter(({tests}) => tests.some((test) => test(section))).map(({role}) => role)
    return {...section, roles: [...new Set([...mine, ...section.roles])]}
  })
}

function ignoredRanges({sections, ignored}: Outline, headings: readonly string[]): Range[] {
  if (headings.length === 0 && ignored.size === 0) return []
  const tests = headings.map(headingPattern)
  return sections
    .filter((section) => ignored.has(section) || tests.some((test) => test(section)))
    .map(({start, treeEnd}) => ({start, end: treeEnd}))
}

const isIgnoreDirective = (node: Nodes): boolean => readDirective(node, 'handoff')?.words.includes('ignore') ?? false

interface Scope extends Range {
  section: number
}

/** The ranges that are one handoff each; without a scope the whole file. */
function findScopes(document: HandoffDocument, {scope}: ModelOptions): Scope[] {
  if (!scope) return [{start: 0, end: document.source.length, section: -1}]
  const test = headingPattern(scope.heading)
  const found = document.sections.flatMap((section, index) =>
    test(section) && !isSkipped(document, section) ? [{start: section.start, end: section.treeEnd, section: index}] : []
  )
  return scope.kind === 'section' ? found.slice(0, 1) : found
}

function readHandoff(document: HandoffDocument, scope: Scope, fields: Field[]): Handoff {
  const {sections} = document
  const inside = (range: Range) => range.start >= scope.start && range.start < scope.end && !isSkipped(document, range)
  const own = sections.flatMap((section, index) => (index !== scope.section && inside(section) ? [index] : []))
  const title = sections[scope.section] ?? sections.find(({depth}) => depth === 1) ?? null
  const ownFields = fields.filter(inside)
  return {
    title: title?.heading ?? null,
    start: scope.start,
    end: scope.end,
    sections: own,
    fields: ownFields,
    line: sections[scope.section]?.line ?? 1
  }
}
