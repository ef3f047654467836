import fc from 'fast-check'
import type {Root} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {describe, expect, test} from 'vitest'
import {isTemplateHeading, keptTemplateRanges} from '../src/handoff/kept-template.ts'
import type {PlaceholderOptions} from '../src/handoff/placeholders.ts'
import {findPlaceholders} from '../src/handoff/placeholders.ts'
import {parse} from '../src/parse.ts'

const reported = (source: string, options?: PlaceholderOptions): string[] =>
  findPlaceholders(parse(source), source, options)
    .filter(({level}) => level === 'sure' || level === 'likely')
    .map(({text}) => text)

/** A handoff with nothing left to fill in, into which one block is set. */
const within = (block: string): string => `# Handoff: retry queue

**Date:** 2026-03-14
**Branch:** \`feat/retry-queue\`

## Summary

The retry queue survives a restart of the broker now.

## Details

${block}

## Next steps

1. Measure the queue under load.
2. Tell the payments team about the new metric.
`

const leftovers: [form: string, block: string, text: string][] = [
  ['bracket as an item', '- [What was done and why]', '[What was done and why]'],
  ['bracket as the value of a label', '**Reviewer:** [Name of the reviewer]', '[Name of the reviewer]'],
  ['bracket after a plain label', 'Owner: [team name]', '[team name]'],
  ['bracket in a task item', '- [ ] [First follow-up task]', '[First follow-up task]'],
  ['bracket as a heading', '### [Component name]\n\nIt works.', '[Component name]'],
  ['bracket after a dash', '- `src/queue.ts` - [what changed]', '[what changed]'],
  ['bracket in a cell', '| File | Why |\n|---|---|\n| a.ts | [reason for the change] |', '[reason for the change]'],
  ['bracket with options', '**Result:** [passed / failed / not run]', '[passed / failed / not run]'],
  [
    'bracket over several lines',
    '[Describe how the queue behaves\nwhen the broker is gone\nand who is told]',
    '[Describe how the queue behaves\nwhen the broker is gone\nand who is told]'
  ],
  ['escaped brackets', '**Reviewer:** \\[name of the reviewer\\]', '\\[name of the reviewer\\]'],
  ['upper snake', '**Session:** [SESSION_ID]', '[SESSION_ID]'],
  ['pending in brackets', '**Approved by**: [Pending]', '[Pending]'],
  ['to be filled in brackets', '**Duration:** [To be filled at the end]', '[To be filled at the end]'],
  ['brace as an item', '- {the first decision}', '{the first decision}'],
  ['brace as a value', '**Branch**: {git branch}', '{git branch}'],
  ['double brace', '**Date:** {{DATE}}', '{{DATE}}'],
  ['double brace alone', '{{SUMMARY}}', '{{SUMMARY}}'],
  ['angle as a value', '**Owner:** <your name>', '<your name>'],
  ['angle as a paragraph', '<one or two sentences on the outcome>', '<one or two sentences on the outcome>'],
  ['angle by character references', '**Owner:** &lt;your name&gt;', '&lt;your name&gt;'],
  ['variable of a command', '**Topic:** $ARGUMENTS', '$ARGUMENTS'],
  ['date mask', '**Updated:** YYYY-MM-DD', 'YYYY-MM-DD'],
  ['date and time mask', '**Updated:** YYYY-MM-DD HH:MM', 'YYYY-MM-DD HH:MM'],
  ['Spanish date mask', '**Fecha:** AAAA-MM-DD', 'AAAA-MM-DD'],
  ['French date mask', '**Date :** JJ/MM/AAAA', 'JJ/MM/AAAA'],
  ['German date mask', '**Datum:** TT.MM.JJJJ', 'TT.MM.JJJJ'],
  ['Russian date mask', '**Дата:** ГГГГ-ММ-ДД', 'ГГГГ-ММ-ДД'],
  ['Japanese date mask', '- 日付：YYYY年MM月DD日', 'YYYY年MM月DD日'],
  ['choice of words', '**Status:** In progress / Done / Blocked', 'In progress / Done / Blocked'],
  ['choice of ticks', '- Tests: ✅/❌', '✅/❌'],
  ['choice with bars', '- 状态：`draft` | `done` | `blocked`', '`draft` | `done` | `blocked`'],
  ['choice in Spanish', '- [ ] Compila: Sí / No', 'Sí / No'],
  ['TBD as a value', '**Release:** TBD', 'TBD'],
  ['TBD with a remark', '- Experiment: TBD (set when the run starts)', 'TBD'],
  ['TBD in a cell', '| Month | Plan |\n|---|---|\n| May | TBD |', 'TBD'],
  ['TBD before what is missing', '- TBD: the style guide for registers', 'TBD'],
  ['TODO as a paragraph', 'TODO', 'TODO'],
  ['FIXME as an item', '- FIXME', 'FIXME'],
  ['to be determined', '**Owner:** to be determined', 'to be determined'],
  ['a hash never written', '- `xxxxxxx` feat: add the queue', 'xxxxxxx'],
  ['dots as a value', '**Workaround:** ...', '...'],
  ['dots as a whole section', '## Risks\n\n...', '...'],
  ['a rule to write on', '**Approved on:** ____________', '____________'],
  ['an escaped rule', '**Approved on:** \\_\\_\\_\\_\\_', '\\_\\_\\_\\_\\_'],
  ['a rule before a unit', '- Coverage: ____%', '____'],
  ['full-width brackets', '担当者：［名前を記入］', '［名前を記入］'],
  ['corner brackets', '- 担当：【担当者名を記入】', '【担当者名を記入】'],
  ['full-width parentheses', '（ここに概要を記入する）', '（ここに概要を記入する）'],
  ['full-width colon', '- 分支：[分支名称]', '[分支名称]'],
  ['Chinese', '- [本次会话的主要变更说明]', '[本次会话的主要变更说明]'],
  ['Korean', '- 담당자: [이름 입력]', '[이름 입력]'],
  ['Portuguese', '- [descreva a última ação concluída]', '[descreva a última ação concluída]'],
  ['German', '- **Ergebnis:** [was wurde erreicht]', '[was wurde erreicht]'],
  ['French', '- **Cause :** [décrire la cause]', '[décrire la cause]'],
  ['Russian', '- **Итог:** [кратко опишите результат]', '[кратко опишите результат]'],
  ['a comment as the value', '**Reviewer:** <!-- who looked at it -->', '<!-- who looked at it -->'],
  ['a path that stands for any', '| File | Change |\n|---|---|\n| path/to/file | rewritten |', 'path/to/file'],
  ['a definition that is none', '[Risk]: [Mitigation]', '[Risk]'],
  ['italic guidance', '_One or two sentences on what was reached_', '_One or two sentences on what was reached_'],
  ['spans that fill a line', '1. {Second measure}, with {command to repeat it}', '{command to repeat it}'],
  ['spans joined by little words', '1. [DECISION], as [REASON]; instead of: [OPTIONS]', '[DECISION]'],
  ['a name of its section', '### Milestones\n\n- [MILESTONE]', '[MILESTONE]'],
  ['a name of its label', '- Rating: [RATING]', '[RATING]'],
  ['a brace at the start of a heading', '### {CREW} results\n\n- {main result}\n- {cause}\n- {proof}', '{CREW}'],
  ['two slots of a heading', '### Passed on: [OLD_CREW] → [NEW_CREW]\n\nYes.', '[OLD_CREW]'],
  ['states in Japanese', '- 進捗：未確認 / 作業中 / 返事待ち / 対応済み', '未確認 / 作業中 / 返事待ち / 対応済み'],
  ['states in Korean', '- 상태: 미정리 / 작업 중 / 검토 대기 / 완료', '미정리 / 작업 중 / 검토 대기 / 완료'],
  ['a day not yet known', '更新日: 2025-02-XX', '2025-02-XX'],
  ['a month not yet known', '**Release:** 2026-XX', '2026-XX'],
  ['a markdown fence', '```markdown\n## [Title of the entry]\n```', '[Title of the entry]']
]

