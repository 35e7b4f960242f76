import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** Servers of one's own that messages go to in a test; what they took, and how they answer next. */

export type Letter = { id: string; to: string; raw: string; at: number }

/** A mail server on loopback that keeps what it takes. `refuse` answers the next letters with these numbers instead. */
export async function mailServer(): Promise<{
  url: string
  letters: Letter[]
  refuse: number[]
  close: () => Promise<void>
}> {
  const letters: Letter[] = []
  const refuse: number[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const responseCode = refuse.shift()
        if (responseCode)
          return done(Object.assign(new Error('no such mailbox of nguyen@example.vn'), { responseCode }))
        const raw = Buffer.concat(chunks).toString('utf8')
        const id = /^Message-ID: <([^@]+)@/im.exec(raw)?.[1] ?? ''
        letters.push({ id, to: session.envelope.rcptTo.map(({ address }) => address).join(), raw, at: Date.now() })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    ...{ url: `smtp://127.0.0.1:${port}`, letters, refuse },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

export type Call = { headers: http.IncomingHttpHeaders; body: { id: string; to: string; text: string } }

/** A gateway on loopback. `answers`: the status of the next calls, 200 when there is none. */
export async function gatewayServer(): Promise<{
  url: string
  calls: Call[]
  answers: number[]
  close: () => Promise<void>
}> {
  const calls: Call[] = []
  const answers: number[] = []
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      calls.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) as Call['body'] })
      const status = answers.shift() ?? 200
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:9/' } : {})
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    ...{ url: `http://127.0.0.1:${port}/messages`, calls, answers },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
