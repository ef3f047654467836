import type {Base} from '../git/base.ts'
import {findBranchBase} from '../git/base.ts'
import {openCatFile} from '../git/cat-file.ts'
import {createGit} from '../git/client.ts'
import {readHistory} from '../git/history.ts'
import {withoutRepository} from '../git/hooks.ts'
import type {GitPlace} from '../git/start-git.ts'
import type {Surroundings} from '../init/surroundings.ts'
import {type Finding, fail, hint, ok} from './finding.ts'

const undecided = 'whether a handoff covers the work cannot be told, and the push goes through with a warning'

/** Whether the base of the branch is known, and the clone deep enough to compare with it: asked as the hook asks. */
export async function examineHistory(
  {root, hooks}: Surroundings,
  env: GitPlace['env'],
  wanted: string | null
): Promise<Finding[]> {
  const place = {cwd: root, env: withoutRepository(env)}
  const branch = await createGit(root).branch()
  const catFile = openCatFile(place)
  try {
    const head = await catFile.read('HEAD^{commit}')
    const base = await findBranchBase(place, {branch, remote: null, remoteOid: null, wanted}, catFile)
    if ('known' in base) return [fail('base', base.reason, undecided, base.fix)]
    const found = judgeBase(base, branch)
    if (head === null || base.oids.length === 0) return [found, ...depth(hooks.isShallow)]
    const history = await readHistory(
      place,
      {head: head.oid, bases: base.oids, isHandoff: () => false, isIgnored: () => false},
      catFile
    )
    if (!history.known) return [found, fail('history', history.reason, undecided, history.fix)]
    return [found, ...depth(hooks.isShallow)]
  } finally {
    await catFile.close()
  }
}

function judgeBase({rule, label}: Base, branch: string | null): Finding {
  if (rule === 'base-branch')
    return ok('base', `branches are compared with ${label.replace(/^refs\/(?:remotes|heads)\//u, '')}`)
  if (branch !== null && /^(?:main|master|trunk|develop)$/u.test(branch))
    return ok('base', `this is ${branch}, the base itself`)
  const what = rule === 'none' ? 'no base branch is known' : 'no base branch is known, only what the remote has'
  const why = 'all commits count as work of the branch, or those that were pushed before are forgotten'
  return hint(
    'base',
    what,
    why,
    'git remote set-head origin --auto (or name it in the configuration: `"branches": {"base": "trunk"}`)'
  )
}

function depth(isShallow: boolean): Finding[] {
  if (!isShallow) return [ok('history', 'the clone has the whole history')]
  const why = 'it suffices for this branch; for one that goes further back it may not'
  return [hint('history', 'the clone is shallow', why, 'git fetch --unshallow')]
}