const legitimate: [what: string, block: string][] = [
  ['task boxes', '- [ ] measure\n- [x] build\n- [X] ship\n- [-] dropped\n- [~] half done'],
  ['a task box inside a line', 'Boxes that count: [x] queue, [ ] metrics'],
  ['a task box in a cell', '| Step | Done |\n|---|---|\n| build | [x] |\n| ship | [ ] |'],
  ['links', 'See [the design note](docs/queue.md) and [the dashboard](https://example.com/d/1).'],
  ['a link as an item', '- [Design of the queue](docs/queue.md)'],
  ['reference links', '- [Design note][design]\n- [Design note][]\n\n[design]: docs/queue.md'],
  ['a reference that is not defined', 'As [the note][42] says.'],
  ['an image', '![Throughput over a day](img/day.png)'],
  ['footnotes', 'It is slower now[^1].\n\n[^1]: By about 3 %.'],
  ['wiki links', '- [[Queue design]]\n- **Next:** [[2026-03-15-retry-queue]]'],
  ['citations', 'Measured twice [1], [2, 3].'],
  ['inline code', 'Set `[queue]` and `{name}` and `<id>` in the file; `TBD` is not allowed.'],
  ['a fence', '```ts\nconst a: Array<string> = [] // TODO\nconst b = {name}\n```'],
  ['a shell fence', '```sh\ngit checkout <branch>\nnpm test -- [name]\n```'],
  ['indented code', '    run [name of the job] <id>'],
  ['JSON in prose', 'The body is {"id": 7, "state": "open"} now.'],
  ['a dictionary in a cell', "| Run | Result |\n|---|---|\n| 1 | {'passed': 41, 'failed': 0} |"],
  ['generics', 'It returns Promise<Result<string>> and Map<string, number>.'],
  ['JSX', 'Render <Queue items={items} /> inside <Panel>…</Panel>.'],
  ['HTML', 'Line one<br>line two <kbd>Ctrl</kbd> <details><summary>More</summary>text</details>'],
  ['prompt tags', '<context>\nThe queue is new.\n</context>'],
  ['autolinks', '- <https://example.com/queue>\n- <team@example.com>'],
  ['mentions', '@reviewer and [@reviewer] know.'],
  ['intervals', 'Values in [0, 1) and (0, 1], shards [0, 15].'],
  ['array indexes', 'Only rows[0] and rows[i] are read.'],
  ['a tag before a heading', '### [retry-queue] What changed\n\nMuch.'],
  ['a tag before an item', '- [infra] The broker has more memory.\n- [BREAKING] The old flag is gone.'],
  ['a commit tag', '- `3f2a91c` [INIT] Set up the queue'],
  ['a tag in a sentence', 'Rows marked [weekday] are skipped by the [nightly] job.'],
  ['status in brackets', '- Build: [DONE]\n- Docs: [in progress]'],
  ['severities in cells', '| Risk | Level |\n|---|---|\n| Loss | [HIGH] |\n| Delay | [LOW] |'],
  ['TODO in prose', 'There is a TODO in the parser, and two FIXME comments.'],
  ['TODO as a heading', '## TODO\n\n- [ ] measure the queue'],
  ['a task that says TODO', '- TODO: raise the memory of the broker'],
  ['TODO as a state', '| Task | State |\n|---|---|\n| metrics | TODO |'],
  ['TBD in a sentence', 'The exact limit is TBD by the payments team (topics TBD).'],
  ['a naming pattern', 'Files are named `YYYY-MM-DD-slug.md`, that is YYYY-MM-DD-slug.md.'],
  ['a date format', '**Date format:** YYYY-MM-DD'],
  ['a date format in prose', 'Dates are written as YYYY-MM-DD everywhere.'],
  ['a date format in parentheses', 'valid from and to (YYYY-MM-DD)'],
  ['usage of a command', 'Run queue-tool drain <queue> [--force] to empty one.'],
  ['an option', 'Pass [--dry-run] first.'],
  ['a shell variable', `It reads $\{QUEUE_HOME} and $HOME/{a,b}/conf.`],
  ['a style in prose', 'Fixed style={{ background }} on the panel.'],
  ['a path with a variable', 'See /proc/[pid]/smaps and queues/{name}/log and ~/.relay/<agent>/in.'],
  ['an address with a variable', 'GET https://example.com/queues/{id} and /queues/<id> answer 404.'],
  ['a message with variables', '- [ ] Shows "The queue {name} holds [count] jobs. It runs on: [list]." to the user'],
  ['a quoted rule', '> Rule [N]: a job runs once, or says "job [id] failed".'],
  ['math', 'The mean is $\\frac{a}{b}$ and $x_{i}$, so $O(n)$.'],
  ['heading anchors', '### Limits {#limits}\n\nNone known.'],
  ['an honest unknown', '**Cause:** UNKNOWN\n**Owner:** [None]\n**Ticket:** N/A\n**Risk:** [N/A]\n**Cost:** {unknown}'],
  ['an honest none', '- (none)\n- _None_\n- None yet'],
  ['a slash in prose', 'Read / write access for macOS / Linux, on / off switches.'],
  ['a slash in a value', '**Platforms:** macOS / Linux / Windows'],
  [
    'one of two states, wrapped',
    'A long line of ordinary prose that was wrapped by an editor because the worker is\nrunning/pending. Nothing to choose here.'
  ],
  ['a ratio', '**Tests:** 41/41'],
  ['an answer with a tick', '- Tests: ✅ 41 passed / ❌ 0 failed'],
  ['ellipsis in prose', 'It went on and on … until the queue was empty...'],
  ['a remark in parentheses', '- Broker restarted (twice)\n\n(see the log)'],
  ['a Japanese title', '【概要】\n\n再起動しても待ち行列は残る。'],
  ['a Japanese tag', '- 【修正】再起動の不具合を直した'],
  ['Korean tags', '- [완료] 대기열 복구\n- [보류] 문서 정리'],
  ['a comment', '<!-- the next line is read by the bot -->\n\nIt works.'],
  ['a comment after a value', '**Owner:** platform team <!-- who decides -->'],
  ['a directive comment', '- <!-- lint disable -->'],
  ['arrows', 'Move a -> b, then x => y, and keep a < b but b > c.'],
  ['a YAML list', '- tags: [queue, retry]\n- Scope: [auth, billing]'],
  ['a table that leaves rows out', 'Prices: 3 EUR, ..., 9 EUR'],
  ['bold words with underscores', '___Important___ and __init__ and snake_case_name'],
  ['a regular expression', 'It matches [a-z]+ and \\d{3} and (?<year>\\d{4}).'],
  ['log tags', '[INFO] queue started'],
  ['a class of a style sheet', 'Set h-[300px] and w-[calc(100%-2rem)].'],
  ['alerts', '> [!NOTE]\n> The broker is shared.'],
  ['tickets', '- [PAY-311] Retry after a timeout\n- Fixes [PAY-312].'],
  ['a button', 'Press [Save] and then [Send now].'],
  ['keys', '**Keys:** [Esc] closes, [Enter] sends'],
  ['an abbreviation', 'XXL boxes, the XX chromosome, and XXXII.'],
  ['an editor’s note in brackets', '_[Added on 2026-03-15. The number above was measured again and is right.]_'],
  ['a legend of states', 'Status values: OPEN / DONE / BLOCKED'],
  ['states in a sentence', '- The job only knows `pending/failed/done`; running/retry stay with the queue'],
  ['tabs of a page', '- Page with Open / Resolved / Rejected tabs; each row opens a form'],
  ['an optional step after an arrow', '- `pick` → `carry` → [optional `drop`]'],
  ['a line left out', 'queue.start()\n\n...\n\nqueue.stop()'],
  ['a task about writing', '3. **Add one line to the index below** (newest first).\n4. Fill in the review form'],
  ['a row of buttons', '[Earlier chapter] [Later chapter] [Back to the list]'],
  ['a key with a value', '[MODE=fast|LEVEL=3]'],
  ['a placeholder that is spoken of', 'All [FILL IN] marks are gone, and every {name} was replaced.'],
  ['a choice that goes on as a sentence', '- Lamps: red / green / white are taken from the last inventory.'],
  ['a state with a remark', '- Result: passed / failed only on the old machine of the payments team'],
  ['a state in Japanese', '- 状態：作業中\n- 対応：未着手なし'],
  ['usage of a command in prose', 'Run copy-queue <source file> <target name> first'],
  ['buttons in Japanese', '[前に書く] [次を追加する] [一覧に戻る]'],
  ['a brace in a heading that is the only one', '### {id} in the address\n\nIt is checked.'],
  ['a day known', 'Seen on 2025-02-28, and in 2025-03.'],
  ['names of columns', '- Columns: [Name], [Email], [Status]'],
  ['labels of buttons', '- Buttons: [Save draft], [Send now] and [Discard all]'],
  ['a fix in the past', '- Replaced the [old] flag by the new one.']
]

