import type {Form, Token} from './placeholder-scan.ts'

const delimited: [Form, RegExp][] = [
  ['bracket', /^\[[^[\]]*\]$/u],
  ['double-brace', /^\{\{[^{}]*\}\}$/u],
  ['brace', /^\{[^{}]*\}$/u],
  ['angle', /^<[^<>]*>$/u],
  ['letter-mask', /^x{5,}$/iu]
]

/** Inline code that is one placeholder and nothing else is a span of its own, marked as code. */
export function codeToken(source: string, from: number, to: number): Token {
  let start = from
  let end = to
  while (start < end && source.charCodeAt(start) === 96) start++
  while (end > start && source.charCodeAt(end - 1) === 96) end--
  const first = source.charCodeAt(start)
  if (end - start < 200 && (first === 91 || first === 123 || first === 60 || first === 120 || first === 88)) {
    const text = source.slice(start, end)
    const found = delimited.find(([, pattern]) => pattern.test(text))
    if (found) return {type: 'span', form: found[0], start, end, code: true}
  }
  return {type: 'code', start: from, end: to}
}
