import {afterEach} from 'vitest'
import {createGithub, type Github} from '../../src/github/client.ts'
import type {SenderOptions} from '../../src/github/send.ts'
import {type GithubServer, type ServerOptions, startGithubServer} from './github-server.ts'

export interface Served {
  server: GithubServer
  github: Github
}

const started: GithubServer[] = []

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()))
})

/** Serve a repository until the end of the test. */
export async function serve(
  repository: string,
  options: Partial<ServerOptions> = {},
  more: Partial<SenderOptions> = {}
): Promise<Served> {
  const server = await startGithubServer({repository, ...options})
  started.push(server)
  return {server, github: clientOf(server, more)}
}

export const clientOf = ({apiUrl, graphqlUrl, name, token}: GithubServer, more: Partial<SenderOptions> = {}): Github =>
  createGithub({apiUrl, graphqlUrl, repository: name, token, ...more})
