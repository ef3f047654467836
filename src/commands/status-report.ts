import {setImmediate} from 'node:timers/promises'
import {secondsOf, toBranchReport, withUncommitted} from '../check-branch.ts'
import type {BranchPlan, LightPlan} from '../check-light-plan.ts'
import {loadLightPlan} from '../check-load-plan.ts'
import {type BranchStatus, judgeBranch} from '../core/freshness.ts'
import type {BranchHistory} from '../core/freshness-facts.ts'
import {type BranchRow, byInterest, countVerdicts, type StatusReport} from '../core/scan.ts'
import {UsageError} from '../errors.ts'
import {commitOf, findBranchBase} from '../git/base.ts'
import type {Branches, BranchTip} from '../git/branches.ts'
import type {BranchScan, Scanner} from '../git/branches-scan.ts'
import type {CatFile} from '../git/cat-file.ts'
import type {Git} from '../git/client.ts'
import type {GitPlace} from '../git/start-git.ts'
import {once} from '../handoff/memo.ts'
import {statusReporters} from '../reporters/status.ts'
import {suggest} from '../suggest.ts'
import {makeEnvironment} from './environment.ts'
import type {Io} from './io.ts'
import type {HandoffBlob} from './status-next-steps.ts'
import {makeProgress, type Progress} from './status-progress.ts'

/** The options of the command line, as commander hands them over. */
export interface StatusOptions {
  all?: true
  base?: string
  config?: string
  format: keyof typeof statusReporters
}

/** What most people have time to read; `--all` has no end. */
const mostLocal = 50
/** Of a longer list so many rows are read to the ground: every file of every commit, and the handoff for its next step. */
const mostRead = 20

/** Milliseconds, which are enough to list hundreds of branches. */
const patience = 5

const readOf = (rows: number): number => (rows > mostLocal ? mostRead : rows)

/** What was started before this part of the program was loaded. */
interface Started {
  io: Io
  git: Git
  root: string
  place: GitPlace
  catFile: CatFile
  scanner: Scanner
  listing: Promise<Branches>
}

interface Context extends Started {
  whole: LightPlan
  progress: Progress
  loadReader: () => Promise<ReadSteps>
}

/** Read the next step that each handoff names. */
type ReadSteps = (blobs: readonly (HandoffBlob | null)[]) => Promise<(string | null)[]>

/** Read, judge and print. */
export async function reportStatus(options: StatusOptions, started: Started): Promise<void> {
  const {io, git} = started
  const whole = await loadLightPlan({config: options.config}, {cwd: io.cwd, git, debug: io.debug})
  const progress = makeProgress(io)
  try {
    const report = await makeStatus(options, {
      ...started,
      whole,
      progress,
      loadReader: once(() => loadReader(whole, started))
    })
    progress.end()
    io.out(statusReporters[options.format](report, {paint: io.paint, now: secondsOf(io.now)}))
  } finally {
    progress.end()
  }
}

/** Load what understands handoffs: more than all that the branches are judged by. */
async function loadReader({loadPlan}: LightPlan, {io, catFile}: Started): Promise<ReadSteps> {
  const {readNextSteps} = await import('./status-next-steps.ts')
  const [plan, parsers] = await Promise.all([loadPlan(), makeEnvironment(io).loadParse()])
  return (blobs) => readNextSteps(blobs, {plan, catFile, loadParse: async () => parsers})
}

