import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endSessions } from '@/db/session'
import { runClock } from '../../jobs'
import { as, freshLog, type Log, query, session } from '../../testing-activities'

let log: Log
let picture: string

beforeAll(async () => {
  log = await freshLog()
  const small = sharp({ create: { width: 60, height: 40, channels: 3, background: '#884422' } })
  picture = (await small.png().toBuffer()).toString('base64')
})
afterAll(async () => {
  await endSessions()
  await log?.drop()
})

/** A picture of what a team did on a day, logged on the same. Returns its id and the activity's. */
async function pictured(who: 'leader' | 'strangerLeader', onDay: string): Promise<{ id: string; activity: string }> {
  const at = new Date(`${onDay}T12:00:00+07:00`)
  const given = session((who === 'leader' ? log.team : log.stranger).id, { onDay })
  await as(log[who], at).activities.log(given)
  const photo = { requestId: randomUUID(), id: randomUUID(), activityId: given.id, content: picture }
  await as(log[who], at).activities.addPhoto(photo)
  return { id: photo.id, activity: given.id }
}
const left = async (id: string) =>
  (await query(`select 1 from activity_photos where id = $1 and content is not null`, [id])).length === 1
const period = (code: string, from: string, to: string, closes: string) =>
  query(
    `insert into periods (code, year, month, starts_on, ends_on, form_version_id, opens_at, send_from_at, team_due_at, commune_due_at, department_due_at, closes_at, state)
     select $1, 2026, $2::int, $3::date, $4::date, max(id), $3::date, $3::date, x, x, x, x, 'closed' from form_versions, cast($5 as timestamptz) x group by x`,
    [code, Number(code.slice(5)), from, to, closes],
  )
const report = (unit: number, code: string, status: string) =>
  query<{ id: string }>(
    `insert into reports (unit_id, path, period_id, province_id, form_version_id, status)
     select u.id, u.path, p.id, $2, p.form_version_id, $4 from units u, periods p where u.id = $1 and p.code = $3 returning id`,
    [unit, log.province.id, code, status],
  )

it('twelve months after the report of the month was locked the bytes go; that there was a picture, and when it went, stays', async () => {
  await period('2026-03', '2026-02-15', '2026-03-14', '2026-03-23T10:00:00Z')
  const [made] = await report(log.commune.id, '2026-03', 'accepted')
  const { id, activity } = await pictured('leader', '2026-02-15')
  const later = await pictured('leader', '2026-03-15')
  const other = await pictured('strangerLeader', '2026-03-14')
  // The clock locks it, later than the period closed.
  expect((await runClock(new Date('2026-04-01T02:00:00Z'))).locked).toBe(1)
  expect(await query(`select status from reports where id = $1`, [made?.id])).toEqual([{ status: 'locked' }])

  await runClock(new Date('2027-03-23T09:59:59Z'))
  expect(await Promise.all([id, other.id, later.id].map(left))).toEqual([true, true, true])
  // The other commune never filed: its twelve months run from the day on which the period closed.
  await runClock(new Date('2027-03-23T10:00:00Z'))
  expect(await Promise.all([id, other.id, later.id].map(left))).toEqual([true, false, true])
  await runClock(new Date('2027-04-01T01:59:59Z'))
  expect(await left(id)).toBe(true)
  const over = new Date('2027-04-01T02:00:00Z')
  await runClock(over)
  expect(await Promise.all([id, later.id].map(left))).toEqual([false, true])
  await runClock(new Date('2027-04-02T02:00:00Z'))
  expect(await query(`select content, removed_at from activity_photos where id = $1`, [id])).toEqual([
    { content: null, removed_at: over },
  ])

  // Whoever may see it is told so; for everybody else it is what it was: nothing.
  for (const who of [log.leader, log.officer, log.department])
    expect(await as(who).activities.photo({ id })).toEqual({ content: null, removedAt: over })
  for (const who of [log.neighbour, log.elsewhere, log.strangerLeader, log.sisterLeader])
    await expect(as(who).activities.photo({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(as(log.ministry).activities.photo({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const seen = await as(log.officer).activities.get({ id: activity })
  expect([seen.pictures, seen.photos]).toEqual([[{ id, width: 60, height: 40, removedAt: over }], 0])
  await expect(
    as(log.officer).activities.removePhoto({ requestId: randomUUID(), id, reason: 'xóa lần nữa' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('a report that was opened again locks nothing; a month of no period is over with its last day; another day is another month', async () => {
  await period('2026-06', '2026-05-15', '2026-06-14', '2026-06-23T10:00:00Z')
  const [made] = await report(log.commune.id, '2026-06', 'accepted')
  const opened = await pictured('leader', '2026-05-20')
  await runClock(new Date('2026-07-01T02:00:00Z'))
  await query(`update reports set status = 'returned' where id = $1`, [made?.id])
  const bare = await pictured('leader', '2026-01-14')
  const next = await pictured('leader', '2026-01-15')
  await query(`update activities set on_day = '2026-08-15' where id = $1`, [next.activity])
  expect(await query(`select on_day::text from activity_photos where id = $1`, [next.id])).toEqual([
    { on_day: '2026-08-15' },
  ])
  await runClock(new Date('2027-01-14T16:59:59Z'))
  expect(await left(bare.id)).toBe(true)
  await runClock(new Date('2027-01-14T17:00:00Z'))
  expect(await Promise.all([bare.id, next.id].map(left))).toEqual([false, true])
  await runClock(new Date('2027-06-23T10:00:00Z'))
  expect(await Promise.all([opened.id, next.id].map(left))).toEqual([false, true])
})

it('what a person took away before is gone without a trace but in the history, and new pictures have room', async () => {
  const { id, activity } = await pictured('leader', '2026-11-01')
  await as(log.leader).activities.removePhoto({ requestId: randomUUID(), id, reason: 'lộ thẻ căn cước' })
  expect((await as(log.leader).activities.get({ id: activity })).pictures).toEqual([])
  await expect(as(log.leader).activities.photo({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
