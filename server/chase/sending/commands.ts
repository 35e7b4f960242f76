import { sql } from 'drizzle-orm'
import type { DeliveryChannel, DeliveryState } from '@/db/reminder-enums'
import { asSystem } from '@/db/session'
import { dayInVietnam } from '../../calendar/rules'
import { maySend, retryAfter } from '../reminders/rules'
import { letterOf, phoneTextOf } from './document'
import { type Claimed, contentOf } from './queries'
import { codeOf, type Outlets, Undelivered } from './rules'

/** How many are taken at a time, and after how many minutes one that nobody finished counts as left behind. */
const batch = 20
const leftAfter = 5

/**
 * Sends what waits, oldest first, until nothing is left or the quiet hours begin. Each is taken in a transaction of its own before it
 * goes out and marked in another afterwards: whoever is killed in between leaves it taken, and it is tried again with the same
 * id. What has arrived in the meantime is not asked for any more; what its day has passed over fails. Returns how many went out.
 */
export async function sendDeliveries(clock: () => Date, outlets: Outlets, site: string): Promise<number> {
  let sent = 0
  const channels = Object.keys(outlets) as DeliveryChannel[]
  await tidy(clock())
  while (channels.length > 0 && maySend(clock())) {
    const claimed = await claim(clock(), channels)
    if (claimed.length === 0) break
    const done = await Promise.all(claimed.map((each) => deliver(each, clock, outlets, site)))
    sent += done.filter(Boolean).length
  }
  return sent
}

/** What was left taken waits again; what was to go out on a day that is over does not. */
async function tidy(now: Date): Promise<void> {
  await asSystem('sending', async (db) => {
    await db.execute(sql`
      update deliveries set state = 'waiting', claimed_at = null
       where state = 'sending' and claimed_at < ${now.toISOString()}::timestamptz - make_interval(mins => ${leftAfter})`)
    await db.execute(sql`
      update deliveries d set state = 'failed', ended_at = ${now.toISOString()}, outcome = coalesce(outcome, 'expired')
        from reminders r where r.id = d.reminder_id and d.state = 'waiting' and r.on_day < ${dayInVietnam(now)}::date`)
  })
}

const claim = (now: Date, channels: DeliveryChannel[]): Promise<Claimed[]> =>
  asSystem('sending', async (db) => {
    const { rows } = await db.execute<Claimed>(sql`
      update deliveries set state = 'sending', claimed_at = ${now.toISOString()}, attempts = attempts + 1
       where id in (
         select id from deliveries where state = 'waiting' and next_at <= ${now.toISOString()}
            and channel = any (${sql.param(channels)}::text[])
          order by next_at, id for update skip locked limit ${batch})
      returning id, reminder_id as "reminderId", channel, attempts`)
    return rows
  })

async function deliver(
  { id, attempts, channel, reminderId }: Claimed,
  clock: () => Date,
  outlets: Outlets,
  site: string,
) {
  const outlet = outlets[channel]
  if (!outlet) return false
  try {
    const content = await asSystem('sending', (db) => contentOf(db, { id, reminderId, channel }, clock()))
    if (typeof content === 'string') {
      await mark(id, 'stopped', clock(), content)
      return false
    }
    const telling = { name: content.name, lines: content.lines, site }
    await outlet(
      channel === 'email'
        ? { id, to: content.to, ...letterOf(telling) }
        : { id, to: content.to, subject: '', text: phoneTextOf(telling) },
    )
    await mark(id, 'sent', clock(), null)
    return true
  } catch (error) {
    const { code, final } =
      error instanceof Undelivered ? error : { code: codeOf((error as Error)?.name), final: false }
    const again = final ? null : retryAfter(attempts)
    await mark(id, again === null ? 'failed' : 'waiting', clock(), code, again ?? 0)
    return false
  }
}

const mark = (id: string, state: DeliveryState, now: Date, outcome: string | null, minutes = 0): Promise<unknown> =>
  asSystem('sending', (db) =>
    db.execute(sql`
      update deliveries set state = ${state}, outcome = ${outcome}, claimed_at = null,
             ended_at = case when ${state} <> 'waiting' then ${now.toISOString()}::timestamptz end,
             next_at = case when ${state} = 'waiting' then ${now.toISOString()}::timestamptz + make_interval(mins => ${minutes}) else next_at end
       where id = ${id} and state = 'sending'`),
  )
