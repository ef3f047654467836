import type {PushRequest} from '../check-request.ts'
import {isDelete, parseRefUpdates, type RefUpdate} from '../core/ref-update.ts'
import type {Report} from '../core/report.ts'
import {UsageError} from '../errors.ts'
import {makePaint, plural, wantsColour} from '../terminal.ts'
import {type HookInput, readHookInput} from './hook-stdin.ts'
import type {Io} from './io.ts'
import {startRepository} from './pre-push-repository.ts'
import {areTagsIdle} from './pre-push-tags.ts'

/** The options of the command line, as commander hands them over. */
export interface PrePushOptions {
  profile?: string
  config?: string
  base?: string
  quiet?: true
  from?: string
  to?: string
  remoteRef?: string
}

/** Where the ref updates come from. */
type Input = Pick<PushRequest, 'updates' | 'remote' | 'ignoreTracking'>

/** Judge what a push brings; all that is said goes to stderr, where git’s own words are. */
export async function prePush(words: readonly string[], options: PrePushOptions, io: Io): Promise<number> {
  // Before anything can end us: who writes to the hook must not meet a closed pipe.
  const piped = words.length > 0 ? await readHookInput(io) : null
  const skip = io.env['HANDOFF_LINT_SKIP'] ?? ''
  if (isSet(skip)) {
    const count = piped ? piped.text.split('\n').filter((one) => one.trim() !== '').length : 1
    io.say(`handoff-lint: skipped, ${plural(count, 'ref')} not checked, HANDOFF_LINT_SKIP: ${skip}`)
    return 0
  }
  const input = await findInput(words, options, piped, io)
  if (input === null) return 0
  if (input.updates.length === 0) return sayNothingCame(piped?.timedOut ?? false, options, io)
  const updates = withoutIdle(input.updates, options, io)
  if (updates.length === 0) return 0
  const push: PushRequest = {...input, updates, base: options.base ?? null}
  // Most of the program is not needed before here, and git works while it loads.
  const commits = startRepository(push, io)
  try {
    const [{checkPush}, {makeEnvironment}] = await Promise.all([import('../check-push.ts'), import('./environment.ts')])
    return await show(await checkPush(push, options, {...makeEnvironment(io), commits}), options, io)
  } finally {
    // It ends with its input; there is nothing to wait for.
    void commits.catFile.close()
  }
}

/** The updates that need git to be judged: neither deletions, nor tags of which no configuration here speaks. */
function withoutIdle(updates: readonly RefUpdate[], {config}: PrePushOptions, {cwd, debug}: Io): readonly RefUpdate[] {
  const isTag = ({remoteRef}: RefUpdate) => remoteRef.startsWith('refs/tags/')
  const hasTags = config === undefined && updates.some(isTag)
  const isIdleTag = hasTags && areTagsIdle(cwd) ? isTag : () => false
  return updates.filter((update) => {
    const why = isDelete(update) ? 'deleted, nothing to judge' : isIdleTag(update) ? 'not a branch, not judged' : null
    if (why !== null) debug(`${update.remoteRef}: ${why}`)
    return why === null
  })
}

const isSet = (value: string | undefined): boolean => !/^(?:0|false)?$/iu.test(value?.trim() ?? '')

/** Print the report, and at its end how to push all the same. */
async function show(report: Report, {quiet}: PrePushOptions, io: Io): Promise<number> {
  for (const {path, reason} of report.skipped) io.debug(`${path} skipped: ${reason}`)
  if (!isIdle(report)) await print(report, quiet === true, io)
  const exempt = report.branches.filter(({exemption}) => exemption && exemption.kind !== 'no-work').length
  if (exempt > 0) io.say(`handoff-lint: ${plural(exempt, 'branch', 'branches')} exempt`)
  const {exitCodeOf} = await import('../core/report.ts')
  const code = exitCodeOf(report)
  if (code !== 0) {
    // A trailer excuses the lack of a handoff, not what is wrong in one.
    const {isTroubled} = await import('../reporters/branches.ts')
    const trailer = report.branches.some(isTroubled) ? ', a `Handoff-Skip: reason` trailer in the last commit' : ''
    io.say('')
    io.say(`handoff-lint: not pushed. To push all the same: \`HANDOFF_LINT_SKIP=reason git push\`${trailer},`)
    io.say('or `git push --no-verify` (git’s own; it skips every hook).')
  }
  return code
}

const isIdle = ({files, branches}: Report): boolean =>
  files.length === 0 && branches.every(({exemption}) => exemption?.kind === 'no-work')

