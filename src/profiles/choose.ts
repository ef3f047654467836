import type {Root} from 'mdast'
import {compileGlobs} from '../glob.ts'
import type {ExpectedSection} from '../handoff/expected.ts'
import {parseFilename} from '../handoff/filename.ts'
import {findField} from '../handoff/find-field.ts'
import type {Handoff, HandoffDocument} from '../handoff/handoff.ts'
import {headingPattern} from '../handoff/heading-pattern.ts'
import {readDocument} from '../handoff/read.ts'
import type {Profile} from './profile.ts'

/** How well one profile fits a file. */
export interface ProfileScore {
  name: string
  /** 0 to 1; above the profile’s threshold it is a candidate. */
  score: number
  reason: string
}

/** The profile that judges a file, why, and how the others did. */
export interface ProfileChoice {
  profile: Profile
  reason: string
  scores: ProfileScore[]
}

/** A file where a format lives needs fewer of its marks than one found elsewhere. */
const threshold = {claimed: 0.5, anywhere: 0.7}

/**
 * Choose among the profiles by where a file lies and what it looks like; `generic` takes what no other fits.
 *
 * @returns null when no profile claims the path by its globs and none fits by structure.
 */
export function chooseProfile(
  file: {path: string; tree: Root; text: string},
  candidates: readonly Profile[]
): ProfileChoice | null {
  const generic = candidates.find(({name}) => name === 'generic')
  const judged = candidates
    .filter((profile) => profile !== generic)
    .map((profile) => ({profile, claimed: claims(profile, file.path), ...scoreOf(profile, file)}))
  const scores = judged.map(({profile, score, reason}) => ({name: profile.name, score, reason}))
  // A format that names its files is not met elsewhere under another name.
  const isElsewhere = ({claimed, named, profile}: (typeof judged)[number]) =>
    !claimed && !named && profile.filename !== null
  const best = judged
    .filter((one) => one.score >= (one.claimed ? threshold.claimed : threshold.anywhere) && !isElsewhere(one))
    .sort((a, b) => b.score - a.score)[0]
  if (best) return {profile: best.profile, reason: best.reason, scores}
  if (!generic) return null
  const home = judged.find(({claimed, profile}) => claimed && !profile.model.scope)
  if (!claims(generic, file.path) && !home) return null
  const near = judged.sort((a, b) => b.score - a.score)[0]
  const reason =
    near && near.score > 0 ? `no format fits; nearest is ${near.profile.name} (${near.reason})` : 'no format fits'
  return {profile: generic, reason, scores}
}

const matchers = new WeakMap<Profile, (path: string) => boolean>()

/** Whether a profile’s globs take a path (from the repository root, `/` between folders). */
export function claims(profile: Profile, path: string): boolean {
  let test = matchers.get(profile)
  if (!test) {
    const isTaken = compileGlobs(profile.files)
    const isIgnored = compileGlobs(profile.ignore)
    test = (path) => isTaken(path) && !isIgnored(path)
    matchers.set(profile, test)
  }
  return test(path)
}

function scoreOf(
  profile: Profile,
  {path, tree, text}: {path: string; tree: Root; text: string}
): {score: number; reason: string; named: boolean} {
  const document = readDocument(tree, text, profile.model)
  const [handoff] = document.handoffs
  if (document.missingScope !== null || !handoff) {
    return {score: 0, reason: `no section \`${document.missingScope ?? ''}\``, named: false}
  }
  const wanted = profile.sections.filter(
    ({level, unjudged, parent}) => !unjudged && level === 'required' && parent === -1
  )
  const found = countNamed(document, handoff, wanted)
  const fields = profile.fields.filter((field) => findField(handoff.fields, field)).length
  const named = profile.filename !== null && parseFilename(profile.filename, path.split('/').at(-1) ?? '').ok
  const weight = wanted.length * 2 + profile.fields.length
  const marks = (found * 2 + fields) / Math.max(weight, 1)
  // A scope’s heading and a file name with day and time are marks that nothing has by chance.
  const bonus = (profile.model.scope ? 0.4 : 0) + (named ? 0.2 : 0)
  return {
    named,
    score: Math.min(1, marks + bonus),
    reason: `${found} of ${wanted.length} sections, ${fields} of ${profile.fields.length} fields${named ? ', file name' : ''}${profile.model.scope ? ', scope heading' : ''}`
  }
}

function countNamed(document: HandoffDocument, handoff: Handoff, wanted: readonly ExpectedSection[]): number {
  return wanted.filter(({heading, aliases}) => {
    const tests = [heading, ...aliases].map(headingPattern)
    return handoff.sections.some((index) => tests.some((test) => test(document.sections[index]?.heading ?? '')))
  }).length
}
