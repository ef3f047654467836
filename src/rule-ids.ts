/** The ids of all rules, alphabetical; `rules/index.ts` holds the rules themselves. */
export const ruleIds: readonly string[] = [
  'max-tokens',
  'no-duplicate-section',
  'no-empty-section',
  'no-placeholder',
  'require-entry-fields',
  'require-fields',
  'require-sections',
  'valid-directive',
  'valid-field',
  'valid-filename',
  'valid-section-content',
  'valid-section-order'
]
