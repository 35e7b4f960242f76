import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { openPeriod } from '../../../calendar/commands'
import { instantAt, monthPeriod } from '../../../calendar/rules'
import { runClock } from '../../../jobs'
import { maxPhotoBytes } from '../../../photos/rules'
import { appRouter } from '../../../router'
import { createCallerFactory } from '../../../trpc'
import { maxSourcePhotos } from './rules'

/** The paper or the message that a team's month was typed from, as a picture that stays in the commune (domain.md 22.1, 22.25). */

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-12-12T09:00:00+07:00')
const as = (who: TestActor, at = now) => createCaller({ identity: who.identity, now: at })
const period = '2026-12'
const figures = { C01: 3, C02: 10, T1_01: 20, T2_01: 0, T3_01: 1, T4_01: 2, T5_01: 0 }
const picture = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: '#884422' } })
const query = <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  asSystem('test', async (_, client) => (await client.query(text, values)).rows as Row[])

let cast: Cast
let officer: TestActor
let chief: TestActor
let leader: TestActor
let member: TestActor
let otherLeader: TestActor
let neighbour: TestActor
let teams: [TestUnit, TestUnit]

const photo = (content: Buffer, over: object = {}) => ({
  ...{ ...once(), id: randomUUID(), teamId: teams[0].id, period, content: content.toString('base64') },
  ...over,
})
const small = () => picture().png().toBuffer()
const rowOf = async (who: TestActor, team = teams[0]) =>
  (await as(who).teamReports.grid({ communeId: cast.commune.id, period })).rows.find(({ teamId }) => teamId === team.id)
const history = (who: TestActor, team = teams[0]) => as(who).teamReports.history({ teamId: team.id, period })
const left = async (id: string) =>
  (await query(`select 1 from team_report_photos where id = $1 and content is not null`, [id])).length === 1

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  chief = await makeActor('commune_leader', cast.commune)
  neighbour = await makeActor('commune_officer', cast.sibling)
  teams = [await makeTeam(cast.commune, 'Thôn Một'), await makeTeam(cast.commune, 'Thôn Hai')]
  leader = await makeActor('team_leader', teams[0])
  member = await makeActor('team_member', teams[0])
  otherLeader = await makeActor('team_leader', teams[1])
  await asSystem('test', async (db) => {
    await db.execute(`update province_settings set reporting_from = '2026-10-15'`)
    for (const month of [11, 12]) {
      const each = monthPeriod(2026, month)
      await openPeriod(db, each, instantAt(each.startsOn))
    }
  })
})
afterAll(() => cast.close())

