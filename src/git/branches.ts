import {isOid} from '../core/ref-update.ts'
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
  /** Of its last commit, in seconds since 1970. */
  committed: number
}

const format = '%(objectname)%00%(objecttype)%00%(HEAD)%00%(committerdate:unix)%00%(symref)%00%(refname)'

/** List branches, the one with the newest commit first; refs that only point to another branch are left out. */
export async function listBranches(place: GitPlace, {remotes}: {remotes: boolean}): Promise<BranchTip[]> {
  const where = ['refs/heads/', ...(remotes ? ['refs/remotes/'] : [])]
  const answer = await askGit(place, ['for-each-ref', `--format=${format}`, ...where])
  return answer
    .toString('utf8')
    .split('\n')
    .flatMap(readTip)
    .sort((a, b) => b.committed - a.committed || (a.ref < b.ref ? -1 : 1))
}

function readTip(line: string): BranchTip[] {
  const [oid = '', type, head, date = '', symref, ref = ''] = line.split('\0')
  // What else stands among the branches has no history.
  if (type !== 'commit' || !isOid(oid) || symref !== '') return []
  const isRemote = ref.startsWith('refs/remotes/')
  const name = ref.slice(isRemote ? 'refs/remotes/'.length : 'refs/heads/'.length)
  return [
    {
      ref,
      name,
      branch: isRemote ? name.slice(name.indexOf('/') + 1) : name,
      isRemote,
      isCurrent: head === '*',
      oid,
      committed: /^\d{1,12}$/u.test(date) ? Number(date) : 0
    }
  ]
}
