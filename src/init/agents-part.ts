import {lstatSync} from 'node:fs'
import {join} from 'node:path'
import {joinParts, newFile, nothing, type Part} from './change.ts'
import {isThere, readSmall, type Surroundings} from './surroundings.ts'

const commandPath = '.claude/commands/handoff.md'

/** Plan what tells agents to write handoffs: a command where there are commands, else a paragraph in what they read. */
export function planAgents(around: Surroundings): Part {
  const {agents, package: own} = around
  const npx = own === null ? '' : 'npx --no-install '
  return joinParts(
    agents.claude ? planCommand(around, npx) : nothing,
    agents.agents ? planParagraph(around, 'AGENTS.md', npx) : nothing,
    agents.gemini ? planParagraph(around, 'GEMINI.md', npx) : nothing
  )
}

function planCommand({root}: Surroundings, npx: string): Part {
  return isThere(join(root, commandPath)) ? {...nothing, kept: [commandPath]} : newFile(commandPath, command(npx))
}

function planParagraph({root}: Surroundings, path: string, npx: string): Part {
  const place = join(root, path)
  const stats = lstatSync(place, {throwIfNoEntry: false})
  if (!stats) return newFile(path, `# Instructions for agents\n\n${paragraph(npx)}`)
  const before = readSmall(place)
  if (before !== null && /\bhandoff-lint\b/u.test(before)) return {...nothing, kept: [path]}
  if (before === null || !stats.isFile()) {
    const why = 'it is a link, or cannot be read'
    return {...nothing, todos: [{text: `Add to ${path}:\n${paragraph(npx)}`, why}]}
  }
  const end = before.includes('\r\n') ? '\r\n' : '\n'
  const gap = before === '' || before.endsWith('\n\n') || before.endsWith('\r\n\r\n') ? '' : end
  const start = before === '' || before.endsWith('\n') ? before : before + end
  const after = start + gap + paragraph(npx).replaceAll('\n', end)
  return {...nothing, changes: [{path, before, after, executable: false}]}
}

const paragraph = (npx: string): string => `## Handoffs

End a session of work with a handoff, so that the next person or agent can go on.

1. \`${npx}handoff-lint new "what the session was about"\` writes the scaffold and prints its path.
2. Fill in every part of it; \`--from values.json\` takes all values at once.
3. \`${npx}handoff-lint <path>\` checks it: do what its messages say.
4. Commit the handoff last, in the same branch as the work. Do not push with \`--no-verify\`.
`

const command = (npx: string): string => `---
description: Write the handoff of this session and check it
argument-hint: "[what the session was about]"
---

Write the handoff of this session, so that the next person or agent can go on without asking.

1. Look at what was done: the commits of this branch, what is not committed yet, and this conversation.
2. Run \`${npx}handoff-lint new "$ARGUMENTS"\` with a few words on what the session was about.
   It prints the path of a scaffold.
3. Fill in every part of it with facts: what works now and where, what was decided and why, what comes next and which
   command to begin with, what is in the way. Where there is nothing to report, say so with the reason.
4. Run \`${npx}handoff-lint <path>\` and do what its messages say, until there are none.
5. Commit the handoff last, in the same branch as the work. Show the path and the first of the next steps.
`