describe('findPlaceholders', () => {
  test.each(leftovers)('finds %s', (_, block, text) => {
    expect(reported(within(block))).toContain(text)
  })

  test.each(legitimate)('leaves %s alone', (_, block) => {
    expect(reported(within(block))).toEqual([])
  })

  test('finds placeholders in front matter, not its lists', () => {
    expect(
      reported(`---\ndate: [Current date in ISO form]\ntags: [radio, firmware]\n---\n\n# Radio\n\nIt works.\n`)
    ).toEqual(['[Current date in ISO form]'])
  })

  test('knows the lists and maps of front matter', () => {
    const meta = [
      'patterns: [shared retry helper, one payload for all]',
      'reading: {order: row-major, text: list}',
      'added: [shared retry helper]'
    ]
    expect(reported(`---\n${meta.join('\n')}\n---\n\n# Queue\n\nIt works.\n`)).toEqual([])
  })

  test('finds placeholders in metadata comments, not in others', () => {
    const source =
      '<!-- state\nbranch: <branch name>\ncommit: <commit id>\n-->\n\n# Radio\n\n<!-- Say [what] was done -->\n\nIt works.\n'
    expect(reported(source)).toEqual(['<branch name>', '<commit id>'])
  })

  test('knows a label that speaks of a form', () => {
    const isForm = (label: string) => {
      const source = within(`- **${label}:** YYYY-MM-DD`)
      const [found] = findPlaceholders(parse(source), source, {explain: true})
      return found?.evidence.some(({reason}) => reason.startsWith('its label speaks of a format')) ?? null
    }
    const labels =
      'Format, Date formats, Formatted as, Pattern, Naming, Convention, Syntax, Usage, Example, Examples, File name'
    const others =
      'Filenames, Schema, Regex, Template, Placeholder, Value, Values, Legend, One of, Allowed, Possible, Options'
    const foreign =
      'States, Called, Named, Written, Valores, Werte, Valeurs, Formato, Ejemplo, Exemplo, Exemple, Beispiel, 格式, Пример'
    for (const label of [labels, others, foreign].join(', ').split(', ')) expect(isForm(label), label).toBe(true)
    for (const label of ['Date', 'Profile', 'Revalued', 'Information']) expect(isForm(label), label).toBe(false)
  })

  test('judges a file that is a template by its title with less doubt', () => {
    const body = '## Done\n\n- Item 1\n\n## Notes\n\nWhat the next person should know.\n'
    expect(reported(`# Handoff\n\n${body}`)).toEqual([])
    expect(reported(`# Handoff template\n\n${body}`)).toEqual(['Item 1', 'What the next person should know.'])
  })

  test('takes the style of the file into account', () => {
    const one = '# Handoff\n\n## Session [N] results\n\n- Much\n'
    const many = `${one}- [Main result]\n- [Second result]\n- **Why:** [reason]\n- **How:** [approach]\n`
    const found = (source: string) =>
      findPlaceholders(parse(source), source, {explain: true}).find(({text}) => text === '[N]')
    expect(found(one)?.level).toBe('none')
    expect(found(many)?.level).not.toBe('none')
  })

  test('tells slots apart', () => {
    const source = '# Handoff\n\n- [What was done]\n- **Why:** [the reason]\n- `a.ts` - [what changed]\n'
    expect(findPlaceholders(parse(source), source).map(({slot}) => slot)).toEqual(['whole', 'value', 'part'])
  })

  test('explains itself', () => {
    const source = '# Handoff\n\n**Why:** [the reason]\n\nSee the [old] flag.\n'
    const found = findPlaceholders(parse(source), source, {explain: true})
    expect(found.map(({text, level}) => [text, level])).toEqual([
      ['[the reason]', 'sure'],
      ['[old]', 'none']
    ])
    expect(found[0]?.evidence).toContainEqual({reason: 'fills the value of a label', weight: 3})
    expect(found[1]?.evidence).toContainEqual({reason: 'stands inside a sentence', weight: -2})
  })

  test('survives a tree without positions', () => {
    const bare: Root = {type: 'root', children: [{type: 'paragraph', children: [{type: 'text', value: '[name]'}]}]}
    expect(findPlaceholders(bare, '[name]')).toEqual([])
  })

  test('needs no table and no task box from the parser', () => {
    const source =
      '# Handoff template\n\n- [ ] Item 1\n- [x] [Second task]\n\n| File | Why |\n|---|---|\n| a.ts | [reason] |\n'
    const found = findPlaceholders(fromMarkdown(source), source).filter(
      ({level}) => level === 'sure' || level === 'likely'
    )
    expect(found.map(({text}) => text)).toEqual(reported(source))
    expect(reported(source)).toEqual(['Item 1', '[Second task]', '[reason]'])
  })

  test('keeps to the source where escapes and CRLF shift offsets', () => {
    const source = '# Handoff\r\n\r\n**Why\\:** a \\* b\r\n\r\n- **Owner:** [your name]\r\n'
    expect(reported(source)).toEqual(['[your name]'])
  })
})

