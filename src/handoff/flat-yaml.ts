/** A key and its value, by offsets into the YAML. */
export interface FlatPair {
  label: string
  start: number
  end: number
  /** The value, its quotes or brackets too. */
  from: number
  to: number
  isNull: boolean
}

const pair = /^([A-Za-z_][\w-]*):(?: +(.+))?$/
// Each is a whole value that means one thing only, whatever stands in the lines around it.
const plain = /^[\w./$+^](?:[!-9;-~]|:(?! |$)| (?!#))*$/
const quoted = /^(?:"[ !#-[\]-~]*"|'[ -&(-~]*')$/
const list = /^\[(?:[A-Za-z0-9][\w./-]*(?:, *[A-Za-z0-9][\w./-]*)*)?\]$/
/** Keys and values that are no text. */
const notText = /^(?:true|false|null)$/i

/**
 * Read YAML that is nothing but lines of `key: value`, as front matter mostly is.
 *
 * @returns null for any other, and where the two could differ: the library shall read it.
 */
export function readFlatYaml(text: string): FlatPair[] | null {
  const pairs: FlatPair[] = []
  let at = 0
  for (const line of text.split('\n')) {
    const [, label, value = ''] = pair.exec(line) ?? []
    if (label === undefined || line.length > 500 || notText.test(label) || !isSimple(value)) return null
    const end = at + label.length
    const to = at + line.length
    pairs.push({label, start: at, end, from: to - value.length, to, isNull: value === ''})
    at = to + 1
  }
  return pairs
}

const isSimple = (value: string): boolean =>
  value === '' ||
  (!value.endsWith(' ') && !notText.test(value) && (plain.test(value) || quoted.test(value) || list.test(value)))
