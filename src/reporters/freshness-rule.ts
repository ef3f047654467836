import {docsUrl} from '../rule-meta.ts'

/** The id that verdicts on branches go by where every finding has to have a rule. */
export const freshnessId = 'freshness'

export const freshnessSummary = 'Work on a branch that no handoff covers'

export const freshnessUrl = docsUrl.replace(/rules$/u, 'reporters.md#branches')
