/** The bytes are no text that can be judged; `line` and `column` are those of the first bad one. */
export interface DecodeProblem {
  reason: string
  note: string
  line: number
  column: number
}

export type Decoded = {text: string; problem?: never} | {text?: never; problem: DecodeProblem}

let decoder: InstanceType<typeof TextDecoder> | undefined

/** Strict UTF-8; most files are read without it. */
function decodeUtf8(bytes: Uint8Array): string {
  decoder ??= new TextDecoder('utf-8', {fatal: true, ignoreBOM: true})
  return decoder.decode(bytes)
}

const toUtf8 = 'Save the file as UTF-8.'

/** Turn a file’s bytes into its text: UTF-8 without its byte order mark, line ends as they are. */
export function decode(bytes: Uint8Array): Decoded {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const body = bytes.subarray(start)
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return {problem: {reason: 'Unexpected UTF-16 text, expected UTF-8', note: toUtf8, line: 1, column: 1}}
  }
  const zero = body.indexOf(0)
  const bad = firstInvalid(body, zero === -1 ? body.length : zero)
  if (bad !== -1) {
    const byte = (body[bad] ?? 0).toString(16).padStart(2, '0')
    const reason = `Unexpected byte 0x${byte}, expected UTF-8 text`
    return {problem: {reason, note: `${toUtf8} It looks like another encoding.`, ...placeOf(body, bad)}}
  }
  if (zero !== -1) {
    const note = 'It is no text file, or UTF-16 without a byte order mark; save it as UTF-8.'
    return {problem: {reason: 'Unexpected NUL byte, expected UTF-8 text', note, ...placeOf(body, zero)}}
  }
  return {text: decodeUtf8(body)}
}

/** Offset of the first byte before `end` that begins no valid UTF-8 sequence, or -1. */
function firstInvalid(bytes: Uint8Array, end: number): number {
  try {
    decodeUtf8(bytes.subarray(0, end))
    return -1
  } catch {
    for (let at = 0; at < end; ) {
      const length = sequenceLength(bytes, at, end)
      if (length === 0) return at
      at += length
    }
    return -1
  }
}

/** Length of the valid sequence at an offset, 0 when there is none (Unicode 15, table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  if (first < 0xc2 || first > 0xf4 || at + length > end) return 0
  const second = bytes[at + 1] ?? 0
  // Overlong forms, surrogates and what lies above U+10FFFF.
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high) return 0
  for (let more = 2; more < length; more++) if (((bytes[at + more] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}

/** Line and column, in UTF-16 units, of an offset; all before it is valid. */
function placeOf(bytes: Uint8Array, offset: number): {line: number; column: number} {
  const lines = decodeUtf8(bytes.subarray(0, offset)).split(/\r\n?|\n/u)
  return {line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1}
}
