import type {Root} from 'mdast'
import {location} from 'vfile-location'
import type {ResolvedConfig, ResolvedRule} from '../config/resolve.ts'
import type {HandoffDocument} from '../handoff/handoff.ts'
import {ofLast} from '../handoff/memo.ts'
import {readDocument} from '../handoff/read.ts'
import {type Finding, runRule} from '../rule.ts'
import {ruleMeta} from '../rule-meta.ts'
import type {FileReport, Message, ReportSection} from './report.ts'

/** A judged text: its report, and the model for those who want to show it. */
export interface LintResult {
  report: FileReport
  document: HandoffDocument
}

/**
 * Judge one text.
 *
 * @param input.path shown in the report and read by the rule for file names; `/` between folders.
 * @param input.text without a byte order mark.
 * @param input.tree mdast of the text; its positions count in it.
 */
export function lintText(input: {path: string; text: string; tree: Root}, config: ResolvedConfig): LintResult {
  const {path, text, tree} = input
  const document = readDocument(tree, text, config.model)
  const toMessage = messageMaker(text)
  const messages: Message[] = []
  for (const resolved of inOrder(config.rules)) {
    for (const finding of runRule(resolved.rule, document, resolved.options, path)) {
      messages.push(toMessage(resolved, finding))
    }
  }
  return {report: {path, profile: config.profile.name, messages, sections: reportSections(document)}, document}
}

/** The rule for comments that switch rules off counts what the others found, so it goes last. */
const inOrder = ofLast((rules: readonly ResolvedRule[]): ResolvedRule[] => {
  const isLast = ({rule}: ResolvedRule) => rule.id === 'valid-directive'
  return [...rules.filter((one) => !isLast(one)), ...rules.filter(isLast)]
})

function messageMaker(text: string): (resolved: ResolvedRule, finding: Finding) => Message {
  const {toPoint} = location(text)
  const point = (offset: number) => toPoint(Math.min(Math.max(offset, 0), text.length)) ?? {line: 1, column: 1}
  return ({rule, severity}, finding) => {
    const start = point(finding.place.start)
    const end = point(finding.place.end)
    return {
      ruleId: rule.id,
      severity: severity === 'warn' || finding.level === 'warning' ? 'warning' : 'error',
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      reason: finding.reason,
      note: finding.note ?? null,
      expected: finding.expected ?? [],
      url: ruleMeta(rule.id).url
    }
  }
}

/** One entry for each role that a section plays, one without a role for a section that plays none. */
function reportSections({sections, handoffs}: HandoffDocument): ReportSection[] {
  const judged = new Set(handoffs.flatMap((handoff) => handoff.sections))
  const reported: ReportSection[] = []
  for (const [index, {heading, line, roles, depth}] of sections.entries()) {
    if (!judged.has(index)) continue
    if (roles.length === 0 && depth <= 6) reported.push({role: null, heading, line})
    for (const role of roles) reported.push({role, heading, line})
  }
  return reported
}