describe('options', () => {
  const filled = within('**Tone:** friendly, short\n\n- what we did last week\n\nOne of two `{queue}` names.')

  test.each([
    ['a value without brackets', 'friendly, short'],
    ['an item without brackets', 'what we did last week']
  ])('a literal of the template is sure: %s', (_, literal) => {
    expect(findPlaceholders(parse(filled), filled, {literals: [literal]})).toMatchObject([
      {text: literal, kind: 'literal', level: 'sure'}
    ])
  })

  test('a literal in a sentence is the caller’s when it is a span of its own', () => {
    expect(reported(filled)).toEqual([])
    expect(reported(filled, {literals: ['{queue}']})).toEqual(['{queue}'])
  })

  test.each([
    ['a piece of a name', 'New files are called YYYY-MM-DD-slug.md, as agreed.'],
    ['a piece of a path', 'They land in log/YYYY-MM-DD and stay there.'],
    ['explained', '- YYYY-MM-DD is the day of the run'],
    ['a format', 'Days are written as YYYY-MM-DD']
  ])('a mask that the template holds too is no leftover where it is %s', (_, block) => {
    expect(reported(within(block), {literals: ['YYYY-MM-DD']})).toEqual([])
  })

  test.each([
    ['as a value', '**Updated:** YYYY-MM-DD'],
    ['in a heading', '### Run of YYYY-MM-DD\n\nIt went well.'],
    ['in parentheses', '**Updated:** (YYYY-MM-DD)'],
    ['at the end of a line', 'Handed over on YYYY-MM-DD']
  ])('a mask that the template holds too is left over %s', (_, block) => {
    expect(reported(within(block), {literals: ['YYYY-MM-DD']})).toEqual(['YYYY-MM-DD'])
  })

  test('a request is sure where it is all that its section holds', () => {
    const level = (source: string) => findPlaceholders(parse(source), source)[0]?.level
    expect(level('# Handoff\n\n## Next\n\n1. [What to do first]\n')).toBe('sure')
    expect(level('# Handoff\n\n## Next\n\n1. <the next step>\n')).toBe('sure')
    expect(level('# Handoff\n\n## Next\n\n1. [the boats of the harbour]\n')).toBe('likely')
  })

  test.each([
    ['Chinese', '列出本次修改的文件。记录原因。'],
    ['Japanese', '次に確認することを列挙する。'],
    ['Korean', '다음에 할 일을 작성하세요.']
  ])('a lone request in %s is only possible, but in a template likely', (_, text) => {
    const level = (source: string) => findPlaceholders(parse(source), source)[0]?.level
    expect(level(`# Handoff\n\n## Next\n\n${text}\n`)).toBe('possible')
    expect(level(`# Handoff template\n\n## Next\n\n${text}\n`)).toBe('likely')
  })

  test('a literal that is an honest answer or a box is none', () => {
    const source = within('- None\n- [ ] measure\n\n**Cause:** Unknown')
    expect(reported(source, {literals: ['None', '[ ]', 'Unknown', 'N/A']})).toEqual([])
  })

  test('a literal wrapped over two lines is the same text', () => {
    const source = within('{Two or three sentences\non what was reached}')
    expect(
      findPlaceholders(parse(source), source, {literals: ['{Two or three sentences on what was reached}']})
    ).toMatchObject([{kind: 'literal', level: 'sure'}])
  })

  test('skipped regions are not judged', () => {
    const source = '# Handoff\n\n- [first thing to do]\n\n## Form\n\n- [second thing to do]\n'
    const start = source.indexOf('## Form')
    expect(reported(source, {skip: [{start, end: source.length}]})).toEqual(['[first thing to do]'])
  })

  test('allowed texts are fine', () => {
    const source = within('- [first thing to do]\n- [second thing to do]')
    expect(reported(source, {allow: ['[second thing to do]']})).toEqual(['[first thing to do]'])
  })

  test('template mode finds all that is meant to be replaced', () => {
    const source =
      '# Session [NUMBER] handoff\n\n- _The most important result_\n- path/to/file\n\n```md\n# [Title]\n```\n\nUse it for [PROJECT] only.\n'
    expect(reported(source, {template: true})).toEqual([
      '[NUMBER]',
      '_The most important result_',
      'path/to/file',
      '[Title]',
      '[PROJECT]'
    ])
  })
})

