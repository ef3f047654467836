/** The names of the built-in profiles; the last, `generic`, takes what no other fits. */
export const builtinNames = ['session-log', 'session-brief', 'timestamped', 'rolling', 'capture', 'generic'] as const
