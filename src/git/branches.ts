import {askGit, type GitPlace} from './start-git.ts'

/** A branch of this clone, or one of a remote as it was fetched last. */
export interface BranchTip {
  /** In full: `refs/heads/topic`. */
  ref: string
  /** As one would type it: `topic`, `origin/topic`. */
  name: string
  /** Its name where it lives: `topic` for `origin/topic` too. */
  branch: string
  isRemote: boolean
  /** Checked out in the work tree that was asked. */
  isCurrent: boolean
  oid: string
  /** Of its last commit, in seconds since 1970; 0 when it was not asked for. */
  committed: number
}

/** What was found, and all refs by their full names: the commit that each is, or null for one that is none. */
export interface Branches {
  tips: BranchTip[]
  refs: ReadonlyMap<string, string | null>
}

/** What to list. To look up dates takes longer than all else. */
interface Listing {
  remotes: boolean
  dates: boolean
}

/**
 * List branches, the one with the newest commit first unless dates are left out; refs that only point to another branch
 * are no tips.
 */
export async function listBranches(place: GitPlace, {remotes, dates}: Listing): Promise<Branches> {
  const where = ['refs/heads/', ...(remotes ? ['refs/remotes/'] : [])]
  const date = dates ? '%(committerdate:unix)' : ''
  const format = `%(objectname)%00%(objecttype)%00%(HEAD)%00${date}%00%(symref)%00%(refname)`
  const refs = new Map<string, string | null>()
  const tips: BranchTip[] = []
  const answer = (await askGit(place, ['for-each-ref', `--format=${format}`, ...where])).toString('utf8')
  // There may be thousands, before anything is compiled.
  answer.split('\n').forEach((line) => {
    const tip = readTip(line, refs)
    if (tip) tips.push(tip)
  })
  return {refs, tips: dates ? tips.sort((a, b) => b.committed - a.committed || (a.ref < b.ref ? -1 : 1)) : tips}
}

/** Null for what has no history, and for a ref that only points to another. */
function readTip(line: string, refs: Map<string, string | null>): BranchTip | null {
  if (line === '') return null
  // Not taken apart by names, which takes V8 longer than to read the line; whoever hands ids to git checks them all.
  const fields = line.split('\0')
  const oid = fields[0] ?? ''
  const date = fields[3] ?? ''
  const ref = fields[5] ?? ''
  const isCommit = fields[1] === 'commit'
  refs.set(ref, isCommit ? oid : null)
  if (!isCommit || fields[4] !== '') return null
  const isRemote = ref.startsWith('refs/remotes/')
  const name = ref.slice(isRemote ? 'refs/remotes/'.length : 'refs/heads/'.length)
  return {
    ref,
    name,
    branch: isRemote ? name.slice(name.indexOf('/') + 1) : name,
    isRemote,
    isCurrent: fields[2] === '*',
    oid,
    committed: date !== '' && /^\d{1,12}$/u.test(date) ? Number(date) : 0
  }
}
