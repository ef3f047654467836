import {secondsOf, withUncommitted} from '../check-branch.ts'
import {makePlan, type WholePlan} from '../check-plan.ts'
import {type BranchStatus, judgeBranch} from '../core/freshness.ts'
import type {BranchHistory} from '../core/freshness-facts.ts'
import {FileError, GitError, UsageError} from '../errors.ts'
import {commitOf, findBranchBase} from '../git/base.ts'
import {listBranches} from '../git/branches.ts'
import {findNewestHandoff, type WrittenHandoff} from '../git/branches-newest.ts'
import {type CatFile, openCatFile} from '../git/cat-file.ts'
import {createGit, type Git} from '../git/client.ts'
import {readHistory} from '../git/history.ts'
import {type GitPlace, placeAt} from '../git/start-git.ts'
import {ago} from '../reporters/status-stylish.ts'
import {suggest} from '../suggest.ts'
import {makeEnvironment} from './environment.ts'
import type {Io} from './io.ts'
import {readHandoff} from './show-handoff.ts'
import {page} from './show-pager.ts'
import {renderHandoff} from './show-render.ts'
import {sectionText} from './show-section.ts'

/** The options of the command line, as commander hands them over. */
export interface ShowOptions {
  section?: string
  base?: string
  config?: string
}

/** Print the newest handoff of a branch; where it is from goes to stderr, so that the text can be piped. */
export async function show(given: string | undefined, options: ShowOptions, io: Io): Promise<number> {
  const git = createGit(io.cwd)
  const root = await git.root()
  if (root === null) throw new GitError('not inside a git repository', {hint: 'Run it inside one.'})
  const whole = await makePlan({config: options.config}, {cwd: io.cwd, git, debug: io.debug})
  const place = placeAt(root, io.env)
  const catFile = openCatFile(place)
  const context: Context = {io, git, root, place, whole, catFile}
  try {
    const branch = await findBranch(given, context)
    const found = await findHandoff(branch, options.base ?? whole.branches.base, context)
    const read = await readHandoff(
      {path: found.path, oid: found.blob},
      {plan: whole.plan, catFile, loadParse: makeEnvironment(io).loadParse}
    )
    if ('problem' in read) {
      throw new FileError(`${found.path} in commit ${found.oid.slice(0, 7)} cannot be shown: ${read.problem}`)
    }
    const {document, handoff} = read
    const text =
      options.section === undefined
        ? document.source.slice(handoff.start, handoff.end)
        : sectionText(document, handoff, options.section)
    for (const line of found.remarks) io.say(line)
    await print(`${text.trim()}\n`, io)
    return 0
  } finally {
    await catFile.close()
  }
}

/** Plain text for a pipe, as it was written; a terminal gets it rendered, and a pager. */
async function print(text: string, io: Io): Promise<void> {
  if (!io.stdout.isTTY) io.out(text)
  else await page(renderHandoff(text, io.paint), io)
}

interface Context {
  io: Io
  git: Git
  root: string
  place: GitPlace
  whole: WholePlan
  catFile: CatFile
}

interface Branch {
  /** Null for a detached head. */
  branch: string | null
  head: string
  isCurrent: boolean
}

async function findBranch(given: string | undefined, {git, place, catFile}: Context): Promise<Branch> {
  const current = await git.branch()
  if (given === undefined || given === 'HEAD' || given === current) {
    const head = await commitOf(catFile, 'HEAD')
    if (head !== null) return {branch: current, head, isCurrent: true}
    throw new GitError('the branch has no commit yet', {exitCode: 3, hint: 'Commit the first handoff.'})
  }
  const {tips: branches} = await listBranches(place, {remotes: true, dates: true})
  const found =
    branches.find(({name, ref}) => name === given || ref === given) ??
    branches.find(({isRemote, branch}) => isRemote && branch === given)
  if (found) return {branch: found.branch, head: found.oid, isCurrent: false}
  const near = suggest(
    given,
    branches.map(({name}) => name)
  )
  const hint =
    near === null ? 'See `handoff-lint status --all` for the branches there are.' : `Did you mean \`${near}\`?`
  throw new UsageError(`No branch \`${given}\``, {hint})
}

interface Found extends WrittenHandoff {
  remarks: string[]
}

/** The newest handoff of the branch’s own commits; without one, the newest that it started from. */
async function findHandoff(branch: Branch, wanted: string | null, context: Context): Promise<Found> {
  const {io, place, whole} = context
  const history = await readOwn(branch, wanted, context)
  const status = await judge(branch, history, context)
  const own = writtenIn(history, status)
  const found = own ?? (await findNewestHandoff(place, branch.head, whole.isHandoff))
  const name = branch.branch ?? 'the detached head'
  if (!found) throw noHandoff(name, status)
  const isOlder = !own && !(history.known && history.commits.length === 0)
  const where = isOlder ? `from before ${name}: it has no handoff of its own` : `on ${name}`
  const {path, oid} = found
  const whence = `${path}, from commit ${oid.slice(0, 7)} of ${dateOf(found, secondsOf(io.now))}, ${where}`
  return {...found, remarks: [whence, ...remarksOf(status)]}
}

const noHandoff = (name: string, {remedy}: BranchStatus): GitError =>
  new GitError(`no handoff on ${name}`, {exitCode: 3, hint: remedy ?? 'Write one: `npx handoff-lint new`.'})

async function readOwn({branch, head}: Branch, wanted: string | null, context: Context): Promise<BranchHistory> {
  const {place, whole, catFile} = context
  const base = await findBranchBase(place, {branch, remote: null, remoteOid: null, wanted}, catFile)
  if ('known' in base) return base
  if (base.rule === 'none') return {known: true, commits: []}
  const {isIgnored} = whole.branches.policyFor(branch)
  return readHistory(place, {head, bases: base.oids, isHandoff: whole.isHandoff, isIgnored}, catFile)
}

async function judge(
  {branch, head, isCurrent}: Branch,
  history: BranchHistory,
  context: Context
): Promise<BranchStatus> {
  const {io, root, whole} = context
  const policy = whole.branches.policyFor(branch)
  const status = judgeBranch({branch, head, history, policy, now: secondsOf(io.now)})
  return isCurrent ? withUncommitted(status, root, whole, io.env) : status
}

function writtenIn(history: BranchHistory, {handoff}: BranchStatus): WrittenHandoff | null {
  if (!history.known || !handoff) return null
  const {oid, path, committed} = handoff
  const touches = history.commits.find((commit) => commit.oid === oid)?.touches
  const blob = touches?.handoffs.find((change) => change.path === path)?.oid
  return blob ? {oid, path, blob, committed} : null
}

/** What whoever takes over has to know beside the text: work that it does not speak of. */
const remarksOf = ({verdict, explanation}: BranchStatus): string[] =>
  ['due', 'stale', 'missing', 'unknown'].includes(verdict) ? [`${verdict}: ${explanation}`] : []

/** Largest time that a date can hold. */
const latest = 8_640_000_000_000

const dateOf = ({committed}: WrittenHandoff, now: number): string =>
  `${new Date(Math.min(committed, latest) * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC (${ago(committed, now)})`
