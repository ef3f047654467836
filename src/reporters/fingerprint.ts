import type {Problem} from './problems.ts'

/**
 * One name for each problem, none twice: from rule, path and identity, and for those that agree in all from their order.
 * Lines and columns are not in it, so that it stays when text is put in above.
 */
export function fingerprintsOf(problems: readonly Problem[]): string[] {
  const used = new Set<string>()
  const seen = new Map<string, number>()
  return problems.map(({ruleId, path, identity}) => {
    const key = [ruleId, path ?? '', identity].join('\0')
    let count = seen.get(key) ?? 0
    let fingerprint = hash(`${key}\0${count}`)
    // Two keys of one hash are next to impossible, but “unique” is a promise.
    while (used.has(fingerprint)) fingerprint = hash(`${key}\0${++count}`)
    used.add(fingerprint)
    seen.set(key, count + 1)
    return fingerprint
  })
}

const offsetBasis = 0xcbf29ce484222325n
const prime = 0x100000001b3n

/** FNV-1a of 64 bits over UTF-16 units: names only, nothing secret. */
function hash(text: string): string {
  let value = offsetBasis
  for (let index = 0; index < text.length; index++) {
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(index))) * prime)
  }
  return value.toString(16).padStart(16, '0')
}
