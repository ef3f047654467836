import fc from 'fast-check'

/** Pieces of lines as handoffs have them, sound and broken. */
const words = [
  'Retries work',
  'the queue',
  'done',
  'TBD',
  'None: the review is over',
  '2026-03-14',
  '16:30',
  'v1.2',
  'é',
  '日本語',
  '🔁',
  '（注）',
  '‘x’',
  '**Branch**:',
  '**Status:** Done',
  '__Time__: 9:00',
  '*soft*',
  '_em_',
  '***both***',
  '**open',
  'open**',
  'a*b',
  'a_b_c',
  '_x',
  '`code`',
  '``a ` b``',
  '`open',
  '[text]',
  '[link](plan.md)',
  '[ref][1]',
  '![img](a.png "t")',
  '<https://x.example/a>',
  '[ ]',
  '[x]',
  '[^1]',
  '{brace}',
  '{{two}}',
  '<angle>',
  '<br>',
  '<!-- c -->',
  '<!-- open',
  '-->',
  '&amp;',
  '&copy;',
  '&nope;',
  '\\*',
  '\\[',
  '\\',
  '$ARG',
  '@src/a.ts',
  '#1',
  '~~gone~~',
  '~one~',
  '~~',
  'https://x.example/a_b?c=1',
  'http://x.example/*b*',
  'www.x.example',
  'me@x.example',
  'src/a.ts:12',
  '|',
  'a | b',
  '!',
  '  ',
  '\t'
]
const starts = [
  '',
  '',
  '',
  '# ',
  '## ',
  '### ',
  '####### ',
  '#',
  '- ',
  '* ',
  '+ ',
  '1. ',
  '2) ',
  '10. ',
  '- [ ] ',
  '- [x] ',
  '* [X] ',
  '- [ ]',
  '1. [ ] ',
  '> ',
  '>',
  '> - ',
  '  ',
  '   ',
  '    ',
  '\t',
  '  - ',
  '    - ',
  '   1. ',
  '  - [ ] ',
  '      ',
  '| ',
  '|'
]
const lines = [
  '',
  '',
  '',
  '',
  '---',
  '***',
  '===',
  '-----',
  '```',
  '```ts',
  '````',
  '~~~',
  '~~~ md',
  '| a | b |',
  '| - | :-: |',
  '|---|',
  '| **x** | `y` |',
  '+++',
  '---yaml',
  'key: value',
  '<!-- handoff-lint ignore -->',
  '<!-- handoff: optional -->',
  '<div>',
  '</div>',
  '<details>',
  '[1]: plan.md',
  '[^1]: note',
  '-',
  '*',
  '1.',
  '- -',
  '> >',
  '  ```',
  '    code',
  '\\',
  ' ',
  '# ',
  '##',
  '## Next steps ##',
  'Setext',
  '- a',
  '  - b',
  '    - c'
]

const word = fc.constantFrom(...words)
const line = fc.oneof(
  {weight: 2, arbitrary: fc.constantFrom(...lines)},
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...starts),
        fc.array(word, {maxLength: 4}),
        fc.constantFrom(' ', ' ', '', '  '),
        fc.constantFrom('', '', '', '  ', ' ', '\\')
      )
      .map(([start, list, glue, end]) => start + list.join(glue) + end)
  }
)
const frontMatter = fc.constantFrom(
  '',
  '',
  '',
  '---\ndate: 2026-03-14\n---\n',
  '---\ntags: [a, b]\n\n---\n\n',
  '+++\na = 1\n+++\n',
  '---\nopen: 1\n',
  '--- \na: 1\n---  \n'
)
const nest = fc
  .tuple(fc.constantFrom('> ', '- ', '1. ', '* > ', '  - '), fc.nat(30))
  .map(([mark, depth]) => `${mark.repeat(depth)}deep`)
const mutations = [
  '\n',
  ' ',
  '  ',
  '\t',
  '*',
  '_',
  '`',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  '|',
  '-',
  '#',
  '~',
  '\\',
  '&',
  '!',
  ':',
  '\n\n',
  '0',
  'a'
]

/** A text with one character put in, put for another, or taken out. */
const mutate = (text: string, [at, with_, cut]: [number, string, number]): string => {
  // By code points: half a character is no text.
  const characters = [...text]
  const offset = Math.floor(at * characters.length)
  return characters.slice(0, offset).join('') + with_ + characters.slice(offset + cut).join('')
}

/** Markdown that looks like a handoff, with all that can go wrong in one; no byte order mark, no NUL. */
export const markdown: fc.Arbitrary<string> = fc
  .tuple(
    frontMatter,
    fc.array(fc.oneof({weight: 12, arbitrary: line}, {weight: 1, arbitrary: nest}), {maxLength: 14}),
    fc.array(
      fc.tuple(
        fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}),
        fc.constantFrom('', ...mutations),
        fc.nat(2)
      ),
      {maxLength: 3}
    ),
    fc.constantFrom('\n', '\n', '\n', '\r\n'),
    fc.boolean()
  )
  .map(([head, body, changes, eol, end]) =>
    changes.reduce(mutate, head + body.join('\n') + (end ? '\n' : '')).replace(/\n/gu, eol)
  )
