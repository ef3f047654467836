import {isNoSetting} from '../config/no-setting.ts'
import {findRoot} from '../git/root.ts'

/**
 * Whether tags are certain not to be judged. Only the configuration of the tagged commit can say that they are, in
 * `refs`; but to ask git for it is too much for every tag of all those who have none. So it is asked only where the
 * configuration that is checked out speaks of `refs`, and where nothing is checked out.
 */
export function areTagsIdle(cwd: string): boolean {
  const root = findRoot(cwd)
  return root !== null && isNoSetting('refs', root)
}
