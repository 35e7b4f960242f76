import type { Env } from '@/db/env'
import { asSystem } from '@/db/session'
import { chase } from '@/server/chase/commands'

/**
 * The clock of the reminders' bench, in a process of its own that may be killed: one line before and one after each moment that it
 * stands at. `node --import tsx bench/reminders-clock.ts FROM TO STEP` in milliseconds.
 */
const [from = 0, to = 0, step = 1] = process.argv.slice(2).map(Number)
const env = {
  ...{ SMTP_URL: process.env.SMTP_URL, MAIL_FROM: process.env.MAIL_FROM, NEXTAUTH_URL: 'https://tungngo.example' },
  ...{ HOST: '127.0.0.1', PORT: 3000 },
} as Env

for (let at = from; at <= to; at += step) {
  process.stdout.write(`at ${at}\n`)
  // Whatever was sent in the meantime has arrived by now.
  await asSystem('bench', (db) => db.execute(`select bench_arrive('${new Date(at).toISOString()}')`))
  await chase(() => new Date(at), env)
  process.stdout.write(`done ${at}\n`)
}
process.exit(0)