async function makeStatus(options: StatusOptions, context: Context): Promise<StatusReport> {
  const {io, whole, catFile, progress, listing, scanner} = context
  progress.say('looking for branches')
  // Git that lists for long lists thousands: there is time to load what will read the next steps.
  const loading = setTimeout(() => void context.loadReader().catch(() => {}), patience)
  const listed = await listing.finally(() => clearTimeout(loading))
  const base = await findBase(options, listed, context)
  if (base === null) io.say('No base branch was found to compare with: name one with `--base`.')
  const {tips, older} = await selectTips(listed.tips, options.all === true, context)
  progress.say(`reading the commits of ${tips.length} branches`)
  const bots = once(() => new Set(tips.filter(({branch}) => isBots(branch, whole)).map(({oid}) => oid)))
  const scanning = scanner.scan(
    {
      tips: base ? tips.map(({oid}) => oid) : [],
      exact: readOf(tips.length),
      whole: bots,
      bases: base ? [base.oid] : [],
      isHandoff: whole.isHandoff,
      now: secondsOf(io.now)
    },
    catFile
  )
  // While git walks there is time for globs, and to load what has not been loaded.
  if (tips.length > 0) context.loadReader().catch(() => {})
  bots()
  const scan = await scanning
  io.debug(`${tips.length} branches, ${scan.commits} commits that ${base?.name ?? 'no base'} does not have`)
  const rows = await judgeAll(tips, scan, context)
  const branches = rows.map(({row}) => row)
  return {
    version: 1,
    base,
    branches,
    counts: countVerdicts(branches),
    leftOut: {older, withoutWork: tips.length - branches.length},
    folders: await scan.folders(),
    nextStepsRead: readOf(branches.length)
  }
}

/** Whether it is told by all of its commits, covered or not, if a branch needs a handoff. */
const isBots = (branch: string, {branches}: BranchPlan): boolean =>
  branches.policyFor(branch || null).exempt.isBotBranch(branch)

