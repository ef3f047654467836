/** Base of the rules’ pages; the page of a rule is `<base>/<id>.md`. */
export const docsUrl = 'https://github.com/handoff-lint/handoff-lint/blob/main/docs/rules'

/** Origin and documentation URL of a rule; without the source before the colon `lintRule` loses the rule’s id. */
export const ruleMeta = (id: string): {origin: string; url: string} => ({
  origin: `handoff-lint:${id}`,
  url: `${docsUrl}/${id}.md`
})
