import * as v from 'valibot'
import {isOid} from '../core/ref-update.ts'
import * as answers from './answers.ts'
import {GithubError} from './github-error.ts'
import {type Ask, createSender, type SenderOptions} from './send.ts'

/** A list that GitHub may have cut: then what is not in it may be there all the same. */
export interface Listing<Item> {
  items: Item[]
  truncated: boolean
}

export interface GithubOptions extends Omit<SenderOptions, 'others'> {
  /** `GITHUB_REPOSITORY`: `owner/name`. */
  repository: string
  /** `GITHUB_GRAPHQL_URL`; on GitHub Enterprise Server it does not lie below that of the API. */
  graphqlUrl: string
}

/** The part of GitHub’s API that is used, for one repository. Revisions are object ids. */
export type Github = ReturnType<typeof createGithub>

/** GitHub ends the list of a commit’s files here, without a word. */
export const mostFiles = 3000

/** GitHub’s own limit on a page. */
const aPage = 100

export function createGithub({repository, graphqlUrl, ...options}: GithubOptions) {
  const {send, count} = createSender({...options, others: [graphqlUrl]})
  const root = `/repos/${checkedName(repository)}`

  const ask = async <Schema extends v.GenericSchema>(schema: Schema, request: Ask): Promise<v.InferOutput<Schema>> =>
    answers.read(schema, (await send(request)).data)

  /** Follow the pages of a list; an answer may hold the list inside. */
  const list = async <Schema extends v.GenericSchema, Item>(
    schema: Schema,
    request: Ask,
    itemsOf: (answer: v.InferOutput<Schema>) => readonly Item[],
    most: number
  ): Promise<Listing<Item>> => {
    const items: Item[] = []
    let next: Ask | null = request
    while (next && items.length < most) {
      const answer = await send(next)
      items.push(...itemsOf(answers.read(schema, answer.data)))
      next = answer.next === null ? null : {path: answer.next}
    }
    return {items, truncated: next !== null}
  }

  const listOf = <Schema extends v.GenericSchema>(item: Schema, path: string, query: Ask['query'] = {}, most = 5000) =>
    list(v.array(item), {path: `${root}${path}`, query: {per_page: aPage, ...query}}, (items) => items, most)

  return {
    repository,
    /** Requests made so far. */
    count,
    info: () => ask(answers.repository, {path: root}),

    /** What head has and base has not; GitHub gives at most the newest 250 commits and 300 files. */
    compare: (base: string, head: string) => ask(answers.comparison, {path: `${root}/compare/${range(base, head)}`}),
    /** All commits of a comparison, oldest first. */
    compareAll: (base: string, head: string, most: number) =>
      list(
        answers.comparison,
        {path: `${root}/compare/${range(base, head)}`, query: {per_page: aPage, page: 1}},
        ({commits}) => commits,
        most
      ),
    commit: (oid: string) => ask(answers.commit, {path: `${root}/commits/${checked(oid)}`, query: {per_page: 1}}),
    /** The files that a commit changes, seen from its first parent. */
    commitFiles: async (oid: string): Promise<Listing<answers.ChangedFile>> => {
      const request = {path: `${root}/commits/${checked(oid)}`}
      const {items, truncated} = await list(answers.commitWithFiles, request, ({files = []}) => files, mostFiles)
      return {items, truncated: truncated || items.length >= mostFiles}
    },
    /** One folder, by its object id or that of a commit. */
    tree: (oid: string) => ask(answers.tree, {path: `${root}/git/trees/${checked(oid)}`}),
    /** A folder and all below it. */
    wholeTree: (oid: string) => ask(answers.tree, {path: `${root}/git/trees/${checked(oid)}`, query: {recursive: 1}}),
    blob: (oid: string) => ask(answers.blob, {path: `${root}/git/blobs/${checked(oid)}`}),

    branch: (name: string) => ask(answers.branch, {path: `${root}/branches/${encodeURIComponent(name)}`}),
    branches: () => listOf(answers.branch, '/branches'),
    pull: (number: number) => ask(answers.pull, {path: `${root}/pulls/${number}`}),
    openPulls: () => listOf(answers.pull, '/pulls', {state: 'open'}),

    /** Oldest first. */
    comments: (number: number) => listOf(answers.comment, `/issues/${number}/comments`),
    createComment: (number: number, body: string) =>
      ask(answers.comment, {method: 'POST', path: `${root}/issues/${number}/comments`, body: {body}}),
    updateComment: (id: number, body: string) =>
      ask(answers.comment, {method: 'PATCH', path: `${root}/issues/comments/${id}`, body: {body}}),
    deleteComment: async (id: number): Promise<void> => {
      await send({method: 'DELETE', path: `${root}/issues/comments/${id}`})
    },

    /** Issues that an account opened; pull requests are left out. */
    issuesBy: async (login: string): Promise<Listing<answers.Issue>> => {
      const {items, truncated} = await listOf(answers.issue, '/issues', {state: 'all', creator: login})
      return {items: items.filter((issue) => issue.pull_request === undefined), truncated}
    },
    createIssue: (issue: {title: string; body: string}) =>
      ask(answers.issue, {method: 'POST', path: `${root}/issues`, body: issue}),
    updateIssue: (number: number, change: {title?: string; body?: string; state?: 'open' | 'closed'}) =>
      ask(answers.issue, {method: 'PATCH', path: `${root}/issues/${number}`, body: change}),

    /** Whose the token is: only its own comments are to be changed. Every kind of token may ask this. */
    login: async (): Promise<string> => {
      const body = {query: 'query{viewer{login}}'}
      const {data} = await send({method: 'POST', path: graphqlUrl, body, repeatable: true})
      return answers.read(answers.viewer, data).data.viewer.login
    }
  }
}

function checkedName(repository: string): string {
  const [owner = '', name = '', ...more] = repository.split('/')
  const isName = (text: string) => /^[\w.-]+$/u.test(text) && !/^\.+$/u.test(text)
  if (isName(owner) && isName(name) && more.length === 0) return `${owner}/${name}`
  throw new GithubError(`not the name of a repository: ${repository.slice(0, 200)}`, {
    hint: 'Set `GITHUB_REPOSITORY` to `owner/name`.'
  })
}

function checked(oid: string): string {
  if (!isOid(oid)) throw new TypeError(`not an object id: ${oid}`)
  return oid
}

const range = (base: string, head: string): string => `${checked(base)}...${checked(head)}`
