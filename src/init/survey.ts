import {join} from 'node:path'
import {dirname} from 'node:path/posix'
import type {Root} from 'mdast'
import {ExpectedError} from '../errors.ts'
import {titleSaysTemplate} from '../handoff/kept-template.ts'
import type {Parsers} from '../parse/choose.ts'
import {parseBy} from '../parse/parse-by.ts'
import {chooseProfile} from '../profiles/choose.ts'
import {claims, isTemplateName} from '../profiles/claims.ts'
import {builtinProfiles} from '../profiles/index.ts'
import {loadProfile} from '../profiles/load.ts'
import type {Profile} from '../profiles/profile.ts'
import {readText} from '../read-file.ts'

/** What the handoffs of a repository look like. */
export interface Survey {
  /** Paths of the handoffs, from the root. */
  found: string[]
  /** Which profile each follows; `generic` stands for none of the formats. */
  follows: ReadonlyMap<string, Profile>
  /** The repository’s own templates that compile. */
  templates: Profile[]
}

/** The profile to set, or null: each file is then judged by the format it follows. */
export interface Proposal {
  profile: Profile | null
  /** Why, in words that follow “because”. */
  reason: string
  /** Globs to set where the profile’s own do not find the handoffs. */
  files: string[] | null
  /** The configuration that decides already; nothing is proposed then. */
  config?: string
}

/** A repository with more is not read to its end: the picture does not change any more. */
const mostRead = 2000
const mostTemplates = 5

export interface SurveyInput {
  root: string
  /** All files of the repository. */
  listed: readonly string[]
  /** Those that the profiles, or the configuration, take for handoffs. */
  claimed: readonly string[]
  /** What the configuration decides; null without one: then formats compete, the repository’s own templates too. */
  choose: ((file: {path: string; tree: Root; text: string}) => Profile | null) | null
}

/** Read the handoffs and see which format each follows. */
export async function surveyHandoffs({root, listed, claimed, choose}: SurveyInput, parsers: Parsers): Promise<Survey> {
  const templates = choose === null ? await loadTemplates(root, listed) : []
  const paths = new Set(templates.map(({name}) => name))
  // A template wins a draw: it stands first.
  const candidates = [...templates, ...builtinProfiles]
  const others = choose === null ? listed.filter(isNamedHandoff) : []
  const looked = [...new Set([...claimed, ...others])].filter((path) => !paths.has(path) && !isForAgents(path))
  const follows = new Map<string, Profile>()
  for (const path of looked.slice(0, mostRead)) {
    const file = await readTree(join(root, path), parsers)
    if (file === null || titleSaysTemplate(file.tree, file.text)) continue
    const given = {path, ...file}
    const profile = choose === null ? chooseProfile(given, candidates)?.profile : choose(given)
    if (profile) follows.set(path, profile)
  }
  return {found: [...follows.keys()], follows, templates}
}

const isNamedHandoff = (path: string): boolean => isMarkdown(path) && isAboutHandoffs(path) && !isTemplateName(path)

async function readTree(path: string, parsers: Parsers): Promise<{text: string; tree: Root} | null> {
  const read = readText(path)
  if (!('text' in read)) return null
  try {
    return {text: read.text, tree: await parseBy(parsers, read.text)}
  } catch (error) {
    // The parser’s stack: checking tells about it.
    if (error instanceof RangeError) return null
    throw error
  }
}

async function loadTemplates(root: string, listed: readonly string[]): Promise<Profile[]> {
  const named = listed.filter((path) => isMarkdown(path) && isTemplateName(path) && isAboutHandoffs(path))
  const profiles: Profile[] = []
  for (const path of named.slice(0, mostTemplates)) {
    try {
      const profile = await loadProfile(path, {cwd: root, root, confined: true})
      if (profile.sections.filter(({level, unjudged}) => level === 'required' && !unjudged).length >= 2) {
        profiles.push(profile)
      }
    } catch (error) {
      // Somebody’s file that is no template of ours.
      if (!(error instanceof ExpectedError)) throw error
    }
  }
  return profiles
}

const isMarkdown = (path: string): boolean => /\.md$/iu.test(path)

const isAboutHandoffs = (path: string): boolean => /hand-?_?(?:off|over)|session[-_]?(?:log|brief|note)/iu.test(path)

/** Commands and skills about handoffs are none: `.claude/commands/handoff.md`. */
const isForAgents = (path: string): boolean =>
  /(?:^|\/)\.\w+\/(?:commands|skills|agents|prompts|rules)\//u.test(path) || /(?:^|\/)SKILL\.md$/u.test(path)

/** How many handoffs follow each profile, most first. */
export function countFits({follows}: Survey): {profile: Profile; count: number}[] {
  const counts = new Map<Profile, number>()
  for (const profile of follows.values()) counts.set(profile, (counts.get(profile) ?? 0) + 1)
  return [...counts].map(([profile, count]) => ({profile, count})).sort((a, b) => b.count - a.count)
}

/** Propose the profile that most handoffs follow; where there are none, the repository’s template, else one file each. */
export function proposeProfile(survey: Survey): Proposal {
  const {found, templates} = survey
  const [best] = countFits(survey).filter(({profile}) => profile.name !== 'generic')
  if (found.length === 0) {
    const [template] = templates
    if (template) return {profile: template, reason: 'it is the template of this repository', files: null}
    return {profile: builtin('timestamped'), reason: 'there are no handoffs yet', files: null}
  }
  if (!best) return {profile: null, reason: 'the handoffs follow no format that we know', files: null}
  const fits = `${best.count} of ${found.length} ${found.length === 1 ? 'file fits' : 'files fit'} ${best.profile.name}`
  if (best.count * 4 < found.length * 3) return {profile: null, reason: `only ${fits}`, files: null}
  return {profile: best.profile, reason: fits, files: missingGlobs(best.profile, survey)}
}

/** The proposal for a profile that somebody asked for. */
export function askedFor(profile: Profile, survey: Survey): Proposal {
  const count = [...survey.follows.values()].filter(({name}) => name === profile.name).length
  const reason = survey.found.length === 0 ? 'asked for' : `asked for; ${count} of ${survey.found.length} fit it`
  return {profile, reason, files: missingGlobs(profile, survey)}
}

function builtin(name: string): Profile {
  const profile = builtinProfiles.find((one) => one.name === name)
  if (!profile) throw new Error(`the profile ${name} is missing`)
  return profile
}

/** The folders of the handoffs that follow a profile, where its own globs leave one of them out. */
function missingGlobs(profile: Profile, {follows}: Survey): string[] | null {
  const own = [...follows].filter(([, {name}]) => name === profile.name).map(([path]) => path)
  if (own.length === 0 || own.every((path) => claims(profile, path))) return null
  // A name with the signs of a glob would mean something else.
  const globs = own.map((path) => (dirname(path) === '.' ? path : `${dirname(path)}/*.md`))
  const safe = [...new Set(globs)].filter((glob) => !/[?[\]{}()!\\]|\*.*\*/u.test(glob)).sort()
  return safe.length === 0 || safe.length > 20 ? null : safe
}
