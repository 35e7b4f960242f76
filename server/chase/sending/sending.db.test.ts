import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withClient } from '@/db/connect'
import type { Env } from '@/db/env'
import { asSystem } from '@/db/session'
import { type Cast, freshCast } from '@/db/testing/cast'
import { makeActor, type TestActor } from '@/db/testing/factories'
import { openPeriod } from '../../calendar/commands'
import { instantAt, monthPeriod } from '../../calendar/rules'
import { gatewayServer, mailServer } from '../../testing-mail'
import { chase, outletsOf } from '../commands'
import { remind } from '../reminders/commands'

/** What leaves the house: letters to a real mail server, messages to a gateway; 11/2026 is due on 18/11 at 17:00. */

let cast: Cast
let officer: TestActor
let mail: Awaited<ReturnType<typeof mailServer>>
let gateway: Awaited<ReturnType<typeof gatewayServer>>
let env: Env

type Row = { channel: string; state: string; attempts: number; outcome: string | null }
const rows = async (): Promise<Row[]> =>
  (
    await asSystem('test', (db) =>
      db.execute<Row>(sql`select channel, state, attempts, outcome from deliveries order by channel, id`),
    )
  ).rows
const system = (statement: ReturnType<typeof sql>) => asSystem('test', (db) => db.execute(statement))
const at = (time: Date) => chase(() => time, env)
const due = instantAt('2026-11-18', 9)
const later = (minutes: number) => new Date(due.getTime() + minutes * 60_000)
/** The text of a letter, written in quoted-printable. */
const textOf = (raw: string) => {
  const body = raw.slice(raw.search(/\r?\n\r?\n/)).replace(/=\r?\n/g, '')
  return decodeURIComponent(body.replace(/%/g, '%25').replace(/=([0-9A-F]{2})/g, '%$1'))
}

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  mail = await mailServer()
  gateway = await gatewayServer()
  env = {
    ...{ SMTP_URL: mail.url, MAIL_FROM: 'Tổ công nghệ số <nhac@tungngo.example>', GATEWAY_URL: gateway.url },
    ...{ GATEWAY_TOKEN: 'secret', NEXTAUTH_URL: 'https://tungngo.example', HOST: '127.0.0.1', PORT: 3000 },
  } as Env
  await asSystem('test', async (db) => {
    await db.execute(
      sql`update province_settings set reporting_from = '2026-10-15' where unit_id = ${cast.province.id}`,
    )
    const month = monthPeriod(2026, 11)
    await openPeriod(db, month, instantAt(month.startsOn))
    await db.execute(
      sql`update obligations set state = 'exempt', exempt_reason = 'x' where unit_id <> ${cast.commune.id}`,
    )
    await db.execute(
      sql`update persons set email = 'hai@lia.example', phone = '0900 111 222' where id = ${officer.identity.personId}`,
    )
  })
})
afterAll(async () => {
  await mail?.close()
  await gateway?.close()
  await cast?.close()
})
/** Each begins with nothing said yet, the report unsent, phones not paid for. */
beforeEach(async () => {
  mail.letters.length = 0
  gateway.calls.length = 0
  await withClient(cast.urls.owner, async (client) => {
    for (const table of ['deliveries', 'reminder_lines', 'reminders', 'message_quotas']) {
      await client.query(`alter table ${table} no force row level security`)
      await client.query(`delete from ${table}`)
      await client.query(`alter table ${table} force row level security`)
    }
  })
  await system(sql`update obligations set state = 'required', exempt_reason = null where unit_id = ${cast.commune.id}`)
})

