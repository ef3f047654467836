import type {Code, Nodes, Root, Yaml} from 'mdast'
import * as v from 'valibot'
import {isMap, parseDocument} from 'yaml'
import {TemplateError} from '../errors.ts'
import {readDirective} from '../handoff/directive.ts'
import {roles} from '../handoff/role.ts'
import {parse} from '../parse.ts'

const globs = v.optional(v.array(v.string()), [])

/** The front matter of a template that speaks to us; every other key is a field of the handoff. */
const settingsSchema = v.strictObject({
  description: v.optional(v.string(), ''),
  files: globs,
  ignore: globs,
  filename: v.optional(v.string()),
  maxTokens: v.optional(v.number()),
  scope: v.optional(
    v.pipe(v.string(), v.regex(/^(?:file|section ".+"|each ".+")$/u, '`file`, `section "Heading"` or `each "Heading"`'))
  ),
  roles: v.optional(
    v.strictObject({
      required: v.optional(v.array(v.union([v.picklist(roles), v.array(v.picklist(roles))])), []),
      recommended: v.optional(v.array(v.picklist(roles)), [])
    })
  ),
  freshness: v.optional(v.record(v.string(), v.unknown()))
})

export type TemplateSettings = v.InferOutput<typeof settingsSchema>

const marks = ['files', 'filename', 'scope', 'roles', 'maxTokens', 'ignore']

/** A template taken apart: its settings, and the text that handoffs start from. */
export interface TemplateSource {
  settings: TemplateSettings
  text: string
  /** Directives were found: its author wrote it for this tool. */
  marked: boolean
}

/**
 * Take the settings out of a template's front matter. A template that stands in a fence (the body of a command file) is
 * taken out of it.
 *
 * @throws TemplateError when the front matter is no YAML or a setting is wrong.
 */
export function readTemplateSource(source: string, name: string): TemplateSource {
  const text = source.replace(/^\uFEFF/u, '').replace(/\r\n?/gu, '\n')
  const tree = parse(text)
  const first = tree.children[0]
  const {settings, rest} = first?.type === 'yaml' ? readSettings(first, text, name) : {settings: null, rest: text}
  const body = settings ? rest : (fencedTemplate(tree) ?? rest)
  return {
    settings: settings ?? v.parse(settingsSchema, {}),
    text: body,
    marked: settings !== null || hasDirective(tree)
  }
}

function readSettings(node: Yaml, text: string, name: string): {settings: TemplateSettings | null; rest: string} {
  const document = parseDocument(node.value, {logLevel: 'silent'})
  const error = document.errors[0]
  if (error) {
    const at = error.linePos?.[0]
    throw new TemplateError(
      `${name}:${(at?.line ?? 0) + 1}:${at?.col ?? 1}: the front matter is no YAML (${error.code})`
    )
  }
  const value: unknown = document.toJS({maxAliasCount: 20})
  if (!isMap(document.contents) || typeof value !== 'object' || value === null) return {settings: null, rest: text}
  if (!marks.some((mark) => mark in value)) return {settings: null, rest: text}
  const own = Object.entries(value).filter(([key]) => key in settingsSchema.entries)
  const parsed = v.safeParse(settingsSchema, Object.fromEntries(own))
  if (!parsed.success) {
    const [issue] = parsed.issues
    const key = String(issue.path?.[0]?.key ?? '')
    const line = node.value.split('\n').findIndex((entry) => entry.startsWith(`${key}:`)) + 2
    throw new TemplateError(
      `${name}:${line}:1: unexpected \`${key}\` in the front matter, expected ${issue.expected ?? 'another value'}`
    )
  }
  for (const [key] of own) document.delete(key)
  const fields = document.contents.items.length > 0 ? `---\n${document.toString()}---\n` : ''
  const end = node.position?.end.offset ?? 0
  return {settings: parsed.output, rest: fields + text.slice(end).replace(/^\n+/u, '')}
}

/** The text of a Markdown fence that holds most of the headings, when the file only shows a template. */
function fencedTemplate(tree: Root): string | null {
  const headings = tree.children.filter(({type}) => type === 'heading').length
  const fences = tree.children
    .filter((node): node is Code => node.type === 'code' && /^(?:markdown|md|)$/iu.test(node.lang ?? ''))
    .map((node) => ({value: node.value, headings: node.value.match(/^#{1,6} \S/gmu)?.length ?? 0}))
    .sort((a, b) => b.headings - a.headings)
  const best = fences[0]
  return best && best.headings >= 3 && best.headings >= headings ? `${best.value}\n` : null
}

function hasDirective(tree: Root): boolean {
  const stack: Nodes[] = [tree]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (readDirective(node, 'handoff')) return true
    if ('children' in node) stack.push(...node.children)
  }
  return false
}
