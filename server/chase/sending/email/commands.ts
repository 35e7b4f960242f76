import nodemailer from 'nodemailer'
import { codeOf, finalSmtp, type Outlet, Undelivered } from '../rules'

/**
 * Letters by SMTP. `url`: smtp[s]://user:password@host:port; `from`: the address that they come from. TLS is asked for wherever the
 * server has it. Another try carries the same Message-ID, so that a mailbox knows it for the same letter.
 */
export function emailOutlet({ url, from }: { url: string; from: string }): { send: Outlet; close: () => void } {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  } as Parameters<typeof nodemailer.createTransport>[0])
  const host = from.replace(/^.*@/, '').replace(/>.*$/, '')
  return {
    send: async ({ id, to, subject, text }) => {
      try {
        await transport.sendMail({
          ...{ from, to, subject, text, messageId: `<${id}@${host}>` },
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (error) {
        const { responseCode, code } = error as { responseCode?: number; code?: string }
        throw new Undelivered(codeOf(responseCode ?? code), finalSmtp(responseCode) || code === 'EENVELOPE')
      }
    },
    close: () => transport.close(),
  }
}
