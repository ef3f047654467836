import * as v from 'valibot'
import {GithubError} from './github-error.ts'

// Only what is used of each answer; GitHub adds to them at any time.

const oid = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u))

const person = v.nullish(
  v.object({name: v.nullish(v.string(), ''), email: v.nullish(v.string(), ''), date: v.nullish(v.string(), '')})
)

export const commit = v.object({
  sha: oid,
  parents: v.array(v.object({sha: oid})),
  commit: v.object({message: v.string(), author: person, committer: person, tree: v.object({sha: oid})})
})

export const file = v.object({
  filename: v.string(),
  previous_filename: v.optional(v.string()),
  status: v.string(),
  sha: v.nullish(v.string())
})

export const comparison = v.object({
  base_commit: commit,
  merge_base_commit: commit,
  total_commits: v.number(),
  commits: v.array(commit),
  files: v.optional(v.array(file))
})

export const commitWithFiles = v.object({...commit.entries, files: v.optional(v.array(file))})

export const tree = v.object({
  truncated: v.optional(v.boolean(), false),
  tree: v.array(v.object({path: v.string(), mode: v.string(), sha: oid}))
})

export const blob = v.object({sha: oid, size: v.number(), encoding: v.string(), content: v.string()})

const user = v.nullish(v.object({login: v.string(), type: v.optional(v.string(), 'User')}))

const side = v.object({
  ref: v.string(),
  sha: oid,
  repo: v.nullish(v.object({full_name: v.string()}))
})

export const pull = v.object({
  number: v.number(),
  state: v.string(),
  title: v.optional(v.string(), ''),
  draft: v.optional(v.boolean(), false),
  user,
  labels: v.optional(v.array(v.object({name: v.string()})), []),
  base: side,
  head: side
})

export const branch = v.object({name: v.string(), commit: v.object({sha: oid})})

export const repository = v.object({full_name: v.string(), default_branch: v.string()})

export const comment = v.object({id: v.number(), body: v.nullish(v.string(), ''), user, created_at: v.string()})

export const issue = v.object({
  number: v.number(),
  state: v.string(),
  title: v.string(),
  body: v.nullish(v.string(), ''),
  user,
  pull_request: v.optional(v.unknown())
})

export const viewer = v.object({data: v.object({viewer: v.object({login: v.string()})})})

export type Commit = v.InferOutput<typeof commit>
export type ChangedFile = v.InferOutput<typeof file>
export type Comparison = v.InferOutput<typeof comparison>
export type Tree = v.InferOutput<typeof tree>
export type Pull = v.InferOutput<typeof pull>
export type Issue = v.InferOutput<typeof issue>

/** Take what is used out of an answer; one of another shape never becomes “nothing”. */
export function read<Schema extends v.GenericSchema>(schema: Schema, data: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, data)
  if (result.success) return result.output
  const [problem] = result.issues
  const where = v.getDotPath(problem) ?? 'answer'
  throw new GithubError(`GitHub gave an answer that cannot be read: unexpected \`${where}\``, {exitCode: 3})
}