describe('a letter', () => {
  it('says in Vietnamese what is to be sent until when, with the way there, and goes out once', async () => {
    expect(await at(due)).toEqual({ made: 1, sent: 1 })
    expect(await at(later(5))).toEqual({ made: 0, sent: 0 })
    const [letter] = mail.letters
    expect(mail.letters).toHaveLength(1)
    expect(letter?.to).toBe('hai@lia.example')
    expect(letter?.raw).toMatch(/^Auto-Submitted: auto-generated/im)
    const text = textOf(letter?.raw ?? '')
    expect(text).toContain(
      `- ${cast.commune.fullName}, báo cáo tháng 11/2026: hôm nay là hạn gửi, 17 giờ 00, thứ Tư, 18/11/2026.`,
    )
    expect(text).toContain(`https://tungngo.example/reports/${cast.commune.id}/2026-11`)
    expect(await rows()).toEqual([{ channel: 'email', state: 'sent', attempts: 1, outcome: null }])
  })

  it('does not go out when the report has arrived, nor to an account that was closed', async () => {
    await asSystem('test', (db) => remind(db, due, { email: true }))
    await system(sql`update obligations set state = 'exempt', exempt_reason = 'x' where unit_id = ${cast.commune.id}`)
    expect(await at(later(1))).toEqual({ made: 0, sent: 0 })
    expect(await rows()).toEqual([{ channel: 'email', state: 'stopped', attempts: 1, outcome: 'arrived' }])
    expect(mail.letters).toEqual([])
  })

  it('that is not taken is tried again under the same id, and what can never be taken is not', async () => {
    mail.refuse.push(451)
    expect((await at(due)).sent).toBe(0)
    expect(await rows()).toEqual([{ channel: 'email', state: 'waiting', attempts: 1, outcome: '451' }])
    expect((await at(new Date(due.getTime() + 30_000))).sent).toBe(0)
    expect((await at(later(1))).sent).toBe(1)
    const { rows: kept } = await system(sql`select id from deliveries`)
    expect(mail.letters[0]?.id).toBe(kept[0]?.id)
  })

  it('that can never be taken fails with its number alone, no word of whom it was to', async () => {
    mail.refuse.push(550)
    expect((await at(due)).sent).toBe(0)
    expect(await rows()).toEqual([{ channel: 'email', state: 'failed', attempts: 1, outcome: '550' }])
    expect((await at(later(60))).sent).toBe(0)
  })

  it('waits when nobody listens, and gives up when its day is over', async () => {
    const nobody = { ...env, SMTP_URL: 'smtp://127.0.0.1:9' }
    expect((await chase(() => due, nobody)).sent).toBe(0)
    expect((await rows())[0]).toMatchObject({ state: 'waiting', outcome: 'ESOCKET' })
    expect((await at(instantAt('2026-11-19', 6, 59))).sent).toBe(0)
    expect((await rows())[0]).toMatchObject({ state: 'failed', outcome: 'ESOCKET' })
    expect(mail.letters).toEqual([])
  })

  it('that somebody had taken and was killed over goes out after a while, not at once', async () => {
    mail.refuse.push(451)
    await at(due)
    await system(sql`update deliveries set state = 'sending', claimed_at = ${later(1).toISOString()}`)
    expect((await at(later(6))).sent).toBe(0)
    expect((await at(later(7))).sent).toBe(1)
  })

  it('leaves the house from seven to nine in the evening alone', async () => {
    mail.refuse.push(451)
    await at(instantAt('2026-11-17', 20, 58))
    expect((await at(instantAt('2026-11-17', 21))).sent).toBe(0)
    expect((await rows())[0]?.state).toBe('waiting')
  })

  it('is not written where there is no mail server; half a setting is refused', async () => {
    const silent = { ...env, SMTP_URL: undefined, MAIL_FROM: undefined, GATEWAY_URL: undefined }
    expect(await chase(() => due, silent)).toEqual({ made: 1, sent: 0 })
    expect(await rows()).toEqual([])
    expect(() => outletsOf({ ...silent, SMTP_URL: 'smtp://127.0.0.1' })).toThrow('MAIL_FROM')
  })
})

describe('a message to a phone', () => {
  const pay = (limit: number) =>
    system(sql`insert into message_quotas (unit_id, path, enabled, monthly_limit, price_vnd, set_at)
      values (${cast.province.id}, ${cast.province.path}, true, ${limit}, 300, now())`)
  const ofPhone = async () => (await rows()).filter(({ channel }) => channel === 'gateway')

  it('is not written unless the province has switched it on', async () => {
    await at(due)
    expect(await ofPhone()).toEqual([])
    expect(gateway.calls).toEqual([])
  })

  it('carries number, id and token, and nothing of a person besides', async () => {
    await pay(10)
    await at(due)
    expect(gateway.calls).toHaveLength(1)
    const [{ headers, body } = { headers: {}, body: { id: '', to: '', text: '' } }] = gateway.calls
    expect(headers.authorization).toBe('Bearer secret')
    expect(headers['idempotency-key']).toBe(body.id)
    expect(body.to).toBe('84900111222')
    expect(body.text).toBe(
      `Nhắc báo cáo tháng 11/2026, ${cast.commune.fullName}: hạn gửi 17 giờ 00, thứ Tư, 18/11/2026. https://tungngo.example/reports/${cast.commune.id}/2026-11`,
    )
  })

  it('ends with the number that the province pays for, to the last one of it', async () => {
    await pay(3)
    const others = await Promise.all(Array.from({ length: 6 }, () => makeActor('commune_officer', cast.commune)))
    for (const [i, { identity }] of others.entries())
      await system(sql`update persons set phone = ${`0900 111 30${i}`} where id = ${identity.personId}`)
    await at(due)
    const states = (await ofPhone()).map(({ state, outcome }) => outcome ?? state)
    expect(states.toSorted()).toEqual(['quota', 'quota', 'quota', 'quota', 'sent', 'sent', 'sent'])
    expect(gateway.calls).toHaveLength(3)
    for (const { identity } of others)
      await system(sql`update accounts set disabled_at = now() where person_id = ${identity.personId}`)
  })

  it('is tried again when the gateway is busy, not when it refuses, and follows it nowhere', async () => {
    await pay(10)
    gateway.answers.push(429)
    await at(due)
    expect(await ofPhone()).toEqual([{ channel: 'gateway', state: 'waiting', attempts: 1, outcome: '429' }])
    gateway.answers.push(302)
    await at(later(1))
    expect((await ofPhone())[0]?.state).toBe('waiting')
    gateway.answers.push(400)
    await at(later(10))
    expect((await ofPhone())[0]).toMatchObject({ state: 'failed', attempts: 3, outcome: '400' })
  })
})