async function print(report: Report, quiet: boolean, io: Io): Promise<void> {
  const {reporters, withoutWarnings} = await import('../reporters/index.ts')
  const shown = quiet ? withoutWarnings(report) : report
  const hiddenWarnings = report.counts.warnings - shown.counts.warnings
  const isFine = shown.counts.errors + shown.counts.warnings === 0
  if (isIdle(shown) || (quiet && isFine && shown.counts.verdicts.exempt === 0)) return
  io.stderr.write(reporters.stylish(shown, {paint: makePaint(colour(io)), hiddenWarnings}))
}

/** As for stdout, but of the stream that is written to. */
function colour({argv, env, stderr}: Io): boolean {
  const flag = argv.findLast((word) => word === '--color' || word === '--no-color')
  return wantsColour(flag === undefined ? undefined : flag === '--color', env, stderr)
}

/** The ways that ref updates come in, each with its condition; the first that applies is taken. */
async function findInput(
  words: readonly string[],
  options: PrePushOptions,
  piped: HookInput | null,
  io: Io
): Promise<Input | null> {
  const {env, debug} = io
  const remote = words[0] ?? null
  if (options.from !== undefined || options.to !== undefined || options.remoteRef !== undefined) {
    debug('ref updates: from --from, --to and --remote-ref')
    return {updates: [await explicit(options, io)], remote, ignoreTracking: true}
  }
  if (piped) {
    debug(`ref updates: from standard input (remote ${remote})`)
    return {updates: parseRefUpdates(piped.text), remote}
  }
  if (env['PRE_COMMIT_REMOTE_BRANCH'] !== undefined || env['PRE_COMMIT_TO_REF'] !== undefined) {
    debug('ref updates: from the variables of pre-commit, which names the first ref only')
    return {updates: [await fromPreCommit(io)], remote: env['PRE_COMMIT_REMOTE_NAME'] ?? remote}
  }
  debug('ref updates: none were given, so HEAD is compared with its upstream')
  if (!io.stdin.isTTY) {
    io.say(
      'handoff-lint: called without the arguments of a hook, so HEAD was checked; write `handoff-lint pre-push "$@"`'
    )
  }
  const {readHead} = await import('./pre-push-revisions.ts')
  const update = await readHead(io)
  if (update) return {updates: [update], remote}
  io.say('handoff-lint: no branch with commits is checked out; nothing checked')
  return null
}

async function explicit({from, to = 'HEAD', remoteRef}: PrePushOptions, io: Io): Promise<RefUpdate> {
  const {readHead, resolveRevision} = await import('./pre-push-revisions.ts')
  const head = await readHead(io)
  const localOid = await resolveRevision(to, io)
  const ref = remoteRef ?? head?.remoteRef
  if (ref === undefined) {
    throw new UsageError('no branch is checked out', {
      hint: 'Name the branch on the remote: `--remote-ref refs/heads/…`.'
    })
  }
  return {
    localRef: to,
    localOid,
    remoteRef: ref.startsWith('refs/') ? ref : `refs/heads/${ref}`,
    remoteOid: from === undefined || /^0+$/u.test(from) ? zero(localOid) : await resolveRevision(from, io)
  }
}

/** Without a range (a root commit was pushed) pre-commit names the branches only. */
async function fromPreCommit(io: Io): Promise<RefUpdate> {
  const {env} = io
  const {resolveRevision} = await import('./pre-push-revisions.ts')
  const localRef = env['PRE_COMMIT_LOCAL_BRANCH'] ?? 'HEAD'
  const localOid = await resolveRevision(env['PRE_COMMIT_TO_REF'] ?? localRef, io)
  const from = env['PRE_COMMIT_FROM_REF']
  const remoteRef = env['PRE_COMMIT_REMOTE_BRANCH'] ?? localRef
  const remoteOid = from === undefined ? zero(localOid) : await resolveRevision(from, io)
  return {localRef, localOid, remoteRef, remoteOid}
}

const zero = (oid: string): string => '0'.repeat(oid.length)

function sayNothingCame(timedOut: boolean, {quiet}: PrePushOptions, io: Io): 0 | 2 {
  const what = timedOut ? 'no ref updates came within 5 s' : 'no ref updates received'
  const isRequired = isSet(io.env['HANDOFF_LINT_REQUIRE_STDIN'])
  if (isRequired) {
    io.say(`handoff-lint: ${what}, and HANDOFF_LINT_REQUIRE_STDIN is set`)
  } else if (!quiet) io.say(`handoff-lint: ${what}; nothing checked`)
  if (isRequired || !quiet) {
    io.say('(Either there is nothing to push, or a command before this one in the hook read its standard input.)')
  }
  return isRequired ? 2 : 0
}
