/** Why a path in a configuration cannot be used, in the words after “a path that …”; null when it can. */
export function pathProblem(path: string): string | null {
  if (path.trim() === '') return 'is empty'
  if (/\p{Cc}/u.test(path)) return 'has control characters'
  if (path.includes('\\')) return 'has a backslash (folders are divided by `/`)'
  if (/^(?:\/|[a-z]:|~)/iu.test(path)) return 'is absolute (paths start at the repository root)'
  if (path.split('/').includes('..')) return 'leads out of the repository (`..`)'
  return path.startsWith('-') ? 'begins with `-`' : null
}
