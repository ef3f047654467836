import type {Github} from './github/client.ts'
import {GithubError} from './github/github-error.ts'

/**
 * The same client for reading history, with two limits: what was asked once is not asked again, for branches that stand
 * on one another, and beyond so many requests all is refused, so that some are left to say what was found.
 */
export function limitReading(github: Github, most: number): Github {
  const spend = makeSpender(github, most)
  const once = <Value>(ask: (first: string) => Promise<Value>) => {
    const paid = spend(ask)
    return remember(
      (first: string) => paid(first),
      (first) => first
    )
  }
  const compare = spend(github.compare)
  return {
    ...github,
    compare: remember(
      (base: string, head: string) => compare(base, head),
      (base, head) => `${base} ${head}`
    ),
    compareAll: spend(github.compareAll),
    commit: once(github.commit),
    commitFiles: once(github.commitFiles),
    tree: once(github.tree),
    wholeTree: once(github.wholeTree),
    blob: once(github.blob)
  }
}

/** Counts what is asked at the time that it is asked: the client itself counts when it is sent. */
function makeSpender(github: Github, most: number) {
  let asked = github.count()
  return <Given extends readonly unknown[], Value>(ask: (...given: Given) => Promise<Value>) =>
    async (...given: Given): Promise<Value> => {
      asked = Math.max(asked, github.count())
      if (asked >= most) throw spent(most)
      asked++
      return ask(...given)
    }
}

function remember<Given extends readonly unknown[], Value>(
  ask: (...given: Given) => Promise<Value>,
  keyOf: (...given: Given) => string
): (...given: Given) => Promise<Value> {
  const known = new Map<string, Promise<Value>>()
  return (...given) => {
    const key = keyOf(...given)
    const value = known.get(key) ?? ask(...given)
    known.set(key, value)
    return value
  }
}

const message = 'the requests to GitHub that one run may make are used up'

const spent = (most: number): GithubError =>
  new GithubError(`${message} (${most} for reading)`, {
    exitCode: 3,
    hint: 'Look at `branches: pull-requests` only; or spread them over jobs with `shard`, and a token with a higher limit.'
  })

/** Whether after this failure nothing more needs to be tried: no requests are left, or the token is refused. */
export function isTheEnd(error: unknown): boolean {
  if (!(error instanceof GithubError)) return false
  const {exitCode, status} = error
  const isOutOfPatience = exitCode === 3 && (status === 403 || status === 429)
  return status === 401 || isOutOfPatience || (status === null && /requests to GitHub/u.test(error.message))
}