describe('templates kept on purpose', () => {
  test.each([
    'Template',
    'Handoff Template',
    '📝 Template for new entries',
    '7. Entry template (copy me)',
    'How to add an entry',
    'Adding a new session',
    'Entry format',
    'Modelo',
    'Modelo para novas sessões',
    'Plantilla',
    'Vorlage',
    'Gabarit',
    'Modèle de passation',
    'Шаблон записи',
    '模板',
    '交接模板',
    'テンプレート',
    '雛形',
    '템플릿',
    '작성 양식'
  ])('“%s” announces one', (heading) => {
    expect(isTemplateHeading(heading)).toBe(true)
  })

  test.each([
    'Summary',
    'Data model',
    'Contemplated changes',
    'Template engine rewrite',
    'Fixed the template parser',
    'How to resume',
    'How to run the tests',
    'Date format bug',
    'Modelos de datos migrados ayer y hoy, con sus índices y las vistas que dependen de ellos en el almacén'
  ])('“%s” does not', (heading) => {
    expect(isTemplateHeading(heading)).toBe(false)
  })

  const rolling =
    '# Session log\n\n## Session 7\n\nIt works.\n\n## Template for new sessions\n\n### [Date] - [Task]\n\n```\n- [What was done]\n```\n\n## History\n\n- **Owner:** [your name]\n'

  test('the section ends at the next heading of its depth', () => {
    const [range] = keptTemplateRanges(parse(rolling), rolling)
    expect(rolling.slice(range?.start, range?.end)).toMatch(/^## Template for new sessions[\s\S]*```\n\n$/u)
  })

  test('what stands in it is not reported', () => {
    expect(reported(rolling)).toEqual(['[your name]'])
  })

  test('a file that says template in its title is no file that keeps one', () => {
    const source = '# Handoff template\n\n## Template\n\n- [What was done]\n'
    expect(keptTemplateRanges(parse(source), source)).toEqual([])
    expect(reported(source)).toEqual(['[What was done]'])
  })
})

describe('laws', () => {
  const block = fc.oneof(
    fc.constantFrom(...leftovers.map(([, text]) => text), ...legitimate.map(([, text]) => text)),
    fc
      .array(
        fc.constantFrom(
          '[',
          ']',
          '{',
          '}',
          '<',
          '>',
          '(',
          ')',
          ':',
          ' - ',
          '|',
          '/',
          '`',
          '*',
          '_',
          '\\',
          'a b',
          'TBD',
          '…',
          '\n',
          '\n\n',
          '# ',
          '- ',
          '：',
          '【',
          '】',
          '&lt;',
          '&gt;',
          '<!--',
          '-->',
          '$'
        ),
        {maxLength: 30}
      )
      .map((parts) => parts.join(''))
  )
  test('a mask is seen wherever it stands in a sentence', () => {
    const mask = fc.constantFrom('YYYY-MM-DD', '20XX-XX', 'DD.MM.YYYY', 'HH:MM', 'ГГГГ-ММ-ДД', 'YYYY年MM月DD日')
    const words = fc.array(fc.constantFrom('the', 'broker', 'restarts', 'added', 'annex', 'on', '2026'), {minLength: 8})
    fc.assert(
      fc.property(words, mask, words, (before, between, behind) => {
        for (const parts of [
          [between, ...behind],
          [...before, between],
          [...before, between, ...behind]
        ]) {
          const source = parts.join(' ').slice(0, 155)
          fc.pre(source.includes(between))
          const found = findPlaceholders(parse(source), source, {explain: true})
          expect(found.map(({kind, text}) => ({kind, text}))).toEqual([{kind: 'date-mask', text: between}])
        }
      }),
      {numRuns: 200}
    )
  })

  const handoff = fc.array(block, {minLength: 1, maxLength: 6}).map((blocks) => `# Handoff\n\n${blocks.join('\n\n')}\n`)

  test('texts are slices of the source, in order and apart', () => {
    fc.assert(
      fc.property(handoff, (source) => {
        let last = 0
        for (const {start, end, text} of findPlaceholders(parse(source), source, {explain: true})) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(source.slice(start, end)).toBe(text)
          last = end
        }
        expect(last).toBeLessThanOrEqual(source.length)
      }),
      {numRuns: 300}
    )
  })

  test('an ordinary sentence more changes nothing', () => {
    fc.assert(
      fc.property(handoff, (source) => {
        const longer = `${source}\n## Remarks\n\nThe broker was restarted in the evening.\n`
        fc.pre(!/```|~~~|<!--|<[a-z!?]/iu.test(source))
        expect(reported(longer)).toEqual(reported(source))
      }),
      {numRuns: 200}
    )
  })

  test('what is allowed is gone', () => {
    fc.assert(
      fc.property(handoff, (source) => {
        const found = reported(source)
        const rest = reported(source, {allow: found})
        expect(rest).toEqual([])
      }),
      {numRuns: 200}
    )
  })

  test('time grows with length only', () => {
    for (const unit of [
      '[',
      '{',
      '<',
      '[a ',
      '](',
      '_',
      '(',
      '<!--',
      '`',
      'TBD ',
      '[x] ',
      'a: ',
      '{{',
      '&lt;',
      'A / '
    ]) {
      const source = `# H\n\n${unit.repeat(20000)}\n`
      const tree: Root = {
        type: 'root',
        children: [
          {
            type: 'paragraph',
            children: [
              {
                type: 'text',
                value: '',
                position: {start: {line: 1, column: 1, offset: 5}, end: {line: 1, column: 1, offset: source.length - 1}}
              }
            ]
          }
        ]
      }
      const begin = performance.now()
      findPlaceholders(tree, source)
      expect(performance.now() - begin, unit).toBeLessThan(1500)
    }
  })
})
