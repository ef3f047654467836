import {join} from 'node:path'
import {newFile, nothing, type Part} from './change.ts'
import {isThere, readSmall, type Surroundings} from './surroundings.ts'

const path = '.github/workflows/handoff.yml'

/** Plan the check of pull requests, where a repository has workflows at all. */
export function planWorkflow({root, workflows, package: own}: Surroundings, version: string): Part {
  if (workflows === null) return nothing
  const mentioned = workflows.find((name) => mentionsUs(readSmall(join(root, '.github/workflows', name)) ?? ''))
  if (mentioned !== undefined) return {...nothing, kept: [`.github/workflows/${mentioned}`]}
  if (isThere(join(root, path))) {
    return {...nothing, todos: [{text: `Add to ${path}:\n${steps(version)}`, why: 'it is a workflow of yours'}]}
  }
  if (own?.name === 'handoff-lint') return nothing
  return newFile(path, `${head}${steps(version)}`)
}

/** Whether a workflow runs us, comments aside. */
export const mentionsUs = (text: string): boolean => /^(?!\s*#).*\bhandoff-lint\b/mu.test(text)

// A local hook can be left out; this cannot. No filter on paths: a required check that is skipped waits for ever.
const head = `name: handoff

on:
  pull_request:

permissions:
  contents: read

jobs:
  handoff:
    runs-on: ubuntu-latest
`

/** Branch names go through the environment: in a script they would be executed. */
const steps = (version: string): string => `    steps:
      - uses: actions/checkout@v6
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v6
        with:
          node-version: 22
      - run: >-
          npx --yes handoff-lint@${range(version)} pre-push
          --base "$BASE" --from "$BASE" --to "$HEAD" --remote-ref "refs/heads/$BRANCH"
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
          HEAD: \${{ github.event.pull_request.head.sha }}
          BRANCH: \${{ github.head_ref }}
`

/** `0.1` for 0.1.4, `2` for 2.3.4: what may change in it breaks nothing. */
function range(version: string): string {
  const [major = '0', minor = '0'] = version.split('.')
  return major === '0' ? `0.${minor}` : major
}
