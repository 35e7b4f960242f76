import http from 'node:http'
import { deserialize, type Parcel, serialize } from '../server/wire'
import type { Session } from './sessions'

/** `ms`: from the first byte sent to the last byte read; what is parsed after is not counted. */
export type Reply = { status: number; ms: number; body: string }
export type Api = {
  query: (session: Session, procedure: string, input: unknown) => Promise<Reply>
  command: (session: Session, procedure: string, input: unknown) => Promise<Reply>
  close: () => void
}

/** The product's procedures over HTTP as the browser asks for them, over at most `connections` kept-alive connections. */
export function openApi(baseUrl: string, connections: number): Api {
  const { hostname, port } = new URL(baseUrl)
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections })
  const ask = (session: Session, method: 'GET' | 'POST', path: string, payload?: string): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const started = performance.now()
      const request = http.request(
        {
          ...{ agent, hostname, port, method, path },
          headers: {
            cookie: session.cookie,
            'x-assignment': session.assignmentId,
            ...(payload && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
          },
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () => {
            const ms = performance.now() - started
            resolve({ status: response.statusCode ?? 0, ms, body: Buffer.concat(chunks).toString('utf8') })
          })
        },
      )
      request.setTimeout(60_000, () => request.destroy(new Error('no answer in 60 s')))
      request.on('error', reject)
      request.end(payload)
    })
  const serialized = (input: unknown) => JSON.stringify(serialize(input))
  return {
    query: (session, procedure, input) =>
      ask(session, 'GET', `/api/trpc/${procedure}?input=${encodeURIComponent(serialized(input))}`),
    command: (session, procedure, input) => ask(session, 'POST', `/api/trpc/${procedure}`, serialized(input)),
    close: () => agent.destroy(),
  }
}

/** What a procedure answered. Throws when it refused. */
export function answerOf<T>(reply: Reply): T {
  if (reply.status !== 200) throw new Error(`HTTP ${reply.status}: ${reply.body.slice(0, 400)}`)
  const { result } = JSON.parse(reply.body) as { result: { data: Parcel } }
  return deserialize(result.data) as T
}
