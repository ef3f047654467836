import {type AgentOptions, Agent as HttpAgent, type IncomingHttpHeaders, request as requestHttp} from 'node:http'
import {Agent as HttpsAgent, request as requestHttps} from 'node:https'
import {gunzipSync} from 'node:zlib'

export interface HttpRequest {
  method: string
  url: URL
  headers: Readonly<Record<string, string>>
  body?: string | undefined
}

export interface HttpAnswer {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
}

/** Send one request and read all of its answer, whatever its status; only a network that fails throws. */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>

/** More than any answer that we ask for, less than what fills the memory. */
const longest = 256 * 2 ** 20

const silence = 30_000

/**
 * Speak HTTP through Node’s own modules: unlike `fetch` they take the proxies of an environment that is given (Node 22.21
 * and 24.5 on; older ones connect directly).
 */
export function createHttp(env: Readonly<Record<string, string | undefined>>): Http {
  const options: AgentOptions & {proxyEnv: typeof env} = {keepAlive: true, proxyEnv: env}
  const agents = {'http:': new HttpAgent(options), 'https:': new HttpsAgent(options)}
  return (request) => {
    const isPlain = request.url.protocol === 'http:'
    const agent = agents[isPlain ? 'http:' : 'https:']
    return send(request, isPlain ? requestHttp : requestHttps, agent)
  }
}

function send(
  {method, url, headers, body}: HttpRequest,
  request: typeof requestHttp,
  agent: HttpAgent
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {method, agent, headers: {...headers, 'accept-encoding': 'gzip'}, timeout: silence})
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${silence / 1000} s`)))
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // The server closed an idle connection just when it was used again: nothing was received, so nothing was done.
      if (error.code === 'ECONNRESET' && outgoing.reusedSocket) {
        send({method, url, headers, body}, request, agent).then(resolve, reject)
      } else reject(error)
    })
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = []
      let length = 0
      incoming.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > longest) incoming.destroy(new Error(`an answer of more than ${longest / 2 ** 20} MiB`))
        else chunks.push(chunk)
      })
      incoming.on('error', reject)
      incoming.on('end', () => {
        try {
          const bytes = unpack(Buffer.concat(chunks), incoming.headers['content-encoding'])
          resolve({status: incoming.statusCode ?? 0, headers: incoming.headers, bytes})
        } catch (error) {
          reject(error)
        }
      })
    })
    outgoing.end(body)
  })
}

const unpack = (bytes: Buffer, encoding: string | undefined): Buffer =>
  encoding === 'gzip' && bytes.length > 0 ? gunzipSync(bytes, {maxOutputLength: longest}) : bytes
