import type {Root} from 'mdast'
import {isFilename} from '../handoff/filename.ts'
import {fieldKey, fieldKeys} from '../handoff/find-field.ts'
import {type HeadingNames, type HeadingTest, headingPattern, isPattern} from '../handoff/heading-pattern.ts'
import {headingKeyOnce} from '../handoff/keys.ts'
import {perDocument} from '../handoff/per-document.ts'
import {readDocument} from '../handoff/read.ts'
import {claims} from './claims.ts'
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
    .map((profile) => ({profile, ...scoreOf(profile, file)}))
  const scores = judged.map(({profile, score, reason}) => ({name: profile.name, score, reason}))
  const isClaimed = (profile: Profile) => claims(profile, file.path)
  const fits = ({profile, score, named}: (typeof judged)[number]) => {
    if (score < threshold.claimed) return false
    // A format that names its files is not met elsewhere under another name.
    return isClaimed(profile) || (score >= threshold.anywhere && (named || profile.filename === null))
  }
  const best = judged.filter(fits).sort((a, b) => b.score - a.score)[0]
  if (best) return {profile: best.profile, reason: best.reason, scores}
  if (!generic) return null
  const isAtHome = () => judged.some(({profile}) => !profile.model.scope && isClaimed(profile))
  if (!isClaimed(generic) && !isAtHome()) return null
  const near = judged.sort((a, b) => b.score - a.score)[0]
  const reason =
    near && near.score > 0 ? `no format fits; nearest is ${near.profile.name} (${near.reason})` : 'no format fits'
  return {profile: generic, reason, scores}
}

function scoreOf(
  profile: Profile,
  {path, tree, text}: {path: string; tree: Root; text: string}
): {score: number; reason: string; named: boolean} {
  const document = readDocument(tree, text, profile.model)
  if (document.missingScope !== null || document.handoffs.length === 0) {
    return {score: 0, reason: `no section \`${document.missingScope ?? ''}\``, named: false}
  }
  const marks = marksOf(profile)
  const present = presentIn(document)
  const found = marks.sections.filter((section) => isPresent(section, present)).length
  const fields = marks.fields.filter((keys) => keys.some((key) => present.fields.has(key))).length
  const named = profile.filename !== null && isFilename(profile.filename, path.slice(path.lastIndexOf('/') + 1))
  const wanted = marks.sections.length
  const weight = wanted * 2 + profile.fields.length
  // A scope’s heading and a file name with day and time are marks that nothing has by chance.
  const bonus = (profile.model.scope ? 0.4 : 0) + (named ? 0.2 : 0)
  return {
    named,
    score: Math.min(1, (found * 2 + fields) / Math.max(weight, 1) + bonus),
    reason: `${found} of ${wanted} sections, ${fields} of ${profile.fields.length} fields${named ? ', file name' : ''}${profile.model.scope ? ', scope heading' : ''}`
  }
}

/** What a profile is known by: its required sections, each by its names, and its fields by their keys. */
interface Marks {
  sections: {keys: string[]; patterns: HeadingTest[]}[]
  fields: (readonly string[])[]
}

const marks = new WeakMap<Profile, Marks>()

function marksOf(profile: Profile): Marks {
  const known = marks.get(profile)
  if (known) return known
  const wanted = profile.sections.filter(
    ({level, unjudged, parent}) => !unjudged && level === 'required' && parent === -1
  )
  const made: Marks = {
    sections: wanted.map(({heading, aliases}) => ({
      keys: [heading, ...aliases].filter((name) => !isPattern(name)).map(headingKeyOnce),
      patterns: [heading, ...aliases].filter(isPattern).map(headingPattern)
    })),
    fields: profile.fields.map(fieldKeys)
  }
  marks.set(profile, made)
  return made
}

/** What the first handoff of a document has, for many profiles to look their marks up in. */
interface Present {
  names: HeadingNames[]
  keys: Set<string>
  fields: Set<string>
}

const presentIn = perDocument(({sections, handoffs: [handoff]}): Present => {
  const own = (handoff?.sections ?? []).flatMap((index) => sections[index] ?? [])
  return {
    names: own,
    keys: new Set(own.map(({key}) => key)),
    fields: new Set(handoff?.fields.map(fieldKey))
  }
})

const isPresent = ({keys, patterns}: Marks['sections'][number], present: Present): boolean =>
  keys.some((key) => present.keys.has(key)) || patterns.some((test) => present.names.some(test))
