import type {ActionContext} from './action-context.ts'
import {createGithub} from './github/client.ts'

/** The repositories named in the environment of the step, each once; none: the one that the Action runs in. */
export function repositoriesIn(env: ActionContext['env']): string[] {
  const names = (env['HANDOFF_LINT_REPOSITORIES'] ?? '').split(/[\s,]+/u).filter((name) => name !== '')
  return [...new Set(names)]
}

/** The same run, for another repository; whose token it is does not change. */
export function toRepository(repository: string, context: ActionContext): ActionContext {
  const {env, inputs, debug} = context
  const apiUrl = env['GITHUB_API_URL'] || 'https://api.github.com'
  const graphqlUrl = env['GITHUB_GRAPHQL_URL'] || `${apiUrl.replace(/\/+$/u, '')}/graphql`
  return {
    ...context,
    repository,
    // What is checked out is another repository.
    env: {...env, GITHUB_WORKSPACE: undefined},
    github: createGithub({repository, apiUrl, graphqlUrl, token: inputs.token, env, debug})
  }
}
