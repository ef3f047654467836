import {symlinkSync} from 'node:fs'
import {expect, it} from 'vitest'
import {planReader} from '../src/check-commit.ts'
import type {LightPlan} from '../src/check-light-plan.ts'
import {judgeChanged} from '../src/check-push-files.ts'
import type {JudgedBranch} from '../src/check-push-verdicts.ts'
import type {CheckEnvironment} from '../src/check-request.ts'
import {openCatFile} from '../src/git/cat-file.ts'
import {createGit} from '../src/git/client.ts'
import type {Commits} from '../src/git/port.ts'
import {type CommitRange, readRanges} from '../src/git/ranges.ts'
import {openCommits} from '../src/git/tree.ts'
import {readOwn} from '../src/github/history.ts'
import {openObjects} from '../src/github/objects.ts'
import {chooseParse} from '../src/parse/choose.ts'
import {serve} from './helpers/github.ts'
import {createRepository, gitEnvironment} from './helpers/repository.ts'

const handoff = (text: string) => `# Handoff\n\n## Summary\n\n${text}\n\n## Next steps\n\n1. Go on with it\n`

const template = '---\nfiles: [notes/*.md]\n---\n# Note\n\n## What was done\n\n{What was reached}\n'

/** The path itself may be a handoff; or what stands there in the place of a folder of handoffs. */
const wantedBy =
  ({isHandoff, plan}: LightPlan) =>
  (path: string) =>
    isHandoff(path) || plan.isClaimed(`${path}/2000-01-01-0000-session.md`)

it('judges the same files, by the same configuration, as out of a clone', async () => {
  const config =
    'profile: team/NOTE.md\noverrides:\n  - files: [HANDOFF.md, session-handoffs/**]\n    profile: generic\n'
  const {root, git, commit, path, remove} = createRepository({'HANDOFF.md': handoff('old'), 'notes/old.md': '# Note\n'})
  const base = git('rev-parse', 'HEAD')
  git('switch', '--quiet', '-c', 'topic')
  commit({'HANDOFF.md': handoff('[what was done]'), 'notes/1.md': '# Note\n\n## What was done\n\n{What was reached}\n'})
  commit({'.handofflintrc.yaml': config, 'team/NOTE.md': template, 'notes/gone.md': '# Note\n'})
  remove('notes/gone.md', 'notes/old.md')
  symlinkSync('../HANDOFF.md', path('notes/2.md'))
  symlinkSync('notes', path('session-handoffs'))
  const head = commit({'notes/3.md': new Uint8Array([0xff, 0xfe, 0, 1])})

  const {github} = await serve(root)
  const environment: CheckEnvironment = {
    ...{
      cwd: root,
      env: gitEnvironment(),
      now: new Date(),
      git: createGit(root),
      loadParse: async () => chooseParse({debug: () => {}})
    },
    ...{debug: () => {}, progress: () => {}}
  }
  const place = {cwd: root, env: gitEnvironment()}
  const judge = async (commits: Commits, range: (whole: LightPlan) => Promise<CommitRange | undefined>) => {
    const whole = await planReader(commits, {}, {config: null, forced: null}, () => {})(head)
    const branch = {branch: 'topic', head, whole} as JudgedBranch
    return judgeChanged([branch], [(await range(whole)) as CommitRange], commits, environment)
  }
  const catFile = openCatFile(place)
  const fromGit = await judge(openCommits(catFile), async () => {
    const [range] = await readRanges(place, [{head, bases: [base]}], [base])
    return range
  })
  await catFile.close()
  const objects = openObjects(github)
  const fromGithub = await judge(objects, async (whole) => {
    const {commits, problem} = await readOwn(github, objects, {head, base, isWanted: wantedBy(whole)})
    return {own: commits, fresh: commits, problem}
  })
  expect(fromGithub).toEqual(fromGit)
  const reasons = fromGit.files.map((file) => [file.path, file.messages.map(({ruleId}) => ruleId)])
  expect(Object.fromEntries(reasons)).toMatchObject({
    'HANDOFF.md': expect.arrayContaining(['no-placeholder']),
    'notes/1.md': expect.arrayContaining(['no-placeholder']),
    'notes/2.md': ['regular-file'],
    'notes/3.md': ['valid-encoding'],
    'session-handoffs': ['regular-file']
  })
})
