import type {Change} from './change.ts'

const context = 3

/** The unified diff of a change that puts one run of lines in, or replaces one: no other is ever made here. */
export function unifiedDiff({path, before, after}: Change): string {
  const old = linesOf(before ?? '')
  const lines = linesOf(after)
  let start = 0
  while (start < Math.min(old.length, lines.length) && old[start] === lines[start]) start++
  let tail = 0
  while (tail < Math.min(old.length, lines.length) - start && old.at(-1 - tail) === lines.at(-1 - tail)) tail++
  const from = Math.max(0, start - context)
  const shown = Math.min(context, tail)
  const range = (count: number) => `${count === 0 ? 0 : from + 1},${count}`
  const oldCount = old.length - tail + shown - from
  const newCount = lines.length - tail + shown - from
  return [
    before === null ? '--- /dev/null' : `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -${range(oldCount)} +${range(newCount)} @@`,
    ...old.slice(from, start).map((line) => ` ${line}`),
    ...old.slice(start, old.length - tail).map((line) => `-${line}`),
    ...lines.slice(start, lines.length - tail).map((line) => `+${line}`),
    ...lines.slice(lines.length - tail, lines.length - tail + shown).map((line) => ` ${line}`)
  ].join('\n')
}

/** Lines without their ends; one that lacks its end says so, as `diff` does. */
function linesOf(text: string): string[] {
  if (text === '') return []
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  else lines[lines.length - 1] += '\n\\ No newline at end of file'
  return lines
}
