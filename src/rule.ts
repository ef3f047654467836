import type {Root} from 'mdast'
import type {Plugin, Processor} from 'unified'
import {lintRule} from 'unified-lint-rule'
import * as v from 'valibot'
import type {VFile} from 'vfile'
import {location} from 'vfile-location'
import type {ModelOptions} from './handoff/expected.ts'
import {modelOptions} from './handoff/expected.ts'
import type {HandoffDocument, Range} from './handoff/handoff.ts'
import {readDocument} from './handoff/read.ts'
import {suppress} from './handoff/suppressions.ts'
import {ruleMeta} from './rule-meta.ts'

/** How bad a message is; a rule set to `warn` only warns, whatever its messages say. */
export type Level = 'error' | 'warning'

/** What a rule found, in offsets of the source. */
export interface Finding {
  /** “Unexpected X, expected Y”, without a final stop. */
  reason: string
  place: Range
  /** `warning` for what is likely but not sure. */
  level?: Level
  /** The remedy: what to do next. */
  note?: string
  /** Texts that may replace the place safely; editors offer them. */
  expected?: string[]
  /** What is expected is a name for the file, which no editor can put into its text. */
  renames?: true
}

export interface RuleContext<Options> {
  document: HandoffDocument
  options: Options
  /** Path of the file as given, `/` between folders; null for a text without a file. */
  path: string | null
  report: (finding: Finding) => void
}

type OptionsSchema = v.GenericSchema

/** A rule: a pure function over the model, wrapped as a remark-lint plugin by `toPlugin`. */
export interface Rule<Schema extends OptionsSchema = OptionsSchema> {
  id: string
  /** What it forbids or demands, as a phrase for tables: “Unfilled placeholders”. */
  summary: string
  /** What it is unless a configuration says otherwise. */
  severity: 'error' | 'warn'
  options: Schema
  check(context: RuleContext<v.InferOutput<Schema>>): void
}

/** Infers the options’ type from the schema. */
export const defineRule = <Schema extends OptionsSchema>(rule: Rule<Schema>): Rule<Schema> => rule

/** Run one rule over one document; findings under a suppressing comment are counted there and left out. */
export function runRule<Schema extends OptionsSchema>(
  rule: Rule<Schema>,
  document: HandoffDocument,
  options: v.InferOutput<Schema>,
  path: string | null
): Finding[] {
  const findings: Finding[] = []
  rule.check({
    document,
    options,
    path,
    report: (finding) => {
      if (!suppress(document, rule.id, finding.place.start)) findings.push(finding)
    }
  })
  return findings
}

type Severity = boolean | 0 | 1 | 2 | 'on' | 'off' | 'warn' | 'error'

/** What stands behind a rule in a list of plugins: nothing, options, a severity with options, or false. */
export type RuleConfig<Options> = Options | [severity: Severity, options?: Options] | boolean

type RulePlugin<Schema extends OptionsSchema> = Plugin<[config?: RuleConfig<v.InferInput<Schema>>], Root>

const plugins = new WeakMap<object, unknown>()

/**
 * The remark-lint plugin of a rule: usable in remark-cli, editors and any unified processor. It is the same function every
 * time, because unified tells plugins apart by identity: who lists a preset and then a rule of it means that rule.
 */
export function toPlugin<Schema extends OptionsSchema>(rule: Rule<Schema>): RulePlugin<Schema> {
  const known = plugins.get(rule) ?? makePlugin(rule)
  plugins.set(rule, known)
  return known as RulePlugin<Schema>
}

function makePlugin<Schema extends OptionsSchema>(rule: Rule<Schema>): RulePlugin<Schema> {
  const meta = ruleMeta(rule.id)
  function plugin(this: Processor, config?: RuleConfig<v.InferInput<Schema>>) {
    const settings = v.parse(modelOptions, (this.data('settings') as {handoff?: unknown} | undefined)?.handoff ?? {})
    const check = lintRule<Root, v.InferInput<Schema>>(meta, (tree, file, given) => {
      const options = v.parse(rule.options, given ?? {})
      for (const finding of runRule(rule, documentOf(tree, file, settings), options, file.path ?? null)) {
        addMessage(file, finding)
      }
    })
    const transform = check.call(this as never, config as never)
    if (!transform) return undefined
    return (tree: Root, file: VFile, next: (error?: Error) => void) => {
      const before = file.messages.length
      transform(tree, file, (error) => {
        // `lintRule` gives every message the rule’s severity; what is only likely stays a warning.
        for (const message of file.messages.slice(before)) if (likely.has(message)) message.fatal = false
        next(error ?? undefined)
      })
    }
  }
  Object.defineProperty(plugin, 'name', {value: meta.origin})
  return plugin as never
}

const likely = new WeakSet<object>()

function addMessage(file: VFile, finding: Finding): void {
  const {toPoint} = location(file)
  // The model’s offsets do not count a byte order mark.
  const mark = String(file).startsWith('\uFEFF') ? 1 : 0
  const start = toPoint(finding.place.start + mark)
  const end = toPoint(finding.place.end + mark)
  const message = file.message(finding.reason, start && end ? {place: {start, end}} : {})
  if (finding.note !== undefined) message.note = finding.note
  if (finding.expected !== undefined && !finding.renames) message.expected = finding.expected
  if (finding.level === 'warning') likely.add(message)
}

const documents = new WeakMap<Root, {key: string; document: HandoffDocument}>()

/** The model of a tree, made once however many rules ask. */
export function documentOf(tree: Root, file: VFile, settings: ModelOptions): HandoffDocument {
  const key = JSON.stringify(settings)
  const known = documents.get(tree)
  if (known?.key === key) return known.document
  const document = readDocument(tree, String(file).replace(/^\uFEFF/u, ''), settings)
  documents.set(tree, {key, document})
  return document
}