it('is painted anew, before the month is typed and after: no place, no camera, upright, at most 1600 pixels a side', async () => {
  const taken = await picture(3000, 2000)
    .withExif({
      IFD0: { Make: 'Nguoi-chup' },
      IFD3: { GPSLatitude: '16/1 37/1 0/1', GPSLatitudeRef: 'N', GPSLongitude: '106/1 44/1 0/1', GPSLongitudeRef: 'E' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  expect(await sharp(taken).metadata()).toMatchObject({ orientation: 6, exif: expect.anything() })
  expect(taken.includes('Nguoi-chup')).toBe(true)
  const given = photo(taken)
  await as(officer).teamReports.addPhoto(given)
  // Sent again it is there once.
  await as(officer).teamReports.addPhoto(given)
  await as(officer).teamReports.addPhoto({ ...given, ...once() })
  const [kept] = await query<{ content: Buffer; submission_no: number }>(
    `select content, submission_no from team_report_photos where id = $1`,
    [given.id],
  )
  const found = await sharp(kept?.content).metadata()
  expect([found.exif, found.xmp, found.icc, found.iptc]).toEqual([undefined, undefined, undefined, undefined])
  expect(kept?.content.includes('Nguoi-chup')).toBe(false)
  expect([found.width, found.height]).toEqual([1067, 1600])
  expect(kept?.submission_no).toBe(0)
  await as(officer).teamReports.enter({
    ...{ ...once(), period },
    reports: [{ teamId: teams[0].id, version: 0, values: figures, source: 'paper', toldBy: 'Hồ Văn Tin' }],
  })
  const after = photo(await small())
  await as(chief).teamReports.addPhoto(after)
  expect(await query(`select submission_no from team_report_photos where id = $1`, [after.id])).toEqual([
    { submission_no: 1 },
  ])
  expect((await rowOf(officer))?.photos.map(({ id, removedAt }) => [id, removedAt])).toEqual([
    [given.id, null],
    [after.id, null],
  ])
})

it('is seen by the leader and the officer of the commune and the leader of the team, and by nobody else, signed in or not', async () => {
  const [{ id = '' } = {}] = (await rowOf(officer))?.photos ?? []
  for (const who of [officer, chief, leader]) {
    expect(await as(who).teamReports.photo({ id })).toMatchObject({ mime: 'image/jpeg', removedAt: null })
    expect((await history(who)).photos).toHaveLength(2)
  }
  for (const who of [neighbour, otherLeader])
    expect(await reasonOf(as(who).teamReports.photo({ id }))).toBe('teamReports.noPhoto')
  for (const who of [member, cast.admin, cast.otherAdmin, cast.ministry])
    expect(await reasonOf(as(who).teamReports.photo({ id }))).toBe('teamReports.photos')
  for (const who of [cast.admin, cast.ministry]) {
    expect((await history(who)).photos).toEqual([])
    expect((await rowOf(who))?.photos).toEqual([])
  }
  const nobody = createCaller({ identity: null, now })
  expect(await reasonOf(nobody.teamReports.photo({ id }))).toBe('UNAUTHORIZED')
  // Signed out everywhere, the old session opens nothing.
  const gone = await makeActor('commune_officer', cast.commune)
  expect(await reasonOf(as(gone).teamReports.photo({ id }))).toBe('done')
  await query(`update accounts set epoch = epoch + 1 where person_id = $1`, [gone.identity.personId])
  expect(await reasonOf(as(gone).teamReports.photo({ id }))).toBe('UNAUTHORIZED')
})

it('is kept by the commune of the team alone, three at most, and only a picture of bearable size', async () => {
  const content = await small()
  const add = (who: TestActor, over: object = {}, bytes = content) =>
    reasonOf(as(who).teamReports.addPhoto(photo(bytes, over)))
  for (const who of [leader, otherLeader, neighbour, cast.admin, cast.ministry])
    expect(await add(who)).toBe('teamReports.enter')
  await query(`update periods set state = 'closed', closes_at = '2026-11-23T03:00:00Z' where code = '2026-11'`)
  expect(await add(officer, { period: '2026-11' })).toBe('reports.periodClosed')
  expect(await add(officer, {}, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('photos.noPicture')
  expect(await add(officer, {}, content.subarray(0, content.length / 2))).toBe('photos.noPicture')
  await expect(as(officer).teamReports.addPhoto(photo(Buffer.alloc(maxPhotoBytes + 100)))).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
  expect(await add(officer)).toBe('done')
  expect((await rowOf(officer))?.photos).toHaveLength(maxSourcePhotos)
  expect(await add(officer)).toBe('teamReports.photosFull')
  // Two at once are not both the third.
  const many = await Promise.all([1, 2, 3, 4, 5].map(() => add(officer, { teamId: teams[1].id })))
  expect(many.filter((each) => each === 'done')).toHaveLength(maxSourcePhotos)
})

it('is taken away for good by the commune, with a reason that stays', async () => {
  const [{ id = '' } = {}] = (await rowOf(officer))?.photos ?? []
  const remove = { id, reason: 'Lộ thẻ căn cước' }
  expect(await reasonOf(as(leader).teamReports.removePhoto({ ...once(), ...remove }))).toBe('teamReports.enter')
  for (const who of [neighbour, cast.admin])
    expect(await reasonOf(as(who).teamReports.removePhoto({ ...once(), ...remove }))).toBe('teamReports.noPhoto')
  await expect(as(officer).teamReports.removePhoto({ ...once(), id, reason: 'x' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
  await as(officer).teamReports.removePhoto({ ...once(), ...remove })
  expect(await query(`select 1 from team_report_photos where id = $1`, [id])).toEqual([])
  const { events } = await history(leader)
  expect(events[0]).toMatchObject({ verb: 'remove_photo', reason: remove.reason })
  expect((await history(cast.admin)).events).toEqual([])
  expect((await rowOf(officer))?.photos).toHaveLength(2)
  // Under the id of another team's picture nothing is kept.
  const [{ id: taken = '' } = {}] = (await rowOf(officer, teams[1]))?.photos ?? []
  expect(await reasonOf(as(officer).teamReports.addPhoto(photo(await small(), { id: taken })))).toBe(
    'teamReports.photoTaken',
  )
})

it('goes twelve months after the month was locked, at the second; where it never was, after the period closed', async () => {
  const [{ closes }] = (await query<{ closes: Date }>(`select closes_at as closes from periods where code = $1`, [
    period,
  ])) as [{ closes: Date }]
  await query(
    `insert into reports (unit_id, path, period_id, province_id, form_version_id, status)
     select u.id, u.path, p.id, $2, p.form_version_id, 'accepted' from units u, periods p where u.id = $1 and p.code = $3`,
    [cast.commune.id, cast.province.id, period],
  )
  // Another commune's team, whose month is never locked.
  const stray = await makeTeam(cast.sibling, 'Thôn Lạc')
  await query(
    `insert into team_reports (period_id, unit_id, path, due_at, base_due_at) select p.id, $1, $2, p.team_due_at, p.team_due_at from periods p where p.code = $3`,
    [stray.id, stray.path, period],
  )
  const unlocked = photo(await small(), { teamId: stray.id })
  await as(neighbour).teamReports.addPhoto(unlocked)
  const [{ id = '' } = {}] = (await rowOf(officer))?.photos ?? []
  const year = (at: Date) => {
    const later = new Date(at)
    later.setUTCFullYear(later.getUTCFullYear() + 1)
    return later
  }
  const before = (at: Date) => new Date(at.getTime() - 1000)
  const locked = new Date(closes.getTime() + 36 * 3_600_000)
  expect((await runClock(locked)).locked).toBe(1)
  await runClock(before(year(closes)))
  expect(await Promise.all([id, unlocked.id].map(left))).toEqual([true, true])
  await runClock(year(closes))
  expect(await Promise.all([id, unlocked.id].map(left))).toEqual([true, false])
  await runClock(before(year(locked)))
  expect(await left(id)).toBe(true)
  const over = year(locked)
  await runClock(over)
  expect(await left(id)).toBe(false)
  await runClock(new Date(over.getTime() + 86_400_000))
  expect(await as(officer).teamReports.photo({ id })).toEqual({ content: null, removedAt: over })
  expect(await as(leader).teamReports.photo({ id })).toEqual({ content: null, removedAt: over })
  expect(await reasonOf(as(neighbour).teamReports.photo({ id }))).toBe('teamReports.noPhoto')
  expect(await reasonOf(as(cast.admin).teamReports.photo({ id }))).toBe('teamReports.photos')
  expect((await history(leader)).photos.map(({ removedAt }) => removedAt)).toEqual([over, over])
})
