/** The reporters, by the names that `--format` and `--output` take. */
export const reporterNames = ['stylish', 'json', 'github', 'markdown', 'sarif', 'junit', 'gitlab', 'html'] as const

export type ReporterName = (typeof reporterNames)[number]
