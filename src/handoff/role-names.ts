import type {Role} from './role.ts'

/** What a role tells the reader, and a heading that plays it. */
export const roleNames: Record<Role, [what: string, such: string]> = {
  summary: ['where the work stands', 'Summary'],
  done: ['what was done', 'Done'],
  next: ['what comes next', 'Next Steps'],
  blockers: ['what is in the way', 'Blockers'],
  decisions: ['what was decided', 'Decisions'],
  context: ['what one has to know', 'Context'],
  files: ['which files matter', 'Files'],
  questions: ['what is open', 'Open Questions'],
  tests: ['what was tested', 'Tests'],
  state: ['the state of things', 'Current State']
}
