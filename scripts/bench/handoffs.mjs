import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'

// Handoffs in the form of the built-in profile `session-log`: 2 to 8 kB, headings, bold labels, lists, task boxes,
// tables, fences and links, a third of them with front matter. The same number always gives the same text.

const nouns =
  'queue cache token index shard retry backoff schema rollout metric budget parser cursor upload config loader runner fixture suite release ledger invoice webhook stream topic producer offset replica lease pool socket header cookie route'.split(
    ' '
  )
const verbs = 'moved split renamed measured guarded simplified replaced cached traced pinned'.split(' ')
const folders = 'src lib core web jobs tools'.split(' ')

/** A row of numbers from 0 to 1 that a seed settles. */
export function numbersOf(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * One handoff that has no findings.
 *
 * @param {number} number which one
 * @param {number} [seed]
 * @returns {{path: string, text: string}} its path from the root of a repository, and its text
 */
export function makeHandoff(number, seed = 1) {
  const random = numbersOf(number * 7919 + seed)
  const pick = (list) => list[Math.floor(random() * list.length)]
  const between = (low, high) => low + Math.floor(random() * (high - low + 1))
  const times = (count, make) => Array.from({length: count}, (_, index) => make(index))
  const noun = () => pick(nouns)
  const file = () => `${pick(folders)}/${noun()}/${noun()}.ts`
  const clause = () => `the ${noun()} ${noun()} ${pick(verbs)} the ${noun()} before the ${noun()} is read`
  const sentence = () => `When ${clause()}, ${clause()}.`
  const prose = (count) => times(count, sentence).join('\n')

  const day = new Date(Date.UTC(2023, 0, 1) + number * 97 * 60_000).toISOString()
  const slug = `${noun()}-${pick(verbs)}-${number}`
  const path = `docs/handoffs/${day.slice(0, 4)}/${day.slice(5, 7)}/${day.slice(0, 10)}-${day.slice(11, 13)}${day.slice(14, 16)}-${slug}.md`

  const change = () => `### ${file()}

- **Change**: ${sentence()}
- **Why**: In [${noun()} ${noun()}](https://example.com/${noun()}/${between(1, 9999)}) ${clause()}.
- **Status**: ${pick(['Done', 'Partial'])}
`
  const decision = (index) => `### Decision: ${noun()} ${index + 1}

- **What**: ${sentence()}
- **Why**: With _${noun()}_ in front ${clause()}.
- **Alternatives**: A **second ${noun()}** was slower: ${clause()}.
- **Impact**: ${sentence()}
`
  const row = () => `| ${noun()} ${noun()} | ${between(1, 999)} | ${between(1, 999)} ms |`
  const frontMatter = number % 3 === 0 ? `---\nbranch: feat/${slug}\ntags: [${noun()}, ${noun()}]\n---\n\n` : ''
  const text = `${frontMatter}# Session Handoff: ${day.slice(0, 10)}

**Status**: ${pick(['Completed', 'In progress', 'Paused'])}
**Branch**: feat/${slug}

## Summary

${prose(between(2, 6))}

## Code Changes

${times(between(1, 6), change).join('\n')}
## Decisions

${times(between(1, 4), decision).join('\n')}
## Tests

${times(between(2, 8), () => `- \`${file()}\`: ${clause()}\n  - ${clause()}`).join('\n')}

## Context for Next Session

${prose(between(2, 8))}

## Next Steps

${times(between(2, 6), (index) => `${index + 1}. In \`${file()}\`: ${clause()}.`).join('\n')}

## Open Questions

- Is it right that ${clause()}?

## Files Modified

${times(between(2, 9), () => `- \`${file()}\` - ${clause()}`).join('\n')}

## Useful Commands

\`\`\`bash
npm test -- ${file()}
node tools/${noun()}.mjs --${noun()} ${between(1, 99)}
\`\`\`

## Metrics

| Metric | Count | Time |
| --- | --- | --- |
${times(between(2, 9), row).join('\n')}

## Companion Files

${times(between(1, 4), (index) => `- [${index % 2 ? ' ' : 'x'}] \`docs/${noun()}.md\` - ${clause()}`).join('\n')}
`
  return {path, text}
}

/**
 * Write the first handoffs below a folder.
 *
 * @param {{broken?: boolean}} [options] whether to leave something to be found in each: a placeholder and no next steps
 * @returns {string[]} their paths
 */
export function writeHandoffs(folder, count, {broken = false} = {}) {
  const made = new Set()
  return Array.from({length: count}, (_, number) => {
    const {path, text: sound} = makeHandoff(number)
    const text = broken ? sound.replace('## Next Steps', '## Remarks').replace('## Tests', 'TBD\n\n## Tests') : sound
    const parent = join(folder, dirname(path))
    if (!made.has(parent)) mkdirSync(parent, {recursive: true})
    made.add(parent)
    writeFileSync(join(folder, path), text)
    return path
  })
}
