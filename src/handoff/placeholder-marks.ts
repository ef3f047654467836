import type {Separator} from './placeholder-scan.ts'

export type Pair = 'bracket' | 'brace' | 'angle' | 'wide-bracket' | 'cjk-bracket'

const code = (character: string): number => character.charCodeAt(0)

const wide = (both: string[], pair: Pair): [number, {pair: Pair; opens: boolean}][] =>
  both.flatMap((two): [number, {pair: Pair; opens: boolean}][] => [
    [two.charCodeAt(0), {pair, opens: true}],
    [two.charCodeAt(1), {pair, opens: false}]
  ])

/** What opens or closes a span. */
export const pairs = new Map<number, {pair: Pair; opens: boolean}>([
  [code('['), {pair: 'bracket', opens: true}],
  [code(']'), {pair: 'bracket', opens: false}],
  [code('{'), {pair: 'brace', opens: true}],
  [code('}'), {pair: 'brace', opens: false}],
  [code('<'), {pair: 'angle', opens: true}],
  [code('>'), {pair: 'angle', opens: false}],
  ...wide(['［］', '｛｝', '＜＞'], 'wide-bracket'),
  ...wide(['【】', '〔〕', '〈〉'], 'cjk-bracket')
])

/** What parts a line by itself. */
export const single = new Map<number, Separator>([
  ...['(', '（'].map((character): [number, Separator] => [code(character), 'open']),
  ...[')', '）'].map((character): [number, Separator] => [code(character), 'close']),
  ...['|', '｜'].map((character): [number, Separator] => [code(character), 'pipe']),
  ...[',', ';', '，', '、', '；'].map((character): [number, Separator] => [code(character), 'comma']),
  ...['→', '⇒', '←'].map((character): [number, Separator] => [code(character), 'arrow']),
  ...['·', '•', '—', '–'].map((character): [number, Separator] => [code(character), 'dash']),
  ...['。', '！', '？'].map((character): [number, Separator] => [code(character), 'stop']),
  [code('：'), 'label']
])
