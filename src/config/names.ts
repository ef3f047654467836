/** The names a configuration is found by, in the repository root (or the current folder outside a repository). */
export const configNames = ['.handofflintrc.json', '.handofflintrc.yaml', '.handofflintrc.yml'] as const

/** The file that may hold a configuration beside much else, and the key it has there. */
export const packageName = 'package.json'
export const packageKey = 'handoff-lint'