/** The one base of all branches; null where there is nothing that others could have started from. */
async function findBase(
  {base, all}: StatusOptions,
  {tips, refs}: Branches,
  {place, catFile, io, whole}: Context
): Promise<StatusReport['base']> {
  const wanted = base ?? whole.branches.base
  const request = {branch: null, remote: null, remoteOid: null, wanted}
  // Git has already said what there is of these.
  const listed = all ? /^refs\/(?:heads|remotes)\/[^~^]*$/u : /^refs\/heads\/[^~^]*$/u
  const resolve = async (revision: string) =>
    listed.test(revision) && !refs.has(revision) ? null : (refs.get(revision) ?? commitOf(catFile, revision))
  const found = await findBranchBase(place, request, catFile, undefined, resolve)
  if ('known' in found) {
    const near = suggest(
      wanted ?? '',
      tips.flatMap(({name, branch}) => [name, branch])
    )
    throw new UsageError(`Unknown base \`${wanted}\``, {hint: near === null ? found.fix : `Did you mean \`${near}\`?`})
  }
  io.debug(`base: ${found.label}`)
  const [oid] = found.oids
  // What all branches of a remote have in common with one says nothing of where that one started.
  if (found.rule !== 'base-branch' || oid === undefined) return null
  return {name: found.label.replace(/^refs\/(?:heads|remotes|tags)\//u, ''), oid}
}

interface Selection {
  tips: BranchTip[]
  /** How many older ones were left out. */
  older: number
}

/** The branches to look at, the current one first. */
async function selectTips(listed: readonly BranchTip[], all: boolean, {whole, catFile}: Context): Promise<Selection> {
  const isAnyRemote = listed.some(({isRemote}) => isRemote)
  const local = new Set(
    (isAnyRemote ? listed : []).flatMap(({isRemote, branch, oid}) => (isRemote ? [] : [`${oid} ${branch}`]))
  )
  // A branch that is pushed and a local one that is equal are one.
  const found = listed
    .filter(({isRemote, branch, oid}) => !isRemote || !local.has(`${oid} ${branch}`))
    .filter(({branch, isCurrent}) => isCurrent || !whole.branches.isIgnored(branch))
  const current = found.find(({isCurrent}) => isCurrent) ?? (await detached(catFile))
  const others = found.filter((tip) => tip !== current)
  const most = all ? others.length : mostLocal - (current ? 1 : 0)
  return {
    tips: [...(current ? [current] : []), ...others.slice(0, most)],
    older: Math.max(0, others.length - most)
  }
}

/** What is checked out without being a branch; null for a branch that has no commit yet. */
async function detached(catFile: CatFile): Promise<BranchTip | null> {
  const oid = await commitOf(catFile, 'HEAD')
  return oid === null ? null : {ref: '', name: '', branch: '', isRemote: false, isCurrent: true, oid, committed: 0}
}

interface Judged {
  row: BranchRow
  blob: HandoffBlob | null
}

/** So many branches are judged in a row; in between there is time to take what git has found out. */
const slice = 50

async function judgeAll(tips: readonly BranchTip[], scan: BranchScan, context: Context): Promise<Judged[]> {
  const {progress, io} = context
  const found: Judged[] = []
  const groups = {nothing: [] as BranchTip[], own: [] as BranchTip[], all: [] as BranchTip[]}
  for (const tip of tips) groups[scan.waitsFor(tip.oid)].push(tip)
  // What the last ones change is found out first.
  const inOrder = [...groups.nothing, ...groups.own.reverse(), ...groups.all]
  // One after the other, so that of each only the row is kept.
  for (let index = 0; index < inOrder.length; index++) {
    const judging = judgeTip(inOrder[index] as BranchTip, scan, context)
    const judged = judging instanceof Promise ? await judging : judging
    if (judged) found.push(judged)
    progress.count('branches judged', index + 1, tips.length)
    if (index % slice === 0) await setImmediate()
  }
  found.sort((a, b) => byInterest(a.row, b.row))
  progress.say('reading the next steps')
  const blobs = found.slice(0, readOf(found.length)).map(({blob}) => blob)
  const steps = blobs.some((blob) => blob !== null) ? await (await context.loadReader())(blobs) : []
  for (const [index, step] of steps.entries()) Object.assign(found[index]?.row ?? {}, {nextStep: step})
  io.debug(`${found.length} branches with work`)
  return found
}

/** The row of a branch; null when it has no commit of its own. Nobody waits where all is known. */
function judgeTip(tip: BranchTip, scan: BranchScan, context: Context): Judged | null | Promise<Judged | null> {
  const {root, whole, io} = context
  const branch = tip.branch || null
  const policy = whole.branches.policyFor(branch)
  const now = secondsOf(io.now)
  const judge = (history: BranchHistory) => {
    if (history.known && history.commits.length === 0) return null
    const verdict = judgeBranch({branch, head: tip.oid, history, policy, now})
    const finish = (status: BranchStatus) => judgedTip(tip, history, status, scan, whole)
    return tip.isCurrent ? withUncommitted(verdict, root, whole, io.env).then(finish) : finish(verdict)
  }
  const history = scan.historyOf(tip.oid, policy.isIgnored)
  return history instanceof Promise ? history.then(judge) : judge(history)
}

function judgedTip(
  tip: BranchTip,
  history: BranchHistory,
  status: BranchStatus,
  scan: BranchScan,
  whole: BranchPlan
): Judged {
  const counts = history.known ? scan.countOf(tip.oid, status.handoff?.oid ?? null) : {own: 0, since: 0}
  const row: BranchRow = Object.assign(toBranchReport(status, whole), {
    name: tip.name || null,
    ref: tip.ref || null,
    isCurrent: tip.isCurrent,
    lastCommit: tip.committed || (history.known ? scan.committedAt(tip.oid) : 0),
    own: counts.own,
    since: counts.since,
    nextStep: null
  })
  return {row, blob: blobOf(history, status.handoff)}
}

function blobOf(history: BranchHistory, handoff: BranchRow['handoff']): HandoffBlob | null {
  if (!history.known || !handoff) return null
  const commit = history.commits.find(({oid}) => oid === handoff.oid)
  const change = commit?.touches.handoffs.find(({path}) => path === handoff.path)
  return change?.oid ? {path: change.path, oid: change.oid} : null
}
